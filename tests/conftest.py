from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile

import pillow_heif
import pytest

# No test depends on the fonts of whoever runs it, nor on what earlier runs have kept.
os.environ["MEMEGEN_FONTS"] = ""
os.environ["MEMEGEN_CACHE"] = tempfile.mkdtemp(prefix="memegen-tests-")
atexit.register(shutil.rmtree, os.environ["MEMEGEN_CACHE"], ignore_errors=True)
# A shell ignores SIGINT for what it starts in the background, and processes inherit that; tests send SIGINT to theirs.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# So that tests can write HEIC files.
pillow_heif.register_heif_opener()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden scenes anew")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh"))
