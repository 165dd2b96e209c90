"""The contact sheet's page: what stands in it, where its links lead, and that no text of a row is more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from memegen import DiagnosticError
from memegen.batch.contact.card import format_size, link
from memegen.batch.contact.sheet import HtmlSheet
from tests.helpers import records
from tests.helpers.command import Command


class Reader(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [found for name, found in self.tags if name == tag and wanted.items() <= found.items()]


def page(folder: Path, *rows: dict[str, Any], title: str = "rows.csv", most: int = 1000) -> str:
    sheet = HtmlSheet(folder / "contact-sheet.html", title, most)
    for row in rows:
        sheet.add(row)
    sheet.finish()
    return (folder / "contact-sheet.html").read_text("utf-8")


def test_links_lead_to_the_graphics(tmp_path: Path) -> None:
    read = Reader(page(tmp_path, *(records.made(tmp_path, name) for name in records.NAMES)))
    for found in (
        [tag["href"] for tag in read.all("a", **{"class": "mat"})],
        [tag["src"] for tag in read.all("img", loading="lazy")],
    ):
        links = [target for target in found if target]
        assert [unquote(target) for target in links] == list(records.NAMES)
        assert all(re.fullmatch(r"[\w.~/%-]+", target, re.ASCII) for target in links)


def test_link_may_leave_the_folder() -> None:
    assert link("out/pictures/a b.png", Path("out/pages")) == "../pictures/a%20b.png"


def test_images_have_width_height_and_alt_text(tmp_path: Path) -> None:
    (image,) = Reader(page(tmp_path, records.made(tmp_path))).all("img", loading="lazy")
    assert (image["width"], image["height"]) == ("40", "30")
    assert image["alt"] == "What plain.png says"


def test_values_are_escaped(tmp_path: Path) -> None:
    hostile = records.HOSTILE
    texts = dict.fromkeys(("alt_text", "caption", "platform", "template", "language", "format"), hostile)
    rows = [
        records.made(tmp_path, findings=[records.finding(hostile)], **texts),
        {**records.failed(message=hostile), "platform": hostile},
    ]
    read = Reader(page(tmp_path, *rows, title=hostile))
    plain = Reader(page(tmp_path, records.made(tmp_path, findings=[records.finding()]), records.failed()))
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]
    assert [set(found) for _, found in read.tags] == [set(found) for _, found in plain.tags]
    (image,) = read.all("img", loading="lazy")
    assert image["alt"] == hostile.replace("\x00", "\ufffd")


def test_content_security_policy_allows_only_the_own_style_and_script(tmp_path: Path) -> None:
    text = page(tmp_path, records.made(tmp_path))
    (policy,) = Reader(text).all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'none'; img-src 'self' file: data:; ")
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy["content"]
    assert not re.search(r"https?://|//\w", text)
    assert " style=" not in text


def test_page_counts_graphics_warnings_and_failed_rows(tmp_path: Path) -> None:
    rows = [
        records.made(tmp_path),
        records.made(tmp_path, "b.png", platform="instagram-story", findings=[records.finding()]),
        records.failed(3),
        records.failed(3) | {"platform": "instagram-story"},  # The same row, for the same reason.
        records.failed(4),
    ]
    text = page(tmp_path, *rows)
    assert "2 graphics, 1 with warnings, 2 rows failed" in text
    assert text.count('<article class="card"') == 4
    assert '<option value="x-post">x-post (1)</option><option value="instagram-story">' in text
    read = Reader(text)
    assert len(read.all("article", **{"data-state": "failed"})) == 2
    for expected in (
        "contrast-low",
        "give it a scrim",
        "Row 3 failed",
        "rows.csv:4 (row 3), column quote",
        "such as Ye",
    ):
        assert expected in read.text


def test_texts_have_language_and_automatic_direction(tmp_path: Path) -> None:
    text = page(tmp_path, records.made(tmp_path, language="cy", alt_text="", caption="Diolch"))
    (caption,) = Reader(text).all("p", lang="cy")
    assert caption["dir"] == "auto"
    assert '<h3>Alt text</h3><p class="text empty">None</p>' in text


def test_cards_continue_on_further_pages(tmp_path: Path) -> None:
    first = page(tmp_path, *(records.made(tmp_path, f"{i}.png", row=i) for i in range(5)), most=2)
    second, third = (tmp_path.joinpath(f"contact-sheet-{i}.html").read_text("utf-8") for i in (2, 3))
    assert [text.count('<article class="card"') for text in (first, second, third)] == [2, 2, 1]
    links = [
        [tag["href"] for tag in Reader(text).all("a") if "contact" in tag.get("href", "")] for text in (first, second)
    ]
    assert links == [["contact-sheet-2.html"], ["contact-sheet.html", "contact-sheet-3.html"]]
    assert "Page 3, 1 graphic<" in third
    assert "Page" not in Reader(page(tmp_path, records.made(tmp_path))).text.partition("rows.csv")[2][:40]


def test_stale_pages_are_deleted_and_other_files_kept(tmp_path: Path) -> None:
    page(tmp_path, *(records.made(tmp_path, f"{i}.png", row=i) for i in range(9)), most=2)
    theirs = ("contact-sheet-3.html", "contact-sheet-9.html", "contact-sheet-old.html")
    for name in theirs:
        (tmp_path / name).write_text("<!doctype html><title>Mine</title>", "utf-8")
    page(tmp_path, *(records.made(tmp_path, f"{i}.png", row=i) for i in range(3)), most=2)
    left = sorted(path.name for path in tmp_path.glob("*.html"))
    assert left == sorted(("contact-sheet.html", "contact-sheet-2.html", *theirs))
    page(tmp_path, most=2)  # Nothing was made, nothing is known to be stale.
    assert sorted(path.name for path in tmp_path.glob("*.html")) == left


@pytest.mark.parametrize(
    ("count", "says"), [(1, "1 bytes"), (1500, "2 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (2_340_000, "2.3 MB")]
)
def test_format_size_in_bytes_kb_and_mb(count: int, says: str) -> None:
    assert format_size(count) == says


def test_folder_at_the_path_of_the_page_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "contact-sheet.html").mkdir()
    with pytest.raises(DiagnosticError, match="output-unwritable"):
        HtmlSheet(tmp_path / "contact-sheet.html", "rows.csv")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", 'quote,file\nYe are many,it\'s 100% #1\n"",x\nThey are few,\n')
    return memegen


SMALL = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "200x200,90x90")


def test_batch_writes_the_page_next_to_its_graphics(memegen: Command) -> None:
    memegen.run(*SMALL, "-o", "out/deep", code=1)
    text = (memegen.folder / "out/deep/contact-sheet.html").read_text("utf-8")
    assert "<h1><bdi>rows.csv</bdi></h1>" in text
    assert "4 graphics, 1 row failed" in text.replace(", 4 with warnings", "").replace(", 2 with warnings", "")
    for tag in Reader(text).all("a", **{"class": "mat"}):
        assert (memegen.folder / "out/deep" / unquote(tag["href"])).is_file()


def test_no_contact_sheet_and_dry_run_write_no_page(memegen: Command) -> None:
    memegen.run(*SMALL, "--no-contact-sheet", code=1)
    assert len(memegen.pictures("out")) == 4
    assert "contact-sheet.html" not in memegen.files("out")
    memegen.run(*SMALL, "--dry-run", "--sheet", "sheet.png", "-o", "dry", code=1)
    assert not {"dry", "sheet.png"} & set(memegen.files())


def test_unwritable_page_stops_the_batch_before_rendering(memegen: Command) -> None:
    (memegen.folder / "out/contact-sheet.html").mkdir(parents=True)
    assert "output-unwritable" in memegen.run(*SMALL, code=2).err
    assert memegen.files("out") == ["contact-sheet.html"]
