"""Outcomes told in the words of whoever asked: a copy of a file is called what the file itself is called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memegen.press.job import Failed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memegen.errors import Diagnostic
    from memegen.press.job import Outcome


def retold(outcome: Outcome, names: Mapping[str, str]) -> Outcome:
    """The same, with every file of *names* in its diagnostics called by its name there."""
    if isinstance(outcome, Failed):
        return replace(outcome, diagnostics=tuple(_told(found, names) for found in outcome.diagnostics))
    if not outcome.findings:
        return outcome
    findings = tuple(_told(found, names) for found in outcome.findings)
    record = {**outcome.record, "findings": [_mapped(found, names) for found in outcome.record["findings"]]}
    return replace(outcome, record=record, findings=findings)


def _told(found: Diagnostic, names: Mapping[str, str]) -> Diagnostic:
    where = replace(found.where, file=_renamed(found.where.file, names))
    message, hint = _renamed(found.message, names), _renamed(found.hint, names)
    return replace(found, where=where, message=message, hint=hint)


def _mapped(found: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {part: _renamed(text, names) for part, text in found.items()}


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for copy, name in names.items():
        if copy in text:
            text = text.replace(copy, name)
    return text
