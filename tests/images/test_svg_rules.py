from __future__ import annotations

from xml.etree import ElementTree as ET

import cssselect2
import pytest

from memegen.images.svg_rules import StyleSheets, media_holds


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("", True),
        ("all", True),
        ("only screen", True),
        ("print, speech", False),
        ("not print", True),
        ("screen and (prefers-color-scheme: dark)", False),
        ("(prefers-color-scheme:light) and (prefers-reduced-motion: no-preference)", True),
    ],
)
def test_media_query_holds_for_a_light_picture(query: str, holds: bool) -> None:
    assert media_holds(query) is holds


def test_media_query_that_depends_on_the_screen_is_an_error() -> None:
    with pytest.raises(ValueError, match="depends on the screen"):
        media_holds("(min-width: 40em)")


def test_declarations_come_by_specificity_and_order() -> None:
    root = cssselect2.ElementWrapper.from_xml_root(ET.fromstring('<a id="x" class="y"/>'))
    sheets = StyleSheets(["#x{p:4} a{p:1}", ".y{p:2} a.y{p:3} b{p:9} @supports (fill: #000){a#x{p:5}}"], 1)
    assert [one.value[0].value for one in sheets.matching(root)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("sheet", "elements"), [("a{b:c}" * 1001, 2000), ("a ~ b{c:d}", 3001), ("/*" + "x" * 200_000 + "*/", 1)]
)
def test_rules_that_would_take_long_are_an_error(sheet: str, elements: int) -> None:
    with pytest.raises(ValueError, match="its CSS"):
        StyleSheets([sheet], elements)
