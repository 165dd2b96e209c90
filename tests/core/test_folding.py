"""Folding: one mistake is one message, with the rows and platforms that have it."""

from __future__ import annotations

from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, Where
from memegen.core.folding import MAX_ROWS, Folding


def finding(row: int, message: str = "text 'quote': too small", line: int = 4, severity: str = WARNING) -> Diagnostic:
    found = Diagnostic(severity, "text-small", Where("mine.yaml", line, 5), message)
    return found.with_row(Where("a.csv", row + 1, row=row))


def test_warnings_about_a_layer_are_one_whatever_they_quote() -> None:
    folding = Folding()
    met = [(3, "x-header"), (3, "x-post"), (9, "x-header"), (9, "x-post"), (12, "x-header")]
    new = [folding.add(finding(row, f"text 'quote': {row} px"), platform) for row, platform in met]
    assert new == [True, False, False, False, False]
    line = "a.csv: warning[text-small] 5 times: text 'quote': rows 3, 9, 12 on x-header; rows 3, 9 on x-post"
    assert list(folding.summaries()) == [line]


def test_warnings_without_rows_name_their_platforms() -> None:
    folding = Folding()
    for platform in ("a", "b"):
        folding.add(Diagnostic(WARNING, "text-cut", Where(), "text 'what': cut"), platform)
    assert list(folding.summaries()) == ["warning[text-cut] 2 times: text 'what': on a, b"]


def test_platforms_with_the_same_rows_are_named_together() -> None:
    folding = Folding()
    for row in (1, 2):
        for platform in ("x-header", "x-post"):
            folding.add(finding(row), platform)
    assert list(folding.summaries()) == [
        "a.csv: warning[text-small] 4 times: text 'quote': rows 1, 2 on x-header, x-post"
    ]


def test_other_layers_and_other_errors_are_other_mistakes() -> None:
    folding = Folding()
    assert folding.add(finding(1), "x-post")
    assert folding.add(finding(1, line=7), "x-post")
    assert folding.add(finding(1, "text 'by': too small"), "x-post")
    assert folding.add(finding(1, severity=ERROR), "x-post")
    assert not folding.add(finding(2, severity=ERROR), "x-post")
    assert folding.add(finding(2, "another", severity=ERROR), "x-post")
    places = [Where("a.csv", row + 1, row=row, field="quote") for row in (1, 2)]
    assert all(folding.add(Diagnostic(ERROR, "field-required", where, "empty")) for where in places)
    assert [folding.add(Diagnostic(ERROR, "platform-unknown", where, "no x")) for where in places] == [True, False]


def test_memory_does_not_grow_with_the_rows() -> None:
    folding = Folding()
    for row in range(1, 1000):
        folding.add(finding(row), "x-post")
    (line,) = folding.summaries()
    assert line.endswith(f"11, 12 and {999 - MAX_ROWS} more on x-post")
