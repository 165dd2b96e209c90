"""What the library knows of a face before it is opened: where it lies, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.scene.items import Font

# A script or language counts as covered when a face has every character of its line.
SCRIPTS = {
    "Latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&!?.,:;-–—‘’“”",
    "Latin (European)": "ÀÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸßąćčęěğıłńňőřśšşťůűźżž",
    "Welsh": "âêîôûŵŷÂÊÎÔÛŴŶ",
    "Vietnamese": "ăâđêôơưẠẢẤẦẨẪẬắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "Greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώαβγδεζηθικλμνξοπρστυφχψως",
    "Cyrillic": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяєіїґ",
    "Armenian": "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؟",
    "Persian": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹،؟",
    "Urdu": "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءئی ے۔،؟",
    "Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "Devanagari": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौ्",
    "Bengali": "অআইঈউঊএঐওঔকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহািীুূেৈোৌ্",
    "Gurmukhi": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਚਛਜਝਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹਾਿੀੁੂੇੈੋੌ੍",
    "Gujarati": "અઆઇઈઉઊએઐઓઔકખગઘચછજઝટઠડઢણતથદધનપફબભમયરલવશષસહાિીુૂેૈોૌ્",
    "Tamil": "அஆஇஈஉஊஎஏஐஒஓஔகஙசஜஞடணதநனபமயரறலளழவாிீுூெேைொோௌ்",
    "Telugu": "అఆఇఈఉఊఎఏఐఒఓఔకఖగఘచఛజఝటఠడఢణతథదధనపఫబభమయరలవశషసహాిీుూెేైొోౌ్",
    "Kannada": "ಅಆಇಈಉಊಎಏಐಒಓಔಕಖಗಘಚಛಜಝಟಠಡಢಣತಥದಧನಪಫಬಭಮಯರಲವಶಷಸಹಾಿೀುೂೆೇೈೊೋೌ್",
    "Malayalam": "അആഇഈഉഊഎഏഐഒഓഔകഖഗഘചഛജഝടഠഡഢണതഥദധനപഫബഭമയരലവശഷസഹാിീുൂെേൈൊോ്",
    "Sinhala": "අආඇඈඉඊඋඌඑඒඔඕකඛගඝචඡජටඨඩඪණතථදධනපඵබභමයරලවශෂසහළාැිීුූෙේෝ",
    "Thai": "กขคงจฉชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะาิีึืุูเแโใไ็่้์",
    "Lao": "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະັາິີຶືຸູເແໂໃໄ່້",
    "Khmer": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអាិីឹឺុូួើឿៀេែៃោៅំះ្",
    "Myanmar": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအာိီုူေဲံ့း္်",
    "Ethiopic": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ።፣",
    "Japanese": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
    "アイウエオカキクケコンー。、「」一人国図書館言葉",
    "Chinese (simplified)": "一人个们这国图书馆门为说识应属于的有不，。",
    "Chinese (traditional)": "一人個們這國圖書館門為說識應屬於的有不，。",
    "Korean": "가나다라마바사아자차카타파하도서관은모두의것입니다지식에는",
    "Emoji": "😀❤🔥✊🏳🏴🏽👩🚒🇬🇧🎉✅",
}
# Where a face comes from.
BUNDLE, USER, SYSTEM = "bundle", "user", "system"


@frozen
class Axis:
    """What a variable face can be set to, and how it is when nobody sets it."""

    tag: str
    least: float
    usual: float
    most: float


@frozen
class Entry:
    """One face of a font file.

    ``index`` is its place in a collection. ``covered`` are its scripts, None when nobody has looked yet. ``genre`` is
    sans, serif or hand, with "narrow" after it, or "" when nobody knows. ``looks`` is the weight that it looks like
    where that is not its own. Of a variable face ``axes`` are its axes, and ``settings`` the values that make it this
    weight and style.
    """

    file: Path
    font: Font
    licence: str = ""
    covered: tuple[str, ...] | None = None
    source: str = BUNDLE
    index: int = 0
    genre: str = ""
    looks: int = 0
    coloured: bool = False
    axes: tuple[Axis, ...] = ()
    settings: tuple[tuple[str, float], ...] = ()


@frozen
class Family:
    """A family as it is listed: weights of its upright and italic faces, what they cover, the axes of variable ones."""

    name: str
    weights: tuple[int, ...]
    italics: tuple[int, ...]
    scripts: tuple[str, ...]
    licence: str
    source: str
    axes: tuple[Axis, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The family as plain JSON values."""
        return {
            "family": self.name,
            "weights": list(self.weights),
            "italics": list(self.italics),
            "scripts": list(self.scripts),
            "licence": self.licence,
            "source": self.source,
            "axes": {axis.tag: [axis.least, axis.usual, axis.most] for axis in self.axes},
        }


