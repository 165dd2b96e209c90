"""Which graphics go out together, when, and what is wrong with that: what `--export` writes and `check` reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.batch.post_time import DATES, TIMES, ZONE, cell_text, read_when
from memegen.core.diagnostics import WARNING, Diagnostic, Where, hint_of, identity
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence
    from datetime import date, datetime

# Ends of the names of platforms whose graphics are no part of a post in the feed.
APART = ("story", "reel")
# Columns that hold the time of a post in any list; ``date`` does so only beside one of the others.
SURE = ("scheduled_at", "schedule", "post_date", "post_time")
SCHEDULE_HINT = (
    "write a date such as 2027-03-31 and a time such as 09:30, or both in one column; a timezone such as Europe/London"
)
NOWHERE = Where()


@frozen
class Graphic:
    """The record of a graphic, and the place of its row."""

    record: Mapping[str, Any]
    where: Where = NOWHERE

    @property
    def extra(self) -> Mapping[str, Any]:
        """The columns of its row that are no fields."""
        return self.record.get("extra") or {}

    @property
    def place(self) -> Where:
        """The place of its row; the row's number alone if no more is known."""
        return self.where if self.where.row else Where(row=int(self.record["row"]))


@frozen
class Group:
    """Graphics of one network that go out together, and when; None for no time."""

    network: str
    graphics: Sequence[Graphic]
    when: datetime | None

    @property
    def first(self) -> Mapping[str, Any]:
        """The record of the first graphic."""
        return self.graphics[0].record


class PostGroups:
    """Puts graphics together, in the order of their rows.

    Attributes:
        warnings: grows with the graphics.
    """

    def __init__(self, today: date | None = None, *, sure: bool = False) -> None:
        """Wait for the first graphic.

        Args:
            today: posts before this day are reported; None for any day.
            sure: whether to read only columns that hold the time of a post in any list.
        """
        self.warnings: list[Diagnostic] = []
        self._today, self._sure = today, sure
        # The post that the latest rows belong to, and its graphics by network and place; and the named posts so far.
        self._post = ""
        self._open: dict[tuple[str, str], list[Graphic]] = {}
        self._named: set[str] = set()
        # Problems that were reported: each once, however many platforms a row has.
        self._reported: set[Hashable] = set()

    def add(self, record: Mapping[str, Any], where: Where = NOWHERE) -> Iterator[Group]:
        """Add a graphic; yield the posts that are complete with it.

        Graphics of one network make one post if they are the pages of a series, or if their rows, which follow each
        other, have the same text in the column ``post``.
        """
        graphic = Graphic(record, where)
        name, key = _post_of(graphic)
        if key != self._post or not self._open:
            yield from self.finish()
            self._post = key
            if name and name in self._named:
                message = f"rows of the post {name!r} are not next to each other; these become another post"
                hint = "move the rows of a post next to each other"
                self._warn("post-split", graphic.place, "post", message, hint)
            self._named |= {name} - {""}
        self._open.setdefault((network_of(record), place_of(record)), []).append(graphic)
        if not key:
            yield from self.finish()

    def finish(self) -> Iterator[Group]:
        """Yield the posts that are not complete yet."""
        opened, self._open = self._open, {}
        for (network, _), graphics in opened.items():
            yield Group(network, graphics, self._when(graphics))

    def _when(self, graphics: Sequence[Graphic]) -> datetime | None:
        """Return when graphics go out: of each column the first value of their rows counts."""
        columns: dict[str, tuple[str, Graphic]] = {}
        for graphic in graphics:
            for column in (*DATES, *TIMES, ZONE):
                if text := cell_text(graphic.extra.get(column)):
                    first, _ = columns.setdefault(column, (text, graphic))
                    if first != text:
                        message = f"the post already has the {column} {first!r} of a row before; {text!r} is ignored"
                        hint = f"write the {column} of a post into one of its rows"
                        self._warn("schedule-conflict", graphic.place, column, message, hint)
        if self._sure and not ({*SURE} & {*columns} or ("date" in columns and {"time", ZONE} & {*columns})):
            return None
        values = {column: text for column, (text, _) in columns.items()}
        day = next((column for column in DATES if column in values), "")
        try:
            when = read_when(values, str(graphics[0].record.get("language") or "en"))
        except ValueError as error:
            column = getattr(error, "column", "") or day
            place = columns[column][1].place if column in columns else graphics[0].place
            self._warn("schedule-invalid", place, column, str(error), hint_of(error, SCHEDULE_HINT))
            return None
        if when and self._today and when.date() < self._today:
            message = f"the post is for {when:%Y-%m-%d %H:%M}, which is before today ({self._today})"
            self._warn("schedule-past", columns[day][1].place, day, message, "correct the date, or leave out the row")
        return when

    def _warn(self, code: str, place: Where, column: str, message: str, hint: str) -> None:
        where = Where(place.file, place.line, place.column, place.row, column)
        warning = Diagnostic(WARNING, code, where, message, hint)
        if (key := identity(warning)) not in self._reported:
            self._reported.add(key)
            self.warnings.append(warning)


def network_of(record: Mapping[str, Any]) -> str:
    """Return the network of a graphic, with which its platform's name begins; ``other`` for a size."""
    network = str(record["platform"]).partition("-")[0]
    return network if network.isascii() and network.isalpha() else "other"


def place_of(record: Mapping[str, Any]) -> str:
    """Return where in its network a graphic is shown if that is not the feed: a story is a post of its own."""
    place = str(record["platform"]).rpartition("-")[2]
    return place if place in APART else ""


def _post_of(graphic: Graphic) -> tuple[str, str]:
    """Return the name that the row gives its post, and what tells the post from others: that name, or the series."""
    record, name = graphic.record, cell_text(graphic.extra.get("post"))
    is_page = "page" in record and record.get("pages", 1) > 1
    return name, f"post {name}" if name else f"row {record['row']} {record['platform']}" if is_page else ""
