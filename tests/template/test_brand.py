from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError, Where, fail
from memegen.model.brand import Brand, FontRole
from memegen.scene.color import Color
from memegen.template.brand import read_brand
from memegen.template.catalog import Catalog
from memegen.template.yaml import parse
from tests.helpers.stage import complaints, tells

WHOLE = """\
name: The House
palette: {ink: "#000", paper: "#fff", accent: "#f00", sun: "#ff0", cool: "#00f"}
fonts: {display: Anton, text: Inter, hand: Caveat}
"""


def orphan(name: str, folder: Path) -> Brand:
    raise fail("brand-unknown", f"there is no brand {name!r}", "brands: none")


def brand(text: str) -> Brand:
    return read_brand("house", parse(dedent(text), "b.yaml"), Path("/houses/b.yaml"), orphan)


def test_brand_has_all_parts_of_its_file() -> None:
    found = brand(
        WHOLE
        + """\
hashtag: "#Us"
handle: "@us"
imprint: Promoted by us
language: cy-GB
logos: {dark: marks/dark.png}
words: {thanks: Diolch}
"""
    )
    assert (found.name, found.title, found.language) == ("house", "The House", "cy-GB")
    assert found.palette["accent"] == Color(255, 0, 0)
    assert found.logos == {"dark": Path("/houses/marks/dark.png")}
    assert found.variables() == {
        "name": "The House",
        "hashtag": "#Us",
        "handle": "@us",
        "imprint": "Promoted by us",
        "language": "cy-GB",
        "photos": "colour",
        "texture": "none",
        "corners": "square",
        "emphasis": "colour",
        "motif": "circle",
        "words.thanks": "Diolch",
    }


def test_font_role_reads_family_and_settings() -> None:
    role = "{family: Lora, weight: 500, bold: 800, italic: yes, case: upper, leading: 1.1, tracking: -0.01}"
    found = brand(WHOLE.replace("display: Anton", f"display: {role}"))
    assert found.fonts["display"] == FontRole("Lora", 500, 800, True, "upper", 1.1, -0.01)
    assert found.fonts["text"] == FontRole("Inter")


# What is put in place of a line of a whole brand, and what is said of it: line, column, message, hint.
TABLE = {
    "key by another name": (("palette:", "colors:"), (2, 1, "a brand has no key 'colors'", "did you mean palette?")),
    "unknown key": (("name:", "nmae:"), (1, 1, "a brand has no key 'nmae'", "did you mean name?")),
    "bad hex": (('"#f00"', '"#f0"'), (2, 47, "palette, accent: expected a colour such as #e4322b", "six digits")),
    "a colour's name": (('"#f00"', "red"), (2, 47, "expected a colour such as #e4322b, not 'red'", "six digits")),
    "no colour": (('"#f00"', ""), (2, 47, "palette, accent: nothing is given", "six digits")),
    "missing roles": ((', sun: "#ff0", cool: "#00f"', ""), (2, 10, "palette: sun, cool not given", "ink, paper")),
    "misspelt role": (("sun:", "snu:"), (2, 55, "palette: sun not given, but 'snu'", "did you mean sun?")),
    "missing fonts": ((", hand: Caveat", ""), (3, 8, "fonts: hand not given", "templates count on display")),
    "no family": (("hand: Caveat", "hand: {weight: 700}"), (3, 44, "fonts, hand: a family is needed", "such as Anton")),
    "empty family": (("hand: Caveat", "hand: ''"), (3, 44, "fonts, hand: nothing is given", "such as Anton")),
    "unknown key of a role": (
        ("hand: Caveat", "hand: {family: Caveat, wieght: 700}"),
        (3, 61, "fonts, hand has no key 'wieght'", "did you mean weight?"),
    ),
    "no weight": (
        ("hand: Caveat", "hand: {family: Caveat, weight: heavy}"),
        (
            3,
            69,
            "fonts, hand, weight: expected one of 100, 200, 300 and so on to 900, not 'heavy'",
            "what `regular` means",
        ),
    ),
    "no leading": (
        ("hand: Caveat", "hand: {family: Caveat, leading: nan}"),
        (3, 70, "fonts, hand, leading: expected a number, not 'nan'", "such as 1.2"),
    ),
    "no such case": (
        ("hand: Caveat", "hand: {family: Caveat, case: caps}"),
        (3, 67, "fonts, hand, case: expected one of none, upper, lower, title, not 'caps'", "none, upper"),
    ),
    "no flag": (
        ("hand: Caveat", "hand: {family: Caveat, italic: maybe}"),
        (3, 69, "fonts, hand, italic: expected yes or no, not 'maybe'", "italics"),
    ),
    "unknown form of logo": (("name:", "logos: {dakr: a.png}\nname:"), (1, 9, "logos has no key 'dakr'", "mean dark?")),
    "empty logo": (("name:", "logos: {dark: ''}\nname:"), (1, 15, "logos, dark: nothing is given", "a picture file")),
    "no language": (("name:", "language: Welsh language\nname:"), (1, 11, "language: expected a tag such as en", "")),
    "a list for a name": (("The House", "[a, b]"), (1, 7, "expected text for name", "")),
    "a list for a word": (("name:", "words: {thanks: [a]}\nname:"), (1, 17, "expected text for words, thanks", "")),
}


