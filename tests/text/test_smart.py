from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memegen.text.punctuation import TABLE, punctuation_for
from memegen.text.smart import smarten


def set_in(language: str, text: str) -> str:
    return "".join(smarten(text, language))


def visible_spaces(text: str) -> str:
    """Return *text* with visible signs for no-break spaces."""
    return text.replace("\u00a0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", '"She said "no" to that," he said.', "“She said ‘no’ to that,” he said."),
        ("en-GB", "'She said \"no\" to that'", "‘She said “no” to that’"),
        ("en-US", '"Solidarity" -- forever', "“Solidarity”—forever"),
        ("cy", "\"Mae'r amser wedi dod\", meddai'r 'gweithwyr'", "“Mae’r amser wedi dod”, meddai’r ‘gweithwyr’"),
        ("ga", '"D\'fhéadfadh sé"', "“D’fhéadfadh sé”"),
        ("fr", '"L\'union fait la force"', "«~L’union fait la force~»"),
        ("fr", 'Il a dit: "C\'est "non"!"', "Il a dit~: «~C’est “non”^!~»"),
        ("fr", "« Quoi ? » Oui; non... Aujourd'hui!", "«~Quoi^?~» Oui^; non… Aujourd’hui^!"),
        ("fr", "«Non» à 20:30 (!) sur https://example.fr/a?b=c", "«~Non~» à 20:30 (!) sur https://example.fr/a?b=c"),
        ("fr-CA", '"Non!" dit-il: jamais', "«~Non!~» dit-il~: jamais"),
        ("fr-CH", '"Non!"', "«Non^!»"),
        ("de", '"Er rief: \'Nein\'", "geht\'s noch?"', "„Er rief: ‚Nein‘“, „geht’s noch?“"),
        ("de-AT", '"Ja "so" ist es"', "„Ja ‚so‘ ist es“"),
        ("de-CH", "\"Ja 'so' ist es\" und 10'000", "«Ja ‹so› ist es» und 10’000"),
        ("it", "\"L'unione\" fa un po' di forza dell'arte", "«L’unione» fa un po’ di forza dell’arte"),
        ("es", '"El pueblo "unido""', "«El pueblo “unido”»"),
        ("es", "El pueblo --unido-- vence", "El pueblo —unido— vence"),
        ("ca", "\"L'art d'avui\"", "«L’art d’avui»"),
        ("pt", '"O povo "unido"" -- sempre', "«O povo “unido”» — sempre"),
        ("pt-BR", '"O povo "unido""', "“O povo ‘unido’”"),
        ("nl", "\"'t Is zo'n dag\" in 's-Gravenhage", "“’t Is zo’n dag” in ’s-Gravenhage"),
        ("pl", '"Nie ma "wolności""', "„Nie ma «wolności»”"),
        ("hu", '"A "szabad" szó"', "„A »szabad« szó”"),
        ("ro", '"Unde-s "doi""', "„Unde-s «doi»”"),
        ("cs", "\"Pravda 'vítězí'\"", "„Pravda ‚vítězí‘“"),
        ("sv", "\"Jag sa 'nej' då\"", "”Jag sa ’nej’ då”"),
        ("fi", '"Hän sanoi "ei""', "”Hän sanoi ’ei’”"),
        ("da", '"Han sagde "nej""', "»Han sagde ›nej‹«"),
        ("nb", '"Han sa "nei""', "«Han sa ‘nei’»"),
        ("ru", '"Он сказал "нет"" -- и всё', "«Он сказал „нет“» — и всё"),
        ("uk", '"Об\'єднання"', "«Об’єднання»"),
        ("el", '"Είπε "όχι""', "«Είπε “όχι”»"),
        ("tr", '"Ankara\'da"', "“Ankara’da”"),
        ("vi", '"Xin chào"', "“Xin chào”"),
        ("ja", '彼は"はい"と言った...', "彼は「はい」と言った……"),
        ("zh-Hans", '他说"好"。', "他说“好”。"),
        ("zh-TW", '他說"好"。', "他說「好」。"),
        ("ko", "그는 \"안녕\"이라고 '말'했다", "그는 “안녕”이라고 ‘말’했다"),
        ("he", 'אמר "שלום" לצה"ל ולג\'ירפה', "אמר ”שלום” לצה״ל ולג׳ירפה"),
        ("ar", 'قال "نعم"', "قال «نعم»"),
        ("fa", 'گفت "بله"', "گفت «بله»"),
        ("ur", 'کہا "ہاں"', "کہا ”ہاں“"),
        ("hi", 'कहा "हाँ"', "कहा “हाँ”"),
        ("uz", "O'zbek ma'no", "Oʻzbek ma’no"),
        ("en-ZA", '"a"', "“a”"),
        ("xx", '"a "b""', "“a ‘b’”"),
    ],
)
def test_smarten_uses_the_marks_of_the_language(language: str, typed: str, expected: str) -> None:
    assert visible_spaces(set_in(language, typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("don't", "don’t"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("'rock 'n' roll'", "‘rock ’n’ roll’"),
        ("the '90s and '68", "the ’90s and ’68"),
        ("'90s kids'", "’90s kids’"),
        ("'20 years' he said", "‘20 years’ he said"),
        ("'Tis time; 'twas ours, tell 'em", "’Tis time; ’twas ours, tell ’em"),
        ("'Til the end' is here", "‘Til the end’ is here"),
        ("wait 'til then", "wait ’til then"),
        ("'Murica, 'sup", "’Murica, ’sup"),
        ("'Hello' and 'ave a go", "‘Hello’ and ’ave a go"),
        ("the workers' rights", "the workers’ rights"),
        ("'the workers' rights are ours'", "‘the workers’ rights are ours’"),
        ("rockin' and rollin'", "rockin’ and rollin’"),
        ("he's 6'2\" tall, on a 5\" nail, 12' up", "he’s 6′2″ tall, on a 5″ nail, 12′ up"),
        ('"He is 6\'2" tall," she said', "“He is 6′2″ tall,” she said"),
        ('"1984" and "2001"', "“1984” and “2001”"),
        ('“1984"', "“1984”"),
        ("'1984'", "‘1984’"),
        ('a 3"x5" card', "a 3″x5″ card"),
        ('"On to 10",\n"and to 20"', "“On to 10”,\n“and to 20”"),
        ('"One line\nand 42"', "“One line\nand 42”"),
        ('"One\n"two"', "“One\n“two”"),
        ('"Ours"--"theirs"', "“Ours” – “theirs”"),
        ('("so")', "(“so”)"),
        ('"...and so"', "“…and so”"),
        ("\"'Go,' he said\"", "“‘Go,’ he said”"),
        ("“She said “no””", "“She said ‘no’”"),
        ("„Hallo“ he said", "„Hallo“ he said"),
        ("«Oui» they said", "«Oui» they said"),
        ("‘typed’ and ’em", "‘typed’ and ’em"),
        ('#Say"no" @a\'b', "#Say“no” @a’b"),
        ("at https://example.org/Women's_Party--a...", "at https://example.org/Women's_Party--a…"),
        ('"https://example.org/a--b"', "“https://example.org/a--b”"),
        ("to o'neill--x@example.org", "to o’neill--x@example.org"),
    ],
)
def test_smarten_tells_quotes_apostrophes_and_primes_apart(typed: str, expected: str) -> None:
    assert set_in("en", typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("'r 'n 'i 'w 'm 'u", "’r ’n ’i ’w ’m ’u"),
        ('"\'r un"', "“’r un”"),
        ("i'r dim, 'Helo'", "i’r dim, ‘Helo’"),
        ("'dw i'n mynd", "’dw i’n mynd"),
    ],
)
def test_smarten_recognises_welsh_elisions(typed: str, expected: str) -> None:
    assert set_in("cy", typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("many--they", "many – they"),
        ("many -- they", "many – they"),
        ("many - they", "many – they"),
        ("many---they", "many—they"),
        ("--Mary Smith", "– Mary Smith"),
        ('"I never--"', "“I never –”"),
        ('"Ours." --Mary Smith', "“Ours.” – Mary Smith"),
        ("the word --you know-- is", "the word – you know – is"),
        ("kill --9, (--all)", "kill --9, (--all)"),
        ('git push "--force"', "git push “--force”"),
        ("for i-- in <!-- x -->", "for i-- in <!-- x -->"),
        ("pages 10-12", "pages 10–12"),
        ("1984-85, 2004-05, 1984-1990", "1984–85, 2004–05, 1984–1990"),
        ("9am-5pm, 7.30-9.00", "9am–5pm, 7.30–9.00"),
        ("we won 3-1", "we won 3–1"),
        ("on 2024-05-01, in 2024-05", "on 2024-05-01, in 2024-05"),
        ("call 020-7946 0000 or 555-1234", "call 020-7946 0000 or 555-1234"),
        ("COVID-19, F-16, 1-2-3", "COVID-19, F-16, 1-2-3"),
        ("5 - 3", "5 - 3"),
        ("<-- --> <- -> ----", "<-- --> <- -> ----"),
        ("wait... now....", "wait… now...."),
        ("(c) 2025", "(c) 2025"),
        ("#a--b example.org/10-12", "#a--b example.org/10-12"),
    ],
)
def test_smarten_sets_dashes_ranges_and_ellipses(typed: str, expected: str) -> None:
    assert set_in("en", typed) == expected


