"""What one run of the command knows: how to talk, whether to show tracebacks, the studio."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memegen.cli.screen import Screen

if TYPE_CHECKING:
    import typer

    from memegen.studio import Studio


@dataclass(slots=True)
class Session:
    """Travels through the commands as their context's ``obj``."""

    screen: Screen = field(default_factory=Screen)
    debug: bool = False
    _studios: dict[tuple[tuple[str, ...], tuple[str, ...]], Studio] = field(default_factory=dict)

    def studio(self, templates: tuple[str, ...] = (), folders: tuple[str, ...] = ()) -> Studio:
        """The studio for these template files and photo folders; one for each set, for a command asks again."""
        asked = (templates, folders)
        if asked not in self._studios:
            from memegen.clock import today
            from memegen.studio import Studio

            self._studios[asked] = Studio(templates, folders, today())
        return self._studios[asked]


def session_of(context: typer.Context) -> Session:
    """The session that a command runs in."""
    return context.ensure_object(Session)
