"""JPEG files whose rows of blocks come in bands that know nothing of each other, for what many cards have in common.

Between two of them stands a restart marker (ITU-T T.81, B.2.1 and E.1.4), at which a reader begins anew: so the same
pixels come to the same bytes, whatever is above them. All bands of a file together make it some hundred bytes longer.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from memegen.core.regex import lazy_pattern
from memegen.images.shared import merge_adjacent, split_rows
from memegen.rendering.formats import saved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from memegen.images.shared import BackdropUse

# A band has so many rows of blocks, each 8 pixels high, or twice that where colour has half the pixels each way.
ROWS = 2
BLOCK = {0: 8, 2: 16}
# By this, which is no row, is known what stands before them.
HEAD = -1
# The eight markers, in turn; among packed blocks 255 is followed by a nought.
RESTART = lazy_pattern(b"\xff[\xd0-\xd7]")
RESTARTS = tuple(bytes([0xFF, 0xD0 + i]) for i in range(8))
START, FRAME, SCAN, NOTE, END = b"\xff\xd8", b"\xff\xc0", b"\xff\xda", b"\xff\xe1", b"\xff\xd9"
XMP = b"http://ns.adobe.com/xap/1.0/\0"


def write(image: Image, quality: int, subsampling: int, packet: bytes = b"", under: BackdropUse | None = None) -> bytes:
    """The file of an "RGB" picture; *subsampling* is Pillow's, 0 or 2, and *packet* is XMP of 65,502 bytes at most.

    What cards have in common *under* their text is encoded once.
    """
    tall = ROWS * BLOCK[subsampling]
    spans = split_rows(image.height, tall)
    scans = under.backdrop.scans.setdefault((quality, subsampling), {}) if under else {}
    shared = {top for top, bottom in spans if under and under.is_uncovered(top, bottom)}
    known = {top: scans[top] for top in (HEAD, *shared) if top in scans}
    for first, last in merge_adjacent(span for span in spans if span[0] not in known):
        part = image if (first, last) == (0, image.height) else image.crop((0, first, image.width, last))
        file = saved(part, "jpeg", quality=quality, subsampling=subsampling, restart_marker_rows=ROWS)
        known[HEAD], *packed = _parted(file)
        known |= zip(range(first, last, tall), packed, strict=True)
    scans.update((top, known[top]) for top in (HEAD, *shared))
    parts = [_headed(known[HEAD], image.height, packet)]
    for i, (top, _) in enumerate(spans):
        parts += [known[top], RESTARTS[i % len(RESTARTS)]]
    # After the last comes the end instead.
    return b"".join([*parts[:-1], END])


def _parted(file: bytes) -> list[bytes]:
    """What stands before the pixels, and the bands of them."""
    start = next(at + size for kind, at, size in _segments(file) if kind == SCAN)
    return [file[:start], *RESTART.split(file[start : -len(END)])]


def _headed(head: bytes, height: int, packet: bytes) -> bytes:
    """The same for a picture of that height, with a packet of XMP, if there is one, after the first segment."""
    frame = next(at for kind, at, _ in _segments(head) if kind == FRAME)
    # Marker, length and depth come before it.
    head = b"".join([head[: frame + 5], struct.pack(">H", height), head[frame + 7 :]])
    if not packet:
        return head
    note = XMP + packet
    _, at, size = next(_segments(head))
    return b"".join([head[: at + size], NOTE, struct.pack(">H", 2 + len(note)), note, head[at + size :]])


def _segments(file: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The marker of each segment up to the pixels, where it begins, and its size in bytes, marker and all."""
    at = len(START)
    while at < len(file):
        size = 2 + int.from_bytes(file[at + 2 : at + 4], "big")
        yield file[at : at + 2], at, size
        at += size
