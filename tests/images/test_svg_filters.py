from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from memegen.images.svg_filters import SVG, replace_functions


def primitives(value: str) -> list[ET.Element]:
    root = ET.Element(f"{SVG}svg")
    one, two = (ET.SubElement(root, f"{SVG}g", filter=value) for _ in range(2))
    replace_functions(root)
    assert one.get("filter") == two.get("filter") == "url(#css-filter-0)"
    (found,) = root.findall(f"{SVG}filter")
    return list(found)


def test_functions_become_primitives_in_their_order() -> None:
    blur, offset, flood, composite, merge, hue = primitives("drop-shadow(1px 2px 3px oklch(0 0 0)) hue-rotate(0.5turn)")
    assert blur.attrib == {"in": "SourceGraphic", "stdDeviation": "3"}
    assert (offset.get("dx"), offset.get("dy"), flood.get("flood-color")) == ("1", "2", "#000000")
    assert (composite.get("operator"), composite.get("in2")) == ("in", offset.get("result"))
    assert merge[1].get("in") == "SourceGraphic"
    assert (hue.tag, hue.get("values")) == (f"{SVG}feColorMatrix", "180")


def test_shadow_is_that_of_what_is_before_it() -> None:
    invert, blur, *_ = primitives("invert(1) drop-shadow(1px 2px)")
    assert blur.get("in") == invert.get("result")


@pytest.mark.parametrize(
    ("value", "red"),
    [
        ("grayscale()", "0.213 0.715 0.072"),
        ("saturate(2)", "1.787 -0.715 -0.072"),
        ("sepia(50%)", "0.6965 0.3845 0.0945"),
    ],
)
def test_colours_are_mixed_by_weights(value: str, red: str) -> None:
    assert primitives(value)[0].get("values", "").startswith(f"{red} 0 0 ")


@pytest.mark.parametrize(
    ("value", "slope", "intercept"),
    [("brightness(50%)", 0.5, 0), ("contrast(2)", 2, -0.5), ("invert()", -1, 1), ("opacity(.25)", 0.25, 0)],
)
def test_levels_are_changed_by_lines(value: str, slope: float, intercept: float) -> None:
    ((function, *_),) = primitives(value)
    assert (float(function.get("slope", "")), float(function.get("intercept", ""))) == (slope, intercept)


def test_reference_stays_and_what_is_mixed_or_unknown_is_an_error() -> None:
    element = ET.Element(f"{SVG}g", filter="url(#a)")
    replace_functions(element)
    assert element.get("filter") == "url(#a)"
    with pytest.raises(ValueError, match="its CSS has filter: wave"):
        primitives("wave(2px)")
