"""Docs and help as docs/style.md wants them: words not to use, openings of pages, sentences that end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_options import HELPS
from tests.helpers.paths import ROOT

DOCS = ROOT / "docs"
# Generated, or lists of pictures.
GENERATED = {"reference.md", "gallery.md", "messages.md", "specimens.md"}
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
# What docs/style.md asks not to write, where no other sense of the words is likely.
UNWANTED = re.compile(
    r"\b(somebody|whoever|nobody|anybody|is told|are told|is said|are said|tells of|told of|anew|passed over"
    r"|taken away|takes away|let go of|of one's own|of yours|may be given again|says nothing|not there|meant from"
    r"|lies|lie|stands in|(?<!there )is no|(?<!there )are no|such as (?:that|this)|beside (?:it|the file|them)"
    r"|gives way|by sense|pictures|(?:a|the|that|no) picture|on its own feet|nought|so many)\b",
    re.IGNORECASE,
)
# A page about words may name them.
ABOUT_WORDS = {"style.md"}
MAX_WORDS = 25
OPENING = re.compile(r"\A# [^\n]+\n\n(?:This page is for|For) [^\n]*")


def _prose(page: Path) -> str:
    """Return the text of a page without code, tables, pictures, links' targets and comments."""
    text = re.sub(r"```.*?```|<!--.*?-->|!\[[^\]]*\]\([^)]*\)", "", page.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return "\n".join("" if line.startswith(("#", "    ")) else line for line in text.splitlines())


def _sentences(page: Path) -> list[str]:
    """Return the sentences of a page; an item of a list and a cell of a table end one."""
    text = re.sub(r"^\s*\|.*$", "", re.sub(r"`[^`]*`", "x", _prose(page)), flags=re.MULTILINE)
    blocks = re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.) ", text)
    return [sentence for block in blocks for sentence in re.split(r"(?<=[.!?:;])\s+", " ".join(block.split()))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_has_no_unwanted_words_and_no_long_sentence(page: Path) -> None:
    unwanted = [found.group() for found in UNWANTED.finditer(re.sub(r"`[^`]*`", "", _prose(page)))]
    assert page.name in ABOUT_WORDS or unwanted == []
    assert [sentence for sentence in _sentences(page) if len(sentence.split()) > MAX_WORDS] == []


@pytest.mark.parametrize("page", [*DOCS.glob("*.md")], ids=lambda page: page.name)
def test_page_opens_with_its_reader(page: Path) -> None:
    if page.name not in GENERATED - {"gallery.md"}:
        assert OPENING.match(page.read_text("utf-8"))


def test_help_has_no_unwanted_words() -> None:
    assert [name for name, text, _ in HELPS if UNWANTED.search(text) or "picture" in text] == []


def test_changelog_has_the_headings_of_keep_a_changelog() -> None:
    headings = re.findall(r"^(#+) (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert headings[0] == ("#", "Changelog")
    assert headings[1] == ("##", "[Unreleased]")
    assert {title for marks, title in headings if marks == "###"} <= kinds
