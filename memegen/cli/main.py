"""The entry point."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run memegen; the exit code as the contract has it. *arguments* are the process's own where left out."""
    # Nothing comes before this but the interpreter's own start, so that Ctrl-C never shows a traceback.
    from memegen.core.signals import interrupts

    interrupts.install()
    try:
        if arguments is not None:
            return _run(arguments)
        from memegen.cli import garbage

        garbage.put_off()
        try:
            return _run(arguments)
        finally:
            # All is done and said; a signal that comes now is too late to change that.
            interrupts.ignore()
            interrupts.clear_pending()
            garbage.leave()
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    from memegen.cli.run import run

    return run(arguments)
