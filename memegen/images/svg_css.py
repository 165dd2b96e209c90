"""The CSS of SVG drawings, resolved as a browser does: each element gets the values that hold for it.

The drawer reads a part of CSS 2 only, and takes what it cannot read for black or for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2
from tinycss2.ast import FunctionBlock

from memegen.core.frozen import slotted
from memegen.images.svg_filters import replace_functions
from memegen.images.svg_repairs import repair
from memegen.images.svg_rules import HINT, StyleSheets, media_holds, read_declarations
from memegen.images.svg_values import ATTRIBUTES, BACKGROUND, COLORS, DRAWN, PAINTS, UNDRAWN, drawn_value

SVG = "{http://www.w3.org/2000/svg}"
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
# Maximum tokens of a value after its variables are replaced.
MAX_TOKENS = 10_000
Variables = Mapping[str, Sequence[Any]]


def resolve_css(markup: str) -> str:
    """Return a sanitized drawing without style sheets, with the values of CSS at its elements.

    Raises:
        ValueError: a browser would draw what the drawer cannot.
    """
    root = ET.fromstring(markup)  # noqa: S314 (sanitized before: it has neither entities nor a document type)
    sheets, elements = [], 0
    for parent in root.iter():
        elements += 1
        for style in parent.findall(f"{SVG}style"):
            if style.get("type", "text/css") in ("", "text/css") and media_holds(style.get("media", "")):
                sheets.append("".join(style.itertext()))
            parent.remove(style)
    _Cascade(StyleSheets(sheets, elements)).apply(root)
    return ET.tostring(root, encoding="unicode")


class _InvalidError(Exception):
    """A variable that is not defined, so that the declaration is invalid when it is computed."""


@slotted
class _Cascade:
    """Applies the rules of CSS to the elements of a drawing."""

    sheets: StyleSheets

    def apply(self, root: ET.Element) -> None:
        computed: dict[ET.Element, Variables] = {}
        depends: set[ET.Element] = set()
        for one in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
            element = one.etree_element
            inherited = computed[one.parent.etree_element] if one.parent else {}
            winners = self._winners(one)
            computed[element] = _computed_variables(winners, inherited)
            if _set_values(element, winners, computed[element]):
                depends.add(element)
        _check_uses(root, computed, depends)
        _paint_background(root)
        replace_functions(root)
        repair(root)

    def _winners(self, wrapper: cssselect2.ElementWrapper) -> dict[str, list[Sequence[Any]]]:
        """Return for each property the values that are declared for an element, the one that counts last."""
        element = wrapper.etree_element
        normal = [(name, _tokens(value)) for name, value in _presentation(element)]
        important: list[tuple[str, Sequence[Any]]] = []
        declared = [*self.sheets.matching(wrapper), *_declarations(element.attrib.pop("style", ""))]
        for one in declared:
            name = one.name if one.name.startswith("--") else one.lower_name
            (important if one.important else normal).append((name, one.value))
        values: dict[str, list[Sequence[Any]]] = {}
        for name, value in (*normal, *important):
            values.setdefault(name, []).append(value)
        return values


# Drawing programs repeat the same styles at hundreds of elements.
_tokens = lru_cache(tinycss2.parse_component_value_list)
_declarations = lru_cache(read_declarations)


def _presentation(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield attributes that are properties and may have values that the drawer does not know."""
    for name, value in element.attrib.items():
        if (name in PAINTS or name in COLORS or "(" in value) and name in DRAWN and name not in ATTRIBUTES:
            yield name, value


