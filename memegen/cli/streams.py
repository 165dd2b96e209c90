"""Writing to stdout and stderr, whatever is behind them: files, terminals, pipes that are slow, full or closed."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from memegen.core.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

# Seconds between attempts to write to a full pipe that does not block.
RETRY_INTERVAL = 0.01


class PipeClosedError(Exception):
    """The reader of our output has closed the pipe; nothing more can be reported."""


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether the stream is a terminal; False if it is closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def write_all(stream: BinaryIO, data: bytes) -> None:
    """Write all of *data*, and flush.

    A stream without a buffer, e.g. with ``python -u``, may accept a part and return its length; one that does not block
    may accept nothing, and returns None or raises an exception.

    Raises:
        OSError: the data cannot be written.
    """
    remaining = memoryview(data)
    while remaining:
        try:
            written = stream.write(remaining) or 0
        except BlockingIOError as full:
            written = full.characters_written
        remaining = remaining[written:]
        if remaining and not written:
            sleep(RETRY_INTERVAL)
    while True:
        try:
            stream.flush()
        except BlockingIOError:
            sleep(RETRY_INTERVAL)
        else:
            return


def write_text(stream: TextIO | None, text: str) -> None:
    """Write text to a standard stream at once; do nothing if the stream was closed before the start.

    Raises:
        PipeClosedError: the reader has closed the pipe.
        DiagnosticError: the text cannot be written for another reason.
    """
    if stream is None:
        return
    with _reporting_errors():
        if hasattr(stream, "buffer"):
            stream.flush()
            write_all(stream.buffer, text.replace("\n", os.linesep).encode(stream.encoding, stream.errors or "strict"))
        else:
            stream.write(text)


def write_image(data: bytes) -> None:
    """Write the bytes of a graphic to stdout.

    Raises:
        PipeClosedError: the reader has closed the pipe.
        DiagnosticError: stdout is closed, or cannot be written to for another reason.
    """
    if sys.stdout is None:  # It was closed before the start.
        raise fail("output-unwritable", "stdout is closed", "name a file with -o, or pipe the output to a program")
    with _reporting_errors():
        write_all(sys.stdout.buffer, data)


@contextmanager
def _reporting_errors() -> Iterator[None]:
    """Turn errors of writing into PipeClosedError or DiagnosticError (context manager)."""
    try:
        yield
    except BrokenPipeError:
        raise PipeClosedError from None
    except OSError as error:
        hint = "check the disk space, and the program that reads the output"
        raise fail("output-unwritable", f"the output cannot be written: {error.strerror}", hint) from None


def prepare_streams() -> None:
    """Encode stdout as UTF-8, whatever the locale; other bytes of file names are written unchanged."""
    reconfigure: Any = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="surrogateescape")


def close_streams() -> OSError | None:
    """Flush the standard streams; after an error, which is returned, discard all further output."""
    failure: OSError | None = None
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            failure = error
            # The interpreter flushes once more when it ends; that must not fail again.
            with open(os.devnull, "w") as null:  # noqa: PTH123
                os.dup2(null.fileno(), stream.fileno())
    return failure
