"""Everything that reaches behind typer's public interface, with the reason for each.

Typer declares options from the signature of a function, coerces their values with pydantic, and contains click as a
private package. memegen derives options from data, parses their values itself, and reports errors as diagnostics.
"""

from __future__ import annotations

import inspect
from copy import copy
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import typer
from typer._click.core import Command as ClickCommand
from typer._click.exceptions import NoArgsIsHelpError, NoSuchOption
from typer._click.shell_completion import CompletionItem

from memegen.cli.session import session_of
from memegen.core.diagnostics import ERROR, Diagnostic, Where, closest_match
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Words for which people look for an option that has another name.
SYNONYMS = dict.fromkeys(("colour", "color", "background"), "--ground")
F = TypeVar("F", bound="Callable[..., int]")


@frozen
class Parameter:
    """An option or argument to declare: its parameter, its type annotated for typer, its default.

    A parameter without a default is required.
    """

    name: str
    annotation: Any
    default: Any = inspect.Parameter.empty


def declare(function: F, parameters: Iterable[Parameter]) -> F:
    """Declare to typer that *function* takes the context and these parameters, and return it.

    Typer reads signatures only. Its classes for options could be called instead, but want a type descriptor, which is
    private; a signature is assigned as PEP 362 describes.
    """
    keyword = inspect.Parameter.KEYWORD_ONLY
    declared = (Parameter("context", typer.Context), *parameters)
    function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(one.name, keyword, default=one.default, annotation=one.annotation) for one in declared]
    )
    return function


def dataclass_parameters(cls: type[Any]) -> list[Parameter]:
    """Return the fields of a dataclass as parameters; their annotations must be values, not text."""
    empty = inspect.Parameter.empty
    return [
        Parameter(entry.name, entry.type, empty if entry.default is MISSING else entry.default) for entry in fields(cls)
    ]


def declared_names(annotation: Any) -> list[str]:
    """Return the names of an option as declared, e.g. ``-o`` and ``--output``; none for an argument.

    In ``Annotated`` the first name is in the place of the default; a flag has both of its names in one text.
    """
    info = get_args(annotation)[1]
    declared = (info.default, *(info.param_decls or ()))
    return [name for text in declared if isinstance(text, str) and text.startswith("-") for name in text.split("/")]


def narrowed(app: typer.Typer, name: str) -> typer.Typer:
    """Return the app with only the command *name*, or the whole app if it has no such command.

    Typer builds all commands of an app before it reads the command line, which takes longer than reading it.
    """
    commands = [info for info in app.registered_commands if info.callback and info.callback.__name__ == name]
    groups = [info for info in app.registered_groups if info.name == name]
    if not commands and not groups:
        return app
    narrow = copy(app)
    narrow.registered_commands, narrow.registered_groups = commands, groups
    return narrow


def command_names(app: typer.Typer) -> list[str]:
    """Return the names of the commands and groups of an app."""
    commands = [info.callback.__name__ for info in app.registered_commands if info.callback]
    return [*(str(info.name) for info in app.registered_groups), *commands]


class NoCoercion:
    """Replacement for typer's coercion: memegen parses every option itself."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as it is; an empty tuple for a list that was not given."""
        return () if value is None and (param.multiple or param.nargs == -1) else value


NO_COERCION = NoCoercion()


def without_coercion(command: Any) -> Any:
    """Switch off coercion in a command and its subcommands, and return the command.

    Typer loads pydantic for it, which takes longer than everything else before a graphic is rendered. The option
    ``--help`` is changed too, so that it writes like every other output, and reports a closed pipe or full disk alike.
    """
    for param in command.params:
        _without_coercion(param)
    command.parse_args = _with_context(command.parse_args)
    help_option = command.get_help_option
    command.get_help_option = lambda ctx: _help_option(help_option(ctx))
    for subcommand in getattr(command, "commands", {}).values():
        without_coercion(subcommand)
    return command


def _with_context(parse: Callable[[Any, list[str]], list[str]]) -> Callable[[Any, list[str]], list[str]]:
    """Return *parse*, whose errors know their command; typer's parser raises some without it."""

    def parse_args(ctx: Any, args: list[str]) -> list[str]:
        try:
            return parse(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # the class with this attribute is private
            raise

    return parse_args


def _without_coercion(param: Any) -> Any:
    if param is not None:
        param.get_runtime_param = lambda: NO_COERCION
    return param


def _help_option(param: Any) -> Any:
    def show(ctx: Any, _param: Any, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            session_of(ctx).screen.data(ctx.get_help())
            ctx.exit()

    if param is not None:
        param.callback = show
    return _without_coercion(param)


def completion_items(words: Iterable[tuple[str, str]]) -> list[Any]:
    """Return pairs of word and help as completion items, whose class typer does not export."""
    return [CompletionItem(word, help=help) for word, help in words]


def option_completions(group: Any, context: Any, incomplete: str) -> list[Any]:
    """Complete an option of a group. The group's own method would build each of its commands as well."""
    return ClickCommand.shell_complete(group, context, incomplete)


def is_bare_command(error: Exception) -> bool:
    """Return whether *error* means that there was no argument at all; its text is then the help."""
    return isinstance(error, NoArgsIsHelpError)


def option_of(error: typer.TyperException) -> str:
    """Return the option that a usage error is about; "" if it is about none."""
    return getattr(error, "option_name", "")


def usage_diagnostic(error: typer.TyperException) -> Diagnostic:
    """Return the diagnostic for a usage error. Typer exports neither their classes nor their context."""
    context: Any = getattr(error, "ctx", None)
    if context is not None and isinstance(error, NoSuchOption):
        hint = _meant_option(error.option_name, _long_options(context.command.params))
        hint += f"see {context.command_path} --help"
        return Diagnostic(ERROR, "option-unknown", Where(), f"unknown option {error.option_name}", hint)
    message = error.format_message().strip().rstrip(".")
    hint = f"see {context.command_path} --help" if context is not None else "see memegen --help"
    return Diagnostic(ERROR, "usage", Where(), message[:1].lower() + message[1:], hint)


def _meant_option(word: str, options: Sequence[str]) -> str:
    """Return the start of the hint for an unknown option, which names the one that is meant, if it is known."""
    synonym = SYNONYMS.get(word.lstrip("-"), "")
    meant = synonym if synonym in options else closest_match(word, options)
    return f"did you mean {meant}? " if meant else ""


def _long_options(params: Sequence[Any]) -> list[str]:
    words = [word for param in params for word in (*param.opts, *param.secondary_opts)]
    return [word for word in words if word.startswith("--")]