def test_smarten_keeps_protected_ranges() -> None:
    typed = '"a" "b"--c'
    assert "".join(smarten(typed, "en", [(4, 9)])) == '“a” "b"--c'


def test_smarten_returns_one_entry_per_character() -> None:
    assert smarten('a--"b"...', "en") == ["a", " – ", "", "“", "b", "”", "…", "", ""]


PARTS = [
    '"',
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "‚",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "-",
    "--",
    "...",
    "…",
    "–",
    "—",
    " ",
    " ",
    "\n",
    "\u00a0",
]
WORDS = [
    "a",
    "is",
    "n",
    "90",
    "90s",
    "6",
    "2",
    "tis",
    "r",
    "Workers",
    "po",
    "語",
    "ש",
    "!",
    "?",
    ":",
    ";",
    ",",
    ".",
    "(",
    ")",
    "#tag",
]
LANGUAGES = sorted({*TABLE, "en", "cy", "nl", "uz", "haw"})
typings = st.lists(st.sampled_from([*PARTS, *WORDS]), max_size=16).map("".join)


@given(typings, st.sampled_from(LANGUAGES))
@settings(max_examples=400, deadline=None)
@example('"a "b" c"', "sv")
def test_smarten_is_idempotent(text: str, language: str) -> None:
    once = set_in(language, text)
    assert set_in(language, once) == once


@given(typings | st.text(max_size=40), st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_smarten_never_changes_letters_or_digits(text: str, language: str) -> None:
    chars = smarten(text, language)
    assert len(chars) == len(text)
    assert all(new == old for old, new in zip(text, chars, strict=True) if old.isalnum())
    assert "".join(chars).count("\n") == text.count("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nested_quotations_alternate_in_every_language(language: str) -> None:
    outer, inner = punctuation_for(language).outer, punctuation_for(language).inner
    found = set_in(language, '"a "b "c" d" e"').replace("\u00a0", "")
    assert found == f"{outer[0]}a {inner[0]}b {outer[0]}c{outer[1]} d{inner[1]} e{outer[1]}"
