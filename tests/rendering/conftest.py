"""Picture files for the painter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def quarters(tmp_path: Path) -> str:
    """40 × 40: red, green, blue, white."""
    image = Image.new("RGB", (40, 40), (255, 0, 0))
    image.paste((0, 255, 0), (20, 0, 40, 20))
    image.paste((0, 0, 255), (0, 20, 20, 40))
    image.paste((255, 255, 255), (20, 20, 40, 40))
    image.save(tmp_path / "quarters.png")
    return str(tmp_path / "quarters.png")
