"""PDF documents with a JPEG on each page, tagged with its alternative text; the same on every run.

The syntax is that of ISO 32000-1 (PDF 1.7). A document holds no date, so that equal pages give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.rendering.formats import pillow_bytes

# Points (1/72 inch) per pixel: a pixel is 1/96 inch, as in CSS.
POINTS_PER_PIXEL = 0.75
# The version, and four bytes above 127 that mark the file as binary (7.5.2).
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Numbers of the objects that every document has; those of the pages follow.
CATALOG, INFO, METADATA, PAGES, STRUCTURE, DOCUMENT = range(1, 7)
# Objects of a page: itself, its content, its picture, and the figure that tags the picture.
PAGE_OBJECTS = 4
# Maximum number of hexadecimal digits of the identifier in the trailer, 128 bits (14.4).
ID_DIGITS = 32
# What stands before the bytes of a picture, with their number.
PICTURE = lazy_pattern(rb"/DCTDecode /Length (\d+) >>\nstream\n")

# Maximum side of the preview of a document, px, and its quality, 1-100.
PREVIEW_SIDE, PREVIEW_QUALITY = 800, 75


@frozen
class PdfPage:
    """A page.

    Attributes:
        jpeg: the file of its picture, "RGB".
        width: width of the picture, px.
        height: height of the picture, px.
        alt: alternative text of the picture.
    """

    jpeg: bytes
    width: int
    height: int
    alt: str = ""


@frozen
class PdfInfo:
    """What a document says of itself; ``language`` is that of its texts, as in BCP 47, ``xmp`` its XMP packet."""

    title: str = ""
    author: str = ""
    subject: str = ""
    language: str = ""
    xmp: bytes = b""


def write(pages: Sequence[PdfPage], info: PdfInfo) -> bytes:
    """Return the document with these pages, at least one."""
    firsts = [DOCUMENT + 1 + PAGE_OBJECTS * i for i in range(len(pages))]
    objects = [
        _catalog(info),
        _information(info),
        _stream("/Type /Metadata /Subtype /XML", info.xmp),
        f"<< /Type /Pages /Count {len(pages)} /Kids [{_references(firsts)}] >>".encode(),
        _structure([first + 3 for first in firsts]),
        f"<< /Type /StructElem /S /Document /P {STRUCTURE} 0 R /K [{_references(n + 3 for n in firsts)}] >>".encode(),
    ]
    for index, (first, page) in enumerate(zip(firsts, pages, strict=True)):
        objects += _page_objects(index, first, page)
    return _file(objects)


def _catalog(info: PdfInfo) -> bytes:
    language = f" /Lang {_text(info.language)}" if info.language else ""
    return (
        f"<< /Type /Catalog /Pages {PAGES} 0 R /Metadata {METADATA} 0 R /StructTreeRoot {STRUCTURE} 0 R"
        f" /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>{language} >>"
    ).encode()


def _information(info: PdfInfo) -> bytes:
    texts = {"Title": info.title, "Author": info.author, "Subject": info.subject, "Producer": "memegen"}
    return f"<< {' '.join(f'/{name} {_text(text)}' for name, text in texts.items() if text)} >>".encode()


def _structure(figures: Sequence[int]) -> bytes:
    """Return the root of the structure, with the figure of each page."""
    numbers = " ".join(f"{index} [{figure} 0 R]" for index, figure in enumerate(figures))
    return f"<< /Type /StructTreeRoot /K {DOCUMENT} 0 R /ParentTree << /Nums [{numbers}] >> >>".encode()


def _page_objects(index: int, first: int, page: PdfPage) -> list[bytes]:
    """Return the objects of a page.

    Args:
        index: number of the page, from 0.
        first: number of its first object.
        page: the page.
    """
    width, height = _number(page.width * POINTS_PER_PIXEL), _number(page.height * POINTS_PER_PIXEL)
    content = f"/Figure << /MCID 0 >> BDC q {width} 0 0 {height} 0 0 cm /P Do Q EMC".encode()
    alt = f" /Alt {_text(page.alt)}" if page.alt else ""
    box = f"[0 0 {width} {height}]"
    return [
        (
            f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox {box} /Contents {first + 1} 0 R /Tabs /S"
            f" /StructParents {index} /Resources << /XObject << /P {first + 2} 0 R >> >> >>"
        ).encode(),
        _stream("", content),
        _stream(
            f"/Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} /ColorSpace /DeviceRGB"
            " /BitsPerComponent 8 /Filter /DCTDecode",
            page.jpeg,
        ),
        (
            f"<< /Type /StructElem /S /Figure /P {DOCUMENT} 0 R /Pg {first} 0 R /K 0{alt}"
            f" /A << /O /Layout /Placement /Block /BBox {box} >> >>"
        ).encode(),
    ]


def _file(objects: Sequence[bytes]) -> bytes:
    """Return the file of the objects, which are numbered from 1, with the table of their offsets."""
    from hashlib import sha256

    parts, offsets, size = [HEADER], [], len(HEADER)
    for number, content in enumerate(objects, 1):
        offsets.append(size)
        parts += [f"{number} 0 obj\n".encode(), content, b"\nendobj\n"]
        size += sum(map(len, parts[-3:]))
    digest = sha256(b"".join(parts)).hexdigest()[:ID_DIGITS]
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"<< /Size {len(objects) + 1} /Root {CATALOG} 0 R /Info {INFO} 0 R /ID [<{digest}> <{digest}>] >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{size}\n%%EOF\n"
    return b"".join([*parts, end.encode()])


def _stream(entries: str, data: bytes) -> bytes:
    return b"".join([f"<< {entries} /Length {len(data)} >>\nstream\n".encode(), data, b"\nendstream"])


def _references(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _text(text: str) -> str:
    """Return a text string in UTF-16 (7.9.2.2); lone surrogates are replaced."""
    data = text.encode("utf-8", "replace").decode().encode("utf-16-be")
    return f"<FEFF{data.hex().upper()}>"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def pictures(document: bytes) -> list[bytes]:
    """Return the JPEG of each page of a document that :func:`write` has returned; none of any other."""
    return [document[found.end() : found.end() + int(found[1])] for found in PICTURE.finditer(document)]


def preview(document: bytes) -> bytes:
    """Return the first page of a document that :func:`write` has returned as a JPEG, reduced; "" of any other."""
    found = PICTURE.search(document)
    if not found:
        return b""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(document[found.end() : found.end() + int(found[1])]), formats=["JPEG"]) as image:
        image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        return pillow_bytes(image, "jpeg", quality=PREVIEW_QUALITY)
