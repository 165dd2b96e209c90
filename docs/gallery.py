"""Render the gallery of the bundled templates, sheets for their review, and the README's picture.

    python docs/gallery.py            everything
    python docs/gallery.py thank-you  only the sheets and the pictures of that template

The gallery is docs/gallery.md and the pictures in docs/gallery: each template in each brand, each of its variants in
the five shapes, with the examples of its fields. The README's picture is docs/pictures/readme.jpg. The sheets for
review are out/gallery/TEMPLATE.png, and the same as wide as a phone in out/gallery/phone: each shape, with a short, a
medium and a long text, over a light and a dark photo.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Raw
from memegen.renderer import Renderer

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "gallery"
PHOTOS = ROOT / "assets" / "photos"
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
LIGHT, DARK = str(PHOTOS / "shore.jpg"), str(PHOTOS / "street.jpg")
# Height of the pictures of a sheet, their width on a phone, and the gap between them; in pixels.
HEIGHT, PHONE_WIDTH, GAP = 400, 390, 12
GREY = (136, 136, 136)
# The gallery: its page, the folder of its pictures, the brands; the height of a picture, its quality, and the gap.
PAGE, GALLERY = ROOT / "docs" / "gallery.md", ROOT / "docs" / "gallery"
BRANDS = ("keep-it-open", "millbrook-food-coop")
GALLERY_HEIGHT, GALLERY_QUALITY, GALLERY_GAP = 180, 72, 6
TODAY = date(2027, 3, 1)
WHITE = (255, 255, 255)
# The README's picture: the first nine of these templates that there are, with variant, brand and values of their own.
README, README_PICTURE = ROOT / "README.md", ROOT / "docs" / "pictures" / "readme.jpg"
README_SIDE, README_COLUMNS, README_COUNT = 420, 3, 9
INTRODUCTION = """\
# The templates

Each template that comes with memegen, in the two houses of the examples: a row for each of its variants, in the five
shapes of canvas. All of it is made of the examples of the fields, by the command above each picture;
[the reference](reference.md) tells what to write into a template of your own.

"""

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
    values: Mapping[str, Raw]
    brand: str = ""
    variant: str = ""


def variants(renderer: Renderer, template: str) -> list[str]:
    """Return the numbers of a template's variants; "" alone if it has none."""
    return [str(number) for number in range(1, len(renderer.template(template).variants) + 1)] or [""]


def examples(renderer: Renderer, template: str, brand: str) -> dict[str, Raw]:
    """Return the example of each field that has one."""
    fields = renderer.template(template, brand).fields
    return {field.name: field.example for field in fields.values() if field.example}


def shots(renderer: Renderer, template: str) -> list[list[Shot]]:
    """Return rows of shots: per shape class three texts over a light photo, three over a dark one."""
    fields = renderer.template(template).fields
    if template not in TEXTS and not {"quote", "by", "role"} <= fields.keys():
        return gallery_shots(renderer, template, "keep-it-open")
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
            made = (Shot(template, platform, {**text, **extra}) for text in texts)
            halves.append([shot for shot in made if has_room(renderer, shot)])
        # Narrow shapes are in one row, wide ones in two.
        rows += halves if platform in ("x-post", "x-header") else [[*halves[0], *halves[1]]]
    return rows


def has_room(renderer: Renderer, shot: Shot) -> bool:
    """Return whether the template takes the text of a shot on its platform."""
    try:
        renderer.series(shot.template, shot.values, renderer.catalog.pick([shot.platform])[0], shot.brand)
    except DiagnosticError:
        return False
    return True


def gallery_shots(renderer: Renderer, template: str, brand: str) -> list[list[Shot]]:
    """Return a row of shots for each variant: the shapes that the template is for, with the examples."""
    values, only = examples(renderer, template, brand), renderer.template(template).only
    suits = [one for one in renderer.catalog.pick(SHAPES) if not only or {one.shape, one.name} & {*only}]
    # A template for none of the five shapes is shown on its own platform.
    shapes = suits or renderer.catalog.pick([renderer.template(template).platform])
    return [
        [Shot(template, platform.name, values, brand, number) for platform in shapes]
        for number in variants(renderer, template)
    ]


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


