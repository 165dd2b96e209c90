"""Places where a line may not break although Unicode's rules would let it, and how text is recognised there."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.regex import lazy_pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNITS = _words(
    "km m cm mm mi ft yd kg g mg t lb lbs oz l ml cl ha °C °F ° % ‰ px pt kW kWh MW MWh GW GWh TW TWh W V Hz kHz MHz "
    "GHz GB MB TB mph km/h kph h hr hrs min mins s sec secs am pm AM PM a.m p.m noon p m² m³ km² km2 CO2 CO₂ € £ $ ¥ "
    "zł Kč kr Ft ₽ ₺ ₹ ₴ EUR GBP USD CHF Uhr uur кг км м г руб грн ч "
    "million millions billion billions trillion bn percent per per-cent pc Mio Mrd Millionen Million Milliarden "
    "Milliarde Prozent Euro Pfund millón millones milioni miliardi milhões mil euros pounds dollars pence "
    "miljoen miljard procent procenta mln mld tys tis milionů miliard mio mkr Mkr miljoner miljarder млн млрд тыс"
)
CURRENCIES = _words("£ € $ ¥ ₹ ₺ ₴ ₽ US$ R$ C$ A$ zł Kč EUR GBP USD CHF")
_TITLES = (
    "Mr Mrs Ms Mx Miss Dr Drs Prof Rev Revd Sir Dame Lord Lady St Ste SS Cllr Hon Sgt Cpt Capt Col Gen Lt Maj Cdr Cpl "
    "Insp Supt Sen Rep Gov Pres Amb Fr Br Bro MP MSP MS TD "
    "M MM Mme Mmes Mlle Mlles Mgr Pr Herr Herrn Frau Hr Dipl.-Ing Sr Sra Srta Sres Sras Don Doña Dña Dra Eng Exmo Exma "
    "Sig Sig.ra Dott Dott.ssa Prof.ssa Avv Ing Dhr Mevr Mw Pan Pani Pana Panu Panią Panem Paní MUDr JUDr PhDr RNDr "
    "Fru Hra Rva Dl Dna D-l D-na Sn Sayın Κος Κα Κυρία Parch"
)
# In small letters these are no words of another language.
_SMALL_TITLES = "sig dott prof dr hr pan pani paní pana panem κ κα κος г-н г-жа г-ну г-жи тов проф гр пан пані"
TITLES = frozenset(
    f"{_TITLES} {_SMALL_TITLES}".split()
    + [title.upper() for title in _TITLES.split() if title not in ("Miss", "Pan", "Pana", "Don", "Ing", "Fr", "Sen")]
)
# What is counted or cited by the number that follows; the short ones may have a full stop.
NUMBERED = _words(
    "section article chapter clause part page day week year act scene step stage room ward platform gate level grade "
    "band issue volume lot item rule point phase zone route teil kapitel artikel seite absatz nummer tag woche "
    "chapitre partie articolo capitolo artículo capítulo artigo parte hoofdstuk rozdział artykuł § §§ №"
)
SHORT_NUMBERED = _words(
    "no nos nr núm n° nº č čís p pp pg s str ch fig figs vol vols art sec abs ust pkt poz odst kap стр ст гл п"
)
# In Spanish and Portuguese "de" comes between.
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
# A word of one letter does not end a line in these languages.
LETTERS = {"cs": _words("k o s u v z a i"), "sk": _words("k o s u v z a i"), "pl": _words("a i o u w z")}
DASHES, BULLETS = _words("- – — ― -- ---"), _words("- – — ― • · -- ---")


URL = lazy_pattern(
    r"(?:https?://|www\.)[^\s<>\"“”]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:(?:org|com|net|uk|eu|ie|info|coop|scot|wales|cymru|london|social|vote)\b(?:/[^\s“”]*)?"
    r"|[a-z]{2,}/[^\s“”]+)"
)
EMAIL = lazy_pattern(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# A mention may be of an account on a server: "@union@example.social", "@union.example.social".
TAG = lazy_pattern(r"[#＃][\w-]*\w|[@＠][\w-]*\w(?:\.\w+)*(?:@[\w-]+(?:\.\w+)*)?")
# A telephone number in groups: "+44 20 7946 0000", "020-7946-0000", but no date. It has so many figures at least.
PHONE = lazy_pattern(
    r"(?<![^\s(:])(?!\d\d[.-]\d\d[.-]\d)"
    r"(?:\+\d{1,3}(?:[ \u00a0\u202f.-]\(?\d{1,6}\)?){1,6}"
    r"|\(?[0۰]\d{1,5}\)?(?:[ \u00a0\u202f.-]\(?\d{2,8}\)?){1,5})(?!\w)"
)
DIGITS = 7
# What each of these begins or holds; a text without it is not searched.
DOTTED, SIGNED = lazy_pattern(r"\.\w|://"), lazy_pattern(r"[#@＃＠]")
DASHED = lazy_pattern(r"[-–—―]")
WORD = lazy_pattern(r"\S+")
SIGNS = frozenset("&/+×=")
OPENING, CLOSING = "\"'“”‘’„‚«‹([{¿¡*", "\"'“”‘’»›)]}*.,;:!?…"
# Punctuation that French sets apart, and the marks that it sets apart within a quotation.
HIGH, OPEN_MARKS = ("!", "?", ":", ";", "»", "›", "%", "‰"), frozenset("«‹")
INITIALS = lazy_pattern(r"(?:[^\W\d_]\.-?)+$")
ROMAN = lazy_pattern(r"(?!I\b|X\b)[IVX]+$")
DAY = lazy_pattern(r"\d{1,2}(?:st|nd|rd|th|er|re|º|°|\.|-?[ея])?$")
GROUP, THREE = lazy_pattern(r"(?:[£€$¥(“\"+–-]|^)\d{1,3}$"), lazy_pattern(r"\d{3}(?!\d)")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of *text* that are web or e-mail addresses, hashtags or mentions."""
    signed = SIGNED.search(text)
    patterns = [URL] if DOTTED.search(text) else []
    for pattern in (*patterns, EMAIL, TAG) if signed else patterns:
        for match in pattern.finditer(text):
            yield match.start(), match.end()


