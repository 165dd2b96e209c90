"""Size limits: which files cannot exceed theirs, whatever they show, so that nothing is encoded to know."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from memegen.model.entities import Platform
from memegen.rendering.encode import encode
from memegen.rendering.file_size import BYTES_BESIDE, BYTES_PER_PIXEL, always_fits, size_findings
from memegen.rendering.formats import FORMATS

SIDE = 128


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_noise_is_within_the_bound_of_each_format(format: str, mode: str) -> None:
    source = random.Random(7)
    for levels in ([0, 255], range(256)):
        data = bytes(source.choices(levels, k=SIDE * SIDE * len(mode)))
        file = encode(Image.frombytes(mode, (SIDE, SIDE), data), format, 95, limit=1)
        assert len(file) <= SIDE * SIDE * BYTES_PER_PIXEL[format] + BYTES_BESIDE / 8


def test_only_a_file_that_may_be_too_large_has_to_be_encoded() -> None:
    roomy, tight = (Platform("p", "P", 1000, 1000, bytes=limit) for limit in (1_100_000, 1_000_000))
    assert always_fits(roomy, "jpeg", 1_000)
    assert not always_fits(roomy, "jpeg", 100_000)
    assert not always_fits(roomy, "webp", 1_000)
    assert not always_fits(tight, "jpeg", 1_000)
    assert always_fits(Platform("p", "P", 1000, 1000), "gif", 1_000)


def test_size_is_compared_with_the_limit() -> None:
    platform = Platform("p", "P", 10, 10, bytes=500)
    assert not size_findings(platform, "png", 500)
    [finding] = size_findings(platform, "png", 501)
    assert (finding.code, "501" in finding.message, "500" in finding.message) == ("file-too-large", True, True)
