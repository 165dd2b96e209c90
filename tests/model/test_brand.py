"""Brands: what is derived from their data."""

from __future__ import annotations

from dataclasses import replace

from memegen.core.diagnostics import Where
from memegen.model.brand import Brand

BRAND = Brand(
    "library",
    "The Library",
    {},
    {},
    {},
    hashtag="#KeepItOpen",
    handle="@library",
    language="cy",
    words={"days": "diwrnod"},
    where=Where("brands/library.yaml", 3),
)


def test_brand_is_identified_by_its_file_and_name() -> None:
    assert BRAND.key == "brands/library.yaml:library"
    assert BRAND.key != replace(BRAND, where=Where("mine.yaml", 3)).key
    assert BRAND.key == replace(BRAND, where=Where("brands/library.yaml", 9)).key


def test_brand_has_variables_and_words_of_its_own() -> None:
    assert BRAND.variables() == {
        "name": "The Library",
        "hashtag": "#KeepItOpen",
        "handle": "@library",
        "imprint": "",
        "language": "cy",
        "photos": "colour",
        "texture": "none",
        "corners": "square",
        "emphasis": "colour",
        "motif": "circle",
        "words.days": "diwrnod",
    }
