"""Elements that the drawer (resvg 0.5) draws otherwise than browsers, written so that it draws them alike."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from memegen.images.svg_filters import SVG, saturation, shadow_primitives

# Elements in which percentages relate to another box than that of the drawing.
VIEWPORTS = (f"{SVG}svg", f"{SVG}symbol", f"{SVG}pattern", f"{SVG}marker")
INTERPOLATION = "color-interpolation-filters"


def repair(root: ET.Element) -> None:
    """Repair a drawing in place: shadows and saturation in filters, sizes of `use` in per cent."""
    for filters in root.iter(f"{SVG}filter"):
        _repair_saturation(filters)
        _repair_shadows(filters)
    _repair_sizes(root, root)


def _repair_saturation(filters: ET.Element) -> None:
    """Write saturation as a matrix; the drawer takes 1 for more than 1."""
    for matrix in filters.iter(f"{SVG}feColorMatrix"):
        if matrix.get("type") == "saturate" and (amount := _number(matrix.get("values", "1"))) > 1:
            matrix.set("type", "matrix")
            matrix.set("values", saturation(amount))


def _repair_shadows(filters: ET.Element) -> None:
    """Write shadows as several primitives; the drawer takes the colour of one primitive for linear light."""
    previous = "SourceGraphic"
    for n, primitive in enumerate(list(filters)):
        if primitive.tag == f"{SVG}feDropShadow" and _in_srgb(filters, primitive):
            source = primitive.get("in", previous)
            flood = {name: value for name, value in primitive.attrib.items() if name.startswith(("flood-", "style"))}
            lengths = (primitive.get(name, "2") for name in ("dx", "dy", "stdDeviation"))
            parts = shadow_primitives(source, (*lengths,), flood, f"shadow-{n}")
            at = list(filters).index(primitive)
            filters[at : at + 1] = parts
            for part in parts:
                part.set(INTERPOLATION, "sRGB")
            parts[-1].set("result", primitive.get("result", f"shadowed-{n}"))
            previous = parts[-1].get("result", "")
        else:
            previous = primitive.get("result") or f"primitive-{n}"
            primitive.set("result", previous)


def _in_srgb(filters: ET.Element, primitive: ET.Element) -> bool:
    values = (one.get(INTERPOLATION) or "sRGB" * ("sRGB" in one.get("style", "")) for one in (primitive, filters))
    return next((value for value in values if value), "") == "sRGB"


def _repair_sizes(element: ET.Element, root: ET.Element) -> None:
    """Write sizes in per cent in units of the drawing; the drawer relates them to the symbol that is used."""
    _, _, *sides = root.get("viewBox", "0 0 100 100").replace(",", " ").split()
    for child in element:
        if child.tag == f"{SVG}use":
            for name, side in zip(("width", "height"), sides, strict=True):
                if (value := child.get(name, "")).endswith("%"):
                    child.set(name, f"{_number(value[:-1]) / 100 * _number(side):g}")
        elif child.tag not in VIEWPORTS:
            _repair_sizes(child, root)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
