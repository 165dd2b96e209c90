"""A logo that would vanish on a colour of its brand gets a variant for such backgrounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.cli.own_logo import own_logo
from memegen.model.palette import palette_of
from memegen.scene.color import parse_hex

PALETTE = palette_of([parse_hex("#0a7d5a"), parse_hex("#ffcc00")])[0]


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("<circle r='4' cx='4.5' cy='4.5' fill='#0a7d5a'/>", {"dark": ("in paper", "accent")}),
        ("<circle r='4' cx='4.5' cy='4.5' fill='#e8ff80'/>", {"light": ("in ink", "paper")}),
        ("<path d='M1 1h3v7H1z'/><path fill='#fff' d='M4 1h3v7H4z'/>", {}),
    ],
)
def test_logo_has_a_variant_for_backgrounds_that_it_vanishes_on(
    tmp_path: Path, body: str, made: dict[str, tuple[str, str]]
) -> None:
    file = tmp_path / "Mark.SVG"
    file.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{body}</svg>")
    logo = own_logo("nurses", file, PALETTE)
    assert logo.made == made
    given = Path("nurses/logo.svg")
    assert logo.files[given] == file.read_bytes()
    expected = {each: Path(f"nurses/logo-on-{each}.png") if each in made else given for each in ("dark", "light")}
    assert logo.variants == expected
    assert set(logo.files) == {given, *expected.values()}
    assert [note.count("logo-on-") for note in logo.notes()] == [1] * len(made)
    assert logo.yaml().startswith(f'logos:\n  dark: "{expected["dark"].as_posix()}"\n')
