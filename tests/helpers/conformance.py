"""Unicode's conformance files in tests/unicode: the lines that are cases, and what break tests say."""

from __future__ import annotations

import lzma
from collections.abc import Iterator

from tests.helpers.paths import UNICODE as HERE


def lines(name: str) -> Iterator[str]:
    """The lines of a file that are no comment."""
    with lzma.open(HERE / f"{name}.txt.xz", "rt", encoding="utf-8") as stream:
        for line in stream:
            if line := line.partition("#")[0].strip():
                yield line


def breaks(name: str) -> Iterator[tuple[str, list[int]]]:
    """The texts of a break test, and the offsets where each may be broken, the end among them."""
    for line in lines(name):
        text, offsets = "", []
        for token in line.split():
            if token == "÷":
                offsets.append(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        yield text, offsets
