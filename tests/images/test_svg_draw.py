"""SVG drawings, good and hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.images import PhotoFacts, Photos, svg_draw
from memegen.scene.geometry import Box

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
# Red on the left, nothing on the right.
HALF = '<rect width="50" height="50" fill="#f00"/>'


def svg(tmp_path: Path, body: str, root: str = 'width="100" height="50"', before: str = "") -> Path:
    path = tmp_path / "mark.svg"
    path.write_text(f"{before}<svg {NAMES} {root}>{body}</svg>", "utf-8")
    return path


def plate(path: Path, size: tuple[int, int]) -> Image.Image:
    photos = Photos()
    facts = photos.facts(path)
    return photos.plate(path, Box(0, 0, facts.width, facts.height), size)


def refusal(path: Path, size: tuple[int, int] = (100, 50)) -> str:
    """What is said of a drawing that is not drawn."""
    with pytest.raises(DiagnosticError) as caught:
        plate(path, size)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "photo-unreadable"
    assert path.name in diagnostic.message
    assert "PNG" in diagnostic.hint
    return diagnostic.message


@pytest.mark.parametrize(
    "root",
    [
        'width="100" height="50"',
        'viewBox="0 0 100 50"',
        'width="10mm" viewBox="0 0 100 50"',
        'width="100%" height="100%" viewBox="0,0,100,50"',
        'width="2in" height="1in" viewBox="0 0 100 50"',
    ],
)
def test_drawing_is_sharp_at_any_size(tmp_path: Path, root: str) -> None:
    path = svg(tmp_path, HALF, root)
    assert Photos().facts(path) == PhotoFacts(2048, 1024, "SVG")
    for size in ((40, 20), (1600, 800)):
        found = plate(path, size)
        assert (found.mode, found.size) == ("RGBA", size)
        half = size[0] // 2
        # The edge is as sharp as pixels are.
        assert found.getpixel((half - 1, 5)) == (255, 0, 0, 255)
        assert found.getpixel((half, 5)) == (0, 0, 0, 0)


def test_part_of_a_drawing_is_cropped(tmp_path: Path) -> None:
    path = svg(tmp_path, HALF)
    found = Photos().plate(path, Box(512, 0, 1024, 1024), (500, 500))
    assert (found.getpixel((248, 9)), found.getpixel((251, 9))) == ((255, 0, 0, 255), (0, 0, 0, 0))


def test_markup_of_drawing_programs_is_drawn(tmp_path: Path) -> None:
    before = (
        '<?xml version="1.0" encoding="UTF-8"?><!-- Drawn by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns "http://ns.example/x/">]>'
    )
    body = (
        '<style>.a{fill:url(#g)}</style><defs><linearGradient id="g"><stop stop-color="#00f"/></linearGradient>'
        '<rect id="r" width="50" height="50"/></defs><a href="http://example.org"><use xlink:href="#r" class="a"/></a>'
    )
    path = svg(tmp_path, body, 'width="100" height="50" xmlns:x="&ns;"', before)
    assert plate(path, (100, 50)).getpixel((20, 20)) == (0, 0, 255, 255)


def test_empty_text_and_what_a_program_keeps_for_itself_are_left_out(tmp_path: Path) -> None:
    private = '<foreignObject requiredExtensions="http://ns.example/"><x>data</x></foreignObject>'
    body = f'<switch>{private}<g><text x="3"><tspan> </tspan></text>{HALF}</g></switch>'
    assert plate(svg(tmp_path, body), (100, 50)).getpixel((20, 20)) == (255, 0, 0, 255)


def test_external_references_are_refused(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "red").save(tmp_path / "red.png")
    for href in (tmp_path / "red.png", "red.png", f"file://{tmp_path}/red.png", "http://127.0.0.1:9/red.png", "//x/y"):
        for name in ("href", "xlink:href"):
            message = refusal(svg(tmp_path, f'<image {name}="{href}" width="9" height="9"/>'))
            assert str(href)[:60] in message
    for body, named in (
        ("<style>@import 'http://127.0.0.1:9/a.css';</style>", "@import"),
        ("<style>.a{fill:url(http://127.0.0.1:9/a)}</style>", "url(http://127.0.0.1:9/a)"),
        ('<rect width="9" height="9" fill="url(other.svg#a)"/>', "url(other.svg#a)"),
        ('<use href="other.svg#a"/>', "other.svg#a"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', "data:image/svg+xml"),
    ):
        assert named in refusal(svg(tmp_path, body))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<rect width="9" height="9" onclick="alert(1)"/>', "a script"),
        ("<text>Hello</text>", "turn the text into paths"),
        ("<foreignObject><p>Hello</p></foreignObject>", "a foreignObject"),
        ("<style>rect{fill:#0a6} rect:state(x){fill:red}</style>", "its CSS has rect:state(x)"),
        ('<rect width="9" height="9" style="fill:\\75 rl(http://127.0.0.1:9/a)"/>', "url(http://127.0.0.1:9/a)"),
        ('<g transform="scale(2)"><path d="M0 0h9" vector-effect="non-scaling-stroke"/></g>', "keep their width"),
        ("<style>@property --a{initial-value:red}</style>", "@property"),
        ("<g>" * 3000 + "</g>" * 3000, "in one another"),
        ('<rect width="1" height="1"/>' * 100_001, "100,000 elements"),
        ("<g>", "line 1 "),
        ("&nothing;", "line 1 "),
    ],
)
def test_refused_markup_has_a_reason(tmp_path: Path, body: str, said: str) -> None:
    assert said in refusal(svg(tmp_path, body))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>', "the entity b is made of others"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "the entity a stands for another file"),
        (f'<!DOCTYPE svg [<!ENTITY a "{"x" * 2000}">]>', "too long"),
    ],
)
def test_nested_external_or_long_entities_are_refused(tmp_path: Path, before: str, said: str) -> None:
    assert said in refusal(svg(tmp_path, "&a;", before=before))


@pytest.mark.parametrize(
    ("root", "said"),
    [
        ("", "width, height"),
        ('width="0" height="9"', "width, height"),
        ('viewBox="0 0 1"', "its viewBox is not four numbers"),
        ('width="9" height="90000"', "width, height"),
    ],
)
def test_drawing_without_usable_size_is_refused(tmp_path: Path, root: str, said: str) -> None:
    assert said in refusal(svg(tmp_path, HALF, root))


def test_drawn_pixels_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_draw, "MAX_DRAWN_PIXELS", 250_000)
    path = svg(tmp_path, HALF, 'width="900000" height="450000" viewBox="0 0 100 50"')
    assert plate(path, (100, 50)).getpixel((9, 9)) == (255, 0, 0, 255)
    assert plate(path, (1200, 600)).size == (1200, 600)


def test_slow_drawing_is_refused_after_the_timeout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_draw, "TIMEOUT", 1)
    blurs = '<filter id="f"><feGaussianBlur stdDeviation="500"/></filter>'
    body = blurs + '<rect filter="url(#f)" width="100" height="50"/>' * 4000
    assert "more memory or time than it may have" in refusal(svg(tmp_path, body), (3000, 1500))


def test_drawing_over_4_megabytes_is_refused(tmp_path: Path) -> None:
    path = svg(tmp_path, f"<!-- {'x' * 4_000_000} -->{HALF}")
    with pytest.raises(DiagnosticError, match=r"photo-too-large.*4 are the most"):
        plate(path, (100, 50))
