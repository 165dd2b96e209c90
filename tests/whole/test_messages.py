"""The page of messages: every code has an example, each example gives its code, and the page is what they print."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping

import message_examples
import messages_page
import pytest

from memegen.core.codes import codes


@pytest.fixture(scope="module")
def outputs() -> Iterator[Mapping[str, str]]:
    """What each example prints about its code."""
    before = gc.get_threshold()
    yield messages_page.example_outputs()
    gc.set_threshold(*before)


def test_every_code_has_an_example_or_a_reason() -> None:
    assert sorted(message_examples.examples()) == sorted(codes())


def test_every_example_gives_its_code(outputs: Mapping[str, str]) -> None:
    assert [code for code, output in outputs.items() if not output] == []


def test_the_page_is_up_to_date(outputs: Mapping[str, str]) -> None:
    assert messages_page.PAGE.read_text(encoding="utf-8") == messages_page.messages_page(outputs), "run `make docs`"
