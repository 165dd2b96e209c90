"""Measure the painting of a fitted quote against Pillow's own text in the same run.

    python benchmarks/paint_text.py [ROUNDS]

The quote is set by the template quote-plain at 1080×1080. The tasks alternate, so that a machine whose speed
drifts slows all of them alike. Prints the median and the minimum of each in milliseconds, and the ratio of the medians
to Pillow's; on a busy machine the minimum is the better figure.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFont

import memegen
from memegen.core.environment import FONTS
from memegen.rendering.canvas import Canvas
from memegen.rendering.placed_run import place_runs
from memegen.rendering.rasterize import rasterize
from memegen.rendering.text import paint_text
from memegen.scene.affine import IDENTITY
from memegen.scene.items import Text
from memegen.scene.window import Window
from memegen.text.fonts import Library

QUOTE = (
    "If there is no struggle, there is no progress. Power concedes nothing without a demand. "
    "It never did and it never will."
)
SIDE = 1080


def tasks(text: Text, fonts: Library) -> dict[str, Callable[[], object]]:
    """Return the tasks to measure, by name."""
    window = Window(0, 0, SIDE, SIDE)
    face = fonts.face(text.lines[0].runs[0].font)
    own = ImageFont.truetype(str(face.record.file), text.size)
    canvas = Canvas(window, Image.new("RGB", window.size))

    def pillow() -> None:
        draw = ImageDraw.Draw(Image.new("L", window.size))
        for line in text.lines:
            draw.text((line.x, line.y), line.text, 255, own, anchor="ls")

    return {
        "Pillow's text, as a mask": pillow,
        "the glyphs' mask": lambda: rasterize(
            [glyph for run in place_runs(text, IDENTITY, fonts) for glyph in run.glyphs], window
        ),
        "the mask laid on": lambda: paint_text(canvas, text, IDENTITY, fonts),
    }


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    texts = memegen.render(template="quote-plain", platform=f"{SIDE}x{SIDE}", quote=QUOTE).scene.texts()
    text = next(text for text in texts if text.layer == "quote")
    found = {name: (task, list[float]()) for name, task in tasks(text, Library(FONTS)).items()}
    for _ in range(rounds):
        for task, spent in found.values():
            start = time.perf_counter()
            task()
            spent.append((time.perf_counter() - start) * 1000)
    base = statistics.median(found["Pillow's text, as a mask"][1])
    sys.stdout.write(f"| {len(QUOTE)} characters, {text.size:.0f} px | ms | least ms | × Pillow |\n|---|---|---|---|\n")
    for name, (_, spent) in found.items():
        ms = statistics.median(spent)
        sys.stdout.write(f"| {name} | {ms:.2f} | {min(spent):.2f} | {ms / base:.2f} |\n")


if __name__ == "__main__":
    main()