def readme_shots(renderer: Renderer) -> list[Shot]:
    """Return nine shots that differ at a glance: other templates, houses, grounds and photos."""
    douglass = {"quote": "If there is no *struggle*, there is no progress.", **DOUGLASS}
    crowd = {"photo": str(ROOT / "assets" / "drawn" / "crowd.jpg"), "focus": "0.7 0.55", "tone": "none"}
    garden = {"quote": "Il faut cultiver notre *jardin*.", "by": "Voltaire", "role": "Candide, 1759", "ground": "paper"}
    citrus = {"photo": str(PHOTOS / "citrus.jpg")}
    keep, mill = BRANDS
    wanted: list[tuple[str, dict[str, str], str, str]] = [
        ("quote-photo", {**douglass, **crowd}, keep, ""),
        ("thank-you", {"to": "Durham", "why": "the 31st branch to vote to keep it open"}, keep, ""),
        ("tally", {}, mill, "1"),
        ("event", {}, mill, ""),
        ("quote-word", {}, keep, ""),
        ("announce", {}, keep, ""),
        ("result", {}, keep, ""),
        ("cutout", {}, keep, ""),
        ("meme-caption", {}, keep, ""),
        ("quote-card", {}, mill, ""),
        ("quote-split", {**garden, **citrus}, mill, ""),
        ("quote-plain", QUOTES[0], keep, ""),
        ("hashtag", {"line": "Every library in Millbrook", "when": "12 March"}, keep, ""),
        ("quote-split", {"ground": "cool"}, keep, ""),
        ("tally", {}, keep, "2"),
        ("quote-plain", QUOTES[0], mill, ""),
    ]
    there = [one for one in wanted if one[0] in renderer.catalog.names][:README_COUNT]
    return [
        # A quotation is never joined to the speaker of the example.
        Shot(
            name,
            "instagram-square",
            {**({} if "quote" in values else examples(renderer, name, brand)), **values},
            brand,
            variant,
        )
        for name, values, brand, variant in there
    ]


def write_readme_picture(renderer: Renderer) -> None:
    """Write the README's picture, and what it shows into the README."""
    chosen = readme_shots(renderer)
    rows = [chosen[start : start + README_COLUMNS] for start in range(0, len(chosen), README_COLUMNS)]
    README_PICTURE.parent.mkdir(exist_ok=True)
    sheet(renderer, rows, README_SIDE, ground=WHITE).save(README_PICTURE, quality=84)
    shows = "Nine cards: " + ", ".join(
        f"{shot.template} for {renderer.catalog.brand(shot.brand).title}" for shot in chosen
    )
    link = f"![{shows}](docs/pictures/{README_PICTURE.name})"
    page = re.sub(r"!\[[^\]]*\]\(docs/pictures/readme\.jpg\)", link, README.read_text("utf-8"))
    README.write_text(page, "utf-8")


def section(renderer: Renderer, template: str) -> str:
    """Return a template's part of the page: what it is for, and its picture in each brand below the command."""
    lines = [f"## {template}", f"{renderer.template(template).about}."]
    rows_of = {1: "one composition", 2: "two compositions", 3: "three compositions"}
    for brand in BRANDS:
        rows = gallery_shots(renderer, template, brand)
        places = ",".join(shot.platform for shot in rows[0])
        commands = [
            f"memegen make {template} --example -b {brand} -p {places}"
            + f" --variant {row[0].variant}" * bool(row[0].variant)
            for row in rows
        ]
        house = renderer.catalog.brand(brand).title
        compositions = rows_of.get(len(rows), f"{len(rows)} compositions")
        shows = f"{template} for {house}: {compositions}, each in {len(rows[0])} shapes"
        lines += ["```text\n" + "\n".join(commands) + "\n```", f"![{shows}](gallery/{template}-{brand}.jpg)"]
    return "\n\n".join(lines) + "\n\n"


def write_gallery(renderer: Renderer, templates: list[str]) -> None:
    """Write the pictures of templates, and the page of all."""
    GALLERY.mkdir(exist_ok=True)
    for template in templates:
        for brand in BRANDS:
            rows = gallery_shots(renderer, template, brand)
            image = sheet(renderer, rows, GALLERY_HEIGHT, gap=GALLERY_GAP, ground=WHITE)
            image.save(GALLERY / f"{template}-{brand}.jpg", quality=GALLERY_QUALITY, optimize=True, progressive=True)
    names = renderer.catalog.names
    for file in GALLERY.glob("*.jpg"):
        if not any(file.name == f"{name}-{brand}.jpg" for name in names for brand in BRANDS):
            file.unlink()
    PAGE.write_text(INTRODUCTION + "".join(section(renderer, name) for name in names).rstrip() + "\n", "utf-8")


def main() -> None:
    """Write the gallery and the sheets of the templates given as arguments, or all and the README's picture."""
    # A day before the dates of all examples, so that nothing in a picture depends on the day.
    renderer = Renderer(today=TODAY)
    templates = sys.argv[1:] or [*renderer.catalog.names]
    (OUT / "phone").mkdir(parents=True, exist_ok=True)
    write_gallery(renderer, templates)
    if not sys.argv[1:]:
        write_readme_picture(renderer)
    for template in templates:
        rows = shots(renderer, template)
        sheet(renderer, rows, height=HEIGHT).save(OUT / f"{template}.png")
        sheet(renderer, rows, width=PHONE_WIDTH).save(OUT / "phone" / f"{template}.png")
        sys.stdout.write(f"{OUT.relative_to(ROOT) / template}.png\n")


if __name__ == "__main__":
    main()
