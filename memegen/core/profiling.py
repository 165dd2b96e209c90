"""Time spent by stage of the work; nothing is measured, and next to no time is lost, unless ``--profile`` asks."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

T = TypeVar("T")


class Stopwatch:
    """Seconds by stage. A stage inside another pauses the outer one, so that the sum is the time that has passed."""

    def __init__(self) -> None:
        self.running = False
        self.spent: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    def start(self) -> None:
        """Start to measure."""
        self.running = True

    def begin(self) -> None:
        """Start to measure, and count the CPU time of this process so far as the stage ``starting``."""
        self.start()
        self.spent["starting"] = process_time()

    def take(self) -> dict[str, float]:
        """Return the seconds by stage since the last call, and reset them."""
        spent, self.spent = self.spent, {}
        return spent

    def add(self, spent: Mapping[str, float]) -> None:
        """Add the seconds by stage that another process has measured."""
        for stage, seconds in spent.items():
            self.spent[stage] = self.spent.get(stage, 0.0) + seconds

    def enter(self, stage: str) -> None:
        """Begin a stage; pause the one around it."""
        self._lap()
        self._open.append(stage)

    def leave(self) -> None:
        """End the stage that was begun last; resume the one around it."""
        self._lap()
        self._open.pop()

    def _lap(self) -> None:
        now = perf_counter()
        if self._open:
            stage = self._open[-1]
            self.spent[stage] = self.spent.get(stage, 0.0) + now - self._since
        self._since = now


class Stage:
    """Count the time of a block as that of a stage (reentrant context manager)."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Self:
        if stopwatch.running:
            stopwatch.enter(self._name)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if stopwatch.running:
            stopwatch.leave()


stopwatch = Stopwatch()
READING, KEY, RESOLVING, LAYOUT = Stage("reading"), Stage("key"), Stage("resolving"), Stage("layout")
PHOTOS, PAINTING, CONTRAST, ENCODING = Stage("photos"), Stage("painting"), Stage("contrast"), Stage("encoding")
WRITING, REPORTING = Stage("writing"), Stage("telling")
# The stages in the order of the work, and what each does.
STAGES = {
    "starting": "Python, memegen, templates, fonts",
    "reading": "the list, names of files",
    "key": "whether a card was made before",
    "resolving": "rows to cards",
    "layout": "cards to scenes: fitting, placing",
    "photos": "decoding, cropping, toning; looking for faces",
    "painting": "scenes to pixels",
    "contrast": "measuring how texts read",
    "encoding": "pixels to bytes",
    "writing": "files, the journal, the manifest",
    "telling": "records, lines, the contact sheet",
}


def timed(stage: Stage, items: Iterator[T]) -> Iterator[T]:
    """Yield the items, and count the time that the iterator takes as that of a stage."""
    while True:
        with stage:
            try:
                item = next(items)
            except StopIteration:
                return
        yield item


def profile_table(spent: Mapping[str, float], cards: int) -> Iterator[str]:
    """Yield the lines of the table of stages.

    Args:
        spent: seconds by stage, of all processes together.
        cards: number of graphics rendered, among which the seconds are divided.
    """
    total = sum(spent.values()) or 1.0
    yield f"{'stage':<10} {'seconds':>8} {'ms a card':>9} {'share':>6}"
    for stage, about in STAGES.items():
        if stage in spent:
            yield _line(stage, spent[stage], cards, total) + f"  {about}"
    yield _line("together", total, cards, total) + "  of all processes"


def _line(stage: str, seconds: float, cards: int, total: float) -> str:
    each = f"{seconds / cards * 1000:>9.2f}" if cards else f"{'':>9}"
    return f"{stage:<10} {seconds:>8.2f} {each} {seconds / total:>6.0%}"
