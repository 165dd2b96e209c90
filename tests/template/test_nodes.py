"""Nodes, and nodes that are made of their JSON when they are asked for."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.core.diagnostics import Where
from memegen.template.nodes import Mapping, Node, Scalar, Sequence, from_json, places, to_json
from memegen.template.yaml import parse

FILE = "a.yaml"
where = st.builds(Where, st.just(FILE), st.integers(1, 99), st.integers(1, 99))
scalars = st.builds(Scalar, st.text(max_size=5), where, st.booleans(), st.booleans())
nodes: st.SearchStrategy[Node] = st.recursive(
    scalars,
    lambda inner: (
        st.builds(Sequence, st.lists(inner, max_size=3).map(tuple), where)
        | st.builds(Mapping, st.lists(st.tuples(scalars, inner), max_size=3).map(tuple), where)
    ),
    max_leaves=12,
)


def stored(node: Node) -> Node:
    """Return the node as the cache gives it."""
    return from_json(json.loads(json.dumps(to_json(node))), FILE)


@given(nodes)
def test_node_equals_the_one_from_its_json(node: Node) -> None:
    assert stored(node) == node
    assert hash(stored(node)) == hash(node)
    assert repr(stored(node)) == repr(node)
    assert list(places(stored(node))) == list(places(node))


def test_what_is_in_a_stored_node_is_made_once() -> None:
    node = stored(parse("a: {b: [1, 2]}", FILE))
    assert isinstance(node, Mapping)
    assert node.get("a") is node.get("a")
    assert node.keys == ("a",)


def test_nodes_differ_by_kind_content_and_place() -> None:
    here, there = Where(FILE, 1, 1), Where(FILE, 2, 1)
    assert Sequence((), here) != Mapping((), here)
    assert Sequence((), here) != Sequence((), there)
    assert Sequence((), here) != Sequence((Scalar("", here),), here)


@pytest.mark.parametrize("text", ["[1, two]", "{a: 1, b: [c, {d: ''}]}"])
def test_stored_node_survives_pickling(text: str) -> None:
    assert pickle.loads(pickle.dumps(stored(parse(text, FILE)))) == parse(text, FILE)


def test_nodes_are_immutable() -> None:
    node = parse("[1]", FILE)
    with pytest.raises(FrozenInstanceError):
        node.where = Where()  # type: ignore[misc]
