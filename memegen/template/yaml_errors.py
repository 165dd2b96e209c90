"""What a YAML parser's complaint means to somebody who wanted to write a template, and how to mend it."""

from __future__ import annotations

import re
from typing import Any

from memegen.core.diagnostics import ERROR, Diagnostic, Where
from memegen.core.regex import lazy_pattern

# A value that goes on after its closing quotation mark.
QUOTED = lazy_pattern(r"""(?:^|[:\-,\[{])\s*(?:"[^"]*"|'[^']*')\s*$""")

# A colour or a hashtag without quotes, after a space.
COMMENTED = lazy_pattern(r"[:,\[]\s+(#\w+)")

ENDS = ("end of stream", "document separator", "document indicator", "<stream end>")
QUOTES = "put the whole text in quotes"
# Part of the parser's words (libyaml's and PyYAML's own differ), what is wrong in ours, and the hint.
MEANINGS = (
    ("unexpected end of stream", "a quotation mark is opened here and never closed", "close it at the end of the text"),
    ("document separator", "a quotation mark is opened here and never closed", "close it at the end of the text"),
    ("document indicator", "a quotation mark is opened here and never closed", "close it at the end of the text"),
    ("tab character", "a tab cannot indent YAML", "indent with spaces"),
    (
        "mapping values are not allowed",
        "expected no second colon here",
        "put a text that holds a colon and a space in quotes; if this is a key, check its indentation",
    ),
    ("'-' indicator", "expected the next - of this list", "indent every item of a list alike"),
    ("',' or ']'", "expected , or ] here", "close the list with ], or put a text that starts with [ in quotes"),
    ("',' or '}'", "expected , or } here", "close the mapping with }, or put a text that starts with { in quotes"),
    ("alphabetic or numeric", "* and & at the start of a value have a meaning of their own", QUOTES),
    ("comment or a line break", "expected a line break after > or |", "start the text on the next line, or use quotes"),
    ("comment or line break", "expected a line break after > or |", "start the text on the next line, or use quotes"),
    ("unknown escape", "expected a known escape after \\", "write \\\\ for a backslash, or use single quotes"),
    ("escape code", "expected a character's number after the escape", "write the character itself"),
    ("expected ':'", "expected a colon and a space after the key", "write key: value"),
    ("expected key", "expected the next key, or the end of this mapping", f"check the indentation, or {QUOTES}"),
    ("<block end>", "expected the next key, or the end of this mapping", f"check the indentation, or {QUOTES}"),
    ("node content", "expected a value here", "close every { and [, and put a text with a hash sign in quotes"),
    ("tag handle", "tags are not read", "put a text that starts with ! in quotes"),
    ("duplicate anchor", "this name is already given to another value", "use another name after the &"),
)


def explain(error: Any, lines: list[str], file: str) -> Diagnostic:
    """The diagnostic for a ``yaml.YAMLError`` met in *lines*, with the place where the mistake was made."""
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # At the end of the document nothing is wrong: what was left open is.
    if any(end in problem for end in ENDS):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return Diagnostic(ERROR, "yaml-syntax", Where(file), problem)
    if hidden := _hidden(error, lines, mark.line):
        where = Where(file, hidden[0] + 1, hidden[1].start(1) + 1)
        message = f"to YAML, {hidden[1][1]} and all after it is a comment"
        return Diagnostic(ERROR, "yaml-hashtag", where, message, f'put it in quotes: "{hidden[1][1]}"')
    if "maximum nesting depth" in problem:
        where = Where(file, mark.line + 1, mark.column + 1)
        return Diagnostic(ERROR, "yaml-too-large", where, "too many lists or mappings in one another", "flatten it")
    line = lines[mark.line] if mark.line < len(lines) else ""
    message, hint = _meaning(problem, line, mark.column)
    return Diagnostic(ERROR, "yaml-syntax", Where(file, mark.line + 1, mark.column + 1), message, hint)


def _hidden(error: Any, lines: list[str], until: int) -> tuple[int, re.Match[str]] | None:
    """The line and place of a #value that became a comment and took the end of a list or mapping in braces with it."""
    opened = getattr(error, "context_mark", None)
    if "flow" not in str(getattr(error, "context", "")) or opened is None:
        return None
    # Where a value is missing the parser has forgotten where the brace was; it is not far above.
    first = max(0, opened.line - 2)
    for number in range(first, min(until + 1, len(lines))):
        if found := COMMENTED.search(lines[number]):
            return number, found
    return None


def _meaning(problem: str, line: str, column: int) -> tuple[str, str]:
    before, here = line[:column], line[column : column + 1]
    if "cannot start any token" in problem:
        if here == "\t":
            return "a tab cannot indent YAML", "indent with spaces"
        return f"expected a value, which cannot start with {here}", QUOTES
    message, hint = next(((said, mend) for part, said, mend in MEANINGS if part in problem), (problem, ""))
    if QUOTED.search(before):
        return message, 'the text goes on after its closing quotation mark: write "…" around the whole, \\" within'
    return message, hint
