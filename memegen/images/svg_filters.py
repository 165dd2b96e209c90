"""Filter functions of CSS as filter elements: the drawer clips what functions draw, and draws shadows too light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import tinycss2

from memegen.images.css_colors import srgb_color
from memegen.images.svg_values import ANGLES, LENGTHS, undrawn

SVG = "{http://www.w3.org/2000/svg}"
# How far a filter reaches beyond its element, as a fraction of its size; for a browser there is no limit.
REACH = 3
# Weights of grey and of sepia (Filter Effects 1, sections 9.6 and 13).
LUMA = (0.213, 0.715, 0.072)
SEPIA = ((0.393, 0.769, 0.189), (0.349, 0.686, 0.168), (0.272, 0.534, 0.131))
Primitive = Callable[[Sequence[Any], str], list[ET.Element]]


def replace_functions(root: ET.Element) -> None:
    """Replace each filter of functions in a drawing by a reference to a filter element that does the same.

    Raises:
        ValueError: a function is not known, or is next to a reference.
    """
    filters: dict[str, str] = {}
    for element in root.iter():
        value = element.get("filter", "")
        if "(" in value and not value.lower().lstrip().startswith("url("):
            name = filters.setdefault(value, f"css-filter-{len(filters)}")
            element.set("filter", f"url(#{name})")
    for value, name in filters.items():
        root.append(_filter_element(value, name))


def _filter_element(value: str, name: str) -> ET.Element:
    region = {"x": f"{-REACH:%}", "y": f"{-REACH:%}", "width": f"{1 + 2 * REACH:%}", "height": f"{1 + 2 * REACH:%}"}
    whole = ET.Element(f"{SVG}filter", {"id": name, "color-interpolation-filters": "sRGB", **region})
    source = "SourceGraphic"
    for n, token in enumerate(tinycss2.parse_component_value_list(value)):
        if token.type in ("whitespace", "comment"):
            continue
        primitive = PRIMITIVES.get(token.lower_name) if token.type == "function" else None
        if primitive is None:
            raise undrawn("filter", value)
        arguments = [one for one in token.arguments if one.type not in ("whitespace", "comment")]
        primitives = primitive(arguments, source)
        whole.extend(primitives)
        source = f"result-{n}"
        primitives[-1].set("result", source)
    return whole


def _numbers(arguments: Sequence[Any], default: float) -> list[float]:
    """Return the numbers among arguments, lengths in px, angles in degrees and percentages as fractions."""
    numbers = []
    for one in arguments:
        if one.type == "number":
            numbers.append(one.value)
        elif one.type == "percentage":
            numbers.append(one.value / 100)
        elif one.type == "dimension":
            numbers.append(one.value * (LENGTHS.get(one.lower_unit) or ANGLES.get(one.lower_unit) or 0))
    return numbers or [default]


def _blur(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [ET.Element(f"{SVG}feGaussianBlur", stdDeviation=f"{_numbers(arguments, 0)[0]:g}")]


def _shadow(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    """Return several primitives, for one feDropShadow draws colours of sRGB too light."""
    dx, dy, deviation, *_ = (*_numbers(arguments, 0), 0, 0, 0)
    colors = (srgb_color([one]) for one in arguments if one.type in ("function", "hash", "ident"))
    color = next((color for color in colors if color), "currentColor")
    return shadow_primitives(source, (f"{dx:g}", f"{dy:g}", f"{deviation:g}"), {"flood-color": color}, "shadow")


def shadow_primitives(source: str, lengths: tuple[str, ...], flood: dict[str, str], name: str) -> list[ET.Element]:
    """Return the primitives for a shadow under what it is of; the last one has the result.

    Args:
        source: name of the result that it is the shadow of.
        lengths: offsets to the right and down, and the standard deviation of the blur.
        flood: attributes with its colour.
        name: name for the result between.
    """
    merge = ET.Element(f"{SVG}feMerge")
    ET.SubElement(merge, f"{SVG}feMergeNode")
    ET.SubElement(merge, f"{SVG}feMergeNode", {"in": source})
    return [
        ET.Element(f"{SVG}feGaussianBlur", {"in": source, "stdDeviation": lengths[2]}),
        ET.Element(f"{SVG}feOffset", dx=lengths[0], dy=lengths[1], result=name),
        ET.Element(f"{SVG}feFlood", flood),
        ET.Element(f"{SVG}feComposite", {"in2": name, "operator": "in"}),
        merge,
    ]


def _hue(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [ET.Element(f"{SVG}feColorMatrix", type="hueRotate", values=f"{_numbers(arguments, 0)[0]:g}")]


def _saturate(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [_matrix(saturation(_numbers(arguments, 1)[0]))]


def _grey(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [_matrix(saturation(max(0, 1 - _numbers(arguments, 1)[0])))]


def _sepia(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [_matrix(_mixture(max(0, 1 - _numbers(arguments, 1)[0]), SEPIA))]


def _matrix(values: str) -> ET.Element:
    return ET.Element(f"{SVG}feColorMatrix", type="matrix", values=values)


def saturation(amount: float) -> str:
    """Return the colour matrix that multiplies saturation."""
    return _mixture(amount, (LUMA,) * 3)


def _mixture(kept: float, weights: Sequence[Sequence[float]]) -> str:
    """Return a colour matrix that keeps a fraction of the colours and mixes the rest by *weights*."""
    rows = [[(1 - kept) * value + kept * (r == c) for c, value in enumerate(row)] for r, row in enumerate(weights)]
    values = " ".join(f"{a:g} {b:g} {c:g} 0 0" for a, b, c in rows)
    return f"{values} 0 0 0 1 0"


def _transfer(channels: str, slope: float, intercept: float) -> ET.Element:
    whole = ET.Element(f"{SVG}feComponentTransfer")
    for channel in channels:
        attributes = {"type": "linear", "slope": f"{slope:g}", "intercept": f"{intercept:g}"}
        whole.append(ET.Element(f"{SVG}feFunc{channel}", attributes))
    return whole


def _brightness(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [_transfer("RGB", _numbers(arguments, 1)[0], 0)]


def _contrast(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    amount = _numbers(arguments, 1)[0]
    return [_transfer("RGB", amount, 0.5 - amount / 2)]


def _invert(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    amount = min(1, _numbers(arguments, 1)[0])
    return [_transfer("RGB", 1 - 2 * amount, amount)]


def _opacity(arguments: Sequence[Any], source: str) -> list[ET.Element]:
    return [_transfer("A", min(1, _numbers(arguments, 1)[0]), 0)]


PRIMITIVES: dict[str, Primitive] = {
    "blur": _blur,
    "brightness": _brightness,
    "contrast": _contrast,
    "drop-shadow": _shadow,
    "grayscale": _grey,
    "hue-rotate": _hue,
    "invert": _invert,
    "opacity": _opacity,
    "saturate": _saturate,
    "sepia": _sepia,
}
