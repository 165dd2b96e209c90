"""``@frozen`` and ``@slotted`` behave as dataclasses with slots do."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, field, fields, replace
from itertools import count
from threading import Thread
from types import FrameType
from typing import Any

import pytest

from memegen.core import frozen as frozen_module
from memegen.core.frozen import SHARED_CONSTRUCTOR_LIMIT, frozen, slotted


@frozen
class Point:
    """A point with a required field, a default and a default factory."""

    x: float
    y: float = 0
    notes: dict[str, str] = field(default_factory=dict)


@frozen
class Named:
    """A class with one field."""

    name: str


@frozen
class Nothing:
    """A class without fields."""


@frozen
class Noted:
    """A class with a field that is not compared."""

    name: str
    note: dict[str, str] = field(default_factory=dict, compare=False)


@slotted
class Tally:
    """A mutable class."""

    name: str
    votes: int = 0
    places: list[str] = field(default_factory=list)


@frozen(kw_only=True, eq=False)
class Base:
    """A base class with keyword arguments only."""

    kind: str = "base"


@frozen(kw_only=True, eq=False)
class Kind(Base):
    """A subclass whose required field comes after an optional one."""

    size: int


def test_constructor_takes_positional_and_keyword_arguments() -> None:
    assert [Point(1).x, Point(1).y, Point(1, 2).y, Point(x=3, y=4).x] == [1, 0, 2, 3]


@pytest.mark.parametrize(
    "before", [0, 1, SHARED_CONSTRUCTOR_LIMIT - 1, SHARED_CONSTRUCTOR_LIMIT, 2 * SHARED_CONSTRUCTOR_LIMIT]
)
@pytest.mark.parametrize("decorator", [frozen, slotted])
def test_constructor_behaves_the_same_before_and_after_it_is_compiled(before: int, decorator: Any) -> None:
    class Fresh:
        x: float
        y: float = 2
        z: float = field(default=3, kw_only=True)
        notes: dict[str, str] = field(default_factory=dict)

    fresh = decorator(Fresh)
    for _ in range(before):
        fresh(1)
    built = [fresh(1), fresh(x=1, notes={"a": "b"}), fresh(1, 4, {"c": "d"}, z=5), fresh(1, y=4)]
    values = [(one.x, one.y, one.z, one.notes) for one in built]
    assert values == [(1, 2, 3, {}), (1, 2, 3, {"a": "b"}), (1, 4, 5, {"c": "d"}), (1, 4, 3, {})]
    for given, named in (((), {}), ((1, 2, {}, 4), {}), ((1,), {"x": 1}), ((1,), {"w": 1}), ((), {"y": 1})):
        with pytest.raises(TypeError):
            fresh(*given, **named)
    assert fresh(7).x == 7


def build_interrupted(cls: Any, step: int) -> tuple[Any, Any]:
    """Build an instance, and another one in a second thread as soon as the first has executed *step* instructions.

    Without the second, if building takes fewer instructions.
    """
    others: list[Any] = []
    steps = count()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename not in (frozen_module.__file__, "<constructor>"):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and next(steps) == step:
            thread = Thread(target=lambda: others.append(cls(1, 2)))
            thread.start()
            thread.join()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        built = cls(1, 2)
    finally:
        sys.settrace(before)
    return built, others[0] if others else None


@pytest.mark.parametrize("before", [0, SHARED_CONSTRUCTOR_LIMIT])
def test_instances_are_complete_whatever_another_thread_builds_meanwhile(before: int) -> None:
    for step in count():

        class Fresh:
            first: int
            second: int
            third: int = 3
            last: int = field(default=4, kw_only=True)

        fresh: Any = frozen(Fresh)
        for _ in range(before):
            fresh(0, 0)
        built, other = build_interrupted(fresh, step)
        for one in (built, other or built, fresh(1, 2)):
            assert [getattr(one, name, None) for name in ("first", "second", "third", "last")] == [1, 2, 3, 4], step
        if other is None:
            break
    assert step > 50


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_interrupt_while_a_constructor_is_compiled_can_be_handled() -> None:
    # Python exits by SIGINT, handled or not, if it comes while a string is executed.
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
    print("handled")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("handled\n", "", 0)


def test_field_with_compare_false_affects_neither_equality_nor_hash() -> None:
    assert Noted("a", {"b": "c"}) == Noted("a")
    assert hash(Noted("a", {"b": "c"})) == hash(Noted("a"))
    assert Noted("a") != Noted("b")


def test_slotted_instance_is_mutable_but_takes_no_new_attributes() -> None:
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


def test_default_factory_is_called_for_each_instance() -> None:
    assert Point(1).notes == {}
    assert Point(1).notes is not Point(1).notes


@pytest.mark.parametrize("given", [{}, {"x": 1, "z": 2}])
def test_missing_and_unknown_arguments_raise_type_error(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
        Point(**given)


def test_keyword_only_fields_may_follow_optional_ones() -> None:
    kind = Kind(size=3)
    assert (kind.kind, kind.size) == ("base", 3)
    with pytest.raises(TypeError):
        Kind(3)  # type: ignore[call-arg, arg-type]


def test_frozen_instance_refuses_to_set_and_delete_attributes() -> None:
    point = Point(1)
    for name in ("x", "other"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(point, name, 2)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(point, name)
    assert not hasattr(point, "__dict__")


def test_instances_with_equal_values_are_equal_and_hash_alike() -> None:
    assert Named("a") == Named("a") != Named("b")
    assert Nothing() == Nothing()
    assert len({Named("a"), Named("a"), Named("b"), Nothing(), Nothing()}) == 3
    assert Named("a") != Nothing()
    assert Point(1, 2) == Point(1.0, 2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(1))


def test_instances_are_compared_by_identity_without_eq() -> None:
    kind = Kind(size=1)
    assert kind == kind
    assert kind != Kind(size=1)
    assert len({kind, Kind(size=1)}) == 2


def test_fields_replace_repr_and_match_work_as_with_dataclasses() -> None:
    assert [entry.name for entry in fields(Kind)] == ["kind", "size"]
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert repr(Point(1, 2)) == "Point(x=1, y=2, notes={})"
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


@pytest.mark.parametrize("instance", [Point(1, 2, {"a": "b"}), Named("a"), Nothing()])
def test_instances_can_be_copied_and_pickled(instance: object) -> None:
    assert pickle.loads(pickle.dumps(instance)) == copy.copy(instance) == copy.deepcopy(instance) == instance
