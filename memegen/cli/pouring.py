"""All of some bytes into a stream, however little it takes at a time."""

from __future__ import annotations

from time import sleep
from typing import BinaryIO

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
