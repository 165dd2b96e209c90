"""Reading packs of platforms, and finding platforms by name, group or size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from memegen.core.diagnostics import Where, expected
from memegen.core.numbers import parse_whole
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Platform
from memegen.model.post_limits import PostLimits
from memegen.model.values import parse_flag
from memegen.rendering.formats import FORMATS
from memegen.scene.geometry import Insets, Size
from memegen.scene.lengths import Units, parse_length
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar, Sequence
from memegen.template.reader import Reader

PLATFORM_KEYS = {
    "name": "its name for people; default: its key",
    "size": "width and height, `[1080, 1350]`, in pixels; with a `dpi` also in mm, cm, in or pt, `[57mm, 57mm]`",
    "safe": "what its interface or crop covers: top, right, bottom, left, in pixels or in mm, cm, in, pt; default: 0",
    "dpi": "for print: pixels per inch, 1 to 2400; lengths may then be in mm, cm, in and pt; default: none",
    "bytes": "maximum size of a file, in bytes; default: no limit",
    "formats": "file formats, the best for photos first; default: `[jpeg, png]`",
    "pixels": "the most pixels that it takes",
    "alt": "maximum length of the alternative text, in characters; default: no limit",
    "caption": "maximum length of the text of a post, in characters; default: no limit",
    "hashtags": "maximum number of hashtags in a post; default: no limit",
    "media": "maximum number of graphics in a post; of a platform for documents, of pages; default: no limit",
    "link": "characters of the `caption` that an address counts as, e.g. 23; default: its own",
    "wide": "characters of the `caption` that an emoji or a character of East Asia counts as; default: 1",
    "circle": "yes if the graphic is shown in a circle; default: no",
    "transparent": "yes if it keeps transparency; default: no",
    "why": "why the figures are as they are",
    "doubt": "yes if sources disagree on a figure; default: no",
    "group": "the name for its network's platforms together; default: its key up to the first hyphen",
    "groups": "further groups that it is in",
}
POST_KEYS = ("caption", "hashtags", "media", "link", "wide")
# Maximum side of a canvas, in pixels, and maximum number of its pixels; a rendering needs memory for two canvases.
MAX_SIDE, MAX_PIXELS = 12_000, 80_000_000
# Maximum resolution, in pixels an inch: that of imagesetters.
MAX_DPI = 2400
# A name is part of file names, and must not look like an option, a size or a group; maximum length in characters.
NAME, MAX_NAME = lazy_pattern(r"[^\W_](?:[^\W_]|-)*"), 40
NAME_HINT = f"use letters, digits and hyphens, at most {MAX_NAME}, such as my-poster"
CUSTOM = lazy_pattern(r"(\d{1,9})\s*[x×]\s*(\d{1,9})", re.IGNORECASE)
# Other words in names of platforms, and those that names here have; used for hints only.
SYNONYMS = {"twitter": "x", "fb": "facebook", "ig": "instagram", "yt": "youtube", "stories": "story", "reels": "reel"}
PAPER = lazy_pattern(r"[\d.]+(mm|cm|in|pt)")
SIZE_HINT = "give width and height in pixels, such as [1080, 1350]"


def read_platforms(node: Node) -> dict[str, Platform]:
    """Return the platforms of a pack by name.

    Raises:
        DiagnosticError: all problems.
    """
    reader = Reader("platform-invalid")
    platforms: dict[str, Platform] = {}
    for name, body in reader.mapping(node, "platforms").items:
        if problem := _name_problem(name.text):
            reader.problem(name.where, problem, NAME_HINT)
        else:
            platforms[name.text] = _read_platform(reader, name.text, body)
    reader.finish()
    return platforms


def _name_problem(name: str) -> str:
    """Return why *name* cannot be the name of a platform; "" if it can."""
    if CUSTOM.fullmatch(name):
        return f"{name!r} cannot name a platform: it is a size"
    if name == "all":
        return "'all' cannot name a platform: it means every platform"
    return "" if NAME.fullmatch(name) and len(name) <= MAX_NAME else f"{name!r} cannot name a platform"


def _read_platform(reader: Reader, name: str, node: Node) -> Platform:
    parts = dict(reader.entries(node, f"platform {name}", PLATFORM_KEYS))
    dpi = _dpi(reader, name, parts)
    size = _size(reader, name, parts, node, dpi)
    safe = _pixels(reader, name, parts, "safe", 4, "top, right, bottom and left, such as [48, 0, 48, 0]", dpi)
    if size and safe and (safe[0] + safe[2] >= size[1] or safe[1] + safe[3] >= size[0]):
        message = f"platform {name}: the insets leave nothing of the canvas"
        reader.problem(parts["safe"].where, message, "give pixels from each edge: top, right, bottom, left")
    size = size or (1, 1)

    def text(key: str) -> str:
        return reader.text(parts[key], key) if key in parts else ""

    def words(key: str, what: str) -> tuple[str, ...]:
        return tuple(reader.text(item, what) for item in reader.sequence(parts[key], what)) if key in parts else ()

    def flag(key: str) -> bool:
        return reader.value(parts[key], key, parse_flag, False) if key in parts else False

    formats = words("formats", "formats") or ("jpeg", "png")
    _check_formats(reader, name, parts.get("formats"))
    return Platform(
        name,
        text("name") or name,
        size[0],
        size[1],
        safe=Insets(*safe) if safe else Insets(),
        bytes=_number(reader, parts, "bytes"),
        formats=formats,
        alt=_number(reader, parts, "alt"),
        post=PostLimits(**{key: _number(reader, parts, key) for key in POST_KEYS if key in parts}),
        circle=flag("circle"),
        transparent=flag("transparent"),
        why=text("why"),
        doubt=flag("doubt"),
        groups=(*words("groups", "groups"), text("group") or name.split("-")[0]),
        dpi=dpi,
    )


def _check_formats(reader: Reader, name: str, node: Node | None) -> None:
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar) and item.text not in FORMATS:
            hint = expected(item.text, FORMATS)
            reader.problem(item.where, f"platform {name}: unknown format {item.text!r}", hint)


def _dpi(reader: Reader, name: str, parts: Mapping[str, Node]) -> int:
    """Return the platform's pixels an inch, 0 for a screen; lengths on paper that lack it are one problem."""
    if "dpi" in parts:
        hint = f"dpi: {PLATFORM_KEYS['dpi']}"
        return reader.value(parts["dpi"], "dpi", lambda text: parse_whole(text, 1, MAX_DPI), MAX_DPI, hint)
    lists = (parts[key] for key in ("size", "safe") if key in parts)
    numbers = (item for node in lists if isinstance(node, Sequence) for item in node.items if isinstance(item, Scalar))
    paper = next((number for number in numbers if PAPER.fullmatch(number.text)), None)
    if not paper:
        return 0
    reader.problem(
        paper.where, f"platform {name}: {paper.text} needs a dpi", "add its pixels an inch, such as dpi: 300"
    )
    return 1


