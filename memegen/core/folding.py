"""Folding: what is one mistake is printed once, and then as the rows and platforms that have it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import field

from memegen.core.diagnostics import WARNING, Diagnostic, printable
from memegen.core.frozen import slotted

# Maximum number of rows that a line names for each set of platforms.
MAX_ROWS = 12


def fold_key(diagnostic: Diagnostic, platform: str = "") -> Hashable:
    """Return what is equal for diagnostics that are one mistake, in whatever row and on whatever platform they are met.

    Warnings about a graphic are one if they are about the same layer, though the texts that they quote differ. Errors
    are one if they say the same of one place in a template, or name the same thing that does not exist.

    Args:
        diagnostic: the diagnostic, placed in its row.
        platform: the platform on which it was met; "" if it does not depend on that.
    """
    where, origin = diagnostic.where, diagnostic.origin
    place = origin if origin.file or where.row else where
    at = (place.file, place.line, place.column)
    if diagnostic.severity == WARNING and platform and not where.field:
        return diagnostic.code, at, subject(diagnostic)
    is_general = place.file or diagnostic.code.endswith("-unknown")
    return diagnostic.code, at, where.field, diagnostic.message, 0 if is_general else where.row


def subject(diagnostic: Diagnostic) -> str:
    """Return what a message is about, e.g. ``text 'quote'``: what precedes its colon; "" if it has none."""
    before, colon, _ = diagnostic.message.partition(": ")
    return before if colon and "“" not in before else ""


@slotted
class _Fold:
    """The rows of one mistake by platform: the first of them, and how many there are."""

    first: Diagnostic
    rows: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@slotted
class Folding:
    """Collects diagnostics, which come in the order of their rows, in a memory that does not depend on their number."""

    _folds: dict[Hashable, _Fold] = field(default_factory=dict)

    def add(self, diagnostic: Diagnostic, platform: str = "") -> bool:
        """Add a diagnostic, placed in its row; return whether it is the first of its kind.

        Args:
            diagnostic: the diagnostic, without the platform in its message.
            platform: name of the platform on which it was met; "" if it does not depend on that.
        """
        key = fold_key(diagnostic, platform)
        is_first = key not in self._folds
        fold = self._folds.setdefault(key, _Fold(diagnostic))
        rows = fold.rows.setdefault(platform, [])
        row = diagnostic.where.row
        if not rows or rows[-1] != row:
            fold.counts[platform] = fold.counts.get(platform, 0) + 1
            if len(rows) < MAX_ROWS:
                rows.append(row)
        return is_first

    def summaries(self) -> Iterator[str]:
        """Yield a line for each mistake that was met more than once: its rows, by platform."""
        for fold in self._folds.values():
            if sum(fold.counts.values()) > 1:
                yield _summary(fold)


def _summary(fold: _Fold) -> str:
    by_rows: dict[str, list[str]] = {}
    for platform, rows in fold.rows.items():
        by_rows.setdefault(_rows(rows, fold.counts[platform]), []).append(platform)
    places = "; ".join(f"{rows}{' on ' * any(names)}{', '.join(names)}".strip() for rows, names in by_rows.items())
    first = fold.first
    start = first.where.file if first.where.row else str(first.where)
    count = sum(fold.counts.values())
    text = ": ".join(filter(None, (f"{first.severity}[{first.code}] {count} times", subject(first), places)))
    return printable(f"{start}: {text}" if start else text)


def _rows(rows: list[int], count: int) -> str:
    numbers = ", ".join(map(str, rows))
    more = f" and {count - len(rows)} more" if count > len(rows) else ""
    return f"row{'s' * (count > 1)} {numbers}{more}" if any(rows) else ""
