"""How often, and how, photo files are opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.paths import PHOTOS

# Renders one graphic of the photo that is its argument, and prints how often the photo was opened and how many faces
# were found in it.
COUNT_OPENS = """
import os, sys
photo, opens = sys.argv[1], []

def count(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)) and os.fspath(arguments[0]) == photo:
        opens.append(event)

sys.addaudithook(count)
import memegen
from memegen.images.photos import Photos
subjects, detect = [], Photos.subject
Photos.subject = lambda self, source: subjects.append(detect(self, source)) or subjects[-1]
assert memegen.render(template="quote-photo", platform=sys.argv[2], quote="Libraries open doors", photo=photo).bytes
print(len(opens), len(subjects[-1].faces))
"""


# The plate of the header is cut from fewer pixels than the faces are found in, so a JPEG is decoded at two scales.
@pytest.mark.parametrize("platform", ["instagram-square", "200x200"])
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_photo_is_opened_at_most_twice_for_one_graphic(tmp_path: Path, suffix: str, platform: str) -> None:
    path = tmp_path / f"portrait.{suffix}"
    with Image.open(PHOTOS / "portrait.jpg") as portrait:
        portrait.save(path)
    command = [sys.executable, "-c", COUNT_OPENS, str(path), platform]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    opens, faces = map(int, done.stdout.split())
    assert faces == 1
    assert 1 <= opens <= 2
