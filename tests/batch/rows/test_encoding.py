"""The code page of a list is found by what reads as words, with the brand's language where several do."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.batch.rows import Reading, Row, RowFailure, read_rows
from memegen.batch.rows.code_pages import CODE_PAGES
from memegen.batch.rows.encoding import find_encoding, named_encoding
from memegen.core.diagnostics import DiagnosticError

# Proverbs, by language and encoding; those that only the language tells from another are marked by a *.
TEXTS = {
    "ru cp1251": "Чай не пьёшь — откуда силы возьмёшь?",
    "ru koi8_r": "Тише едешь, дальше будешь",
    "ru cp866": "Век живи — век учись".replace("—", "-"),
    "uk cp1251": "Слово не горобець, вилетить — не спіймаєш",
    "el cp1253": "Το πολύ το κύριε ελέησον το βαριέται κι ο παπάς",
    "pl cp1250*": "Gdzie kucharek sześć, tam nie ma co jeść",
    "cs cp1250": "Bez práce nejsou koláče",
    "hu cp1250*": "Addig nyújtózkodj, amíg a takaród ér, bőven",
    "tr cp1254*": "Damlaya damlaya göl olur, ağaç yaşken eğilir",
    "lt cp1257": "Be vargo nėra pyrago, šaukštas dėžės",
    "he cp1255*": "סוף טוב הכל טוב",
    "ar cp1256": "العلم في الصغر كالنقش على الحجر",
    "th cp874*": "น้ำขึ้นให้รีบตัก",
    "ja cp932": "猿も木から落ちる",
    "ja euc_jp": "七転び八起きで行こう",
    "zh gb18030": "学而时习之，不亦说乎",
    "zh big5": "學而時習之，不亦說乎",
    "ko cp949": "천 리 길도 한 걸음부터",
    "fr cp1252": "Après la pluie, le beau temps – c’est gagné",
    "fr mac_roman": "Après la pluie, le beau temps, c’est gagné",
    "de cp1252": "Übung macht den Meister – müßig geht’s nicht",
    "en cp1252": "“Every cloud has a silver lining” – Zoë",
}


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_code_page_of_one_line_is_found(name: str, text: str) -> None:
    language, encoding = name.rstrip("*").split()
    data = f"quote,by\r\n{text},\r\n".encode(encoding)
    assert text in data.decode(find_encoding(data, language).name)
    if not name.endswith("*"):
        assert text in data.decode(find_encoding(data, "en").name)


def test_likely_rival_is_named() -> None:
    data = "Petőfi".encode("cp1250")
    assert (find_encoding(data, "en").name, find_encoding(data, "en").rival) == ("cp1252", "cp1250")
    assert find_encoding(data, "hu-HU").name == "cp1250"


@given(st.binary(min_size=1), st.sampled_from(["", "en", "ru", "ja"]))
def test_any_bytes_have_an_encoding(data: bytes, language: str) -> None:
    assert find_encoding(data, language).name in {page.name for page in CODE_PAGES}


def test_list_is_read_in_its_code_page_with_one_warning() -> None:
    data = "quote;by\r\nЧай в четыре часа;Зоя\r\nЩи да каша;Ян\r\n".encode("cp1251")
    stream = read_rows("-", io.BytesIO(data))
    assert [row.values for row in stream if isinstance(row, Row)] == [
        {"quote": "Чай в четыре часа", "by": "Зоя"},
        {"quote": "Щи да каша", "by": "Ян"},
    ]
    [warning] = stream.warnings
    assert (warning.code, warning.where.line) == ("encoding-guessed", 2)
    assert "Windows-1251" in warning.message
    assert "--encoding" in warning.hint


def test_given_encoding_is_used_without_a_warning() -> None:
    data = "quote\nPetőfi\n".encode("cp1250")
    stream = read_rows("-", io.BytesIO(data), Reading(format="csv", encoding="windows-1250"))
    assert [row.values for row in stream if isinstance(row, Row)] == [{"quote": "Petőfi"}]
    assert stream.warnings == []
    # A byte order mark says more than the option.
    stream = read_rows("-", io.BytesIO("\ufeffquote\né\n".encode()), Reading(format="csv", encoding="cp1251"))
    assert [row.values for row in stream if isinstance(row, Row)] == [{"quote": "é"}]


@pytest.mark.parametrize("name", ["cp12511", "rot13", "base64", "\0", ""])
def test_unknown_encoding_is_an_error(name: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        named_encoding(name)
    assert caught.value.diagnostics[0].code == "encoding-unknown"


def test_bytes_of_another_encoding_are_never_a_text() -> None:
    stream = read_rows("-", io.BytesIO(b"quote\nplain\ncaf\xe9\n"), Reading(format="csv", encoding="utf-8"))
    plain, broken = stream
    assert isinstance(plain, Row)
    assert isinstance(broken, RowFailure)
    assert broken.diagnostic.code == "cell-invalid"
    assert "--encoding" in broken.diagnostic.hint


def test_lines_of_two_encodings_are_read_each_in_its_own() -> None:
    data = "Ŵyn ŵyth\n".encode() + "café\n".encode("cp1252")
    stream = read_rows("-", io.BytesIO(data))
    assert [row.values["quote"] for row in stream if isinstance(row, Row)] == ["Ŵyn ŵyth", "café"]
    assert [warning.where.line for warning in stream.warnings] == [2]
