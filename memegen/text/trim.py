"""Full-width punctuation of Chinese, Japanese and Korean: of two marks side by side, one gives up its blank half.

So JLREQ and CLREQ have it, and so browsers do it (`text-spacing-trim`). Fonts have the narrow forms as feature `halt`.
"""

from __future__ import annotations

from memegen.late import late

OPENING, CLOSING, MIDDLE = "「『（【《〈〔｛［‘“", "」』）】》〉〕｝］’”、。，．", "・：；\u3000"
TRIMMED = late(f"[{CLOSING}](?=[{CLOSING}{OPENING}{MIDDLE}])|(?<=[{OPENING}{MIDDLE}])[{OPENING}]")
SCRIPTS = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
# The feature of marks half as wide, and those by which a font or a designer sees to it otherwise.
HALVED = "halt"
OTHERWISE = frozenset((HALVED, "palt", "chws"))


def trimmed(text: str) -> list[int]:
    """The offsets in *text* of the marks that are set half as wide."""
    return [match.start() for match in TRIMMED.finditer(text)]
