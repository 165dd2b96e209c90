"""Whole cards: findings and errors of all layers, and any combination of keys."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.layout.engine import layout
from memegen.layout.layers import KINDS
from memegen.model.entities import Raw
from memegen.model.keys import Kind, keys_of
from memegen.model.kinds import LAYERS
from memegen.scene.items import Item, Picture, Text
from tests.helpers.squares import Squares
from tests.helpers.stage import (
    CANVAS,
    SQUARE,
    BlankSampler,
    FakePhotos,
    card,
    codes,
    complaints,
    context,
    scene,
    sized,
    texts,
)


def test_findings_of_all_layers_are_collected() -> None:
    body = (
        "layers: [{column: [{text: a, size: 9px}, {text: b, size: 9px, rotate: 5}]}, {text: c, size: 9px, at: bottom}]"
    )
    assert codes(scene(body, SQUARE)) == ["text-small"] * 3


MATCHED = """\
    layers:
      - row:
          gap: 20px
          items:
            - {text: YES, id: yes, size: 10..900px, match: answer, grow: 1}
            - {text: perhaps not, id: no, size: 10..900px, match: answer, grow: 1}
            - {text: other, id: other, size: 10..900px, grow: 1}
      - {hashtag: "#maybe", id: tag, size: 10..900px, match: answer, at: top, width: 300px}
    """


def test_matched_texts_take_the_smallest_of_their_sizes() -> None:
    found = texts(scene(MATCHED, CANVAS))
    alone = texts(scene(MATCHED.replace("match: answer, ", ""), CANVAS))
    assert found["yes"].size == found["no"].size == found["tag"].size
    assert found["yes"].size < alone["yes"].size
    assert found["yes"].size <= min(alone["yes"].size, alone["no"].size, alone["tag"].size) + 1e-6
    assert found["other"].size > found["yes"].size


def test_matched_text_may_be_smaller_than_its_own_minimum() -> None:
    body = """\
        layers:
          - {text: a word, id: a, size: 10..80px, match: m, width: 60px, at: top left}
          - {text: b, id: b, size: 90..200px, match: m, at: top right}
          - {text: c, id: c, size: 100px, match: m, at: bottom}
        """
    found = texts(scene(body, CANVAS))
    assert found["a"].size == found["b"].size == found["c"].size <= 80


def test_text_alone_in_its_match_keeps_its_size() -> None:
    body = "layers: [{text: aaa, id: a, size: 10..300px, match: m}, {text: b, id: b, size: 10..100px, match: n}]"
    found, alone = texts(scene(body, CANVAS)), texts(scene(body.replace(", match: m", ""), CANVAS))
    assert found["a"] == alone["a"]


@given(st.lists(st.sampled_from(["a", "some words", "a much longer line of words", "x y z"]), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_matched_texts_always_have_one_size(words: list[str]) -> None:
    items = "".join(f"{{text: {text}, id: t{i}, size: 8..400px, match: m}}, " for i, text in enumerate(words))
    for holder in ("row: {wrap: yes, gap: 9px,", "column: {width: 40%, height: 50%,", "row: {align: stretch,"):
        found = texts(scene(f"layers: [{{{holder} items: [{items}]}}}}]", CANVAS))
        assert len({round(text.size, 3) for text in found.values()}) <= 1


def test_errors_of_all_layers_are_reported() -> None:
    body = "layers: [{photo: a.jpg}, {text: abc, size: 90px, width: 9px, height: 9px, overflow: fail}]"
    assert [d.code for d in complaints(scene, body, CANVAS)] == ["photo-not-found", "text-too-long"]


def test_observer_is_told_each_layer_as_it_is_placed() -> None:
    body = "{background: [{photo: /shelf/a-400x300.jpg}], layers: [{text: abc, at: top}]}"
    observed: list[tuple[Item, ...]] = []
    laid_out = layout(card(body), Squares(), FakePhotos(), BlankSampler(), observed.append)
    assert [item for items in observed for item in items] == list(laid_out.items)
    assert [type(items[0]) for items in observed] == [Picture, Text]


# What people write, on purpose or by mistake, and what nobody would.
WORDS = """
0 1 -1 0.5 1e9 nan inf 50% 100% -50% 200% 0px 1px -7vmin 900vmin 99999vmin 400% 0..1px 1px..900vmin 5..2vmin 10%..20px
ink transparent on(ink) readable(ink,ink) ink,paper yes no auto none top center row column 90 -45deg 12 270deg stretch
{word} {empty} { [ #word squares display bold 900 lines fail end stretch between 999 /shelf/a-9x9.png
solid dashes dots flat left
ribbon pattern plain circle contain blur radial duotone tritone poster multiply left panel canvas upper title brand
round safe M
"""
ODD: tuple[Raw, ...] = (
    *WORDS.split(),
    *(
        "",
        "\u00ad",
        "\ue000",
        "word by word",
        "bottom left",
        "0 0, 1px 100%, 50% 0",
        "M0 0 Q9 9 5 0 a3 9 0 0 1 9 9z",
        "0.2 0.9",
        "face left",
        "0 0.2 1 0.8",
        "mix(ink, paper, 50%)",
        "1vmin 40vmin",
        "*a* b",
    ),
    *(("ink", "paper"), ("1vmin", "-9vmin"), ("0.5", "1"), ("a", ""), ()),
)


def can_parse(kind: Kind, raw: Raw) -> bool:
    try:
        kind.parse(raw, context(CANVAS))
    except ValueError:
        return False
    return True


# What can be read as each kind of value.
KEYS = [key for layer in KINDS.values() for _, key in keys_of(layer).values()]
LIKELY = {kind.name: [raw for raw in ODD if can_parse(kind, raw)] for kind in (key.kind for key in KEYS)}


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
def test_any_combination_of_keys_is_drawn_or_refused(written: list[dict[str, object]], size: tuple[int, int]) -> None:
    # JSON is YAML.
    body = f"fields: {{word: {{default: Word}}, empty: {{}}}}\nlayers: {json.dumps(written)}"
    try:
        found = scene(body, sized(*size))
    except DiagnosticError as error:
        assert all(d.code and d.message and (d.where.line or d.code.startswith("photo")) for d in error.diagnostics)
    else:
        # Plain numbers throughout: no infinity, and nothing that is no number.
        json.dumps(found.to_json(), allow_nan=False)
