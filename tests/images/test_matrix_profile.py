from __future__ import annotations

from io import BytesIO

import pytest
from PIL.ImageCms import ImageCmsProfile

from memegen.images.matrix_profile import SRGB_CURVE, ToneCurve, matrix_profile
from memegen.images.primaries import BY_NUMBER, PROFILE_WHITE


def test_profile_is_one_of_a_display_with_the_white_of_profiles() -> None:
    profile = ImageCmsProfile(BytesIO(matrix_profile(BY_NUMBER[12], SRGB_CURVE))).profile
    assert (profile.device_class, profile.xcolor_space.strip(), profile.version) == ("mntr", "RGB", 2.4)
    assert profile.media_white_point and profile.red_colorant
    assert profile.media_white_point[0] == pytest.approx(PROFILE_WHITE, abs=1e-4)
    assert profile.red_colorant[0] == pytest.approx((0.5151, 0.2412, -0.0011), abs=2e-4)


@pytest.mark.parametrize(
    ("curve", "level", "light"),
    [(SRGB_CURVE, 0.5, 0.2140), (SRGB_CURVE, 0.04, 0.0031), (ToneCurve(2.2), 0.5, 0.2176), (ToneCurve(2, 2), 1, 1)],
)
def test_tone_curve_by_value(curve: ToneCurve, level: float, light: float) -> None:
    assert curve(level) == pytest.approx(light, abs=1e-4)
