"""Where memegen's own files are."""

from __future__ import annotations

import pytest

from memegen.core import environment


@pytest.mark.parametrize("path", ["FONTS", "TEMPLATES", "PLATFORMS", "ASSETS", "BRANDS", "STARTER"])
def test_own_files_exist(path: str) -> None:
    assert getattr(environment, path).exists()
