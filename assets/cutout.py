"""Cut the sitter of `photos/portrait.jpg` out of her background, for examples and tests of cut-outs.

    python assets/cutout.py

Writes `photos/portrait-cutout.webp`. The outline was drawn by hand.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

PHOTOS = Path(__file__).parent / "photos"
# The outline, clockwise from the lower left corner, on a picture of 900 × 900 pixels.
SIDE = 900
OUTLINE = [
    *((0, 900), (0, 775), (20, 745), (45, 705), (90, 665), (150, 630), (240, 602), (252, 588), (236, 530), (228, 460)),
    *((224, 400), (242, 325), (264, 270), (278, 215), (304, 170), (343, 128), (392, 96), (440, 79), (490, 70)),
    *((540, 74), (600, 88), (640, 98), (668, 128), (692, 172), (706, 227), (710, 275), (708, 330), (700, 380)),
    *((690, 430), (665, 480), (636, 530), (606, 568), (575, 588), (600, 600), (640, 618), (675, 640), (700, 675)),
    *((745, 725), (800, 790), (850, 840), (885, 880), (900, 900)),
]
# Side of the result, width of the soft edge, both in pixels, and its quality.
RESULT, FEATHER, QUALITY = 1000, 2.5, 82


def main() -> None:
    """Write the cut-out."""
    with Image.open(PHOTOS / "portrait.jpg") as photo:
        cut = photo.convert("RGB").resize((RESULT, RESULT), Image.Resampling.LANCZOS)
    mask = Image.new("L", (RESULT * 2, RESULT * 2))
    ImageDraw.Draw(mask).polygon([(x * 2 * RESULT / SIDE, y * 2 * RESULT / SIDE) for x, y in OUTLINE], fill=255)
    # The corners of the outline are rounded, too.
    smooth = mask.filter(ImageFilter.GaussianBlur(14)).point(lambda level: 255 if level > 127 else 0)
    cut.putalpha(smooth.resize(cut.size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(FEATHER)))
    cut.save(PHOTOS / "portrait-cutout.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
