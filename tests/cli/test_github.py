"""Annotations of GitHub Actions: what is escaped, and what has no place."""

from __future__ import annotations

from memegen.cli.github import annotation
from memegen.core.diagnostics import ERROR, SHIPPED, WARNING, Diagnostic, Where


def test_place_and_text_are_escaped() -> None:
    where = Where("a,b:c.yaml", 4, 2)
    found = annotation(Diagnostic(ERROR, "field-unknown", where, "100 %\nof it", "write x"))
    assert found == "::error file=a%2Cb%3Ac.yaml,line=4,col=2,title=field-unknown::100 %25%0Aof it%0Ahint: write x"


def test_row_precedes_the_message_and_files_of_the_package_are_no_place() -> None:
    row = annotation(Diagnostic(WARNING, "text-small", Where("a.csv", 4, row=3, field="quote"), "too small"))
    assert row == "::warning file=a.csv,line=4,title=text-small::a.csv:4 (row 3), column quote: too small"
    shipped = annotation(Diagnostic(WARNING, "text-small", Where(SHIPPED[0], 4), "too small"))
    assert shipped == "::warning title=text-small::too small"
