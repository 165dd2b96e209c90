"""Reading how a brand directs a design: its voice, its photos, its texture, corners, emphasis and motif."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from memegen.core.diagnostics import closest_match
from memegen.model.brand import FontRole
from memegen.model.direction import CORNERS, EMPHASES, TEXTURES, TREATMENTS, Direction, PhotoTreatment
from memegen.scene.color import Color, parse_color
from memegen.scene.geometry import Size
from memegen.scene.lengths import Units, parse_length
from memegen.scene.motif import MOTIFS
from memegen.template.brand_fonts import Families, read_role
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar, Sequence
from memegen.template.reader import Reader

DIRECTION_KEYS = {
    "voice": "the font role `voice` for long quotes; default: `text` if that is a serif, else Lora",
    "photos": "how photos are treated: colour (the default), mono, duotone, tritone, poster, halftone",
    "texture": "the texture of `texture: brand`: none (the default), paper or riso",
    "corners": "the radius of `radius: brand`: square (the default), round, or a length",
    "emphasis": "how `emphasis-style: brand` shows *stars*: colour (the default), marker, underline or size",
    "motif": f"the shape of `motif: brand`, `frame: brand` and `clip: brand`: {', '.join(MOTIFS)}; default: circle",
}
PHOTO_KEYS = {
    "duotone": "two colours, for shadows and for highlights",
    "tritone": "three colours, shadows first",
    "poster": "two or more flat colours, shadows first",
    "halftone": "two colours, for the dots and for the paper",
    "dots": "the distance of the dots of a halftone, 1.1vmin by default",
}
# Minimum and maximum number of colours.
COLOR_COUNTS = {"duotone": (2, 2), "tritone": (3, 3), "poster": (2, 8), "halftone": (2, 2)}
# Words of other programs for a treatment.
SYNONYMS = {"color": "colour", "none": "colour", "grayscale": "mono", "greyscale": "mono", "monochrome": "mono"}
# Bundled families that carry a long quote; others by their names.
SERIFS = ("Lora", "Playfair Display")
SERIF_LEADING = 1.32
# Leading of long texts, em.
MIN_VOICE_LEADING, MAX_VOICE_LEADING = 1.28, 1.36
# Lengths are checked on any canvas.
CANVAS = Size(1080, 1080)


def read_direction(
    reader: Reader, parts: Mapping[str, Node], base: Direction, palette: Mapping[str, Color]
) -> Direction:
    """Return the direction of a brand file.

    Args:
        reader: takes the problems.
        parts: what the file has, by key.
        base: direction of the brand that this one extends.
        palette: colours by role.
    """

    def word(key: str, words: Collection[str], inherited: str) -> str:
        return read_word(reader, parts[key], key, words) or inherited if key in parts else inherited

    photos = _read_photos(reader, parts["photos"], palette) if "photos" in parts else base.photos
    corners = base.corners
    if "corners" in parts:
        hint = "write square, round or a length, e.g. 2vmin"
        corners = reader.value(parts["corners"], "corners", _parse_corners, corners, hint)
    return Direction(
        photos,
        word("texture", TEXTURES, base.texture),
        corners,
        word("emphasis", EMPHASES, base.emphasis),
        word("motif", MOTIFS, base.motif),
    )


def read_voice(
    reader: Reader,
    parts: Mapping[str, Node],
    inherited: Mapping[str, FontRole],
    fonts: Mapping[str, FontRole],
    families: Families | None,
) -> FontRole:
    """Return the font role for long quotes.

    Args:
        reader: takes the problems.
        parts: what the brand file has, by key.
        inherited: font roles of the brand that this one extends.
        fonts: font roles of this one.
        families: the families that exist; None not to check.
    """
    if node := parts.get("voice"):
        role = read_role(reader, node, "voice")
        if role.family and families is not None and role.family not in families:
            problem = f"voice: unknown font {role.family!r}"
            reader.problem(node.where, problem, families.hint(role.family))
        return role if role.leading != FontRole("").leading else replace(role, leading=SERIF_LEADING)
    given = fonts.get("voice")
    if given and given != default_voice(inherited):
        return given
    return default_voice(fonts)


def default_voice(fonts: Mapping[str, FontRole]) -> FontRole:
    """Return the voice of a brand that names none: its text role if that is a serif, else Lora."""
    text = fonts.get("text")
    if not text or not _is_serif(text.family):
        return FontRole("Lora", leading=SERIF_LEADING)
    leading = min(max(text.leading, MIN_VOICE_LEADING), MAX_VOICE_LEADING)
    return replace(text, case="none", leading=leading)


def _is_serif(family: str) -> bool:
    words = family.lower().split()
    return family in SERIFS or ("serif" in words and "sans" not in words)


def _read_photos(reader: Reader, node: Node, palette: Mapping[str, Color]) -> PhotoTreatment:
    """Return a treatment: a word, or a mapping of one of them to its colours."""
    default = PhotoTreatment()
    if not isinstance(node, MappingNode):
        return replace(default, name=read_word(reader, node, "photos", TREATMENTS, SYNONYMS) or default.name)
    parts = dict(reader.entries(node, "photos", PHOTO_KEYS))
    names = [name for name in parts if name in COLOR_COUNTS]
    if not names and len(parts) < len(node.items):
        # A key that is no treatment has been reported.
        return default
    if len(names) != 1:
        problem = f"photos: {' and '.join(names)} cannot both be" if names else "photos: no treatment is given"
        reader.problem(node.where, problem, f"give one of {', '.join(COLOR_COUNTS)}")
        return default
    name = names[0]
    colors = _read_colors(reader, parts[name], f"photos, {name}", COLOR_COUNTS[name], palette)
    if "dots" not in parts:
        return PhotoTreatment(name, colors)
    if name != "halftone":
        reader.problem(parts["dots"].where, f"photos: {name} has no dots", "give `halftone:` and its two colours")
    hint = "write a length, e.g. 1.1vmin"
    dots = reader.value(parts["dots"], "photos, dots", _checked_length, default.dots, hint)
    return PhotoTreatment(name, colors, dots)


def _read_colors(
    reader: Reader, node: Node, what: str, count: tuple[int, int], palette: Mapping[str, Color]
) -> tuple[str, ...]:
    """Return colours as written, each checked with the palette; none, for the default, where nothing is given."""
    if isinstance(node, Scalar) and not node.text:
        return ()
    entries = node.items if isinstance(node, Sequence) else (node,)
    minimum, maximum = count
    if not minimum <= len(entries) <= maximum:
        number = str(minimum) if minimum == maximum else f"{minimum} to {maximum}"
        reader.problem(
            node.where,
            f"{what}: expected {number} colours, not {len(entries)}",
            "write the colours as a list, e.g. [ink, paper]",
        )
        return ()
    return tuple(reader.value(entry, what, _checked_color(palette), "ink") for entry in entries)


def _checked_color(palette: Mapping[str, Color]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        parse_color(text, palette)
        return text

    return parse


def _checked_length(text: str) -> str:
    if parse_length(text, Units(CANVAS)).of(CANVAS.w) <= 0:
        raise ValueError(f"expected a length above 0, not {text!r}")
    return text


def _parse_corners(text: str) -> str:
    if text in CORNERS:
        return text
    if parse_length(text, Units(CANVAS)).of(CANVAS.w) < 0:
        raise ValueError(f"expected a length from 0 on, not {text!r}")
    return text


def read_word(
    reader: Reader, node: Node, what: str, words: Collection[str], synonyms: Mapping[str, str] | None = None
) -> str:
    """Return one of *words*; "" for none, and a problem where it is another."""
    text = node.text if isinstance(node, Scalar) else ""
    if isinstance(node, Scalar) and (not text or text in words):
        return text
    near = (synonyms or {}).get(text) or closest_match(text, list(words))
    hint = f"did you mean {near}?" if near else f"write one of them, e.g. {what}: {next(iter(words))}"
    found = f"not {text!r}" if text else "not a list or a mapping"
    reader.problem(node.where, f"{what}: expected one of {', '.join(words)}, {found}", hint)
    return ""
