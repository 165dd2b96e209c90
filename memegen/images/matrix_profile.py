"""An ICC profile for colours that a file describes by primaries and a tone curve: the transform to sRGB takes one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from struct import pack

from memegen.core.frozen import frozen
from memegen.images.primaries import PROFILE_WHITE, Primaries, to_profile_space

# Number of points of a tone curve.
POINTS = 1024


@frozen
class ToneCurve:
    """Linear light for a level, both 0–1: of sRGB (IEC 61966-2-1) if *gamma* is 0, else a power with a factor."""

    gamma: float = 0
    factor: float = 1

    def __call__(self, level: float) -> float:
        """Return the linear light of a level."""
        if self.gamma:
            return min(1.0, self.factor * float(level**self.gamma))
        return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


SRGB_CURVE = ToneCurve()


@lru_cache
def matrix_profile(primaries: Primaries, curve: ToneCurve) -> bytes:
    """Return a display profile, version 2, with a matrix and one curve for the three channels (ICC.1:2001).

    Raises:
        ValueError: the primaries span no colours.
    """
    tags = {b"desc": _description(b"memegen\0"), b"wtpt": _xyz(PROFILE_WHITE)}
    columns = zip(*to_profile_space(primaries), strict=True)
    tags |= {key: _xyz(column) for key, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)}
    tags |= {b"cprt": b"text\0\0\0\0\0", b"rTRC": _curve(curve)}
    table, body, offset = [], b"", 128 + 4 + 12 * (len(tags) + 2)
    for key, data in tags.items():
        table.append((key, offset + len(body), len(data)))
        body += data + bytes(-len(data) % 4)
    table += [(key, *table[-1][1:]) for key in (b"gTRC", b"bTRC")]
    entries = b"".join(pack(">4sII", *entry) for entry in table)
    return _header(offset + len(body)) + pack(">I", len(table)) + entries + body


def _header(size: int) -> bytes:
    fields = pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    fields += bytes(12) + b"acsp" + bytes(28) + _fixed(PROFILE_WHITE)
    return fields + bytes(128 - len(fields))


def _description(name: bytes) -> bytes:
    return b"desc\0\0\0\0" + pack(">I", len(name)) + name + bytes(78)


def _curve(curve: Callable[[float], float]) -> bytes:
    points = (round(curve(index / (POINTS - 1)) * 65535) for index in range(POINTS))
    return b"curv\0\0\0\0" + pack(f">I{POINTS}H", POINTS, *points)


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _fixed(values: tuple[float, ...]) -> bytes:
    return pack(">3i", *(round(value * 65536) for value in values))
