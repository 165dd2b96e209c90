"""The state of one run of the command, shared by its commands as the context's ``obj``."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from memegen.cli.screen import Screen
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    import typer

    from memegen.renderer import Renderer


@slotted
class Session:
    """What the commands of one run share: the screen, whether tracebacks are shown, and renderers."""

    screen: Screen = field(default_factory=Screen)
    debug: bool = False
    _renderers: dict[tuple[tuple[str, ...], tuple[str, ...]], Renderer] = field(default_factory=dict)

    def renderer(self, templates: tuple[str, ...] = (), folders: tuple[str, ...] = ()) -> Renderer:
        """Return the renderer for these template files and photo folders, the same one each time."""
        key = (templates, folders)
        if key not in self._renderers:
            from memegen.core.environment import today
            from memegen.renderer import Renderer

            self._renderers[key] = Renderer(templates, folders, today())
        return self._renderers[key]


def session_of(context: typer.Context) -> Session:
    """Return the session that a command runs in."""
    return context.ensure_object(Session)
