"""The punctuation of each language: quotation marks, dash, ellipsis and spaces, and words with an apostrophe.

The marks are those of the language's own standard body where it names any: the Imprimerie nationale (fr), the Duden
(de), the Real Academia (es), Språkrådet (nb, nn) and Språkrådet (sv), the Retskrivningsordbog (da), Kotus (fi), the
Taalunie (nl), the Polish Language Council (pl), the Hungarian Academy's rules (hu), the Romanian Academy's (ro),
Rosenthal (ru), the Manual de Redação da Presidência (pt-BR), GB/T 15834 (zh-Hans), the Ministry of Education's rules
of Taiwan (zh-Hant). Italian, Portuguese of Portugal and Greek follow the European Union's Interinstitutional Style
Guide, which gives « » before “ ” for all three. British political texts set “ ” outside and ‘ ’ inside.
"""

from __future__ import annotations

from memegen.core.frozen import frozen

NO_BREAK, NARROW = "\u00a0", "\u202f"
NO_BREAK_SPACES = frozenset((NO_BREAK, NARROW))


@frozen
class PunctuationStyle:
    """The quotation marks, dashes and ellipses of a language.

    Attributes:
        outer: opening and closing mark of a quotation.
        inner: those of a quotation within another.
        dash: the dash.
        spaced_dash: whether the dash is set between spaces; None to keep it as typed.
        ellipsis: the ellipsis.
        inner_space: space inside the outer marks.
        spaces_before: marks that a space precedes, each with that space.
    """

    outer: str
    inner: str
    dash: str = "–"
    spaced_dash: bool | None = True
    ellipsis: str = "…"
    inner_space: str = ""
    spaces_before: tuple[tuple[str, str], ...] = ()


ENGLISH = PunctuationStyle("“”", "‘’")
GERMAN = PunctuationStyle("„“", "‚‘")
ANGLED = PunctuationStyle("«»", "“”")
SWISS = PunctuationStyle("«»", "‹›")
SPANISH = PunctuationStyle("«»", "“”", "—", None)
RUSSIAN = PunctuationStyle("«»", "„“", "—")
NORDIC = PunctuationStyle("””", "’’")
CORNERS = PunctuationStyle("「」", "『』", "——", False, "……")
FRENCH_NARROW = tuple((mark, NARROW) for mark in ";!?")
TABLE = {
    **dict.fromkeys(("en-us", "en-ca"), PunctuationStyle("“”", "‘’", "—", False)),
    "ko": PunctuationStyle("“”", "‘’", "—", None),
    **dict.fromkeys(("de", "at", "cs", "sk", "sl", "bg", "lt", "is", "lb", "mk", "ka"), GERMAN),
    **dict.fromkeys(("de-ch", "de-li", "it-ch"), SWISS),
    **dict.fromkeys(("hr", "bs"), PunctuationStyle("„”", "‚’")),
    **dict.fromkeys(("sr", "et"), PunctuationStyle("„”", "’’")),
    **dict.fromkeys(("pl", "ro"), PunctuationStyle("„”", "«»")),
    "hu": PunctuationStyle("„”", "»«"),
    "fr": PunctuationStyle("«»", "“”", inner_space=NO_BREAK, spaces_before=((":", NO_BREAK), *FRENCH_NARROW)),
    "fr-ca": PunctuationStyle("«»", "“”", inner_space=NO_BREAK, spaces_before=((":", NO_BREAK),)),
    "fr-ch": PunctuationStyle("«»", "‹›", spaces_before=((":", NARROW), *FRENCH_NARROW)),
    **dict.fromkeys(("it", "el", "ar"), ANGLED),
    **dict.fromkeys(("es", "ca", "gl", "eu"), SPANISH),
    "pt": PunctuationStyle("«»", "“”", "—"),
    "pt-br": PunctuationStyle("“”", "‘’", "—"),
    **dict.fromkeys(("ru", "uk", "be", "kk", "ky"), RUSSIAN),
    **dict.fromkeys(("sv", "fi", "he"), NORDIC),
    "da": PunctuationStyle("»«", "›‹"),
    **dict.fromkeys(("nb", "nn", "no"), PunctuationStyle("«»", "‘’")),
    **dict.fromkeys(("fa", "am", "hy"), SWISS),
    # Urdu runs from right to left and so opens with the mark that other scripts close with.
    "ur": PunctuationStyle("”“", "’‘"),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw", "zh-hk", "zh-mo"), CORNERS),
    "zh": PunctuationStyle("“”", "‘’", "——", False, "……"),
}
# Words that begin with an apostrophe for omitted letters. Before those of the second list it may also be an opening
# quotation mark.
ELIDED = {
    "en": ("tis twas twere twill twould em n murica sup", "til till cause bout round cos fore neath nuff ere"),
    "cy": ("r n i w m u ch th", "na ma te nôl dw dwi dach dan dyn dydy dyw roedd rwy rwyf rydw rydym rydyn sdim sneb"),
    "ga": ("s", ""),
    "nl": ("s t n k m r", "ie"),
    "af": ("n t k s", ""),
    "de": ("s n", "ne nen nem ner rum rauf raus rein runter"),
}
# Words that end with an apostrophe.
CLIPPED = frozenset(("po", "mo", "be", "fa", "va", "sta", "di", "o", "th", "an"))


def punctuation_for(language: str) -> PunctuationStyle:
    """Return the punctuation of *language*, a BCP 47 tag, else that of its base language, else of English."""
    tag = language.lower().replace("_", "-")
    while tag not in TABLE and "-" in tag:
        tag = tag.rpartition("-")[0]
    return TABLE.get(tag, ENGLISH)


def elided_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of *language* that begin with an apostrophe: those that always do, and those that may."""
    base = language.lower().replace("_", "-").partition("-")[0]
    always, maybe = ELIDED.get(base, ("n", ""))
    # Texts in Welsh, Irish and Scottish Gaelic often contain English.
    english = ELIDED["en"] if base in ("cy", "ga", "gd") else ("", "")
    return frozenset(f"{always} {english[0]}".split()), frozenset(f"{maybe} {english[1]}".split())
