from __future__ import annotations

import pytest

from memegen.images.primaries import (
    BT709,
    BY_NUMBER,
    PROFILE_WHITE,
    inverse,
    primaries_of,
    product,
    times,
    to_profile_space,
    to_srgb_matrix,
)


@pytest.mark.parametrize("number", BY_NUMBER)
def test_white_is_the_white_of_profiles_and_of_srgb(number: int) -> None:
    assert times(to_profile_space(BY_NUMBER[number]), (1, 1, 1)) == pytest.approx(PROFILE_WHITE, abs=1e-6)
    assert times(to_srgb_matrix(BY_NUMBER[number]), (1, 1, 1)) == pytest.approx((1, 1, 1), abs=1e-6)


def test_matrix_of_srgb_is_that_of_its_profile() -> None:
    # IEC 61966-2-1, adapted to D50.
    red, green, blue = zip(*to_profile_space(BT709), strict=True)
    assert red == pytest.approx((0.4361, 0.2225, 0.0139), abs=2e-4)
    assert green == pytest.approx((0.3851, 0.7169, 0.0971), abs=2e-4)
    assert blue == pytest.approx((0.1431, 0.0606, 0.7141), abs=2e-4)


def test_inverse_undoes_a_matrix() -> None:
    matrix = ((2.0, 1.0, 0.0), (0.0, 1.0, 3.0), (1.0, 0.0, 1.0))
    assert [*product(matrix, inverse(matrix))[2]] == pytest.approx([0, 0, 1])
    with pytest.raises(ValueError, match="colour space"):
        inverse(((1, 1, 1),) * 3)


def test_reserved_number_is_an_error() -> None:
    assert primaries_of(1).near(BT709, 1e-9)
    with pytest.raises(ValueError, match="its primaries"):
        primaries_of(3)
