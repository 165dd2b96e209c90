"""The severity that a project or a command gives to codes of diagnostics, in place of the usual one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from memegen.core.codes import codes
from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, closest_match
from memegen.core.frozen import frozen

IGNORE = "ignore"
# The severities that a code may be given.
SEVERITIES = (ERROR, WARNING, IGNORE)


@frozen
class Severities:
    """Severities by code; a code that is not in it keeps its own."""

    by_code: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: Severities) -> Severities:
        """Return both, where they differ those of *other*."""
        return Severities({**self.by_code, **other.by_code})

    def apply(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """Return the diagnostic with its severity here; None if its code is ignored.

        What prevents a graphic stays an error.
        """
        severity = self.by_code.get(diagnostic.code, diagnostic.severity)
        if diagnostic.severity == ERROR or severity == diagnostic.severity:
            return diagnostic
        return None if severity == IGNORE else replace(diagnostic, severity=severity)


@frozen
class SeverityProblem:
    """Why a code cannot be given a severity."""

    code: str
    message: str
    hint: str


def severity_problem(code: str, severity: str) -> SeverityProblem | None:
    """Return why a code cannot be given a severity; None if it can."""
    known = codes()
    if code not in known:
        near = closest_match(code, known)
        hint = f"did you mean {near}?" if near else "list the codes with: memegen help messages"
        return SeverityProblem("code-unknown", f"unknown code {code!r}", hint)
    if severity not in SEVERITIES:
        hint = f"write {', '.join(SEVERITIES[:-1])} or {SEVERITIES[-1]}"
        return SeverityProblem("severity-unknown", f"unknown severity {severity!r} of {code}", hint)
    if known[code].severity == ERROR and severity != ERROR:
        message = f"{code} cannot be less than an error, because it prevents the graphic"
        return SeverityProblem("severity-conflict", message, f"leave out {code}")
    return None
