"""The commands that print what there is: schemas, templates, brands, platforms and fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.options import Brand, Debug, Json, TemplateArgument, Templates
from memegen.cli.session import session_of
from memegen.core.diagnostics import expected, fail

if TYPE_CHECKING:
    from collections.abc import Callable


def schema(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[templates|brand|project]", help="Kind of file.")] = "templates",
    _debug: Debug = False,
) -> int:
    """Print the JSON Schema of a kind of file, for editors.

    An editor that knows the schema completes and checks the YAML, e.g. with a first line
    `# yaml-language-server: $schema=memegen.schema.json`.
    """
    import json

    from memegen.template.json_schema import brand_schema, template_schema
    from memegen.template.project import project_schema

    schemas = {"templates": template_schema, "brand": brand_schema, "project": project_schema}
    if kind not in schemas:
        raise fail("usage", f"there is no schema {kind!r}", expected(kind, schemas, "schemas"))
    session_of(context).screen.data(json.dumps(schemas[kind](), indent=2, ensure_ascii=False))
    return 0


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
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Show the fields, layers and shapes of a template."""
    from memegen.cli.show import show_template

    return show_template(session_of(context), template, tuple(templates or ()), brand, json=json)


# In the order of `memegen --help`.
COMMANDS: tuple[Callable[..., int], ...] = (schema, templates, brands, platforms, fonts, show)
