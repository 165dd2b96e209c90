"""Columns find the fields that they fill, whatever people call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.batch.rows.columns import column_name
from memegen.batch.rows.mapping import ColumnMapping, map_columns
from memegen.model.column_names import CONCEPTS, folded
from memegen.model.entities import Field

QUOTE = {name: Field(name, required=name == "quote") for name in ("quote", "by", "role", "photo", "ground", "hashtag")}
# Headers of public lists of quotes, and what their columns hold.
PUBLIC = {
    "quote,author": "quote by",
    "Quote,Author,Tags": "quote by -",
    "QUOTE;AUTHOR;GENRE": "quote by -",
    "text,author,tags": "quote by -",
    "body,link,attribution": "quote - by",
    "quoteText,quoteAuthor,senderName,senderLink,quoteLink": "quote by - - -",
    "quotes,author": "quote by",
    "Quotation,Speaker,Date,Source": "quote by - -",
    "Your quote,Your name": "quote by",
    "quote_text,author_name,author_title": "quote by -",
    "message,name,role": "quote by role",
    "Zitat,Autor:in,Funktion,Foto": "quote by role photo",
    "Zitate,Redner*in": "quote by",
    "Citation,Auteur·rice": "quote by",
    "Texte,Nom": "quote by",
    "Cita,Autor,Cargo,Imagen": "quote by role photo",
    "Dyfyniad,Awdur,Swydd,Llun": "quote by role photo",
    "Цитата,Автор": "quote by",
    "id,content,person,image_url": "- quote by -",
    "Name,Quote,Job Title": "by quote role",
    "name,speaker,quote": "file by quote",
    "The quote:,Who said it?": "quote by",
    "statement,speaker,Speaker's job": "quote by -",
}


def mapped(header: str, fields: dict[str, Field] = QUOTE) -> ColumnMapping:
    headers = header.replace(";", ",").split(",")
    return map_columns(fields, {column_name(each, fields): each for each in headers})


@pytest.mark.parametrize(("header", "targets"), PUBLIC.items())
def test_columns_of_public_lists_find_their_fields(header: str, targets: str) -> None:
    mapping = mapped(header)
    assert not mapping.unfilled
    assert not mapping.conflicts
    columns = [column_name(each, QUOTE) for each in header.replace(";", ",").split(",")]
    found = [
        "file" if column == mapping.file else mapping.fields.get(column, column) if column in mapping.taken else "-"
        for column in columns
    ]
    assert found == targets.split()


def test_name_names_the_file_only_beside_a_speaker() -> None:
    assert mapped("quote,name").fields == {"name": "by"}
    assert mapped("quote,by,name").file == "name"
    assert mapped("line,name", {"line": Field("line")}).file == ""
    assert "name" not in mapped("line,name", {"line": Field("line")}).taken


def test_declared_names_come_before_the_usual_ones() -> None:
    fields = {"words": Field("words", required=True, columns=("what they shouted",)), "by": Field("by")}
    assert mapped("text,What they shouted", fields).fields == {"what_they_shouted": "words"}
    assert mapped("text", fields).unfilled
    assert mapped("body", {"text": Field("text")}).fields == {"body": "text"}


def test_column_that_fits_two_fields_and_columns_that_fit_one_are_conflicts() -> None:
    fields = {"quote": Field("quote", required=True), "message": Field("message")}
    [conflict] = mapped("text", fields).conflicts
    assert (conflict.code, "quote, message" in conflict.message) == ("column-conflict", True)
    assert "--columns quote=text" in conflict.hint
    mapping = mapped("text,body")
    assert [each.code for each in mapping.conflicts] == ["column-conflict"]
    assert (mapping.unfilled, mapping.taken) == ((), frozenset())


def test_scheduling_columns_fill_a_field_of_their_own_name_only() -> None:
    fields = {"quote": Field("quote"), "day": Field("day"), "link": Field("link")}
    assert mapped("quote,date,link", fields).taken == {"quote", "link"}


@given(st.sampled_from([name for concept in CONCEPTS[:2] for name in concept.names]), st.data())
def test_every_spelling_of_a_usual_name_is_that_name(name: str, data: st.DataObject) -> None:
    spelling = data.draw(
        st.sampled_from(
            [name.upper(), name.title(), name.replace(" ", "_"), name.replace(" ", "-"), f" {name}: ", f"Your {name}"]
        )
    )
    mapping = mapped(spelling)
    assert {*mapping.fields.values(), *mapping.taken} & {"quote", "by"}


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=8))
def test_any_columns_fill_each_field_once(columns: dict[str, str]) -> None:
    mapping = map_columns(QUOTE, columns)
    assert mapping.taken <= {*columns}
    targets = [mapping.fields.get(column, column) for column in mapping.taken if column != mapping.file]
    assert len(targets) == len({*targets}) <= len(QUOTE)


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)
