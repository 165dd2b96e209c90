"""Contrasts measured with only what is behind the letters painted are those of the whole painting, to the last bit."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from memegen.images import Photos
from memegen.rendering.measuring import scope_of
from memegen.rendering.painter import measure, paint
from memegen.rendering.text_report import CONTRAST_TOLERANCE
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Linear, Paint, Picture, Shadow, Stop, Stroke
from memegen.scene.path import rectangle
from memegen.scene.scene import Scene
from memegen.text.fonts import Library
from tests.helpers.equality import demanding
from tests.helpers.noise import noise
from tests.helpers.paintbox import BIG, BLACK, CROSS, SMALL, WHITE, text, tiny, tiny_library

SIZE = 160, 120
SCENES = 80


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("photos") / "noise.png"
    noise().save(path)
    return str(path)


class Scenes:
    """Scenes by chance, with all that reads pixels other than its own: blurs, gradients on plain ground, layers."""

    def __init__(self, seed: int, photo: str) -> None:
        self.random = Random(seed)
        self.photo = photo

    def scene(self) -> Scene:
        return Scene(*SIZE, self.color(1), tuple(self.item(2) for _ in range(self.random.randint(2, 9))))

    def item(self, depth: int) -> Item:
        kind = self.random.choice(["fill", "fill", "picture", "text", "text", "group" if depth else "text"])
        return {"fill": self.fill, "picture": self.picture, "text": self.letters, "group": self.group}[kind](depth)

    def color(self, opacity: float = 0) -> Color:
        red, green, blue = self.random.choices(range(256), k=3)
        return Color(red, green, blue, opacity or self.random.choice([1, 1, 0.6, 0.2]))

    def box(self, least: int = 20) -> Box:
        w, h = (self.random.choice([least, 40, 70, side, 0.5 + least]) for side in SIZE)
        return Box(self.random.randint(-10, 120), self.random.randint(-10, 90), w, h)

    def shadow(self) -> Shadow | None:
        return self.random.choice([None, None, Shadow(self.color(), 5, 3, self.random.choice([0, 6]))])

    def paint(self) -> Paint:
        stops = Stop(0, self.color()), Stop(1, self.color())
        x, y = self.random.choices(range(160), k=2)
        paints: list[Paint] = [self.color(), self.color(), Linear(0, 0, x, y, stops)]
        return self.random.choice(paints)

    def fill(self, _: int) -> Item:
        box = Box(0, 0, *SIZE) if self.random.random() < 0.3 else self.box()
        return Fill(rectangle(box), self.paint(), blur=self.random.choice([0, 0, 0, 3, 9]), shadow=self.shadow())

    def picture(self, _: int) -> Item:
        return Picture(self.photo, Box(0, 0, 160, 120), self.box(), shadow=self.shadow())

    def letters(self, _: int) -> Item:
        x, y, size = self.random.randint(0, 120), self.random.randint(20, 110), self.random.choice([9, 17, 40])
        glyphs = self.random.choices([BIG, SMALL, CROSS], k=self.random.randint(1, 4))
        runs = [tiny(glyph, place * size, self.color(), size) for place, glyph in enumerate(glyphs)]
        paint = self.paint()
        return replace(
            text(*runs, *self.random.choice([[], [tiny(BIG, 0, None, size)]]), x=x, y=y, size=size),
            box=Box(x, y - size, len(glyphs) * size, size),
            needs=4.5,
            stroke=self.random.choice([None, None, Stroke(self.color(1), 2)]),
            shadow=self.shadow(),
            paint=paint if isinstance(paint, Linear) else None,
        )

    def group(self, depth: int) -> Item:
        return Group(
            tuple(self.item(depth - 1) for _ in range(self.random.randint(1, 4))),
            opacity=self.random.choice([1, 1, 0.5, 0]),
            rotate=self.random.choice([0, 0, 13, 90]),
            center=(70, 60),
            shadow=self.shadow(),
            clip=self.random.choice([None, None, rectangle(self.box(50))]),
            blend=self.random.choice(["normal", "normal", "multiply"]),
        )


def test_contrasts_are_those_of_the_painting(library: Library, photo: str) -> None:
    photos = Photos()
    known = below = 0
    for seed in range(SCENES):
        scene = Scenes(seed, photo).scene()
        painted = paint(scene, library, photos, measuring=True).contrasts
        assert measure(demanding(scene), library, photos) == painted, seed
        for asked, ratio in zip(measure(scene, library, photos), painted, strict=True):
            low = ratio is not None and ratio < 4.5 - CONTRAST_TOLERANCE
            assert asked == ratio if low else asked in (None, ratio), seed
            known, below = known + (ratio is not None), below + low
    assert known > below > SCENES


def test_only_what_is_behind_a_text_is_painted(library: Library, photo: str) -> None:
    ground = Fill(rectangle(Box(0, 0, *SIZE)), WHITE)
    beside = Picture(photo, Box(0, 0, 160, 120), Box(100, 60, 60, 60))
    behind = Fill(rectangle(Box(0, 0, 90, 60)), BLACK)
    above = Fill(rectangle(Box(0, 0, 90, 60)), WHITE)
    low = replace(text(tiny(BIG)), needs=4.5)
    free = replace(text(tiny(BIG, x=30), x=50), needs=0)
    outlined = replace(low, stroke=Stroke(WHITE, 2))
    items = (ground, beside, behind, free, outlined, low, above)
    scope = scope_of(items, lambda font, glyph: library.face(font).ink(glyph))
    assert set(scope.measured) == {id(low)}
    assert scope.painted == {id(ground), id(behind), id(outlined)}
    assert not scope_of((ground, free, outlined), lambda *_: Box(0, 0, 1, 1)).measured
