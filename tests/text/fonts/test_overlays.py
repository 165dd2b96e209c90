"""Lines through, under and over letters."""

from __future__ import annotations

import pytest

from memegen.scene.items import Font
from memegen.text.face import ShapedGlyph
from memegen.text.fonts import HarfBuzzFace, Library
from memegen.text.fonts.overlays import REACH, has_lines
from tests.helpers.paths import BUNDLE


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(BUNDLE)


def dash_range(face: HarfBuzzFace, shaped: tuple[ShapedGlyph, ...], dash: str) -> tuple[float, float]:
    """Return where the ink of the dashes in a line begins and ends, em."""
    glyph = face.shape(dash, language="en")[0].glyph
    pen, edges = 0.0, list[float]()
    for one in shaped:
        if one.glyph == glyph:
            edges += [pen + one.dx + face.ink(glyph).x, pen + one.dx + face.ink(glyph).right]
        pen += one.advance
    return min(edges), max(edges)


@pytest.mark.parametrize("family", ["Anton", "Inter", "Lora", "Noto Sans"])
@pytest.mark.parametrize(("line", "dash"), [("\u0336", "-"), ("\u0332", "_"), ("\u0305", "_")])
def test_line_crosses_all_of_its_letters(library: Library, family: str, line: str, dash: str) -> None:
    face = library.face(Font(family))
    plain, lined = (face.shape(text, language="en") for text in ("now", line.join("now") + line))
    assert has_lines(line) and face.covers(f"n{line}")
    width = sum(glyph.advance for glyph in lined)
    assert width == pytest.approx(sum(glyph.advance for glyph in plain), abs=0.02)
    start, end = dash_range(face, lined, dash)
    assert (start, end) == pytest.approx((-REACH, width + REACH), abs=0.001)


def test_line_belongs_to_its_letter_alone(library: Library) -> None:
    face = library.face(Font("Inter"))
    shaped = face.shape("no\u0336\u0332w", language="en")
    before, letter = shaped[0].advance, shaped[1].advance
    assert dash_range(face, shaped, "_") == pytest.approx((before - REACH, before + letter + REACH), abs=0.001)
    assert not has_lines("now") and not has_lines("nōw")


def test_overline_is_above_the_capitals(library: Library) -> None:
    face = library.face(Font("Inter"))
    dash = face.shape("N\u0305", language="en")[1]
    assert face.ink(dash.glyph).bottom + dash.dy < -face.metrics.cap
