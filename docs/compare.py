"""Render the texts of the script sheets with memegen and with Chromium, and report the differences.

    python docs/compare.py               all languages
    python docs/compare.py ar ur         only those languages, or sheets

Both render each line at 40 px from the same font files, on the same baseline. The picture of a language in out/compare
has memegen, Chromium and the difference one below the other. The printed table has the difference in width of the ink,
and the fraction of the ink that differs at the best alignment to whole pixels. Needs Chromium: see docs/chromium.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, product
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from chromium import Line, balanced_lines, render_lines
from font_spans import font_spans
from specimens import SCRIPTS, SHEETS, texts

from memegen import Renderer
from memegen.rendering.rendered import Rendered
from memegen.scene.color import Color
from memegen.scene.items import Font, Text, translate_item
from memegen.scene.scene import Scene
from memegen.text.bidi.order import needs_bidi
from memegen.text.isolates import isolate_ranges

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.text.fonts import Library

OUT = Path(__file__).resolve().parents[1] / "out" / "compare"
SIZE, WIDTH, PITCH, X, RISE = 40, 2000, 150, 60, 60
# The picture in docs/specimens.md, and the lines in it.
PICTURE = SHEETS / "chromium.png"
SHOWN = {
    ("cy", "large"), ("vi", "large"), ("ar", "marks"), ("ur", "marks"), ("hi", "large"), ("th", "marks"),
    ("zh", "figures"), ("mixed he", "large"), ("mixed he", "large, told"), ("mixed ar", "body 2"),
    ("mixed ar", "body 2, told"), ("emoji en", "marks"), ("emoji en", "marks, told"),
}  # fmt: skip
# Font family of each language, which has all of its characters.
FACES = {
    "ar": "Noto Sans Arabic", "fa": "Noto Sans Arabic", "ur": "Noto Nastaliq Urdu", "he": "Noto Sans Hebrew",
    "hi": "Noto Sans Devanagari", "mr": "Noto Sans Devanagari", "bn": "Noto Sans Bengali", "ta": "Noto Sans Tamil",
    "th": "Noto Sans Thai", "ja": "Noto Sans JP", "zh": "Noto Sans SC", "ko": "Noto Sans KR", "bg": "Lora",
    "sr": "Lora", "vi": "Noto Sans", "el": "Noto Sans", "cy": "Anton", "pl": "Playfair Display", "cs": "Oswald",
}  # fmt: skip
HOME = "Inter"
FIELDS = ("large", "body", "figures", "marks", "quotes")
# Maximum length of a line, in characters.
LONGEST = 62
# Minimum difference of grey levels that counts; minimum grey level of ink; maximum offset in alignment, in pixels.
DIFFERS, FAINT, REACH = 96, 24, 2
# Width of the paragraph whose line breaks are compared, in pixels; the same as in the template `paragraph`.
BREAKS = 720
WHITE = Color(255, 255, 255)


@dataclass(frozen=True, slots=True)
class Case:
    """A line to compare: its sheet or language, its field, and the line for memegen and for Chromium."""

    name: str
    field: str
    text: Text
    line: Line


@dataclass(frozen=True, slots=True)
class Comparison:
    """Widths of the ink, in pixels; the fraction of it that differs; memegen's, Chromium's and the difference."""

    case: Case
    ours: int
    theirs: int
    differs: float
    pictures: tuple[Image, Image, Image]

    @property
    def percent(self) -> float:
        """Difference in width, in percent of Chromium's; positive if memegen's line is wider."""
        return 100 * (self.ours - self.theirs) / max(1, self.theirs)

    def row(self) -> str:
        label, difference = f"{self.case.name} | {self.case.field}", self.ours - self.theirs
        return f"| {label} | {self.theirs} | {difference:+d} | {self.percent:+.2f} | {self.differs:.1%} |"


def cases(renderer: Renderer, selected: list[str]) -> Iterator[Case]:
    """Yield lines of the script sheets; *selected* are languages and names of sheets, none for all."""
    for row in texts():
        language = str(row.values["language"])
        mixed = row.name in ("mixed", "emoji")
        if selected and not {language, row.name}.intersection(selected):
            continue
        family = HOME if mixed else FACES.get(language, HOME)
        name = f"{row.name} {language}" if mixed else language
        for field in FIELDS:
            parts = _parts(str(row.values.get(field, "")))
            for n, part in enumerate(parts if mixed else parts[:1], 1):
                yield from _cases(renderer, part, language, family, (name, f"{field} {n}" if n > 1 else field))


def _parts(words: str) -> list[str]:
    """Return a text in lines of at most LONGEST characters."""
    return wrap(words, LONGEST, break_long_words=False, break_on_hyphens=False)


def _cases(renderer: Renderer, words: str, language: str, family: str, label: tuple[str, str]) -> Iterator[Case]:
    name, field = label
    fonts = renderer.catalog.library()
    values = {"words": words, "language": language, "face": family}
    text = next(renderer.render("line", values).scene.texts())
    families = (family, *(face.font.family for face in fonts.fallbacks(Font(family), language)))
    case = Case(name, field, text, Line(_isolating(text.lines[0].text.rstrip()), language, families, SIZE))
    yield case
    if any(run.font.family != family for run in text.lines[0].runs):
        # Once more with the font and size of each run given to Chromium.
        line = replace(case.line, html=font_spans(case.line.text, language, family, SIZE, fonts))
        yield replace(case, field=f"{field}, told", line=line)


def _isolating(words: str) -> str:
    """Return a text with hashtags and addresses in isolating characters, because memegen isolates them."""
    for start, end in reversed(isolate_ranges(words) if needs_bidi(words) else []):
        words = f"{words[:start]}\u2068{words[start:end]}\u2069{words[end:]}"
    return words


def files(fonts: Library, folder: Path) -> Mapping[str, Path]:
    """Return a regular font file for each family; those in collections are extracted into *folder*."""
    from fontTools.ttLib import TTFont

    by_family = {}
    for family in fonts.list_families():
        record = fonts.face(Font(family.name)).record
        by_family[family.name] = record.file
        if record.file.suffix in (".ttc", ".otc"):
            by_family[family.name] = folder / f"{family.name}.ttf"
            TTFont(record.file, fontNumber=record.index).save(by_family[family.name])
    return by_family


def ours(renderer: Renderer, text: Text) -> Image:
    """Render a line with memegen, with its origin where Chromium's is."""
    line = text.lines[0]
    item = translate_item(text, X - line.x, PITCH - RISE - line.y)
    card = renderer.render("line", {"words": "x", "language": "en", "face": HOME}).card
    scene = Scene(WIDTH, PITCH, WHITE, (item,))
    return Rendered(card, scene, "png", 0, renderer.catalog.library(), renderer.photos).image.convert("L")


