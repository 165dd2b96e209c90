"""Where the rows of a list may take their pictures from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError, Where
from memegen.core.environment import ASSETS
from memegen.renderer import Renderer
from memegen.template.photo_lookup import PhotoFolders, default_photo_notes
from tests.helpers.command import BRAND, Command

TEMPLATES = """
brand: house
templates:
  framed:
    fields: {photo: {type: photo, default: ../elsewhere.png}, place: {}}
    background: [{colour: ink}, {photo: "{photo}"}]
  named:
    fields: {place: {required: true}}
    background: [{colour: ink}]
    layers: [{image: "places/{place}.png", width: 50%, at: center}]
  literal:
    fields: {place: {}}
    background: [{photo: ../elsewhere.png}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a list, beside things that are none of its business."""
    inside = tmp_path / "campaign"
    for name in ("photos", "places"):
        (inside / name).mkdir(parents=True)
    (inside / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (inside / "house.yaml").write_text(BRAND, "utf-8")
    for path in (inside / "a.png", inside / "photos" / "b.png", inside / "places" / "leeds.png"):
        Image.new("RGB", (64, 64), "red").save(path)
    (tmp_path / "sibling").mkdir()
    for path in (tmp_path / "elsewhere.png", tmp_path / "sibling" / "c.png"):
        Image.new("RGB", (64, 64), "blue").save(path)
    return inside


def code(folder: Path, name: str, pictures: PhotoFolders | None = None) -> str:
    try:
        found = (pictures or PhotoFolders()).find(name, Where(str(folder / "rows.csv"), row=2))
    except DiagnosticError as error:
        (diagnostic,) = error.diagnostics
        assert diagnostic.where.row == 2
        assert diagnostic.hint
        return diagnostic.code
    assert Path(found).is_absolute()
    return "found"


def test_row_may_name_photos_in_the_folder_of_its_list_only(folder: Path) -> None:
    for name in ("a.png", "./photos/b.png", "photos/../a.png", str(folder / "a.png")):
        assert code(folder, name) == "found"
    assert code(folder, "missing.png") == "photo-not-found"
    for name in ("../elsewhere.png", "/etc/passwd", "photos/../../elsewhere.png", str(folder.parent / "elsewhere.png")):
        assert code(folder, name) == "photo-outside"
    assert code(folder, str(ASSETS / "photos" / "shore.jpg")) == "found"


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
@pytest.mark.parametrize(
    "name",
    [
        "photos\\Märch Crowd.png",
        "photos/M\u00e4rch Crowd.png",
        "photos/Ma\u0308rch Crowd.png",
        '"photos/Märch Crowd.png"',
        "'photos\\Märch Crowd.png' ",
        "“photos/Märch Crowd.png”",
    ],
)
@pytest.mark.parametrize("form", ["M\u00e4rch", "Ma\u0308rch"])
def test_path_is_found_as_other_systems_write_it(folder: Path, name: str, form: str) -> None:
    file = folder / "photos" / f"{form} Crowd.png"
    Image.new("RGB", (64, 64)).save(file)
    assert Path(PhotoFolders().find(name, Where(str(folder / "rows.csv"), 2))) == file


@pytest.mark.parametrize("name", ["..\\elsewhere.png", '"../elsewhere.png"', "photos\\..\\..\\elsewhere.png"])
def test_other_spelling_leads_nowhere_else(folder: Path, name: str) -> None:
    assert code(folder, name) == "photo-outside"


def test_symbolic_links_are_resolved_before_the_check(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "elsewhere.png")
    (folder / "photos" / "up").symlink_to(folder.parent)
    (folder / "loop.png").symlink_to(folder / "loop.png")
    assert code(folder, "link.png") == "photo-outside"
    assert code(folder, "photos/up/elsewhere.png") == "photo-outside"
    assert code(folder, "photos/up/campaign/a.png") == "found"
    assert code(folder, "loop.png") == "found"


def test_additional_folders_are_allowed_and_searched(folder: Path) -> None:
    pictures = PhotoFolders([folder.parent / "sibling"])
    assert pictures.find("c.png", Where(str(folder / "rows.csv"))) == str(folder.parent / "sibling" / "c.png")
    assert code(folder, "../sibling/c.png", pictures) == "found"
    assert code(folder, "../elsewhere.png", pictures) == "photo-outside"


def test_addresses_are_rejected_without_a_download(folder: Path) -> None:
    for name in (
        "http://127.0.0.1:9/a.png",
        "HTTPS://x/y",
        "file:///etc/passwd",
        "data:image/png;base64,",
        "//host/a",
        "\\\\host\\a",
    ):
        assert code(folder, name) == "photo-outside"
        with pytest.raises(DiagnosticError, match="photo-outside"):
            PhotoFolders().find(name, Where())


def test_path_that_is_not_from_a_list_may_be_any_file(folder: Path) -> None:
    assert PhotoFolders().find(str(folder / "a.png"), Where()) == str(folder / "a.png")
    outside = str(folder.parent / "elsewhere.png")
    assert Renderer([folder / "mine.yaml"]).render("framed", {"photo": outside}).image


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("photos/bb.png", "photos/b.png"),
        ("photos/B.jpg", "photos/b.png"),
        ("b.png", "photos/b.png"),
        ("c.jpg", "c.png"),
        ("a", "a.png"),
        ("nothing-like-it.png", ""),
        ("nowhere/a.png", ""),
        ("mine.png", ""),
    ],
)
def test_missing_photo_suggests_a_similar_name(folder: Path, name: str, meant: str) -> None:
    pictures = PhotoFolders([folder.parent / "sibling"])
    where = Where(str(folder / "rows.csv"), 3, row=2, field="photo")
    for _ in range(2):
        with pytest.raises(DiagnosticError) as caught:
            pictures.find(name, where)
        [found] = caught.value.diagnostics
        assert (found.code, found.where) == ("photo-not-found", where)
        assert found.hint.startswith(f"did you mean {Path(meant)}? ") if meant else "did you mean" not in found.hint
        assert str(folder) in found.hint


def test_missing_photo_suggests_nothing_outside_the_allowed_folders(folder: Path) -> None:
    Image.new("RGB", (9, 9)).save(folder.parent / "sibling" / "lost.png")
    with pytest.raises(DiagnosticError, match="photo-not-found") as caught:
        PhotoFolders().find("photos/../lost1.png", Where(str(folder / "rows.csv"), row=2))
    assert "did you mean" not in str(caught.value)


def test_missing_photo_is_reported_with_line_and_field(folder: Path) -> None:
    command = Command(folder)
    (folder / "mine.yaml").write_text(TEMPLATES, "utf-8")
    batch = ("-t", "framed", "-T", "mine.yaml", "--json")
    (folder / "rows.csv").write_text("photo,file\nphotos/b.jpg,one\n", "utf-8")
    (folder / "rows.json").write_text('[\n  {"photo": "photos/b.jpg"}\n]\n', "utf-8")
    for file in ("rows.csv", "rows.json"):
        [record] = command.run("batch", file, *batch, code=1).records
        assert record["error"]["code"] == "photo-not-found"
        assert record["error"]["where"] == f"{file}:2 (row 1), column photo"
        assert record["error"]["hint"].startswith("did you mean photos/b.png?")
    made = command.run("make", "framed", "-T", "mine.yaml", "--photo", "photos/b.jpg", code=2)
    assert "field photo: error[photo-not-found]" in made.err
    assert "did you mean photos/b.png?" in made.err


def listed(folder: Path, template: str, **row: str) -> None:
    Renderer([folder / "mine.yaml"]).render(template, row, where=Where(str(folder / "rows.csv"), row=1))


def test_template_may_name_any_file_but_not_with_texts_of_a_row(folder: Path) -> None:
    listed(folder, "framed")
    listed(folder, "literal")
    listed(folder, "named", place="leeds")
    with pytest.raises(DiagnosticError, match="photo-outside"):
        listed(folder, "named", place="../../elsewhere")


def test_batch_renders_the_rows_with_valid_paths(folder: Path) -> None:
    command = Command(folder)
    (folder / "mine.yaml").write_text(TEMPLATES, "utf-8")
    rows = "photo,file\na.png,one\n../elsewhere.png,two\nhttp://127.0.0.1/x.png,three\nbad.png,four\n../sibling/c.png,five\n"
    (folder / "rows.csv").write_text(rows, "utf-8")
    (folder / "bad.png").write_bytes((folder / "a.png").read_bytes()[:40])
    run = command.run("batch", "rows.csv", "-t", "framed", "-T", "mine.yaml", "-o", "out", "--json", code=1)
    errors = {record["row"]: record["error"] for record in run.records if "error" in record}
    assert {row: error["code"] for row, error in errors.items()} == {
        2: "photo-outside",
        3: "photo-outside",
        4: "photo-unreadable",
        5: "photo-outside",
    }
    assert errors[2]["where"] == "rows.csv:3 (row 2), column photo"
    assert "bad.png" in errors[4]["message"]
    assert "--photos" in errors[2]["hint"]
    assert len(command.pictures("out")) == 1
    options = ("rows.csv", "-t", "framed", "--photos", "../sibling")
    assert command.run("check", "mine.yaml", *options, code=1).err.count("error[photo-outside]") == 2
    stdin = b"photo,file\n../elsewhere.png,one\n"
    run = command.run("batch", "-", "-t", "framed", "-T", "mine.yaml", "--json", stdin=stdin, code=1)
    assert run.records[0]["error"]["code"] == "photo-outside"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_named_pipe_as_photo_does_not_block(folder: Path) -> None:
    command = Command(folder)
    (folder / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (folder / "rows.csv").write_text("photo,file\nwait.jpg,one\na.png,two\n", "utf-8")
    os.mkfifo(folder / "wait.jpg")
    run = command.run("batch", "rows.csv", "-t", "framed", "-T", "mine.yaml", "-o", "out", "--json", code=1)
    assert run.records[0]["error"]["code"] == "photo-unreadable"
    assert command.pictures("out") == ["two-instagram-square.jpg"]


def test_photo_that_takes_the_place_of_one_that_is_not_given_is_noted() -> None:
    template = Renderer().template("quote-photo")
    [note] = default_photo_notes(template, {"quote": "a"})
    assert "shelves.jpg" in note
    assert default_photo_notes(template, {"quote": "a", "photo": "crowd.jpg"}) == []
    assert default_photo_notes(Renderer().template("quote-plain"), {}) == []


@pytest.mark.parametrize(("variant", "notes"), [("1", 1), ("3", 0)])
def test_photo_is_noted_only_if_a_graphic_shows_it(variant: str, notes: int) -> None:
    renderer, values = Renderer(), {"title": "A", "date": "2033-03-13"}
    cards = renderer.cards("event", values, None, "", Where(), variant)
    assert len(default_photo_notes(renderer.template("event"), values, cards)) == notes
