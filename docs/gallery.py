"""Render contact sheets for the review of the bundled templates, and the README's picture.

Each template in each shape class, with a short, a medium and a long text, over a light and a dark photo:

    python docs/gallery.py            writes out/gallery/TEMPLATE.png, the same in phone/, and docs/pictures/readme.jpg
    python docs/gallery.py thank-you  only that template
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from memegen.renderer import Renderer

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "gallery"
PHOTOS = ROOT / "assets" / "photos"
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
LIGHT, DARK = str(PHOTOS / "shore.jpg"), str(PHOTOS / "street.jpg")
# Height of the pictures of a sheet, their width on a phone, and the gap between them; in pixels.
HEIGHT, PHONE_WIDTH, GAP = 400, 390, 12
GREY = (136, 136, 136)

DOUGLASS = {"by": "Frederick Douglass", "role": "West India Emancipation, 1857"}
QUOTES = (
    {"quote": "Ye are *many* — they are few.", "by": "Percy Bysshe Shelley", "role": "The Masque of Anarchy, 1819"},
    {
        "quote": "Those who profess to favor freedom, and yet depreciate *agitation*, are men who want crops without "
        "plowing up the ground.",
        **DOUGLASS,
    },
    {
        "quote": "Those who profess to favor freedom, and yet depreciate agitation, are men who want crops without "
        "plowing up the ground. They want rain without thunder and lightning. They want the ocean without the "
        "*awful roar* of its many waters. This struggle may be a moral one; or it may be physical.",
        **DOUGLASS,
    },
)
TEXTS: dict[str, tuple[dict[str, str], ...]] = {
    "hashtag": (
        {"hashtag": "#KeepItOpen", "line": "Every library", "when": "Saturday"},
        {"hashtag": "#GrownInMillbrook", "line": "Every library in Millbrook", "when": "Saturday 12 March"},
        {
            "hashtag": "#SaveOurLibrariesAndKeepThemOpen",
            "line": "Meet on the town hall steps",
            "when": "12 March, 11 am",
        },
    ),
    "thank-you": (
        {"to": "Leeds", "why": ""},
        {"to": "Newcastle upon Tyne", "why": "the 31st branch to vote to keep it open"},
        {"to": "Everyone who queued in the rain at Millbrook", "why": "for the longest queue that anyone remembers"},
    ),
    "meme-classic": (
        {"top": "Libraries", "bottom": "Open"},
        {"top": "They said nobody reads", "bottom": "The queue says otherwise"},
        {
            "top": "When the council says that nobody uses the library any more and that it has to go",
            "bottom": "And there is a queue of two hundred people round the block on a Tuesday",
        },
    ),
}


@dataclass(frozen=True)
class Shot:
    """A picture of a sheet: template, platform, values and brand."""

    template: str
    platform: str
    values: dict[str, str]
    brand: str = ""


def shots(renderer: Renderer, template: str) -> list[list[Shot]]:
    """Return rows of shots: per shape class three texts over a light photo, three over a dark one."""
    fields = renderer.template(template).fields
    texts = TEXTS.get(template, QUOTES)
    photos = (LIGHT, DARK) if "photo" in fields and not fields["photo"].required else ("", "")
    grounds = ("", "") if photos[0] else ("", "paper")
    if template == "thank-you":
        photos, grounds = ("", str(PHOTOS / "portrait.jpg")), ("", "cool")
    rows = []
    for platform in SHAPES:
        halves = []
        for photo, ground in zip(photos, grounds, strict=True):
            extra = {name: value for name, value in (("photo", photo), ("ground", ground)) if value}
            halves.append([Shot(template, platform, {**text, **extra}) for text in texts])
        # Narrow shapes are in one row, wide ones in two.
        rows += halves if platform in ("x-post", "x-header") else [[*halves[0], *halves[1]]]
    return rows


def sheet(renderer: Renderer, rows: list[list[Shot]], height: int = 0, width: int = 0) -> Image.Image:
    """Return an image of rows of shots, each *width* pixels wide or else *height* pixels high."""
    lines = []
    for row in rows:
        pictures = []
        for shot in row:
            platform = renderer.catalog.pick([shot.platform])[0]
            picture = renderer.render(shot.template, shot.values, platform, shot.brand).image.convert("RGB")
            scale = width / picture.width if width else height / picture.height
            size = round(picture.width * scale), round(picture.height * scale)
            pictures.append(picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3))
        lines.append(pictures)
    sheet_width = max(sum(picture.width + GAP for picture in line) for line in lines) - GAP
    sheet_height = sum(max(picture.height for picture in line) + GAP for line in lines) - GAP
    image = Image.new("RGB", (sheet_width, sheet_height), GREY)
    y = 0
    for line in lines:
        x = 0
        for picture in line:
            image.paste(picture, (x, y))
            x += picture.width + GAP
        y += max(picture.height for picture in line) + GAP
    return image


def readme(renderer: Renderer) -> Image.Image:
    """Return the README's picture: graphics of a campaign in several shapes and brands."""
    douglass = {"quote": "If there is no *struggle*, there is no progress.", **DOUGLASS}
    stairs = {
        "quote": "I do not wish them to have power over men; but *over themselves*.",
        "by": "Mary Wollstonecraft",
        "role": "A Vindication of the Rights of Woman, 1792",
        "focus": "0.3 0.5",
    }
    crowd = str(ROOT / "assets" / "drawn" / "crowd.jpg")
    garden = {"quote": "Il faut cultiver notre *jardin*.", "by": "Voltaire", "role": "Candide, 1759", "ground": "paper"}
    rows = [
        [
            Shot("quote-photo", "x-post", {**douglass, "photo": crowd, "focus": "0.7 0.55", "tone": "none"}),
            Shot("thank-you", "instagram-square", {"to": "Durham", "why": "the 31st branch to vote to keep it open"}),
            Shot("quote-split", "instagram-square", stairs),
        ],
        [
            Shot("hashtag", "instagram-square", {"line": "Every library in Millbrook", "when": "12 March"}),
            Shot("quote-plain", "instagram-square", QUOTES[0]),
            Shot("quote-split", "x-post", {**garden, "photo": str(PHOTOS / "citrus.jpg")}, "millbrook-food-coop"),
        ],
    ]
    return sheet(renderer, rows, height=440)


def main() -> None:
    """Write the sheets of the templates given as arguments, or all."""
    renderer = Renderer()
    templates = sys.argv[1:]
    (OUT / "phone").mkdir(parents=True, exist_ok=True)
    for template in templates or renderer.catalog.names:
        rows = shots(renderer, template)
        sheet(renderer, rows, height=HEIGHT).save(OUT / f"{template}.png")
        sheet(renderer, rows, width=PHONE_WIDTH).save(OUT / "phone" / f"{template}.png")
        sys.stdout.write(f"{OUT.relative_to(ROOT) / template}.png\n")
    if not templates:
        picture = ROOT / "docs" / "pictures" / "readme.jpg"
        picture.parent.mkdir(exist_ok=True)
        readme(renderer).save(picture, quality=86, subsampling=0)
        sys.stdout.write(f"{picture.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
