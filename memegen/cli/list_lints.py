"""What only `memegen check` looks at in a list: repetitions, hashtags that break, incomplete alternative texts."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING

from memegen.batch.job import Job
from memegen.core.diagnostics import WARNING, Diagnostic
from memegen.core.regex import lazy_pattern
from memegen.template.hashtags import hashtag_warnings
from memegen.template.post_texts import ALT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.batch.job import Failed
    from memegen.core.diagnostics import Where
    from memegen.renderer import Renderer

# Number of rows within which a repetition is seen: as many posts as a profile shows at once.
WITHIN = 12
NOT_LETTERS = lazy_pattern(r"[\W_]+")
WORDS = lazy_pattern(r"[^\W_]+")


class ListLints:
    """Looks at jobs on their way to be checked.

    Attributes:
        warnings: grows with the jobs.
    """

    def __init__(self, renderer: Renderer, warnings: list[Diagnostic]) -> None:
        """Look at the jobs of one list; *warnings* are added to."""
        self.warnings = warnings
        self._renderer = renderer
        # By platform, the texts and photos of the last rows: row, code of their repetition, value.
        self._shown: defaultdict[str, deque[tuple[int, str, str]]] = defaultdict(lambda: deque(maxlen=2 * WITHIN))
        # What was reported of the current row: codes and fields.
        self._reported: set[tuple[str, str]] = set()
        self._row = 0

    def seen(self, items: Iterator[Job | Failed]) -> Iterator[Job | Failed]:
        """Yield the same items."""
        for item in items:
            if isinstance(item, Job):
                if item.row != self._row:
                    self._row, self._reported = item.row, set()
                self._look_at(item)
            yield item

    def _look_at(self, job: Job) -> None:
        fields = self._renderer.template(job.template, job.brand).fields
        said = next((field.name for field in fields.values() if field.type == "text" and field.required), "")
        if text := NOT_LETTERS.sub("", str(job.values.get(said, "")).casefold()):
            self._compare(job, said, text, "text-duplicate", "the text")
            self._check_alt(job, str(job.values[said]))
        photo = next((name for name, field in fields.items() if field.type == "photo" and job.values.get(name)), "")
        if photo:
            self._compare(job, photo, str(job.values[photo]), "photo-duplicate", "the photo")
        for found in hashtag_warnings(job.values, fields, job.where):
            self._add(found)

    def _compare(self, job: Job, field: str, value: str, code: str, what: str) -> None:
        """Report the nearest of the last rows on the platform that has shown the same."""
        shown = self._shown[job.platform.name]
        rows = (row for row, kind, other in reversed(shown) if (kind, other) == (code, value))
        if (row := next(rows, None)) is not None and 0 < job.row - row <= WITHIN:
            message = f"{what} is that of row {row}, {job.row - row} row{'s' * (job.row - row > 1)} before"
            self._report(job.where, field, code, message, f"use another, or move the row {WITHIN} rows away")
        shown.append((job.row, code, value))

    def _check_alt(self, job: Job, text: str) -> None:
        """Report an alternative text of the row's own that has less than half of the words of the graphic's text."""
        for column in ALT:
            if alt := str(job.values.get(column, "")):
                words, described = ({*WORDS.findall(each.casefold())} for each in (text, alt))
                if 2 * len(words & described) < len(words):
                    message = "the alternative text lacks most words of the text in the graphic"
                    hint = "add the words of the graphic to the alternative text"
                    self._report(job.where, column, "alt-incomplete", message, hint)

    def _report(self, where: Where, field: str, code: str, message: str, hint: str) -> None:
        self._add(Diagnostic(WARNING, code, replace(where, field=field), message, hint))

    def _add(self, found: Diagnostic) -> None:
        """Add a warning, one of its code a field of a row."""
        if (key := (found.code, found.where.field)) not in self._reported:
            self._reported.add(key)
            self.warnings.append(found)
