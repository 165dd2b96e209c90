"""Book spines in cloth, with titles that anyone may print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFont

from drawing.light import Rgb, clouds, fall, levels, mix, noise, rgb, shaded, textured

if TYPE_CHECKING:
    from random import Random

FONTS = Path(__file__).resolve().parents[2] / "fonts"
FACES = ("PlayfairDisplay-700", "Lora-700", "Oswald-500", "LeagueGothic-400", "ArchivoNarrow-700", "BebasNeue-400")
CLOTHS = (
    "#8c332c", "#a23f2f", "#6b2227", "#b8613f", "#235a61", "#33717a", "#1b4450", "#487d6b", "#385a41", "#667548",
    "#d3ae63", "#c59540", "#dfcba2", "#ecdfc0", "#c9b896", "#3a3f4a", "#2a2d36", "#574d60", "#7b5644", "#9a7755",
)  # fmt: skip
GILT, CREAM, BROWN = "#e3bd6c", "#f3e8ca", "#43291d"
TITLES = (
    ("Middlemarch", "Eliot"), ("Persuasion", "Austen"), ("Frankenstein", "Shelley"),
    ("The Masque of Anarchy", "Shelley"), ("Rights of Woman", "Wollstonecraft"), ("Walden", "Thoreau"),
    ("Jane Eyre", "Brontë"), ("Great Expectations", "Dickens"), ("My Bondage and My Freedom", "Douglass"),
    ("Moby-Dick", "Melville"), ("Leaves of Grass", "Whitman"), ("The Iliad", "Homer"), ("Candide", "Voltaire"),
    ("Les Misérables", "Hugo"), ("Rights of Man", "Paine"), ("North and South", "Gaskell"),
    ("The Time Machine", "Wells"), ("Dracula", "Stoker"), ("Utopia", "More"), ("Songs of Innocence", "Blake"),
    ("Villette", "Brontë"), ("Silas Marner", "Eliot"), ("The Prelude", "Wordsworth"),
    ("Meditations", "Aurelius"), ("On Liberty", "Mill"), ("Little Women", "Alcott"), ("The Odyssey", "Homer"),
    ("Inferno", "Dante"), ("Faust", "Goethe"), ("Essays", "Montaigne"), ("On the Origin of Species", "Darwin"),
    ("Emma", "Austen"), ("Bleak House", "Dickens"),
)  # fmt: skip
WORKS = (
    "Middlemarch",
    "Great Expectations",
    "Bleak House",
    "Les Misérables",
    "Emma",
    "The Odyssey",
    "Essays",
    "Persuasion",
)
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def book(random: Random, color: str | None = None, width: int = 0, height: int = 0, volume: str = "") -> Image.Image:
    """Draw an upright, rounded spine bound in cloth; a *volume* of a set bears its number."""
    base = mix(rgb(color or random.choice(CLOTHS)), (40, 30, 26), random.uniform(0, 0.18))
    w = width or round(random.triangular(28, 108, 50))
    h = height or round(random.triangular(330, 496, 420))
    spine = Image.new("RGB", (w, h), base)
    if volume or w > 62:
        random.choice((_across, _label, _banded))(random, spine, base, volume)
    else:
        random.choice((_down, _down, _ruled))(random, spine, base)
    if random.random() < 0.5:
        _sticker(spine)
    seed = f"{random.random()}"
    spine = textured(spine, noise((w, h), seed, 0.6, (1, 3)), 0.2)
    spine = textured(spine, clouds((w, h), f"{seed} worn", (40, 120), 3), 0.3)
    # Round, with the light from the right: a dark hinge, a sheen at two thirds, the far edge turned away.
    turn = [(0, "#241c19"), (0.08, "#7d746c"), (0.28, "#b9b1a7"), (0.66, "#ffffff"), (0.88, "#d9d0c5"), (1, "#4f433b")]
    spine = ImageChops.multiply(spine, fall((w, h), turn, across=True))
    ends = levels((w, h), [(0, 200), (0.012, 60), (0.03, 0), (0.96, 0), (0.99, 110), (1, 230)])
    return shaded(spine, ends, "#0c0706", 0.8)


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


def _tooled(base: Rgb) -> str:
    """Gilt on dark cloth, brown on pale."""
    return GILT if sum(base) < 430 else BROWN


def _set(
    spine: Image.Image, words: str, face: str, ink: str, box: tuple[float, float, float, float], down: bool = False
) -> None:
    """Words fitted to the middle of a box (left, top, right, bottom), or set to run down it."""
    left, top, right, bottom = box
    room, deep = (bottom - top, right - left) if down else (right - left, bottom - top)
    size = 100
    x0, y0, x1, y1 = _font(face, size).getbbox(words)
    size = max(6, int(size * min(room / (x1 - x0), deep / (y1 - y0))))
    x0, y0, x1, y1 = (round(v) for v in _font(face, size).getbbox(words))
    text = Image.new("L", (x1 - x0 + 2, y1 - y0 + 2))
    ImageDraw.Draw(text).text((1 - x0, 1 - y0), words, fill=235, font=_font(face, size))
    if down:
        text = text.transpose(Image.Transpose.ROTATE_270)
    spine.paste(rgb(ink), (round((left + right - text.width) / 2), round((top + bottom - text.height) / 2)), text)


def _rules(spine: Image.Image, ink: str, *at: float) -> None:
    draw, (w, h) = ImageDraw.Draw(spine), spine.size
    for y in at:
        draw.rectangle((0, round(y * h), w, round(y * h) + 2), fill=ink)


def _down(random: Random, spine: Image.Image, base: Rgb) -> None:
    """Draw the title running down the spine, the author under it."""
    w, h = spine.size
    title, author = random.choice(TITLES)
    face, ink = random.choice(FACES), random.choice((_tooled(base), CREAM if sum(base) < 430 else "#231a17"))
    if random.random() < 0.5:
        title = title.upper()
    _set(spine, title, face, ink, (w * 0.24, h * 0.08, w * 0.76, h * 0.56), down=True)
    _set(spine, author.upper(), face, ink, (w * 0.34, h * 0.62, w * 0.66, h * 0.82), down=True)


def _ruled(random: Random, spine: Image.Image, base: Rgb) -> None:
    w, h = spine.size
    _rules(spine, _tooled(base), 0.05, 0.065, 0.2, 0.72, 0.88, 0.895)
    title, _ = random.choice(TITLES)
    _set(spine, title, random.choice(FACES[:2]), _tooled(base), (w * 0.26, h * 0.24, w * 0.74, h * 0.68), down=True)


def _stack(spine: Image.Image, title: str, face: str, ink: str, top: float, low: float) -> None:
    """Draw a title across the spine, one word per line."""
    w, h = spine.size
    words = title.upper().split()
    line = min((low - top) * h / len(words), 0.42 * w)
    y = (top + low) / 2 * h - line * len(words) / 2
    for word in words:
        _set(spine, word, face, ink, (w * 0.13, y + line * 0.14, w * 0.87, y + line * 0.86))
        y += line


def _across(random: Random, spine: Image.Image, base: Rgb, volume: str) -> None:
    w, h = spine.size
    title, author = (random.choice(WORKS), "") if volume else random.choice(TITLES)
    face, ink = random.choice(FACES), _tooled(base)
    _rules(spine, ink, 0.06, 0.075, 0.9, 0.915)
    _stack(spine, title, face, ink, 0.11, 0.4)
    _set(spine, volume or author.upper(), face, ink, (w * 0.2, h * 0.6, w * 0.8, h * 0.645))


def _label(random: Random, spine: Image.Image, base: Rgb, volume: str) -> None:
    """Draw a title on a leather or a paper label."""
    w, h = spine.size
    label = random.choice((CREAM, "#2a1f1c", "#6b1f20", "#1d3a40"))
    ink = BROWN if label == CREAM else GILT
    ImageDraw.Draw(spine).rectangle((0, h * 0.13, w, h * 0.38), fill=label)
    _rules(spine, ink, 0.145, 0.36)
    _stack(
        spine, random.choice(WORKS) if volume else random.choice(TITLES)[0], random.choice(FACES[:2]), ink, 0.165, 0.345
    )
    if volume:
        _set(spine, volume, FACES[0], _tooled(base), (w * 0.3, h * 0.5, w * 0.7, h * 0.545))


def _banded(random: Random, spine: Image.Image, base: Rgb, volume: str) -> None:
    """Draw raised bands, each with its light and its shade."""
    draw, (w, h) = ImageDraw.Draw(spine), spine.size
    for i in range(6):
        y = round(h * (0.04 + i * 0.165))
        draw.rectangle((0, y, w, y + 6), fill=mix(base, (255, 230, 190), 0.24))
        draw.rectangle((0, y + 7, w, y + 11), fill=mix(base, (0, 0, 0), 0.5))
    _stack(
        spine,
        random.choice(WORKS) if volume else random.choice(TITLES)[0],
        random.choice(FACES[:2]),
        _tooled(base),
        0.23,
        0.36,
    )
    _set(spine, volume or "*", FACES[0], _tooled(base), (w * 0.3, h * 0.43, w * 0.7, h * 0.475))


def _sticker(spine: Image.Image) -> None:
    """Draw the library's own label near the foot."""
    draw, (w, h) = ImageDraw.Draw(spine), spine.size
    y = round(0.86 * h)
    draw.rectangle((1, y, w - 2, y + 34), fill="#f1ead9")
    for i, part in enumerate((0.75, 0.6)):
        draw.rectangle((w * 0.25, y + 9 + 11 * i, w * part, y + 12 + 11 * i), fill="#6a6056")