def _number(reader: Reader, parts: Mapping[str, Node], key: str) -> int:
    return reader.value(parts[key], key, parse_whole, 0, f"{key}: {PLATFORM_KEYS[key]}") if key in parts else 0


def _size(reader: Reader, name: str, parts: Mapping[str, Node], node: Node, dpi: int) -> tuple[int, ...]:
    """Return width and height in pixels; nothing, and a problem, if they are invalid."""
    if "size" not in parts:
        if isinstance(node, MappingNode):
            reader.problem(node.where, f"platform {name} has no size", SIZE_HINT)
        return ()
    size = _pixels(reader, name, parts, "size", 2, SIZE_HINT, dpi)
    if not size:
        return ()
    pixels = _number(reader, parts, "pixels")
    problem = size_problem(*size)
    if not problem and 0 < pixels < size[0] * size[1]:
        problem = f"a canvas of {size[0]}×{size[1]} pixels is more than the {pixels:,} that it takes"
    if problem:
        reader.problem(parts["size"].where, f"platform {name}: {problem}", SIZE_HINT)
    return () if problem else size


def _pixels(
    reader: Reader, name: str, parts: Mapping[str, Node], key: str, count: int, hint: str, dpi: int
) -> tuple[int, ...]:
    """Return *count* numbers of pixels; nothing, and a problem, if they are invalid."""
    if key not in parts:
        return ()
    before = len(reader.problems)
    items = reader.sequence(parts[key], "numbers")
    what = f"platform {name}, {key}"
    numbers = tuple(reader.value(item, what, lambda text: _parse_pixels(text, dpi), 0, hint) for item in items)
    if len(reader.problems) == before and len(items) != count:
        reader.problem(parts[key].where, f"platform {name}, {key}: expected {count} numbers, not {len(items)}", hint)
    return numbers if len(reader.problems) == before else ()


