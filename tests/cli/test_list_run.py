"""A list that a command goes through: each warning is returned once."""

from __future__ import annotations

from pathlib import Path

from memegen.batch.job import Job, KeyState
from memegen.batch.plan import BatchOptions
from memegen.cli.list_options import ListOptions
from memegen.cli.list_run import ListRun, recorded
from memegen.renderer import Renderer


def test_warnings_and_columns_are_returned_once(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("quote,shedule\nHello,\nHello,\n", "utf-8")
    options = BatchOptions("quote-plain", ("90x90",), "keep-it-open", folder=tmp_path / "out", name="{quote}")
    with ListRun(Renderer(), options, str(tmp_path / "rows.csv"), ListOptions()) as listed:
        items = list(recorded(listed.plan.jobs(listed.rows(own_pattern=True))))
        assert [(item.row, isinstance(item, Job) and item.key) for item in items] == [
            (1, KeyState.UNKNOWN),
            (2, KeyState.UNKNOWN),
        ]
        assert [found.code for found in listed.warnings()] == ["name-duplicate"]
        assert [found.code for found in listed.unknown_columns()] == ["column-unknown"]
        assert (listed.warnings(), listed.unknown_columns()) == ([], [])
