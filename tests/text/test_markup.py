from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.scene.color import Color
from memegen.text.markup import clean, parse, resolve_colors, stray_marks
from memegen.text.styled import TextAttributes
from tests.helpers.command import Command
from tests.helpers.real import HOUSE
from tests.helpers.stage import CANVAS, PALETTE, complaints, scene


@pytest.mark.parametrize(
    ("text", "plain", "emphasised"),
    [
        ("no markup", "no markup", []),
        ("a *free* lunch", "a free lunch", ["free"]),
        ("*All* of it, *all*", "All of it, all", ["All", "all"]),
        ("“*Now*, not later.”", "“Now, not later.”", ["Now"]),
        ("*two words*.", "two words.", ["two words"]),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("2*3*4", "2*3*4", []),
        ("un*believ*able", "un*believ*able", []),
        ("a lone * star", "a lone * star", []),
        ("an *open star", "an *open star", []),
        (r"not \*this\*", "not *this*", []),
        (r"*a \* b*", "a * b", ["a * b"]),
        (r"back\slash", r"back\slash", []),
        ("*not\nacross*", "*not\nacross*", []),
        ("**bold**", "bold", ["bold"]),
        ("**bold *and* more**", "bold and more", ["bold and more", "and"]),
        ("***both*** at once", "both at once", ["both", "both"]),
        ("==marked== up", "marked up", ["marked"]),
        ("a == b and c == d", "a == b and c == d", []),
        ("[in gold](sun) here", "in gold here", ["in gold"]),
        ("[sic](the editor) and [1](2)", "[sic](the editor) and [1](2)", []),
        (r"\[not](sun)", "[not](sun)", []),
        (r"one\ntwo\ three \\", "one\ntwo\u00a0three \\", []),
        (r"one\n*two*", "one\ntwo", ["two"]),
        (r"one\n==two==\nthree", "one\ntwo\nthree", ["two"]),
        ("*a [b](sun*", "a [b](sun", ["a [b](sun"]),
        ("ל*כולם*", "לכולם", ["כולם"]),
        ("f*** off", "f*** off", []),
        ("**", "**", []),
        ("これは*重要*です", "これは重要です", ["重要"]),
    ],
)
def test_parse_returns_plain_text_and_spans(text: str, plain: str, emphasised: list[str]) -> None:
    styled = parse(text)
    assert styled.plain == plain
    assert [styled.plain[span.start : span.end] for span in styled.spans] == emphasised


@pytest.mark.parametrize(
    ("text", "attributes", "keep"),
    [
        ("[a](sun)", TextAttributes(color_name="sun"), False),
        ("[a](#e4322b)", TextAttributes(color_name="#e4322b"), False),
        ("[a](+1)", TextAttributes(step=1), False),
        ("[a]( -2, accent )", TextAttributes(step=-2, color_name="accent"), False),
        ("[a](caps keep)", TextAttributes(caps=True), True),
        ("**a**", TextAttributes(strong=True), False),
        ("==a==", TextAttributes(highlight=True), False),
    ],
)
def test_parse_returns_attributes(text: str, attributes: TextAttributes, keep: bool) -> None:
    (span,) = parse(text).spans
    assert (span.attributes, span.keep) == (attributes, keep)


def test_attributes_combine_and_the_inner_colour_wins() -> None:
    styled = parse("[out **both [in](accent)**](sun +1)")
    assert [(styled.plain[a:b], attributes) for a, b, attributes in styled.attribute_runs()] == [
        ("out ", TextAttributes(color_name="sun", step=1)),
        ("both ", TextAttributes(color_name="sun", step=1, strong=True)),
        ("in", TextAttributes(color_name="accent", step=1, strong=True)),
    ]


@given(st.text(alphabet="ab *=[](sun)\\\n.", max_size=40))
def test_parse_removes_nothing_but_marks(text: str) -> None:
    styled = parse(text)
    kept = re.sub(r"[^abc.]", "", styled.plain)
    for letter in "ab.":
        assert kept.count(letter) == text.count(letter)
    assert [span.start for span in styled.spans] == sorted(span.start for span in styled.spans)
    assert all(span.start < span.end and "\n" not in styled.plain[span.start : span.end] for span in styled.spans)
    # Spans lie within or apart from each other, but for those that a bracket closes over an open mark.
    assert "".join(styled.plain[a:b] for a, b, _ in styled.attribute_runs()) == styled.plain


def test_clean_normalizes_line_breaks_and_trims() -> None:
    assert clean(" a\r\nb\u2028c\td\x07e \n") == "a\nb\nc de"


def test_resolved_colours_are_those_of_the_palette() -> None:
    source = "[out *in*](sun) [red](#f00) plain"
    styled = resolve_colors(parse(source), source, PALETTE)
    assert [span.attributes.color for span in styled.spans] == [PALETTE["sun"], None, Color(255, 0, 0)]
    runs = [(styled.plain[a:b], attributes.color) for a, b, attributes in styled.attribute_runs()]
    assert runs == [
        ("out ", PALETTE["sun"]),
        ("in", PALETTE["sun"]),
        (" ", None),
        ("red", Color(255, 0, 0)),
        (" plain", None),
    ]


def test_an_unknown_colour_is_reported_with_its_place() -> None:
    with pytest.raises(DiagnosticError) as caught:
        resolve_colors(parse("Ye [are](snu)"), "Ye [are](snu)", PALETTE)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "markup-colour-invalid"
    assert diagnostic.message.startswith("at character 4, “Ye [are](snu)”")


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_unknown_colour_in_a_layer_names_place_and_suggestion() -> None:
    (problem,) = complaints(scene, 'layers: [{text: "Ye are [many](snu) now", id: a, size: 50px}]', CANVAS)
    assert (problem.severity, problem.code) == ("error", "markup-colour-invalid")
    assert "at character 8, “Ye are [many](snu) now”" in problem.message
    assert "mean sun" in problem.hint
    assert (problem.where.file, problem.where.line) == ("t.yaml", 1)


def test_unknown_colour_in_a_row_names_the_row(command: Command) -> None:
    run = command.run("make", "plain", "--quote", "[x](snu)", "-T", "mine.yaml", "-p", "200x200", code=2)
    assert "markup-colour-invalid" in run.err
    assert "mean sun" in run.err
    assert "at character 1" in run.err
    command.write("rows.csv", "quote\nYe are many\n[x](snu)\n")
    run = command.run("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "--json", code=1)
    made, failed = sorted(run.records, key=lambda record: record["row"])
    assert (made["row"], failed["row"]) == (1, 2)
    assert failed["error"]["code"] == "markup-colour-invalid"
    assert "row 2" in run.err
    assert "mean sun" in failed["error"]["hint"]


def test_test_palettes_agree() -> None:
    assert HOUSE.palette == PALETTE


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("31 [of 35](paper 40%) *a*", ["[of 35](paper 40%)"]),
        ("*word and more words than fit here", ["*word and more words tha"]),
        ("a **b* c", ["**b* c"]),
        ("[*x](sun)", ["*x](sun)"]),
        ("*a\nb*", ["*a"]),
        ("*ok* **ok** ==ok== [a](b) [](x y) [a] 2 * 3", []),
    ],
)
def test_stray_marks_are_what_looks_like_a_mark(text: str, stray: list[str]) -> None:
    assert list(stray_marks(text)) == stray
