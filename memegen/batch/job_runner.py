"""Runs jobs: one job becomes one outcome, whatever goes wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from memegen.batch.job import Failed, Job, KeyState, Made, Outcome, with_original_paths
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where
from memegen.core.files import write_temporary
from memegen.core.profiling import KEY, REPORTING, WRITING
from memegen.rendering.formats import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from memegen.batch.fingerprint import Fingerprint
    from memegen.model.card import Card
    from memegen.renderer import Renderer
    from memegen.rendering.rendered import Rendered

    # A job whose graphic is laid out, or why it is not.
    LaidOut = tuple[Job, Rendered] | Failed

T = TypeVar("T")


class JobRunner:
    """Runs jobs with one renderer; every error becomes the outcome of its job."""

    def __init__(self, renderer: Renderer, *, painted: bool = True, summed: bool = True) -> None:
        """Create a runner.

        Args:
            renderer: the renderer of the batch.
            painted: whether to paint; False for layout alone.
            summed: whether records contain the SHA-256 of the graphics, which takes time.
        """
        self.renderer = renderer
        self.painted, self.summed = painted, summed

    def make(self, job: Job, card: Card | None = None) -> Outcome:
        """Return the graphic of a job, not yet written, or why it cannot be rendered.

        Args:
            job: the job.
            card: the card of the job, if it is resolved already.
        """
        return self.finish(self.begin(job, card))

    def begin(self, job: Job, card: Card | None = None) -> LaidOut:
        """Lay out the graphic of a job."""
        return _run(job, lambda: self._lay_out(job, card))

    def finish(self, laid_out: LaidOut) -> Outcome:
        """Paint and encode a graphic that :meth:`begin` has laid out."""
        outcome = laid_out if isinstance(laid_out, Failed) else _run(laid_out[0], lambda: self._encode(*laid_out))
        origins = self.renderer.pictures.origins
        return with_original_paths(outcome, origins) if origins else outcome

    def _lay_out(self, job: Job, card: Card | None) -> tuple[Job, Rendered]:
        card = card or self.renderer.card(job.template, job.values, job.platform, job.brand, job.where)
        if job.key is KeyState.DEFERRED:
            # Before any photo is read: if one changes meanwhile, the next batch renders the graphic again.
            with KEY:
                job = replace(job, key=self._fingerprint.key(job, card))
        return job, self.renderer.render_card(card, job.format, job.quality)

    def _encode(self, job: Job, rendered: Rendered) -> Made:
        file = job.stem + (job.suffix or SUFFIXES[rendered.format])
        with REPORTING:
            record = rendered.record(file, painted=self.painted, summed=self.summed)
            record = {**record, **_manifest_keys(job, rendered)}
        data = rendered.bytes if self.painted else b""
        findings = rendered.findings if self.painted else rendered.scene.findings
        if not (data and job.temporary):
            return Made(job.row, job.platform.name, file, data, record, findings)
        with WRITING:
            write_temporary(Path(job.temporary), Path(file), data)
        return Made(job.row, job.platform.name, file, b"", record, findings, job.temporary)

    @cached_property
    def _fingerprint(self) -> Fingerprint:
        from memegen.batch.fingerprint import Fingerprint

        return Fingerprint(self.renderer)


def _run(job: Job, function: Callable[[], T]) -> T | Failed:
    """Return the result of *function*, or the failure of *job* if it raises an exception."""
    try:
        return function()
    except DiagnosticError as error:
        return failure(job.row, job.platform.name, job.where.file, error.diagnostics)
    except Exception as error:  # An internal error fails this graphic alone, not the batch.
        from traceback import format_exc

        return Failed(job.row, job.platform.name, (internal_error(error, job.where),), format_exc())


def _manifest_keys(job: Job, rendered: Rendered) -> dict[str, Any]:
    """Return what the manifest holds beyond the record of a single graphic; nothing for a job outside a batch."""
    if job.key is KeyState.UNUSED:
        return {}
    from memegen.batch.manifest import hashtags

    tags = hashtags(rendered.caption, *(text.text for text in rendered.scene.texts()))
    key = job.key if isinstance(job.key, str) else job.key.value
    return {"hashtags": tags, "key": key, "extra": dict(job.extra)}


def failure(row: int, platform: str, file: str, diagnostics: Iterable[Diagnostic]) -> Failed:
    """Return the failure of a row, with the row added to the place of each diagnostic.

    Args:
        row: number of the row, from 1; 0 if unknown.
        platform: name of the platform; "" if unknown.
        file: the list of the row.
        diagnostics: the errors.
    """
    return Failed(row, platform, tuple(diagnostic.with_row(file, row) for diagnostic in diagnostics))


def internal_error(error: BaseException, where: Where | None = None) -> Diagnostic:
    """Return the diagnostic ``internal`` for an unexpected exception."""
    text = " ".join(str(error).split())
    message = f"internal error: {type(error).__name__}{f': {text}' if text else ''}"
    return Diagnostic(
        ERROR, "internal", where or Where(), message, "this is a bug; run again with --debug, and report it"
    )


def time_limit_exceeded(job: Job, limit: float) -> Failed:
    """Return the failure of a graphic that is not done within *limit* seconds."""
    hint = "try a smaller photo or platform; --limit gives each card more seconds, 0 as many as it takes"
    message = f"this picture was not done within {limit:g} s"
    return Failed(job.row, job.platform.name, (Diagnostic(ERROR, "card-overdue", job.where, message, hint),))
