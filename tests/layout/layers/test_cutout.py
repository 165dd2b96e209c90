"""Cut-outs: where they stand, and how words keep off them."""

from __future__ import annotations

import pytest

from memegen.layout.layers.cutout import covered_share
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from memegen.scene.subject import DetectedFace, Silhouette, Subject
from tests.helpers.stage import CANVAS, check_problems, codes, complaints, flat, over, template, texts, view

# In a photo of 1000 x 1000: 400 wide and 800 high at the lower edge, with a head half as wide.
SILHOUETTE = Silhouette(Box(0.3, 0.2, 0.4, 0.8), ((0.4, 0.6),) * 3 + ((0.45, 0.55),) + ((0.3, 0.7),) * 6)
CUT = Subject((), (), SILHOUETTE)
FIGURE = "{photo: /shelf/cut-1000x1000.png, cutout: yes, KEYS}"


def seen(*layers: str, subject: Subject = CUT, background: str = "") -> Scene:
    body = f"background: [{background}]\nlayers: [{', '.join(layers)}]"
    return over(view(*["5" * 10] * 10, cell=108), body, CANVAS, subject)


def picture(scene: Scene) -> Picture:
    (found,) = (item for item in flat(scene.items) if isinstance(item, Picture))
    return found


@pytest.mark.parametrize(
    ("keys", "box"),
    [
        ("at: bottom, height: 50%", Box(405, 540, 270, 540)),
        ("at: bottom left, in: canvas, height: 800px", Box(0, 280, 400, 800)),
        ("at: top right, width: 200px, height: 800px", Box(880, 200, 200, 400)),
    ],
)
def test_cut_out_is_shown_without_its_margins_at_its_place(keys: str, box: Box) -> None:
    found = picture(seen(FIGURE.replace("KEYS", keys)))
    assert found.crop == pytest.approx(Box(300, 200, 400, 800))
    if "top right" in keys:
        # A box of its own: it stands in the middle of its lower edge.
        box = Box(880, 400, 200, 400)
    assert found.box == pytest.approx(box)


def test_cut_out_that_fills_stands_in_the_middle_of_the_lower_edge() -> None:
    found = picture(seen("{text: a, size: 90px}", background=FIGURE.replace(", KEYS", "")))
    assert found.box == pytest.approx(Box(270, 0, 540, 1080))


def test_opaque_photo_is_no_cut_out() -> None:
    found = seen(FIGURE.replace("KEYS", "at: bottom, height: 50%"), subject=Subject())
    assert codes(found) == ["cutout-opaque"]
    assert picture(found).crop == Box(0, 0, 1000, 1000)


@pytest.mark.parametrize(("asked", "cut_out", "drawn"), [
    ("any", True, True), ("any", False, True), ("some", True, True), ("some", False, False), ("none", True, False),
    ("none", False, True),
])  # fmt: skip
def test_photo_is_drawn_if_it_has_the_transparency_asked_for(asked: str, cut_out: bool, drawn: bool) -> None:
    figure = FIGURE.replace("KEYS", f"at: bottom, height: 50%, transparency: {asked}").replace("cutout: yes, ", "")
    found = seen(figure, subject=CUT if cut_out else Subject())
    assert any(isinstance(item, Picture) for item in flat(found.items)) == drawn
    assert codes(found) == []


def test_framed_photo_stands_in_for_a_cut_out() -> None:
    figure = FIGURE.replace("KEYS", "at: bottom, transparency: some")
    framed = "{photo: /shelf/cut-1000x1000.png, transparency: none, at: bottom, width: 40%, height: 50%}"
    assert picture(seen(figure, framed, subject=Subject())).box.w == pytest.approx(432)
    assert picture(seen(figure, framed)).box.w == pytest.approx(540)


@pytest.mark.parametrize(("at", "covered"), [("top: yes", True), ("beside: yes", False), ("below: yes", False)])
def test_text_over_the_head_is_told(at: str, covered: bool) -> None:
    offset = {"top": "0, 0", "beside": "-320px, 0", "below": "0, 500px"}[at.split(":")[0]]
    text = f"{{text: word, size: 150px, at: top, offset: [{offset}]}}"
    found = seen(FIGURE.replace("KEYS", "at: bottom, height: 100%"), text)
    assert codes(found) == ["face-covered"] * covered
    # A face that was found counts before the head of the outline.
    low = Subject((DetectedFace(Box(0.4, 0.8, 0.2, 0.1)),), (), SILHOUETTE)
    assert codes(seen(FIGURE.replace("KEYS", "at: bottom, height: 100%"), text, subject=low)) == []


def test_auto_keeps_off_head_figure_and_texts() -> None:
    figure = FIGURE.replace("KEYS", "at: bottom left, height: 100%")
    word = "{text: word, size: 90px, at: auto}"
    box = texts(seen(figure, word))["text"].box
    assert box.x > 540
    taken = "{text: taken, id: taken, size: 90px, at: bottom right}"
    found = texts(seen(figure, taken, word))
    assert not found["text"].box.intersects(found["taken"].box) and found["text"].box.x > 540


def test_headline_behind_a_cut_out_is_no_finding() -> None:
    headline = "{text: headline, id: head, size: 150px, at: center}"
    assert codes(seen(headline, FIGURE.replace("KEYS", "at: bottom, height: 80%"))) == []


def test_share_of_a_box_on_a_silhouette() -> None:
    bands = [Box(0, 0, 10, 10), Box(0, 10, 20, 10)]
    assert covered_share(Box(0, 0, 20, 20), bands) == pytest.approx(0.75)
    assert covered_share(Box(0, 0, 0, 20), bands) == 0
    assert covered_share(Box(40, 0, 20, 20), []) == 0


def test_cutout_is_yes_or_no() -> None:
    body = "layers:\n  - {photo: a.png, cutout: maybe}\n"
    check_problems(complaints(template, body), [("template-invalid", 2, 28, "expected yes or no", "cutout")])
