"""Sanitize SVG markup: parse it and write it again, without any reference to other files, scripts or text."""

from __future__ import annotations

import re
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from memegen.core.regex import lazy_pattern

# Maximum number of elements, and of elements nested in one another.
MAX_ELEMENTS, MAX_DEPTH = 100_000, 128
# Maximum characters of an entity; drawing programs declare entities for XML namespaces.
MAX_ENTITY = 1000
LENGTH = lazy_pattern(r"\s*(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,2}))?\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")
# CSS pixels of each unit; em and ex for the initial font size of 16 px.
UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "ex": 8.0,
}
# Images that may be embedded in a drawing.
DATA = lazy_pattern(r"data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)
EXTERNAL = lazy_pattern(r"""url\(\s*["']?\s*(?!["'#\s])|@import""", re.IGNORECASE)
# What in a style or an attribute is CSS beyond what the drawer reads: functions but for references and colours with
# commas, custom properties, properties that it reads in attributes only.
PLAIN = lazy_pattern(r"url\([^()]*\)|(?:rgb|hsl)a?\([^()]*,[^()]*\)", re.IGNORECASE)
STYLED = lazy_pattern(
    r"[(\\]|--|!|/\*|(?:^|;)\s*(?:d|r|x|y|cx|cy|rx|ry|width|height|transform|background|rotate|scale|translate)\b",
    re.IGNORECASE,
)
# Colours that the drawer knows for certain: not all words are colours, and of these it lacks some.
COLORS = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")
CERTAIN = lazy_pattern(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|url\(#[^()]*\)(?: none)?|rgb\(\d+, ?\d+, ?\d+\)"
    r"|none|currentcolor|inherit|black|white|red|green|blue|yellow|orange|gray|grey",
    re.IGNORECASE,
)
DECLARED = lazy_pattern(rf"(?:^|;)\s*(?:{'|'.join(COLORS)})\s*:\s*(?P<color>[^;]*?)\s*(?=;|$)")
# Elements that it draws otherwise than browsers.
REPAIRED = ("feDropShadow", "feColorMatrix")
# A transform that may scale.
SCALES = lazy_pattern("matrix|scale")
# Attributes with functions that are not CSS.
UNSTYLED = ("transform", "gradientTransform", "patternTransform", "d", "href", "xlink:href")
# A rule that names a namespace; it refers to no file.
NAMESPACE = lazy_pattern(r"@namespace[^;]*;", re.IGNORECASE)
TEXT_ELEMENTS = ("text", "tspan", "textPath", "tref", "flowRoot")


class _RootReadError(Exception):
    """Stops the parser after the root element."""


def root_size(markup: bytes) -> tuple[float, float]:
    """Return width and height of the drawing in CSS pixels, from its root element. Raises ValueError."""
    copier = _Copier(None)
    try:
        copier.read(markup)
    except _RootReadError:
        return copier.size
    raise ValueError("it is not an SVG drawing")


def sanitize(markup: bytes, width: int, height: int) -> bytes:
    """Return the same drawing, *width* × *height* pixels large, without comments, entities and links.

    Raises:
        ValueError: It is not XML, refers to something outside, holds scripts or text, or has too many elements.
    """
    copier = _Copier((width, height))
    copier.read(markup)
    copied = "".join(copier.out)
    if copier.styled:
        from memegen.images.svg_css import resolve_css

        copied = resolve_css(copied)
        # References that were written with escapes are seen only now.
        _check_style(copied)
    if copier.fixed_strokes and copier.scaled:
        raise ValueError("its strokes keep their width when they are scaled: turn them into paths")
    return copied.encode()


class _Copier:
    """Parses a drawing and writes its harmless parts; without an *output_size* only the root element."""

    def __init__(self, output_size: tuple[int, int] | None) -> None:
        self.output_size = output_size
        self.size = (0.0, 0.0)
        self.out: list[str] = []
        self._elements = 0
        self._open: list[str] = []
        # Depth of the element that is left out with all that is in it; 0 for none.
        self._skipped = 0
        # Whether strokes keep their width, and whether there is a transform that may scale.
        self.fixed_strokes = self.scaled = False
        # Whether there is CSS that the drawer cannot read by itself.
        self.styled = False

    def read(self, markup: bytes) -> None:
        """Parse *markup*. Raises ValueError for anything that is not allowed."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(markup, True)
        except expat.ExpatError as error:
            raise ValueError(f"line {error.lineno} is not valid XML: {expat.ErrorString(error.code)}") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local_name(name)
        self._open.append(local)
        self._elements += 1
        if len(self._open) > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise ValueError(f"it has more than {MAX_ELEMENTS:,} elements, or more than {MAX_DEPTH} in one another")
        if len(self._open) == 1:
            attributes = self._root(local, attributes)
        if local == "script":
            raise ValueError("it holds a script")
        if local == "foreignObject" and not (self._skipped or attributes.get("requiredExtensions")):
            raise ValueError("it holds a foreignObject, which cannot be drawn: turn its text into paths")
        # Texts that are left empty when they become paths, and what a drawing program keeps for itself: other programs
        # take what is next to it.
        if local in (*TEXT_ELEMENTS, "foreignObject") and not self._skipped:
            self._skipped = len(self._open)
        kept = {key: value for key, value in attributes.items() if _is_kept(local, key, value)}
        self.fixed_strokes = self.fixed_strokes or any("non-scaling-stroke" in value for value in kept.values())
        self.scaled = self.scaled or SCALES.search(kept.get("transform", "")) is not None
        sized = local == "use" and "%" in kept.get("width", "") + kept.get("height", "")
        self.styled = self.styled or sized or local in ("style", *REPAIRED) or any(map(_is_styled, kept.items()))
        if not self._skipped:
            self.out.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def _root(self, local: str, attributes: dict[str, str]) -> dict[str, str]:
        """Return the attributes of the root element with the output size."""
        if local != "svg":
            raise ValueError("it is not an SVG drawing")
        if "transform" in attributes:
            raise ValueError("its root element has a transform: put it on a group in it")
        self.size, box = _root_dimensions(attributes)
        if self.output_size is None:
            raise _RootReadError
        width, height = map(str, self.output_size)
        return {**attributes, "viewBox": box, "width": width, "height": height}

    def _end(self, name: str) -> None:
        if not self._skipped:
            self.out.append(f"</{name}>")
        elif len(self._open) == self._skipped:
            self._skipped = 0
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and self._open[-1] == "style":
            _check_style(text)
        if self._skipped and text.strip() and self._open[self._skipped - 1] in TEXT_ELEMENTS:
            raise ValueError("it holds text, which needs fonts: turn the text into paths")
        if not self._skipped:
            self.out.append(escape(text))

    def _entity(self, name: str, parameter: int, value: str | None, *outside: str | None) -> None:
        if value is None or any(outside):
            raise ValueError(f"the entity {name} stands for another file")
        if parameter or "&" in value or "%" in value or len(value) > MAX_ENTITY:
            raise ValueError(f"the entity {name} is made of others, or too long")


def _local_name(name: str) -> str:
    return name.rpartition(":")[2]


def _is_kept(element: str, key: str, value: str) -> bool:
    """Return whether an attribute is written. Raises ValueError for an external reference or a script."""
    name = _local_name(key)
    if name.lower().startswith("on"):
        raise ValueError(f"it holds a script, under {key}")
    _check_style(value)
    if name == "base":
        return False
    if name not in ("href", "src"):
        return True
    # A link has no effect in an image.
    if element == "a" or value.lstrip().startswith("#"):
        return element != "a"
    if DATA.match(value.lstrip()):
        return True
    raise ValueError(f"it refers to another file: {value.strip()[:60]}")


def _is_styled(attribute: tuple[str, str]) -> bool:
    """Return whether an attribute has CSS that the drawer cannot read."""
    name, value = attribute
    if name in COLORS:
        return CERTAIN.fullmatch(value) is None
    if name == "style":
        uncertain = (found for found in DECLARED.finditer(value) if not CERTAIN.fullmatch(found["color"]))
        return STYLED.search(PLAIN.sub("", value)) is not None or next(uncertain, None) is not None
    return "(" in value and name not in UNSTYLED and "(" in PLAIN.sub("", value)


def _check_style(text: str) -> None:
    if match := EXTERNAL.search(NAMESPACE.sub("", text)):
        raise ValueError(f"it refers to another file: {text[match.start() :][:60]}")


def _root_dimensions(attributes: dict[str, str]) -> tuple[tuple[float, float], str]:
    """Return the size in CSS pixels and the ``viewBox``. Raises ValueError."""
    view_box = attributes.get("viewBox", "")
    sides = [float(side) for side in view_box.replace(",", " ").split()]
    if view_box and (len(sides) != 4 or min(sides[2:]) <= 0):
        raise ValueError(f"its viewBox is not four numbers: {view_box[:40]}")
    width, height = (_pixels(attributes.get(side, "")) for side in ("width", "height"))
    if sides:
        ratio = sides[2] / sides[3]
        width = width or (height * ratio if height else sides[2])
        height = height or width / ratio
    if not width or not height or not (1e-3 < width < 1e6 and 1e-3 < height < 1e6 and 1e-3 < width / height < 1e3):
        raise ValueError("it has no usable size: add width, height and viewBox to its <svg> element")
    return (width, height), view_box or f"0 0 {width:g} {height:g}"


def _pixels(text: str) -> float:
    """Return a length in CSS pixels; 0 for no length, or one relative to the surroundings."""
    match = LENGTH.fullmatch(text)
    return float(match[1]) * 10 ** int(match[2] or 0) * UNITS[match[3] or ""] if match else 0.0
