"""The state of one run of the command, shared by its commands as the context's ``obj``."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.cli.screen import Screen
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import typer

    from memegen.images import Photos
    from memegen.renderer import Renderer
    from memegen.template.project import Project

# Suffixes of files that take long to decode, and the options whose value is a file to write.
PHOTO_SUFFIXES = (".jpg", ".jpeg")
OUTPUT = ("-o", "--output")


@slotted
class Session:
    """What the commands of one run share: screen, what the command line asks of all commands, project, and renderers.

    Attributes:
        debug: whether tracebacks are shown.
        json: whether results are JSON, errors that end the command among them.
        command: the first word of the command line.
    """

    screen: Screen = field(default_factory=Screen)
    debug: bool = False
    json: bool = False
    command: str = ""
    _photos: Photos | None = None
    _today: date | None = None
    _renderers: dict[tuple[tuple[str, ...], tuple[str, ...]], Renderer] = field(default_factory=dict)
    _project: Project | None = None

    @property
    def project(self) -> Project:
        """The project of the current folder. Raises DiagnosticError if its file is invalid."""
        if self._project is None:
            from memegen.cli.project import load_project

            self._project = load_project()
        return self._project

    def renderer(self, templates: tuple[str, ...] = (), folders: tuple[str, ...] = ()) -> Renderer:
        """Return the renderer for these template files and photo folders, and those of the project.

        Raises:
            DiagnosticError: the project file is invalid.
        """
        key = (templates, folders)
        if key not in self._renderers:
            from memegen.core.today import today
            from memegen.renderer import Renderer

            renderer = Renderer(templates, folders, self._today or today(), self.project)
            if self.project.file and not self._renderers:
                from memegen.cli.project import require_names

                require_names(self.project, renderer.catalog)
            self._renderers[key] = renderer
            if self._photos:
                renderer.photos = self._photos
        return self._renderers[key]

    def renewed(self) -> Session:
        """Return a session on the same screen that knows nothing of files yet; a day that was set stays."""
        return Session(self.screen, self.debug, _today=self._today)

    def set_today(self, day: date) -> None:
        """Set the day for which graphics are rendered."""
        self._today = day
        # Those that know the templates, which the command line needs, and have not rendered anything yet.
        for renderer in self._renderers.values():
            renderer.today = self._today

    def decode_ahead(self, arguments: Sequence[str]) -> None:
        """Start to decode the photos that a command line names, before it is known which field they fill."""
        for before, argument in pairwise(["", *arguments]):
            name = argument.rpartition("=")[2]
            if name.lower().endswith(PHOTO_SUFFIXES) and before not in OUTPUT and not argument.startswith(OUTPUT):
                from memegen.images import Photos

                self._photos = self._photos or Photos()
                self._photos.decode_ahead(Path(name).absolute())


def session_of(context: typer.Context) -> Session:
    """Return the session that a command runs in."""
    return context.ensure_object(Session)