def family(entries: Sequence[Entry]) -> Family:
    """The faces of one family (at least one) summed up; scripts are those that every face covers."""
    first = entries[0]
    shared = [script for script in scripts(first) if all(script in scripts(entry) for entry in entries)]
    return Family(
        first.font.family,
        tuple(sorted({entry.font.weight for entry in entries if not entry.font.italic})),
        tuple(sorted({entry.font.weight for entry in entries if entry.font.italic})),
        tuple(shared),
        first.licence,
        next((entry.source for entry in entries if entry.source != BUNDLE), BUNDLE),
        tuple({axis.tag: axis for entry in entries for axis in entry.axes}.values()),
    )


def scripts(entry: Entry) -> tuple[str, ...]:
    """The scripts that a face covers."""
    return _scripts(entry.file, entry.index) if entry.covered is None else entry.covered


@lru_cache(4096)
def _scripts(file: Path, index: int) -> tuple[str, ...]:
    import uharfbuzz as hb

    try:
        has = set(hb.Face(hb.Blob.from_file_path(str(file)), index).unicodes)
    except (OSError, hb.HarfBuzzError):
        return ()
    return tuple(name for name, sample in SCRIPTS.items() if has.issuperset(map(ord, sample)))


# The families made for filling gaps start with this word.
FALLBACK = "noto"
# The same Han character is drawn otherwise from country to country, and Urdu hangs where Arabic stands. A family that
# says for whom it is drawn is for them first.
DRAWN_FOR = {
    "JP": r"JP|Japanese|Hiragino|Yu ?Gothic|Yu ?Mincho|Meiryo|MS P?Gothic|MS P?Mincho|IPAe?x?(?:Gothic|Mincho)",
    "KR": r"KR|Korean|Malgun|Nanum\w*|Apple SD|Apple\w*Gothic|Batang|Dotum|Gulim",
    "SC": r"SC|CN|GB|YaHei|SimSun|SimHei|WenQuanYi|DengXian",
    "HK": r"HK",
    "TC": r"TC|TW|JhengHei|P?MingLiU",
    "Nastaliq": r"Nastaliq|Nastaleeq",
}
COUNTRIES = {name: lazy_pattern(rf"\b(?:{words})\b") for name, words in DRAWN_FOR.items()}
NASTALIQ_LANGUAGES = ("ur", "pnb", "skr", "ks")


def nearest(font: Font, entries: Iterable[Entry]) -> Entry:
    """The entry to use for *font* by the rules of CSS: style before weight, and heavy looks to the heavier first."""
    styled = [entry for entry in entries if entry.font.italic == font.italic] or list(entries)

    def distance(entry: Entry) -> tuple[int, int]:
        weight, wanted = entry.font.weight, font.weight
        if 400 <= wanted <= 500:
            # Medium and regular look to each other first, then to the lighter, then to the heavier.
            rank = 0 if wanted <= weight <= 500 else 1 if weight < wanted else 2
        else:
            rank = 0 if weight == wanted or (weight > wanted) == (wanted > 500) else 1
        return rank, abs(weight - wanted)

    return min(styled, key=distance)


def rank(entry: Entry, home: Entry, language: str) -> tuple[int, ...]:
    """The place of a face among those that may stand in for *home*; the lowest comes first.

    First what is drawn for the *language*; then what is of the same genre, of whomever; then the families made for
    filling gaps, then others. What is drawn for readers of another language, and emoji, are the last resort; and what
    the system has comes after what somebody chose.
    """
    wanted, drawn = drawn_for(language), country(entry.font.family)
    # As heavy as the others, where there is a choice: some families have nothing but black letters.
    unlike, heavier = _unlike(entry.genre, home.genre), abs(_heft(entry) - _heft(home))
    noto = entry.font.family.lower().startswith(FALLBACK)
    if entry.coloured:
        return (9,)
    if drawn in wanted:
        return 0, wanted.index(drawn), entry.source == SYSTEM, unlike
    if drawn == "Nastaliq" or (drawn and wanted and "Nastaliq" not in wanted):
        return 8, unlike
    if entry.source == SYSTEM:
        return 4, not noto, unlike
    if unlike < 2 and not noto:
        return 1, unlike, heavier
    return 2 if noto else 3, unlike, heavier


def _heft(entry: Entry) -> int:
    """The weight that a face looks like."""
    return entry.looks or entry.font.weight


def drawn_for(language: str) -> tuple[str, ...]:
    """The countries or styles whose drawings a reader of the language expects, best first."""
    first, *rest = language.lower().split("-")
    if first == "zh" or first == "yue":
        if first == "yue" or {"hk", "mo"} & {*rest}:
            return ("SC",) if "hans" in rest else ("HK", "TC")
        return ("TC", "HK") if {"hant", "tw"} & {*rest} else ("SC",)
    if first in NASTALIQ_LANGUAGES:
        return ("Nastaliq",)
    return {"ja": ("JP",), "ko": ("KR",)}.get(first, ())


def country(family: str) -> str:
    """For whom a family says that it is drawn, or ""."""
    return next((name for name, words in COUNTRIES.items() if words.search(family)), "")


def _unlike(genre: str, other: str) -> int:
    """0 for the same genre, 1 for one that differs in width, 2 for another."""
    if not genre or not other or genre.split()[0] != other.split()[0]:
        return 2
    return int(genre != other)
