"""The entry point."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
# So many objects are made before any are looked over for rings that nobody needs: more than modules and templates come
# to, which stay to the end.
LASTING = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run memegen; the exit code as the contract has it. *arguments* are the process's own where left out."""
    # Nothing comes before this but the interpreter's own start, so that Ctrl-C never shows a traceback.
    from memegen.press.interrupts import interrupts

    interrupts.watch()
    try:
        if arguments is not None:
            return _run(arguments)
        gc.set_threshold(LASTING, *gc.get_threshold()[1:])
        try:
            return _run(arguments)
        finally:
            # The process ends: its memory need not be tidied up.
            gc.freeze()
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    from memegen.cli.running import run

    return run(arguments)
