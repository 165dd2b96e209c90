"""Numbers as people write them; Python's own parsers also accept ``nan``, ``1e999`` and ``1_0``."""

from __future__ import annotations

from memegen.core.regex import lazy_pattern

NUMERAL = lazy_pattern(r"([+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12}))(%?)")
# Maximum number of digits; Python refuses to convert thousands of them.
MAX_DIGITS = 12
MAX_WHOLE = 10**MAX_DIGITS - 1


class Figure(str):
    """A number as JSON or Python writes it: as text, with a decimal point whatever the language of the brand."""

    __slots__ = ()


class Localised(str):
    """A text with numbers as a language writes them, which can also be had with numbers as keys take them.

    Attributes:
        plain: the same text with a decimal point and without separators of thousands.
    """

    __slots__ = ("plain",)
    plain: Figure

    def __new__(cls, text: str, plain: str) -> Localised:
        """Return the text that is drawn, together with that which is a length, a colour or an address."""
        found = super().__new__(cls, text)
        found.plain = Figure(plain)
        return found

    def __reduce__(self) -> tuple[type[Localised], tuple[str, str]]:
        """Return with which arguments it is made again, e.g. in another process."""
        return Localised, (str(self), str(self.plain))


def parse_number(text: str) -> float:
    """Read ``0.4``, ``-3`` or ``40%`` (0.4).

    Raises:
        ValueError: the text is not a finite number in this form.
    """
    match = NUMERAL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"expected a number, not {text!r}")
    return float(match[1]) / (100 if match[2] else 1)


def parse_whole(text: str, minimum: int = 0, maximum: int = MAX_WHOLE) -> int:
    """Read a whole number, which is written with digits only.

    Raises:
        ValueError: the text is not a whole number, or is out of range.
    """
    if text.isdecimal() and len(text) <= MAX_DIGITS and minimum <= int(text) <= maximum:
        return int(text)
    raise ValueError(f"expected a whole number, not {text!r}")
