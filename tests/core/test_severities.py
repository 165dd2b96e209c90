"""Severities of codes: what becomes of a diagnostic, and what codes cannot be given."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, Where
from memegen.core.severities import Severities, severity_problem

FINDING = Diagnostic(WARNING, "contrast-low", Where("a.csv", 4), "too low")


def test_severity_of_a_warning_is_changed_or_the_warning_is_ignored() -> None:
    severities = Severities({"contrast-low": "warning"}) | Severities({"contrast-low": "error", "text-cut": "ignore"})
    raised = severities.apply(FINDING)
    assert raised
    assert (raised.severity, raised.code, raised.where) == (ERROR, "contrast-low", FINDING.where)
    assert severities.apply(Diagnostic(WARNING, "text-cut", Where(), "cut")) is None
    assert Severities().apply(FINDING) is FINDING


def test_error_stays_an_error() -> None:
    error = Diagnostic(ERROR, "contrast-low", Where(), "an error whose code is usually a warning's")
    assert Severities({"contrast-low": "ignore"}).apply(error) is error


@pytest.mark.parametrize(
    ("code", "severity", "problem"),
    [
        ("contrast-low", "error", ""),
        ("field-required", "error", ""),
        ("contrast-lo", "error", "code-unknown"),
        ("contrast-low", "silent", "severity-unknown"),
        ("field-required", "ignore", "severity-conflict"),
    ],
)
def test_what_cannot_be_given(code: str, severity: str, problem: str) -> None:
    found = severity_problem(code, severity)
    assert (found.code if found else "") == problem
