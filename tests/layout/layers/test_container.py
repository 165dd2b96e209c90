"""What containers have in common: the clip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.layers.clip import clip_form
from memegen.model.direction import Direction
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group
from memegen.scene.motif import CLIPS, MOTIFS
from memegen.scene.motif import clip_outline as motif_clip
from memegen.scene.path import arch, bounds, ellipse, rectangle
from tests.helpers.stage import BRAND, CANVAS, check_problems, complaints, fills, scene, template

INNER = "{rectangle: ink, width: 400px, height: 200px}"


def clipped(kind: str, keys: str) -> Group:
    """The group that is the only item of a container."""
    (found,) = scene(f"layers: [{{{kind}: [{INNER}], {keys}, at: top left}}]", CANVAS).items
    assert isinstance(found, Group)
    return found


@pytest.mark.parametrize("kind", ["row", "column"])
@pytest.mark.parametrize(
    ("keys", "outline"),
    [
        ("clip: box", rectangle(Box(0, 0, 400, 200))),
        ("clip: box, radius: 10%", rectangle(Box(0, 0, 400, 200), 20)),
        ("clip: box, radius: brand", rectangle(Box(0, 0, 400, 200))),
        ("clip: circle", ellipse(Box(100, 0, 200, 200))),
        ("clip: arch", arch(Box(0, 0, 400, 200))),
        ("clip: leaf", motif_clip("leaf", Box(140, 0, 120, 200))),
        ("clip: pear", motif_clip("pear", Box(126, 0, 148, 200))),
        ("clip: brand", ellipse(Box(100, 0, 200, 200))),
        ("clip: rounded", rectangle(Box(0, 0, 400, 200), 25)),
        ("clip: rounded, radius: 10%", rectangle(Box(0, 0, 400, 200), 20)),
    ],
)
def test_clip_is_the_outline_of_the_whole(kind: str, keys: str, outline: object) -> None:
    assert clipped(kind, keys).clip == outline


def test_clip_of_a_brand_is_its_motif_or_the_box() -> None:
    forms = {motif: clip_form("brand", replace(BRAND, direction=Direction(motif=motif))) for motif in MOTIFS}
    assert forms == {motif: motif if motif in CLIPS else "box" for motif in MOTIFS}
    assert clip_form("arch", BRAND) == "arch"


def test_path_data_is_stretched_to_the_box_and_swaps_its_sides() -> None:
    triangle = "clip: 'M 0 0 L 10 0 L 0 10 Z'"
    assert clipped("row", triangle).clip == (((0, 0, True), (400, 0, True), (0, 200, True)),)
    arabic = f"layers: [{{column: [{INNER}, {{text: شعب, size: 20px, width: 400px}}], {triangle}, at: top right}}]"
    (group,) = scene(arabic, CANVAS).items
    assert isinstance(group, Group) and group.clip
    assert [round(x) for x, _, _ in group.clip[0]][:2] == [400, 0]


def test_clip_includes_ground_and_padding_and_moves_with_its_layer() -> None:
    body = f"layers: [{{column: [{INNER}], clip: circle, ground: sun, padding: 50px, at: bottom right}}]"
    found = scene(body, CANVAS)
    (group,) = found.items
    assert isinstance(group, Group) and group.clip
    assert bounds(group.clip) == pytest.approx(Box(680, 780, 300, 300))
    assert fills(found) == [(580, 780, 500, 300), (630, 830, 400, 200)]


def test_nothing_is_grouped_without_a_clip() -> None:
    assert not any(isinstance(item, Group) for item in scene(f"layers: [{{row: [{INNER}]}}]", CANVAS).items)


def test_unknown_form_is_told() -> None:
    body = f"layers:\n  - {{row: [{INNER}], clip: round}}\n"
    check_problems(complaints(template, body), [("template-invalid", 2, 66, "expected one of none, box", "clip")])
    body = f"layers:\n  - {{row: [{INNER}], clip: M 0 x}}\n"
    check_problems(complaints(template, body), [("template-invalid", 2, 66, "", "clip")])


def test_ground_of_a_bleeding_container_runs_off_the_canvas_to_both_sides() -> None:
    body = f"layers: [{{row: [{INNER}], ground: sun, padding: 50px, bleed: yes, rotate: -8, at: center}}]"
    (x, y, w, h), inner = fills(scene(body, CANVAS))
    assert (y, h) == (390, 300)
    assert (x, w) == pytest.approx((290 - 1080 * 2**0.5, 500 + 2 * 1080 * 2**0.5), abs=0.01)
    assert inner == (340, 440, 400, 200)
    # With a width it is as wide as that.
    assert fills(scene(body.replace("bleed: yes", "bleed: yes, width: 130%"), CANVAS))[0][2] == 1404


def test_container_has_its_shadow_outside_its_clip_and_its_stroke_above() -> None:
    keys = "clip: rounded, radius: 10%, ground: sun, shadow: ink, stroke: ink, stroke-width: 10px"
    below, group, line = scene(f"layers: [{{row: [{INNER}], {keys}, at: top left}}]", CANVAS).items
    assert isinstance(below, Fill)
    assert isinstance(group, Group)
    assert isinstance(line, Fill)
    assert below.shadow
    assert below.stroke is None
    assert line.stroke
    assert line.outline == below.outline == rectangle(Box(0, 0, 400, 200), 20)
    assert group.clip
    assert bounds(group.clip) == (5, 5, 390, 190)
