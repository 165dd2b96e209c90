"""`memegen make TEMPLATE`: fields as options, and what the help shows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_options_may_precede_or_follow_the_template(memegen: Command) -> None:
    before = memegen.run("make", "-T", "mine.yaml", "-p", "300x200", "-o", "a.png", "plain", "--quote", "-Together!")
    after = memegen.run(
        "make", "plain", "--quote", "-Together!", "-p", "300x200", "--output=b.png", "--templates=mine.yaml"
    )
    assert (before.lines, after.lines) == (["a.png"], ["b.png"])
    assert (memegen.folder / "a.png").read_bytes() == (memegen.folder / "b.png").read_bytes()


def test_each_type_of_field_has_its_option(memegen: Command) -> None:
    memegen.write(
        "kinds.yaml",
        "templates:\n  kinds:\n    fields:\n"
        "      list: {type: list}\n      flag: {type: flag}\n      pick: {type: choice, options: [a, b]}\n"
        "      last-line: {}\n      last_word: {}\n      number: {type: number, least: 1, most: 9}\n"
        '    background: [{colour: ink}]\n    layers: [{text: "x", font: text, fill: paper}]\n'
        '    caption: "{list}|{flag}|{pick}|{last-line}|{last_word}|{number}"\n',
    )
    make = ("make", "kinds", "-T", "kinds.yaml", "-p", "200x200", "--json")
    arguments = ("--list", "x", "--list", "y z", "--no-flag", "--pick", "b", "--last-line", "L", "--last_word", "W")
    [record] = memegen.run(*make, *arguments, "--number", "3").records
    assert record["caption"] == "x, y z|no|b|L|W|3"
    assert memegen.run(*make, "--flag").records[0]["caption"].startswith("|yes|")
    assert "did you mean" in memegen.run(*make, "--pick", "aa", code=2).err
    assert "the maximum of 9" in memegen.run(*make, "--number", "11", code=2).err


def test_help_lists_the_fields_first(memegen: Command) -> None:
    text = memegen.run("make", "plain", "-T", "mine.yaml", "--help").raw.decode()
    assert text.index("Fields:") < text.index("--quote") < text.index("Options:") < text.index("--platform")
    words = " ".join(text.split())
    assert '--quote TEXT What was said. [required; up to 200 characters; e.g. "Ye are many"]' in words
    assert "--points ENTRY [up to 3 entries] Repeatable." in words
    assert "--loud / --no-loud" in text
    assert "[ink|accent]" in text


def test_help_names_the_options_for_photo_rights(memegen: Command) -> None:
    text = " ".join(memegen.run("make", "quote-photo", "--help").raw.decode().split())
    names = [f"--photo-{part}" for part in ("credit", "licence", "source", "alt", "consent", "ai", "expiry")]
    assert f"sidecar file: {', '.join(names)}. Options:" in text
    assert "sidecar" not in memegen.run("make", "plain", "-T", "mine.yaml", "--help").raw.decode()


def test_help_lists_the_templates(memegen: Command) -> None:
    text = memegen.run("make", "-T", "mine.yaml", "--help").raw.decode()
    assert "A quote on a colour" in text
    assert text.count("The same on another colour") == 2  # The third inherits the line of the second.


def test_help_has_the_values_of_the_brand(memegen: Command) -> None:
    memegen.write("other.yaml", "extends: house\nhashtag: '#Open'\n")
    memegen.write("tag.yaml", "templates:\n  tag: {extends: plain, fields: {tag: {default: '{brand.hashtag}'}}}\n")
    files = ("-T", "mine.yaml", "-T", "tag.yaml")
    assert "default: #Open" in memegen.run("make", "tag", *files, "-b", "other", "--help").raw.decode()


def test_quality_may_precede_or_follow_the_template(memegen: Command) -> None:
    plain = ("-T", "mine.yaml", "-p", "200x200", "-f", "jpg", "--quote", "Ye are many", "-o")
    memegen.run("make", "plain", *plain, "whole.jpg")
    memegen.run("make", "plain", *plain, "after.jpg", "--quality", "30")
    memegen.run("make", "--quality", "30", "plain", *plain, "before.jpg")
    whole, after, before = ((memegen.folder / f"{name}.jpg").read_bytes() for name in ("whole", "after", "before"))
    assert after == before
    assert len(after) < len(whole)
