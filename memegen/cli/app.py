"""The commands and their options. What they do lives in modules of its own, read when they run."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from memegen.cli import make_command
from memegen.cli.options import (
    Brand,
    Cluster,
    Debug,
    Export,
    Format,
    Json,
    MediaBase,
    Output,
    Photos,
    Platforms,
    Quality,
    TemplateArgument,
    TemplateName,
    Templates,
    words,
)
from memegen.cli.session import session_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Commands(TyperGroup):
    """The commands, the one that most people want first."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help."""
        return sorted(super().list_commands(ctx), key=lambda name: name != "make")


app = typer.Typer(
    cls=Commands,
    name="memegen",
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Quotes, photographs and branding into graphics sized for every platform.",
    epilog="Start with: memegen make",
)
app.add_typer(make_command.app, name="make")


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
    """Take the options that hold for every command."""


@app.command()
def batch(
    context: typer.Context,
    rows: Annotated[
        str, typer.Argument(metavar="ROWS|-", help="The list: txt, CSV, TSV, JSON, JSONL or YAML; - is stdin.")
    ],
    template: TemplateName = "",
    platform: Platforms = None,
    brand: Brand = "",
    templates: Templates = None,
    photos: Photos = None,
    output: Output = "out",
    name: Annotated[
        str,
        typer.Option("--name", metavar="PATTERN", help="Names for the files, such as {row:03}-{by|slug}-{platform}."),
    ] = "",
    jobs: Annotated[
        str, typer.Option("-j", "--jobs", metavar="N", help="Processes; without it, as many as are worth it.")
    ] = "",
    cluster: Cluster = "",
    format: Format = "",
    quality: Quality = "",
    export: Export = "",
    media_base_url: MediaBase = "",
    force: Annotated[bool, typer.Option("--force", help="Make everything anew, whatever was made before.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the pictures that no row makes any more.")] = False,
    limit: Annotated[
        str,
        typer.Option("--limit", metavar="SECONDS", help="What a card may take at most, 60 without; 0 for no limit."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Lay everything out, write nothing.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Say at the end where the time went.")] = False,
    page: Annotated[
        bool, typer.Option("--contact-sheet/--no-contact-sheet", help="A page of all pictures, beside them.")
    ] = True,
    sheet: Annotated[str, typer.Option("--sheet", metavar="FILE", help="A picture of all pictures as well.")] = "",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Make a graphic of every row of a list.

    Columns are fields; template, platforms, brand and name may be columns too, and go before the options.
    """
    from memegen.batch.plan import BatchOptions
    from memegen.cli.batch import BatchRun
    from memegen.cli.session import Batch, output_place, seconds, worker_count
    from memegen.rendering.formats import parse_format, parse_quality

    order = BatchOptions(
        template,
        words(platform),
        brand,
        parse_format(format),
        output_place(output),
        name=name,
        quality=parse_quality(quality),
    )
    asked = Batch(
        rows,
        order,
        tuple(templates or ()),
        worker_count(jobs, cluster),
        dry=dry_run,
        json=json,
        photos=tuple(photos or ()),
        force=force,
        prune=prune,
        limit=seconds(limit),
        page=page,
        sheet=sheet,
        export=export,
        media=media_base_url,
        cluster=cluster,
        profile=profile,
    )
    return BatchRun(session_of(context), asked).run()


@app.command()
def check(
    context: typer.Context,
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEMPLATES|BRAND|ROWS|-]…", help="Files to look at; without any, the shipped templates."
        ),
    ] = None,
    template: TemplateName = "",
    platform: Platforms = None,
    brand: Brand = "",
    templates: Templates = None,
    photos: Photos = None,
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Look for mistakes without making anything: in templates, brands, and lists of rows.

    A template is tried with its own examples in every shape; a list is laid out row by row.
    """
    from memegen.batch.plan import BatchOptions
    from memegen.cli.check import Check

    looked = Check(session_of(context), BatchOptions(template, words(platform), brand), json, tuple(photos or ()))
    return looked.run(given or (), templates or ())


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder for it; without one, the current.")] = ".",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Make a starter project: designs, a brand, a photo and a list of your own.

    No file is ever written over another.
    """
    from memegen.cli.init import start_project

    return start_project(session_of(context), folder, json=json)


@app.command()
def schema(context: typer.Context, _debug: Debug = False) -> int:
    """Print the JSON Schema of template files, for editors that complete and check YAML."""
    import json

    from memegen.template.json_schema import template_schema

    session_of(context).screen.data(json.dumps(template_schema(), indent=2, ensure_ascii=False))
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


def app_for(given: Sequence[str]) -> typer.Typer:
    """The app with the command that is *given* and no other, for each takes a while to build; with all if none is."""
    word = next((word for word in given if not word.startswith("-")), "")
    commands = [one for one in app.registered_commands if one.callback and one.callback.__name__ == word]
    groups = [one for one in app.registered_groups if one.name == word]
    if not commands and not groups:
        return app
    narrow = copy(app)
    narrow.registered_commands, narrow.registered_groups = commands, groups
    return narrow
