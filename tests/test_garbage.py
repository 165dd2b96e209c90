"""When objects are looked over for rings that nobody needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from memegen.cli import garbage
from memegen.cli.main import main


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_it_is_put_off_until_there_are_many_pictures_to_make() -> None:
    garbage.put_off()
    assert gc.get_threshold()[0] == garbage.LASTING
    garbage.take_up()
    assert gc.get_threshold() == (garbage.CARD, *garbage.USUAL[1:])


def test_what_somebody_else_has_set_stays() -> None:
    gc.set_threshold(1234, 5, 6)
    frozen = gc.get_freeze_count()
    garbage.take_up()
    assert (gc.get_threshold(), gc.get_freeze_count()) == ((1234, 5, 6), frozen)


def test_a_command_called_from_a_program_leaves_its_memory_alone(capsys: pytest.CaptureFixture[str]) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    assert main(["--version"]) == 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
    assert capsys.readouterr().out.startswith("memegen ")
