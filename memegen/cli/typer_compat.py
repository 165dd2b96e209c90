"""Options as they were written: no coercion, and none of the time that it takes to start."""

from __future__ import annotations

from typing import Any

from memegen.cli.session import session_of


class AsWritten:
    """Stands in for typer's coercion. Every option here is text, a list of texts or a flag, and is read by us."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value itself; an empty list for a list that was not given."""
        return () if value is None and (param.multiple or param.nargs == -1) else value


AS_WRITTEN = AsWritten()


def plain(command: Any) -> Any:
    """The same command, its options and those of its commands as written.

    Typer would otherwise load pydantic for them, which takes longer than all else before a picture is made.
    """
    for param in command.params:
        _plain_option(param)
    made = command.get_help_option
    command.get_help_option = lambda ctx: _own_help(made(ctx))
    for inner in getattr(command, "commands", {}).values():
        plain(inner)
    return command


def _own_help(param: Any) -> Any:
    """The option ``--help``, its text written as all else is, so that a closed pipe or a full disk ends alike."""

    def show(ctx: Any, _param: Any, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            session_of(ctx).screen.data(ctx.get_help())
            ctx.exit()

    if param is not None:
        param.callback = show
    return _plain_option(param)


def _plain_option(param: Any) -> Any:
    if param is not None:
        param.get_runtime_param = lambda: AS_WRITTEN
    return param
