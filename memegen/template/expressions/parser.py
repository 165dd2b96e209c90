"""The grammar of expressions, by recursive descent; from the loosest operator to the tightest."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from memegen.core.regex import lazy_pattern
from memegen.template.expressions.lexer import END, NAME, NUMBER, SIGN, TEXT, Lexer
from memegen.template.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    ExpressionError,
    Is,
    Literal,
    Name,
    Unary,
    children,
)

# Maximum length of an expression, in characters; its maximum depth; and that of digits in a number.
MAX_LENGTH, MAX_DEPTH, MAX_DIGITS = 500, 30, 15
COMPARISONS = ("<", "<=", ">", ">=", "=", "==", "!=")
WORDS = ("and", "or", "not", "in", "is", "if", "else")
WHOLE_NAME = lazy_pattern(r"\s*(not\s+)?([^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*)\s*")
# Words after `is` that were meant as a comparison of numbers, and the sign for it.
COMPARATIVE = lazy_pattern(
    r"(?:(?P<less>less|fewer|smaller|lower|below|under)|(?P<more>more|greater|larger|higher|above|over)"
    r"|(?P<least>at least)|(?P<most>at most))\b(?P<than>\s+than)?(?P<equal>\s+or equal(?:\s+to)?)?\s*(?P<value>.*)"
)


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Expression:
    """Return the tree of an expression, e.g. of ``bar.share / max(bars.share)``.

    Raises:
        ExpressionError: the text is not an expression, or is too long or nested too deep.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression has {len(text)} characters; the maximum is {MAX_LENGTH}")
    # A variable may have the name of an operator if it stands alone.
    if (alone := WHOLE_NAME.fullmatch(text)) and (alone[2] in WORDS[3:] or not alone[1]) and alone[2] != "not":
        name = Name(alone[2], alone.start(2) + 1)
        return Unary("not", name, alone.start(1) + 1) if alone[1] else name
    parser = _Parser(text)
    expression = parser.conditional()
    parser.finish()
    _check_depth(expression)
    return expression


def _check_depth(expression: Expression) -> None:
    """Raise ExpressionError for a tree that is too deep; long sums make one that parentheses do not."""
    level, depth = [expression], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise ExpressionError(f"the expression is nested more than {MAX_DEPTH} deep", level[0].column)
        level = [child for node in level for child in children(node)]


