"""What has changed since graphics were approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import DiagnosticError
from memegen.core.frozen import frozen
from memegen.rendering.difference import Difference, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from memegen.batch.approval import Approved, Current

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"
# Texts of a graphic that are compared as well.
TEXTS = ("alt_text", "caption")


@frozen
class Change:
    """A graphic, and how it differs from the approved one.

    Attributes:
        kind: ADDED, REMOVED, CHANGED or SAME.
        before, after: None for a graphic that is added or removed.
        difference: of the pixels; None unless there are both.
        imperceptible: whether pixels differ, but by less than what counts.
    """

    kind: str
    file: str
    before: Approved | None = None
    after: Approved | None = None
    difference: Difference | None = None
    imperceptible: bool = False

    @property
    def texts(self) -> list[str]:
        """The names of the texts that have changed."""
        if not self.before or not self.after:
            return []
        return [name for name in TEXTS if getattr(self.before, name) != getattr(self.after, name)]

    @property
    def old_name(self) -> str:
        """The name that the graphic had; "" if it is the same."""
        return self.before.file if self.before and self.after and self.before.file != self.after.file else ""

    def to_json(self) -> dict[str, Any]:
        """Return the change as ``--json`` prints it."""
        record: dict[str, Any] = {"file": self.file, "change": self.kind}
        if self.old_name:
            record["before"] = self.old_name
        if self.difference:
            record |= {"share": round(self.difference.share, 5), "delta_e": self.difference.delta, "texts": self.texts}
        return record


def changes_of(
    graphics: Sequence[Current], read: Iterable[Approved | DiagnosticError], approved: Mapping[str, Approved]
) -> Iterator[Change | DiagnosticError]:
    """Yield each graphic, those that are added or removed last; for a graphic that cannot be read, why.

    The names of files follow from texts. So a graphic of another name is compared with an approved one that is not
    there any more if it has the same pixels, or else is made of the same row, template and platform.

    Args:
        graphics: the graphics that there are.
        read: the same, as read.
        approved: the approved ones, by name.
    """
    names = {graphic.file for graphic in graphics}
    gone = {name: approved[name] for name in sorted(approved.keys() - names)}
    added: list[Approved] = []
    for after in read:
        if isinstance(after, DiagnosticError):
            yield after
        elif before := approved.get(after.file):
            yield _change(before, after)
        else:
            added.append(after)
    pairs = _renamed(gone, added)
    yield from (_change(*pair) for pair in pairs)
    found = {graphic.file for pair in pairs for graphic in pair}
    yield from (Change(ADDED, after.file, after=after) for after in added if after.file not in found)
    yield from (Change(REMOVED, name, before=before) for name, before in gone.items() if name not in found)


def _renamed(gone: Mapping[str, Approved], added: Sequence[Approved]) -> list[tuple[Approved, Approved]]:
    """Return the graphics that have another name, each as it was and as it is; equal pixels go before equal slots."""
    pairs: list[tuple[Approved, Approved]] = []
    taken: set[str] = set()
    keys: tuple[Callable[[Approved], str], ...] = (lambda each: each.summary.pixels, lambda each: each.slot)
    for key in keys:
        left = {key(before): before for before in gone.values() if before.file not in taken and key(before)}
        for after in added:
            if after.file not in taken and (before := left.pop(key(after), None)):
                pairs.append((before, after))
                taken |= {before.file, after.file}
    return pairs


def _change(before: Approved, after: Approved) -> Change:
    try:
        difference = compare(before.summary, after.summary)
    except (OSError, ValueError):  # An image of the record is damaged: what it was like cannot be told.
        difference = Difference(1.0, 100.0)
    has_changed = difference.share > 0 or before.alt_text != after.alt_text or before.caption != after.caption
    kind = CHANGED if has_changed else SAME
    unseen = difference.share == 0 and before.summary.pixels != after.summary.pixels
    return Change(kind, after.file, before, after, difference, unseen)
