"""What the user sees: data on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import field
from time import sleep
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from memegen.core.diagnostics import fail
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from memegen.core.diagnostics import Diagnostic

# So many seconds until a full pipe is asked again whether it takes more.
PAUSE = 0.01


def pour(stream: BinaryIO, data: bytes) -> None:
    """Write all of *data*, and flush. Raises OSError.

    A stream without a buffer, as with ``python -u``, may take a part and say so; one that does not wait for its reader
    may take nothing, and says that as None or as an exception.
    """
    left = memoryview(data)
    while left:
        try:
            taken = stream.write(left) or 0
        except BlockingIOError as full:
            taken = full.characters_written
        left = left[taken:]
        if left and not taken:
            sleep(PAUSE)
    while True:
        try:
            stream.flush()
        except BlockingIOError:
            sleep(PAUSE)
        else:
            return


RESET, STRONG = "\x1b[0m", "\x1b[1m"
# Of many things that are alike so many are named, and the others counted.
FEW = 5
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "hint": "\x1b[36m"}


class PipeClosedError(Exception):
    """Whoever read our output has gone; there is nobody left to talk to."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at that stream; False for one that is closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _coloured() -> bool:
    return is_terminal(sys.stderr) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@slotted
class Screen:
    """Writes lines whole and at once. ``above`` writes them above a progress bar, where there is one."""

    colour: bool = field(default_factory=_coloured)
    above: Callable[[str], None] | None = None

    def data(self, line: str) -> None:
        """A line of results for stdout."""
        if self.above and is_terminal(sys.stdout):
            self.above(line)
        else:
            _write(sys.stdout, line + "\n")

    def json(self, record: object) -> None:
        """A result for stdout as one line of JSON."""
        import json

        self.data(json.dumps(record, ensure_ascii=False))

    def picture(self, data: bytes) -> None:
        """The bytes of a picture for stdout."""
        if sys.stdout is None:  # Closed before we began.
            raise fail("output-unwritable", "stdout is closed", "name a file, or pipe the picture on")
        with _told():
            pour(sys.stdout.buffer, data)

    def note(self, line: str) -> None:
        """A line of talk for stderr."""
        if self.above:
            self.above(line)
        else:
            _write(sys.stderr, line + "\n")

    def rest(self, what: str, count: int) -> None:
        """How many of *count* there are beyond those that are named."""
        if count > FEW:
            self.note(f"{what}: {count - FEW:,} more like this")

    def diagnostics(self, found: Iterable[Diagnostic]) -> None:
        """Each with its place, its code and its hint, for stderr."""
        for diagnostic in found:
            self.note(self._painted(diagnostic))

    def strong(self, text: str) -> str:
        """The text in bold, where there is colour."""
        return f"{STRONG}{text}{RESET}" if self.colour else text

    def _painted(self, diagnostic: Diagnostic) -> str:
        text = str(diagnostic)
        if not self.colour:
            return text
        label = f"{diagnostic.severity}[{diagnostic.code}]:"
        text = text.replace(label, f"{COLOURS.get(diagnostic.severity, STRONG)}{label}{RESET}", 1)
        return text.replace("\n  hint:", f"\n  {COLOURS['hint']}hint:{RESET}", 1)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # Closed before we began.
        return
    with _told():
        if hasattr(stream, "buffer"):
            stream.flush()
            pour(stream.buffer, text.replace("\n", os.linesep).encode(stream.encoding, stream.errors or "strict"))
        else:
            stream.write(text)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever keeps us from writing is told as one of our own exceptions."""
    try:
        yield
    except BrokenPipeError:
        raise PipeClosedError from None
    except OSError as error:
        hint = "check where it goes to"
        raise fail("output-unwritable", f"the output cannot be written: {error.strerror}", hint) from None


def prepare_streams() -> None:
    """Paths and JSON go out as UTF-8, whatever the locale; a file name that is not UTF-8 goes out byte for byte."""
    reconfigure: Any = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="surrogateescape")


def close_streams() -> OSError | None:
    """Flush what is left to say; why it cannot be said, where it cannot, and then nothing more is tried."""
    trouble: OSError | None = None
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            trouble = error
            # The interpreter flushes once more when it ends; that must not fail again.
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123
                os.dup2(nowhere.fileno(), stream.fileno())
    return trouble
