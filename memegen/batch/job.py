"""Jobs, the input of a batch, and outcomes: rendered graphics and failures."""

from __future__ import annotations

from dataclasses import field, replace
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from memegen.core.diagnostics import Diagnostic
    from memegen.model.entities import Platform, Raw


class KeyState(Enum):
    """Why a job has no cache key."""

    UNUSED = "unused"
    """The job is not part of an incremental batch."""
    DEFERRED = "deferred"
    """The process that renders the job computes the key."""
    UNKNOWN = "unknown"
    """The key could not be computed; it matches no record. The manifest records the value as the key."""


@frozen
class Job:
    """One graphic to render.

    Attributes:
        row: number of the row, from 1.
        stem: path of the file without suffix.
        suffix: suffix of the file, with its dot; "" for the suffix of the format chosen.
        key: cache key, a hash of everything that decides the bytes; or why there is none.
        extra: columns of the row that are not fields.
        quality: 1-100; 0 for the default.
        photo: the first photo that the row names, by which jobs that share a photo are grouped; "" for none.
        temporary: file to write the bytes to; "" to return them in the outcome.
        variant: which variant of the template to render; "" for the template's own choice.
        is_series: whether the template has pages, each of which is a graphic.
    """

    row: int
    where: Where
    template: str
    values: Mapping[str, Raw]
    platform: Platform
    brand: str
    format: str
    stem: str
    suffix: str = ""
    key: str | KeyState = KeyState.UNUSED
    extra: Mapping[str, Raw] = field(default_factory=dict)
    quality: int = 0
    photo: str = ""
    temporary: str = ""
    variant: str = ""
    is_series: bool = False

    @property
    def series(self) -> str:
        """The name of the series, with which the names of its files begin."""
        return PurePath(self.stem).name

    def page_key(self, page: int) -> str:
        """Return the cache key of a page, as the manifest records it."""
        return f"{self.key}-{page}" if isinstance(self.key, str) else self.key.value


@frozen
class Made:
    """A graphic.

    Attributes:
        file: path of its file.
        data: bytes of the file; empty for a layout without painting, for a file that exists already, and if the bytes
            are in the file *temporary*.
        record: the record that ``--json`` prints.
        further: the pages of a series after this one.
        where: place of the row.
    """

    row: int
    platform: str
    file: str
    data: bytes
    record: Mapping[str, Any]
    findings: tuple[Diagnostic, ...]
    temporary: str = ""
    further: tuple[Made, ...] = ()
    where: Where = Where()

    def pages(self) -> Iterator[Made]:
        """Yield the graphic, or all pages of its series, each by itself."""
        yield replace(self, further=()) if self.further else self
        yield from self.further


@frozen
class Failed:
    """A row, or one of its graphics, that cannot be rendered.

    Attributes:
        trace: traceback of an internal error, for developers; else "".
    """

    row: int
    platform: str
    diagnostics: tuple[Diagnostic, ...]
    trace: str = ""

    @property
    def record(self) -> Mapping[str, Any]:
        """The record that ``--json`` prints, with the platform "" for a row as a whole."""
        errors = [diagnostic.to_json() for diagnostic in self.diagnostics]
        return {"row": self.row, "platform": self.platform, "error": errors[0], "errors": errors}


Outcome = Made | Failed
Item = Job | Outcome


def with_original_paths(outcome: Outcome, originals: Mapping[str, str]) -> Outcome:
    """Replace the paths of copied files in the diagnostics of *outcome* by the original paths.

    Args:
        outcome: the outcome.
        originals: original path or URL by the path of the copy.
    """
    if isinstance(outcome, Failed):
        return replace(outcome, diagnostics=tuple(_renamed(found, originals) for found in outcome.diagnostics))
    if outcome.further:
        pages = [with_original_paths(page, originals) for page in outcome.pages()]
        first, *further = (page for page in pages if isinstance(page, Made))
        return replace(first, further=tuple(further))
    if not outcome.findings:
        return outcome
    findings = tuple(_renamed(found, originals) for found in outcome.findings)
    records = [_record_renamed(found, originals) for found in outcome.record["findings"]]
    return replace(outcome, record={**outcome.record, "findings": records}, findings=findings)


def _renamed(found: Diagnostic, originals: Mapping[str, str]) -> Diagnostic:
    message, hint = _replace_paths(found.message, originals), _replace_paths(found.hint, originals)
    notes = tuple(replace(note, where=_place_renamed(note.where, originals)) for note in found.notes)
    return replace(found, where=_place_renamed(found.where, originals), message=message, hint=hint, notes=notes)


def _place_renamed(where: Where, originals: Mapping[str, str]) -> Where:
    return replace(where, file=_replace_paths(where.file, originals))


def _record_renamed(record: Any, originals: Mapping[str, str]) -> Any:
    """Replace the paths in the record of a diagnostic, and in those of its notes."""
    if isinstance(record, dict):
        return {key: _record_renamed(value, originals) for key, value in record.items()}
    if isinstance(record, list):
        return [_record_renamed(value, originals) for value in record]
    return _replace_paths(record, originals) if isinstance(record, str) else record


def _replace_paths(text: str, originals: Mapping[str, str]) -> str:
    for copy, original in originals.items():
        if copy in text:
            text = text.replace(copy, original)
    return text
