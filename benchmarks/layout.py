"""Measure the layout of a quote with fonts that are loaded: ``python benchmarks/layout.py``.

All quotes differ, so that no run of them has been shaped before; each time is the median of many quotes. The table
compares that with the time that Pillow takes to measure the same quotes at one size.
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
    """Return different quotes of about *length* characters; a seed gives the same ones each time."""
    rng, words = random.Random(seed), TEXT.split()
    texts = []
    for _ in range(QUOTES):
        text = ""
        while len(text) < length - 4:
            text += f" {rng.choice(words)}{',' if rng.random() < 0.08 else ''}"
        texts.append(f"{text.strip().capitalize()}.")
    return texts


def timed(task: Callable[[str], object], texts: list[str]) -> float:
    """Return the median time of the task over the texts in milliseconds."""
    times = []
    for text in texts:
        start = perf_counter()
        task(text)
        times.append((perf_counter() - start) * 1000)
    return median(times)


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
