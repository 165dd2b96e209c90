"""Noise images, and encoded images opened again."""

from __future__ import annotations

import io
from random import Random

from PIL import Image


def noise(size: tuple[int, int] = (160, 120)) -> Image.Image:
    """Gaussian noise, the same on every run, which Pillow's is not."""
    random = Random(7)
    count = size[0] * size[1]
    channels = [
        bytes(min(255, max(0, round(random.gauss(128, spread)))) for _ in range(count)) for spread in (80, 90, 100)
    ]
    return Image.merge("RGB", [Image.frombytes("L", size, channel) for channel in channels])


def open_image(data: bytes) -> Image.Image:
    """The decoded image of a picture file."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
