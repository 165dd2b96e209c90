"""What one run of the command knows: how to talk, whether to show tracebacks, the studio."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.cli.screen import Screen
from memegen.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from memegen.photos import Photos
    from memegen.studio import Studio

# What the names of photographs end with, most often; and the options before names that are no photographs.
PHOTO, OUTPUT = (".jpg", ".jpeg"), ("-o", "--output")


@slotted
class Session:
    """Travels through the commands as their context's ``obj``."""

    screen: Screen = field(default_factory=Screen)
    debug: bool = False
    _photos: Photos | None = None
    _studios: dict[tuple[tuple[str, ...], tuple[str, ...]], Studio] = field(default_factory=dict)

    def studio(self, templates: tuple[str, ...] = (), folders: tuple[str, ...] = ()) -> Studio:
        """The studio for these template files and photo folders; one for each set, for a command asks again."""
        asked = (templates, folders)
        if asked not in self._studios:
            from memegen.clock import today
            from memegen.studio import Studio

            studio = self._studios[asked] = Studio(templates, folders, today())
            if self._photos:
                studio.photos = self._photos
        return self._studios[asked]

    def foresee(self, words: Sequence[str]) -> None:
        """Begin to decode the photographs that a command line names, before it is known what they are for."""
        for before, word in pairwise(["", *words]):
            name = word.rpartition("=")[2]
            if name.lower().endswith(PHOTO) and before not in OUTPUT and not word.startswith(OUTPUT):
                from memegen.photos import Photos

                self._photos = self._photos or Photos()
                self._photos.hurry()
                self._photos.foresee(Path(name).absolute())


def session_of(context: typer.Context) -> Session:
    """The session that a command runs in."""
    return context.ensure_object(Session)
