"""The entries of list fields: cells, JSON and YAML, records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.model.entities import Field, Raw, Record
from memegen.template.entries import on_photos, read_entries, split_cell
from tests.helpers.expressions import BARS

PLAIN = Field("readers", "list")
ONE = Field("dots", "list", of={"name": Field("name")})


def bar(name: str, share: str) -> Record:
    return Record((("name", name), ("share", share)))


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a | b|c", ("a", "b", "c")),
        ("a; b", ("a", "b")),
        ("a; b | c", ("a; b", "c")),
        ("a\nb\n\nc", ("a", "b", "c")),
        ("Ama, Wyn", ("Ama, Wyn",)),
        ("| a ||", ("a",)),
        ("a", ("a",)),
    ],
)
def test_cell_is_split(text: str, entries: tuple[str, ...]) -> None:
    assert split_cell(text) == entries
    assert read_entries(PLAIN, text) == entries


@pytest.mark.parametrize(
    "raw",
    [
        "Open = 59,5 | Shut=19",
        "Open = 59,5; Shut = 19",
        ("Open = 59,5", "Shut = 19"),
        ("Open = 59,5 | Shut = 19",),
        (("Open", "59,5"), ("Shut", "19")),
        (bar("Open", "59,5"), Record((("share", "19"), ("name", "Shut")))),
        (Record((("Name", "Open"), ("SHARE", "59,5"))), "Shut = 19"),
        Record((("Open", "59,5"), ("Shut", "19"))),
    ],
)
def test_records_are_read_from_cells_json_and_yaml(raw: Raw) -> None:
    assert read_entries(BARS, raw) == (bar("Open", "59,5"), bar("Shut", "19"))


def test_record_by_itself_is_an_entry_if_it_has_the_parts() -> None:
    assert read_entries(BARS, bar("Open", "1")) == (bar("Open", "1"),)


def test_part_that_is_left_out_has_its_default() -> None:
    field = Field("bars", "list", of={"name": Field("name"), "tint": Field("tint", default="sun")})
    assert read_entries(field, "a | b = ink") == (
        Record((("name", "a"), ("tint", "sun"))),
        Record((("name", "b"), ("tint", "ink"))),
    )


def test_entry_of_one_part_may_contain_an_equals_sign() -> None:
    assert read_entries(ONE, "1 + 1 = 2") == (Record((("name", "1 + 1 = 2"),)),)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("a = 1 | b = 2 = 3", "entry 2 .*3 parts.*name = share"),
        ((bar("a", "1"), Record((("nam", "b"),))), r"entry 2 .*'nam'.*mean name\b.*name, share"),
        ((("a", "1", "2"),), "entry 1 .*3 parts"),
    ],
)
def test_entry_without_the_form_of_a_record_is_refused(raw: Raw, named: str) -> None:
    with pytest.raises(ValueError, match=f"field bars, {named}"):
        read_entries(BARS, raw)


def test_photos_in_records_are_changed() -> None:
    field = Field("speakers", "list", of={"name": Field("name"), "photo": Field("photo", "photo")})
    entries = read_entries(field, "Ama = a.jpg | Wyn")
    assert on_photos(field, entries, lambda part, photo: f"{part.name}/{photo}") == (
        Record((("name", "Ama"), ("photo", "photo/a.jpg"))),
        Record((("name", "Wyn"), ("photo", ""))),
    )
    assert on_photos(BARS, "a", lambda _, photo: "changed") == "a"


RAWS: st.SearchStrategy[Raw] = st.recursive(
    st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.lists(st.tuples(st.sampled_from(["name", "share", "x"]), inner), max_size=3).map(
            lambda parts: Record(tuple(parts))
        )
    ),
    max_leaves=8,
)


@given(RAWS)
def test_any_value_gives_records_or_is_refused(raw: Raw) -> None:
    try:
        entries = read_entries(BARS, raw)
    except ValueError as error:
        assert str(error).startswith("field bars, entry ")
    else:
        assert all(
            isinstance(entry, Record) and [name for name, _ in entry.parts] == ["name", "share"] for entry in entries
        )
