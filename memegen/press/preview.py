"""What --prune would take away of a folder, told by a run that writes nothing and so keeps no ledger."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from memegen.press.index import last_told, mark
from memegen.press.ledger import Orphan
from memegen.press.store import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def prunable(folder: Path, made: Iterable[int]) -> Iterator[Orphan]:
    """The pictures that memegen has made there, but for those *made* of rows now, by the marks of their names.

    The fate of each is "doomed", or "spared" where somebody has changed it. Whoever may not read the folder sees none.
    """
    kept = set(made)
    place = Folder(folder)
    with suppress(OSError):
        for record, since in last_told(folder, place.left_over(), trusted=place.trusted):
            name = record["file"]
            if mark(name) in kept:
                continue
            if place.intact(record, since):
                yield Orphan(name, "doomed")
            elif place.has(name):
                yield Orphan(name, "spared")
