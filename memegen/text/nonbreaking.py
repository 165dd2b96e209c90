"""Offsets at which a line must not break although UAX #14 allows it.

A number stays with its unit, a title with its name, an initial with the surname, and so on. These are typographers'
rules, by language where languages differ; `breaks` takes them from Unicode's break opportunities.
"""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import addresses, phones


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Units and multiples after a number.
UNITS = _words(
    "km m cm mm mi ft yd kg g mg t lb lbs oz l ml cl ha °C °F ° % ‰ px pt kW kWh MW MWh GW GWh TW TWh W V Hz kHz MHz "
    "GHz GB MB TB mph km/h kph h hr hrs min mins s sec secs am pm AM PM a.m p.m noon p m² m³ km² km2 CO2 CO₂ € £ $ ¥ "
    "zł Kč kr Ft ₽ ₺ ₹ ₴ EUR GBP USD CHF Uhr uur кг км м г руб грн ч "
    "million millions billion billions trillion bn percent per per-cent pc Mio Mrd Millionen Million Milliarden "
    "Milliarde Prozent Euro Pfund millón millones milioni miliardi milhões mil euros pounds dollars pence "
    "miljoen miljard procent procenta mln mld tys tis milionů miliard mio mkr Mkr miljoner miljarder млн млрд тыс"
)
# Currencies before a number.
CURRENCIES = _words("£ € $ ¥ ₹ ₺ ₴ ₽ US$ R$ C$ A$ zł Kč EUR GBP USD CHF")
# Titles before a name.
_TITLES = (
    "Mr Mrs Ms Mx Miss Dr Drs Prof Rev Revd Sir Dame Lord Lady St Ste SS Cllr Hon Sgt Cpt Capt Col Gen Lt Maj Cdr Cpl "
    "Insp Supt Sen Rep Gov Pres Amb Fr Br Bro MP MSP MS TD "
    "M MM Mme Mmes Mlle Mlles Mgr Pr Herr Herrn Frau Hr Dipl.-Ing Sr Sra Srta Sres Sras Don Doña Dña Dra Eng Exmo Exma "
    "Sig Sig.ra Dott Dott.ssa Prof.ssa Avv Ing Dhr Mevr Mw Pan Pani Pana Panu Panią Panem Paní MUDr JUDr PhDr RNDr "
    "Fru Hra Rva Dl Dna D-l D-na Sn Sayın Κος Κα Κυρία Parch"
)
# Titles that are not a word of another language when in lower case.
_LOWER_TITLES = "sig dott prof dr hr pan pani paní pana panem κ κα κος г-н г-жа г-ну г-жи тов проф гр пан пані"
TITLES = frozenset(
    f"{_TITLES} {_LOWER_TITLES}".split()
    + [title.upper() for title in _TITLES.split() if title not in ("Miss", "Pan", "Pana", "Don", "Ing", "Fr", "Sen")]
)
# Nouns that a number follows: "section 4", "p. 12"; the abbreviations may end in a full stop.
NUMBERED = _words(
    "section article chapter clause part page day week year act scene step stage room ward platform gate level grade "
    "band issue volume lot item rule point phase zone route teil kapitel artikel seite absatz nummer tag woche "
    "chapitre partie articolo capitolo artículo capítulo artigo parte hoofdstuk rozdział artykuł § §§ №"
)
SHORT_NUMBERED = _words(
    "no nos nr núm n° nº č čís p pp pg s str ch fig figs vol vols art sec abs ust pkt poz odst kap стр ст гл п"
)
# Months after a day; "de" is for Spanish and Portuguese: "3 de mayo".
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre januar februar märz juni juli "
    "oktober dezember jänner enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre janeiro fevereiro março maio "
    "junho julho setembro outubro novembro dezembro januari februari maart mei augustus december stycznia lutego marca "
    "kwietnia maja czerwca lipca sierpnia września października listopada grudnia ledna února března dubna května "
    "června července srpna září října listopadu prosince januára februára apríla mája júna júla augusta septembra "
    "októbra novembra decembra január február március április május június július augusztus szeptember október "
    "ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie augusti april maj "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря січня лютого березня квітня "
    "травня червня липня серпня вересня жовтня листопада грудня de "
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa"
)
# Words of one letter that do not end a line, by language.
ONE_LETTER_WORDS = {"cs": _words("k o s u v z a i"), "sk": _words("k o s u v z a i"), "pl": _words("a i o u w z")}
DASHES, BULLETS = _words("- – — ― -- ---"), _words("- – — ― • · -- ---")
DASH = lazy_pattern(r"[-–—―]")
WORD = lazy_pattern(r"\S+")
# Signs between two short words: "R & B", "7 / 10".
SIGNS = frozenset("&/+×=")
OPENING, CLOSING = "\"'“”‘’„‚«‹([{¿¡*", "\"'“”‘’»›)]}*.,;:!?…"
# French sets a space before these marks, and one after these opening marks.
SPACED_MARKS, SPACED_OPENING = ("!", "?", ":", ";", "»", "›", "%", "‰"), frozenset("«‹")
INITIALS = lazy_pattern(r"(?:[^\W\d_]\.-?)+$")
ROMAN_NUMERAL = lazy_pattern(r"(?!I\b|X\b)[IVX]+$")
DAY = lazy_pattern(r"\d{1,2}(?:st|nd|rd|th|er|re|º|°|\.|-?[ея])?$")
# The first group of a number that is grouped by spaces, "10 000", and the next.
FIRST_GROUP, NEXT_GROUP = lazy_pattern(r"(?:[£€$¥(“\"+–-]|^)\d{1,3}$"), lazy_pattern(r"\d{3}(?!\d)")