def compare(case: Case, mine: Image, theirs: Image) -> Comparison:
    """Compare two images of a line at the offset, in whole pixels, with the least difference."""
    from PIL import ImageChops

    def ink(image: Image) -> tuple[int, int]:
        box = ImageChops.invert(image).point(lambda value: 255 * (value > FAINT)).getbbox()
        return (box[0], box[2]) if box else (0, 0)

    def difference(offset: tuple[int, int]) -> Image:
        return ImageChops.difference(ImageChops.offset(mine, *offset), theirs)

    reach = range(-REACH, REACH + 1)
    dx, dy = min(product(reach, reach), key=lambda offset: (_count(difference(offset), DIFFERS), abs(offset[0])))
    shown = ImageChops.offset(mine, dx, dy)
    inked = _count(ImageChops.invert(ImageChops.darker(shown, theirs)), FAINT)
    differs = difference((dx, dy))
    (left, right), (start, end) = ink(mine), ink(theirs)
    share = _count(differs, DIFFERS) / max(1, inked)
    return Comparison(case, right - left, end - start, share, (shown, theirs, ImageChops.invert(differs)))


def _count(image: Image, threshold: int) -> int:
    """Return the number of pixels with a grey level above a threshold."""
    return sum(image.histogram()[threshold + 1 :])


def picture(found: list[Comparison]) -> Image:
    """Return one image of lines, each by memegen, by Chromium, and the difference."""
    from PIL import Image, ImageChops

    wide = max(max(one.ours, one.theirs) for one in found) + 2 * X
    rows: list[Image.Image] = []
    for one in found:
        box = ImageChops.invert(ImageChops.darker(*one.pictures[:2])).getbbox() or (0, 0, 1, 1)
        rows += [part.crop((0, max(0, box[1] - 4), wide, box[3] + 4)) for part in one.pictures]
    whole = Image.new("L", (wide, sum(row.height for row in rows)), 255)
    y = 0
    for n, row in enumerate(rows):
        # Differences are on grey.
        whole.paste(row.point(lambda value: value * 7 // 8) if n % 3 == 2 else row, (0, y))
        y += row.height
    return whole


def summary(every: list[Comparison]) -> Iterator[str]:
    """Yield a row for each language: number of lines, maximum differences of width and of ink."""
    kinds: dict[tuple[str, str], list[Comparison]] = {}
    for one in every:
        suffix = ", told" if one.case.field.endswith("told") else ""
        kinds.setdefault((one.case.name, suffix), []).append(one)
    for (name, suffix), found in kinds.items():
        wide = max((one.percent for one in found), key=abs)
        yield f"| {name}{suffix} | {len(found)} | {wide:+.2f} | {max(one.differs for one in found):.1%} |"


def breaks(renderer: Renderer, fonts: Mapping[str, Path]) -> None:
    """Print the line breaks of both in an English paragraph of equal width."""
    words = next(str(row.values["body"]) for row in texts() if row.values["language"] == "en")
    values = {"words": words, "language": "en", "face": HOME}
    print("\ntext-wrap: balance        ", " / ".join(balanced_lines(words, "en", HOME, SIZE, BREAKS, fonts)))
    lines = next(renderer.render("paragraph", values).scene.texts()).lines
    print("memegen                   ", " / ".join(line.text.strip() for line in lines))


def main() -> None:
    """Compare the languages given as arguments, or all."""
    os.environ["MEMEGEN_FONTS"] = ""
    selected = sys.argv[1:]
    renderer = Renderer([SCRIPTS])
    OUT.mkdir(parents=True, exist_ok=True)
    fonts = files(renderer.catalog.library(), OUT)
    every: list[Comparison] = []
    print("| | line | Chromium, px | memegen | % | ink that differs |\n| --- | --- | --: | --: | --: | --: |")
    for name, group in groupby(cases(renderer, selected), key=lambda case: case.name):
        lines = list(group)
        theirs = render_lines([case.line for case in lines], fonts, WIDTH, PITCH, X, RISE).image
        found = []
        for n, case in enumerate(lines):
            part = theirs.crop((0, n * PITCH, WIDTH, (n + 1) * PITCH))
            found.append(compare(case, ours(renderer, case.text), part))
            print(found[-1].row(), flush=True)
        picture(found).save(OUT / f"{name.replace(' ', '-')}.png")
        every += found
    if not selected:
        shown = [one for one in every if (one.case.name, one.case.field) in SHOWN]
        picture(shown).quantize(16).save(PICTURE, optimize=True)
    print("\n| | lines | most width, % | most ink |\n| --- | --: | --: | --: |")
    for row in summary(every):
        print(row)
    breaks(renderer, fonts)


if __name__ == "__main__":
    main()
