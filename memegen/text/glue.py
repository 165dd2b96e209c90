"""Places where a line may not break although Unicode's rules would let it, and how text is recognised there."""

from __future__ import annotations

import re
from collections.abc import Iterator

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|uk|eu|info|coop)\b(?:/[^\s“”]*)?"
)
# What holds together throughout: addresses, hashtags, mentions, initials and the name after them, "10 000".
WHOLE = (
    URL,
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"[#@][\w-]*\w"),
    re.compile(r"(?<!\w)(?:[A-ZÀ-Þ]\.\s?){2,}(?:[A-ZÀ-Þ]\w+)?"),
    re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?!\d)"),
)
UNITS = (
    "km|m|cm|mm|mi|ft|kg|g|mg|lb|oz|l|ml|ha|°C|°F|°|%|‰|px|pt|kW|kWh|MW|MWh|GW|GWh|TWh|W|V|Hz|mph|km/h|"
    "h|hr|hrs|min|mins|s|sec|am|pm|a\\.m\\.|p\\.m\\.|p|m²|m³|km²|CO2|CO₂|€|£|\\$"
)
TITLES = (
    "Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Rev|Revd|Sir|Dame|Lord|Lady|St|Ste|Cllr|Hon|Sgt|Cpt|Capt|Col|Gen|Sen|Rep|Gov|Pres|"
    "Mme|Mlle|Herr|Frau|Sr|Sra"
)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# The break at the end of a match is taken away.
AFTER = (
    re.compile(rf"\d[ \u2009]+(?=(?:{UNITS})(?!\w))"),
    re.compile(rf"(?<!\w)(?:{TITLES})\.?\s+(?=[A-ZÀ-Þ])"),
    re.compile(rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?=(?:{MONTHS})\b)"),
    re.compile(r"(?<!\w)(?:[Nn]os?|pp?|[Cc]h|[Ff]igs?|[Vv]ols?|Art|Section|Article|Chapter|Clause|§+|№)\.?\s+(?=\d)"),
    # A spaced dash stays with what it follows; one that opens a paragraph (an attribution, a speech) with what follows.
    re.compile(r"(?<=\S)\s+(?=[-–—―]+(?:\s|$))"),
    re.compile(r"(?:^|(?<=\n))\s*[-–—―•·]\s+"),
    re.compile(r"(?<=\S)(?=[–—―])"),
    # "R & B", "7 / 10": a mark between two short things.
    re.compile(r"(?<!\w)\w{1,2}\s(?=[&/+×=]\s\w{1,2}(?!\w))"),
    re.compile(r"(?<=\w)\s[&/+×=]\s(?=\w{1,2}(?!\w))"),
)


def whole(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of *text* in which no line may break."""
    for pattern in WHOLE:
        for match in pattern.finditer(text):
            yield match.start(), match.end()


def glued(text: str) -> set[int]:
    """The offsets in *text* at which no line may break."""
    offsets = {match.end() for pattern in AFTER for match in pattern.finditer(text)}
    for start, end in whole(text):
        offsets.update(range(start + 1, end))
    return offsets
