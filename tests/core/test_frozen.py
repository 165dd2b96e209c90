"""``@frozen`` and ``@slotted`` do what dataclasses with slots do."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from memegen.core.frozen import FEW, frozen, slotted


@frozen
class Point:
    """A point, as tests want it."""

    x: float
    y: float = 0
    notes: dict[str, str] = field(default_factory=dict)


@frozen
class Named:
    """Something with one field."""

    name: str


@frozen
class Nothing:
    """Something with none."""


@frozen
class Noted:
    """Something whose note does not count."""

    name: str
    note: dict[str, str] = field(default_factory=dict, compare=False)


@slotted
class Tally:
    """Something that grows."""

    name: str
    votes: int = 0
    places: list[str] = field(default_factory=list)


@frozen(kw_only=True, eq=False)
class Base:
    """What a kind is made from."""

    kind: str = "base"


@frozen(kw_only=True, eq=False)
class Kind(Base):
    """A kind, with a field that must be given after one that need not."""

    size: int


def test_a_constructor_takes_values_by_place_and_by_name() -> None:
    assert [Point(1).x, Point(1).y, Point(1, 2).y, Point(x=3, y=4).x] == [1, 0, 2, 3]


@pytest.mark.parametrize("before", [0, 1, FEW - 1, FEW, 2 * FEW])
@pytest.mark.parametrize("decorator", [frozen, slotted])
def test_the_first_instance_is_made_as_the_hundredth(before: int, decorator: Any) -> None:
    class Fresh:
        x: float
        y: float = 2
        z: float = field(default=3, kw_only=True)
        notes: dict[str, str] = field(default_factory=dict)

    fresh = decorator(Fresh)
    for _ in range(before):
        fresh(1)
    made = [fresh(1), fresh(x=1, notes={"a": "b"}), fresh(1, 4, {"c": "d"}, z=5), fresh(1, y=4)]
    told = [(one.x, one.y, one.z, one.notes) for one in made]
    assert told == [(1, 2, 3, {}), (1, 2, 3, {"a": "b"}), (1, 4, 5, {"c": "d"}), (1, 4, 3, {})]
    for given, named in (((), {}), ((1, 2, {}, 4), {}), ((1,), {"x": 1}), ((1,), {"w": 1}), ((), {"y": 1})):
        with pytest.raises(TypeError):
            fresh(*given, **named)
    assert fresh(7).x == 7


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_while_a_constructor_is_made_can_be_answered_as_any_other() -> None:
    # Python ends itself by SIGINT, whoever catches it, where it comes while a text is executed.
    program = """
import sys
from memegen.core.frozen import frozen

@frozen
class Point:
    x: float

def trace(frame, event, arg):
    if frame.f_code.co_name == "<module>":
        raise KeyboardInterrupt

sys.settrace(trace)
try:
    for _ in range(99):
        Point(1)
except KeyboardInterrupt:
    sys.settrace(None)
    print("answered")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("answered\n", "", 0)


def test_a_field_that_is_not_compared_does_not_count() -> None:
    assert Noted("a", {"b": "c"}) == Noted("a")
    assert hash(Noted("a", {"b": "c"})) == hash(Noted("a"))
    assert Noted("a") != Noted("b")


def test_what_is_slotted_may_change_but_for_new_names() -> None:
    tally = Tally("Leeds", places=["north"])
    tally.votes += 2
    assert (tally.name, tally.votes, tally.places, Tally("Leeds").places) == ("Leeds", 2, ["north"], [])
    assert repr(tally) == "Tally(name='Leeds', votes=2, places=['north'])"
    assert tally != Tally("Leeds", 2, ["north"])
    assert replace(tally, votes=3).votes == 3
    with pytest.raises(AttributeError):
        tally.colour = "red"  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Tally()  # type: ignore[call-arg]


def test_each_instance_has_a_value_of_its_own_where_a_factory_makes_it() -> None:
    assert Point(1).notes == {}
    assert Point(1).notes is not Point(1).notes


@pytest.mark.parametrize("given", [{}, {"x": 1, "z": 2}])
def test_what_is_missing_or_unknown_is_refused_as_usual(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
        Point(**given)


def test_fields_by_name_may_stand_in_any_order() -> None:
    kind = Kind(size=3)
    assert (kind.kind, kind.size) == ("base", 3)
    with pytest.raises(TypeError):
        Kind(3)


def test_nothing_can_be_set_or_deleted() -> None:
    point = Point(1)
    for name in ("x", "other"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(point, name, 2)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(point, name)
    assert not hasattr(point, "__dict__")


def test_equal_values_are_equal_and_hash_alike() -> None:
    assert Named("a") == Named("a") != Named("b")
    assert Nothing() == Nothing()
    assert len({Named("a"), Named("a"), Named("b"), Nothing(), Nothing()}) == 3
    assert Named("a") != Nothing()
    assert Point(1, 2) == Point(1.0, 2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(1))


def test_without_eq_an_instance_equals_none_but_itself() -> None:
    kind = Kind(size=1)
    assert kind == kind
    assert kind != Kind(size=1)
    assert len({kind, Kind(size=1)}) == 2


def test_it_is_a_dataclass_to_the_standard_library() -> None:
    assert [entry.name for entry in fields(Kind)] == ["kind", "size"]
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert repr(Point(1, 2)) == "Point(x=1, y=2, notes={})"
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


@pytest.mark.parametrize("made", [Point(1, 2, {"a": "b"}), Named("a"), Nothing()])
def test_it_can_be_copied_and_sent_to_another_process(made: object) -> None:
    assert pickle.loads(pickle.dumps(made)) == copy.copy(made) == copy.deepcopy(made) == made
