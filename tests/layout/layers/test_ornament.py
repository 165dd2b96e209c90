"""Ornaments."""

from __future__ import annotations

import pytest

from memegen.scene.items import Text
from tests.helpers.stage import CANVAS, box, scene


def test_ornament_ink_has_the_height_of_the_layer() -> None:
    (found,) = scene("background: [{ornament: A, height: 140px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert (found.layer, found.size) == ("", pytest.approx(200))
    assert box(found.box) == pytest.approx((0, 0, 80, 140))
