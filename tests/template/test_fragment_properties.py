"""Any nesting of repetitions, parts, slots and groups gives layers or a diagnostic, never anything else."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.layout.layers.base import Layer
from tests.helpers.stage import card, template

NAMES = st.sampled_from(["a", "b", "item", "loop", "x", "list", ""])
EACH = st.sampled_from(
    ["list", "1..3", "1..0", "bars", "item", "x", "loop.index", "1..9999", "1 / 0", "", "bars.n", "a"]
)
TEXTS = st.sampled_from(["{a}", "{item}", "{loop.index}", "{x.n}", "plain", "{list}", "{loop.outer.count}", "{", ""])


def extended(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    items = st.lists(children, max_size=3)
    return st.one_of(
        st.fixed_dictionaries({"items": items}, optional={"each": EACH, "as": NAMES, "when": NAMES}),
        st.fixed_dictionaries({"column": items}, optional={"each": EACH, "id": NAMES, "style": NAMES}),
        st.fixed_dictionaries({"use": NAMES}, optional={"a": TEXTS, "fill": st.dictionaries(NAMES, items, max_size=2)}),
        st.fixed_dictionaries({"slot": NAMES}, optional={"items": items, "each": EACH}),
    )


LEAVES = st.fixed_dictionaries(
    {"text": TEXTS}, optional={"each": EACH, "as": NAMES, "id": NAMES, "fill": st.sampled_from(["ink", "tint", "a"])}
)
LAYERS = st.recursive(LEAVES, extended, max_leaves=8)
PARTS = st.dictionaries(NAMES, st.one_of(LAYERS, st.lists(LAYERS, max_size=2)), max_size=3)
CASES = st.lists(
    st.fixed_dictionaries({"when": EACH, "change": st.dictionaries(NAMES, st.just({"rotate": "3"}), max_size=1)}),
    max_size=2,
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(LAYERS, max_size=4),
    PARTS,
    CASES,
    st.dictionaries(NAMES, st.lists(LAYERS, max_size=2), max_size=2),
    st.lists(st.sampled_from(["p", "", "q = 1"]), max_size=3),
)
def test_any_nesting_gives_layers_or_a_diagnostic(
    layers: list[Any], parts: dict[str, Any], cases: list[Any], fill: dict[str, Any], row: list[str]
) -> None:
    body = {
        "fields": {"list": {"type": "list"}, "bars": {"type": "list", "of": {"n": {}}}, "x": {}},
        "styles": {"a": {"fill": "tint"}, "b": {"style": "a"}},
        "colours": {"tint": "mix(ink, {x}, 50%)"},
        "parts": parts,
        "layers": layers,
        "cases": cases,
        "fill": fill,
    }
    try:
        found = card(template(json.dumps(body)), row={"list": tuple(row), "x": "sun"})
    except DiagnosticError as error:
        assert all(problem.message and problem.where.file for problem in error.diagnostics)
    else:
        assert all(isinstance(layer, Layer) for layer in found.layers)
