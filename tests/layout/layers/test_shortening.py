"""A text that is too long says by how much, for its platform; no number of letters refuses a quote."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.layers.shortening import fitting_length
from memegen.template.catalog import Catalog
from tests.helpers.command import Command

WORDS = "Small doors open on large rooms, and the bell rings for all who hear it. "
NUMBERS = re.compile(r"([\d,]*\d)\D+([\d,]*\d)")


@given(st.lists(st.integers(1, 12), max_size=30), st.integers(0, 200))
def test_fitting_length_is_that_of_the_most_whole_words(lengths: list[int], most: int) -> None:
    text = " ".join("x" * length for length in lengths)
    kept = fitting_length(text, lambda part: len(part) <= most)
    assert kept <= most or not text
    ends = [len(" ".join("x" * length for length in lengths[:count])) for count in range(1, len(lengths) + 1)]
    assert kept == max([end for end in ends if end <= most], default=0) or not text


def test_too_long_quote_says_by_how_much_for_each_platform(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.jsonl", json.dumps({"quote": (WORDS * 40).strip()}))
    platforms = ("x-post", "x-header")
    result = memegen.run(
        *("batch", "rows.jsonl", "-t", "quote-plain", "-b", "house", "-T", "mine.yaml"),
        *("-p", ",".join(platforms), "--dry-run"),
        code=1,
    )
    found = dict.fromkeys(platforms, "")
    for message, hint in re.findall(r"(error\[text-too-long\].*)\n(?: .*\n)*?  hint: (.*)", result.err):
        found[message.rpartition("[")[2].rstrip("]")] = hint
    kept = {}
    for platform, hint in found.items():
        match = NUMBERS.search(hint)
        assert match, result.err
        surplus, kept[platform] = (int(number.replace(",", "")) for number in match.groups())
        # With the marks that the template sets around it.
        assert surplus + kept[platform] == len((WORDS * 40).strip()) + 2
    # What is said fits, on the platform of which it is said.
    for platform, length in kept.items():
        quote = (WORDS * 40)[: length - 2].rpartition(" ")[0]
        memegen.write("rows.jsonl", json.dumps({"quote": quote}))
        fitted = memegen.run(
            *("batch", "rows.jsonl", "-t", "quote-plain", "-b", "house", "-T", "mine.yaml", "-p", platform, "--dry-run")
        )
        assert "text-too-long" not in fitted.err
        assert "text-small" not in fitted.err


@pytest.mark.parametrize("name", sorted(name for name in Catalog().names if name.startswith("quote-")))
def test_no_shipped_template_limits_the_letters_of_a_quote(name: str) -> None:
    catalog = Catalog()
    assert catalog.template(name, catalog.brand("")).fields["quote"].longest == 0
