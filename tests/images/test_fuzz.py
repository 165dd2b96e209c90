"""A few hundred of the damaged files that ``fuzz_photos.py`` makes by the thousand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.fuzz_photos import attempt, case, seeds


@pytest.mark.filterwarnings("ignore")
def test_damaged_files_end_in_a_picture_or_a_diagnostic(tmp_path: Path) -> None:
    sound = seeds()
    became: Counter[str] = Counter()
    for suffix, data in sound:
        (tmp_path / f"sound.{suffix}").write_bytes(data)
        assert attempt(tmp_path / f"sound.{suffix}") == "made"
    for number in range(400):
        suffix, data = case(number, sound)
        (tmp_path / f"case.{suffix}").write_bytes(data)
        became[attempt(tmp_path / f"case.{suffix}")] += 1
    assert set(became) <= {"made", "photo-unreadable", "photo-too-large"}
    assert min(became["made"], became["photo-unreadable"]) > 40
