from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from memegen.images.svg_filters import SVG
from memegen.images.svg_repairs import repair

NAMES = 'xmlns="http://www.w3.org/2000/svg"'


def repaired(body: str) -> ET.Element:
    root = ET.fromstring(f'<svg {NAMES} viewBox="0 0 200 50">{body}</svg>')
    repair(root)
    return root


@pytest.mark.parametrize(("values", "kind"), [("2", "matrix"), ("0.5", "saturate")])
def test_saturation_of_more_than_1_becomes_a_matrix(values: str, kind: str) -> None:
    root = repaired(f'<filter><feColorMatrix type="saturate" values="{values}"/></filter>')
    assert root[0][0].get("type") == kind


def test_shadow_in_srgb_becomes_primitives_of_its_colour() -> None:
    shadow = '<feDropShadow in="a" dx="5" flood-color="#a30" result="b"/>'
    (filters,) = repaired(f'<filter color-interpolation-filters="sRGB"><feOffset/>{shadow}<feOffset/></filter>')
    assert [one.tag.removeprefix(SVG) for one in filters][1:-1] == [
        *("feGaussianBlur", "feOffset", "feFlood", "feComposite", "feMerge")
    ]
    blur, offset, flood, _, merge = filters[1:-1]
    assert (blur.get("in"), offset.get("dx"), offset.get("dy"), flood.get("flood-color")) == ("a", "5", "2", "#a30")
    assert (merge.get("result"), merge[1].get("in")) == ("b", "a")


def test_shadow_in_linear_light_stays() -> None:
    assert repaired('<filter><feDropShadow flood-color="#a30"/></filter>')[0][0].tag == f"{SVG}feDropShadow"


def test_sizes_of_uses_are_in_units_of_the_drawing() -> None:
    root = repaired('<g><use width="50%" height="10"/></g><svg><use width="50%"/></svg>')
    assert (root[0][0].attrib, root[1][0].get("width")) == ({"width": "100", "height": "10"}, "50%")
