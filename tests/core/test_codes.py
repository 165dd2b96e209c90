"""The codes of diagnostics: declared, used, named by one scheme."""

from __future__ import annotations

import ast
import re

from memegen.core.codes import codes
from tests.helpers.paths import PACKAGE

# What takes a code as an argument.
MAKERS = {
    *("fail", "Diagnostic", "problem", "finding", "failure", "warn", "problem_of", "Reader", "Complaint"),
    *("_problem", "_error", "_field_failure", "_told", "_warning", "_warn", "remote_errors"),
}
CODE = re.compile(r"[a-z]+\d*(-[a-z\d]+)+")
# Of files that are read, {what}-not-found and {what}-unreadable.
FILES = ("approval", "brand", "include", "platforms", "project", "sidecar", "templates")
# What a code with an ending that is not in the scheme would have to be called instead.
OLD_ENDINGS = re.compile(r"-(missing|lost|taken|limit|pattern|overdue|format)$")
# A glyph is neither a file nor a name.
KEPT = {"glyph-missing"}


def test_every_code_is_declared_and_every_declared_code_is_used() -> None:
    made = {f"{what}-{state}" for what in FILES for state in ("not-found", "unreadable")}
    words = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                texts = (each.value for each in given if isinstance(each, ast.Constant))
                made |= {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
    assert sorted(made - set(codes())) == []
    assert sorted(set(codes()) - made - words) == []


def test_a_code_is_named_by_the_scheme_and_explained() -> None:
    for code in codes().values():
        assert code.name in KEPT or not OLD_ENDINGS.search(code.name), code.name
        assert code.severity in ("error", "warning")
        assert all(text.endswith(".") for text in filter(None, (code.what, code.why, code.fix))), code.name
        assert code.fix in code.help
        assert len(code.what) <= 120, code.name


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
