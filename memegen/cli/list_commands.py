"""The commands that print what there is: schemas, templates, brands, platforms and fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.options import Brand, Debug, Json, TemplateArgument, Templates
from memegen.cli.session import session_of

if TYPE_CHECKING:
    from collections.abc import Callable


def schema(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[templates|brand|project|platforms|sidecar|rows]",
            help="Kind of file. [default: templates; with -o, all kinds]",
        ),
    ] = "",
    templates: Templates = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="DIR", help="Folder for a file of each schema, e.g. -o schemas.")
    ] = "",
    _debug: Debug = False,
) -> int:
    """Print the JSON Schema of a kind of file, for editors.

    An editor that knows the schema completes and checks the YAML, e.g. with a first line
    `# yaml-language-server: $schema=schemas/templates.json`. The schema of rows has the fields of all templates.
    """
    from memegen.cli.schema import print_schemas

    return print_schemas(session_of(context), kind, tuple(templates or ()), output)


def templates(
    context: typer.Context, templates: Templates = None, brand: Brand = "", json: Json = False, _debug: Debug = False
) -> int:
    """List the templates, their purpose and their fields."""
    from memegen.cli.list import list_templates

    return list_templates(session_of(context), tuple(templates or ()), brand, json=json)


def brands(context: typer.Context, templates: Templates = None, json: Json = False, _debug: Debug = False) -> int:
    """List the brands: names, languages, hashtags."""
    from memegen.cli.list import list_brands

    return list_brands(session_of(context), tuple(templates or ()), json=json)


def platforms(context: typer.Context, templates: Templates = None, json: Json = False, _debug: Debug = False) -> int:
    """List the platforms: sizes, safe areas, limits, groups."""
    from memegen.cli.list import list_platforms

    return list_platforms(session_of(context), tuple(templates or ()), json=json)


def fonts(
    context: typer.Context, templates: Templates = None, brand: Brand = "", json: Json = False, _debug: Debug = False
) -> int:
    """List the fonts: weights, scripts, licences, axes."""
    from memegen.cli.list import list_fonts

    return list_fonts(session_of(context), tuple(templates or ()), brand, json=json)


def show(
    context: typer.Context,
    template: TemplateArgument,
    templates: Templates = None,
    brand: Brand = "",
    picture: Annotated[
        bool, typer.Option("--picture/--no-picture", help="Show its example, in a terminal with colours.")
    ] = True,
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Show the fields, layers and shapes of a template."""
    from memegen.cli.show import show_template

    return show_template(session_of(context), template, tuple(templates or ()), brand, json=json, picture=picture)


# In the order of `memegen --help`.
COMMANDS: tuple[Callable[..., int], ...] = (schema, templates, brands, platforms, fonts, show)
