"""What goes out with the graphics of `memegen make`: caption and alternative text, printed, copied, and opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Made

if TYPE_CHECKING:
    from memegen.batch.job import Outcome
    from memegen.cli.make import MakeRequest
    from memegen.cli.session import Session

# Maximum number of graphics that are opened; of more the folder is.
MAX_OPENED = 4
INDENT = "\n  "


class PostReport:
    """Prints the texts to post with the graphics to stderr, each once, and does what --copy and --open ask for."""

    def __init__(self, session: Session, request: MakeRequest) -> None:
        self._session = session
        self._request = request
        # Each text once, in the order of the graphics.
        self._captions: dict[str, None] = {}
        self._alts: dict[str, None] = {}
        self._files: list[Path] = []

    def add(self, outcome: Outcome) -> None:
        """Add a graphic; a failure has no texts."""
        if isinstance(outcome, Made):
            self._captions[outcome.record["caption"]] = None
            self._alts[outcome.record["alt_text"]] = None
            self._files.append(Path(outcome.file))

    def close(self) -> None:
        """Print the texts, copy the first caption, and open the graphics."""
        screen = self._session.screen
        captions = [text for text in self._captions if text]
        if not self._request.json:
            for label, texts in (("caption", captions), ("alt text", self._alts)):
                for text in filter(None, texts):
                    screen.note(f"{screen.bold(label)}: {text.replace(chr(10), INDENT)}")
        if self._request.copy and self._files:
            self._copy(captions[0] if captions else "")
        if self._request.open and self._files and self._request.output != "-":
            self._open()

    def _copy(self, caption: str) -> None:
        from memegen.cli.desktop import copy_text

        if not caption:
            self._session.screen.note("there is no caption to copy")
            return
        warnings = copy_text(caption)
        self._session.screen.diagnostics(warnings)
        if not warnings:
            self._session.screen.note("the caption is on the clipboard")

    def _open(self) -> None:
        from memegen.cli.desktop import open_file

        many = len(self._files) > MAX_OPENED
        for file in [self._files[0].absolute().parent] if many else self._files:
            self._session.screen.diagnostics(open_file(file))
