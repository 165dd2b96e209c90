"""The commands and their arguments. The code that runs a command is in a module of its own, imported when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from memegen.cli import template_commands
from memegen.cli.batch_arguments import BatchArguments
from memegen.cli.list_options import Columns, Encoding, ListOptions, Rows
from memegen.cli.options import (
    Brand,
    Debug,
    Json,
    Photos,
    Platforms,
    TemplateArgument,
    TemplateName,
    Templates,
    Today,
    split_words,
)
from memegen.cli.session import session_of
from memegen.cli.typer_compat import dataclass_parameters, declare, narrowed
from memegen.core.diagnostics import expected, fail

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
            raise fail("usage", f"{word} is a template, and no command", f"did you mean memegen make {word}?")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    name="memegen",
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Quotes, photographs and branding into graphics sized for every platform.",
    epilog="Start with: memegen make",
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
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_version)
    ] = False,
    debug: Debug = False,
) -> None:
    """Declare the options that may precede every command."""


def batch(context: typer.Context, **arguments: Any) -> int:
    """Make a graphic of every row of a list.

    Columns are fields; template, platforms, brand and name may be columns too, and go before the options.
    """
    from memegen.cli.batch import BatchRun

    return BatchRun(session_of(context), BatchArguments(**arguments)).run()


app.command()(declare(batch, dataclass_parameters(BatchArguments)))


@app.command()
def check(
    context: typer.Context,
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEMPLATES|BRAND|PROJECT|ROWS|-]…",
            help="Files to look at; without any, those of the project, or else the shipped templates.",
        ),
    ] = None,
    template: TemplateName = "",
    platform: Platforms = None,
    brand: Brand = "",
    templates: Templates = None,
    photos: Photos = None,
    columns: Columns = None,
    encoding: Encoding = "",
    rows: Rows = "",
    _today: Today = "",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Look for mistakes without making anything: in templates, brands, and lists of rows.

    A template is tried with its own examples in every shape; a list is laid out row by row.
    """
    from memegen.batch.plan import BatchOptions
    from memegen.cli.check import Check

    options = BatchOptions(template, split_words(platform), brand)
    reading = ListOptions(tuple(columns or ()), encoding, rows)
    check = Check(session_of(context), options, json, tuple(photos or ()), reading)
    return check.run(given or (), templates or ())


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder for it; without one, the current.")] = ".",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The campaign's name.")] = "",
    hashtag: Annotated[
        str, typer.Option("--hashtag", metavar="TAG", help="Its hashtag. Default: the words of its name.")
    ] = "",
    handle: Annotated[str, typer.Option("--handle", metavar="HANDLE", help="Its account, e.g. @saveourpier.")] = "",
    colours: Annotated[
        list[str] | None,
        typer.Option("--colours", metavar="COLOURS", help="Up to five, the main one first, e.g. c8264f,ffc24b."),
    ] = None,
    logo: Annotated[str, typer.Option("--logo", metavar="FILE", help="Its logo, an SVG or another image.")] = "",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Make a project: memegen.yaml, a brand, designs, a photo and a list.

    On a terminal it asks for the brand unless --name is given. No file is ever written over another.
    """
    from memegen.cli.ask_brand import brand_of
    from memegen.cli.init import start_project

    session = session_of(context)
    brand = brand_of(session, name, hashtag, handle, colours or (), logo, asks=not json)
    return start_project(session, folder, brand, json=json)


@app.command()
def schema(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="[templates|brand|project]", help="The kind of file; without one, templates.")
    ] = "templates",
    _debug: Debug = False,
) -> int:
    """Print the JSON Schema of a kind of file, for editors that complete and check YAML."""
    import json

    from memegen.template.json_schema import brand_schema, template_schema
    from memegen.template.project import project_schema

    schemas = {"templates": template_schema, "brand": brand_schema, "project": project_schema}
    if kind not in schemas:
        raise fail("usage", f"there is no schema {kind!r}", expected(kind, schemas, "schemas"))
    session_of(context).screen.data(json.dumps(schemas[kind](), indent=2, ensure_ascii=False))
    return 0


@app.command()
def templates(
    context: typer.Context, templates: Templates = None, brand: Brand = "", json: Json = False, _debug: Debug = False
) -> int:
    """List the templates: what each is for, and its fields."""
    from memegen.cli.list import list_templates

    return list_templates(session_of(context), tuple(templates or ()), brand, json=json)


@app.command()
def brands(context: typer.Context, templates: Templates = None, json: Json = False, _debug: Debug = False) -> int:
    """List the brands: their names, languages, hashtags."""
    from memegen.cli.list import list_brands

    return list_brands(session_of(context), tuple(templates or ()), json=json)


@app.command()
def platforms(context: typer.Context, templates: Templates = None, json: Json = False, _debug: Debug = False) -> int:
    """List the platforms: sizes, safe areas, limits, groups."""
    from memegen.cli.list import list_platforms

    return list_platforms(session_of(context), tuple(templates or ()), json=json)


@app.command()
def fonts(
    context: typer.Context, templates: Templates = None, brand: Brand = "", json: Json = False, _debug: Debug = False
) -> int:
    """List the fonts: weights, scripts, licences, axes."""
    from memegen.cli.list import list_fonts

    return list_fonts(session_of(context), tuple(templates or ()), brand, json=json)


@app.command()
def show(
    context: typer.Context,
    template: TemplateArgument,
    templates: Templates = None,
    brand: Brand = "",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Show what a template takes, what it is made of, and what it changes for which shape."""
    from memegen.cli.show import show_template

    return show_template(session_of(context), template, tuple(templates or ()), brand, json=json)


def app_for(words: Sequence[str]) -> typer.Typer:
    """Return the app for a command line, with only the command that it names; with all if none."""
    return narrowed(app, next((word for word in words if not word.startswith("-")), ""))
