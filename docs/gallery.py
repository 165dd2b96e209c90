"""Render the gallery of the bundled templates, sheets for their review, and the README's picture.

    python docs/gallery.py            everything
    python docs/gallery.py thank-you  only the sheets and the pictures of that template

The gallery is docs/gallery.md and the pictures in docs/gallery: each template in each brand, each of its variants in
the five shapes, with the examples of its fields. The README's picture is docs/pictures/readme.jpg. The sheets for
review are out/gallery/TEMPLATE.png, and the same as wide as a phone in out/gallery/phone: each shape, with a short, a
medium and a long text, over a light and a dark photo.
"""

from __future__ import annotations

import sys
from datetime import date

from card_sheet import BRANDS, ROOT, WHITE, example_shots, sheet
from readme_picture import write_readme_picture
from review_sheets import write_review

from memegen.renderer import Renderer

# The page, and the folder of its pictures; their height and gap, px, and their quality.
PAGE, GALLERY = ROOT / "docs" / "gallery.md", ROOT / "docs" / "gallery"
HEIGHT, GAP, QUALITY = 180, 6, 72
# Before the dates of all examples, so that nothing in a picture depends on the day.
TODAY = date(2027, 3, 1)
INTRODUCTION = """\
# Gallery

For coordinators who choose a template. At the end of this page you know what each of them looks like, in every shape.

Each template that comes with memegen is shown in two example brands: a row for each of its variants, in the five shape
classes, with the examples of its fields. The commands above an image render it. To change a template or write your own,
see [the tutorial](tutorial.md).

"""


def section(renderer: Renderer, template: str) -> str:
    """Return a template's part of the page: what it is for, and its picture in each brand below the command."""
    lines = [f"## {template}", f"{renderer.template(template).about}."]
    rows_of = {1: "one composition", 2: "two compositions", 3: "three compositions"}
    for brand in BRANDS:
        rows = example_shots(renderer, template, brand)
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
            rows = example_shots(renderer, template, brand)
            image = sheet(renderer, rows, HEIGHT, gap=GAP, ground=WHITE)
            image.save(GALLERY / f"{template}-{brand}.jpg", quality=QUALITY, optimize=True, progressive=True)
    names = renderer.catalog.names
    for file in GALLERY.glob("*.jpg"):
        if not any(file.name == f"{name}-{brand}.jpg" for name in names for brand in BRANDS):
            file.unlink()
    PAGE.write_text(INTRODUCTION + "".join(section(renderer, name) for name in names).rstrip() + "\n", "utf-8")


def main() -> None:
    """Write the gallery and the sheets of the templates given as arguments, or all and the README's picture."""
    renderer = Renderer(today=TODAY)
    templates = sys.argv[1:] or [*renderer.catalog.names]
    write_gallery(renderer, templates)
    if not sys.argv[1:]:
        write_readme_picture(renderer)
    write_review(renderer, templates)


if __name__ == "__main__":
    main()
