"""How two renditions of a graphic differ, by summaries of a few kilobytes, so that the first need not be kept whole.

A summary is a hash of the decoded pixels, the mean colours of squares of 16 × 16 px, and a thumbnail to look at. Equal
hashes are equal graphics. Otherwise a square has changed if its mean colour differs by more than TOLERANCE: another
version of an encoder changes single levels along edges, but moves the mean of a square by 2.2 at most (JPEG of quality
85), while a comma in small text moves it by 6 and more, and text that is shifted by one pixel by 7.
"""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from memegen.core.frozen import frozen
from memegen.images.limits import check_pixels
from memegen.images.open import open_photo, photo_errors
from memegen.rendering.pdf import pictures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Side of a square, px, and the minimum difference of its mean colour (CIE76 in CIELAB, D50; black and white differ by
# 100) in a graphic that has changed.
SQUARE, TOLERANCE = 16, 3.0
# Maximum side of a thumbnail, px, and its quality, 1-100. A document has a thumbnail of each page.
SIDE, QUALITY = 360, 75
# Pages of a document in one row.
COLUMNS = 10
# Maximum width and height of a summary's image that is read, px.
MAX_SIDE = 40_000
# Units of a level: L* and transparency have 255 levels for 100, a* and b* one a unit (ICC.1, CIELAB of 8 bits).
SCALES = {"light": 100 / 255, "a": 1.0, "b": 1.0, "alpha": 100 / 255}
# Which colour transparent pixels are compared on, how pale unchanged parts are, 0-1, and what marks a change.
BACKDROP, PALE, MARK = (128, 128, 128), 0.7, (214, 0, 110)


@frozen
class Summary:
    """What is kept of a graphic.

    Attributes:
        pixels: hash of the decoded pixels.
        means: mean colours of its squares, a lossless WebP.
        thumbnail: a WebP.
    """

    pixels: str
    means: bytes
    thumbnail: bytes


@frozen
class Difference:
    """How two graphics differ.

    Attributes:
        share: fraction of the area that has changed, 0-1.
        delta: the largest difference of the mean colour of a square, CIE76.
        mask: which squares have changed, "L", 0 or 255; None if the sizes differ.
    """

    share: float
    delta: float
    mask: Image.Image | None = None


def summarize_file(path: Path) -> Summary:
    """Return the summary of a graphic in a file.

    Raises:
        DiagnosticError: ``photo-not-found``, ``photo-unreadable`` or ``photo-too-large``.
    """
    if path.suffix.lower() != ".pdf":
        with open_photo(path) as photo, photo.image() as image:
            check_pixels(path, *image.size)
            image.load()
            return summarize([image])
    with photo_errors(path, "render the document again"):
        pages = [Image.open(BytesIO(jpeg), formats=["JPEG"]) for jpeg in pictures(path.read_bytes())]
        if not pages:
            raise ValueError("it is no document of memegen")
        return summarize(pages)


def summarize(pages: Sequence[Image.Image]) -> Summary:
    """Return the summary of a graphic, or of the pages of a document."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(repr(page.size).encode())
        digest.update(page.convert("RGBA").tobytes())
    means = _sheet([_plain(page).reduce(SQUARE) for page in pages])
    thumbnail = _sheet([_fitted(_plain(page)) for page in pages])
    return Summary(digest.hexdigest()[:40], _webp(means, lossless=True, exact=True), _webp(thumbnail, quality=QUALITY))


def read_image(data: bytes) -> Image.Image:
    """Return an image of a summary. Raises OSError or ValueError if it is none."""
    with Image.open(BytesIO(data), formats=["WEBP"]) as image:
        if max(image.size) > MAX_SIDE:
            raise ValueError("the image is too large")
        image.load()
        return image.copy()


def compare(before: Summary, after: Summary) -> Difference:
    """Return how two graphics differ; those of another size differ everywhere.

    Raises:
        OSError: an image of a summary is invalid; also ValueError.
    """
    if before.pixels == after.pixels:
        return Difference(0.0, 0.0)
    first, second = read_image(before.means), read_image(after.means)
    if first.size != second.size:
        return Difference(1.0, 100.0)
    distances = _distances(first, second)
    mask = ImageMath.lambda_eval(lambda all: all["convert"]((all["d"] > TOLERANCE) * 255, "L"), d=distances)
    share = mask.histogram()[255] / (mask.width * mask.height)
    # Of one band, the extremes are two numbers.
    _, largest = distances.getextrema()
    return Difference(share, round(float(largest), 1), mask)  # type: ignore[arg-type]  # see above


def difference_picture(after: Summary, mask: Image.Image | None) -> bytes:
    """Return a WebP of a pale rendition of a graphic with the changed squares marked; all of it without a mask."""
    flat = _flat(read_image(after.thumbnail))
    picture = Image.blend(flat.convert("L").convert("RGB"), Image.new("RGB", flat.size, "white"), PALE)
    # One square is seen if its neighbours are marked too, more faintly.
    whole = Image.new("L", flat.size, 255)
    strong = mask.resize(flat.size, Image.Resampling.NEAREST) if mask else whole
    faint = (mask.filter(ImageFilter.MaxFilter(3)) if mask else whole).resize(flat.size, Image.Resampling.NEAREST)
    for each, opacity in ((faint, 0.25), (strong, 0.8)):
        picture.paste(MARK, (0, 0), each.point([round(level * opacity) for level in range(256)]))
    return _webp(picture, quality=QUALITY)


def _distances(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return the difference of each pixel's colour, or of its transparency, "F"."""
    alphas = (image.convert("RGBA").getchannel("A") for image in (one, other))
    light, a, b, alpha = (ImageChops.difference(*pair) for pair in (*zip(_lab(one), _lab(other), strict=True), alphas))

    def distance(given: dict[str, Any]) -> Any:
        squares = [(given["float"](given[name]) * scale) ** 2 for name, scale in SCALES.items()]
        return sum(squares[1:], squares[0]) ** 0.5

    distances: Image.Image = ImageMath.lambda_eval(distance, light=light, a=a, b=b, alpha=alpha)
    return distances


def _lab(image: Image.Image) -> tuple[Image.Image, ...]:
    """Return the bands of an image in CIELAB, 8 bits each."""
    return _to_lab().apply(_flat(image)).split()


@cache
def _to_lab() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")


def _plain(page: Image.Image) -> Image.Image:
    return page.convert("RGBA" if page.has_transparency_data else "RGB")


def _flat(image: Image.Image) -> Image.Image:
    """Return an image without transparency."""
    if image.mode == "RGB":
        return image
    flat = Image.new("RGB", image.size, BACKDROP)
    flat.paste(image, mask=image.convert("RGBA").getchannel("A"))
    return flat


def _fitted(page: Image.Image) -> Image.Image:
    page.thumbnail((SIDE, SIDE))
    return page


def _sheet(pages: Sequence[Image.Image]) -> Image.Image:
    """Return the pages of a document in rows; the page of a graphic as it is."""
    if len(pages) == 1:
        return pages[0]
    mode = "RGBA" if any(page.mode == "RGBA" for page in pages) else "RGB"
    width, height = (max(sides) for sides in zip(*(page.size for page in pages), strict=True))
    rows = -(-len(pages) // COLUMNS)
    sheet = Image.new(mode, (width * min(len(pages), COLUMNS), height * rows))
    for number, page in enumerate(pages):
        sheet.paste(page, (number % COLUMNS * width, number // COLUMNS * height))
    return sheet


def _webp(image: Image.Image, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, "WEBP", method=4, **options)
    return file.getvalue()
