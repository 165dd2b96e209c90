"""Dataclasses with slots, for which no source is compiled before many instances are made: ``@frozen`` and ``@slotted``.

The standard decorator writes and compiles five functions a class, which for all our classes takes longer than to lay a
card out. Here it only reads the fields; comparing, hashing and printing are written once for all classes, and so is the
constructor of the first few instances; then a class gets its own. ``replace``, ``fields``, ``match`` and pickling work
as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, dataclass_transform, overload

T = TypeVar("T")
# To compile a constructor takes as long as so many instances without one.
FEW = 20


class Slot(NamedTuple):
    """A field of a class, and what sets it, which knows nothing of being frozen."""

    put: Callable[[Any, Any], None]
    entry: Field[Any]


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Any] | None = None, /, *, kw_only: bool = False, eq: bool = True) -> Any:
    """Make a class a frozen dataclass; without *eq* an instance equals none but itself."""

    def made(cls: type[Any]) -> type[Any]:
        cls.__setattr__ = _refuse_set  # type: ignore[assignment]
        cls.__delattr__ = _refuse_delete  # type: ignore[assignment]
        cls.__getstate__ = _state  # type: ignore[assignment]
        cls.__setstate__ = _restore
        cls.__repr__ = _shown  # type: ignore[assignment]
        slotted = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
        _add_constructor(slotted)
        if eq:
            _add_comparison(slotted)
        return slotted

    return made if cls is None else made(cls)


@dataclass_transform(field_specifiers=(field,), eq_default=False)
def slotted(cls: type[T]) -> type[T]:
    """Make a class a dataclass whose instances change; each equals none but itself."""
    cls.__repr__ = _shown  # type: ignore[method-assign]
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    _add_constructor(made)
    return made


def _add_constructor(cls: type[Any]) -> None:
    """A constructor that writes the real one over itself when that is worth while, or when something is amiss."""
    held: list[Slot] = []
    made = 0

    def first(self: Any, *args: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        if not held:
            held.extend(Slot(getattr(cls, entry.name).__set__, entry) for entry in fields(cls))
        if made > FEW or not _filled(self, held, args, named):
            cls.__init__ = _constructor(cls)
            cls.__init__(self, *args, **named)

    cls.__init__ = first


def _filled(instance: object, held: Sequence[Slot], args: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Whether the slots of an instance could be filled with what is given, or must be."""
    given, by_name = iter(args), 0
    for put, entry in held:
        if not entry.kw_only and (value := next(given, MISSING)) is not MISSING:
            put(instance, value)
        elif entry.name in named:
            put(instance, named[entry.name])
            by_name += 1
        elif entry.default is not MISSING:
            put(instance, entry.default)
        elif entry.default_factory is not MISSING:
            put(instance, entry.default_factory())
        else:
            return False
    return by_name == len(named) and next(given, MISSING) is MISSING


def _constructor(cls: type[Any]) -> Callable[..., None]:
    """``__init__`` with a parameter for each field."""
    held = fields(cls)
    refuses = cls.__dict__.get("__setattr__") is _refuse_set
    names: dict[str, Any] = {"_LATER": MISSING}
    lines: list[str] = []
    for entry in held:
        value = entry.name
        if entry.default_factory is not MISSING:
            names[f"_make_{entry.name}"] = entry.default_factory
            value = f"_make_{entry.name}() if {value} is _LATER else {value}"
        if refuses:
            # A slot's own setter knows nothing of that.
            names[f"_set_{entry.name}"] = getattr(cls, entry.name).__set__
        lines.append(f" _set_{entry.name}(self, {value})" if refuses else f" self.{entry.name} = {value}")
    first = [_parameter(entry, names) for entry in held if not entry.kw_only]
    named = [_parameter(entry, names) for entry in held if entry.kw_only]
    parameters = ", ".join(["self", *first, *(["*", *named] if named else [])])
    # Nothing but the names of fields goes into this source, as in the standard library's.
    source = f"def __init__({parameters}):\n" + ("\n".join(lines) or " pass")
    # Compiled first: where Ctrl-C comes while a text is executed, Python ends itself, whoever answers it.
    exec(compile(source, "<constructor>", "exec"), names)  # noqa: S102
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(entry: Field[Any], names: dict[str, Any]) -> str:
    if entry.default_factory is not MISSING:
        return f"{entry.name}=_LATER"
    if entry.default is MISSING:
        return entry.name
    names[f"_default_{entry.name}"] = entry.default
    return f"{entry.name}=_default_{entry.name}"


def _add_comparison(cls: type[Any]) -> None:
    """``==`` and a hash by the values of the fields that are to be compared, for instances of the very same class."""
    names = [entry.name for entry in fields(cls) if entry.compare]
    # For a single name it gives no tuple, which compares and hashes as well.
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


def _shown(self: Any) -> str:
    told = ", ".join(f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self))
    return f"{type(self).__qualname__}({told})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, entry.name) for entry in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for entry, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, entry.name, value)
