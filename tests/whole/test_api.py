"""The Python interface: changes between two calls, and invalid arguments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import memegen
from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Platform
from memegen.renderer import Renderer
from tests.helpers.command import TEMPLATES, Command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path).folder


def card(**changed: Any) -> memegen.Rendered:
    given: dict[str, Any] = {"platform": "90x90", "templates": "mine.yaml", "quote": "Hi"}
    return memegen.render("plain", **{**given, **changed})


def test_changed_template_file_is_read_again(folder: Path) -> None:
    assert card().caption == "Hi"
    (folder / "mine.yaml").write_text(TEMPLATES.replace('caption: "{quote}"', 'caption: "Now: {quote}"'), "utf-8")
    assert card().caption == "Now: Hi"


def test_relative_paths_follow_the_working_directory(folder: Path) -> None:
    assert card().caption == "Hi"
    other = folder / "other"
    other.mkdir()
    Command(other)
    (other / "mine.yaml").write_text(TEMPLATES.replace('caption: "{quote}"', 'caption: "Then: {quote}"'), "utf-8")
    os.chdir(other)
    assert card().caption == "Then: Hi"


@pytest.mark.parametrize(
    "wrong",
    [{"platform": 5}, {"templates": None}, {"templates": [5]}, {"templates": b"x"}, {"format": None}, {"brand": 1}],
)
def test_argument_of_a_wrong_type_raises_type_error(folder: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=f"^{next(iter(wrong))} must be "):
        card(**wrong)


def test_suffix_decides_the_format_or_is_rejected(folder: Path) -> None:
    assert card().save("x.webp").read_bytes().startswith(b"RIFF")
    assert card(format="png").save("bare").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(DiagnosticError) as caught:
        card().save("x.tiff")
    assert caught.value.diagnostics[0].code == "format-unknown"
    assert not (folder / "x.tiff").exists()


def test_platforms_of_one_name_are_distinct(folder: Path) -> None:
    renderer = Renderer(["mine.yaml"])
    for side in (90, 120):
        assert renderer.render("plain", {"quote": "Hi"}, Platform("mine", "Mine", side, side)).image.size == (
            side,
            side,
        )


def test_changes_to_the_image_do_not_affect_the_file(folder: Path) -> None:
    untouched = card(format="png").save("before.png").read_bytes()
    mine = card(format="png")
    mine.image.paste("red", (0, 0, 90, 90))
    assert mine.save("mine.png").read_bytes() == card(format="png").save("after.png").read_bytes() == untouched
