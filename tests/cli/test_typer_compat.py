"""One module alone reaches behind typer's public interface."""

from __future__ import annotations

import re
from typing import Annotated

import pytest
import typer

from memegen.cli.typer_compat import Parameter, declare, narrowed, without_coercion
from tests.helpers.paths import ROOT

PRIVATE = re.compile(r"typer\._|_click|__signature__|get_runtime_param|inspect\.Parameter|option_name")


def test_only_typer_compat_names_what_typer_does_not_export() -> None:
    files = [path for path in (ROOT / "memegen").rglob("*.py") if PRIVATE.search(path.read_text("utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in files] == ["memegen/cli/typer_compat.py"]


def test_declared_parameters_reach_the_function_as_they_were_written() -> None:
    received = {}

    def command(context: typer.Context, **arguments: object) -> int:
        received.update(arguments)
        return 3

    number = Parameter("number", Annotated[str, typer.Option("--number")], "")
    words = Parameter("words", Annotated[list[str] | None, typer.Argument()], None)
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(declare(command, [number, words]))
    built = without_coercion(typer.main.get_command(app))
    assert built.main(["--number", "007", "a", "b"], standalone_mode=False) == 3
    assert received == {"number": "007", "words": ["a", "b"]}


@pytest.mark.parametrize(("name", "commands"), [("one", ["one"]), ("three", ["one", "two"])])
def test_narrowed_app_has_only_the_command_that_is_called(name: str, commands: list[str]) -> None:
    app = typer.Typer()

    def one() -> None: ...

    def two() -> None: ...

    app.command()(one)
    app.command()(two)
    kept = narrowed(app, name).registered_commands
    assert [info.callback.__name__ for info in kept if info.callback] == commands
    assert len(app.registered_commands) == 2
