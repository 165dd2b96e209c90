"""What the library knows of a face before it is opened: where it lies, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from memegen.frozen import frozen
from memegen.scene import Font

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