def _parse_pixels(text: str, dpi: int) -> int:
    """Return a number of pixels, written as such or as a length on paper."""
    return round(parse_length(text, Units(Size(1, 1), dpi)).px) if PAPER.fullmatch(text) else parse_whole(text)


def size_problem(width: int, height: int) -> str:
    """Return why there is no canvas of that size, in pixels; "" if there is."""
    if width < 1 or height < 1:
        return f"a canvas of {width}×{height} pixels holds nothing"
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        return f"a canvas of {width}×{height} pixels is too large; at most {MAX_SIDE} a side and {MAX_PIXELS:,} in all"
    return ""


def _hint(name: str, platforms: Iterable[str], groups: Iterable[str]) -> str:
    """Return the hint for an unknown platform: those with similar names, or else all."""
    spelling = "-".join(SYNONYMS.get(part, part) for part in name.split("-"))

    def similar(names: Iterable[str]) -> list[str]:
        return [other for other in names if spelling in other.split("-") or (len(spelling) > 2 and spelling in other)]

    listing = expected(spelling, [*platforms, *groups], "platforms")
    candidates = [*similar(platforms)[:3], *(f"{group} for all of them" for group in similar(groups)[:1])]
    if not candidates:
        return listing
    last = f" or {candidates[-1]}" if len(candidates) > 1 else candidates[0]
    return f"did you mean {', '.join(candidates[:-1])}{last}? see memegen platforms"


def find_platforms(names: tuple[str, ...], platforms: Mapping[str, Platform]) -> tuple[Platform, ...]:
    """Return the platforms for names, groups and sizes, e.g. ``1400x700``, each once, in that order.

    Args:
        names: the names, groups and sizes.
        platforms: all platforms by name.

    Raises:
        DiagnosticError: ``platform-unknown`` and ``platform-size-invalid``, for each that is unknown or invalid.
    """
    groups: dict[str, list[Platform]] = {"all": list(platforms.values())}
    for platform in platforms.values():
        for group in platform.groups:
            groups.setdefault(group, []).append(platform)
    found: dict[str, Platform] = {}
    reader = Reader()
    spellings = {name.lower(): name for name in (*groups, *platforms)}
    for text in names:
        # "Instagram Story" is instagram-story.
        normalized = "-".join(text.lower().replace("_", " ").split())
        name = spellings.get(normalized, text)
        if custom := CUSTOM.fullmatch(text.strip()):
            width, height = int(custom[1]), int(custom[2])
            if problem := size_problem(width, height):
                reader.problem(
                    Where(), problem, "write width x height in pixels, e.g. 1400x700", "platform-size-invalid"
                )
            else:
                title = f"{width}x{height}"
                found[title] = Platform(title, title, width, height, formats=("png", "jpeg", "webp"))
        elif name in platforms:
            found[name] = platforms[name]
        elif name in groups:
            found |= {platform.name: platform for platform in groups[name]}
        else:
            hint = _hint(normalized, platforms, groups)
            reader.problem(Where(), f"unknown platform {text!r}", hint, "platform-unknown")
    reader.finish()
    return tuple(found.values())
