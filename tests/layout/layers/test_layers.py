"""Photos, logos, grounds, confetti; and that whatever is written is drawn or refused."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.layout.engine import layout
from memegen.layout.layers import KINDS
from memegen.model.entities import Raw
from memegen.model.keys import Kind, keys_of
from memegen.model.kinds import LAYERS
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Linear, Picture, Radial, Text
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from tests.helpers.squares import Squares
from tests.helpers.stage import BRAND, CANVAS, BlankSampler, Shelf, box, card, complaints, context, scene, sized, texts

CONFETTI = """\
fields: {seed: {default: Durham}}
%s: [{confetti: "{seed}", id: confetti, count: 400, piece: 12px, clear: 10px}]
%s:
  - {text: abcdefgh, id: a, size: 100px, at: center}
  - {text: below, id: b, size: 60px, at: bottom, rotate: 20}
  - {logo: brand, at: top right, height: 80px}
"""


def scraps(found: Scene) -> list[Box]:
    return [bounds(item.outline) for item in found.items if isinstance(item, Fill)]


def test_confetti_keeps_clear_of_text_and_logo() -> None:
    found = scene(CONFETTI % ("background", "layers"), CANVAS)
    kept = [around for _, around in found.text_bounds()]
    kept += [item.box for item in found.items if isinstance(item, Picture)]
    assert len(kept) == 3
    assert len(scraps(found)) > 80
    for scrap in scraps(found):
        assert not any(Box(b.x - 10, b.y - 10, b.w + 20, b.h + 20).intersects(scrap) for b in kept)


def test_confetti_in_front_keeps_clear_where_the_safe_area_begins_elsewhere() -> None:
    body = """\
    layers:
      - {text: abcdefgh, id: a, size: 100px, at: top left}
      - {confetti: Durham, count: 400, piece: 12px, clear: 10px}
    """
    platform = sized(1080, 1920, (300, 0, 300, 200))
    found = scene(body, platform)
    text = texts(found)["a"].box
    assert all(not text.intersects(scrap) for scrap in scraps(found))
    # The same in an area of its own, at a corner.
    cornered = body.replace("count:", "at: bottom right, width: 95%, height: 97%, count:")
    found = scene(cornered, platform)
    assert all(not texts(found)["a"].box.intersects(scrap) for scrap in scraps(found))


def test_confetti_is_the_same_for_the_same_seed() -> None:
    body = CONFETTI % ("background", "layers")
    assert scene(body, CANVAS) == scene(body, CANVAS)
    assert scraps(scene(body, CANVAS)) != scraps(scene(body, CANVAS, seed="Leeds"))


def test_late_layers_are_painted_where_they_stand() -> None:
    found = scene(CONFETTI % ("background", "layers"), CANVAS)
    assert isinstance(found.items[0], Fill)
    assert isinstance(found.items[-1], Picture)


PHOTO = "background: [{photo: /shelf/photo-2000x1000.jpg, %s}]"


@pytest.mark.parametrize(
    ("keys", "crop", "where"),
    [
        ("fit: cover", (500, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("focus: left", (0, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("focus: [0.6, 0.5]", (700, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("fit: contain", (0, 0, 2000, 1000), (0, 270, 1080, 540)),
        ("width: 50%, at: right", (750, 0, 500, 1000), (540, 0, 540, 1080)),
        ("frame: circle, width: 300px", (500, 0, 1000, 1000), (0, 0, 300, 300)),
    ],
)
def test_photos(keys: str, crop: tuple[float, ...], where: tuple[float, ...]) -> None:
    (found,) = scene(PHOTO % keys, CANVAS).items
    assert isinstance(found, Picture)
    assert (box(found.crop), box(found.box)) == (pytest.approx(crop), pytest.approx(where))


def test_a_photo_shown_whole_over_a_blur_of_itself() -> None:
    backdrop, inside = scene(PHOTO % "fit: blur", CANVAS).items
    assert isinstance(backdrop, Picture)
    assert isinstance(inside, Picture)
    assert (backdrop.blur, inside.blur) == (45, 0)
    assert box(backdrop.box) == (0, 0, 1080, 1080)
    assert box(inside.box) == (0, 270, 1080, 540)


@pytest.mark.parametrize(
    ("cut", "corner"), [("left", (100, 0)), ("right", (980, 1080)), ("top", (0, 100)), ("bottom", (1080, 980))]
)
def test_a_slanted_edge(cut: str, corner: tuple[float, float]) -> None:
    (found,) = scene(PHOTO % f"cut: {cut}, slant: 100px", CANVAS).items
    assert isinstance(found, Picture)
    assert found.clip
    assert (*corner, True) in found.clip[0]


def test_a_missing_photo_stops_the_card() -> None:
    (error,) = complaints(scene, "background: [{photo: /shelf/none.jpg}]", CANVAS)
    assert error.code == "photo-missing"


@pytest.mark.parametrize(
    ("ground", "mark"), [("ink", "dark"), ("paper", "light"), ("accent", "dark"), ("sun", "light")]
)
def test_the_logo_follows_its_ground(ground: str, mark: str) -> None:
    (found,) = scene(f"layers: [{{logo: brand, ground: {ground}, height: 50px, at: top right}}]", CANVAS).items
    assert isinstance(found, Picture)
    assert found.source == f"/shelf/{mark}-200x100.png"
    assert box(found.box) == (980, 0, 100, 50)


def test_a_brand_with_one_logo_or_none() -> None:
    body = "layers: [{logo: brand, ground: paper}]"
    one = replace(BRAND, logos={"dark": BRAND.logos["dark"]})
    (found,) = layout(card(body, brand=one), Squares(), Shelf(), BlankSampler()).items
    assert isinstance(found, Picture)
    assert layout(card(body, brand=replace(BRAND, logos={})), Squares(), Shelf(), BlankSampler()).items == ()


def test_gradients_and_scrims() -> None:
    (fill,) = scene("background: [{gradient: [ink, paper], angle: 90}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Linear)
    ends = fill.paint.x1, fill.paint.y1, fill.paint.x2, fill.paint.y2
    assert ends == pytest.approx((0, 540, 1080, 540))
    (fill,) = scene("background: [{gradient: [ink, paper], form: radial, center: top left}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Radial)
    (fill,) = scene("background: [{scrim: top, strength: 50%, solid: 20%, extent: 60%}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Linear)
    stops = fill.paint.stops
    assert [(round(s.at, 3), round(s.color.a, 3)) for s in (stops[0], stops[1], stops[-1])] == [
        (0, 0.5),
        (0.2, 0.5),
        (0.6, 0),
    ]
    assert all(a.at <= b.at for a, b in pairwise(stops))


def test_an_ornament_is_as_high_as_its_height() -> None:
    (found,) = scene("background: [{ornament: A, height: 140px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert (found.layer, found.size) == ("", pytest.approx(200))
    assert box(found.box) == pytest.approx((0, 0, 80, 140))


# What people write, on purpose or by mistake, and what nobody would.
WORDS = """
0 1 -1 0.5 1e9 nan inf 50% 100% -50% 200% 0px 1px -7vmin 900vmin 99999vmin 400% 0..1px 1px..900vmin 5..2vmin 10%..20px
ink transparent on(ink) readable(ink,ink) ink,paper yes no auto none top center row column 90 -45deg
{word} {empty} { [ #word squares display bold 900 lines fail end stretch between 999 /shelf/a-9x9.png
ribbon pattern plain circle contain blur radial duotone tritone poster multiply left panel canvas upper title brand
round safe
"""
ODD: tuple[Raw, ...] = (
    *WORDS.split(),
    *(
        "",
        "\u00ad",
        "\ue000",
        "word by word",
        "bottom left",
        "0.2 0.9",
        "face left",
        "0 0.2 1 0.8",
        "mix(ink, paper, 50%)",
        "1vmin 40vmin",
        "*a* b",
    ),
    *(("ink", "paper"), ("1vmin", "-9vmin"), ("0.5", "1"), ("a", ""), ()),
)


def reads(kind: Kind, raw: Raw) -> bool:
    try:
        kind.parse(raw, context(CANVAS))
    except ValueError:
        return False
    return True


# What can be read as each kind of value.
KEYS = [key for layer in KINDS.values() for _, key in keys_of(layer).values()]
LIKELY = {kind.name: [raw for raw in ODD if reads(kind, raw)] for kind in (key.kind for key in KEYS)}


@st.composite
def layers(draw: st.DrawFn) -> dict[str, object]:
    """A layer of any kind with a few of its keys, nearly all of which can be read."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    found: dict[str, object] = {}
    for word, (_, key) in keys_of(KINDS[kind]).items():
        if key.kind is not LAYERS and word != "when" and (key.default is None or not draw(st.integers(0, 4))):
            found[word] = draw(st.sampled_from(LIKELY[key.kind.name] if draw(st.integers(0, 60)) else ODD))
    if KINDS[kind].primary == "items":
        found[kind] = draw(st.lists(layers(), max_size=2))
    else:
        found.setdefault(kind, draw(st.sampled_from(LIKELY[keys_of(KINDS[kind])[kind][1].kind.name])))
    if kind in ("photo", "image"):
        found[kind] = "/shelf/a-90x60.jpg"
    return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(layers(), min_size=1, max_size=3), st.sampled_from([(1080, 1080), (1500, 200), (200, 1500)]))
def test_whatever_is_written_is_drawn_or_refused(written: list[dict[str, object]], size: tuple[int, int]) -> None:
    # JSON is YAML.
    body = f"fields: {{word: {{default: Word}}, empty: {{}}}}\nlayers: {json.dumps(written)}"
    try:
        found = scene(body, sized(*size))
    except DiagnosticError as error:
        assert all(d.code and d.message and (d.where.line or d.code.startswith("photo")) for d in error.diagnostics)
    else:
        # Plain numbers throughout: no infinity, and nothing that is no number.
        json.dumps(found.to_json(), allow_nan=False)
