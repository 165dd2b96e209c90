"""Running one command line: whatever happens ends in diagnostics and an exit code."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

from memegen.cli import INTERRUPTED, PIPE_CLOSED, UNUSABLE
from memegen.cli.session import Session
from memegen.cli.streams import PipeClosedError, close_streams, prepare_streams
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

# Commands that say how far they came when they are interrupted.
SUMMARISED = ("batch", "watch")


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
        diagnostics = _diagnostics(error)
        session.screen.diagnostics(diagnostics)
        if session.json:
            _print_json(session, diagnostics)
        return UNUSABLE


def _run(session: Session, arguments: Sequence[str] | None) -> int:
    import typer

    from memegen.cli.app import app_for
    from memegen.cli.typer_compat import without_coercion

    words = [_as_text(session, word) for word in (sys.argv[1:] if arguments is None else arguments)]
    command = without_coercion(typer.main.get_command(app_for(words)))
    session.debug, session.json = "--debug" in words, "--json" in words
    session.command = words[0] if words else ""
    code = command.main(words, prog_name="memegen", standalone_mode=False, obj=session)
    if code == INTERRUPTED and session.command not in SUMMARISED:
        session.screen.note("interrupted")
    return code if isinstance(code, int) else 0


def _as_text(session: Session, word: str) -> str:
    """Return a word of the command line whose bytes are not UTF-8 as text, with a warning.

    The name of a file that there is remains as it is.
    """
    if word.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in word):
        return word
    import os

    from memegen.batch.rows.encoding import find_encoding

    if os.path.lexists(word) or os.path.lexists(word.partition("=")[2]):
        return word
    found = find_encoding(os.fsencode(word), os.environ.get("LANG", "").partition("_")[0])
    text = os.fsencode(word).decode(found.name, "replace")
    message = f"{text!r} is not UTF-8; read as {found.title}"
    hint = "set the terminal to UTF-8 if letters are wrong"
    session.screen.diagnostics([Diagnostic(WARNING, "argument-invalid", Where(), message, hint)])
    return text


def _print_json(session: Session, diagnostics: Sequence[Diagnostic]) -> None:
    """Print the errors that ended a command with --json: one object, or for `memegen check` one for each of them."""
    errors = [diagnostic.to_json() for diagnostic in diagnostics]
    for record in errors if session.command == "check" else [{"error": errors[0], "errors": errors}]:
        session.screen.json(record)


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
