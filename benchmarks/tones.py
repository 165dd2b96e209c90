"""Measure the effects on a photograph against Pillow decoding and resizing the same photograph.

    python benchmarks/tones.py [ROUNDS]

The plate is 1080 × 1080. The effects run in turn, round after round, so that a machine whose speed drifts slows all of
them alike; a first round is not counted. Printed: the median of each in milliseconds of one processor's time; its ratio
to the bare decoding and resizing; and what the first time costs, when screens, curves and noise are still to be made.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from memegen.images.blur import gaussian_blur
from memegen.images.effects import apply_effects
from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.effects import Adjust, Effect, Grain, Halftone, Posterise, Tone, Vignette, Wash

PHOTO = Path(__file__).parents[1] / "assets/photos/portrait.jpg"
SIDE = 1080
INK, ACCENT, SUN, PAPER = Color(21, 21, 30), Color(228, 50, 43), Color(255, 197, 51), Color(255, 247, 232)
EFFECTS: dict[str, Effect] = {
    "mono": Tone((BLACK, WHITE)),
    "duotone": Tone((INK, PAPER)),
    "tritone": Tone((INK, ACCENT, PAPER)),
    "poster, 3 colours": Posterise((INK, ACCENT, PAPER)),
    "poster, 4 colours": Posterise((INK, ACCENT, SUN, PAPER)),
    "halftone, ink on paper": Halftone(13, (INK, PAPER)),
    "halftone, in colour": Halftone(13),
    "brightness and contrast": Adjust(0.2, 0.3),
    "saturation": Adjust(0, 0, 0.3),
    "vignette": Vignette(0.4),
    "wash, multiply": Wash(ACCENT),
    "wash, colour": Wash(ACCENT, "colour"),
    "grain": Grain(0.3, 1.5),
}
BARE = "Pillow: decode and resize"


def bare() -> Image.Image:
    """Decode and resize the photo with Pillow, decoding as little as possible."""
    with Image.open(PHOTO) as photo:
        photo.draft("RGB", (SIDE, SIDE))
        return photo.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)


def tasks() -> dict[str, Callable[[], Image.Image]]:
    """Return the tasks to measure, by name."""
    plate = bare()
    found: dict[str, Callable[[], Image.Image]] = {BARE: bare}
    for name, effect in EFFECTS.items():
        found[name] = lambda effect=effect: apply_effects(plate, (effect,))  # type: ignore[misc]
    for radius in (4, 20, 80):
        found[f"blur, {radius} px"] = lambda radius=radius: gaussian_blur(plate, radius)  # type: ignore[misc]
    return found


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    spent: dict[str, list[float]] = {}
    for _ in range(rounds + 1):
        for name, task in tasks().items():
            start = time.thread_time()
            task()
            spent.setdefault(name, []).append((time.thread_time() - start) * 1000)
    base = statistics.median(spent[BARE][1:])
    sys.stdout.write("| effect | ms | × decode and resize | ms, first time |\n|---|---|---|---|\n")
    for name, (first, *others) in spent.items():
        ms = statistics.median(others)
        sys.stdout.write(f"| {name} | {ms:.1f} | {ms / base:.2f} | {first:.1f} |\n")


if __name__ == "__main__":
    main()
