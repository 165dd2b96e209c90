"""The README's picture: nine graphics that differ at a glance."""

from __future__ import annotations

import re

from card_sheet import BRANDS, PHOTOS, ROOT, WHITE, Shot, examples, sheet

from memegen.renderer import Renderer

README, PICTURE = ROOT / "README.md", ROOT / "docs" / "pictures" / "readme.jpg"
# Height of a card, px, and the numbers of columns and of cards.
SIDE, COLUMNS, COUNT = 420, 3, 9
DOUGLASS = {
    "quote": "If there is no *struggle*, there is no progress.",
    "by": "Frederick Douglass",
    "role": "West India Emancipation, 1857",
}
SHELLEY = {
    "quote": "Ye are *many* — they are few.",
    "by": "Percy Bysshe Shelley",
    "role": "The Masque of Anarchy, 1819",
}


def readme_shots(renderer: Renderer) -> list[Shot]:
    """Return nine shots that differ at a glance: other templates, houses, grounds and photos."""
    crowd = {"photo": str(ROOT / "assets" / "drawn" / "crowd.jpg"), "focus": "0.7 0.55", "tone": "none"}
    garden = {"quote": "Il faut cultiver notre *jardin*.", "by": "Voltaire", "role": "Candide, 1759", "ground": "paper"}
    citrus = {"photo": str(PHOTOS / "citrus.jpg")}
    keep, mill = BRANDS
    wanted: list[tuple[str, dict[str, str], str, str]] = [
        ("quote-photo", {**DOUGLASS, **crowd}, keep, "3"),
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
        ("quote-plain", SHELLEY, keep, ""),
        ("hashtag", {"line": "Every library in Millbrook", "when": "12 March"}, keep, ""),
        ("quote-split", {"ground": "cool"}, keep, ""),
        ("tally", {}, keep, "2"),
        ("quote-plain", SHELLEY, mill, ""),
    ]
    there = [one for one in wanted if one[0] in renderer.catalog.names][:COUNT]
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
    rows = [chosen[start : start + COLUMNS] for start in range(0, len(chosen), COLUMNS)]
    PICTURE.parent.mkdir(exist_ok=True)
    sheet(renderer, rows, SIDE, ground=WHITE).save(PICTURE, quality=84)
    shows = "Nine graphics: " + ", ".join(
        f"{shot.template} for {renderer.catalog.brand(shot.brand).title}" for shot in chosen
    )
    link = f"![{shows}](docs/pictures/{PICTURE.name})"
    page = re.sub(r"!\[[^\]]*\]\(docs/pictures/readme\.jpg\)", link, README.read_text("utf-8"))
    README.write_text(page, "utf-8")
