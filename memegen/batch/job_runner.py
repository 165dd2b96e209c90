"""Where one job becomes one picture."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from memegen.batch.job import LATER, Failed, Job, Made, Outcome, with_original_paths
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where
from memegen.core.files import write_temporary
from memegen.core.profiling import KEY, REPORTING, WRITING
from memegen.rendering.formats import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from memegen.batch.fingerprint import Fingerprint
    from memegen.model.entities import Card
    from memegen.renderer import Rendered, Renderer

    # A job that is laid out, or why it is not.
    LaidOut = tuple[Job, Rendered] | Failed

T = TypeVar("T")


class JobRunner:
    """Makes jobs with one studio; whatever goes wrong is the outcome of that job. Without *painted*, only layout.

    Without *summed* records do not tell the sums of pictures, which takes its time.
    """

    def __init__(self, renderer: Renderer, *, painted: bool = True, summed: bool = True) -> None:
        self.renderer = renderer
        self.painted, self.summed = painted, summed

    def make(self, job: Job, card: Card | None = None) -> Outcome:
        """The picture of a job, or of its *card* if that is known, not yet written; or why there is none."""
        return self.finish(self.begin(job, card))

    def begin(self, job: Job, card: Card | None = None) -> LaidOut:
        """A job laid out, not painted; or why it cannot be."""
        return _safely(job, lambda: self._laid_out(job, card))

    def finish(self, begun: LaidOut) -> Outcome:
        """What has become of a job that was begun."""
        outcome = begun if isinstance(begun, Failed) else _safely(begun[0], lambda: self._made(*begun))
        origins = self.renderer.pictures.origins
        return with_original_paths(outcome, origins) if origins else outcome

    def _laid_out(self, job: Job, card: Card | None) -> tuple[Job, Rendered]:
        card = card or self.renderer.card(job.template, job.values, job.platform, job.brand, job.where)
        if job.key == LATER:
            # Before anything is read of its photos: where one changes meanwhile, the card is made again next time.
            with KEY:
                job = replace(job, key=self._fingerprint.key(job, card))
        return job, self.renderer.render_card(card, job.format, job.quality)

    def _made(self, job: Job, rendered: Rendered) -> Made:
        file = job.stem + (job.suffix or SUFFIXES[rendered.format])
        with REPORTING:
            told = rendered.record(file, painted=self.painted, summed=self.summed)
            record = {**told, **_batched(job, rendered)}
        data = rendered.bytes if self.painted else b""
        findings = rendered.findings if self.painted else rendered.scene.findings
        if not (data and job.draft):
            return Made(job.row, job.platform.name, file, data, record, findings)
        with WRITING:
            write_temporary(Path(job.draft), Path(file), data)
        return Made(job.row, job.platform.name, file, b"", record, findings, job.draft)

    @cached_property
    def _fingerprint(self) -> Fingerprint:
        from memegen.batch.fingerprint import Fingerprint

        return Fingerprint(self.renderer)


def _safely(job: Job, do: Callable[[], T]) -> T | Failed:
    """What is done for a job; whatever goes wrong is the outcome of that job."""
    try:
        return do()
    except DiagnosticError as error:
        return failure(job.row, job.platform.name, job.where.file, error.diagnostics)
    except Exception as error:  # A slip in the program is this card's error, and not the end of all others.
        from traceback import format_exc

        return Failed(job.row, job.platform.name, (internal_error(error, job.where),), format_exc())


def _batched(job: Job, rendered: Rendered) -> dict[str, Any]:
    """What the manifest tells beyond the record of a single picture; nothing for a job that is in no batch."""
    if not job.key:
        return {}
    from memegen.batch.manifest import hashtags

    tags = hashtags(rendered.caption, *(text.text for text in rendered.scene.texts()))
    return {"hashtags": tags, "key": job.key, "extra": dict(job.extra)}


def failure(row: int, platform: str, file: str, diagnostics: Iterable[Diagnostic]) -> Failed:
    """The outcome of a row of *file* with these problems; each says which row met it."""
    return Failed(row, platform, tuple(diagnostic.with_row(file, row) for diagnostic in diagnostics))


def internal_error(error: BaseException, where: Where | None = None) -> Diagnostic:
    """The diagnostic for an exception that nobody foresaw."""
    said = " ".join(str(error).split())
    message = f"internal error: {type(error).__name__}{f': {said}' if said else ''}"
    return Diagnostic(
        ERROR, "internal", where or Where(), message, "this is a bug; run again with --debug, and report it"
    )


def time_limit_exceeded(job: Job, limit: float) -> Failed:
    """The outcome of a card that is not done within *limit* seconds."""
    hint = "try a smaller photo or platform; --limit gives each card more seconds, 0 as many as it takes"
    message = f"this picture was not done time_limit {limit:g} s"
    return Failed(job.row, job.platform.name, (Diagnostic(ERROR, "card-overdue", job.where, message, hint),))
