"""Tones of photos from their files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen.scene.color import Color
from memegen.scene.effects import Tone
from tests.helpers.photo_files import full_plate


def test_tone_maps_shadows_to_highlights(tmp_path: Path) -> None:
    ramp = Image.linear_gradient("L").resize((16, 256))
    ramp.save(tmp_path / "ramp.png")
    ink, mid, paper = Color(10, 0, 40), Color(200, 60, 60), Color(250, 240, 200)
    plate = full_plate(tmp_path / "ramp.png", effects=(Tone((ink, mid, paper)),))
    assert plate.getpixel((8, 0)) == ink.rgb
    assert plate.getpixel((8, 255)) == paper.rgb
    assert plate.getpixel((8, 127)) == pytest.approx(mid.rgb, abs=3)
    duo = full_plate(tmp_path / "ramp.png", effects=(Tone((ink, paper)),))
    assert duo.getpixel((8, 128)) == pytest.approx(ink.mix(paper, 0.5).rgb, abs=2)
    assert full_plate(tmp_path / "ramp.png", effects=(Tone((mid,)),)).getpixel((3, 3)) == mid.rgb


def test_tone_keeps_transparency(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (255, 255, 255, 70)).save(tmp_path / "a.png")
    assert full_plate(tmp_path / "a.png", effects=(Tone((Color(0, 0, 0), Color(9, 8, 7))),)).getpixel((4, 4)) == (
        9,
        8,
        7,
        70,
    )
