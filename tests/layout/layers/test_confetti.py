"""Confetti: clear of all else, reproducible, painted in its place."""

from __future__ import annotations

from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Picture
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from tests.helpers.stage import CANVAS, scene, sized, texts

CONFETTI = """\
fields: {seed: {default: Durham}}
%s: [{confetti: "{seed}", id: confetti, count: 400, piece: 12px, clear: 10px}]
%s:
  - {text: abcdefgh, id: a, size: 100px, at: center}
  - {text: below, id: b, size: 60px, at: bottom, rotate: 20}
  - {logo: brand, at: top right, height: 80px}
"""


def pieces(found: Scene) -> list[Box]:
    return [bounds(item.outline) for item in found.items if isinstance(item, Fill)]


def test_confetti_keeps_clear_of_text_and_logo() -> None:
    found = scene(CONFETTI % ("background", "layers"), CANVAS)
    kept = [around for _, around in found.text_bounds()]
    kept += [item.box for item in found.items if isinstance(item, Picture)]
    assert len(kept) == 3
    assert len(pieces(found)) > 80
    for scrap in pieces(found):
        assert not any(Box(b.x - 10, b.y - 10, b.w + 20, b.h + 20).intersects(scrap) for b in kept)


def test_confetti_in_front_keeps_clear_in_another_area() -> None:
    body = """\
    layers:
      - {text: abcdefgh, id: a, size: 100px, at: top left}
      - {confetti: Durham, count: 400, piece: 12px, clear: 10px}
    """
    platform = sized(1080, 1920, (300, 0, 300, 200))
    found = scene(body, platform)
    text = texts(found)["a"].box
    assert all(not text.intersects(scrap) for scrap in pieces(found))
    # The same in an area of its own, at a corner.
    cornered = body.replace("count:", "at: bottom right, width: 95%, height: 97%, count:")
    found = scene(cornered, platform)
    assert all(not texts(found)["a"].box.intersects(scrap) for scrap in pieces(found))


def test_confetti_is_the_same_for_the_same_seed() -> None:
    body = CONFETTI % ("background", "layers")
    assert scene(body, CANVAS) == scene(body, CANVAS)
    assert pieces(scene(body, CANVAS)) != pieces(scene(body, CANVAS, seed="Leeds"))


def test_confetti_is_painted_in_declared_order() -> None:
    found = scene(CONFETTI % ("background", "layers"), CANVAS)
    assert isinstance(found.items[0], Fill)
    assert isinstance(found.items[-1], Picture)
