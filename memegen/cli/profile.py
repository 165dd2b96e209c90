"""Where the time of a batch went, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.stopwatch import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def profile(spent: Mapping[str, float], cards: int) -> Iterator[str]:
    """The lines of the table: seconds by stage, of all processes together, and what that makes of each card made."""
    whole = sum(spent.values()) or 1.0
    yield f"{'stage':<10} {'seconds':>8} {'ms a card':>9} {'share':>6}"
    for stage, about in STAGES.items():
        if stage in spent:
            yield _line(stage, spent[stage], cards, whole) + f"  {about}"
    yield _line("together", whole, cards, whole) + "  of all processes"


def _line(stage: str, seconds: float, cards: int, whole: float) -> str:
    each = f"{seconds / cards * 1000:>9.2f}" if cards else f"{'':>9}"
    return f"{stage:<10} {seconds:>8.2f} {each} {seconds / whole:>6.0%}"
