"""How each language marks speech, breaks off and leaves out: its quotation marks, dash, ellipsis and spaces.

The marks are those of each language's own standard body where it names any: the Imprimerie nationale (fr), the Duden
(de), the Real Academia (es), Språkrådet (nb, nn) and Språkrådet (sv), the Retskrivningsordbog (da), Kotus (fi), the
Taalunie (nl), the Polish Language Council (pl), the Hungarian Academy's rules (hu), the Romanian Academy's (ro),
Rosenthal (ru), the Manual de Redação da Presidência (pt-BR), GB/T 15834 (zh-Hans), the Ministry of Education's rules
of Taiwan (zh-Hant). Italian, Portuguese of Portugal and Greek follow the European Union's Interinstitutional Style
Guide, which gives « » before “ ” for all three. British political texts set “ ” outside and ‘ ’ inside.
"""

from __future__ import annotations

from memegen.core.frozen import frozen

NO_BREAK, NARROW = "\u00a0", "\u202f"
HELD = frozenset((NO_BREAK, NARROW))


@frozen
class PunctuationStyle:
    """What a language sets for quotation marks, dashes and ellipses.

    ``outer`` and ``inner`` are an opening and a closing mark each. ``room`` tells whether the dash stands between
    spaces (True), closed up (False), or as it was typed (None). ``air`` stands within the outer marks; ``high`` maps
    the punctuation that keeps a distance to the space it keeps.
    """

    outer: str
    inner: str
    dash: str = "–"
    room: bool | None = True
    ellipsis: str = "…"
    air: str = ""
    high: tuple[tuple[str, str], ...] = ()


ENGLISH = PunctuationStyle("“”", "‘’")
GERMAN = PunctuationStyle("„“", "‚‘")
ANGLED = PunctuationStyle("«»", "“”")
SWISS = PunctuationStyle("«»", "‹›")
SPANISH = PunctuationStyle("«»", "“”", "—", None)
RUSSIAN = PunctuationStyle("«»", "„“", "—")
NORDIC = PunctuationStyle("””", "’’")
CORNERS = PunctuationStyle("「」", "『』", "——", False, "……")
FINE = tuple((mark, NARROW) for mark in ";!?")
TABLE = {
    **dict.fromkeys(("en-us", "en-ca"), PunctuationStyle("“”", "‘’", "—", False)),
    "ko": PunctuationStyle("“”", "‘’", "—", None),
    **dict.fromkeys(("de", "at", "cs", "sk", "sl", "bg", "lt", "is", "lb", "mk", "ka"), GERMAN),
    **dict.fromkeys(("de-ch", "de-li", "it-ch"), SWISS),
    **dict.fromkeys(("hr", "bs"), PunctuationStyle("„”", "‚’")),
    **dict.fromkeys(("sr", "et"), PunctuationStyle("„”", "’’")),
    **dict.fromkeys(("pl", "ro"), PunctuationStyle("„”", "«»")),
    "hu": PunctuationStyle("„”", "»«"),
    "fr": PunctuationStyle("«»", "“”", air=NO_BREAK, high=((":", NO_BREAK), *FINE)),
    "fr-ca": PunctuationStyle("«»", "“”", air=NO_BREAK, high=((":", NO_BREAK),)),
    "fr-ch": PunctuationStyle("«»", "‹›", high=((":", NARROW), *FINE)),
    **dict.fromkeys(("it", "el", "ar"), ANGLED),
    **dict.fromkeys(("es", "ca", "gl", "eu"), SPANISH),
    "pt": PunctuationStyle("«»", "“”", "—"),
    "pt-br": PunctuationStyle("“”", "‘’", "—"),
    **dict.fromkeys(("ru", "uk", "be", "kk", "ky"), RUSSIAN),
    **dict.fromkeys(("sv", "fi", "he"), NORDIC),
    "da": PunctuationStyle("»«", "›‹"),
    **dict.fromkeys(("nb", "nn", "no"), PunctuationStyle("«»", "‘’")),
    **dict.fromkeys(("fa", "am", "hy"), SWISS),
    # Urdu opens with the mark that other scripts close with, since it runs the other way.
    "ur": PunctuationStyle("”“", "’‘"),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw", "zh-hk", "zh-mo"), CORNERS),
    "zh": PunctuationStyle("“”", "‘’", "——", False, "……"),
}
# Words that begin with an apostrophe for what was left out. The second list may also open a quotation.
ELIDED = {
    "en": ("tis twas twere twill twould em n", "til till cause bout round cos fore neath nuff ere"),
    "cy": ("r n i w m u ch th", "na ma te nôl dw dwi dach dan dyn dydy dyw roedd rwy rwyf rydw rydym rydyn sdim sneb"),
    "ga": ("s", ""),
    "nl": ("s t n k m r", "ie"),
    "af": ("n t k s", ""),
    "de": ("s n", "ne nen nem ner rum rauf raus rein runter"),
}
# Words that end with one.
CLIPPED = frozenset(("po", "mo", "be", "fa", "va", "sta", "di", "o", "th", "an"))


def marks(language: str) -> PunctuationStyle:
    """The marks of *language*; of its base language, or English ones, where it has none of its own."""
    tag = language.lower().replace("_", "-")
    while tag not in TABLE and "-" in tag:
        tag = tag.rpartition("-")[0]
    return TABLE.get(tag, ENGLISH)


def elided(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of *language* that begin with an apostrophe: surely, and when nothing speaks against it."""
    base = language.lower().replace("_", "-").partition("-")[0]
    own = ELIDED.get(base, ("n", ""))
    # Among the languages of these islands English is never far.
    near = ELIDED["en"] if base in ("cy", "ga", "gd") else ("", "")
    return frozenset(f"{own[0]} {near[0]}".split()), frozenset(f"{own[1]} {near[1]}".split())
