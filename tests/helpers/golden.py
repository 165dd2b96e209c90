"""Scenes as JSON that were looked at once, and how one is compared with them."""

from __future__ import annotations

import json

import pytest

from memegen.scene.scene import Scene
from tests.helpers.paths import SCENES as GOLDENS

LARGEST = 20 * 1024


def check(name: str, scene: Scene, *, refresh: bool) -> None:
    """Compare *scene* with its golden, or write it anew."""
    golden, found = GOLDENS / f"{name}.json", scene.to_json()
    if refresh:
        lines = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace('{"kind":', '\n{"kind":')
        golden.write_text(lines.strip() + "\n", "utf-8")
    assert golden.stat().st_size <= LARGEST
    same(json.loads(golden.read_text("utf-8")), found, name)


def same(expected: object, found: object, at: str) -> None:
    """Equal but for a hundredth of a pixel; what differs is named by its place in the scene."""
    if isinstance(expected, dict) and isinstance(found, dict):
        assert expected.keys() == found.keys(), at
        for key in expected:
            same(expected[key], found[key], f"{at}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        assert len(expected) == len(found), at
        for i, (one, other) in enumerate(zip(expected, found, strict=True)):
            same(one, other, f"{at}[{i}]")
    elif isinstance(expected, int | float) and isinstance(found, int | float):
        assert found == pytest.approx(expected, abs=0.01), at
    else:
        assert found == expected, at
