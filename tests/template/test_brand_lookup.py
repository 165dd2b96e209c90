"""Where the brands of a list may lie: as with its pictures, not everywhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.helpers.command import BRAND, Command

SMALL = ("-t", "plain", "-T", "designs/mine.yaml", "-p", "60x60")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    """A list and designs in folders of their own, and a brand that is in neither."""
    memegen = Command(tmp_path)
    (tmp_path / "designs" / "brands").mkdir(parents=True)
    (tmp_path / "lists" / "deeper").mkdir(parents=True)
    (tmp_path / "mine.yaml").rename(tmp_path / "designs" / "mine.yaml")
    (tmp_path / "house.yaml").rename(tmp_path / "designs" / "house.yaml")
    for name in ("designs/brands/inside.yaml", "lists/own.yaml", "lists/deeper/own.yaml", "secret.yaml"):
        memegen.write(name, BRAND)
    return memegen


def codes(memegen: Command, *brands: str) -> list[str]:
    """For each brand in a row of a list, the brand of the picture or the code of the error."""
    memegen.write("lists/rows.csv", "quote,brand\n" + "".join(f"a,{brand}\n" for brand in brands))
    process = memegen.start("batch", "lists/rows.csv", *SMALL, "--json")
    out, _ = process.communicate(timeout=60)
    records = map(json.loads, out.decode().splitlines())
    return [record["error"]["code"] if "error" in record else record["brand"] for record in records]


def test_list_may_name_brands_and_files_in_allowed_folders(memegen: Command) -> None:
    names = ("", "house", "inside", "leeds", "own.yaml", "deeper/own.yaml", "inside.yaml", "brands/inside.yaml")
    assert codes(memegen, *names) == ["house", "house", "inside", "leeds", "own", "own", "inside", "inside"]
    inside = str(memegen.folder / "designs" / "brands" / "inside.yaml")
    assert codes(memegen, inside) == ["inside"]


def test_list_may_not_name_other_brand_files(memegen: Command) -> None:
    secret = str(memegen.folder / "secret.yaml")
    names = ("../secret.yaml", secret, "secret.yaml", "../secret", "/etc/passwd", "deeper/own", "none.yaml")
    assert codes(memegen, *names) == [
        *["brand-outside"] * 2,
        "brand-not-found",
        *["brand-outside"] * 3,
        "brand-not-found",
    ]
    checked = memegen.run("check", "designs/mine.yaml", "lists/rows.csv", "-t", "plain", code=1).err
    assert checked.count("error[brand-outside]") == 5
    assert "lists/rows.csv:2 (row 1): error[brand-outside]: '../secret.yaml'" in checked
    assert "with -b" in checked


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_symbolic_links_are_resolved_before_the_check(memegen: Command) -> None:
    (memegen.folder / "lists" / "link.yaml").symlink_to("../secret.yaml")
    (memegen.folder / "lists" / "near.yaml").symlink_to("deeper/own.yaml")
    assert codes(memegen, "link.yaml", "near.yaml") == ["brand-outside", "near"]


def test_brand_option_may_be_any_file(memegen: Command) -> None:
    memegen.write("lists/rows.csv", "quote\na\n")
    result = memegen.run("batch", "lists/rows.csv", *SMALL, "-b", "secret.yaml", "--json")
    assert [record["brand"] for record in result.records] == ["secret"]