def phones(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of *text* that are telephone numbers."""
    for match in PHONE.finditer(text):
        if sum(map(str.isdecimal, match[0])) >= DIGITS:
            yield match.span()


def no_break_offsets(text: str, language: str = "en") -> set[int]:
    """The offsets in *text* at which no line may break."""
    offsets: set[int] = set()
    for start, end in (*addresses(text), *phones(text)):
        offsets.update(range(start + 1, end))
    for match in DASHED.finditer(text):
        offsets.update(_dash(text, match.start()))
    letters = LETTERS.get(language[:2].lower(), frozenset())
    for line in _lines(text):
        before = line[0][1]
        for i, (at, word) in enumerate(line):
            if word[0].islower() and before.isalpha():
                # By far the most gaps: only a word of one letter holds here.
                held = bool(letters) and before.lower() in letters
            else:
                held = _numbers(before, word) or _names(before, word) or (i > 0 and _stands_apart(line, i))
                held = held or (len(before) < 3 and before.lstrip(OPENING).lower() in letters)
            if held:
                offsets.add(at)
            before = word
    return offsets


def _dash(text: str, at: int) -> Iterator[int]:
    """Before a dash; after one that opens, and one between numbers ("9am–5pm"); after a hyphen after one letter."""
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


def _lines(text: str) -> Iterator[list[tuple[int, str]]]:
    """The words of each paragraph, and where they begin."""
    start = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield [(start + match.start(), match[0]) for match in WORD.finditer(paragraph)]
        start += len(paragraph) + 1


def _numbers(before: str, after: str) -> bool:
    """Whether one of two words is a number that goes with the other."""
    if after[0].isdecimal():
        if before in CURRENCIES or (GROUP.search(before) and THREE.match(after)):
            return True
        name = before.lstrip(OPENING).lower()
        return name in NUMBERED or name.removesuffix(".") in SHORT_NUMBERED
    if not before[-1].isdecimal() and not DAY.search(before):
        return False
    bare = after.rstrip(CLOSING) or after
    return (bare in UNITS and before[-1].isdecimal()) or (
        bare.lower() in MONTHS and bool(DAY.match(before.lstrip(OPENING)))
    )


def _names(before: str, after: str) -> bool:
    """Whether two words are a title or initials and a name, or a name and its number."""
    first = after.lstrip(OPENING)[:1]
    if not first.isupper():
        return False
    bare = before.lstrip(OPENING)
    if bare.removesuffix(".") in TITLES or (bare[-1:] == "." and INITIALS.match(bare) and bare[0].isupper()):
        return True
    return first in "IVX" and bare[:1].isupper() and bool(ROMAN.match(after.rstrip(CLOSING)))


def _stands_apart(line: list[tuple[int, str]], i: int) -> bool:
    """Whether the gap before word *i* stands by a dash, a sign, or a mark that French sets apart."""
    before, after = line[i - 1][1], line[i][1]
    if len(after) < 4 and (after in DASHES or after.startswith(HIGH)):
        return True
    if len(before) > 3:
        return False
    if i == 1 and before in BULLETS:
        return True
    # "R & B", "7 / 10": a sign between two short things.
    if before in SIGNS:
        return i > 1 and len(after.rstrip(CLOSING)) < 3
    if after in SIGNS:
        return len(before.lstrip(OPENING)) < 3 and i + 1 < len(line) and len(line[i + 1][1].rstrip(CLOSING)) < 3
    return before in OPEN_MARKS
