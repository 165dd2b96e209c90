"""SARIF logs, by what the standard asks of places, messages and rules."""

from __future__ import annotations

from memegen.cli.sarif import sarif_log
from memegen.core.codes import codes
from memegen.core.diagnostics import ERROR, SHIPPED, WARNING, Diagnostic, Note, Where


def test_result_has_rule_level_place_and_related_places() -> None:
    note = Note(Where("mine.yaml", 5, 3), "set in the template")
    found = Diagnostic(
        WARNING, "text-small", Where("my list.csv", 4, row=3, field="quote"), "small", "shorten", (note,)
    )
    (run,) = sarif_log([found, found])["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == codes()["text-small"].what
    assert rule["defaultConfiguration"] == {"level": "warning"}
    first, second = run["results"]
    assert first == second
    assert first["level"] == "warning"
    assert first["message"]["text"] == "small. Hint: shorten"
    assert first["properties"] == {"row": 3, "field": "quote"}
    (place,), (related,) = first["locations"], first["relatedLocations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "my%20list.csv"}, "region": {"startLine": 4}}
    assert related["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 3}


def test_what_has_no_file_of_the_user_has_no_place() -> None:
    for where in (Where(), Where(SHIPPED[0], 4)):
        (run,) = sarif_log([Diagnostic(ERROR, "internal", where, "a bug")])["runs"]
        assert "locations" not in run["results"][0]


def test_nothing_found_is_a_log_without_results() -> None:
    (run,) = sarif_log([])["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
