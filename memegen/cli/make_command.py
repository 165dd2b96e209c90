"""`memegen make`: a command for every template, built when it is asked for, with the template's fields as options."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from memegen.cli.options import Brand as BrandOption
from memegen.cli.options import Debug, Format, Json, Platforms, Quality, Templates, scan, words
from memegen.cli.session import session_of
from memegen.cli.typer_compat import plain
from memegen.core.diagnostics import DiagnosticError, fail

if TYPE_CHECKING:
    from collections.abc import Callable

    from memegen.cli.make import Request
    from memegen.model.entities import Brand, Template

Output = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE|DIR|-",
        help="A file, whose suffix decides the format; a folder; or - for stdout. Without it, a file in this folder.",
    ),
]
Example = Annotated[bool, typer.Option("--example", help="Fill every field that is not given with its example.")]
# What the context remembers between parsing and building a command.
TEMPLATES, BRAND = "memegen.templates", "memegen.brand"


class TemplateCommand(TyperCommand):
    """The command of one template. Its help shows the template's own fields first."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options. Raises DiagnosticError for words that belong to none, with the option that is meant."""
        from memegen.cli.fields import TEXT, stray

        given = list(args)
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            own = self._fields(hidden=False)
            free = [param.opts[0] for param in own if param.metavar == TEXT and not ctx.params[param.name]]
            raise stray(rest, given, [param.opts[0] for param in own], free, f"see {ctx.command_path} --help")
        return rest

    def _fields(self, *, hidden: bool) -> list[Any]:
        """The options of the template's own fields, or those about its photos, which the help only names."""
        params: list[Any] = self.params
        return [param for param in params if str(param.name).startswith("field_") and param.hidden == hidden]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Two lists: fields, options."""
        records = [(param.name, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        own = [record for name, record in records if record and str(name).startswith("field_")]
        common = [record for name, record in records if record and not str(name).startswith("field_")]
        for title, listed in (("Fields", own), ("Options", common)):
            if listed:
                with formatter.section(title):
                    formatter.write_dl(listed)
                    if listed is own and (about := self._fields(hidden=True)):
                        formatter.write_paragraph()
                        formatter.write(_named(about, formatter.width, " " * formatter.current_indent))


def _named(about: list[Any], width: int, indent: str) -> str:
    """The options about photos, on as many lines as that takes. No option is broken at its hyphens."""
    from textwrap import fill

    text = f"What is known of a photo, if not in a file beside it: {', '.join(param.opts[0] for param in about)}."
    return fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False) + "\n"


class MakeGroup(TyperGroup):
    """The group of all templates: nothing but their names is read until one of them is asked for."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Look ahead for the template files and the brand: the options of a template depend on them."""
        ctx.meta[TEMPLATES] = tuple(scan(args, "-T", "--templates"))
        ctx.meta[BRAND] = next(reversed(scan(args, "-b", "--brand")), "")
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            option = getattr(error, "option_name", "")
            if not option or ctx.resilient_parsing:
                raise
            hint = f"the fields come after the template: memegen make TEMPLATE {option} …"
            raise fail("option-unknown", f"there is no option {option} before the template", hint) from None

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the templates."""
        return list(session_of(ctx).renderer(ctx.meta.get(TEMPLATES, ())).catalog.names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that template. Raises DiagnosticError when there is none, or it is not sound."""
        catalog = session_of(ctx).renderer(ctx.meta.get(TEMPLATES, ())).catalog
        try:
            brand = catalog.brand(ctx.meta.get(BRAND, ""))
            return template_command(catalog.template(cmd_name, brand), brand)
        except DiagnosticError:
            if ctx.resilient_parsing:
                return None
            raise

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer the templates without building a command for each."""
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super(TyperGroup, self).shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=about) for name, about in self._abouts(ctx) if name.startswith(incomplete)]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The templates, each with what it is for."""
        with formatter.section("Templates"):
            formatter.write_dl(self._abouts(ctx))

    def _abouts(self, ctx: Any) -> list[tuple[str, str]]:
        catalog = session_of(ctx).renderer(ctx.meta.get(TEMPLATES, ())).catalog
        return [(name, catalog.about(name)) for name in catalog.names]


app = typer.Typer(
    cls=MakeGroup,
    add_completion=False,
    rich_markup_mode=None,
    subcommand_metavar="TEMPLATE [--FIELD VALUE]...",
)


def options() -> list[inspect.Parameter]:
    """The options of the group and of every template: they may stand before or after the template."""
    declared: tuple[tuple[str, Any, Any], ...] = (
        ("platform", Platforms, None),
        ("brand", BrandOption, ""),
        ("templates", Templates, None),
        ("output", Output, ""),
        ("format", Format, ""),
        ("quality", Quality, ""),
        ("example", Example, False),
        ("json", Json, False),
        ("debug", Debug, False),
    )
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [inspect.Parameter(name, keyword, default=value, annotation=kind) for name, kind, value in declared]


def _signed(function: Callable[..., int], own: list[inspect.Parameter]) -> Callable[..., int]:
    """The function, declared to typer with the context, these parameters, and the options."""
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    function.__signature__ = inspect.Signature([context, *own, *options()])  # type: ignore[attr-defined]
    return function


def make(context: typer.Context, **_: Any) -> int:
    """Make one graphic. `memegen make TEMPLATE --help` shows what that template takes; `memegen make` alone asks."""
    if context.invoked_subcommand is not None:
        return 0
    from memegen.cli.ask import Asking

    return Asking(session_of(context), request_of(context, "", {})).run()


app.callback(invoke_without_command=True)(_signed(make, []))


def request_of(context: typer.Context, template: str, values: dict[str, Any]) -> Request:
    """What the options say, whether they stand before or after the template."""
    from memegen.cli.make import Request

    before = context.parent.params if context.parent and template else {}
    here = context.params
    return Request(
        template,
        values,
        words([*(before.get("platform") or ()), *(here.get("platform") or ())]),
        here["brand"] or before.get("brand", ""),
        context.meta[TEMPLATES],
        here["output"] or before.get("output", ""),
        here["format"] or before.get("format", ""),
        here["json"] or before.get("json", False),
        here["example"] or before.get("example", False),
        here["quality"] or before.get("quality", ""),
    )


def template_command(template: Template, brand: Brand) -> Any:
    """The command that makes graphics of one template."""
    from memegen.cli.fields import given, parameters, spoken
    from memegen.cli.make import make as made
    from memegen.template.rights import rights_fields

    fields = list(template.fields.values())
    every = [*fields, *rights_fields(template.fields).values()]

    def run(context: typer.Context, **parsed: Any) -> int:
        values = given(every, parsed)
        return made(session_of(context), request_of(context, template.name, values))

    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(template.name, cls=TemplateCommand, help=template.about or f"Make a {template.name}.")(
        _signed(run, parameters(spoken(every, brand), hidden=len(fields)))
    )
    return plain(typer.main.get_command(single))
