"""What photos say of AI in their own metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.images.origin import embedded_ai

VOCABULARY = b"http://cv.iptc.org/newscodes/digitalsourcetype/"


@pytest.mark.parametrize(
    ("packet", "mark"),
    [
        (VOCABULARY + b"trainedAlgorithmicMedia</a>", "generated"),
        (VOCABULARY + b'compositeWithTrainedAlgorithmicMedia"', "modified"),
        (VOCABULARY + b"digitalCapture<", ""),
        (b"trainedAlgorithmicMedia", ""),
        (b"", ""),
    ],
)
def test_digital_source_type(tmp_path: Path, packet: bytes, mark: str) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe1" + packet)
    assert embedded_ai(tmp_path / "a.jpg") == mark


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert embedded_ai(tmp_path / "none.jpg") == ""
