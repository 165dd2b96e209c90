"""What is said of pictures that no row makes any more: the first few by name, the others by their number."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.cli.screen import FEW
from memegen.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memegen.cli.screen import Screen
    from memegen.press.ledger import Orphan
    from memegen.remote.address import Address

FATES = {
    "left": "no row makes this any more",
    "removed": "removed, as no row makes it any more",
    "changed": "not removed, as somebody has changed it",
    "doomed": "would be removed, as no row makes it any more",
    "spared": "would not be removed, as somebody has changed it",
}


@slotted
class Orphans:
    """Tells of the orphans of one folder as they come."""

    screen: Screen
    folder: Path | Address
    told: Counter[str] = field(default_factory=Counter)

    def tell(self, orphan: Orphan) -> None:
        """One more."""
        self.told[orphan.fate] += 1
        if self.told[orphan.fate] <= FEW:
            self.screen.note(f"{FATES[orphan.fate]}: {self.folder / orphan.file}")

    def close(self) -> None:
        """Say how many there are beyond those that were named."""
        for fate, count in self.told.items():
            self.screen.rest(FATES[fate], count)


def preview(orphans: Orphans, made: Iterable[int]) -> None:
    """Tell what --prune would remove, were the pictures of these marks all that rows make."""
    if not isinstance(orphans.folder, Path):
        orphans.screen.note(
            f"what --prune would remove is told of folders on this machine only, not of {orphans.folder}"
        )
        return
    from memegen.press.preview import prunable

    for orphan in prunable(orphans.folder, made):
        orphans.tell(orphan)
