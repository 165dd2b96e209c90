"""Signals that stop the program: when they raise KeyboardInterrupt, and when they wait."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from memegen.core.signals import NAMES, Interrupts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


@pytest.fixture
def interrupts() -> Iterator[Interrupts]:
    numbers = [getattr(signal, name) for name in NAMES]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, signal.SIG_DFL)
    interrupts = Interrupts()
    interrupts.install()
    yield interrupts
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("name", NAMES)
def test_signal_raises_keyboard_interrupt(interrupts: Interrupts, name: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(getattr(signal, name))


def test_signal_waits_for_the_end_of_the_outermost_shield(interrupts: Interrupts) -> None:
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt), interrupts.shield():
        with interrupts.shield():
            signal.raise_signal(signal.SIGTERM)
            steps.append("inner")
        steps.append("outer")
    assert steps == ["inner", "outer"]
    with interrupts.shield():
        pass


def test_shield_lets_an_error_of_the_block_pass(interrupts: Interrupts) -> None:
    with pytest.raises(ValueError, match="no"), interrupts.shield():
        raise ValueError("no")
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)


def test_ignored_signals_do_nothing(interrupts: Interrupts) -> None:
    interrupts.ignore()
    for name in NAMES:
        signal.raise_signal(getattr(signal, name))
        assert signal.getsignal(getattr(signal, name)) == signal.SIG_IGN


def test_signal_that_is_ignored_stays_ignored(interrupts: Interrupts) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    interrupts.install()
    signal.raise_signal(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
