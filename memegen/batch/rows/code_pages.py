"""The code pages that lists come in, and what text in them looks like."""

from __future__ import annotations

from memegen.core.frozen import frozen

# Letters beyond ASCII of languages in Latin script, lower case.
LATIN_LETTERS = {
    "en": "é",
    "fr": "àâæçèéêëîïôœùûüÿ",
    "de": "äöüß",
    "es": "áéíñóúü",
    "pt": "àáâãçéêíóôõú",
    "it": "àèéìîòù",
    "nl": "áéëïóöü",
    "cy": "âêîôûŵŷäëïöü",
    "sv": "åäöé",
    "da": "åæøé",
    "fi": "äöå",
    "is": "áæðéíóöúýþ",
    "ca": "àçèéíïòóúü·",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţ",
    "hr": "čćđšž",
    "tr": "çğıöşüâîi̇",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "et": "äõöüšž",
}


@frozen
class CodePage:
    """An encoding of lists.

    Attributes:
        name: the codec of Python.
        title: what people call it.
        languages: languages that are written in it, as tags.
        scripts: first words of the Unicode names of its letters; none for Latin.
        frequent: for East Asian languages, a codec whose first level are the frequent characters, and the greatest lead
            byte of that level.
        spaced: whether spaces separate the words.
    """

    name: str
    title: str
    languages: tuple[str, ...]
    scripts: tuple[str, ...] = ()
    frequent: tuple[str, int] = ("", 0)
    spaced: bool = True


WESTERN = ("en", "fr", "de", "es", "pt", "it", "nl", "cy", "sv", "da", "fi", "is", "ca", "nb", "nn", "ga", "gl", "eu")
CENTRAL = ("pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs", "sq", "de")
SLAVIC = ("ru", "uk", "bg", "be", "sr", "mk", "kk", "mn")
CYRILLIC, KANA = ("CYRILLIC",), ("HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA")
# Of encodings that are as likely, the first is taken.
CODE_PAGES = (
    CodePage("cp1252", "Windows-1252 (Western)", WESTERN),
    CodePage("mac_roman", "Mac Roman", WESTERN),
    CodePage("cp850", "DOS 850 (Western)", WESTERN),
    CodePage("cp1250", "Windows-1250 (Central European)", CENTRAL),
    CodePage("iso8859_2", "ISO 8859-2 (Central European)", CENTRAL),
    CodePage("cp852", "DOS 852 (Central European)", CENTRAL),
    CodePage("cp1254", "Windows-1254 (Turkish)", ("tr",)),
    CodePage("cp1257", "Windows-1257 (Baltic)", ("lt", "lv", "et")),
    CodePage("cp1251", "Windows-1251 (Cyrillic)", SLAVIC, CYRILLIC),
    CodePage("koi8_r", "KOI8-R (Cyrillic)", ("ru", "bg"), CYRILLIC),
    CodePage("koi8_u", "KOI8-U (Cyrillic)", ("uk", "be"), CYRILLIC),
    CodePage("cp866", "DOS 866 (Cyrillic)", SLAVIC, CYRILLIC),
    CodePage("mac_cyrillic", "Mac Cyrillic", SLAVIC, CYRILLIC),
    CodePage("cp1253", "Windows-1253 (Greek)", ("el",), ("GREEK",)),
    CodePage("cp737", "DOS 737 (Greek)", ("el",), ("GREEK",)),
    CodePage("cp1255", "Windows-1255 (Hebrew)", ("he", "yi"), ("HEBREW",)),
    CodePage("cp1256", "Windows-1256 (Arabic)", ("ar", "fa", "ur"), ("ARABIC",)),
    CodePage("cp874", "Windows-874 (Thai)", ("th",), ("THAI",)),
    CodePage("cp932", "Shift JIS (Japanese)", ("ja",), KANA, ("euc_jp", 0xCF), spaced=False),
    CodePage("euc_jp", "EUC-JP (Japanese)", ("ja",), KANA, ("euc_jp", 0xCF), spaced=False),
    CodePage("gb18030", "GB 18030 (Chinese)", ("zh",), ("CJK",), ("gb2312", 0xD7), spaced=False),
    CodePage("big5", "Big5 (Chinese)", ("zh",), ("CJK",), ("big5", 0xC6), spaced=False),
    CodePage("cp949", "Windows-949 (Korean)", ("ko",), ("HANGUL",), ("euc_kr", 0xC8)),
)
