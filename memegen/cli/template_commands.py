"""`memegen make`: a command for each template, built when it is called, with the template's fields as options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from memegen.cli.options import Brand as BrandOption
from memegen.cli.options import (
    Debug,
    Format,
    Json,
    OutputFile,
    Platforms,
    Quality,
    Templates,
    Today,
    Variant,
    find_option,
    split_words,
)
from memegen.cli.session import session_of
from memegen.cli.typer_compat import (
    Parameter,
    completion_items,
    declare,
    option_completions,
    option_of,
    without_coercion,
)
from memegen.core.address import is_address
from memegen.core.diagnostics import DiagnosticError, fail

if TYPE_CHECKING:
    from memegen.cli.make import MakeRequest
    from memegen.model.brand import Brand
    from memegen.model.entities import Template
    from memegen.template.catalog import Catalog

Example = Annotated[bool, typer.Option("--example", help="Fill fields that are not given with their examples.")]
Copy = Annotated[bool, typer.Option("--copy", help="Copy the caption to the clipboard.")]
Open = Annotated[bool, typer.Option("--open", help="Open the graphic in its viewer.")]
Preview = Annotated[
    bool, typer.Option("--preview", help="Show all shapes side by side in the terminal; write no graphic.")
]
# The options of the group and of each template: they may precede or follow the template.
OPTIONS = (
    Parameter("platform", Platforms, None),
    Parameter("brand", BrandOption, ""),
    Parameter("templates", Templates, None),
    Parameter("output", OutputFile, ""),
    Parameter("format", Format, ""),
    Parameter("quality", Quality, ""),
    Parameter("variant", Variant, ""),
    Parameter("example", Example, False),
    Parameter("copy", Copy, False),
    Parameter("open", Open, False),
    Parameter("preview", Preview, False),
    Parameter("today", Today, ""),
    Parameter("json", Json, False),
    Parameter("debug", Debug, False),
)
# Keys of the context's ``meta``: the template files and the brand that the command line names.
TEMPLATES, BRAND = "memegen.templates", "memegen.brand"


class TemplateCommand(TyperCommand):
    """The command of one template. Its help lists the template's fields first."""

    # The options of the fields without which there is no graphic.
    required: tuple[str, ...] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options. Raises DiagnosticError for words that belong to none, with a guess at the option."""
        from memegen.cli.field_options import stray_words

        given = list(args)
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            own = self._fields(hidden=False)
            unset = [param for param in own if not ctx.params[param.name]]
            raise stray_words(rest, given, own, unset, self.required, f"see {ctx.command_path} --help")
        return rest

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the fields and the other options as two lists."""
        from memegen.cli.field_options import rights_help

        records = [(param.name, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        own = [record for name, record in records if record and str(name).startswith("field_")]
        common = [record for name, record in records if record and not str(name).startswith("field_")]
        for title, listed in (("Fields", own), ("Options", common)):
            if listed:
                with formatter.section(title):
                    formatter.write_dl(listed)
                    if listed is own and (rights := self._fields(hidden=True)):
                        formatter.write_paragraph()
                        formatter.write(rights_help(rights, formatter.width, " " * formatter.current_indent))

    def _fields(self, *, hidden: bool) -> list[Any]:
        """Return the options of the template's fields; the *hidden* ones are for the rights of its photos."""
        params: list[Any] = self.params
        return [param for param in params if str(param.name).startswith("field_") and param.hidden == hidden]


class MakeGroup(TyperGroup):
    """The group of the templates' commands. Only a template that is called is read beyond its name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Find template files and brand first, which a template's options depend on, then parse the options."""
        if not ctx.resilient_parsing:
            session_of(ctx).decode_ahead(args)
        ctx.meta[TEMPLATES] = tuple(find_option(args, "-T", "--templates"))
        ctx.meta[BRAND] = next(reversed(find_option(args, "-b", "--brand")), "")
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            option = option_of(error)
            if not option or ctx.resilient_parsing:
                raise
            hint = f"write fields after the template: memegen make TEMPLATE {option} …"
            raise fail("option-unknown", f"unknown option {option} before the template", hint) from None

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the templates."""
        try:
            return list(_catalog(ctx).names)
        except DiagnosticError:
            if ctx.resilient_parsing:
                return []
            raise

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Build the command of a template. Raises DiagnosticError if the template is unknown or invalid."""
        try:
            catalog = _catalog(ctx)
            brand = catalog.brand(ctx.meta.get(BRAND, ""))
            return template_command(catalog.template(cmd_name, brand), brand)
        except DiagnosticError:
            if ctx.resilient_parsing:
                return None
            raise

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete templates without building a command for each."""
        if incomplete.startswith("-"):
            return option_completions(self, ctx, incomplete)
        return completion_items(item for item in self._summaries(ctx) if item[0].startswith(incomplete))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the templates, each with its purpose."""
        with formatter.section("Templates"):
            formatter.write_dl(self._summaries(ctx))

    def _summaries(self, ctx: Any) -> list[tuple[str, str]]:
        """Return the name and purpose of each template."""
        try:
            catalog = _catalog(ctx)
            return [(name, catalog.about(name)) for name in catalog.names]
        except DiagnosticError:
            if ctx.resilient_parsing:
                return []
            raise


def _catalog(context: Any) -> Catalog:
    return session_of(context).renderer(context.meta.get(TEMPLATES, ())).catalog


app = typer.Typer(
    cls=MakeGroup,
    add_completion=False,
    rich_markup_mode=None,
    subcommand_metavar="TEMPLATE [--FIELD VALUE]...",
)


def make(context: typer.Context, **_: Any) -> int:
    """Render one graphic.

    `memegen make TEMPLATE --help` lists the fields of a template. Without a template, memegen asks.
    """
    if context.invoked_subcommand is not None:
        return 0
    from memegen.cli.ask import Dialogue

    return Dialogue(session_of(context), make_request(context, "", {})).run()


app.callback(invoke_without_command=True)(declare(make, OPTIONS))


def make_request(context: typer.Context, template: str, values: dict[str, Any]) -> MakeRequest:
    """Return the request that the options make, whether they precede or follow the template."""
    from memegen.cli.make import MakeRequest

    before = context.parent.params if context.parent and template else {}
    after = context.params

    def given(name: str, default: Any = "") -> Any:
        # After the template there is no option that has the name of a field.
        return after.get(name) or before.get(name, default)

    folder = session_of(context).project.output
    return MakeRequest(
        template,
        values,
        split_words([*(before.get("platform") or ()), *(after.get("platform") or ())]),
        given("brand"),
        context.meta[TEMPLATES],
        given("output"),
        given("format"),
        given("json", False),
        given("example", False),
        given("quality"),
        given("variant"),
        "" if is_address(folder) else folder,
        given("copy", False),
        given("open", False),
        given("preview", False),
    )


def template_command(template: Template, brand: Brand) -> Any:
    """Build the command that renders one template."""
    from memegen.cli import make as rendering
    from memegen.cli.field_options import field_parameters, field_values, with_brand_defaults
    from memegen.template.rights import rights_fields

    own = list(template.fields.values())
    fields = [*own, *rights_fields(template.fields).values()]

    def run(context: typer.Context, **arguments: Any) -> int:
        values = field_values(fields, arguments)
        return rendering.make(session_of(context), make_request(context, template.name, values))

    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    parameters = field_parameters(with_brand_defaults(fields, brand), hidden=len(own))
    command = single.command(template.name, cls=TemplateCommand, help=template.about or f"Make a {template.name}.")
    # A field may have the name of an option that came later; that option then precedes the template.
    options = (option for option in OPTIONS if option.name not in template.fields)
    command(declare(run, (*parameters, *options)))
    built = without_coercion(typer.main.get_command(single))
    built.required = tuple(f"--{field.name}" for field in own if field.required and not field.default)
    return built
