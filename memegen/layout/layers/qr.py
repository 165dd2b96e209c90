"""QR codes: a text or an address as modules that phones read."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import ClassVar

from memegen.core.diagnostics import ERROR, DiagnosticError
from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import EMPTY, Frame, Region
from memegen.layout.layers.lettering import REFERENCE_WIDTH
from memegen.model.keys import key
from memegen.model.kinds import COLOR, PLAIN, choice
from memegen.scene.color import BLACK, WHITE, Color, composite, contrast_ratio, luminance, mix_rgb
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Fill
from memegen.scene.path import Contour, Outline, rectangle

# Width of the quiet zone on each side, in modules (ISO/IEC 18004, section 9.1).
QUIET_ZONE = 4
# Minimum width of a module, px on a canvas 1080 px wide. A phone shows that canvas 390 CSS px wide, so that a module is
# 1.4 CSS px; the camera of a second phone resolves no finer ones from its screen.
READABLE_MODULE = 4
# Minimum contrast ratio of the modules to their background; that of text, because no reader states another.
MIN_CONTRAST = 4.5
COLORS_HINT = "choose a dark `fill` and a light, opaque `ground`"

# The rows of a code from the top; the modules of a row from the left, each whether it is dark.
Modules = tuple[tuple[bool, ...], ...]


@frozen(kw_only=True, eq=False)
class QRCode(Layer):
    """A QR code, a square as large as its width or height allows, with its quiet zone."""

    kind: ClassVar[str] = "qr"
    primary: ClassVar[str] = "text"

    text: str = key(PLAIN, None, "the address or text that phones read; nothing is drawn where it is empty")
    error: str = key(
        choice("L", "M", "Q", "H"), "M", "how much may be damaged: L 7%, M 15%, Q 25%, H 30%; more where it is free"
    )
    fill: Color = key(COLOR, "ink", "the colour of the modules; darker than the ground")
    ground: Color = key(COLOR, "paper", "the colour behind them and of the quiet zone")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        text = self.text.strip()
        if not text:
            return EMPTY
        self._check_contrast()
        try:
            modules = encode(text, self.error)
        except ValueError:
            message = f"{len(text.encode()):,} bytes are too many for a QR code of error level {self.error}"
            raise self._error("qr-too-long", message, "shorten the text to an address of up to 100 bytes") from None
        # Less than a hundredth of a pixel is a rounding error.
        side = int(region.short + 0.01)
        across = len(modules) + 2 * QUIET_ZONE
        # Whole pixels keep the modules equally wide; what is left over widens the quiet zone.
        module = side // across
        if not module:
            message = f"{across} modules do not fit into {side} px"
            raise self._error("qr-small", message, _room_hint(across, context.canvas))
        left = (side - module * len(modules)) // 2
        size = Size(side, side)
        square = Fill(rectangle(Box(0, 0, side, side)), self.ground, on_pixels=True)
        code = Fill(outline(modules, module, left, left), self.fill, on_pixels=True)
        on_phone = module * REFERENCE_WIDTH / context.canvas.w
        if on_phone >= READABLE_MODULE:
            return Frame(size, (square, code))
        message = (
            f"too small for phones: a module has {on_phone:.1f} px at a canvas width of {REFERENCE_WIDTH} px; "
            f"the minimum is {READABLE_MODULE} px"
        )
        return Frame(size, (square, code), (self.finding("qr-small", message, _room_hint(across, context.canvas)),))

    def _check_contrast(self) -> None:
        """Raise DiagnosticError if readers might not tell the modules from their ground, whatever is below."""
        ratios = []
        for below in (BLACK.rgb, WHITE.rgb):
            light = composite(self.ground.multiply_alpha(self.opacity), below)
            dark = mix_rgb(below, composite(self.fill, composite(self.ground, below)), self.opacity)
            if luminance(dark) > luminance(light):
                raise self._error(
                    "qr-contrast",
                    "light modules on a dark background, which many phones cannot read",
                    "use a dark colour on a light background",
                )
            ratios.append(contrast_ratio(luminance(dark), luminance(light)))
        if min(ratios) < MIN_CONTRAST:
            raise self._error(
                "qr-contrast",
                f"the contrast is {min(ratios):.1f}:1; the minimum is {MIN_CONTRAST}:1",
                "use a darker colour or a lighter background",
            )

    def _error(self, code: str, message: str, hint: str = COLORS_HINT) -> DiagnosticError:
        return DiagnosticError([replace(self.finding(code, message, hint), severity=ERROR)])


def _room_hint(across: int, canvas: Size) -> str:
    """Return the hint for a code of so many modules that is drawn too small: the width that it needs."""
    side = across * ceil(READABLE_MODULE * canvas.w / REFERENCE_WIDTH)
    return f"make it at least {ceil(side / canvas.w * 1000) / 10:g}vw wide and high, or shorten the text"


@lru_cache(64)
def encode(text: str, error: str) -> Modules:
    """Return the smallest QR code of a text, without its quiet zone.

    Args:
        text: The text; UTF-8 where it is not ASCII, which phones expect without being told.
        error: Minimum error correction level, L, M, Q or H; a higher one is used where the code grows no larger.

    Raises:
        ValueError: No QR code is large enough.
    """
    # Imported here because few templates have a code.
    import segno

    code = segno.make_qr(text, error=error, encoding=None if text.isascii() else "utf-8")
    return tuple(tuple(map(bool, row)) for row in code.matrix)


def outline(modules: Modules, width: int, x: int, y: int) -> Outline:
    """Return the dark modules, *width* px wide each, as one outline from (x, y) px; no seams show inside it."""
    contours: list[Contour] = []
    for row, line in enumerate(modules):
        column = 0
        for dark, run in groupby(line):
            length = len(list(run))
            if dark:
                contours += rectangle(Box(x + column * width, y + row * width, length * width, width))
            column += length
    return tuple(contours)
