"""The pixels being painted.

Coordinates are pixels of the whole picture, also on a layer that holds only a part of it.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from memegen.rendering.mask import Mask
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image


class Canvas:
    """An image over a window: "RGB" if its background is opaque, else "RGBa" (premultiplied alpha).

    Attributes:
        window: The pixels of the picture that the canvas holds.
        covered: Spans of rows that were painted on: the first row, and the one after the last.
    """

    def __init__(self, window: Window, image: Image | None, background: tuple[int, int, int] = (0, 0, 0)) -> None:
        """Make a canvas that starts as *image*, which may be shared, or as a single colour.

        Args:
            window: The pixels of the picture that the canvas holds.
            image: Pixels of the window's size; they are copied before the first change.
            background: The colour of all pixels if there is no image.
        """
        self.window = window
        self.covered: list[tuple[int, int]] = []
        self._image, self._background = image, background
        self._mode = image.mode if image else "RGB"
        self._owned = False

    @classmethod
    def blank(cls, window: Window, background: Color) -> Canvas:
        """Return a canvas of one colour, which may be transparent."""
        if background.a >= 1:
            return cls(window, None, background.rgb)
        from PIL import Image as Images

        layer = cls(window, Images.new("RGBa", window.size))
        # Filling an empty layer premultiplies the colour.
        layer.fill(Mask(window, None), background)
        return layer

    @property
    def is_opaque(self) -> bool:
        """Whether no pixel is transparent."""
        return self._mode == "RGB"

    @property
    def image(self) -> Image:
        """The pixels, which must not be changed."""
        if self._image is None:
            from PIL import Image as Images

            # Allocated late, because the first item often covers the whole canvas.
            self._image, self._owned = Images.new(self._mode, self.window.size, self._background), True
        return self._image

    def fill(self, mask: Mask, color: Color) -> None:
        """Composite a colour over the canvas, through its opacity and the mask."""
        from PIL import Image as Images

        if color.a <= 0:
            return
        if mask.image is None and color.a < 1 and self._mode == "RGB":
            self._blend_flat(mask.window, color)
            return
        # Pasting an image is faster than pasting a colour, and only it blends the alpha of a layer correctly.
        image = Images.new("RGB", mask.window.size, color.rgb)
        self._paste(image, mask.window, mask.multiply_alpha(color.a).image, owned=True)

    def composite(self, image: Image, mask: Mask) -> None:
        """Composite an "RGB" image of the mask's size over the canvas, through the mask."""
        self._paste(image, mask.window, mask.image)

    def composite_layer(self, layer: Canvas, opacity: float, mask: Mask | None = None, blend: str = "normal") -> None:
        """Composite a layer over the canvas.

        Args:
            layer: The layer; its window is inside that of the canvas.
            opacity: Opacity of the layer, 0-1.
            mask: Mask of the layer's window; None for the whole.
            blend: Blend mode.
        """
        shape = mask or Mask(layer.window, None)
        image = layer.to_image()
        if image.mode == "RGBA":
            shape, image = shape.multiply(image.getchannel("A")), image.convert("RGB")
        if blend != "normal":
            from memegen.rendering.blend import blend_images

            image = blend_images(blend, self.crop(layer.window), image)
        self.composite(image, shape.multiply_alpha(opacity))

    def crop(self, window: Window) -> Image:
        """Return a copy of the pixels in *window*, which must be inside the canvas."""
        return self.image.crop(self._local_box(window))

    def reduce(self, window: Window, side: int) -> Image:
        """Return the mean colours of squares of *side* pixels in *window*, which must be inside the canvas."""
        return self.image.reduce(side, box=self._local_box(window))

    def sample(self, window: Window, side: int) -> Image:
        """Return *side* × *side* pixels at equal distances in *window*, which must be inside the canvas."""
        return self.image.resize((side, side), 0, box=self._local_box(window))

    def straighten(self, box: Box, affine: Affine) -> Image:
        """Return the pixels of *box* after *affine*, turned back upright; black outside the canvas."""
        from PIL.Image import Resampling, Transform

        scale = hypot(affine.xx, affine.yx)
        size = max(1, round(box.w * scale)), max(1, round(box.h * scale))
        placed = affine.after(Affine(box.w / size[0], 0, 0, box.h / size[1], box.x, box.y))
        x, y = placed.dx - self.window.x, placed.dy - self.window.y
        data = (placed.xx, placed.xy, x, placed.yx, placed.yy, y)
        return self.image.transform(size, Transform.AFFINE, data, Resampling.NEAREST)

    def to_image(self) -> Image:
        """Return the finished picture, "RGB" or "RGBA"; it may be shared and must not be changed."""
        return self.image if self._mode == "RGB" else self.image.convert("RGBA")

    def _local_box(self, window: Window) -> tuple[int, int, int, int]:
        left, top, right, bottom = window.corners
        x, y = self.window.x, self.window.y
        return left - x, top - y, right - x, bottom - y

    def _blend_flat(self, window: Window, color: Color) -> None:
        """Blend a colour into every pixel of the window by a lookup table, the fastest way for a flat scrim."""
        table = [round(level + (target - level) * color.a) for target in color.rgb for level in range(256)]
        pixels = self.image if window == self.window else self.crop(window)
        self._paste(pixels.point(table), window, None, owned=True)

    def _paste(self, image: Image, window: Window, mask: Image | None, *, owned: bool = False) -> None:
        """Paste an image; one that covers the whole canvas replaces its image instead.

        Args:
            image: The pixels to paste.
            window: Where they are pasted.
            mask: Their coverage; None if all are fully covered.
            owned: Whether no other code refers to *image*, so that it may be changed later.
        """
        x, y = window.x - self.window.x, window.y - self.window.y
        self.covered.append((y, y + window.h))
        if mask is None and window == self.window and image.mode == self._mode:
            self._image, self._owned = image, owned
            return
        target = self.image
        if not self._owned:
            target = self._image = target.copy()
            self._owned = True
        target.paste(image, (x, y), mask)
