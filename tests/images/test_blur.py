"""The width of a Gaussian blur."""

from __future__ import annotations

import pytest
from PIL import Image

from memegen.images.blur import gaussian_blur


@pytest.mark.parametrize("sigma", [1.0, 3, 6, 15, 40])
def test_blur_has_the_given_standard_deviation(sigma: float) -> None:
    edge = Image.new("L", (400, 40))
    edge.paste(255, (200, 0, 400, 40))
    row = gaussian_blur(edge, sigma).crop((0, 20, 400, 21)).tobytes()
    assert row[199] < 128 <= row[200] or row[199] == pytest.approx(127, abs=6)
    # 16 % and 84 % of a step blurred by a Gaussian lie one standard deviation from the middle.
    low, high = (min(range(400), key=lambda x: abs(row[x] - level)) for level in (40.5, 214.5))
    assert (high - low) / 2 == pytest.approx(sigma, rel=0.08, abs=1)
