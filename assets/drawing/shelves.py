"""Library shelves seen at a slant: sharp and sunlit at the near right end, soft and dim towards the far left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from drawing.light import clouds, fall, glow, levels, lit, noise, seeded, shaded, textured
from drawing.shapes import mask
from drawing.spines import CLOTHS, NUMERALS, book

if TYPE_CHECKING:
    from random import Random

SIZE = (2400, 1600)
# The bookcase before it is turned into the slant, in pixels.
CASE = (5200, 3360)
BAY, BOARD = 560, 44
EYE = 1760


def shelves() -> Image.Image:
    """Draw the bookshelves, 2400 by 1600 px."""
    return _lighted(_slanted(_case()))


def _case() -> Image.Image:
    """Draw the bookcase from straight ahead, evenly lit."""
    case = textured(Image.new("RGB", CASE, "#3a271c"), clouds(CASE, "back", (900, 14), 4), 0.4)
    for bay in range(CASE[1] // BAY):
        floor = (bay + 1) * BAY - BOARD
        _fill(case, seeded(f"bay {bay - 1}"), floor)
        # The shelf above keeps the light from the tops of the books.
        shade = levels((CASE[0], BAY - BOARD), [(0, 240), (0.1, 200), (0.3, 80), (0.55, 0), (0.95, 0), (1, 120)])
        case.paste((10, 6, 5), (0, floor - shade.height), shade)
        case.paste(_plank(bay), (0, floor))
    return case


def _fill(case: Image.Image, random: Random, floor: int) -> None:
    """Stand books along one shelf: single ones, sets, one that leans on its neighbour, a pile."""
    x = -20
    while x < CASE[0]:
        kind = random.random()
        if kind < 0.14:
            x = _set_of(case, random, x, floor)
        elif kind < 0.19:
            x = _leaning(case, random, x, floor)
        elif kind < 0.205:
            x = _pile(case, random, x, floor)
        else:
            x = _stand(case, book(random), x, floor)


def _stand(case: Image.Image, spine: Image.Image, x: int, floor: int) -> int:
    _cast(case, (x, floor - spine.height, spine.width, spine.height))
    case.paste(spine, (x, floor - spine.height))
    return x + spine.width


def _set_of(case: Image.Image, random: Random, x: int, floor: int) -> int:
    """Draw the volumes of one work, bound alike."""
    seed, width, height = random.random(), random.randint(50, 76), random.randint(370, 470)
    color = random.choice(CLOTHS)
    for volume in NUMERALS[: random.randint(3, 6)]:
        spine = book(seeded(seed), color, width, height, volume)
        x = _stand(case, spine.resize((width + random.randint(-5, 6), height)), x, floor)
    return x


def _leaning(case: Image.Image, random: Random, x: int, floor: int) -> int:
    lean = random.uniform(4, 9)
    turned = book(random).convert("RGBA").rotate(lean, Image.Resampling.BICUBIC, expand=True)
    soft = turned.getchannel("A").filter(ImageFilter.GaussianBlur(14)).point([round(v * 0.75) for v in range(256)])
    case.paste((8, 5, 4), (x - 18, floor - turned.height + 12), soft)
    case.paste(turned, (x, floor - turned.height + 4), turned)
    return x + turned.width


def _pile(case: Image.Image, random: Random, x: int, floor: int) -> int:
    """Books on their sides, one upon another."""
    y, widest = floor, 0
    for _ in range(random.randint(4, 6)):
        spine = book(random, width=random.randint(46, 84)).rotate(90, expand=True)
        left = x + random.randint(0, 24)
        y -= spine.height
        _cast(case, (left, y, spine.width, spine.height))
        case.paste(spine, (left, y))
        widest = max(widest, left - x + spine.width)
    return x + widest + 6


def _cast(case: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Draw the shadow of a book on the objects behind it, to its left and above."""
    x, y, w, h = box
    shade = Image.new("L", (w + 80, h + 60))
    ImageDraw.Draw(shade).rectangle((24, 40, w + 50, h + 60), fill=190)
    case.paste((8, 5, 4), (x - 44, y - 46), shade.filter(ImageFilter.GaussianBlur(12)))


def _plank(bay: int) -> Image.Image:
    """Draw the front edge of one shelf."""
    size = (CASE[0], BOARD)
    wood = textured(Image.new("RGB", size, "#a06c40"), clouds(size, f"plank {bay}", (700, 7), 4), 0.7)
    return ImageChops.multiply(wood, fall(size, [(0, "#fff2d8"), (0.1, "#e0bd96"), (0.8, "#a5836a"), (1, "#3a2a22")]))


def _slanted(case: Image.Image) -> Image.Image:
    """Return a perspective view of the case, its right end near, softer with distance."""
    view = case.transform(SIZE, Image.Transform.PERSPECTIVE, _view(), Image.Resampling.BICUBIC)
    for radius, far in ((2.0, 0.66), (4.5, 0.46), (9, 0.24)):
        soft = view.filter(ImageFilter.GaussianBlur(radius))
        where = levels(SIZE, [(0, 255), (max(0.01, far - 0.18), 255), (far + 0.1, 0), (1, 0)], across=True)
        view = Image.composite(soft, view, where)
    return view


def _view() -> tuple[float, ...]:
    """Return the eight coefficients of the perspective, from a point of the picture to one of the case.

    ``near`` and ``far`` are pixels of the case to one of the picture, at the right and the left edge; the eye is level
    with ``EYE``.
    """
    w, h = SIZE
    near, far = 0.92, 2.0
    g = (far / near - 1) / w
    across = CASE[0] * 0.86 * (1 + g * w) / w
    return (across, 0.0, 60.0, EYE * g, far, EYE - far * h / 2, g, 0.0)


def _lighted(view: Image.Image) -> Image.Image:
    """Late sun from a window on the right, over the dim blue light of the room."""
    room = fall(SIZE, [(0, "#5f7680"), (0.3, "#6b7577"), (0.65, "#988b7a"), (1, "#b8a184")], across=True)
    sun = ImageChops.multiply(_window(), levels(SIZE, [(0, 60), (0.3, 130), (0.6, 235), (1, 255)], across=True))
    room = lit(room, "#ffd596", sun, 0.95)
    bright = view.point([min(255, round(255 * (v / 255) ** 0.8 * 1.34)) for v in range(256)] * 3)
    picture = ImageChops.multiply(bright, room)
    bloom = picture.filter(ImageFilter.GaussianBlur(26)).point([max(0, v - 70) // 2 for v in range(256)] * 3)
    picture = ImageChops.screen(picture, bloom)
    corners = glow(SIZE, (1650, 780), 2150, 0.8).point([255 - v for v in range(256)])
    picture = shaded(picture, corners, "#06090c", 0.5)
    return textured(picture, noise(SIZE, "grain", 0.7), 0.08)


def _window() -> Image.Image:
    """Draw the sunlight of a window with four panes, slanted across the books (mode L)."""
    panes = []
    for left, right in ((0.44, 0.64), (0.67, 0.9)):
        for top, low in ((-0.1, 0.36), (0.41, 0.86)):
            corners = [(left, top), (right, top), (right, low), (left, low)]
            panes.append([((x + 0.18 - 0.3 * y) * SIZE[0], (y + 0.16 * (1 - x)) * SIZE[1]) for x, y in corners])
    return mask(SIZE, panes, 1).filter(ImageFilter.GaussianBlur(15))
