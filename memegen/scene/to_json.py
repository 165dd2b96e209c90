"""Frozen data as plain JSON values: what is as it is by default is left out, numbers are cut to a thousandth."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from memegen.core.diagnostics import Diagnostic
from memegen.scene.color import Color


def as_json(value: Any) -> dict[str, Any]:
    """A dataclass by the names of its fields, beside ``kind``, which is its own name."""
    contents = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
    kept = {name: _json(content) for name, (content, usual) in contents.items() if content not in (None, usual)}
    return {"kind": type(value).__name__.lower(), **kept}


def _json(value: Any) -> object:
    if isinstance(value, Color):
        return value.hex()
    if isinstance(value, Diagnostic):
        return value.to_json()
    if is_dataclass(value):
        return as_json(value)
    if isinstance(value, tuple) and hasattr(value, "_field_defaults"):
        return _named(value)
    if isinstance(value, tuple | list):
        return [_json(entry) for entry in value]
    return round(value, 3) + 0.0 if isinstance(value, float) else value


def _named(value: Any) -> dict[str, Any]:
    """As :func:`as_json`, of a named tuple."""
    usual = value._field_defaults
    named = zip(value._fields, value, strict=True)
    kept = {name: _json(content) for name, content in named if name not in usual or content != usual[name]}
    return {"kind": type(value).__name__.lower(), **kept}