def _computed_variables(winners: Mapping[str, list[Sequence[Any]]], inherited: Variables) -> Variables:
    """Return the custom properties of an element."""
    own = {name: values[-1] for name, values in winners.items() if name.startswith("--")}
    if not own:
        return inherited
    computed = dict(inherited)

    def compute(name: str, visiting: frozenset[str]) -> None:
        def look_up(other: str) -> Sequence[Any] | None:
            if other in visiting:
                return None
            if other in own and other not in done:
                compute(other, visiting | {other})
            return computed.get(other)

        done.add(name)
        try:
            computed[name] = _substituted(own[name], look_up)
        except _InvalidError:
            computed.pop(name, None)

    done: set[str] = set()
    for name in own:
        if name not in done:
            compute(name, frozenset((name,)))
    return computed


def _substituted(tokens: Sequence[Any], look_up: Callable[[str], Sequence[Any] | None]) -> list[Any]:
    """Return tokens with each var() replaced by what *look_up* returns for its name, or by its fallback."""
    result: list[Any] = []
    for token in tokens:
        if token.type != "function":
            result.append(token)
        elif token.lower_name != "var":
            arguments = _substituted(token.arguments, look_up)
            result.append(FunctionBlock(token.source_line, token.source_column, token.name, arguments))
        else:
            name = next((one.value for one in token.arguments if one.type == "ident"), "")
            comma = next((n for n, one in enumerate(token.arguments) if one == ","), None)
            value = look_up(name)
            if value is None and comma is None:
                raise _InvalidError
            result += value if value is not None else _substituted(token.arguments[(comma or 0) + 1 :], look_up)
        if len(result) > MAX_TOKENS:
            raise ValueError("its CSS is too long")
    return result


def _set_values(element: ET.Element, winners: Mapping[str, list[Sequence[Any]]], variables: Variables) -> bool:
    """Write the values that hold for an element; return whether one depends on a variable."""
    styles: list[str] = []
    depends = False
    for name, values in winners.items():
        if name not in DRAWN and name not in UNDRAWN:
            continue
        for value in reversed(values):
            if uses := "var(" in tinycss2.serialize(value):
                depends = True
                try:
                    value = _substituted(value, variables.get)
                except _InvalidError:
                    element.attrib.pop(name, None)
                    break
            drawn = drawn_value(name, value)
            if drawn is None and value is values[0] and name in (*PAINTS, *COLORS):
                # What no declaration replaces is inherited, also where the attribute has no colour.
                element.attrib.pop(name, None)
            if drawn is not None or uses:
                element.attrib.pop(name, None)
                if drawn is not None:
                    _set(element, name, drawn, styles)
                break
    if styles:
        element.set("style", ";".join(styles))
    return depends


def _set(element: ET.Element, name: str, value: str, styles: list[str]) -> None:
    if name in ATTRIBUTES:
        element.set(name, value)
    elif name in BACKGROUND:
        element.set(BACKGROUND[0], value)
    else:
        styles.append(f"{name}:{value}")


def _paint_background(root: ET.Element) -> None:
    """Put the background of the root element into the drawing; no other element has one."""
    if color := root.attrib.pop(BACKGROUND[0], ""):
        x, y, width, height = root.get("viewBox", "0 0 100% 100%").replace(",", " ").split()
        root.insert(0, ET.Element(f"{SVG}rect", x=x, y=y, width=width, height=height, fill=color))


def _check_uses(root: ET.Element, computed: Mapping[ET.Element, Variables], depends: Set[ET.Element]) -> None:
    """Raise ValueError for an element that variables make look different wherever it is used."""
    uses = [*root.iter(f"{SVG}use")] if depends else []
    parents = {child: parent for parent in root.iter() for child in parent} if uses else {}
    by_id = {element.get("id"): element for element in parents}
    for use in uses:
        target = by_id.get(next((use.get(name, "") for name in HREF if name in use.attrib), "").removeprefix("#"))
        if target is None or depends.isdisjoint(target.iter()):
            continue
        if _text(computed[use]) != _text(computed[parents[target]]):
            raise ValueError(f"its CSS has variables that differ from use to use: {HINT}")


def _text(variables: Variables) -> dict[str, str]:
    return {name: tinycss2.serialize(value).strip() for name, value in variables.items()}
