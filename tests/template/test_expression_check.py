"""Expressions checked against a template's declarations, with code, place and hint."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.helpers.stage import check_problems, complaints, template

HEAD = """\
fields:
  bars: {type: list, of: {name: {}, share: {type: number}}}
  ground: {type: choice, options: [ink, paper]}
  votes: {type: number}
"""
KEY = "layers: [{text: x, when: "
TEXT = 'layers: [{text: "'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            KEY + "votes is less than 7}]",
            ("expression-invalid", 5, 32, "is no condition: `is` compares", "`count(bars) > 4`"),
        ),
        (KEY + "'{votes}'}]", ("expression-invalid", 5, 27, "is no condition: unexpected '{'", "`by`")),
        (KEY + "ground is papr}]", ("template-invalid", 5, 26, "ground is never 'papr'", "did you mean paper?")),
        (KEY + "ground = 'papr'}]", ("template-invalid", 5, 26, "ground is never 'papr'", "did you mean paper?")),
        (KEY + "count(bars.shar) > 2}]", ("variable-unknown", 5, 32, "no variable 'bars.shar'", "did you mean share?")),
        (KEY + "counts(bars) > 2}]", ("expression-invalid", 5, 26, "no function 'counts'", "did you mean count?")),
        (KEY + "'round(1, 2, 3) > 2'}]", ("expression-invalid", 5, 27, "round does not take 3", "write round(number)")),
        (
            KEY + "votes-1 > 2}]",
            ("variable-unknown", 5, 26, "no variable 'votes-1'", "put blanks around a minus: votes - 1"),
        ),
        (TEXT + '{vote + 1}"}]', ("variable-unknown", 5, 19, "no variable 'vote'", "did you mean votes?")),
        (TEXT + '{1 if votes else paper}"}]', ("variable-unknown", 5, 35, "no variable 'paper'", "")),
        (TEXT + 'ab {votes +}"}]', ("expression-invalid", 5, 29, "{votes +} is not an expression", "\\{")),
        ("caption: of {max()}", ("expression-invalid", 5, 14, "max does not take 0", "write max(list)")),
    ],
)
def test_problem_has_its_place(line: str, problem: tuple[str, int, int, str, str]) -> None:
    body = HEAD + line + ("\nlayers: [{text: x}]" if line.startswith("caption") else "")
    found: Iterable[tuple[str, int, int, str, str]] = [problem]
    check_problems(complaints(template, body), found)


@pytest.mark.parametrize(
    "when",
    [
        "votes > 3 and no",
        "ground is paper",
        "'papr' = 'x'",
        "max(bars.share) > votes",
        "platform.shape is tall",
        "count(bars) in 2..4",
    ],
)
def test_valid_condition_is_accepted(when: str) -> None:
    (layer,) = template(HEAD + f'layers: [{{text: x, when: "{when}"}}]').layers
    assert layer.values["when"].raw == when


def test_place_is_that_of_the_value_where_the_text_is_not_in_the_file_as_it_is() -> None:
    body = 'layers:\n  - text: "a \\"{b}\\" c"\n  - text: >\n      {d}\n'
    assert [(one.where.line, one.where.column) for one in complaints(template, body)] == [(2, 11), (3, 11)]
