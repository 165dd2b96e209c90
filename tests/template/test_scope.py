"""The variables of brand and platform."""

from __future__ import annotations

import pytest

from memegen.template.resolve import ONLY_PAGE
from memegen.template.scope import GLOBALS, SIDES, global_variables
from tests.helpers.stage import BRAND, sized


@pytest.mark.parametrize("safe", [(0, 0, 0, 0), (250, 60, 340, 10)])
def test_safe_area_is_told_by_side(safe: tuple[int, int, int, int]) -> None:
    variables = global_variables(BRAND, sized(1080, 1920, safe))
    assert tuple(int(variables[f"platform.safe.{side}"]) for side in SIDES) == safe


def test_every_global_has_a_value() -> None:
    assert set(GLOBALS) <= {*global_variables(BRAND, sized(100, 100)), *ONLY_PAGE}
