"""Dataclasses with slots that are quick to define: ``@frozen`` and ``@slotted``.

The standard decorator generates and compiles five functions for each class; for all classes of the package that takes
longer than laying out a card. Here it only collects the fields. Comparison, hashing and ``repr`` are shared by all
classes, and so is the constructor of a class's first instances; only a class with many instances gets a compiled
constructor. ``replace``, ``fields``, ``match`` and pickling work as with the standard decorator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, dataclass_transform, overload

T = TypeVar("T")
# Number of instances after which a class gets a compiled constructor: compiling takes as long as the shared
# constructor takes for this many.
SHARED_CONSTRUCTOR_LIMIT = 20


class Slot(NamedTuple):
    """A field of a class, and the setter of its slot, which also works on frozen instances."""

    set: Callable[[Any, Any], None]
    field: Field[Any]


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Any] | None = None, /, *, kw_only: bool = False, eq: bool = True) -> Any:
    """Make a class a frozen dataclass with slots.

    Args:
        cls: class to decorate.
        kw_only: whether the constructor takes keyword arguments only.
        eq: whether instances are compared and hashed by value; otherwise by identity.
    """

    def decorate(cls: type[Any]) -> type[Any]:
        cls.__setattr__ = _refuse_set  # type: ignore[assignment]
        cls.__delattr__ = _refuse_delete  # type: ignore[assignment]
        cls.__getstate__ = _state  # type: ignore[assignment]
        cls.__setstate__ = _restore
        cls.__repr__ = _repr  # type: ignore[assignment]
        slotted = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
        _add_constructor(slotted)
        if eq:
            _add_comparison(slotted)
        return slotted

    return decorate if cls is None else decorate(cls)


@dataclass_transform(field_specifiers=(field,), eq_default=False)
def slotted(cls: type[T]) -> type[T]:
    """Make a class a mutable dataclass with slots, whose instances are compared by identity."""
    cls.__repr__ = _repr  # type: ignore[method-assign]
    slotted = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    _add_constructor(slotted)
    return slotted


def _add_constructor(cls: type[Any]) -> None:
    """Add a constructor that replaces itself by a compiled one after some instances, or if arguments are wrong.

    The compiled constructor raises the usual TypeError. Threads may use either at any time: both fill an instance
    completely, and neither depends on what another thread has begun.
    """
    slots: tuple[Slot, ...] = ()
    instances = 0

    def first(self: Any, *args: Any, **named: Any) -> None:
        nonlocal slots, instances
        instances += 1
        # Complete before it is assigned, because another thread may read it, or an interrupt come, at any point.
        slots = slots or tuple(Slot(getattr(cls, entry.name).__set__, entry) for entry in fields(cls))
        if instances > SHARED_CONSTRUCTOR_LIMIT or not _fill(self, slots, args, named):
            cls.__init__ = _constructor(cls)
            cls.__init__(self, *args, **named)

    cls.__init__ = first


def _fill(instance: object, slots: Sequence[Slot], args: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Set all fields of an instance; return False if the arguments do not match the fields."""
    remaining, by_name = iter(args), 0
    for set_slot, entry in slots:
        if not entry.kw_only and (value := next(remaining, MISSING)) is not MISSING:
            set_slot(instance, value)
        elif entry.name in named:
            set_slot(instance, named[entry.name])
            by_name += 1
        elif entry.default is not MISSING:
            set_slot(instance, entry.default)
        elif entry.default_factory is not MISSING:
            set_slot(instance, entry.default_factory())
        else:
            return False
    return by_name == len(named) and next(remaining, MISSING) is MISSING


def _constructor(cls: type[Any]) -> Callable[..., None]:
    """Compile an ``__init__`` with a parameter for each field."""
    entries = fields(cls)
    refuses = cls.__dict__.get("__setattr__") is _refuse_set
    names: dict[str, Any] = {"_MISSING": MISSING}
    lines: list[str] = []
    for entry in entries:
        value = entry.name
        if entry.default_factory is not MISSING:
            names[f"_make_{entry.name}"] = entry.default_factory
            value = f"_make_{entry.name}() if {value} is _MISSING else {value}"
        if refuses:
            # The setter of a slot bypasses __setattr__, which refuses.
            names[f"_set_{entry.name}"] = getattr(cls, entry.name).__set__
        lines.append(f" _set_{entry.name}(self, {value})" if refuses else f" self.{entry.name} = {value}")
    positional = [_parameter(entry, names) for entry in entries if not entry.kw_only]
    named = [_parameter(entry, names) for entry in entries if entry.kw_only]
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    # As in the standard library, the source contains no text but names of fields.
    source = f"def __init__({parameters}):\n" + ("\n".join(lines) or " pass")
    # Compiled first, because Python exits by SIGINT, handled or not, if Ctrl-C comes while it executes a string.
    exec(compile(source, "<constructor>", "exec"), names)  # noqa: S102
    constructor: Callable[..., None] = names["__init__"]
    constructor.__qualname__ = f"{cls.__qualname__}.__init__"
    return constructor


def _parameter(entry: Field[Any], names: dict[str, Any]) -> str:
    """Return the parameter of a field as source; its default, if any, is added to *names*."""
    if entry.default_factory is not MISSING:
        return f"{entry.name}=_MISSING"
    if entry.default is MISSING:
        return entry.name
    names[f"_default_{entry.name}"] = entry.default
    return f"{entry.name}=_default_{entry.name}"


def _add_comparison(cls: type[Any]) -> None:
    """Add ``==`` and a hash by the values of the fields that are compared, for instances of the same class only."""
    names = [entry.name for entry in fields(cls) if entry.compare]
    # With one name the getter returns the value itself instead of a tuple; that compares and hashes as well.
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda self: ()

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    cls.__eq__, cls.__hash__ = equal, hashed  # type: ignore[assignment]


def _refuse_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _repr(self: Any) -> str:
    values = ", ".join(f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self))
    return f"{type(self).__qualname__}({values})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, entry.name) for entry in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for entry, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, entry.name, value)
