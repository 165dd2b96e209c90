"""One slip is one diagnostic: every shipped template with one mistake, of each kind of mistake, at many places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from memegen.core import environment
from memegen.core.diagnostics import Diagnostic, DiagnosticError, distinct
from memegen.template.catalog import Catalog
from memegen.template.nodes import Mapping, Node, Scalar, Sequence
from memegen.template.yaml import parse
from tests.helpers.stage import complaints, tells, template

SHIPPED = environment.TEMPLATES.read_text("utf-8")
# Slips of each kind are made at one place in so many.
STEP = 240
# One slip of these keys' values is rightly more than one diagnostic: a choice that default and uses name.
CASCADES = ("options",)


def found(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """All diagnostics of a file of templates, as `memegen check` prints them."""
    file = folder / "templates.yaml"
    file.write_text(text, "utf-8")
    monkeypatch.setattr(environment, "TEMPLATES", file)
    catalog = Catalog()
    try:
        names = catalog.names
    except DiagnosticError as error:
        return distinct(error.diagnostics)
    problems: list[Diagnostic] = []
    for name in names:
        try:
            catalog.template(name, catalog.brand())
        except DiagnosticError as error:
            problems += error.diagnostics
    return distinct(problems)


def words(node: Node, holder: str = "") -> Iterator[tuple[str, str, Scalar]]:
    """Yield every key and every plain value, each with the key that holds it."""
    if isinstance(node, Mapping):
        for name, value in node.items:
            yield "key", holder, name
            yield from words(value, name.text)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from words(item, holder)
    elif node.text and node.plain:
        yield "value", holder, node


def misspelt(word: str) -> str:
    """Return a word with two letters exchanged, or one doubled or missing."""
    if len(word) < 4:
        return word + word[-1]
    return word[0] + word[2] + word[1] + word[3:] if word[1] != word[2] else word[:-1]


def slips(kind: str) -> Iterator[tuple[str, int, str]]:
    """Yield each slip of a kind: the kind, its line, from 1, and the shipped templates with it."""
    return (slip for slip in all_slips() if slip[0] == kind)


def all_slips() -> Iterator[tuple[str, int, str]]:
    """Yield the slips of every kind."""
    lines = SHIPPED.split("\n")

    def changed(kind: str, index: int, *line: str) -> tuple[str, int, str]:
        return kind, index + 1, "\n".join([*lines[:index], *line, *lines[index + 1 :]])

    for kind, holder, scalar in words(parse(SHIPPED, "t.yaml")):
        index, column = scalar.where.line - 1, scalar.where.column - 1
        word = re.match(r"[A-Za-z-]{2,}", scalar.text)
        if word and lines[index][column:].startswith(word[0]) and holder not in CASCADES:
            line = lines[index]
            yield changed(f"misspelt {kind}", index, line[:column] + misspelt(word[0]) + line[column + len(word[0]) :])
    for index, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        for variable in re.finditer(r"\{([a-z.]+)\}", line):
            start, end = variable.span(1)
            yield changed("misspelt variable", index, line[:start] + misspelt(variable[1]) + line[end:])
        if re.match(r"\s+[\w-]+: ", line):
            yield changed("no colon", index, line.replace(":", "", 1))
        yield changed("indented more", index, " " + line)
        yield changed("indented less", index, line[1:])
        yield changed("a tab", index, "\t" + line.lstrip())
        yield changed("twice", index, line, line)


KINDS = (
    "misspelt key",
    "misspelt value",
    "misspelt variable",
    "no colon",
    "indented more",
    "indented less",
    "a tab",
    "twice",
)


@pytest.mark.parametrize("kind", KINDS)
def test_one_slip_is_one_diagnostic(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assets = tmp_path / "assets"
    assets.symlink_to(environment.ASSETS)
    made = [(line, text) for one, line, text in islice(slips(kind), KINDS.index(kind), None, STEP)]
    told = 0
    for line, text in made:
        diagnostics = found(text, tmp_path, monkeypatch)
        told += len(diagnostics)
        assert len(diagnostics) <= 1, (line, [str(one) for one in diagnostics])
        assert all(one.where.line for one in diagnostics), line
    # A value may be any text, and a line that is given twice or indented otherwise may be right.
    assert told >= len(made) // 3


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        ("layers: [{txt: hello, id: a, size: 4vmin}]\nchange: {a: {fill: ink}}", "is a kind of layer", "mean text?"),
        ("layers: [{xyz: hello, id: a}]\nchange: {a: {fill: ink}}", "is a kind of layer", ""),
        ("layers: [{column: {itmes: [{text: a, id: a}]}}]\nchange: {a: {fill: ink}}", "no key 'itmes'", "mean items?"),
        ("feilds: {a: {}}\nlayers: [{text: '{a}'}]", "no key 'feilds'", "mean fields?"),
        (
            "fields: {aa: {}}\nlayers: [{text: '{ab}', when: ab}]\nalt: '{ab}'",
            "no variable 'ab'",
            "; also at 2:31, 3:8",
        ),
        ("fields: {p: {tpye: photo}}\nlayers: [{text: '{p.credit}'}]", "no key 'tpye'", "mean type?"),
        ("fields: {p: {type: pohto}}\nlayers: [{text: '{p.credit}'}]", "no type 'pohto'", "mean photo?"),
        ("fields: {a: {}}\nlayers: [{text: '{b.c} {b}'}]", "no variable 'b.c'", "also at 2:25"),
        ("fields:\n  by {about: x}\nlayers: [{text: '{by}'}]", "no colon after 'by'", "write by: {"),
        (
            "layers: [{text: a, idd: x}]\nshapes: {wide: {x: {fill: ink}}, tall: {y: {fill: ink}}, strip: {y: {}}}",
            "no key 'idd'",
            "mean id?",
        ),
        ("parts: {a: {takes: {ground: c}, text: b}}\nlayers: [{usee: a, ground: b}]", "a kind of layer", "mean use?"),
    ],
)
def test_consequences_of_a_slip_are_no_diagnostics(body: str, message: str, hint: str) -> None:
    first, *others = complaints(template, body)
    assert tells(first, message, hint)
    assert ["'y'" in problem.message for problem in others] == [True] * ("y: {" in body)


@pytest.mark.parametrize(
    ("takes", "given", "place"),
    [
        ("gorund: ink", "ground: sun", "takes"),
        ("gorund: ", "ground: sun", "takes"),
        ("ground: ink", "gorund: sun", "use"),
        ("ground: ", "gorund: sun", "use"),
    ],
)
def test_slip_in_a_parameter_is_where_it_is_misspelt(takes: str, given: str, place: str) -> None:
    part = f"{{takes: {{{takes}}}, rectangle: '{{ground}}', width: 9%, height: 9%}}"
    body = f"parts:\n  box: {part}\nlayers:\n  - {{use: box, {given}}}"
    [found] = complaints(template, body)
    assert found.where.line == {"takes": 2, "use": 4}[place]
