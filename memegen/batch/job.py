"""What goes into the press and what comes out of it."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memegen.core.diagnostics import Diagnostic, Where
    from memegen.model.entities import Platform, Raw

# The key of a card that nobody had to know before it is made; and that of one that has none: it matches no other.
LATER, UNKNOWN = "later", "unknown"


@frozen
class Job:
    """One card to be made. ``stem`` is its file without a suffix; ``suffix`` "" means by the format that it gets.

    ``key`` tells all that decides its bytes, "" where nobody has asked, :data:`LATER` where whoever makes it is to
    tell; ``extra`` are columns that are no fields. ``quality`` 0 means the usual. ``photo`` is the first picture that
    its row names, which it shares with others. ``draft`` is where the bytes are left; "" for in the outcome.
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
    key: str = ""
    extra: Mapping[str, Raw] = field(default_factory=dict)
    quality: int = 0
    photo: str = ""
    draft: str = ""


@frozen
class Made:
    """A picture: the bytes of its file, and what JSON says of it.

    There are no bytes when it is only laid out, when its file is there, and when they are in the file ``draft``.
    """

    row: int
    platform: str
    file: str
    data: bytes
    record: Mapping[str, Any]
    findings: tuple[Diagnostic, ...]
    draft: str = ""


@frozen
class Failed:
    """A row, or one of its cards, that cannot be made. ``trace`` is for those who mend the program."""

    row: int
    platform: str
    diagnostics: tuple[Diagnostic, ...]
    trace: str = ""

    @property
    def record(self) -> Mapping[str, Any]:
        """What JSON says of it."""
        errors = [diagnostic.to_json() for diagnostic in self.diagnostics]
        platform = {"platform": self.platform} if self.platform else {}
        return {"row": self.row, **platform, "error": errors[0], "errors": errors}


Outcome = Made | Failed
Item = Job | Outcome


def with_original_paths(outcome: Outcome, names: Mapping[str, str]) -> Outcome:
    """The same, with every file of *names* in its diagnostics called by its name there."""
    if isinstance(outcome, Failed):
        return replace(outcome, diagnostics=tuple(_told(found, names) for found in outcome.diagnostics))
    if not outcome.findings:
        return outcome
    findings = tuple(_told(found, names) for found in outcome.findings)
    record = {**outcome.record, "findings": [_mapped(found, names) for found in outcome.record["findings"]]}
    return replace(outcome, record=record, findings=findings)


def _told(found: Diagnostic, names: Mapping[str, str]) -> Diagnostic:
    where = replace(found.where, file=_renamed(found.where.file, names))
    message, hint = _renamed(found.message, names), _renamed(found.hint, names)
    return replace(found, where=where, message=message, hint=hint)


def _mapped(found: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {part: _renamed(text, names) for part, text in found.items()}


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for copy, name in names.items():
        if copy in text:
            text = text.replace(copy, name)
    return text
