"""One round of `memegen watch`: a batch that says only what the round before has not said, and makes way for a save."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.fingerprint import Fingerprint
from memegen.batch.job import KeyState, Made
from memegen.batch.rows import Row, RowStream
from memegen.batch.rows.row import RowBuilder
from memegen.batch.rows.selection import Selection
from memegen.cli.batch import BatchRun
from memegen.cli.list_run import ListRun
from memegen.cli.report import Report
from memegen.cli.screen import Screen
from memegen.core.diagnostics import Where
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from memegen.batch.job import Job, Outcome
    from memegen.cli.batch_arguments import BatchArguments
    from memegen.cli.session import Session
    from memegen.model.card import Card
    from memegen.renderer import Renderer


# Maximum number of cache keys that are remembered.
MAX_KEYS = 200_000


class OvertakenError(Exception):
    """A file was saved while a round was running, which is given up for the next one."""


class RoundScreen(Screen):
    """A screen that prints no line to stderr which it has printed in the round before.

    Attributes:
        said: the lines of this round.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen.color)
        self.said: set[str] = set()
        self._before: set[str] = set()

    @property
    def has_news(self) -> bool:
        """Whether this round has said anything else than the one before, or less."""
        return self.said != self._before

    def begin(self, *, again: bool = False) -> None:
        """Begin a round; *again* if the round before was given up, which is then a part of this one."""
        if again:
            self._before |= self.said
        else:
            self._before, self.said = self.said, set()

    def note(self, line: str) -> None:
        self.said.add(line)
        if line not in self._before:
            super().note(line)

    def always(self, line: str) -> None:
        """Print a line whatever was printed before."""
        super().note(line)


@slotted
class Memory:
    """What the rounds of one watch have in common.

    Attributes:
        screen: prints what is new.
        revision: number of the round.
        cause: the file whose change the round is for; "" for the first round.
        fingerprint: that of the renderer in use; None before the first round.
        written: absolute paths of the graphics that are up to date.
    """

    screen: RoundScreen
    revision: int = 0
    cause: str = ""
    fingerprint: RememberedKeys | None = None
    written: set[str] = field(default_factory=set)


class RememberedKeys(Fingerprint):
    """Computes the key of a job once, as long as nothing but the list changes."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer)
        self._keys: dict[object, str | KeyState] = {}

    def key(self, job: Job, cards: Sequence[Card] = ()) -> str | KeyState:
        # The row's number decides which variant is its turn.
        design = (job.template, job.brand, job.platform, job.variant, job.format, job.quality, job.row)
        name = (*design, tuple(job.values.items()))
        if name not in self._keys:
            if len(self._keys) == MAX_KEYS:
                self._keys.clear()
            key = super().key(job, cards)
            if isinstance(key, KeyState):
                return key
            self._keys[name] = key
        return self._keys[name]


class RoundReport(Report):
    """Prints the graphics that a round has rendered, and its outcome if there is anything new."""

    def __init__(self, session: Session, memory: Memory, *, json: bool) -> None:
        super().__init__(session, json)
        self.memory = memory

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Made):
            self.memory.written.add(str(Path(outcome.file).absolute()))
        super().add(outcome)

    def print_made(self, made: Made, *, cached: bool) -> None:
        if not cached:
            super().print_made(made, cached=cached)

    def print_files(self, files: object) -> None:
        """Print nothing: other files are the same in every round."""

    def print_summary(self, prefix: str, verb: str, folder: str) -> None:
        cause = f"{self.memory.cause}: " if self.memory.cause else ""
        if self.made or self.memory.screen.has_news or prefix or not cause:
            self.memory.screen.always(self.summary(cause + prefix, verb, folder))


class ExampleRun(ListRun):
    """A list of one row, the example of a template."""

    def read(self) -> RowStream:
        """Return the row. Raises DiagnosticError if there is no such template, or it is invalid."""
        from memegen.cli.field_options import with_examples

        options = self.plan.options
        template = self.plan.renderer.template(options.template, options.brand)
        # Without a file, as if typed: an example may name photos next to its template.
        row = Row(1, Where(row=1), with_examples(template, {}))
        return RowStream(RowBuilder("", tuple(template.fields)), iter([row]), "yaml", Selection())


class Round(BatchRun):
    """One round."""

    def __init__(
        self, session: Session, arguments: BatchArguments, memory: Memory, is_overtaken: Callable[[], bool]
    ) -> None:
        """Prepare a round.

        Args:
            session: the session; its renderer is kept from the round before if no design has changed.
            arguments: the command line; without rows, the example of its template is rendered.
            memory: what rounds have in common.
            is_overtaken: whether the round should be given up.

        Raises:
            DiagnosticError: the list, a template, a brand or the project is invalid.
        """
        super().__init__(session, arguments)
        self.memory, self.revision, self.is_overtaken = memory, memory.revision, is_overtaken
        if memory.fingerprint is None or memory.fingerprint.renderer is not self.renderer:
            memory.fingerprint = RememberedKeys(self.renderer)
        self.fingerprint = memory.fingerprint
        self.report = RoundReport(session, memory, json=arguments.json)

    def _list(self) -> ListRun:
        if self.arguments.rows:
            return super()._list()
        return ExampleRun(self.renderer, self.options, "", self.arguments.list_options())

    def _add(self, outcome: Outcome) -> None:
        super()._add(outcome)
        if self.is_overtaken():
            raise OvertakenError

    def _write_record(self) -> None:
        # An example is no batch that could be repeated by its record.
        if self.arguments.rows:
            super()._write_record()
