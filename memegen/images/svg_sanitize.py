"""SVG as written, checked and written anew, so that nothing is left in it that refers to anything outside."""

from __future__ import annotations

import re
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from memegen.core.regex import lazy_pattern

MOST_ELEMENTS, MOST_DEEP = 100_000, 128
# Drawing programs declare entities for the names of their formats, no longer than this.
LONGEST_ENTITY = 1000
LENGTH = lazy_pattern(r"\s*(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,2}))?\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")
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
# Pictures that may lie in a drawing itself.
DATA = lazy_pattern(r"data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)
OUTSIDE = lazy_pattern(r"""url\(\s*["']?\s*(?!["'#\s])|@import""", re.IGNORECASE)
WRITING = ("text", "tspan", "textPath", "tref", "flowRoot")


class _FoundError(Exception):
    """The root has been read."""


def size_of(data: bytes) -> tuple[float, float]:
    """Width and height of the drawing in CSS pixels, from its root alone. Raises ValueError."""
    copier = _Copier(None)
    try:
        copier.read(data)
    except _FoundError:
        return copier.size
    raise ValueError("it is no SVG drawing")


def cleaned(data: bytes, width: int, height: int) -> bytes:
    """The same drawing, *width* × *height* pixels large, without comments, entities, links.

    Raises ValueError with what is wrong: it is no XML, refers to something outside, holds scripts or text, or is
    nested without end.
    """
    copier = _Copier((width, height))
    copier.read(data)
    return "".join(copier.out).encode()


class _Copier:
    """Reads a drawing and writes what is harmless; stops after the root where no size is wanted."""

    def __init__(self, wanted: tuple[int, int] | None) -> None:
        self.wanted = wanted
        self.size = (0.0, 0.0)
        self.out: list[str] = []
        self._elements = 0
        self._inside: list[str] = []

    def read(self, data: bytes) -> None:
        """Raises ValueError."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise ValueError(f"line {error.lineno} is no good XML: {expat.ErrorString(error.code)}") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._inside.append(local)
        self._elements += 1
        if len(self._inside) > MOST_DEEP or self._elements > MOST_ELEMENTS:
            raise ValueError(f"it has more than {MOST_ELEMENTS:,} elements, or more than {MOST_DEEP} in one another")
        if len(self._inside) == 1:
            attributes = self._root(local, attributes)
        if local == "script":
            raise ValueError("it holds a script")
        if local in WRITING:
            raise ValueError("it holds text, which needs fonts: turn the text into paths")
        written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if _kept(local, key, value))
        self.out.append(f"<{name}{written}>")

    def _root(self, local: str, attributes: dict[str, str]) -> dict[str, str]:
        """The root's attributes with the size that is wanted."""
        if local != "svg":
            raise ValueError("it is no SVG drawing")
        self.size, box = _measured(attributes)
        if self.wanted is None:
            raise _FoundError
        width, height = map(str, self.wanted)
        return {**attributes, "viewBox": box, "width": width, "height": height}

    def _end(self, name: str) -> None:
        self._inside.pop()
        self.out.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if self._inside and self._inside[-1] == "style":
            _check_style(text)
        self.out.append(escape(text))

    def _entity(self, name: str, parameter: int, value: str | None, *outside: str | None) -> None:
        if value is None or any(outside):
            raise ValueError(f"the entity {name} stands for another file")
        if parameter or "&" in value or "%" in value or len(value) > LONGEST_ENTITY:
            raise ValueError(f"the entity {name} is made of others, or too long")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _kept(element: str, key: str, value: str) -> bool:
    """Whether an attribute is written. Raises ValueError for one that reaches outside, or is a script."""
    name = _local(key)
    if name.lower().startswith("on"):
        raise ValueError(f"it holds a script, under {key}")
    _check_style(value)
    if name == "base":
        return False
    if name not in ("href", "src"):
        return True
    # A link is to be clicked on, which nobody can.
    if element == "a" or value.lstrip().startswith("#"):
        return element != "a"
    if DATA.match(value.lstrip()):
        return True
    raise ValueError(f"it refers to something outside: {value.strip()[:60]}")


def _check_style(text: str) -> None:
    if found := OUTSIDE.search(text):
        raise ValueError(f"it refers to something outside: {text[found.start() :][:60]}")


def _measured(attributes: dict[str, str]) -> tuple[tuple[float, float], str]:
    """The size in pixels, and the part of the plane that is shown. Raises ValueError."""
    written = attributes.get("viewBox", "")
    sides = [float(side) for side in written.replace(",", " ").split()]
    if written and (len(sides) != 4 or min(sides[2:]) <= 0):
        raise ValueError(f"its viewBox is no box: {written[:40]}")
    width, height = (_pixels(attributes.get(side, "")) for side in ("width", "height"))
    if sides:
        ratio = sides[2] / sides[3]
        width = width or (height * ratio if height else sides[2])
        height = height or width / ratio
    if not width or not height or not (1e-3 < width < 1e6 and 1e-3 < height < 1e6 and 1e-3 < width / height < 1e3):
        raise ValueError("it says no size that can be drawn: give it width, height and viewBox")
    return (width, height), written or f"0 0 {width:g} {height:g}"


def _pixels(text: str) -> float:
    """A length in pixels; 0 where there is none, or one that depends on what is around the drawing."""
    found = LENGTH.fullmatch(text)
    return float(found[1]) * 10 ** int(found[2] or 0) * UNITS[found[3] or ""] if found else 0.0
