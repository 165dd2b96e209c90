"""Keys that layer classes declare."""

from __future__ import annotations

from typing import ClassVar

import pytest

from memegen.core.frozen import frozen
from memegen.model.keys import Key, key, keys_of
from memegen.model.kinds import FLAG, LAYERS, LENGTH, TEXT


@frozen(kw_only=True, eq=False)
class Base:
    """A layer class with a key that all layers have."""

    kind: ClassVar[str] = ""
    primary: ClassVar[str] = ""
    hidden: bool = key(FLAG, "no", "left out")
    where: int = 0


@frozen(kw_only=True, eq=False)
class Note(Base):
    """A layer class whose primary key has the name of its kind."""

    kind: ClassVar[str] = "note"
    primary: ClassVar[str] = "words"
    words: str = key(TEXT, None, "its words")
    line_width: object = key(LENGTH, "0", "how wide its line is")
    inside: str = key(TEXT, "safe", "the area", "in")


@frozen(kw_only=True, eq=False)
class Pile(Base):
    """A layer class that contains layers."""

    kind: ClassVar[str] = "pile"
    primary: ClassVar[str] = "items"
    items: tuple[object, ...] = key(LAYERS, None, "its layers")


def test_keys_are_inherited_and_named_as_in_yaml() -> None:
    assert dict(keys_of(Note)) == {
        "hidden": ("hidden", Key("hidden", FLAG, "no", "left out")),
        "note": ("words", Key("note", TEXT, None, "its words")),
        "line-width": ("line_width", Key("line-width", LENGTH, "0", "how wide its line is")),
        "in": ("inside", Key("in", TEXT, "safe", "the area")),
    }


def test_layers_in_a_layer_keep_their_own_word() -> None:
    assert list(keys_of(Pile)) == ["hidden", "items"]


def test_keys_of_a_class_are_collected_once() -> None:
    assert keys_of(Note) is keys_of(Note)
    with pytest.raises(TypeError, match="dataclass"):
        keys_of(int)
