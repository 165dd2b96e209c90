"""SVG drawings: vetted, then drawn by a process of their own, which may fail, hang or die without harm."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.images.limits import MEGABYTE, MEGAPIXEL
from memegen.images.open import explained
from memegen.images.svg_sanitize import cleaned, size_of

if TYPE_CHECKING:
    from PIL.Image import Image

# Drawings are small; what is larger has been traced from a photograph.
MOST_BYTES = 4 * MEGABYTE
# What is wanted larger than this is enlarged.
MOST_DRAWN = 16 * MEGAPIXEL
# What the process may take: bytes of addresses, and seconds.
MEMORY, PATIENCE = 640 << 20, 15
# The longer side that a drawing is said to have: fine enough to measure crops in. It is sharp at any size.
LONG = 2048
ENDLESS = "it takes more memory or time than it may have"
HINT = "simplify it, or export it as PNG"


class Drawing:
    """The SVG file at *path*."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in a measure that crops can be told in; only their ratio means anything.

        Raises DiagnosticError.
        """
        with explained(self.path, HINT):
            width, height = size_of(self._data())
            scale = LONG / max(width, height)
            return max(1, round(width * scale)), max(1, round(height * scale))

    def pixels(self, size: tuple[int, int]) -> Image:
        """The drawing at that size, or as large as is drawn at all; "RGBA". Raises DiagnosticError."""
        from PIL.PngImagePlugin import PngImageFile

        shrink = min(1.0, (MOST_DRAWN / (size[0] * size[1])) ** 0.5)
        width, height = (max(1, int(side * shrink)) for side in size)
        with explained(self.path, HINT):
            drawn = self._drawn(cleaned(self._data(), width, height))
            with PngImageFile(BytesIO(drawn)) as image:
                return image.convert("RGBA")

    def _data(self) -> bytes:
        size = self.path.stat().st_size
        if size > MOST_BYTES:
            most = f"{MOST_BYTES // MEGABYTE} are the most that is read"
            raise fail("photo-too-large", f"the drawing {self.path} has {size / MEGABYTE:.1f} MB; {most}", HINT)
        return self.path.read_bytes()

    def _drawn(self, markup: bytes) -> bytes:
        """The PNG, from a process that knows nothing of memegen and is held to its memory and its time."""
        found = find_spec("resvg_py")
        if found is None or found.origin is None:
            raise self._hopeless("resvg-py is not installed")
        script, folder = Path(__file__).with_name("svg_process.py"), Path(found.origin).parents[1]
        order = [sys.executable, "-I", str(script), str(folder), str(MEMORY), str(PATIENCE)]
        try:
            done = subprocess.run(order, input=markup, capture_output=True, timeout=2 * PATIENCE, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise self._hopeless(ENDLESS) from None
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        if done.returncode == 1 and said.startswith("ValueError: "):
            raise self._hopeless(said.removeprefix("ValueError: "))
        raise self._hopeless(ENDLESS)

    def _hopeless(self, why: str) -> DiagnosticError:
        return fail("photo-unreadable", f"the drawing {self.path} cannot be drawn: {why}", HINT)
