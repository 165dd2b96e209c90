"""Numbers as a language writes them: ``59.5`` and ``1,234`` in English, ``59,5`` and ``1.234`` in German."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from memegen.core.numbers import Figure
from memegen.core.regex import lazy_pattern
from memegen.template.expressions.formats import formatted, region

# Maximum number of digits of a number that a row holds.
MAX_DIGITS = 15
DIGITS = lazy_pattern(r"[+-]?\d+")
FRACTION = lazy_pattern(r"[+-]?\d*[.,]\d+")
# Signs that stand for others: the minus sign, and the space that belongs to a percent sign.
SIGNS = str.maketrans({"−": "-", "٪": "%"})
# The separators that belong to Arabic digits.
ARABIC_POINT, ARABIC_GROUP = "٫", "٬"
SPACES = " \u00a0\u202f\u2009"


@lru_cache(maxsize=64)
def separators(language: str) -> tuple[str, str]:
    """Return the decimal separator and the thousands separator of a language."""
    point = formatted("{n, number, ::.0 latin}", language, n=Decimal("1.5"))[1:-1]
    written = formatted("{n, number, ::.# latin}", language, n=Decimal(1234567))
    return point, next((character for character in written if not character.isdecimal()), "")


def read_numeral(text: str, language: str) -> tuple[Decimal, bool]:
    """Return the number that a text is, and whether it is written as *language* writes numbers.

    A decimal point that cannot be a thousands separator is read in every language, because YAML writes it. The numbers
    of JSON have none but a decimal point.
    A percent sign is left out.

    Raises:
        ValueError: the text is no number; the message says how it is written.
    """
    numeral = text.strip().translate(SIGNS).removesuffix("%").strip()
    if sum(map(str.isdecimal, numeral)) > MAX_DIGITS:
        raise ValueError(f"expected a number of at most {MAX_DIGITS} digits, not {text!r}")
    if DIGITS.fullmatch(numeral):
        return Decimal(numeral), True
    point, group = separators(language)
    if isinstance(text, Figure) and FRACTION.fullmatch(numeral):
        return Decimal(numeral), point == "."
    numeral = numeral.replace(ARABIC_POINT, point).replace(ARABIC_GROUP, group)
    whole, mark, fraction = numeral.rpartition(point)
    if not mark:
        whole, fraction = numeral, ""
    if (number := _number(whole, fraction, bool(mark), group)) is not None:
        return number, True
    if point != "." and (FRACTION.fullmatch(numeral) and "." in numeral):
        return Decimal(numeral), False
    hint = ""
    if "," in numeral and point == "." and FRACTION.fullmatch(numeral):
        hint = f"; write {numeral.replace(',', '.')}, for in {region(language)} a comma separates thousands"
    raise ValueError(f"expected a number, not {text!r}{hint}")


def _number(whole: str, fraction: str, pointed: bool, group: str) -> Decimal | None:
    """Return the number of its digits before and after the decimal separator, or None if they are none."""
    if pointed and not fraction.isdecimal():
        return None
    sign = whole[:1] if whole[:1] in ("+", "-") else ""
    digits = whole.removeprefix(sign)
    first, *groups = _split(digits, group)
    if groups and not (1 <= len(first) <= 3 and len(groups[-1]) == 3 and all(len(one) in (2, 3) for one in groups)):
        return None
    joined = "".join((first, *groups))
    if joined and not all(part.isdecimal() for part in (first, *groups)):
        return None
    if not joined and not fraction:
        return None
    return Decimal(f"{sign}{joined or 0}.{fraction or 0}") if pointed else Decimal(f"{sign}{joined}")


def _split(digits: str, group: str) -> list[str]:
    """Return the groups of digits; spaces and apostrophes separate thousands in every language."""
    for mark in (group, *SPACES, "'", "’"):
        if mark and mark in digits:
            return digits.split(mark)
    return [digits]
