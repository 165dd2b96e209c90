from __future__ import annotations

import os

import pytest

# No test depends on the fonts of whoever runs it.
os.environ["MEMEGEN_FONTS"] = ""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden scenes anew")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh"))
