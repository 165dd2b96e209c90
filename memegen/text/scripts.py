"""The scripts of a text (UAX #24): runs of one script to shape, and the language that a script speaks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from unicodedata import category

from memegen.core.frozen import slotted
from memegen.core.regex import lazy_pattern
from memegen.text.bidi.rules import BRACKET_PAIRS

# What is set as Latin without a look at each character: letters, signs and emoji of Latin's or of any script's.
LATIN = lazy_pattern(
    "[\0-\u02e9\u0300-\u0362\u1e00-\u1eff\u2000-\u2125\u2127-\u27ff\u2900-\u2bff\ufb00-\ufb06\ufe0e\ufe0f"
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]*"
)
LETTER = lazy_pattern(r"[^\W\d_]")
RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Mand", "Rohg"))
# Scripts that are none: Common, Inherited, Unknown.
NONE = frozenset(("Zyyy", "Zinh", "Zzzz"))
PAIRS = {**BRACKET_PAIRS, "“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“", "‚": "‘"}
CLOSING = frozenset(PAIRS.values())

# The usual language of each script; "Jpan" is any Japanese. Of scripts that are equally likely the first here is taken.
USUAL = {
    "Latn": "en", "Arab": "ar", "Hebr": "he", "Deva": "hi", "Beng": "bn", "Taml": "ta", "Thai": "th",
    "Grek": "el", "Cyrl": "ru", "Jpan": "ja", "Hani": "zh", "Hang": "ko", "Armn": "hy", "Geor": "ka",
    "Ethi": "am", "Gujr": "gu", "Guru": "pa", "Knda": "kn", "Khmr": "km", "Laoo": "lo", "Mlym": "ml",
    "Mymr": "my", "Orya": "or", "Sinh": "si", "Telu": "te", "Tibt": "bo", "Bopo": "zh", "Cans": "iu",
    "Cher": "chr", "Mong": "mn", "Syrc": "syr", "Thaa": "dv", "Tfng": "zgh", "Nkoo": "nqo", "Olck": "sat",
    "Adlm": "ff",
}  # fmt: skip
# The scripts of each language that is not written in Latin alone.
WRITTEN = {language: (script,) for script, language in USUAL.items()} | {
    language: tuple(scripts.split())
    for scripts, languages in {
        "Arab": "ar fa ur ps sd ug ckb prs arz ary apc",
        "Arab Deva": "ks",
        "Guru Arab": "pa",
        "Latn Arab": "ku ms ha so sw",
        "Latn Cyrl Arab": "az uz tr tk",
        "Cyrl Arab Latn": "kk ky tt",
        "Cyrl": "be bg mk tg ce os cv ba sah uk",
        "Cyrl Latn": "sr",
        "Latn Cyrl": "bs ro",
        "Cyrl Mong": "mn",
        "Hebr": "iw yi",
        "Deva": "mr ne sa mai bho kok",
        "Beng": "as",
        "Hani Jpan": "ja",
        "Hang Hani": "ko",
        "Hani Bopo": "zh yue nan wuu",
        "Latn Tfng": "ber kab",
        "Latn Adlm Arab": "ff",
        "Cans Latn": "iu",
        "Ethi": "ti",
    }.items()
    for language in languages.split()
}
# A script that a language names itself: "sr-Latn", "zh-Hant".
SUBTAG = lazy_pattern(r"[-_]([A-Za-z]{4})(?=$|[-_])")
VARIANTS = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Jpan"), "Kore": ("Hang", "Hani"), "Aran": ("Arab",)}
UKRAINIAN = lazy_pattern("[іїєґІЇЄҐ]")


@slotted
class Run:
    """A run that grows: its start, the scripts it may be of (none: any), and its script, once a letter has one."""

    start: int
    choices: frozenset[str] = frozenset()
    script: str = ""


def script_runs(text: str) -> list[tuple[int, int, str]]:
    """The runs [start, end) of *text* of one script each, with its ISO 15924 tag ("Latn"), in order and side by side.

    What belongs to no script (UAX #24: Common and Inherited) goes with what stands before it, at the beginning with
    what follows; Script_Extensions narrow that. A closing bracket or quotation mark goes with the one that opened.
    A text without any script is set as Latin.
    """
    if LATIN.fullmatch(text):
        return [(0, len(text), "Latn")] if text else []
    runs = _runs(text)
    first = next((run.script for run in runs if run.script), "") or _likely(runs[0].choices)
    found: list[tuple[int, int, str]] = []
    for run, end in zip(runs, [*(run.start for run in runs[1:]), len(text)], strict=True):
        script = run.script or (found[-1][2] if found else first)
        start = found.pop()[0] if found and found[-1][2] == script else run.start
        found.append((start, end, script))
    return found


def runs_rtl(language: str) -> bool:
    """Whether the language is written from right to left."""
    return _written(language)[0] in RIGHT_TO_LEFT


def language_for(text: str, language: str) -> str:
    """The language to shape, break and quote *text* in: *language*, if it is written in the main script of *text*.

    Otherwise it is the usual language of that script: "ar" for Arabic, so Urdu and Persian keep their own and English
    does not. Text without letters is in *language*. Of a language with a script of its own a quarter of the letters
    is enough, for names and terms in Latin are common in all of them.
    """
    counts = _counts(text)
    if not counts:
        return language
    main = max(counts, key=counts.__getitem__)
    own = _written(language)
    if main in own or ("Latn" not in own and 4 * sum(counts[script] for script in own) >= counts.total()):
        return language
    if main == "Cyrl" and UKRAINIAN.search(text):
        return "uk"
    return USUAL.get(main, language)


def _runs(text: str) -> list[Run]:
    runs = [Run(0)]
    opened: list[tuple[str, Run]] = []
    for at, char in enumerate(text):
        script, choices = _scripts(char)
        owner = _opener(opened, char) if char in CLOSING else None
        if owner and owner.script and owner is not runs[-1]:
            runs.append(Run(at, owner.choices, owner.script))
        elif choices:
            common = choices & runs[-1].choices if runs[-1].choices else choices
            if not common:
                runs.append(Run(at, choices))
            elif not runs[-1].script:
                runs[-1].choices = common
            if script and not runs[-1].script:
                runs[-1].script, runs[-1].choices = script, frozenset((script,))
        # “ opens in English and closes in German.
        if char in PAIRS and not owner:
            opened.append((PAIRS[char], runs[-1]))
    return runs


def _opener(opened: list[tuple[str, Run]], closing: str) -> Run | None:
    """The run in which the pair was opened that *closing* closes; whatever was opened since is forgotten."""
    for depth in reversed(range(len(opened))):
        if opened[depth][0] == closing:
            run = opened[depth][1]
            del opened[depth:]
            return run
    return None


@cache
def _scripts(char: str) -> tuple[str, frozenset[str]]:
    """The script of a letter, "" for a sign of several or of any; and the scripts it is used in, none for any."""
    # Not read for Latin text, and slow to load.
    from fontTools.unicodedata import script, script_extension

    own = script(char)
    choices = frozenset(script_extension(char)) - NONE
    if own in NONE:
        # Marks never part from their letter.
        return "", frozenset() if category(char)[0] == "M" else choices
    return own, choices | {own}


def _likely(choices: frozenset[str]) -> str:
    return next((script for script in USUAL if script in choices), min(choices, default="Latn"))


def _counts(text: str) -> Counter[str]:
    """How many letters of *text* are of each script; kana make ideographs Japanese."""
    if LATIN.fullmatch(text):
        return Counter({"Latn": 1}) if LETTER.search(text) else Counter()
    counts = Counter(_letters(text))
    if kana := counts.pop("Hira", 0) + counts.pop("Kana", 0):
        counts["Jpan"] = kana + counts.pop("Hani", 0)
    return counts


def _letters(text: str) -> Iterator[str]:
    for char in text:
        if script := _scripts(char)[0]:
            yield script


def _written(language: str) -> tuple[str, ...]:
    """The scripts that a language is written in; of one that is not known here, Latin."""
    if named := SUBTAG.search(language):
        script = named[1].title()
        return VARIANTS.get(script, (script,))
    return WRITTEN.get(re.split("[-_]", language)[0].lower(), ("Latn",))
