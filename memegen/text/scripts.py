"""The scripts of a text (UAX #24): runs of one script to shape, and the language that a script suggests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from unicodedata import category

from memegen.core.frozen import slotted
from memegen.core.regex import lazy_pattern
from memegen.text.bidi.rules import BRACKET_PAIRS

# Text that is set as Latin without looking up each character: Latin letters, common signs and emoji.
LATIN = lazy_pattern(
    "[\0-\u02e9\u0300-\u0362\u1e00-\u1eff\u2000-\u2125\u2127-\u27ff\u2900-\u2bff\ufb00-\ufb06\ufe0e\ufe0f"
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]*"
)
LETTER = lazy_pattern(r"[^\W\d_]")
RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Mand", "Rohg"))
# Common, Inherited and Unknown, which are not scripts of their own.
NO_SCRIPT = frozenset(("Zyyy", "Zinh", "Zzzz"))
PAIRS = {**BRACKET_PAIRS, "“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“", "‚": "‘"}
CLOSING = frozenset(PAIRS.values())

# The usual language of each script; "Jpan" is any Japanese. The order decides between equally likely scripts.
SCRIPT_LANGUAGES = {
    "Latn": "en", "Arab": "ar", "Hebr": "he", "Deva": "hi", "Beng": "bn", "Taml": "ta", "Thai": "th",
    "Grek": "el", "Cyrl": "ru", "Jpan": "ja", "Hani": "zh", "Hang": "ko", "Armn": "hy", "Geor": "ka",
    "Ethi": "am", "Gujr": "gu", "Guru": "pa", "Knda": "kn", "Khmr": "km", "Laoo": "lo", "Mlym": "ml",
    "Mymr": "my", "Orya": "or", "Sinh": "si", "Telu": "te", "Tibt": "bo", "Bopo": "zh", "Cans": "iu",
    "Cher": "chr", "Mong": "mn", "Syrc": "syr", "Thaa": "dv", "Tfng": "zgh", "Nkoo": "nqo", "Olck": "sat",
    "Adlm": "ff",
}  # fmt: skip
# The scripts of each language that is not written in Latin only, the main one first.
LANGUAGE_SCRIPTS = {language: (script,) for script, language in SCRIPT_LANGUAGES.items()} | {
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
# A script subtag in a language tag: "sr-Latn", "zh-Hant".
SUBTAG = lazy_pattern(r"[-_]([A-Za-z]{4})(?=$|[-_])")
# The scripts of text that a script subtag describes, if not that alone.
VARIANTS = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Jpan"), "Kore": ("Hang", "Hani"), "Aran": ("Arab",)}
# Letters that Ukrainian has and Russian lacks.
UKRAINIAN = lazy_pattern("[іїєґІЇЄҐ]")


@slotted
class ScriptRun:
    """A run that is being extended.

    Attributes:
        start: offset in the text.
        choices: the scripts it may be of; empty for any.
        script: its script; "" until a letter decides it.
    """

    start: int
    choices: frozenset[str] = frozenset()
    script: str = ""


def script_runs(text: str) -> list[tuple[int, int, str]]:
    """Return the adjacent runs [start, end) of *text* of one script each, with its ISO 15924 tag, e.g. "Latn".

    Characters of no script (UAX #24: Common and Inherited) join the run before them, at the beginning the one after;
    Script_Extensions restrict that. A closing bracket or quotation mark has the script of the opening one. A text
    without any script is Latin.
    """
    if LATIN.fullmatch(text):
        return [(0, len(text), "Latn")] if text else []
    runs = _runs(text)
    first = next((run.script for run in runs if run.script), "") or _likely(runs[0].choices)
    result: list[tuple[int, int, str]] = []
    for run, end in zip(runs, [*(run.start for run in runs[1:]), len(text)], strict=True):
        script = run.script or (result[-1][2] if result else first)
        start = result.pop()[0] if result and result[-1][2] == script else run.start
        result.append((start, end, script))
    return result


def runs_rtl(language: str) -> bool:
    """Return whether the language is written from right to left."""
    return _scripts_of(language)[0] in RIGHT_TO_LEFT


def language_for(text: str, language: str) -> str:
    """Return the language to shape, break and punctuate *text* in.

    That is *language*, a BCP 47 tag, if it is written in the main script of *text*, or if *text* has no letters.
    Otherwise it is the usual language of that script: "ar" for Arabic, which replaces English, but not Urdu or Persian.
    For a language not written in Latin, a quarter of the letters suffices, because Latin names and terms are common in
    all of these.
    """
    counts = _counts(text)
    if not counts:
        return language
    main = max(counts, key=counts.__getitem__)
    own = _scripts_of(language)
    if main in own or ("Latn" not in own and 4 * sum(counts[script] for script in own) >= counts.total()):
        return language
    if main == "Cyrl" and UKRAINIAN.search(text):
        return "uk"
    return SCRIPT_LANGUAGES.get(main, language)


def _runs(text: str) -> list[ScriptRun]:
    """Return the runs of *text*, some with their script undecided."""
    runs = [ScriptRun(0)]
    opened: list[tuple[str, ScriptRun]] = []
    for at, char in enumerate(text):
        script, choices = _scripts(char)
        owner = _opener(opened, char) if char in CLOSING else None
        if owner and owner.script and owner is not runs[-1]:
            runs.append(ScriptRun(at, owner.choices, owner.script))
        elif choices:
            common = choices & runs[-1].choices if runs[-1].choices else choices
            if not common:
                runs.append(ScriptRun(at, choices))
            elif not runs[-1].script:
                runs[-1].choices = common
            if script and not runs[-1].script:
                runs[-1].script, runs[-1].choices = script, frozenset((script,))
        # “ opens in English and closes in German.
        if char in PAIRS and not owner:
            opened.append((PAIRS[char], runs[-1]))
    return runs


def _opener(opened: list[tuple[str, ScriptRun]], closing: str) -> ScriptRun | None:
    """Return the run that contains the mark that *closing* closes; discard marks opened since."""
    for depth in reversed(range(len(opened))):
        if opened[depth][0] == closing:
            run = opened[depth][1]
            del opened[depth:]
            return run
    return None


@cache
def _scripts(char: str) -> tuple[str, frozenset[str]]:
    """Return the script of a letter ("" for a shared sign), and the scripts it is used in (empty for any)."""
    # Slow to load, and not needed for Latin text.
    from fontTools.unicodedata import script, script_extension

    own = script(char)
    choices = frozenset(script_extension(char)) - NO_SCRIPT
    if own in NO_SCRIPT:
        # A mark always has the script of its letter.
        return "", frozenset() if category(char)[0] == "M" else choices
    return own, choices | {own}


def _likely(choices: frozenset[str]) -> str:
    """Return the most common of the scripts *choices*; Latin if there are none."""
    return next((script for script in SCRIPT_LANGUAGES if script in choices), min(choices, default="Latn"))


def _counts(text: str) -> Counter[str]:
    """Return the number of letters of *text* in each script; next to kana, ideographs count as Japanese."""
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


def _scripts_of(language: str) -> tuple[str, ...]:
    """Return the scripts that a language is written in, the main one first; Latin for one that is not listed."""
    if named := SUBTAG.search(language):
        script = named[1].title()
        return VARIANTS.get(script, (script,))
    return LANGUAGE_SCRIPTS.get(re.split("[-_]", language)[0].lower(), ("Latn",))
