"""The tokens of an expression, read one at a time, because the words after ``is`` are not tokens."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.template.expressions.nodes import ExpressionError

NUMBER, TEXT, NAME, SIGN, END = "number", "text", "name", "sign", "end"
QUOTED = lazy_pattern(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", 16)  # re.DOTALL, without importing re
NEGATION = lazy_pattern(r"\s*(not\s+)?")
BLANKS = lazy_pattern(r"\s*")
TOKEN = lazy_pattern(
    r"(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<name>[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*)"
    r"|(?P<sign>\.\.|==|!=|<=|>=|[-+*/%<>=(),])",
    16,
)
ESCAPED = lazy_pattern(r"\\(.)", 16)
# Words that end those after `is`, if they stand by themselves.
ENDS = lazy_pattern(r"\s+(?:and|or|not|if|else)(?=[\s(]|$)")
# Signs of other languages, and what they are here.
HABITS = {
    "&": "and",
    "|": "or",
    "!": "not",
    "?": "a if condition else b",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "^": "a * a",
    "[": "first(list) or last(list)",
    "{": "a name without braces",
    "—": "-",
    "–": "-",
}


@frozen
class Token:
    """A token: its kind, its text, and the offset at which it begins."""

    kind: str
    text: str
    start: int


class Lexer:
    """Reads the tokens of *text*.

    Attributes:
        depth: how many parentheses are open.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.depth = 0
        self._end = 0
        self._token: Token | None = None

    @property
    def token(self) -> Token:
        """The next token."""
        if self._token is None:
            self._token = self._read()
        return self._token

    def advance(self) -> Token:
        """Return the next token, and go on to the one after it."""
        token = self.token
        if token.text in ("(", ")") and token.kind == SIGN:
            self.depth += 1 if token.text == "(" else -1
        self._token = None
        return token

    def accept(self, kind: str, *texts: str) -> Token | None:
        """Return the next token and go on, if it is of that kind and one of *texts*; else return None."""
        return self.advance() if self.token.kind == kind and self.token.text in texts else None

    def words(self) -> tuple[Token, bool]:
        """Return the words after the ``is`` that has just been read, as one text, and whether ``not`` is before them.

        They end before ``and``, ``or``, ``not``, ``if``, ``else``, before a parenthesis that they do not open, and
        inside parentheses before a comma. Words in quotation marks are the text in these.
        """
        match = NEGATION.match(self.text, self._end)
        start = match.end() if match else self._end
        negated = bool(match and match[1])
        if whole := QUOTED.match(self.text, start):
            self._end = whole.end()
            return Token(TEXT, unquoted(whole[0]), start), negated
        stop = ENDS.search(self.text, start)
        self._end = self._balanced(start, stop.start() if stop else len(self.text))
        return Token(TEXT, self.text[start : self._end].strip(), start), negated

    def _balanced(self, start: int, end: int) -> int:
        """Return the offset, at most *end*, of the first comma or parenthesis that is not part of the words."""
        opened = 0
        for offset in range(start, end):
            character = self.text[offset]
            opened += (character == "(") - (character == ")")
            if opened < 0 or (character == "," and self.depth and not opened):
                return offset
        return end

    def _read(self) -> Token:
        blanks = BLANKS.match(self.text, self._end)
        start = blanks.end() if blanks else self._end
        if start == len(self.text):
            self._end = start
            return Token(END, "", start)
        match = TOKEN.match(self.text, start)
        if not match:
            raise _unexpected(self.text, start)
        self._end = match.end()
        kind = str(match.lastgroup)
        return Token(kind, unquoted(match[0]) if kind == TEXT else match[0], start)


def unquoted(text: str) -> str:
    r"""Return the text in quotation marks; ``\'`` is the mark itself."""
    return ESCAPED.sub(r"\1", text[1:-1])


def quoted(text: str) -> str:
    """Return a text in quotation marks, as :func:`unquoted` reads it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _unexpected(text: str, start: int) -> ExpressionError:
    character = text[start]
    if character in "'\"":
        return ExpressionError("a quotation mark is opened and never closed", start + 1)
    meant = f"; write {HABITS[character]}" if character in HABITS else ""
    return ExpressionError(f"unexpected {character!r}{meant}", start + 1)
