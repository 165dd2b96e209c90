"""Diagnostics as annotations of GitHub Actions, lines such as ``::error file=a.csv,line=4::…``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.core.diagnostics import printable

if TYPE_CHECKING:
    from memegen.core.diagnostics import Diagnostic


def annotation(diagnostic: Diagnostic) -> str:
    """Return a workflow command, in which GitHub shows the message beside the line."""
    where = diagnostic.where
    known = {} if where.is_shipped else {"file": where.file, "line": where.line, "col": where.column}
    properties = {**{key: value for key, value in known.items() if value}, "title": diagnostic.code}
    # A cell has no line of its own in GitHub's annotation, so the row and column precede the message.
    place = f"{where.text}: " if where.row or where.field else ""
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    settings = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{diagnostic.severity} {settings}::{_data(f'{place}{diagnostic.message}{hint}')}"


def _data(text: str) -> str:
    """Return a message as workflow commands escape it."""
    lines = "\n".join(map(printable, text.splitlines()))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
