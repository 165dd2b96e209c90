"""The commands and their arguments. The code that runs a command is in a module of its own, imported when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from memegen.cli import template_commands
from memegen.cli.batch_arguments import WATCH_PARAMETERS, BatchArguments
from memegen.cli.check_arguments import CheckArguments
from memegen.cli.init_arguments import InitArguments
from memegen.cli.list_commands import COMMANDS
from memegen.cli.options import Debug
from memegen.cli.review_commands import REVIEW_COMMANDS
from memegen.cli.session import session_of
from memegen.cli.typer_compat import command_names, dataclass_parameters, declare, narrowed, without_coercion
from memegen.core.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Sequence


class Commands(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands in the order of the help: `make`, which most people need, is first."""
        return sorted(super().list_commands(ctx), key=lambda name: name != "make")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the arguments begin with. Raises DiagnosticError if that is a template."""
        word = args[0]
        unknown = not ctx.resilient_parsing and self.get_command(ctx, word) is None
        if unknown and word in session_of(ctx).renderer().catalog.names:
            raise fail("usage", f"{word} is a template, not a command", f"did you mean memegen make {word}?")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    name="memegen",
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Quotes, photographs and branding into graphics sized for every platform.",
    epilog="Start with: memegen make. More: memegen help",
)
app.add_typer(template_commands.app, name="make")


def _version(context: typer.Context, value: bool) -> None:
    if value:
        from memegen.core.environment import __version__

        session_of(context).screen.data(f"memegen {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_version)
    ] = False,
    debug: Debug = False,
) -> None:
    """Declare the options that may precede every command."""


def batch(context: typer.Context, **arguments: Any) -> int:
    """Render a graphic for each row of a list.

    Columns fill the template's fields. The columns template, platforms, brand and variant override the options of the
    same name for their row; the column file sets the file name.
    """
    from memegen.cli.batch import BatchRun

    return BatchRun(session_of(context), BatchArguments(**arguments)).run()


app.command()(declare(batch, dataclass_parameters(BatchArguments)))


def watch(context: typer.Context, **arguments: Any) -> int:
    """Render again whatever a saved file changes, until Ctrl-C.

    Takes a list, or a template for its example. The contact sheet reloads itself in the browser.
    """
    from memegen.cli.watch import Watch

    opens = arguments.pop("open")
    return Watch(session_of(context), BatchArguments(**arguments), opens=opens).run()


app.command()(declare(watch, WATCH_PARAMETERS))


def check(context: typer.Context, **arguments: Any) -> int:
    """Find mistakes in templates, brands and lists.

    A template is laid out with its examples in every shape that it is for. Of a list, everything is reported that
    `memegen batch` with the same options would report. Nothing is written.
    """
    from memegen.cli.check import Check

    return Check(session_of(context), CheckArguments(**arguments)).run()


app.command()(declare(check, dataclass_parameters(CheckArguments)))


def init(context: typer.Context, **arguments: Any) -> int:
    """Start a project: a brand, two designs, a photo, a list.

    On a terminal, memegen asks for the brand unless --name is given. Existing files are never overwritten.
    """
    from memegen.cli.ask_brand import brand_of
    from memegen.cli.init import start_project

    session = session_of(context)
    given = InitArguments(**arguments)
    colours = given.colours or ()
    brand = brand_of(session, given.name, given.hashtag, given.handle, colours, given.logo, asks=not given.json)
    return start_project(session, given.folder, brand, json=given.json)


app.command()(declare(init, dataclass_parameters(InitArguments)))


for command in (*REVIEW_COMMANDS, *COMMANDS):
    app.command()(command)


@app.command()
def help(
    context: typer.Context,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="Topic, command or code, e.g. lists, batch or text-small.")
    ] = "",
    _debug: Debug = False,
) -> int:
    """Explain a topic, a command or the code of a message.

    Without a topic, list the topics.
    """
    from memegen.cli.help import show_help

    commands = command_names(app)
    if topic not in commands:
        return show_help(session_of(context), topic, commands)
    command = without_coercion(typer.main.get_command(narrowed(app, topic)))
    command.main([topic, "--help"], prog_name="memegen", standalone_mode=False, obj=session_of(context))
    return 0


def app_for(words: Sequence[str]) -> typer.Typer:
    """Return the app for a command line, with only the command that it names; with all if none."""
    return narrowed(app, next((word for word in words if not word.startswith("-")), ""))
