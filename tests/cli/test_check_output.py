"""The forms in which findings are printed, and the severities that options give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.command import BRAND, Command

# The second row has no quotation, the third one that is too long for its canvas.
LIST = "quote,by\nHello,A\n,B\nWe,C\n"


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    command.write("a list.csv", LIST)
    return command


def check(memegen: Command, *more: str, code: int = 1) -> list[str]:
    return memegen.run("check", "a list.csv", "-t", "plain", "-T", "mine.yaml", "-p", "60x60", *more, code=code).lines


def test_formats_hold_the_same_findings(memegen: Command) -> None:
    records = [json.loads(line) for line in check(memegen, "--json")]
    (log,) = map(json.loads, check(memegen, "--format", "sarif"))
    (run,) = log["runs"]
    results = run["results"]
    assert [(each["code"], each["line"], each["severity"]) for each in records] == [
        (each["ruleId"], each["locations"][0]["physicalLocation"]["region"]["startLine"], each["level"])
        for each in results
    ]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(dict.fromkeys(r["code"] for r in records))
    assert all(run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] for each in results)
    lines = check(memegen, "--format", "github")
    assert [line.partition(",title=")[0] for line in lines] == [
        f"::{each['severity']} file=a list.csv,line={each['line']}" for each in records
    ]


def test_check_from_the_record_prints_the_same(memegen: Command) -> None:
    memegen.write("a list.csv", "quote,by\nHello,A\nWe,C\n")
    memegen.write("house.yaml", f"{BRAND}jurisdiction: uk\n")
    first, second = (check(memegen, "--json", code=0) for _ in range(2))
    assert first == second
    found = [each for each in map(json.loads, first) if "row" in each and each["code"] == "imprint-required"]
    assert [each["where"] for each in found] == ["a list.csv:2 (row 1)", "a list.csv:3 (row 2)"]


def test_options_give_codes_a_severity(memegen: Command) -> None:
    memegen.write("a list.csv", "quote,shedule\nHello,A\n")
    found = check(memegen, "--json", code=0)
    codes = {json.loads(line)["code"] for line in found}
    assert codes == {"column-unknown"}
    assert check(memegen, "--json", "--ignore", "column-unknown", code=0) == []
    assert len(check(memegen, "--json", "--error", "column-unknown", "--ignore", "column-unknown", code=1)) == 1
    memegen.write("memegen.yaml", "severity: {column-unknown: error}\n")
    assert len(check(memegen, "--json", code=1)) == 1
    assert len(check(memegen, "--json", "--warn", "column-unknown", code=0)) == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--ignore", "column-unknwn"), "code-unknown"),
        (("--warn", "field-required"), "severity-conflict"),
        (("--format", "xml"), "format-unknown"),
        (("--format", "github", "--json"), "format-conflict"),
    ],
)
def test_unusable_options_are_errors(memegen: Command, options: tuple[str, ...], code: str) -> None:
    result = memegen.run("check", "a list.csv", "-t", "plain", *options, code=2)
    assert f"error[{code}]" in result.err
