"""The names that people give the columns of their lists, by what such a column holds."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

CAMEL = lazy_pattern(r"(?<=[a-zß-öø-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Endings of forms for all genders: Autor:in, Redner*innen, auteur·rice.
GENDER = lazy_pattern(r"(?<=\w\w)[*:·/](?:in(?:nen)?|rices?|trices?|es?|as?)\b", re.IGNORECASE)
# Words that a name may begin or end with without a change of meaning: "quote author", "your name", "speaker name".
LEADING = (
    *("quote", "quotation", "the", "a", "your", "full", "name of the", "name of", "text of the", "text of"),
    *("dein", "deine", "ihr", "ihre", "votre", "nom de", "tu", "su"),
)
TRAILING = ("full name", "name", "text", "of the quote", "of quote")
# Minimum letters of a word whose plural s is ignored.
MIN_PLURAL = 4


@frozen
class Concept:
    """What a column can hold.

    Attributes:
        names: what the field and its columns are called, lower case, with spaces between the words.
        weak: names that mean this only if no other column holds it.
    """

    names: tuple[str, ...]
    weak: tuple[str, ...] = ()


# English, then Welsh, German, French and Spanish, the languages of the shipped words, then others.
CONCEPTS = (
    Concept(
        (
            *(
                "quote",
                "quotation",
                "text",
                "body",
                "message",
                "saying",
                "content",
                "statement",
                "sentence",
                "hitokoto",
            ),
            *("dyfyniad", "dyfyniadau", "testun", "zitat", "zitate", "wortlaut", "spruch", "nachricht"),
            *("citation", "texte", "parole"),
            *(
                "cita",
                "frase",
                "texto",
                "mensaje",
                "citazione",
                "testo",
                "citacao",
                "citaat",
                "tekst",
                "cytat",
                "citat",
            ),
            *("цитата", "цитаты", "текст", "цитат", "απόφθεγμα", "κείμενο", "alıntı", "söz", "名言", "引用", "اقتباس"),
        ),
        ("words", "tweet", "post", "testimonial", "comment", "title"),
    ),
    Concept(
        (
            *(
                "by",
                "author",
                "speaker",
                "attribution",
                "from who",
                "attributed to",
                "said by",
                "quoted by",
                "quoted",
                "who",
            ),
            *("who said it", "spoken by", "written by", "writer", "signature", "awdur", "siaradwr", "gan"),
            *("autor", "autorin", "redner", "rednerin", "sprecher", "sprecherin", "urheber", "von", "wer"),
            *("auteur", "autrice", "orateur", "oratrice", "qui", "par", "autora", "orador", "oradora", "por", "quien"),
            *("autore", "oratore", "spreker", "mowca", "forfattare", "автор", "спикер", "συγγραφέας", "yazar"),
            *("作者", "著者", "المؤلف"),
        ),
        ("name", "person", "enw", "nom", "nombre", "nome", "naam", "имя"),
    ),
    Concept(
        (
            *("role", "position", "job title", "occupation", "profession", "function", "affiliation", "organisation"),
            *("organization", "swydd", "rolle", "funktion", "beruf", "amt", "fonction", "metier", "qualite"),
            *("cargo", "funcion", "puesto", "profesion", "ruolo", "funcao", "functie", "должность"),
        )
    ),
    Concept(
        (
            *("photo", "picture", "image", "photograph", "img", "photo file", "image file", "photo path", "image path"),
            *("llun", "ffotograff", "foto", "bild", "fotografie", "bilddatei", "photographie", "imagen", "fotografia"),
            *("immagine", "imagem", "afbeelding", "zdjecie", "фото", "изображение", "φωτογραφία", "写真", "صورة"),
        )
    ),
    Concept(
        (
            *("to", "recipient", "branch", "thanked", "addressee", "empfanger", "empfangerin", "dank an"),
            *("destinataire", "para", "destinatario", "destinataria"),
        ),
        ("name", "person", "place", "enw", "nom", "nombre", "ort", "lieu", "lugar", "lle"),
    ),
    Concept(
        ("title", "headline", "heading", "teitl", "titel", "uberschrift", "titre", "titulo", "titolo", "заголовок")
    ),
    Concept(("date", "day", "dyddiad", "datum", "jour", "fecha", "dia", "дата", "ημερομηνία", "日付")),
    Concept(("time", "start", "starts", "amser", "uhrzeit", "beginn", "heure", "hora", "ora", "время")),
    Concept(("place", "venue", "location", "where", "lle", "lleoliad", "ort", "wo", "lieu", "lugar", "luogo", "место")),
    Concept(("link", "url", "web address", "website", "dolen", "adresse", "webseite", "lien", "enlace")),
    Concept(("hashtag", "hash tag", "hashnod", "mot diese")),
)


def folded(name: str) -> str:
    """Return a name as it is compared: lower case, without accents, its words with one space between.

    Words begin at spaces, signs and capitals: ``quoteText``, ``Quote text`` and ``QUOTE_TEXT:`` are one name.
    """
    words = CAMEL.sub(" ", GENDER.sub("", unicodedata.normalize("NFC", name)))
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("ı", "i")
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def singular(name: str) -> str:
    """Return a folded name without the s of a plural at its end."""
    word = name.rpartition(" ")[2]
    return name[:-1] if len(word) >= MIN_PLURAL and word.endswith("s") and not word.endswith("ss") else name


def without_extras(name: str) -> tuple[str, ...]:
    """Return a folded name without what may precede it, what may follow it, and both, e.g. "quote author"."""
    bare = [name, *(name.removesuffix(f" {end}") for end in TRAILING if name.endswith(f" {end}"))]
    bare += [each.removeprefix(f"{start} ") for each in bare for start in LEADING if each.startswith(f"{start} ")]
    return tuple(dict.fromkeys(map(singular, bare[1:])))


@cache
def usual_names(field: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the column of a field of that name is called too, folded and singular: always, and if need be."""
    name = singular(folded(field))
    concepts = [each for each in CONCEPTS if name in _names(each.names)]
    strong = frozenset[str]().union(*(_names(each.names) for each in concepts)) - {name}
    return strong, frozenset[str]().union(*(_names(each.weak) for each in concepts)) - strong - {name}


def _names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(singular(folded(name)) for name in names)
