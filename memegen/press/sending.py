"""Pictures that go far away: several at once, while the next are made."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from memegen.errors import DiagnosticError
from memegen.press.bench import failure
from memegen.press.job import Made, Outcome

if TYPE_CHECKING:
    from collections.abc import Generator

    from memegen.press.ledger import Ledger


def sent(outcomes: Generator[Outcome], ledger: Ledger) -> Generator[Outcome]:
    """The same outcomes in the same order, once their files are written; a few are held at a time."""
    wide = ledger.store.wide
    pool = ThreadPoolExecutor(wide, "memegen-sender")
    waiting: deque[Future[Outcome]] = deque()
    try:
        for outcome in outcomes:
            waiting.append(pool.submit(_sent, outcome, ledger))
            while waiting and (len(waiting) > 2 * wide or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        outcomes.close()
        # What is under way is let through; it is whole, and the next batch looks for it.
        pool.shutdown(cancel_futures=True)


def _sent(outcome: Outcome, ledger: Ledger) -> Outcome:
    if not isinstance(outcome, Made) or not outcome.data:
        return outcome
    try:
        ledger.write(outcome)
    except DiagnosticError as error:
        return failure(outcome.row, outcome.platform, "", error.diagnostics)
    return replace(outcome, data=b"")
