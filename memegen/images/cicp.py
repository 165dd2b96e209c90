"""Colours of a PNG that only its cICP chunk describes (ITU-T H.273), as an ICC profile for the transform to sRGB."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, pack, unpack_from

# Number of bytes in which the chunk must begin; it is before the pixels and the palette.
HEADER = 4096
# Chromaticities x, y of red, green and blue by their number in H.273: BT.709, BT.2020, Display P3. White is D65.
PRIMARIES = {
    1: ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
# Transfer functions that are those of ordinary pictures: BT.709 and its kin, sRGB. PQ and HLG (16, 18) are not.
BT709, SRGB = (1, 6, 14, 15), 13
D65, D50 = (0.9505, 1.0, 1.0891), (0.9642, 1.0, 0.8249)
# Bradford's matrix of cone responses (ICC.1:2022, annex E).
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
# Number of points of a tone curve.
POINTS = 1024
Matrix = tuple[tuple[float, ...], ...]


def profile_of(header: bytes) -> bytes | None:
    """Return the ICC profile of a PNG from the start of the file; None if sRGB holds, or another chunk.

    Raises:
        ValueError: the picture is HDR, or its colours are otherwise not known.
    """
    code = _code(header)
    if code is None or code == (1, SRGB):
        return None
    primaries, transfer = code
    if primaries not in PRIMARIES or transfer not in (*BT709, SRGB):
        raise ValueError(f"its colours (cICP {primaries}, {transfer}) are not those of an ordinary picture")
    return _icc_profile(_adapted(_to_xyz(PRIMARIES[primaries])), transfer)


def _code(header: bytes) -> tuple[int, int] | None:
    """Return primaries and transfer function of the cICP chunk, if there is one before the pixels."""
    position = 8
    try:
        while True:
            length, name = unpack_from(">I4s", header, position)
            if name == b"cICP":
                primaries, transfer = unpack_from("BB", header, position + 8)
                return primaries, transfer
            if name in (b"IDAT", b"iCCP"):
                return None
            position += 12 + length
    except error:
        return None


def _to_xyz(primaries: tuple[tuple[float, float], ...]) -> Matrix:
    """Return the XYZ of red, green and blue, as columns, that together give the white of D65."""
    columns = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    matrix = tuple(zip(*columns, strict=True))
    scale = _times(_inverse(matrix), D65)
    return tuple(tuple(value * factor for value, factor in zip(row, scale, strict=True)) for row in matrix)


def _adapted(matrix: Matrix) -> Matrix:
    """Return the matrix for the white of profiles, D50."""
    ratios = [to / of for to, of in zip(_times(BRADFORD, D50), _times(BRADFORD, D65), strict=True)]
    scaled = tuple(tuple(value * ratio for value in row) for row, ratio in zip(BRADFORD, ratios, strict=True))
    inverse = _inverse(BRADFORD)
    columns = (_times(inverse, _times(scaled, column)) for column in zip(*matrix, strict=True))
    return tuple(zip(*columns, strict=True))


def _times(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _inverse(matrix: Matrix) -> Matrix:
    """Return the inverse of a 3 × 3 matrix, by cofactors."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple(tuple(value / determinant for value in row) for row in cofactors)


def _curve(transfer: int) -> Iterator[int]:
    """Yield the points of the tone curve: linear light, 0 to 65535, for equidistant levels."""
    for index in range(POINTS):
        level = index / (POINTS - 1)
        if transfer == SRGB:
            linear = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        else:
            linear = level / 4.5 if level < 0.081 else ((level + 0.099) / 1.099) ** (1 / 0.45)
        yield round(linear * 65535)


def _icc_profile(matrix: Matrix, transfer: int) -> bytes:
    """Return a display profile, version 2, with a matrix and one curve for the three channels (ICC.1:2001)."""

    def xyz(values: tuple[float, ...]) -> bytes:
        return b"XYZ \0\0\0\0" + pack(">3i", *(round(value * 65536) for value in values))

    name = b"cICP\0"
    curve = b"curv\0\0\0\0" + pack(f">I{POINTS}H", POINTS, *_curve(transfer))
    tags = {b"desc": b"desc\0\0\0\0" + pack(">I", len(name)) + name + bytes(78), b"wtpt": xyz(D50)}
    tags |= {
        key: xyz(column) for key, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), zip(*matrix, strict=True), strict=True)
    }
    tags |= {b"cprt": b"text\0\0\0\0\0", b"rTRC": curve}
    table, body, offset = [], b"", 128 + 4 + 12 * (len(tags) + 2)
    for key, data in tags.items():
        table.append((key, offset + len(body), len(data)))
        body += data + bytes(-len(data) % 4)
    table += [(key, *table[-1][1:]) for key in (b"gTRC", b"bTRC")]
    entries = b"".join(pack(">4sII", *entry) for entry in table)
    size = offset + len(body)
    head = (
        pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp" + bytes(28)
    )
    head += pack(">3i", *(round(value * 65536) for value in D50))
    return head + bytes(128 - len(head)) + pack(">I", len(table)) + entries + body
