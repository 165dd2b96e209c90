"""Records of graphics: findings are complete whether a graphic is rendered or not, and encode it only if they must."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from memegen import Renderer
from memegen.rendering.record import findings_of
from tests.helpers.command import BRAND, TEMPLATES


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    (tmp_path / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (tmp_path / "house.yaml").write_text(BRAND, "utf-8")
    return Renderer([tmp_path / "mine.yaml"])


def test_record_has_the_same_findings_whether_rendered_or_not(renderer: Renderer) -> None:
    platform = replace(renderer.catalog.pick(["90x90"])[0], bytes=200)
    records = [
        renderer.render("plain", {"quote": "Ye are many"}, platform, format="png").record(painted=painted)
        for painted in (True, False)
    ]
    assert records[0]["findings"] == records[1]["findings"]
    assert "file-too-large" in [finding["code"] for finding in records[1]["findings"]]
    assert (records[0]["bytes"] or 0) > 200
    assert records[1]["bytes"] is None


def test_file_is_encoded_only_if_it_may_be_too_large(renderer: Renderer) -> None:
    asked: list[str] = []

    def data() -> bytes:
        asked.append("encoded")
        return bytes(100_000)

    for limit in (0, 90_000, 20_000):
        platform = replace(renderer.catalog.pick(["90x90"])[0], bytes=limit)
        page = renderer.render("plain", {"quote": "Ye are many"}, platform, format="png")
        codes = [finding.code for finding in findings_of([page], data)]
        assert ("file-too-large" in codes, len(asked)) == (limit == 20_000, limit == 20_000)
