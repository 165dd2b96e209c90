"""The rights of photos of a card: of fields, and of the entries of lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where
from memegen.model.entities import Raw, Record, SourceValue, Template
from memegen.template.card_rights import CardRights
from memegen.template.resolve import Resolver
from tests.helpers.stage import BRAND, SQUARE, context, template

BODY = """\
fields:
  photo: {type: photo}
  speakers: {type: list, of: {name: {}, face: {type: photo, required: no}}}
layers:
  - {text: "{first(speakers.name)}[ by {first(speakers.face.credit)}]"}
alt: "{join(speakers.name)}"
"""
SIDECARS = {
    "a.jpg": {"credit": "Ann", "consent": "yes"},
    "b.jpg": {"credit": "Bo", "consent": "no"},
    "c.jpg": {"credit": "Ann", "expiry": "2026-05-31"},
}


class Photos:
    """Photos whose sidecar files are SIDECARS."""

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        return f"/photos/{name}"

    def rights(self, photo: str) -> dict[str, SourceValue]:
        return {part: SourceValue(text, Where("sidecar")) for part, text in SIDECARS[Path(photo).name].items()}


def speakers(*entries: tuple[str, str]) -> tuple[Record, ...]:
    return tuple(Record((("name", name), ("face", face))) for name, face in entries)


def resolver(today: date | None = None) -> Resolver:
    return Resolver(template(BODY), BRAND, SQUARE, context(), Photos(), today)


def test_photos_of_entries_are_found_and_credited() -> None:
    card = resolver().card({"photo": "c.jpg", "speakers": "Ama = a.jpg | Wyn"}, Where("list.csv", 2, row=1))
    assert card.credit == "Ann"
    assert card.alt_text == "Ama and Wyn"
    entries = card.values["speakers"]
    assert isinstance(entries, tuple) and isinstance(entries[0], Record) and isinstance(entries[1], Record)
    assert (entries[0].get("face"), entries[0].get("face.credit")) == ("/photos/a.jpg", "Ann")
    assert (entries[1].get("face"), entries[1].get("face.credit")) == ("", "")
    assert "Ama by Ann" in str(card.layers[0])


@pytest.mark.parametrize(("photo", "code"), [("b.jpg", "photo-no-consent"), ("c.jpg", "photo-expired")])
def test_photo_of_an_entry_that_may_not_be_used_is_refused(photo: str, code: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        resolver(date(2026, 6, 1)).card({"speakers": f"Ama = a.jpg | Wyn = {photo}"}, Where())
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_binding_returns_the_paths_that_are_used() -> None:
    found: Template = template(BODY)
    rights = CardRights(found.fields, Photos(), None)
    bound: dict[str, Raw] = {
        "photo": "/photos/a.jpg",
        "speakers": speakers(("Ama", "/photos/a.jpg"), ("Wyn", "/photos/b.jpg")),
    }
    problems: list[Diagnostic] = []
    assert rights.bind(bound, {}, Where(), problems) >= {"/photos/a.jpg", "/photos/b.jpg"}
    assert [one.code for one in problems] == ["photo-no-consent"]
    assert rights.join("credit", bound) == "Ann, Bo"
