"""The options of `memegen batch` as one object."""

from __future__ import annotations

import inspect
from dataclasses import fields
from pathlib import Path

import pytest

from memegen.cli.app import app
from memegen.cli.batch_arguments import BatchArguments
from memegen.core.address import Address
from memegen.core.diagnostics import DiagnosticError
from memegen.template.project import NO_PROJECT


def test_every_field_is_an_option_of_the_command() -> None:

    [command] = [
        info.callback for info in app.registered_commands if info.callback and info.callback.__name__ == "batch"
    ]
    assert [*inspect.signature(command).parameters] == ["context", *(entry.name for entry in fields(BatchArguments))]


def test_options_have_the_types_of_the_batch() -> None:
    options = BatchArguments("rows.csv", "plain", ["x-post,all", "90x90"], "house", format="jpg", quality="30").options(
        NO_PROJECT
    )
    assert (options.template, options.platforms, options.brand) == ("plain", ("x-post", "all", "90x90"), "house")
    assert (options.format, options.quality, options.folder) == ("jpeg", 30, Path("out"))
    assert isinstance(BatchArguments("rows.csv", output="s3://bucket/folder").options(NO_PROJECT).folder, Address)


@pytest.mark.parametrize(("jobs", "workers"), [("", 0), ("1", 1), ("64", 64)])
def test_workers_are_1_to_64_or_chosen(jobs: str, workers: int) -> None:
    assert BatchArguments("rows.csv", jobs=jobs).workers() == workers


@pytest.mark.parametrize(("jobs", "cluster"), [("0", ""), ("65", ""), ("many", ""), ("2", "tcp://host:8786")])
def test_invalid_workers_are_an_error(jobs: str, cluster: str) -> None:
    with pytest.raises(DiagnosticError, match=r"jobs-(invalid|conflict)"):
        BatchArguments("rows.csv", jobs=jobs, cluster=cluster).workers()


@pytest.mark.parametrize(("limit", "seconds"), [("", 60.0), ("0", 0.0), ("1.5", 1.5), ("86400", 86_400.0)])
def test_time_limit_is_in_seconds(limit: str, seconds: float) -> None:
    assert BatchArguments("rows.csv", limit=limit).time_limit() == seconds