def no_break_offsets(text: str, language: str = "en") -> set[int]:
    """Return the offsets in *text* at which no line may break.

    Args:
        text: the whole text, its paragraphs separated by newlines.
        language: BCP 47 tag.
    """
    offsets: set[int] = set()
    for start, end in (*addresses(text), *phones(text)):
        offsets.update(range(start + 1, end))
    for match in DASH.finditer(text):
        offsets.update(_around_dash(text, match.start()))
    letters = ONE_LETTER_WORDS.get(language[:2].lower(), frozenset())
    for words in _paragraphs(text):
        before = words[0][1]
        for i, (at, word) in enumerate(words):
            if word[0].islower() and before.isalpha():
                # By far the most common gap, where only a word of one letter forbids a break.
                joined = bool(letters) and before.lower() in letters
            else:
                joined = _number_joins(before, word) or _name_joins(before, word) or (i > 0 and _sign_joins(words, i))
                joined = joined or (len(before) < 3 and before.lstrip(OPENING).lower() in letters)
            if joined:
                offsets.add(at)
            before = word
    return offsets


def _around_dash(text: str, at: int) -> Iterator[int]:
    """Yield the offsets next to the dash at *at* where no line breaks.

    These are before a dash; after one that opens, and one between numbers ("9am–5pm"); and after a hyphen that follows
    a single letter.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "-":
        if before.isalpha() and after.isalpha() and not text[at - 2 : at - 1].isalnum():
            yield at + 1
    elif before and not before.isspace():
        yield at
        if after.isdecimal() and (before.isdecimal() or text[at - 2 : at] in ("am", "pm")):
            yield at + 1
    elif after.isalnum():
        yield at + 1


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the words of each paragraph that has any, with their offsets in *text*."""
    start = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield [(start + match.start(), match[0]) for match in WORD.finditer(paragraph)]
        start += len(paragraph) + 1


def _number_joins(before: str, after: str) -> bool:
    """Return whether one of two words is a number that belongs to the other."""
    if after[0].isdecimal():
        if before in CURRENCIES or (FIRST_GROUP.search(before) and NEXT_GROUP.match(after)):
            return True
        name = before.lstrip(OPENING).lower()
        return name in NUMBERED or name.removesuffix(".") in SHORT_NUMBERED
    if not before[-1].isdecimal() and not DAY.search(before):
        return False
    bare = after.rstrip(CLOSING) or after
    return (bare in UNITS and before[-1].isdecimal()) or (
        bare.lower() in MONTHS and bool(DAY.match(before.lstrip(OPENING)))
    )


def _name_joins(before: str, after: str) -> bool:
    """Return whether two words are a title or initials and a name, or a name and its number."""
    first = after.lstrip(OPENING)[:1]
    if not first.isupper():
        return False
    bare = before.lstrip(OPENING)
    if bare.removesuffix(".") in TITLES or (bare[-1:] == "." and INITIALS.match(bare) and bare[0].isupper()):
        return True
    return first in "IVX" and bare[:1].isupper() and bool(ROMAN_NUMERAL.match(after.rstrip(CLOSING)))


def _sign_joins(words: list[tuple[int, str]], i: int) -> bool:
    """Return whether a dash, a sign, or a mark that French sets apart forbids a break before word *i*."""
    before, after = words[i - 1][1], words[i][1]
    if len(after) < 4 and (after in DASHES or after.startswith(SPACED_MARKS)):
        return True
    if len(before) > 3:
        return False
    if i == 1 and before in BULLETS:
        return True
    if before in SIGNS:
        return i > 1 and len(after.rstrip(CLOSING)) < 3
    if after in SIGNS:
        return len(before.lstrip(OPENING)) < 3 and i + 1 < len(words) and len(words[i + 1][1].rstrip(CLOSING)) < 3
    return before in SPACED_OPENING
