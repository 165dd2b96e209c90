"""The images that `memegen make` finds under the names that it chooses, and replaces."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where
from memegen.core.files import is_file
from memegen.rendering.formats import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memegen.batch.job import Job, Made
    from memegen.cli.report import Report
    from memegen.cli.session import Session


class ExistingImages:
    """Images that jobs would replace, each with its width and height in px, and its bytes."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        """Read the images before the jobs are rendered."""
        self._images: dict[str, tuple[tuple[int, int], bytes]] = {}
        for file in [Path(job.stem + suffix) for job in jobs for suffix in SUFFIXES.values()]:
            if is_file(file):
                from memegen.images.facts import read_facts

                with suppress(DiagnosticError, OSError):
                    facts = read_facts(file)
                    self._images[str(file)] = (facts.width, facts.height), file.read_bytes()

    def report(self, session: Session, report: Report, made: Made) -> None:
        """Warn of a graphic that has replaced one of another size, and note one that has replaced another at all."""
        if made.file not in self._images:
            return
        size, content = self._images[made.file]
        if size != (made.record["width"], made.record["height"]):
            report.warn([_replacement_warning(made.file, size)])
        elif content != Path(made.file).read_bytes():
            session.screen.note(f"replaced another {made.file}; to keep both, name the file with -o")


def _replacement_warning(file: str, size: tuple[int, int]) -> Diagnostic:
    """Return the warning for a replaced image of another size, in px, that -o did not name."""
    return Diagnostic(
        WARNING,
        "file-replaced",
        Where(file),
        f"overwrote another graphic of {size[0]} × {size[1]} px",
        "choose a file name with -o, or render both sizes at once: -p x-post,instagram-square",
    )
