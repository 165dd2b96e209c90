"""The formats that pictures are written in, and the words that ask for them."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import expected, fail
from memegen.core.numbers import parse_whole
from memegen.scene.items import Group, Picture

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.model.entities import Platform
    from memegen.scene.items import Item
    from memegen.scene.scene import Scene

# Each with the suffix of its files.
SUFFIXES = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "avif": ".avif", "gif": ".gif"}
FORMATS = tuple(SUFFIXES)


def check_format(format: str) -> str:
    """The format meant by a word such as ``jpg``; "" for ``auto``. Raises DiagnosticError."""
    word = {"jpg": "jpeg", "auto": ""}.get(format.lower(), format.lower())
    if word and word not in FORMATS:
        raise fail("format-unknown", f"there is no format {format!r}", expected(format, FORMATS, "formats"))
    return word


def check_quality(text: str) -> int:
    """The quality that was asked for, 1 to 100; 0 for none in particular. Raises DiagnosticError."""
    if not text:
        return 0
    with suppress(ValueError):
        return parse_whole(text, 1, 100)
    raise fail("quality-invalid", f"the quality cannot be {text!r}", "give 1 to 100; 85 looks like the original")


def format_of(path: Path) -> str:
    """The format that a file's suffix names, "" for a file without one. Raises DiagnosticError for any other."""
    suffix = path.suffix.lower().removeprefix(".")
    word = "jpeg" if suffix == "jpg" else suffix
    if word and word not in FORMATS:
        hint = f"end the name with {', '.join(SUFFIXES.values())}; {expected(suffix, FORMATS, 'formats')}"
        raise fail("format-unknown", f"{path.name} names no format that is known", hint)
    return word


def saved(image: Image, format: str, **options: Any) -> bytes:
    """The file in *format*, one of :data:`memegen.rendering.formats.FORMATS`, without what the picture says of itself.

    *options* are those of Pillow's writer.
    """
    if image.info:
        # Pillow would write comments and profiles that it finds there.
        image = image.copy()
        image.info = {}
    file = BytesIO()
    # By a name's ending Pillow loads the one writer that is needed; by a format it loads them all.
    file.name = f"picture{SUFFIXES[format]}"
    image.save(file, **options)
    return file.getvalue()


# From this part of the canvas on, pictures make a card a photograph, which JPEG holds in far fewer bytes.
PHOTOGRAPHIC = 0.3


def choose_format(format: str, platform: Platform, scene: Scene) -> str:
    """The format asked for; otherwise JPEG for photographs and PNG for flat art, of what the platform takes."""
    if format:
        return format
    if platform.transparent:
        return "png"
    photographic = _pictured(scene.items) >= PHOTOGRAPHIC * scene.width * scene.height
    wanted = ("jpeg", "png") if photographic else ("png", "jpeg")
    return next((choice for choice in wanted if choice in platform.formats), platform.formats[0])


def _pictured(items: tuple[Item, ...]) -> float:
    """The largest area, in pixels, that one picture covers."""
    areas = [item.box.w * item.box.h for item in items if isinstance(item, Picture)]
    areas += [_pictured(item.items) for item in items if isinstance(item, Group)]
    return max(areas, default=0.0)
