"""Hashtags that platforms would not read as such, and those that are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core.diagnostics import Where
from memegen.template.brand import BrandError
from memegen.template.catalog import Catalog
from memegen.template.hashtags import as_hashtag, hashtag_problems, hashtag_warnings
from tests.helpers.command import BRAND


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("", []),
        ("#SaveOurBeds", []),
        ("#Llyfrgell, #Cadwch_ein", []),
        ("#बिस्तर", []),
        ("Nurses", ["write #Nurses"]),
        ("Save our beds!", ["write #SaveOurBeds"]),
        ("#Save our beds", ["write #SaveOurBeds"]),
        ("#Don't #Keep", ["write #Dont"]),
        ("#2027", ["use letters, e.g. #SaveOurPier"]),
        ("#", ["use letters, e.g. #SaveOurPier"]),
    ],
)
def test_what_is_not_a_hashtag_has_the_one_that_is_meant(text: str, hints: list[str]) -> None:
    assert [hint for _, hint in hashtag_problems(text)] == hints


def test_hashtag_of_a_long_name_has_its_first_words() -> None:
    assert as_hashtag("Nurses need beds, not excuses, in every ward", 26) == "#NursesNeedBedsNotExcuses"
    assert as_hashtag("Landesarbeitsgemeinschaftsverband heute", 26) == "#Landesarbeitsgemeinschaftsverband"
    assert (as_hashtag("It's ours"), as_hashtag("2027"), as_hashtag("!?")) == ("#ItsOurs", "", "")


def test_only_fields_for_hashtags_are_looked_at() -> None:
    values = {"hashtag": "Nurses", "tags": "#Beds now", "line": "No tag"}
    found = list(hashtag_warnings(values, ("hashtag", "line"), Where("a.csv", row=2)))
    assert [(each.code, each.where.row, each.where.field) for each in found] == [("hashtag-invalid", 2, "hashtag")]


def test_hashtag_of_a_brand_is_one(tmp_path: Path) -> None:
    file = tmp_path / "house.yaml"
    file.write_text(f"{BRAND}hashtag: Hafen Liest\n", encoding="utf-8")
    with pytest.raises(BrandError, match="write #HafenLiest") as caught:
        Catalog().brand(str(file))
    assert [found.code for found in caught.value.diagnostics] == ["brand-invalid"]