@pytest.mark.parametrize("case", TABLE)
def test_brand_reports_problems_with_code_place_and_hint(case: str) -> None:
    (old, new), (line, column, message, hint) = TABLE[case]
    assert old in WHOLE
    (found,) = complaints(brand, WHOLE.replace(old, new))
    assert (found.code, found.where) == ("brand-invalid", Where("b.yaml", line, column))
    assert tells(found, message, hint)


def test_brand_reports_all_problems_together() -> None:
    found = complaints(brand, "palette: {ink: blue}\nfonts: [a]\nlanguage: '?'\nfoo: bar")
    assert [d.where.line for d in found] == [1, 1, 2, 3, 4]


def test_brand_extends_a_brand_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "houses").mkdir()
    (tmp_path / "parent.yaml").write_text(WHOLE + "logos: {dark: dark.png}\nwords: {yes: Yes, no: No}\n")
    child = tmp_path / "houses" / "child.yaml"
    child.write_text("extends: ../parent.yaml\npalette: {accent: '#0f0'}\nwords: {yes: Ie}\nlogos: {light: light.png}")
    with pytest.raises(DiagnosticError, match=r"brand-invalid.*dark.png"):
        Catalog().brand(str(child))
    for path in (tmp_path / "dark.png", tmp_path / "houses" / "light.png"):
        Image.new("RGB", (9, 9)).save(path)
    found = Catalog().brand(str(child))
    assert (found.name, found.title) == ("child", "The House")
    assert found.palette["accent"] == Color(0, 255, 0)
    assert found.palette["cool"] == Color(0, 0, 255)
    assert found.words == {"yes": "Ie", "no": "No"}
    # Each logo lies where the file that names it lies.
    assert found.logos["light"] == tmp_path / "houses" / "light.png"
    assert found.logos["dark"].resolve() == tmp_path / "dark.png"


def test_brand_extends_a_bundled_brand(tmp_path: Path) -> None:
    file = tmp_path / "branch.yaml"
    file.write_text("extends: keep-it-open\nname: Branch\n")
    assert Catalog().brand(str(file)).words["thanks"] == "Thank you"


def test_brand_that_extends_itself_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("extends: two.yaml\n" + WHOLE)
    (tmp_path / "two.yaml").write_text("extends: one.yaml\n" + WHOLE)
    (found,) = complaints(Catalog().brand, str(tmp_path / "one.yaml"))
    assert found.code == "brand-cycle"
    assert "one → two → one" in found.message
    assert found.where.line == 1
    assert found.hint


def test_unknown_parent_is_reported_at_extends() -> None:
    (found,) = complaints(brand, WHOLE + "extends: nobody")
    assert (found.code, found.where) == ("brand-unknown", Where("b.yaml", 4, 10))
    assert found.hint


def test_problems_of_the_parent_keep_their_places(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text(WHOLE.replace("#f00", "#f0"))
    (tmp_path / "child.yaml").write_text("extends: parent.yaml\n")
    (found,) = complaints(Catalog().brand, str(tmp_path / "child.yaml"))
    assert (Path(found.where.file).name, found.where.line) == ("parent.yaml", 2)


def test_missing_colour_is_reported_once() -> None:
    text = 'palette: {inkk: "#111111", paper: "#ffffff", accent: "#e4322b", sun: "#ffc533", cool: "#1d6a72"}\n'
    text += "photos: {duotone: [ink, paper]}\nfonts: {display: Anton, text: Inter, hand: Caveat}\n"
    [found] = complaints(
        read_brand, "b", parse(text, "b.yaml"), Path("b.yaml"), lambda name, folder: Brand("a", "A", {}, {}, {})
    )
    assert "ink not given" in found.message
