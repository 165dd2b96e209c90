"""Sheets of cards: rows of pictures, each made of a template, a platform, values and a brand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from memegen.model.entities import Raw
from memegen.renderer import Renderer
from memegen.template.suitability import is_suited

ROOT = Path(__file__).resolve().parents[1]
PHOTOS = ROOT / "assets" / "photos"
BRANDS = ("keep-it-open", "millbrook-food-coop")
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
WHITE, GREY = (255, 255, 255), (136, 136, 136)
# Gap between pictures, px.
GAP = 12


@dataclass(frozen=True)
class Shot:
    """A picture of a sheet: template, platform, values and brand."""

    template: str
    platform: str
    values: Mapping[str, Raw]
    brand: str = ""
    variant: str = ""


def examples(renderer: Renderer, template: str, brand: str) -> dict[str, Raw]:
    """Return the example of each field that has one."""
    fields = renderer.template(template, brand).fields
    return {field.name: field.example for field in fields.values() if field.example}


def example_shots(renderer: Renderer, template: str, brand: str) -> list[list[Shot]]:
    """Return a row of shots for each variant: the shapes that the template is for, with the examples."""
    values, design = examples(renderer, template, brand), renderer.template(template)
    suits = [one for one in renderer.catalog.pick(SHAPES) if is_suited(design, one)]
    # A template for none of the five shapes is shown on its own platform.
    shapes = suits or renderer.catalog.pick([design.platform])
    return [
        [Shot(template, platform.name, values, brand, number) for platform in shapes]
        for number in variants(renderer, template)
    ]


def variants(renderer: Renderer, template: str) -> list[str]:
    """Return the numbers of a template's variants; "" alone if it has none."""
    return [str(number) for number in range(1, len(renderer.template(template).variants) + 1)] or [""]


def sheet(
    renderer: Renderer,
    rows: list[list[Shot]],
    height: int = 0,
    width: int = 0,
    gap: int = GAP,
    ground: tuple[int, int, int] = GREY,
) -> Image.Image:
    """Return an image of rows of shots, each *width* pixels wide or else *height* pixels high; strips half as high."""
    lines = []
    for row in rows:
        pictures = []
        for shot in row:
            platform = renderer.catalog.pick([shot.platform])[0]
            series = renderer.series(shot.template, shot.values, platform, shot.brand, variant=shot.variant)
            picture = next(iter(series)).image.convert("RGB")
            scale = width / picture.width if width else height / picture.height
            if not width and platform.shape == "strip":
                scale /= 2
            size = round(picture.width * scale), round(picture.height * scale)
            pictures.append(picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3))
        lines.append(pictures)
    sheet_width = max(sum(picture.width + gap for picture in line) for line in lines) - gap
    sheet_height = sum(max(picture.height for picture in line) + gap for line in lines) - gap
    image = Image.new("RGB", (sheet_width, sheet_height), ground)
    y = 0
    for line in lines:
        x = 0
        for picture in line:
            image.paste(picture, (x, y))
            x += picture.width + gap
        y += max(picture.height for picture in line) + gap
    return image
