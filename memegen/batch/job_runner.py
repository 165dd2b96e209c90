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
from memegen.rendering.series import numbered
from memegen.template.post_limits import hashtags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from memegen.batch.check_record import CheckRecord
    from memegen.batch.fingerprint import Fingerprint
    from memegen.model.card import Card
    from memegen.renderer import Renderer
    from memegen.rendering.rendered import Rendered
    from memegen.rendering.series import Series

    # A job whose graphic is laid out, or its outcome, which is known or an error.
    LaidOut = tuple[Job, Series] | Outcome

T = TypeVar("T")


class JobRunner:
    """Runs jobs with one renderer; every error becomes the outcome of its job."""

    def __init__(
        self, renderer: Renderer, *, painted: bool = True, summed: bool = True, known: CheckRecord | None = None
    ) -> None:
        """Create a runner.

        Args:
            renderer: the renderer of the batch.
            painted: whether to render the files; False to find only what is wrong with them.
            summed: whether records contain the SHA-256 of the graphics, which takes time.
            known: the record of earlier checks, for a check; None to look at every graphic.
        """
        self.renderer = renderer
        self.painted, self.summed = painted, summed
        self._known = known

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
        outcome = _run(laid_out[0], lambda: self._encode(*laid_out)) if isinstance(laid_out, tuple) else laid_out
        origins = self.renderer.pictures.origins
        return with_original_paths(outcome, origins) if origins else outcome

    def _lay_out(self, job: Job, card: Card | None) -> tuple[Job, Series] | Made:
        if card:
            cards: tuple[Card, ...] = (card,)
        else:
            arguments = job.template, job.values, job.platform, job.brand, job.where, job.variant
            cards = self.renderer.cards(*arguments)
        if job.key is KeyState.DEFERRED:
            # Before any photo is read: if one changes meanwhile, the next batch renders the graphic again.
            with KEY:
                key = self._fingerprint.key(job, cards)
                job = replace(job, key=self._fingerprint.with_places(key, job, cards) if self._known else key)
                if self._known and (made := self._known.outcome(job, cards)):
                    return made
        return job, self.renderer.render_cards(cards, job.format, job.quality)

    def _encode(self, job: Job, series: Series) -> Made:
        if len(series) > 1 and not series.is_document:
            first, *further = self._pages(job, series)
            return replace(first, further=tuple(further))
        made = self._made(job, job.stem, series, series.pages)
        if not (made.data and job.temporary):
            return made
        with WRITING:
            write_temporary(Path(job.temporary), Path(made.file), made.data)
        return replace(made, data=b"", temporary=job.temporary)

    def _pages(self, job: Job, series: Series) -> Iterator[Made]:
        """Yield the pages of a series, each with a key and a name of its own."""
        for page, stem in zip(series, numbered(job.stem, len(series)), strict=True):
            made = self._made(job, stem, page, (page,))
            key = {} if job.key is KeyState.UNUSED else {"key": job.page_key(page.card.page)}
            yield replace(made, record={**made.record, "series": job.series, **key})

    def _made(self, job: Job, stem: str, made: Rendered | Series, pages: Sequence[Rendered]) -> Made:
        """Return the file of a graphic or of a document."""
        file = stem + (job.suffix or SUFFIXES[pages[0].format])
        with REPORTING:
            record = made.record(file, painted=self.painted, summed=self.summed)
            record = {**record, **_manifest_keys(job, pages)}
        data = made.bytes if self.painted else b""
        return Made(job.row, job.platform.name, file, data, record, made.findings, where=job.where)

    @cached_property
    def _fingerprint(self) -> Fingerprint:
        from memegen.batch.fingerprint import Fingerprint

        return Fingerprint(self.renderer)


def _run(job: Job, function: Callable[[], T]) -> T | Failed:
    """Return the result of *function*, or the failure of *job* if it raises an exception."""
    try:
        return function()
    except DiagnosticError as error:
        return failure(job.where, job.platform.name, error.diagnostics)
    except Exception as error:  # An internal error fails this graphic alone, not the batch.
        from traceback import format_exc

        return Failed(job.row, job.platform.name, (internal_error(error, job.where),), format_exc())


def _manifest_keys(job: Job, pages: Sequence[Rendered]) -> dict[str, Any]:
    """Return what the manifest holds beyond the record of a single graphic; nothing for a job outside a batch."""
    if job.key is KeyState.UNUSED:
        return {}

    tags = hashtags(pages[0].caption, *(text.text for page in pages for text in page.scene.texts()))
    key = job.key if isinstance(job.key, str) else job.key.value
    return {"hashtags": tags, "key": key, "extra": dict(job.extra)}


def failure(where: Where, platform: str, diagnostics: Iterable[Diagnostic]) -> Failed:
    """Return the failure of a row, which becomes the place of each diagnostic.

    Args:
        where: place of the row.
        platform: name of the platform; "" if unknown.
        diagnostics: the errors.
    """
    return Failed(where.row, platform, tuple(diagnostic.with_row(where) for diagnostic in diagnostics))


def internal_error(error: BaseException, where: Where | None = None) -> Diagnostic:
    """Return the diagnostic ``internal`` for an unexpected exception."""
    text = " ".join(str(error).split())
    message = f"internal error: {type(error).__name__}{f': {text}' if text else ''}"
    return Diagnostic(
        ERROR, "internal", where or Where(), message, "report this bug with the output of the same command and --debug"
    )


def time_limit_exceeded(job: Job, limit: float) -> Failed:
    """Return the failure of a graphic that is not done within *limit* seconds."""
    hint = "raise the limit, e.g. --limit 300 (0 for none), or use a smaller photo"
    message = f"rendering took longer than the limit of {limit:g} s"
    return Failed(job.row, job.platform.name, (Diagnostic(ERROR, "render-timeout", job.where, message, hint),))
