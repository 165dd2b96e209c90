"""How long it takes to lay out a quote, once the fonts are warm: ``python benchmarks/layout.py``.

Each quote is set in its own words, so that no run of it has been shaped before; each time is the median of many
quotes. For scale, Pillow's own measuring of the same quotes at one size stands beside it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from PIL import ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from memegen.core import environment
from memegen.scene.color import Color
from memegen.scene.items import Font
from memegen.text.fonts import Library
from memegen.text.style import Style
from memegen.text.typeset import set_text

TEXT = (
    "those who profess to favor freedom and yet depreciate agitation are people who want crops without plowing up the "
    "ground they want rain without thunder and lightning they want the ocean without the awful roar of its many waters "
    "this struggle may be a moral one or it may be physical but it must be a struggle power concedes nothing without a "
    "demand it never did and it never will"
)
QUOTES = 200


def quotes(length: int, seed: int) -> list[str]:
    """Different quotes of about *length* characters, the same each time."""
    chance, words = random.Random(seed), TEXT.split()
    found = []
    for _ in range(QUOTES):
        text = ""
        while len(text) < length - 4:
            text += f" {chance.choice(words)}{',' if chance.random() < 0.08 else ''}"
        found.append(f"{text.strip().capitalize()}.")
    return found


def timed(task: Callable[[str], object], texts: list[str]) -> float:
    """The median time of the task over the texts, in milliseconds."""
    spent = []
    for text in texts:
        start = perf_counter()
        task(text)
        spent.append((perf_counter() - start) * 1000)
    return median(spent)


def main() -> None:
    """Print a row for each length."""
    fonts = Library(environment.FONTS)
    style = Style(Font("Inter", 700), Color(0, 0, 0), 30, 120, leading=1.15)
    pillow = ImageFont.truetype(str(environment.FONTS / "Inter-700.ttf"), 60)
    for text in quotes(120, seed=1):
        set_text(text, style, 920, 620, fonts)
    sys.stdout.write("characters   layout, ms   against one Pillow getlength a line\n")
    for length in (53, 120, 320):
        texts = quotes(length, seed=length)
        ours = timed(lambda text: set_text(text, style, 920, 620, fonts), texts)
        lines = [set_text(text, style, 920, 620, fonts).lines for text in texts]
        theirs = timed(lambda line: pillow.getlength(line), ["".join(part.text for part in line) for line in lines])
        sys.stdout.write(f"{length:10}   {ours:10.2f}   × {ours / theirs:.1f}\n")


if __name__ == "__main__":
    main()
