"""The forms that a clip has, as a template names them: words, or path data."""

from __future__ import annotations

from memegen.layout.layers.motif import BRAND
from memegen.model.brand import Brand
from memegen.model.entities import Raw
from memegen.model.keys import Kind, ValueContext
from memegen.model.kinds import choice
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box, Length
from memegen.scene.motif import CLIPS, MOTIFS
from memegen.scene.motif import clip_outline as motif_clip
from memegen.scene.path import Outline, arch, map_outline, rectangle, tight_bounds

# Radius of a rounded clip without a radius, as a fraction of its shorter side.
ROUNDED = 1 / 8
WORDS = choice("none", "box", "rounded", *CLIPS, "brand")
# What path data begins with.
MOVES = ("M", "m")


def read_clip(raw: Raw, context: ValueContext) -> str | Outline:
    """Return the form of a clip: a word, or an outline in its own units.

    Raises:
        ValueError: *raw* is neither.
    """
    if isinstance(raw, str) and raw.strip().startswith(MOVES):
        # Imported here, for few templates have a path.
        from memegen.scene.path_data import parse_path

        return parse_path(raw.strip())
    return str(WORDS.parse(raw, context))


CLIP = Kind(
    f"{WORDS.name}, or path data",
    read_clip,
    {"anyOf": [*WORDS.schema["anyOf"], {"type": "string", "pattern": r"^\s*[Mm]"}]},
)


def clip_form(form: str | Outline, brand: Brand) -> str | Outline:
    """Return the form that a clip has with a brand: the box where its motif is of several pieces."""
    if form != BRAND:
        return form
    return brand.direction.motif if brand.direction.motif in CLIPS else "box"


def clip_outline(form: str | Outline, box: Box, radius: Length) -> Outline:
    """Return the outline of a clip.

    Args:
        form: Its form, but for ``none`` and ``brand``; an outline is stretched to the box.
        box: The box that is clipped, px.
        radius: Radius of the corners of ``box`` and ``rounded``; 0 for an eighth of the side of the latter.
    """
    match form:
        case tuple():
            own = tight_bounds(form)
            kx, ky = box.w / max(own.w, 1e-6), box.h / max(own.h, 1e-6)
            return map_outline(form, Affine(kx, 0, 0, ky, box.x - own.x * kx, box.y - own.y * ky))
        case "arch":
            return arch(box)
        case "circle" | "leaf" | "pear":
            ratio = MOTIFS[form]
            w, h = min(box.w, box.h * ratio), min(box.h, box.w / ratio)
            cx, cy = box.center
            return motif_clip(form, Box(cx - w / 2, cy - h / 2, w, h))
        case "rounded":
            return rectangle(box, radius.of(box.size.short) or box.size.short * ROUNDED)
        case _:
            return rectangle(box, radius.of(box.size.short))


def mirrored_clip(form: str | Outline) -> str | Outline:
    """Return the form with left and right swapped, if it is an outline."""
    return form if isinstance(form, str) else map_outline(form, Affine(xx=-1))
