"""The bundled templates in the brand that ``memegen init`` writes: without logo, imprint or marker, in other fonts."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.command import Command
from tests.helpers.paths import ROOT

PLATFORMS = "instagram-square,instagram-story,x-post"


def test_bundled_templates_read_in_a_new_brand(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.run("init", "campaign", "--name", "Beds for All", "--colours", "0a7d5a,ffcc00")
    memegen.folder = tmp_path / "campaign"
    done = memegen.run("check", "-b", "beds-for-all", "-p", PLATFORMS, str(ROOT / "templates.yaml"))
    assert [line for line in done.err.splitlines() if "contrast-low" in line] == []
    assert "0 errors" in done.err
