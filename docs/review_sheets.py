"""Sheets for review: each template in each shape, with a short, a medium and a long text, on light and dark photos."""

from __future__ import annotations

import sys

from card_sheet import PHOTOS, ROOT, SHAPES, Shot, example_shots, sheet

from memegen.core.diagnostics import DiagnosticError
from memegen.renderer import Renderer

OUT = ROOT / "out" / "gallery"
LIGHT, DARK = str(PHOTOS / "shore.jpg"), str(PHOTOS / "street.jpg")
# Height of the pictures of a sheet, and their width on a phone, px.
HEIGHT, PHONE_WIDTH = 400, 390
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


def shots(renderer: Renderer, template: str) -> list[list[Shot]]:
    """Return rows of shots: per shape class three texts over a light photo, three over a dark one."""
    fields = renderer.template(template).fields
    if template not in TEXTS and not {"quote", "by", "role"} <= fields.keys():
        return example_shots(renderer, template, "keep-it-open")
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


def write_review(renderer: Renderer, templates: list[str]) -> None:
    """Write the sheets of templates, at full size and as wide as a phone."""
    (OUT / "phone").mkdir(parents=True, exist_ok=True)
    for template in templates:
        rows = shots(renderer, template)
        sheet(renderer, rows, height=HEIGHT).save(OUT / f"{template}.png")
        sheet(renderer, rows, width=PHONE_WIDTH).save(OUT / "phone" / f"{template}.png")
        sys.stdout.write(f"{OUT.relative_to(ROOT) / template}.png\n")