class _Parser:
    """Parses one text; each method reads an operator and those that bind tighter.

    Attributes:
        depth: how deep the calls of these methods are nested by parentheses and by ``-``, ``not`` and ``else``.
    """

    def __init__(self, text: str) -> None:
        self.lexer = Lexer(text)
        self.depth = 0

    def finish(self) -> None:
        """Raise ExpressionError if there is anything left."""
        token = self.lexer.token
        if token.kind == END:
            return
        hint = ""
        if token.text in COMPARISONS or token.text in ("is", "in"):
            hint = "; join two comparisons with `and`"
        elif token.kind in (NAME, NUMBER, TEXT):
            hint = "; is an operator missing before it?"
        raise ExpressionError(f"unexpected {token.text!r}{hint}", token.start + 1)

    def nested(self) -> Expression:
        """Return an expression that is in another."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(f"the expression is nested more than {MAX_DEPTH} deep", self.lexer.token.start + 1)
        expression = self.conditional()
        self.depth -= 1
        return expression

    def conditional(self) -> Expression:
        value = self.disjunction()
        word = self.lexer.accept(NAME, "if")
        if not word:
            return value
        condition = self.disjunction()
        if not self.lexer.accept(NAME, "else"):
            message = "expected `else` and a value after the condition of `if`"
            raise ExpressionError(message, self.lexer.token.start + 1)
        return Conditional(condition, value, self.nested(), word.start + 1)

    def disjunction(self) -> Expression:
        left = self.conjunction()
        while word := self.lexer.accept(NAME, "or"):
            left = Binary("or", left, self.conjunction(), word.start + 1)
        return left

    def conjunction(self) -> Expression:
        left = self.negation()
        while word := self.lexer.accept(NAME, "and"):
            left = Binary("and", left, self.negation(), word.start + 1)
        return left

    def negation(self) -> Expression:
        if word := self.lexer.accept(NAME, "not"):
            self.depth += 1
            self._check()
            operand = self.negation()
            self.depth -= 1
            return Unary("not", operand, word.start + 1)
        return self.comparison()

    def _check(self) -> None:
        if self.depth > MAX_DEPTH:
            raise ExpressionError(f"the expression is nested more than {MAX_DEPTH} deep", self.lexer.token.start + 1)

    def comparison(self) -> Expression:
        left = self.range()
        if word := self.lexer.accept(NAME, "is"):
            return self._words(left, word.start + 1)
        if word := self.lexer.accept(NAME, "in"):
            return Binary("in", left, self.range(), word.start + 1)
        if sign := self.lexer.accept(SIGN, *COMPARISONS):
            operator = "=" if sign.text == "==" else sign.text
            return Binary(operator, left, self.range(), sign.start + 1)
        return left

    def _words(self, left: Expression, column: int) -> Expression:
        words, negated = self.lexer.words()
        if not words.text:
            raise ExpressionError("expected words after `is`", words.start + 1)
        match = COMPARATIVE.fullmatch(words.text)
        if match and (match["than"] or match["value"][:1].isdigit()):
            sign = ">" if match["more"] or match["least"] else "<"
            equal = "=" if match["equal"] or match["least"] or match["most"] else ""
            if negated:
                sign, equal = "<" if sign == ">" else ">", "" if equal else "="
            subject = self.lexer.text[left.column - 1 : column - 1].strip() if isinstance(left, Name) else "…"
            meant = f"{subject} {sign}{equal} {match['value'].strip() or 7}"
            raise ExpressionError(f"`is` compares with words; for numbers write `{meant}`", column)
        return Is(left, words.text, negated, column)

    def range(self) -> Expression:
        left = self.sum()
        if sign := self.lexer.accept(SIGN, ".."):
            return Binary("..", left, self.sum(), sign.start + 1)
        return left

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.lexer.accept(SIGN, "+", "-"):
            left = Binary(sign.text, left, self.product(), sign.start + 1)
        return left

    def product(self) -> Expression:
        left = self.sign()
        while sign := self.lexer.accept(SIGN, "*", "/", "%"):
            left = Binary(sign.text, left, self.sign(), sign.start + 1)
        return left

    def sign(self) -> Expression:
        if sign := self.lexer.accept(SIGN, "-"):
            self.depth += 1
            self._check()
            operand = self.sign()
            self.depth -= 1
            return Unary("-", operand, sign.start + 1)
        return self.operand()

    def operand(self) -> Expression:
        token = self.lexer.token
        column = token.start + 1
        if token.kind == NUMBER:
            if len(token.text) > MAX_DIGITS + 1:
                raise ExpressionError(f"a number of more than {MAX_DIGITS} digits", column)
            self.lexer.advance()
            return Literal(Decimal(token.text), column)
        if token.kind == TEXT:
            self.lexer.advance()
            return Literal(token.text, column)
        if token.kind == NAME and token.text not in WORDS:
            self.lexer.advance()
            return self._call(token.text, column) if self.lexer.accept(SIGN, "(") else Name(token.text, column)
        if self.lexer.accept(SIGN, "("):
            expression = self.nested()
            self._close("the parenthesis")
            return expression
        found = "the end" if token.kind == END else repr(token.text)
        raise ExpressionError(f"expected a value, and found {found}", column)

    def _call(self, function: str, column: int) -> Expression:
        arguments: list[Expression] = []
        if not self.lexer.accept(SIGN, ")"):
            arguments.append(self.nested())
            while self.lexer.accept(SIGN, ","):
                arguments.append(self.nested())
            self._close(f"the arguments of {function}")
        return Call(function, tuple(arguments), column)

    def _close(self, what: str) -> None:
        if not self.lexer.accept(SIGN, ")"):
            token = self.lexer.token
            found = "the end" if token.kind == END else repr(token.text)
            raise ExpressionError(f"expected `)` after {what}, and found {found}", token.start + 1)
