"""Where the time goes, by the stage of the work; nothing is measured, and nothing is lost, until somebody asks."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

T = TypeVar("T")


class Stopwatch:
    """Seconds by stage. A stage within another stops the other's clock, so that the sum is what has passed."""

    def __init__(self) -> None:
        self.running = False
        self.spent: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    def start(self) -> None:
        """Measure from now on."""
        self.running = True

    def begin(self) -> None:
        """Measure from now on, and what this process has worked so far counts as starting."""
        self.start()
        self.spent["starting"] = process_time()

    def take(self) -> dict[str, float]:
        """What has been measured since it was last asked."""
        spent, self.spent = self.spent, {}
        return spent

    def add(self, spent: Mapping[str, float]) -> None:
        """What another process has measured."""
        for stage, seconds in spent.items():
            self.spent[stage] = self.spent.get(stage, 0.0) + seconds

    def enter(self, stage: str) -> None:
        """A stage begins; the one around it waits."""
        self._lap()
        self._open.append(stage)

    def leave(self) -> None:
        """The stage that began last ends."""
        self._lap()
        self._open.pop()

    def _lap(self) -> None:
        now = perf_counter()
        if self._open:
            stage = self._open[-1]
            self.spent[stage] = self.spent.get(stage, 0.0) + now - self._since
        self._since = now


class Stage:
    """A block whose time counts as that of a stage. May be entered again, also within itself."""

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


def timed(stage: Stage, items: Iterator[T]) -> Iterator[T]:
    """The same items; what it takes to make them counts as that stage."""
    while True:
        with stage:
            try:
                item = next(items)
            except StopIteration:
                return
        yield item


READING, KEY, RESOLVING, LAYOUT = Stage("reading"), Stage("key"), Stage("resolving"), Stage("layout")
PHOTOS, PAINTING, CONTRAST, ENCODING = Stage("photos"), Stage("painting"), Stage("contrast"), Stage("encoding")
WRITING, TELLING = Stage("writing"), Stage("telling")
# In the order of the work, and what each is.
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
