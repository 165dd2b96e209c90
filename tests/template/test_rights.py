"""Credit, licence, consent and term of photos: from the row, from a sidecar, to the picture or to an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

import memegen
from memegen.core.diagnostics import DiagnosticError, Where
from memegen.renderer import Renderer
from memegen.rendering.rendered import Rendered
from tests.helpers.command import BRAND, Command
from tests.helpers.stage import complaints

TEMPLATES = """
brand: house
templates:
  framed:
    about: A photo with its credit
    fields:
      photo: {type: photo}
      title: {default: A title}
    background: [{photo: "{photo}"}]
    layers:
      - text: "Photo: {photo.credit}[, {photo.licence}]"
        id: credit
        size: 3vmin
        fill: ink
        at: bottom left
        when: photo.credit
      - {text: "{title}", id: title, size: 9vmin, fill: ink, at: top left}
    alt: "{title}[: {photo.alt}]"
    caption: "{title}[ (photo: {photo.credit})]"
"""
DAY = date(2027, 3, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (tmp_path / "house.yaml").write_text(BRAND, "utf-8")
    Image.new("RGB", (1200, 1200), "white").save(tmp_path / "march.jpg")
    return tmp_path


def sidecar(folder: Path, text: str) -> None:
    (folder / "march.jpg.yaml").write_text(text, "utf-8")


def made(folder: Path, today: date | None = DAY, **row: str) -> Rendered:
    values = {"photo": "march.jpg", **{name.replace("_", "-"): value for name, value in row.items()}}
    renderer = Renderer([folder / "mine.yaml"], today=today)
    return renderer.render("framed", values, where=Where(str(folder / "rows.csv"), row=7))


def codes(folder: Path, today: date | None = DAY, **row: str) -> list[str]:
    with pytest.raises(DiagnosticError) as caught:
        made(folder, today, **row)
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def said(rendered: Rendered) -> dict[str, str]:
    return {text.layer: text.text for text in rendered.scene.texts() if text.layer}


def test_sidecar_gives_credit_and_alt_text(folder: Path) -> None:
    sidecar(folder, "credit: Jo Bloggs\nlicence: CC BY 4.0\nalt: A crowd outside the library\nconsent: yes\n")
    rendered = made(folder)
    assert said(rendered)["credit"] == "Photo: Jo Bloggs, CC BY 4.0"
    assert rendered.alt_text == "A title: A crowd outside the library"
    assert rendered.caption == "A title (photo: Jo Bloggs)"
    assert rendered.record(painted=False)["credit"] == "Jo Bloggs"


def test_row_overrides_the_sidecar(folder: Path) -> None:
    sidecar(folder, "credit: Jo Bloggs\nlicence: CC BY 4.0\n")
    assert said(made(folder, photo_credit="Sam *Smith*"))["credit"] == "Photo: Sam Smith, CC BY 4.0"


def test_credit_layer_is_hidden_without_a_credit(folder: Path) -> None:
    rendered = made(folder)
    assert list(said(rendered)) == ["title"]
    assert (rendered.alt_text, rendered.caption) == ("A title", "A title")
    assert rendered.record(painted=False)["credit"] == ""


@pytest.mark.parametrize(
    "licence",
    ["CC BY-ND 4.0", "cc-by-nc-nd", "No derivatives", "https://creativecommons.org/licenses/by-nd/4.0/", "ND"],
)
def test_no_derivatives_licence_is_an_error(folder: Path, licence: str) -> None:
    assert codes(folder, photo_licence=licence) == ["photo-no-derivatives"]


@pytest.mark.parametrize("licence", ["CC BY-SA 4.0", "Ours, 2nd of May", "Standard", "CC0"])
def test_other_licences_are_accepted(folder: Path, licence: str) -> None:
    assert made(folder, photo_licence=licence)


def test_photo_is_rejected_from_the_day_after_its_expiry(folder: Path) -> None:
    assert made(folder, photo_expiry="2027-03-01")
    assert codes(folder, photo_expiry="2027-02-28") == ["photo-expired"]
    assert made(folder, None, photo_expiry="2027-02-28")
    assert codes(folder, photo_expiry="28/2/2027") == ["expiry-invalid"]


def test_date_does_not_change_the_bytes(folder: Path) -> None:
    sidecar(folder, "expiry: 2027-12-31\n")
    assert made(folder).bytes == made(folder, date(2027, 12, 31)).bytes


@pytest.mark.parametrize("consent", ["no", "No", "withdrawn"])
def test_refused_consent_is_an_error(folder: Path, consent: str) -> None:
    assert codes(folder, photo_consent=consent) == ["photo-no-consent"]


def test_all_rights_violations_are_reported_with_places(folder: Path) -> None:
    sidecar(folder, "credit: Jo\nexpiry: 2020-01-01\n")
    found = complaints(made, folder, photo_consent="no")
    assert [diagnostic.code for diagnostic in found] == ["photo-no-consent", "photo-expired"] or [
        diagnostic.code for diagnostic in found
    ] == ["photo-expired", "photo-no-consent"]
    places = {diagnostic.code: diagnostic.where for diagnostic in found}
    assert (places["photo-no-consent"].row, places["photo-no-consent"].field) == (7, "photo-consent")
    assert (places["photo-expired"].line, places["photo-expired"].column) == (2, 9)
    assert all("march.jpg" in diagnostic.message for diagnostic in found)


def test_invalid_sidecar_is_reported_with_places(folder: Path) -> None:
    sidecar(folder, "credt: Jo\nalt: [a, b]\n")
    first, second = complaints(made, folder)
    assert (first.code, first.where.line) == ("sidecar-invalid", 1)
    assert "did you mean credit?" in first.hint
    assert (second.code, second.where.line) == ("sidecar-invalid", 2)
    sidecar(folder, "credit: [")
    (broken,) = complaints(made, folder)
    assert broken.code.startswith("yaml-")


def test_changed_sidecar_is_read_again(folder: Path) -> None:
    renderer = Renderer([folder / "mine.yaml"])
    for credit in ("Jo", "Josephine"):
        sidecar(folder, f"credit: {credit}\n")
        found = renderer.render("framed", {"photo": str(folder / "march.jpg")})
        assert found.record(painted=False)["credit"] == credit


def test_unknown_rights_key_is_an_error(folder: Path) -> None:
    text = TEMPLATES.replace("{photo.alt}", "{photo.camera}")
    (folder / "mine.yaml").write_text(text, "utf-8")
    (found,) = complaints(made, folder)
    assert found.code == "variable-unknown"
    (folder / "mine.yaml").write_text(TEMPLATES.replace("when: photo.credit", "when: photo.credits"), "utf-8")
    (found,) = complaints(made, folder)
    assert "photo.credit" in found.hint


def test_columns_options_and_python_set_the_rights(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = Command(folder)
    (folder / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (folder / "rows.csv").write_text(
        "photo,Photo credit,photo-expiry\nmarch.jpg,Jo,2027-01-01\nmarch.jpg,Sam,2026-12-31\n", "utf-8"
    )
    # Noon on 1 January 2027 in Greenwich.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798804800")
    run = command.run("batch", "rows.csv", "-t", "framed", "-T", "mine.yaml", "-j", "2", "--json", code=1)
    first, second = run.records
    assert first["credit"] == "Jo"
    assert second["error"]["code"] == "photo-expired"
    assert "column-unknown" not in run.err
    command.run("make", "framed", "-T", "mine.yaml", "--photo", "march.jpg", "--photo-credit", "Jo", "-o", "a.png")
    options = {"templates": folder / "mine.yaml", "photo": folder / "march.jpg", "photo_credit": "Jo"}
    card = memegen.render("framed", **options)  # type: ignore[arg-type]
    assert card.scene == Renderer([folder / "mine.yaml"]).render(
        "framed", {"photo": str(folder / "march.jpg"), "photo-credit": "Jo"}
    ).scene  # fmt: skip


def test_photo_with_too_few_pixels_is_a_finding(folder: Path) -> None:
    Image.new("RGB", (600, 600), "white").save(folder / "march.jpg")
    (finding,) = made(folder).findings
    assert finding.code == "photo-small"
    assert "600 px wide" in finding.message
    assert "720 px wide" in finding.hint
    Image.new("RGB", (720, 720), "white").save(folder / "march.jpg")
    assert not made(folder).findings


def test_ai_reaches_the_metadata_from_row_sidecar_and_photo(folder: Path) -> None:
    composite = b"digitalsourcetype/compositeWithTrainedAlgorithmicMedia<"
    assert b"DigitalSourceType" not in made(folder).bytes
    assert b"digitalsourcetype/trainedAlgorithmicMedia<" in made(folder, photo_ai="generated").bytes
    Image.new("RGB", (1200, 1200), "white").save(folder / "march.jpg", xmp=b"<x>http://a/" + composite + b"/x>")
    assert composite in made(folder).bytes
    sidecar(folder, "ai: no\n")
    assert b"DigitalSourceType" not in made(folder).bytes
    assert codes(folder, photo_ai="maybe") == ["ai-invalid"]
