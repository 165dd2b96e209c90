"""Scripts and languages that a font file covers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

# Maximum number of font files whose coverage is cached.
CACHED_FILES = 4096
# A script or language is covered by a face that has every character of its sample.
SCRIPT_SAMPLES = {
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


@lru_cache(CACHED_FILES)
def covered_scripts(file: Path, index: int) -> tuple[str, ...]:
    """Return the scripts that a face covers, in the samples' order; none if it cannot be read.

    Args:
        file: The font file.
        index: The face's number in a collection, else 0.
    """
    import uharfbuzz as hb

    try:
        characters = set(hb.Face(hb.Blob.from_file_path(str(file)), index).unicodes)
    except (OSError, hb.HarfBuzzError):
        return ()
    return tuple(script for script, sample in SCRIPT_SAMPLES.items() if characters.issuperset(map(ord, sample)))
