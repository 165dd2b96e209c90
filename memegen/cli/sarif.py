"""Diagnostics as a SARIF log, the format of code scanning.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard, 2020.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from memegen.core.codes import Code, codes
from memegen.core.diagnostics import Where, printable
from memegen.core.environment import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memegen.core.diagnostics import Diagnostic

VERSION = "2.1.0"
SCHEMA = f"https://json.schemastore.org/sarif-{VERSION}.json"


def sarif_log(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return the log of one run, with a rule for each code that was found."""
    found = list(diagnostics)
    known = codes()
    names = list(dict.fromkeys(each.code for each in found))
    rules = [_rule(name, known.get(name)) for name in names]
    driver = {"name": "memegen", "version": __version__, "rules": rules}
    results = [_result(each, names.index(each.code)) for each in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rule(name: str, code: Code | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name, "name": "".join(map(str.capitalize, name.split("-")))}
    if code:
        rule["shortDescription"] = {"text": code.what}
        rule["help"] = {"text": re.sub("`", "", code.help), "markdown": code.help}
        rule["defaultConfiguration"] = {"level": code.severity}
    return rule


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    hint = f" Hint: {diagnostic.hint}" if diagnostic.hint else ""
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity,
        "message": {"text": printable(f"{diagnostic.message}.{hint}")},
    }
    if place := _location(diagnostic.where):
        result["locations"] = [place]
    if further := [place for note in diagnostic.shown_notes if (place := _location(note.where, note.message))]:
        result["relatedLocations"] = further
    known = {"row": diagnostic.where.row, "field": diagnostic.where.field}
    if properties := {key: value for key, value in known.items() if value}:
        result["properties"] = properties
    return result


def _location(where: Where, message: str = "") -> dict[str, Any]:
    """Return a place in a file; nothing for one that is not in a file of the user's."""
    if not where.file or where.is_shipped:
        return {}
    path = Path(where.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if where.line:
        column = {"startColumn": where.column} if where.column else {}
        place["region"] = {"startLine": where.line, **column}
    return {"physicalLocation": place, **({"message": {"text": message}} if message else {})}
