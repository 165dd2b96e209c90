"""Runs the command, and turns whatever happens into diagnostics and an exit code."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

from memegen.cli.screen import PipeClosedError, close_streams, prepare_streams
from memegen.cli.session import Session
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

UNUSABLE, INTERRUPTED = 2, 130
# What a shell says of a program that wrote to a pipe which nobody read any more.
PIPE_CLOSED = 141


def run(arguments: Sequence[str] | None) -> int:
    """The exit code as the contract has it. Raises KeyboardInterrupt."""
    prepare_streams()
    # Pillow warns of oddities in files; what matters of them is told as a diagnostic.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        code = _guarded(Session(), arguments)
    except PipeClosedError:
        code = PIPE_CLOSED
    except DiagnosticError:  # Not even what was wrong could be said.
        code = UNUSABLE
    trouble = close_streams()
    if isinstance(trouble, BrokenPipeError):
        return PIPE_CLOSED
    return code or (UNUSABLE if trouble else 0)


def _guarded(session: Session, arguments: Sequence[str] | None) -> int:
    import typer

    try:
        return _run(session, arguments)
    except (typer.Abort, EOFError):
        return INTERRUPTED
    except PipeClosedError:
        raise
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # Nothing was asked for; the message is the help.
            session.screen.note(str(error))
            return UNUSABLE
        if session.debug:
            import traceback

            session.screen.note("".join(traceback.format_exception(error)).rstrip())
        session.screen.diagnostics(_found(error))
        return UNUSABLE


def _found(error: Exception) -> Sequence[Diagnostic]:
    """What to say of an exception."""
    if isinstance(error, DiagnosticError):
        return error.diagnostics
    import typer

    from memegen.batch.job_runner import internal_error

    if isinstance(error, typer.TyperException):
        return [_usage(error)]

    return [internal_error(error)]


def _run(session: Session, arguments: Sequence[str] | None) -> int:
    import typer

    from memegen.cli.app import app_for
    from memegen.cli.typer_compat import plain

    given = list(sys.argv[1:] if arguments is None else arguments)
    command = plain(typer.main.get_command(app_for(given)))
    session.debug = "--debug" in given
    code = command.main(given, prog_name="memegen", standalone_mode=False, obj=session)
    return code if isinstance(code, int) else 0


def _usage(error: typer.TyperException) -> Diagnostic:
    """What is wrong with the command line, with the nearest right word."""
    context: Any = getattr(error, "ctx", None)
    option = getattr(error, "option_name", "")
    if context is not None and option and "No such option" in error.message:
        known = [word for param in context.command.params for word in (*param.opts, *param.secondary_opts)]
        hint = expected(option, [word for word in known if word.startswith("--")], "options")
        return Diagnostic(ERROR, "option-unknown", Where(), f"there is no option {option}", hint)
    if (
        "No such command" in error.message
        and (word := error.message.split("'")[1]) in Session().renderer().catalog.names
    ):
        hint = f"did you mean memegen make {word}?"
        return Diagnostic(ERROR, "usage", Where(), f"{word} is a template, and no command", hint)
    message = error.format_message().strip().rstrip(".")
    hint = f"see {context.command_path} --help" if context is not None else "see memegen --help"
    return Diagnostic(ERROR, "usage", Where(), message[:1].lower() + message[1:], hint)
