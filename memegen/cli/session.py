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
    _studios: dict[tuple[str, ...], Studio] = field(default_factory=dict)

    def studio(self, templates: tuple[str, ...] = ()) -> Studio:
        """The studio for these template files; one for each set, for a command asks more than once."""
        if templates not in self._studios:
            from memegen.studio import Studio

            self._studios[templates] = Studio(templates)
        return self._studios[templates]


def session_of(context: typer.Context) -> Session:
    """The session that a command runs in."""
    return context.ensure_object(Session)
