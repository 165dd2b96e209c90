"""Sets the texts of the script sheets with memegen and with Chromium, and says where the two differ.

    python docs/compare.py               all languages
    python docs/compare.py ar ur         only those, or sheets of these names

Each line is set by both at 40 px from the same font files, on one baseline. out/compare has a picture for each
language, memegen over Chromium over the difference, and its table is printed: how much the ink's width differs, and how
much of the ink differs at the best alignment to whole pixels. Needs Chromium: see docs/chromium.py.
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

from chromium import Line, balanced, set_lines
from specimens import SCRIPTS, SHEETS, texts
from told import told

from memegen import Renderer
from memegen.renderer import Rendered
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
# The lines of the picture in docs/specimens.md.
PICTURE = SHEETS / "chromium.png"
SHOWN = {
    ("cy", "large"), ("vi", "large"), ("ar", "marks"), ("ur", "marks"), ("hi", "large"), ("th", "marks"),
    ("zh", "figures"), ("mixed he", "large"), ("mixed he", "large, told"), ("mixed ar", "body 2"),
    ("mixed ar", "body 2, told"), ("emoji en", "marks"), ("emoji en", "marks, told"),
}  # fmt: skip
# What a language is compared in: a family that has all of it, so that no other comes in.
FACES = {
    "ar": "Noto Sans Arabic", "fa": "Noto Sans Arabic", "ur": "Noto Nastaliq Urdu", "he": "Noto Sans Hebrew",
    "hi": "Noto Sans Devanagari", "mr": "Noto Sans Devanagari", "bn": "Noto Sans Bengali", "ta": "Noto Sans Tamil",
    "th": "Noto Sans Thai", "ja": "Noto Sans JP", "zh": "Noto Sans SC", "ko": "Noto Sans KR", "bg": "Lora",
    "sr": "Lora", "vi": "Noto Sans", "el": "Noto Sans", "cy": "Anton", "pl": "Playfair Display", "cs": "Oswald",
}  # fmt: skip
HOME = "Inter"
FIELDS = ("large", "body", "figures", "marks", "quotes")
LONGEST = 62
# Ink that differs by more than this much of 255 is counted; ink fainter than FAINT is none. How far lines are moved.
DIFFERS, FAINT, REACH = 96, 24, 2
# The width of the paragraph whose breaks are compared, in pixels: as the template `paragraph` has it.
BREAKS = 720
WHITE = Color(255, 255, 255)


@dataclass(frozen=True, slots=True)
class Case:
    """A line to be compared: its language or sheet, what it is of that, and how either sets it."""

    name: str
    field: str
    text: Text
    line: Line


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison found: widths of ink in pixels, the part of the ink that differs, the pictures."""

    case: Case
    ours: int
    theirs: int
    differs: float
    pictures: tuple[Image, Image, Image]

    @property
    def percent(self) -> float:
        """How much wider memegen sets it, in percent."""
        return 100 * (self.ours - self.theirs) / max(1, self.theirs)

    def row(self) -> str:
        called, by = f"{self.case.name} | {self.case.field}", self.ours - self.theirs
        return f"| {called} | {self.theirs} | {by:+d} | {self.percent:+.2f} | {self.differs:.1%} |"


def cases(renderer: Renderer, asked: list[str]) -> Iterator[Case]:
    """Every line of the script sheets, at most so long; of the mixed ones, and of emoji, in fonts that fall back."""
    for row in texts():
        language = str(row.values["language"])
        mixed = row.name in ("mixed", "emoji")
        if asked and not {language, row.name}.intersection(asked):
            continue
        family = HOME if mixed else FACES.get(language, HOME)
        name = f"{row.name} {language}" if mixed else language
        for field in FIELDS:
            parts = _parts(str(row.values.get(field, "")))
            for n, part in enumerate(parts if mixed else parts[:1], 1):
                yield from _cases(renderer, part, language, family, (name, f"{field} {n}" if n > 1 else field))


def _parts(words: str) -> list[str]:
    """The words in lines that have room."""
    return wrap(words, LONGEST, break_long_words=False, break_on_hyphens=False)


def _cases(renderer: Renderer, words: str, language: str, family: str, called: tuple[str, str]) -> Iterator[Case]:
    name, field = called
    fonts = renderer.catalog.library()
    values = {"words": words, "language": language, "face": family}
    text = next(renderer.render("line", values).scene.texts())
    families = (family, *(face.font.family for face in fonts.fallbacks(Font(family), language)))
    case = Case(name, field, text, Line(_isolating(text.lines[0].text.rstrip()), language, families, SIZE))
    yield case
    if any(run.font.family != family for run in text.lines[0].runs):
        # The same once more where Chromium is told which font each part is in, and how large.
        line = replace(case.line, html=told(case.line.text, language, family, SIZE, fonts))
        yield replace(case, field=f"{field}, told", line=line)


