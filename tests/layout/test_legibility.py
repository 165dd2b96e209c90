"""Scrims as deep as the text over them needs; texts in the better of two colours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.layers.scrim import Scrim
from memegen.layout.legibility import ContrastNeed, contrast_needs
from memegen.layout.scrims import TARGET, adapted_scrim
from memegen.model.values import AUTO
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import BLACK, WHITE, Color, composite, contrast, contrast_ratio, luminance
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Linear
from memegen.scene.letter_boxes import letter_boxes, separating_outline
from memegen.scene.scene import Scene
from tests.helpers.stage import BRAND, CANVAS, PALETTE, SQUARE, card, over, scene, texts, view

INK, PAPER = PALETTE["ink"], PALETTE["paper"]
AREA = Box(0, 0, 1000, 1000)
# A scrim as it is when nothing is said.
(USUAL,) = card("background: [{scrim: auto}]").background
BRIGHT, DARK = view(*["9" * 10] * 10), view(*["0" * 10] * 10)
LOW = Box(100, 700, 500, 200)


def scrim(side: str = "auto", **keys: object) -> Scrim:
    return replace(USUAL, **{"side": side, **keys})


def least(found: Scrim, strength: float, box: Box, backdrop: Backdrop, color: Color) -> float:
    """The least contrast of the colour with the cells behind the box under a scrim from the bottom or flat."""
    ratios = []
    for at, cells in backdrop.rows_in(box):
        veil = found.color.multiply_alpha(strength * found.relative_strength(at / AREA.h))
        grounds = [composite(veil, cell) for cell in cells]
        ratios += [contrast_ratio(color.luminance, luminance(ground)) for ground in grounds]
    return min(ratios)


@pytest.mark.parametrize(
    ("box", "side"),
    [
        (Box(100, 700, 800, 250), "bottom"),
        (Box(100, 50, 800, 200), "top"),
        (Box(50, 50, 300, 900), "left"),
        (Box(650, 50, 300, 900), "right"),
        # Where edges are alike it is the bottom, which pictures can best do without.
        (Box(50, 750, 200, 200), "bottom"),
        (Box(20, 20, 960, 960), "flat"),
    ],
)
def test_a_scrim_comes_from_the_edge_nearest_to_the_text(box: Box, side: str) -> None:
    assert adapted_scrim(scrim(), AREA, [ContrastNeed(box, WHITE, 4.5)], BRIGHT).side == side


def test_it_keeps_its_strength_as_far_as_the_text_reaches() -> None:
    found = adapted_scrim(scrim(), AREA, [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT)
    assert found.solid == pytest.approx(0.33)
    assert found.extent == pytest.approx(0.69)
    assert found.relative_strength(0.68) == 1
    assert 0 < found.relative_strength(0.5) < 1
    assert found.relative_strength(0.3) == 0


def test_a_side_that_is_said_stays() -> None:
    found = adapted_scrim(
        scrim("top", strength=AUTO, solid=0.4, extent=0.9), AREA, [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT
    )
    assert (found.side, found.solid, found.extent) == ("top", 0.4, 0.9)


def test_a_strength_that_is_said_stays() -> None:
    assert adapted_scrim(scrim(strength=0.2), AREA, [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT).strength == 0.2


def test_where_all_reads_there_is_no_shade() -> None:
    assert adapted_scrim(scrim(), AREA, [ContrastNeed(LOW, WHITE, 4.5)], DARK).strength == 0
    assert adapted_scrim(scrim(), AREA, [], BRIGHT).strength == 0


def test_text_that_it_does_not_meet_needs_nothing_of_it() -> None:
    half = Box(0, 500, 1000, 500)
    wanted = [ContrastNeed(Box(0, 0, 900, 200), WHITE, 4.5)]
    assert adapted_scrim(scrim("flat", strength=AUTO), half, wanted, BRIGHT).strength == 0


def test_a_room_of_no_size_is_no_trouble() -> None:
    assert adapted_scrim(scrim(), Box(0, 0, 0, 100), [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT).side == "flat"


@given(st.binary(min_size=300, max_size=300), st.sampled_from((3.0, 4.5, 7.0)), st.sampled_from((WHITE, PAPER)))
def test_the_strength_is_enough_and_no_more(pixels: bytes, target: float, color: Color) -> None:
    backdrop = Backdrop(10, 10, 100, pixels)
    found = adapted_scrim(scrim("flat", strength=AUTO), AREA, [ContrastNeed(LOW, color, target)], backdrop)
    assert found.strength is not None
    assert least(found, found.strength, LOW, backdrop, color) >= target * TARGET * 0.97
    if found.strength > 0:
        # Of many colours in a line only the lightest and the darkest are looked at.
        assert least(found, found.strength - 0.01, LOW, backdrop, color) < target * TARGET * 1.001


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.sampled_from((3.0, 4.5)))
def test_one_hundredth_less_would_not_do(rows: list[int], target: float) -> None:
    backdrop = view(*[str(grey) * 10 for grey in rows])
    found = adapted_scrim(scrim("bottom", strength=AUTO), AREA, [ContrastNeed(LOW, WHITE, target)], backdrop)
    assert found.strength is not None
    assert least(found, found.strength, LOW, backdrop, WHITE) >= target * TARGET
    if found.strength > 0:
        assert least(found, found.strength - 0.01, LOW, backdrop, WHITE) < target * TARGET


def test_where_no_strength_is_enough_it_takes_the_most_useful() -> None:
    # Grey letters cannot have 7:1 on ink; the more ink the better.
    grey = Color(150, 150, 150)
    assert adapted_scrim(scrim("flat", strength=AUTO), AREA, [ContrastNeed(LOW, grey, 7)], BRIGHT).strength == 1
    # Nor have ink letters on ink anything from a scrim.
    assert adapted_scrim(scrim("flat", strength=AUTO), AREA, [ContrastNeed(LOW, INK, 21)], BRIGHT).strength == 0


def test_a_pale_scrim_serves_dark_letters() -> None:
    found = adapted_scrim(scrim(color=PAPER), AREA, [ContrastNeed(LOW, INK, 4.5)], DARK)
    assert found.strength is not None
    assert 0.3 < found.strength < 0.7


def test_the_neediest_text_decides() -> None:
    easy, hard = ContrastNeed(LOW, WHITE, 3), ContrastNeed(Box(100, 850, 50, 20), WHITE, 4.5)
    one, both = (
        adapted_scrim(scrim("flat", strength=AUTO), AREA, wanted, BRIGHT).strength for wanted in ([easy], [easy, hard])
    )
    alone = adapted_scrim(scrim("flat", strength=AUTO), AREA, [hard], BRIGHT).strength
    assert one is not None
    assert both is not None
    assert one < both == alone


def wanted(text: str) -> list[ContrastNeed]:
    return contrast_needs(scene(text, CANVAS).items)


def test_a_text_needs_what_its_size_asks_for() -> None:
    (large,) = wanted("layers: [{text: Hello, size: 80px, case: none}]")
    assert (large.ratio, large.color, large.box.h) == (3, PAPER, pytest.approx(0.72 * 80))
    assert [need.ratio for need in wanted("layers: [{text: Hello, size: 40px}]")] == [4.5]
    assert [need.ratio for need in wanted("layers: [{text: Hello, size: 60px}]")] == [4.5]
    assert [need.ratio for need in wanted("layers: [{text: Hello, size: 60px, weight: bold}]")] == [3]
    assert [need.ratio for need in wanted("layers: [{text: Hello, contrast: 7}]")] == [7]
    assert wanted("layers: [{text: Hello, contrast: 0}]") == []


@pytest.mark.parametrize(
    "layers",
    [
        "[{hashtag: '#open'}]",
        "[{column: {ground: cool, padding: 4vmin, items: [{text: Hello}]}}]",
        "[{text: Hello, strips: cool}]",
        "[{rectangle: cool, width: 100%, height: 100%}, {text: Hello, at: center}]",
        "[{text: Hello, outline: ink, outline-width: 6%}]",
    ],
)
def test_text_on_a_fill_of_its_own_needs_nothing(layers: str) -> None:
    assert wanted(f"layers: {layers}") == []


@pytest.mark.parametrize(
    "layers",
    [
        "[{rectangle: cool 80%, width: 100%, height: 100%}, {text: Hello, at: center}]",
        "[{text: Hello, at: center}, {rectangle: cool, at: left, width: 10%, height: 100%}]",
        "[{rectangle: cool, at: left, width: 10%, height: 100%}, {text: Hello, at: center}]",
        "[{text: Hello, outline: ink, outline-width: 1%}]",
        "[{hashtag: '#open', style: plain}]",
    ],
)
def test_text_beside_or_over_less_than_that_needs_it(layers: str) -> None:
    assert len(wanted(f"layers: {layers}")) == 1


def test_strips_are_a_ground_only_where_they_are() -> None:
    # The marks on the first and the last line leave the words between them on the photo.
    marked = wanted("layers: [{text: '==Once== upon a time ==there==', width: 40%, size: 60px}]")
    plain = wanted("layers: [{text: 'Once upon a time there', width: 40%, size: 60px}]")
    assert marked
    assert len({need.box.y for need in marked}) == len({need.box.y for need in plain})
    assert not wanted("layers: [{text: '==Once==', size: 60px}]")


def test_a_text_in_a_faded_layer_needs_more() -> None:
    (need,) = wanted("layers: [{text: Hello, opacity: 50%}]")
    assert need.color == PAPER.multiply_alpha(0.5)


def test_a_turned_text_is_where_it_is_turned_to() -> None:
    (flat,), (turned,) = wanted("layers: [{text: Hello}]"), wanted("layers: [{text: Hello, rotate: 90, at: center}]")
    assert turned.box.w == pytest.approx(flat.box.h)
    assert turned.box.h == pytest.approx(flat.box.w)


def test_each_colour_of_a_text_is_a_patch() -> None:
    found = list(letter_boxes(texts(scene("layers: [{text: 'one *two*', emphasis: sun, size: 50px}]"))["text"]))
    assert [patch.colors for patch in found] == [(PAPER,), (PALETTE["sun"],)]
    assert all(patch.size == pytest.approx(50 / 1.08) for patch in found)
    one, two = (patch.box for patch in found)
    assert one.right <= two.x + found[0].size


def test_a_gradient_has_the_colours_of_all_its_stops() -> None:
    text = texts(scene("layers: [{text: one, gradient: [sun, accent]}]"))["text"]
    (patch,) = letter_boxes(text)
    assert {patch.colors[0], patch.colors[-1]} == {PALETTE["sun"], PALETTE["accent"]}
    assert len(patch.colors) > 2


def test_a_bent_line_has_a_patch_for_every_letter() -> None:
    text = texts(scene("layers: [{text: around, arc: top, width: 50%, height: 50%}]"))["text"]
    found = list(letter_boxes(text))
    assert len(found) == 6
    assert all(patch.box.w == pytest.approx(patch.size) for patch in found)


def test_only_a_line_that_is_wide_and_opaque_parts_letters_from_the_ground() -> None:
    def line(keys: str) -> Color | None:
        return separating_outline(texts(scene(f"layers: [{{text: one, {keys}}}]"))["text"])

    assert line("outline: ink") == INK
    assert line("outline: ink, outline-width: 1%") is None
    assert line("outline: ink 80%") is None
    assert line("size: 5vmin") is None


def deep(found: Scene) -> float:
    """How opaque the first fill is where it is strongest."""
    fill = next(item for item in found.items if isinstance(item, Fill))
    return max(stop.color.a for stop in fill.paint.stops) if isinstance(fill.paint, Linear) else fill.paint.a  # type: ignore[union-attr]


QUOTE = "layers: [{text: Saturday, at: bottom left, size: 14vmin}]"


def test_a_card_is_shaded_as_far_as_its_text_and_its_photo_ask() -> None:
    body = f"background: [{{scrim: auto}}]\n{QUOTE}"
    assert deep(over(DARK, body)) == 0
    assert 0.3 < deep(over(view(*["8" * 10] * 10), body)) < deep(over(BRIGHT, body)) < 0.8
    assert deep(scene(f"background: [{{scrim: bottom}}]\n{QUOTE}")) == pytest.approx(0.9)


def test_a_panel_is_as_deep_as_the_text_on_it_asks() -> None:
    panel = "{scrim: panel, at: bottom left, width: 60%, height: 30%, strength: auto}"
    aside = "{text: A whole long line of letters, at: top right, size: 3vmin}"
    on = over(BRIGHT, f"layers: [{panel}, {{text: Saturday, at: bottom left, size: 14vmin}}]")
    assert 0.3 < deep(on) < 0.8
    # What stands beside it asks nothing of it.
    assert deep(over(BRIGHT, f"layers: [{panel}, {aside}]")) == 0


def colour(found: Scene, name: str = "text") -> Color | None:
    return texts(found)[name].lines[0].runs[0].fill


OTHER = "{text: Hello, fill: ink, or-fill: paper, at: center, size: 9vmin}"


def test_a_text_takes_its_other_colour_where_its_own_does_not_read() -> None:
    assert colour(over(BRIGHT, f"layers: [{OTHER}]")) == INK
    assert colour(over(DARK, f"layers: [{OTHER}]")) == PAPER
    # Its own where it reads, even if the other would read better.
    assert (
        colour(over(view(*["6" * 10] * 10), "layers: [{text: Hello, fill: paper, or-fill: ink, contrast: 1.5}]"))
        == PAPER
    )


def test_a_text_with_another_colour_keeps_its_emphasis() -> None:
    found = over(DARK, "layers: [{text: 'one *two*', fill: ink, or-fill: paper, emphasis: sun}]")
    assert [run.fill for run in texts(found)["text"].lines[0].runs] == [PAPER, PALETTE["sun"]]


def test_a_turned_text_takes_the_colour_for_where_it_is() -> None:
    # Lying it would reach into the dark; turned it stands on the pale columns.
    columns = view(*["0000000099"] * 10)
    upright = "{text: Hello there, fill: ink, or-fill: paper, at: right, size: 9vmin, rotate: 90}"
    assert colour(over(columns, f"layers: [{upright}]")) == INK
    assert colour(over(columns, f"layers: [{upright.replace('right', 'left')}]")) == PAPER


def test_the_scrim_serves_the_colour_that_was_chosen() -> None:
    body = f"background: [{{scrim: auto, colour: paper}}]\nlayers: [{OTHER}]"
    # Paper letters read on the dark: no paper is laid under them.
    assert deep(over(DARK, body)) == 0


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert composite(WHITE.multiply_alpha(0.5), (0, 0, 0)) == (128, 128, 128)
    assert BRAND.palette["paper"] == PAPER
    assert SQUARE.size == AREA.size
