"""What is done to photographs' colours, by value, on small made-up pictures."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from memegen.images import Photos
from memegen.images.effects import apply_effects
from memegen.images.wash import luminosity
from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.effects import Adjust, Effect, Grain, Halftone, Posterise, Tone, Vignette, Wash
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from tests.helpers.stage import CANVAS, scene

INK, ACCENT, SUN, PAPER = Color(21, 21, 30), Color(228, 50, 43), Color(255, 197, 51), Color(255, 247, 232)
EFFECTS: list[Effect] = [
    Adjust(0.4, -0.3, 0.5),
    Vignette(0.6),
    Tone((INK, PAPER)),
    Posterise((INK, ACCENT, SUN, PAPER)),
    Halftone(6, (INK, PAPER)),
    Halftone(6),
    Wash(ACCENT, "overlay"),
    Wash(ACCENT, "colour"),
    Grain(0.5, 1.5),
]


def flat(color: Color, side: int = 60) -> Image.Image:
    return Image.new("RGB", (side, side), color.rgb)


def ramp(low: int = 0, high: int = 255, height: int = 40) -> Image.Image:
    """From dark on the left to light on the right, one level a pixel."""
    image = Image.new("L", (high - low + 1, height))
    for x in range(image.width):
        image.paste(low + x, (x, 0, x + 1, height))
    return image.convert("RGB")


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def row(image: Image.Image) -> list[tuple[int, int, int]]:
    return [pixel(image, x, image.height // 2) for x in range(image.width)]


def mean(image: Image.Image) -> list[float]:
    return ImageStat.Stat(image).mean


def colours(image: Image.Image) -> Counter[object]:
    return Counter({color: count for count, color in image.getcolors(1 << 24) or ()})


# All of them


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: type(effect).__name__)
def test_effect_keeps_size_and_alpha_and_is_reproducible(effect: Effect) -> None:
    clear = ramp().convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    once, again = apply_effects(clear, (effect,)), apply_effects(clear.copy(), (effect,))
    assert (once.mode, once.size) == ("RGBA", clear.size)
    assert once.tobytes() == again.tobytes()
    assert once.getchannel("A").tobytes() == clear.getchannel("A").tobytes()
    assert once.convert("RGB").tobytes() != clear.convert("RGB").tobytes()


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: type(effect).__name__)
@pytest.mark.parametrize("size", [(1, 1), (2, 37), (700, 3)])
def test_effect_accepts_extreme_sizes(effect: Effect, size: tuple[int, int]) -> None:
    assert apply_effects(Image.new("RGB", size, (90, 120, 30)), (effect,)).size == size


def test_effects_are_applied_in_order() -> None:
    tone, wash = Tone((BLACK, WHITE)), Wash(ACCENT, "normal")
    assert pixel(apply_effects(ramp(), (tone, wash)), 128, 9) == ACCENT.rgb
    assert pixel(apply_effects(ramp(), (wash, tone)), 128, 9) != ACCENT.rgb


def test_transparent_pixels_do_not_change_an_effect() -> None:
    image = ramp(80, 180).convert("RGBA")
    image.putalpha(255)
    wide = Image.new("RGBA", (image.width * 2, image.height))
    wide.paste(image)
    for effect in (Tone((INK, PAPER)), Halftone(5, (INK, PAPER))):
        shown = apply_effects(wide, (effect,)).crop((0, 0, *image.size))
        assert shown.tobytes() == apply_effects(image, (effect,)).tobytes()


# Tone


def test_mono_is_monotonic_from_black_to_white() -> None:
    greys = [color[0] for color in row(apply_effects(ramp(60, 200), (Tone((BLACK, WHITE)),)))]
    assert (greys[0], greys[-1]) == (0, 255)
    assert all(a <= b for a, b in pairwise(greys))
    # Steeper in the middle than at the ends.
    assert greys[75] - greys[65] > greys[20] - greys[10]
    assert greys[70] == pytest.approx(128, abs=3)


def test_mono_stretches_low_contrast_only_so_far() -> None:
    assert mean(apply_effects(flat(Color(200, 200, 200)), (Tone((BLACK, WHITE)),)))[0] > 128
    greys = [color[0] for color in row(apply_effects(ramp(110, 130), (Tone((BLACK, WHITE)),)))]
    assert greys[-1] - greys[0] < 80


def test_duotone_ends_in_exactly_its_colours() -> None:
    found = row(apply_effects(ramp(), (Tone((INK, PAPER)),)))
    assert (found[0], found[-1]) == (INK.rgb, PAPER.rgb)
    found = row(apply_effects(ramp(), (Tone((INK, ACCENT, PAPER)),)))
    assert (found[0], found[-1]) == (INK.rgb, PAPER.rgb)
    assert found[128] == pytest.approx(ACCENT.rgb, abs=4)


# The poster


@pytest.mark.parametrize("colors", [(INK, PAPER), (INK, ACCENT, PAPER), (INK, ACCENT, SUN, PAPER)], ids=len)
def test_poster_has_only_its_colours_except_at_edges(colors: tuple[Color, ...]) -> None:
    image = apply_effects(ramp().resize((512, 400)), (Posterise(colors),))
    counts = colours(image)
    named = {color.rgb: counts[color.rgb] for color in colors}
    area = image.width * image.height
    assert sum(named.values()) > 0.97 * area
    # A ramp is shared out among them, from dark to light.
    assert all(count > 0.4 * area / len(colors) for count in named.values())
    assert list(dict.fromkeys(color for color in row(image) if color in named)) == [color.rgb for color in colors]


def test_poster_of_many_colours_or_one() -> None:
    many = tuple(Color(level, 0, 255 - level) for level in (0, 40, 80, 120, 160, 200, 240))
    assert {color.rgb for color in many} <= set(colours(apply_effects(ramp().resize((700, 400)), (Posterise(many),))))
    assert colours(apply_effects(ramp(), (Posterise((SUN,)),))) == {SUN.rgb: 256 * 40}


@pytest.mark.parametrize(("grey", "color"), [(BLACK, INK), (WHITE, PAPER)])
def test_poster_of_a_flat_photo_has_its_nearest_colour(grey: Color, color: Color) -> None:
    assert set(colours(apply_effects(flat(grey), (Posterise((INK, ACCENT, PAPER)),)))) == {color.rgb}


def test_poster_of_a_noisy_photo_has_no_speckles() -> None:
    noisy = apply_effects(ramp().resize((1080, 1080)), (Grain(0.2),))
    image = apply_effects(noisy, (Posterise((INK, PAPER)),)).convert("L")
    rows = [image.crop((0, y, 1080, y + 1)).tobytes() for y in range(0, 1080, 54)]
    # In nearly every row there is one edge between dark and light.
    turns = Counter(sum((a < 128) != (b < 128) for a, b in pairwise(line)) for line in rows)
    assert turns[1] >= 15
    assert max(turns) <= 5


# The halftone


@pytest.mark.parametrize("cell", [4, 6.5, 13, 40])
@pytest.mark.parametrize("grey", [0, 20, 64, 128, 200, 240, 255])
def test_halftone_keeps_the_mean_of_the_photo(cell: float, grey: int) -> None:
    image = Image.new("RGB", (400, 400), (grey, 255 - grey, grey))
    for found, level in zip(mean(apply_effects(image, (Halftone(cell),))), (grey, 255 - grey, grey), strict=True):
        assert found == pytest.approx(level, abs=3)


def test_halftone_has_only_ink_and_paper() -> None:
    image = apply_effects(ramp().resize((600, 400)), (Halftone(16, (INK, PAPER)),))
    assert (pixel(image, 0, 200), pixel(image, 599, 200)) == (INK.rgb, PAPER.rgb)
    counts = colours(image)
    assert (counts[INK.rgb] + counts[PAPER.rgb]) / (600 * 400) > 0.7
    # White has no dots, and black no holes.
    assert set(colours(apply_effects(flat(WHITE), (Halftone(9),)))) == {(255, 255, 255)}
    assert set(colours(apply_effects(flat(BLACK), (Halftone(9),)))) == {(0, 0, 0)}


def test_halftone_of_one_ink_has_a_screen_angle_of_45_degrees() -> None:
    cell = 16
    image = apply_effects(Image.new("RGB", (320, 320), (100, 100, 100)), (Halftone(cell, (BLACK, WHITE)),)).convert("L")
    across = round(cell * 2**0.5)

    def differs(dx: int, dy: int) -> float:
        moved = ImageChops.offset(image, dx, dy).crop((60, 60, 260, 260))
        return mean(ImageChops.difference(moved, image.crop((60, 60, 260, 260))))[0]

    assert differs(across, 0) < 20
    assert differs(across // 2, across // 2) < 20
    assert differs(across // 2, 0) > 60


# Light and colour


def test_adjustment_of_zero_changes_nothing() -> None:
    image = ramp()
    assert apply_effects(image, (Adjust(),)).tobytes() == image.tobytes()
    assert apply_effects(image, (Adjust(0, 0, 1e-9),)).tobytes() == image.tobytes()


@pytest.mark.parametrize("adjust", [Adjust(1), Adjust(-1), Adjust(0, 1), Adjust(0.3, 0.6)])
def test_brightness_and_contrast_keep_black_and_white(adjust: Adjust) -> None:
    greys = [color[0] for color in row(apply_effects(ramp(), (adjust,)))]
    assert (greys[0], greys[255]) == (0, 255)
    assert all(a <= b for a, b in pairwise(greys))
    assert adjust.brightness == 0 or (greys[128] > 128) == (adjust.brightness > 0)


def test_minimum_contrast_is_grey_and_minimum_saturation_colourless() -> None:
    assert set(row(apply_effects(ramp(), (Adjust(0, -1),)))) == {(128, 128, 128)}
    red, green, blue = pixel(apply_effects(flat(ACCENT), (Adjust(0, 0, -1),)), 3, 3)
    assert red == green == blue
    red, green, blue = pixel(apply_effects(flat(Color(150, 120, 110)), (Adjust(0, 0, 1),)), 3, 3)
    assert (red, green, blue) == pytest.approx((175, 115, 95), abs=3)


def test_vignette_is_symmetric() -> None:
    image = apply_effects(flat(Color(200, 180, 160), 401), (Vignette(0.5),))
    for turn in (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.ROTATE_90):
        low_high = ImageChops.difference(image, image.transpose(turn)).getextrema()
        assert all(high <= 2 for _, high in low_high)  # type: ignore[misc]
    assert pixel(image, 200, 200) == (200, 180, 160)
    assert pixel(image, 0, 0) == pytest.approx((100, 90, 80), abs=3)


def test_vignette_has_no_bands() -> None:
    line = [color[0] for color in row(apply_effects(flat(Color(60, 60, 60), 900), (Vignette(0.4),)))]
    falling = line[: 900 // 3]
    # Levels that are mixed at their border are no bands.
    assert any(a > b for a, b in pairwise(falling))
    assert any(a < b for a, b in pairwise(falling))


def test_grain_changes_only_lightness_and_keeps_the_mean() -> None:
    image = flat(Color(120, 130, 110), 300)
    for size in (1, 1.5, 3):
        grained = apply_effects(image, (Grain(0.3, size),))
        assert mean(grained) == pytest.approx(mean(image), abs=0.6)
        red, green, blue = grained.split()
        assert ImageStat.Stat(red).stddev[0] == pytest.approx(48 * 0.3, rel=0.1)
        assert ImageChops.subtract(green, red).getextrema() == (10, 10)
        assert ImageChops.subtract(red, blue).getextrema() == (10, 10)
    assert apply_effects(flat(WHITE), (Grain(1),)).getcolors() == [(3600, (255, 255, 255))]


# The wash: the formulas of the specification, written out once more for one channel


def hard_light(backdrop: float, source: float) -> float:
    if source <= 0.5:
        return backdrop * 2 * source
    return backdrop + (2 * source - 1) - backdrop * (2 * source - 1)


def soft_light(backdrop: float, source: float) -> float:
    if source <= 0.5:
        return backdrop - (1 - 2 * source) * backdrop * (1 - backdrop)
    d = ((16 * backdrop - 12) * backdrop + 4) * backdrop if backdrop <= 0.25 else backdrop**0.5
    return backdrop + (2 * source - 1) * (d - backdrop)


FORMULAS = {
    "normal": lambda backdrop, source: source,
    "multiply": lambda backdrop, source: backdrop * source,
    "screen": lambda backdrop, source: 1 - (1 - backdrop) * (1 - source),
    "overlay": lambda backdrop, source: hard_light(source, backdrop),
    "soft-light": soft_light,
}


@pytest.mark.parametrize("opacity", [1, 0.4])
@pytest.mark.parametrize("mode", FORMULAS)
def test_wash_follows_the_specification(mode: str, opacity: float) -> None:
    color = Color(228, 50, 130)
    for level, found in enumerate(row(apply_effects(ramp(), (Wash(color.multiply_alpha(opacity), mode),)))):
        for channel, ink in zip(found, color.rgb, strict=True):
            blended = FORMULAS[mode](level / 255, ink / 255) * 255
            assert channel == pytest.approx(level + (blended - level) * opacity, abs=1)


@pytest.mark.parametrize("color", [ACCENT, SUN, INK, Color(0, 0, 255)])
def test_wash_of_colour_keeps_the_luminosity(color: Color) -> None:
    image = Image.new("RGB", (4, 1))
    photo = [(10, 200, 30), (250, 240, 10), (90, 20, 140), (128, 128, 128)]
    image.putdata(photo)
    for before, after in zip(photo, row(apply_effects(image, (Wash(color, "colour"),))), strict=True):
        assert luminosity(*after) == pytest.approx(luminosity(*before), abs=1.5)
    # Of its own luminosity it is the colour itself.
    assert pixel(apply_effects(flat(color), (Wash(color, "colour"),)), 3, 3) == pytest.approx(color.rgb, abs=2)


def test_transparent_wash_changes_nothing() -> None:
    image = ramp()
    for mode in (*FORMULAS, "colour"):
        assert apply_effects(image, (Wash(ACCENT.multiply_alpha(0), mode),)).tobytes() == image.tobytes()


# The photo layer


def effects(keys: str) -> tuple[Effect, ...]:
    (found,) = scene(f"background: [{{photo: /shelf/photo-900x600.jpg, {keys}}}]", CANVAS).items
    assert isinstance(found, Picture)
    return found.effects


def kinds(keys: str) -> list[str]:
    return [type(effect).__name__ for effect in effects(keys)]


def test_photo_layer_without_effect_keys_has_no_effects() -> None:
    assert effects("fit: cover") == ()
    assert effects("brightness: 0, grain: 0%, halftone: 0, wash: none") == ()


def test_photo_layer_orders_effects_regardless_of_keys() -> None:
    keys = "grain: 20%, wash: accent 50%, halftone: 1vmin, tone: poster, vignette: 30%, saturation: -10%"
    assert kinds(keys) == ["Adjust", "Vignette", "Posterise", "Halftone", "Wash", "Grain"]


def test_photo_layer_takes_as_many_tones_as_the_effect_has() -> None:
    named = "tones: [ink, accent, paper]"
    assert [len(tone.colors) for tone in effects(f"tone: duotone, {named}") if isinstance(tone, Tone)] == [2]
    assert [len(tone.colors) for tone in effects(f"tone: tritone, {named}") if isinstance(tone, Tone)] == [3]
    assert effects(f"tone: mono, {named}") == (Tone((BLACK, WHITE)),)
    (poster,) = effects(f"tone: poster, {named}")
    assert isinstance(poster, Posterise)
    assert len(poster.colors) == 3


def test_halftone_takes_the_colours_of_the_tone() -> None:
    tritone = "tone: tritone, tones: [black, accent, white]"
    for tone, colors in (("", None), ("tone: mono", (BLACK, WHITE)), (tritone, (BLACK, WHITE))):
        (halftone,) = effects(", ".join(filter(None, ("halftone: 1vmin", tone))))
        assert isinstance(halftone, Halftone)
        assert halftone.cell == pytest.approx(10.8)
        assert halftone.colors == colors
    # Never too fine to be dots, nor too coarse to be a picture.
    assert effects("halftone: 1px, width: 10px") == (Halftone(3),)
    assert effects("halftone: 90vmin") == (Halftone(108),)
    assert effects("halftone: -2vmin") == ()


def test_wash_has_the_opacity_of_its_colour() -> None:
    (wash,) = effects("wash: white 40%, wash-mode: soft-light")
    assert wash == Wash(WHITE.multiply_alpha(0.4), "soft-light")


def test_effects_are_in_the_json_of_a_scene() -> None:
    found = scene("background: [{photo: /shelf/photo-900x600.jpg, grain: 20%, vignette: 30%}]", CANVAS).to_json()
    assert found["items"][0]["effects"] == [
        {"kind": "vignette", "strength": 0.3},
        {"kind": "grain", "strength": 0.2, "size": 1.5},
    ]


def test_plate_with_effects_is_kept_separately(tmp_path: Path) -> None:
    ramp().save(tmp_path / "a.png")
    photos, crop = Photos(), Box(0, 0, 256, 40)
    plain = photos.plate(tmp_path / "a.png", crop, (256, 40))
    before = plain.tobytes()
    washed = photos.plate(tmp_path / "a.png", crop, (256, 40), (Wash(ACCENT),))
    assert washed is photos.plate(tmp_path / "a.png", crop, (256, 40), (Wash(ACCENT),))
    assert washed.tobytes() != before == plain.tobytes()