def _isolating(words: str) -> str:
    """The words with the marks that tell a browser to isolate hashtags and addresses, as memegen does unasked."""
    for start, end in reversed(isolate_ranges(words) if needs_bidi(words) else []):
        words = f"{words[:start]}\u2068{words[start:end]}\u2069{words[end:]}"
    return words


def files(fonts: Library, folder: Path) -> Mapping[str, Path]:
    """A font file for each family in its regular weight; faces of collections are taken out of them."""
    from fontTools.ttLib import TTFont

    found = {}
    for family in fonts.list_families():
        record = fonts.face(Font(family.name)).record
        found[family.name] = record.file
        if record.file.suffix in (".ttc", ".otc"):
            found[family.name] = folder / f"{family.name}.ttf"
            TTFont(record.file, fontNumber=record.index).save(found[family.name])
    return found


def ours(renderer: Renderer, text: Text) -> Image:
    """The line as memegen paints it, its origin where Chromium's is."""
    line = text.lines[0]
    item = translate_item(text, X - line.x, PITCH - RISE - line.y)
    card = renderer.render("line", {"words": "x", "language": "en", "face": HOME}).card
    return Rendered(renderer, card, Scene(WIDTH, PITCH, WHITE, (item,)), "png").image.convert("L")


def compared(case: Case, mine: Image, theirs: Image) -> Found:
    """The two at the whole-pixel offset at which they differ least."""
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
    return Found(case, right - left, end - start, share, (shown, theirs, ImageChops.invert(differs)))


def _count(image: Image, least: int) -> int:
    return sum(image.histogram()[least + 1 :])


def picture(found: list[Found]) -> Image:
    """The lines one below another, each by memegen, by Chromium, and what differs."""
    from PIL import Image, ImageChops

    wide = max(max(one.ours, one.theirs) for one in found) + 2 * X
    rows: list[Image.Image] = []
    for one in found:
        box = ImageChops.invert(ImageChops.darker(*one.pictures[:2])).getbbox() or (0, 0, 1, 1)
        rows += [part.crop((0, max(0, box[1] - 4), wide, box[3] + 4)) for part in one.pictures]
    whole = Image.new("L", (wide, sum(row.height for row in rows)), 255)
    y = 0
    for n, row in enumerate(rows):
        # What differs stands on grey.
        whole.paste(row.point(lambda value: value * 7 // 8) if n % 3 == 2 else row, (0, y))
        y += row.height
    return whole


def summary(every: list[Found]) -> Iterator[str]:
    """A row for each language: how many lines, the greatest difference of width, the greatest of ink."""
    kinds: dict[tuple[str, str], list[Found]] = {}
    for one in every:
        said = ", told" if one.case.field.endswith("told") else ""
        kinds.setdefault((one.case.name, said), []).append(one)
    for (name, said), found in kinds.items():
        wide = max((one.percent for one in found), key=abs)
        yield f"| {name}{said} | {len(found)} | {wide:+.2f} | {max(one.differs for one in found):.1%} |"


def breaks(renderer: Renderer, fonts: Mapping[str, Path]) -> None:
    """Print how either breaks Article 1 in English into lines of the same room."""
    words = next(str(row.values["body"]) for row in texts() if row.values["language"] == "en")
    values = {"words": words, "language": "en", "face": HOME}
    print("\ntext-wrap: balance        ", " / ".join(balanced(words, "en", HOME, SIZE, BREAKS, fonts)))
    lines = next(renderer.render("paragraph", values).scene.texts()).lines
    print("memegen                   ", " / ".join(line.text.strip() for line in lines))


def main() -> None:
    """Compare the languages asked for, or all."""
    os.environ["MEMEGEN_FONTS"] = ""
    asked = sys.argv[1:]
    renderer = Renderer([SCRIPTS])
    OUT.mkdir(parents=True, exist_ok=True)
    fonts = files(renderer.catalog.library(), OUT)
    every: list[Found] = []
    print("| | line | Chromium, px | memegen | % | ink that differs |\n| --- | --- | --: | --: | --: | --: |")
    for name, group in groupby(cases(renderer, asked), key=lambda case: case.name):
        lines = list(group)
        theirs = set_lines([case.line for case in lines], fonts, WIDTH, PITCH, X, RISE).image
        found = []
        for n, case in enumerate(lines):
            part = theirs.crop((0, n * PITCH, WIDTH, (n + 1) * PITCH))
            found.append(compared(case, ours(renderer, case.text), part))
            print(found[-1].row(), flush=True)
        picture(found).save(OUT / f"{name.replace(' ', '-')}.png")
        every += found
    if not asked:
        shown = [one for one in every if (one.case.name, one.case.field) in SHOWN]
        picture(shown).quantize(16).save(PICTURE, optimize=True)
    print("\n| | lines | most width, % | most ink |\n| --- | --: | --: | --: |")
    for row in summary(every):
        print(row)
    breaks(renderer, fonts)


if __name__ == "__main__":
    main()
