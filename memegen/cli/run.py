"""Running one command line: whatever happens ends in diagnostics and an exit code."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

from memegen.cli import INTERRUPTED, PIPE_CLOSED, UNUSABLE
from memegen.cli.session import Session
from memegen.cli.streams import PipeClosedError, close_streams, prepare_streams
from memegen.core.diagnostics import Diagnostic, DiagnosticError

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str] | None) -> int:
    """Run a command line and return its exit code.

    Args:
        arguments: The words after the program's name; by default those of the process.

    Raises:
        KeyboardInterrupt: a signal stopped the command before it could report that.
    """
    prepare_streams()
    # Pillow warns of oddities in files; those that matter are reported as diagnostics.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        code = _guarded(Session(), arguments)
    except PipeClosedError:
        code = PIPE_CLOSED
    except DiagnosticError:  # The diagnostics could not be written.
        code = UNUSABLE
    failure = close_streams()
    if isinstance(failure, BrokenPipeError):
        return PIPE_CLOSED
    return code or (UNUSABLE if failure else 0)


def _guarded(session: Session, arguments: Sequence[str] | None) -> int:
    """Run a command line and print its errors; return the exit code."""
    import typer

    try:
        return _run(session, arguments)
    except (typer.Abort, EOFError):
        return INTERRUPTED
    except PipeClosedError:
        raise
    except Exception as error:
        from memegen.cli.typer_compat import is_bare_command

        if is_bare_command(error):
            session.screen.note(str(error))
            return UNUSABLE
        if session.debug:
            import traceback

            session.screen.note("".join(traceback.format_exception(error)).rstrip())
        session.screen.diagnostics(_diagnostics(error))
        return UNUSABLE


def _run(session: Session, arguments: Sequence[str] | None) -> int:
    import typer

    from memegen.cli.app import app_for
    from memegen.cli.typer_compat import without_coercion

    words = list(sys.argv[1:] if arguments is None else arguments)
    command = without_coercion(typer.main.get_command(app_for(words)))
    session.debug = "--debug" in words
    code = command.main(words, prog_name="memegen", standalone_mode=False, obj=session)
    return code if isinstance(code, int) else 0


def _diagnostics(error: Exception) -> Sequence[Diagnostic]:
    """Return the diagnostics for an exception."""
    if isinstance(error, DiagnosticError):
        return error.diagnostics
    import typer

    if isinstance(error, typer.TyperException):
        from memegen.cli.typer_compat import usage_diagnostic

        return [usage_diagnostic(error)]
    from memegen.batch.job_runner import internal_error

    return [internal_error(error)]
