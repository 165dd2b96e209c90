"""What --prune would take away of a folder, told by a run that writes nothing and so keeps no ledger."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from memegen.manifest import MANIFEST, records
from memegen.press.index import intact, mark
from memegen.press.journal import left_over
from memegen.press.ledger import Orphan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def prunable(folder: Path, made: Iterable[int]) -> Iterator[Orphan]:
    """The pictures that memegen has made there, but for those *made* of rows now, by the marks of their names.

    The fate of each is "doomed", or "spared" where somebody has changed it. Whoever may not read the folder sees none.
    """
    seen = set(made)
    journals: list[Path] = []
    with suppress(OSError):
        journals = left_over(folder)
    for path in (*reversed(journals), folder / MANIFEST):
        # As the ledger has it: a journal may be younger than the file that it tells of.
        with suppress(OSError), path.open("rb") as file:
            since = path.stat().st_mtime_ns if path.name == MANIFEST else 0
            for _, record in records(file):
                name = record["file"]
                if mark(name) not in seen:
                    seen.add(mark(name))
                    if intact(folder / name, record, since):
                        yield Orphan(name, "doomed")
                    elif (folder / name).exists():
                        yield Orphan(name, "spared")
