"""How photo files are opened: at most twice, and with a diagnostic for every file that cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos
from tests.helpers.paths import PHOTOS
from tests.helpers.photo_files import SUFFIXES, full_plate, quarters

# Renders one graphic of the photo that is its argument, and prints how often the photo was opened for its pixels, how
# many faces were found in it, and how often its metadata were asked for AI, which reads only the start of the file and
# decodes nothing.
COUNT_OPENS = """
import os, sys
photo, opens = sys.argv[1], []

def count(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)) and os.fspath(arguments[0]) == photo:
        opens.append(event)

sys.addaudithook(count)
import memegen
from memegen.images.photos import Photos
from memegen.template import sidecar
asked = []
sidecar.embedded_ai = lambda path: asked.append(path) or ""
subjects, detect = [], Photos.subject
Photos.subject = lambda self, source: subjects.append(detect(self, source)) or subjects[-1]
assert memegen.render(template="quote-photo", platform=sys.argv[2], quote="Libraries open doors", photo=photo).bytes
print(len(opens), len(subjects[-1].faces), len(asked))
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
    opens, faces, asked = map(int, done.stdout.split())
    assert faces == 1
    assert 1 <= opens <= 2
    assert asked == 1


def code(path: Path) -> str:
    """The code of the one diagnostic that the file ends in, whether it is only looked at or decoded."""
    codes = set()
    for ask in (lambda: Photos().facts(path), lambda: full_plate(path)):
        try:
            ask()
        except DiagnosticError as error:
            (diagnostic,) = error.diagnostics
            assert path.name in diagnostic.message
            assert diagnostic.hint
            codes.add(diagnostic.code)
    (only,) = codes
    return only


def test_missing_file_is_a_diagnostic(tmp_path: Path) -> None:
    assert code(tmp_path / "none.jpg") == "photo-not-found"
    (tmp_path / "folder.jpg").mkdir()
    assert code(tmp_path / "folder.jpg") == "photo-not-found"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"This is text.", "not an image"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"\n<svg xmlns='http://www.w3.org/2000/svg'/>", "no usable size"),
        (b"<?xml version='1.0'?><note/>", "an XML file"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (b"<!DOCTYPE html>", "a web page"),
    ],
)
def test_unsupported_file_is_named_in_the_message(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "fake.jpg"
    path.write_bytes(content)
    assert code(path) == "photo-unreadable"
    with pytest.raises(DiagnosticError, match=said):
        Photos().facts(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7])
def test_truncated_file_is_a_diagnostic(tmp_path: Path, suffix: str, part: float) -> None:
    path = tmp_path / f"cut.{suffix}"
    Image.effect_noise((300, 200), 90).convert("RGB").save(path)
    content = path.read_bytes()
    path.write_bytes(content[: max(20, int(len(content) * part))])
    assert code(path) == "photo-unreadable"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_file_is_never_a_traceback(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bad.{suffix}"
    Image.effect_noise((60, 40), 90).convert("RGB").save(path)
    content = path.read_bytes()
    for start in range(0, min(len(content), 700), 13):
        path.write_bytes(content[:start] + b"\xff\0\xa5\x7f" + content[start + 4 :])
        # Some bytes do not matter; whatever else is raised but a diagnostic fails the test.
        with suppress(DiagnosticError):
            full_plate(path)


def test_unreadable_file_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    quarters().save(tmp_path / "mine.png")
    monkeypatch.setattr(Path, "open", refuse)
    assert code(tmp_path / "mine.png") == "photo-unreadable"
    with pytest.raises(DiagnosticError, match="no permission"):
        Photos().facts(tmp_path / "mine.png")


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices as POSIX has them")
def test_pipe_or_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    for path in (tmp_path / "pipe.jpg", Path("/dev/zero")):
        with pytest.raises(DiagnosticError, match="a pipe or a device") as caught:
            Photos().facts(path)
        assert caught.value.diagnostics[0].code == "photo-unreadable"
