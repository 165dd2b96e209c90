"""`memegen diff`: what it prints, the page that it writes, and its exit codes, which hold a build."""

from __future__ import annotations

import json
from pathlib import Path

from tests.helpers.command import TEMPLATES, Command

BATCH = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "--prune")


def test_build_is_held_by_the_approved_graphics(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    assert "approval-not-found" in memegen.run("diff", code=2).err
    memegen.write("rows.csv", "quote\nYe are many\nThey are few\nRise like lions\n")
    memegen.run(*BATCH)
    memegen.run("approve")
    # The same graphics, rendered again elsewhere.
    same = memegen.run(*BATCH, "-o", "again")
    assert len(same.lines) == 3
    result = memegen.run("diff", "again")
    assert result.lines == []
    assert result.err == "3 the same → again/changes.html\n"
    # The record of one folder, and the graphics of the folder that is taken without an argument.
    memegen.run("approve", "again", "--record", "again.jsonl")
    result = memegen.run("diff", "--record", "again.jsonl", code=2)
    assert (result.lines, "again.jsonl:1: error[approval-conflict]" in result.err) == ([], True)

    memegen.write("rows.csv", "quote\nYe are many\nThey are few!\n")
    memegen.run(*BATCH)
    result = memegen.run("diff", "--json", code=1)
    assert [(each["change"], each["file"], each.get("before", "")) for each in result.records] == [
        ("removed", "003-rise-like-lions-200x200.png", ""),
        ("changed", "002-they-are-few-200x200.png", ""),
    ][::-1]
    changed = next(each for each in result.records if each["change"] == "changed")
    assert 0 < changed["share"] < 1
    assert changed["delta_e"] > 3
    assert changed["texts"] == ["alt_text", "caption"]
    assert (tmp_path / "out/changes.html").read_text("utf-8").count("<article") == 2

    memegen.write("mine.yaml", TEMPLATES.replace("default: ink", "default: accent"))
    memegen.run(*BATCH)
    lines = memegen.run("diff", "-o", "pages/c.html", code=1).lines
    assert lines[0].startswith("changed: 001-ye-are-many-200x200.png (")
    assert 'href="../out/001-ye-are-many-200x200.png"' in (tmp_path / "pages/c.html").read_text("utf-8")

    record = tmp_path / "approved.jsonl"
    head, *rest = record.read_text("utf-8").splitlines()
    record.write_text("\n".join([json.dumps({**json.loads(head), "version": 99}), *rest]), "utf-8")
    result = memegen.run("diff", code=2)
    assert "approved.jsonl:1: error[approval-unsupported]: the record has version 99" in result.err
