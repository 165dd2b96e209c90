"""Variants of a logo for a background that it would vanish on: in one colour, or on a plate."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.images.photos import Photos
from memegen.scene.color import Color
from memegen.scene.effects import Tint
from memegen.scene.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

# Longer side of a variant, px: more than any logo on a canvas of 4096 px.
SIDE = 1200
# Maximum difference of luminance between the tones of a drawing of one colour.
ONE_TONE = 0.06
# Minimum fraction of a drawing that is transparent, so that its outline says what it is.
CLEAR = 0.08
# Padding of a plate as a fraction of the logo's shorter side, and radius of its corners as one of its own.
PADDING, RADIUS = 0.22, 0.14
# Times that the corners of a plate are drawn larger, for smooth edges.
OVERSAMPLING = 4


def is_silhouette(path: Path, photos: Photos) -> bool:
    """Return whether a logo is a drawing of one colour, which any other colour may replace.

    Raises:
        DiagnosticError: as :meth:`memegen.images.photos.Photos.facts` does.
    """
    tones = photos.tones(path)
    alpha = _whole(path, photos).convert("RGBA").getchannel("A")
    # Half transparent or more.
    clear = sum(alpha.histogram()[:128]) / (alpha.width * alpha.height)
    return bool(tones) and tones[-2] - tones[1] <= ONE_TONE and clear >= CLEAR


def recolored(path: Path, color: Color, photos: Photos) -> bytes:
    """Return a logo in one colour, a PNG with transparency. Raises DiagnosticError."""
    return _png(_whole(path, photos, Tint(color)))


def on_plate(path: Path, color: Color, photos: Photos) -> bytes:
    """Return a logo on a plate of a colour with round corners, a PNG. Raises DiagnosticError."""
    from PIL import Image as Images
    from PIL import ImageDraw
    from PIL.Image import Resampling

    logo = _whole(path, photos).convert("RGBA")
    pad = round(PADDING * min(logo.size))
    width, height = logo.width + 2 * pad, logo.height + 2 * pad
    mask = Images.new("L", (width * OVERSAMPLING, height * OVERSAMPLING))
    radius = RADIUS * min(mask.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius, fill=255)
    plate = Images.new("RGBA", (width, height), color.rgb)
    plate.alpha_composite(logo, (pad, pad))
    plate.putalpha(mask.resize((width, height), Resampling.LANCZOS))
    return _png(plate)


def _whole(path: Path, photos: Photos, *effects: Tint) -> Image:
    facts = photos.facts(path)
    scale = SIDE / max(facts.width, facts.height)
    # Pixels are not made up for a small image.
    scale = scale if facts.vector else min(1.0, scale)
    size = max(1, round(facts.width * scale)), max(1, round(facts.height * scale))
    return photos.plate(path, Box(0, 0, facts.width, facts.height), size, effects)


def _png(image: Image) -> bytes:
    data = BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
