"""Measure what legible text costs against Pillow decoding and resizing the same photograph.

    python benchmarks/scrim.py [ROUNDS]

A card of quote-full, 1080 × 1080. The steps alternate, so that a machine whose speed drifts slows all of them
alike; a first round, in which caches are filled, is not counted. Prints the median of each in milliseconds of CPU time,
and its ratio to decoding and resizing alone.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from memegen.layout.legibility import contrast_needs
from memegen.layout.scrims import adapted_scrim
from PIL import Image

from memegen.images import Photos
from memegen.layout.layers.scrim import Scrim
from memegen.renderer import Renderer
from memegen.rendering.backdrop_sampler import RenderedBackdropSampler
from memegen.rendering.canvas import Canvas
from memegen.rendering.contrast import measure_contrast
from memegen.rendering.painter import paint
from memegen.rendering.rendered import Rendered
from memegen.scene.affine import IDENTITY
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Fill, Item, Picture
from memegen.scene.window import Window

PHOTO = Path(__file__).parents[1] / "assets/photos/street.jpg"
SIDE = 1080
VALUES = {
    "quote": "Every branch library *stays* open, six days a week.",
    "by": "Friends of Millbrook Library",
    "role": "Members' meeting, 12 March",
    "photo": str(PHOTO),
}
BARE = "Pillow: decode and resize"


def bare() -> Image.Image:
    """Decode and resize the photo to the size of the graphic with Pillow, decoding as little as possible."""
    with Image.open(PHOTO) as photo:
        photo.draft("RGB", (SIDE, SIDE))
        short = min(photo.size)
        left, top = (photo.width - short) // 2, (photo.height - short) // 2
        box = (left, top, left + short, top + short)
        return photo.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def tasks() -> dict[str, Callable[[], object]]:
    """Return the tasks to measure, by name."""
    renderer = Renderer()
    (platform,) = renderer.catalog.pick(["instagram-square"])

    def card() -> Rendered:
        return renderer.render("quote-full", VALUES, platform)

    whole = card()
    fonts, ground = renderer.catalog.fonts, Color(*whole.card.brand.palette["paper"].rgb)
    under: list[Item] = [item for item in whole.scene.items[:3] if isinstance(item, Fill | Picture)]
    sampler = RenderedBackdropSampler(fonts, renderer.photos)
    canvas, area = Size(SIDE, SIDE), Box(0, 0, SIDE, SIDE)
    scrim = next(layer for layer in whole.card.background if isinstance(layer, Scrim) and layer.is_adaptive)
    backdrop = sampler.sample(tuple(under), canvas, ground)
    texts, below = list(whole.scene.texts()), Canvas(Window(0, 0, SIDE, SIDE), whole.image)

    def cold() -> object:
        return RenderedBackdropSampler(fonts, Photos()).sample(tuple(under), canvas, ground)

    return {
        BARE: bare,
        "decoded, cropped, painted and sampled, first time": cold,
        "a backdrop of what is cached": lambda: sampler.sample(tuple(under), canvas, ground),
        "the scrim chosen": lambda: adapted_scrim(scrim, area, contrast_needs(whole.scene.items), backdrop),
        "the contrast of every text measured": lambda: [measure_contrast([below], text, IDENTITY) for text in texts],
        "the card painted, measuring and all": lambda: paint(whole.scene, fonts, renderer.photos, measuring=True),
        "the whole card, laid out and painted": lambda: card().image,
    }


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    spent: dict[str, list[float]] = {}
    found = tasks()
    for _ in range(rounds + 1):
        for name, task in found.items():
            start = time.thread_time()
            task()
            spent.setdefault(name, []).append((time.thread_time() - start) * 1000)
    medians = {name: statistics.median(times[1:]) for name, times in spent.items()}
    sys.stdout.write("| step | ms | × decode and resize |\n|---|---|---|\n")
    for name, ms in medians.items():
        sys.stdout.write(f"| {name} | {ms:.2f} | {ms / medians[BARE]:.2f} |\n")


if __name__ == "__main__":
    main()
