"""Errors of the YAML parser, and mistakes that it does not notice, as diagnostics in a template author's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from memegen.core.diagnostics import ERROR, Diagnostic, Where
from memegen.core.regex import lazy_pattern
from memegen.template.nodes import Node, Scalar

Entries = Sequence[tuple[Node | None, Node | None]]

# A quoted value at the end of a line's part, which the parser did not expect to continue.
QUOTED = lazy_pattern(r"""(?:^|[:\-,\[{])\s*(?:"[^"]*"|'[^']*')\s*$""")

# The name in an unquoted `{quote}`.
REFERENCE = lazy_pattern(r"[\w.]+")

# A key and a bracket that the key does not close.
UNCLOSED = lazy_pattern(r"([\w-]+)\s+([{\[])[^{}\[\]]*")

# An unquoted colour or hashtag after a space, which is a comment in YAML.
COMMENTED = lazy_pattern(r"[:,\[]\s+(#\w+)")

# A double quotation mark, but none that is escaped.
DOUBLE_QUOTE = lazy_pattern(r'(?<!\\)"')

# Parts of messages about the end of the document, where an earlier mistake became apparent.
END_OF_DOCUMENT = ("end of stream", "document separator", "document indicator", "<stream end>")
QUOTES = "put the whole text in quotes"
# Part of the parser's message (those of libyaml and of PyYAML differ), our message, and our hint.
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
    """Return the diagnostic for an error of the parser, with the place of the mistake.

    Args:
        error: a ``yaml.YAMLError``.
        lines: lines of the file.
        file: its name in diagnostics.
    """
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # The mistake is not at the end of the document, or of a name, but where the unclosed value, or the name, starts.
    if any(part in problem for part in (*END_OF_DOCUMENT, "alphabetic or numeric")):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return Diagnostic(ERROR, "yaml-invalid", Where(file), problem)
    if comment := _find_comment(error, lines, mark.line):
        line_index, match = comment
        where = Where(file, line_index + 1, match.start(1) + 1)
        message = f"to YAML, {match[1]} and all after it is a comment"
        return Diagnostic(ERROR, "yaml-hashtag-unquoted", where, message, f'put it in quotes: "{match[1]}"')
    if opened := _find_open_quote(error, lines, mark.line):
        return Diagnostic(ERROR, "yaml-invalid", Where(file, *opened), *MEANINGS[0][1:])
    if "maximum nesting depth" in problem:
        where = Where(file, mark.line + 1, mark.column + 1)
        return Diagnostic(ERROR, "yaml-too-large", where, "too many lists or mappings in one another", "flatten it")
    line = lines[mark.line] if mark.line < len(lines) else ""
    message, hint = _meaning(problem, line, mark.column)
    return Diagnostic(ERROR, "yaml-invalid", Where(file, mark.line + 1, mark.column + 1), message, hint)


def _find_comment(error: Any, lines: list[str], last: int) -> tuple[int, re.Match[str]] | None:
    """Return the index and match of a line with a #value that hides a closing bracket as a comment.

    Args:
        error: the parser's error.
        lines: lines of the file.
        last: index of the last line in which to look.
    """
    opened = getattr(error, "context_mark", None)
    if "flow" not in str(getattr(error, "context", "")) or opened is None:
        return None
    # If a value is missing, the parser reports a later place than that of the brace, but a close one.
    first = max(0, opened.line - 2)
    for index in range(first, min(last + 1, len(lines))):
        if match := COMMENTED.search(lines[index]):
            return index, match
    return None


def _find_open_quote(error: Any, lines: list[str], last: int) -> tuple[int, int] | None:
    """Return line and column of a quotation mark that hides the end of a mapping in braces, or a list in brackets.

    A text that is not closed goes on up to the next quotation mark, which is in a line below.
    """
    opened = getattr(error, "context_mark", None)
    if "flow" not in str(getattr(error, "context", "")) or opened is None:
        return None
    for index in range(opened.line, min(last, len(lines))):
        marks = [match.start() for match in DOUBLE_QUOTE.finditer(lines[index])]
        if len(marks) % 2:
            return index + 1, marks[-1] + 1
    return None


def _meaning(problem: str, line: str, column: int) -> tuple[str, str]:
    """Return message and hint for the parser's message *problem* about a column of a line."""
    before, here = line[:column], line[column : column + 1]
    if "cannot start any token" in problem:
        if here == "\t":
            return "a tab cannot indent YAML", "indent with spaces"
        return f"expected a value, which cannot start with {here}", QUOTES
    message, hint = next(((message, hint) for part, message, hint in MEANINGS if part in problem), (problem, ""))
    if QUOTED.search(before):
        return message, 'the text goes on after its closing quotation mark: write "…" around the whole, \\" within'
    return message, hint


def without_consequences(problems: list[Diagnostic], syntax: Diagnostic) -> list[Diagnostic]:
    """Return *problems* and a syntax error, unless the latter is caused by unquoted braces on its line."""
    caused = any(p.code == "yaml-braces-unquoted" and p.where.line == syntax.where.line for p in problems)
    return problems if caused else [*problems, syntax]


def find_slips(entries: Entries, where: Where, *, flow: bool) -> list[Diagnostic]:
    """Return the mistakes in a mapping or a list that are valid YAML, but mean something else.

    Args:
        entries: keys and values, None for a value without a colon before it; of a list, None and entries.
        where: its place.
        flow: whether it is in braces or brackets.
    """
    found = list(find_missing_colons(entries))
    return [*found, *find_bare_name(entries, where), *find_stray_commas(entries)] if flow else found


def find_missing_colons(entries: Entries) -> Iterator[Diagnostic]:
    """Yield a problem for each key with a bracket that it does not close: ``takes {ground: ink}``."""
    for key, _ in entries:
        if isinstance(key, Scalar) and key.plain and (match := UNCLOSED.fullmatch(key.text)):
            message = f"there is no colon after {match[1]!r}"
            yield Diagnostic(ERROR, "yaml-invalid", key.where, message, f"write {match[1]}: {match[2]}…")


def find_bare_name(entries: Entries, where: Where) -> Iterator[Diagnostic]:
    """Yield a problem if a mapping in braces is a name only: ``{quote}``, which is meant as a text.

    Args:
        entries: keys and values, None for a value without a colon before it.
        where: place of the brace.
    """
    match entries:
        case [(Scalar(name), None)] if REFERENCE.fullmatch(name):
            message, hint = (
                f"{{{name}}} without quotes is a mapping to YAML, not a text",
                f'put the text in quotes: "{{{name}}}"',
            )
            yield Diagnostic(ERROR, "yaml-braces-unquoted", where, message, f"{hint}; for a mapping write {{{name}: }}")


def find_stray_commas(entries: Entries) -> Iterator[Diagnostic]:
    """Yield a problem for each unquoted text in braces or brackets that a comma in it cuts.

    In braces, the rest of the text are keys without a colon: ``{fill: mix(accent, ink, 20%)}``. In brackets it is more
    entries, which are known by their parentheses: ``[mix(accent, ink, 20%), paper]``.

    Args:
        entries: keys and values of a mapping, None for a value without a colon before it; of a list, None and entries.
    """
    text: Scalar | None = None
    name, parts, depth = "", [""], 0
    for key, value in (*entries, (None, Scalar("", Where()))):
        rest = key if value is None else value if key is None and depth > 0 else None
        if text and isinstance(rest, Scalar) and rest.plain and rest.text:
            parts.append(rest.text)
            depth += _depth(rest.text)
            continue
        if text and len(parts) > 1 and (name or depth == 0):
            whole = ", ".join(parts)
            message = f"the comma in {whole!r} ends the text, for it is not in quotes"
            hint = f'put the text in quotes: {name}"{whole}"'
            if name and REFERENCE.fullmatch(parts[1]) and "(" not in text.text:
                hint += f"; for a key of its own write {parts[1]}: VALUE"
            yield Diagnostic(ERROR, "yaml-comma-required", text.where, message, hint)
        plain = isinstance(value, Scalar) and value.plain and value.text
        text = value if plain and isinstance(value, Scalar) else None
        name = f"{key.text}: " if isinstance(key, Scalar) else ""
        parts = [text.text] if text else [""]
        depth = _depth(parts[0])


def _depth(text: str) -> int:
    """Return how many more parentheses a text opens than it closes."""
    return text.count("(") - text.count(")")
