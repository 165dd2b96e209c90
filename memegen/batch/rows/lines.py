"""The lines of a file in whatever encoding it comes, one at a time, so that memory stays flat."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from memegen.core.diagnostics import WARNING, Diagnostic, Where, fail
from memegen.core.regex import lazy_pattern

CHUNK = 65_536
# The longest line that is kept whole, in bytes, and the longest file that is read at once (JSON has no lines).
MAX_LINE = 1_048_576
MAX_WHOLE = 67_108_864

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files that hold no text start, and what they are.
MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a spreadsheet, a document or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet or document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text document"),
)
RUBBISH = lazy_pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Line(NamedTuple):
    """A line without its end; ``number`` from 1. Of a line that is too long only the start is kept: ``cut``."""

    number: int
    text: str
    cut: bool = False


class Lines:
    """What a file holds, as text. ``warnings`` grows while it is read.

    Raises DiagnosticError (rows-format) at once when it holds no text, and (rows-unreadable) when reading fails.
    """

    def __init__(self, raw: BinaryIO, file: str) -> None:
        self.raw = raw
        self.file = file
        self.warnings: list[Diagnostic] = []
        self.head = b""
        # A pipe may hand over less than was asked for; what the file is must not hang on that.
        while len(self.head) < CHUNK and (more := self._read()):
            self.head += more
        self.encoding, skip = _encoding(self.head)
        kind = next((noun for start, noun in MAGIC if self.head.startswith(start)), "")
        if not kind and self.encoding == "utf-8" and _is_rubbish(self.head):
            kind = "not text"
        if kind:
            hint = "save the list as CSV (UTF-8), or give a txt, TSV, JSON, JSONL or YAML file"
            raise fail("rows-format", f"this is {kind}, not a list of rows", hint, Where(file))
        self.head = self.head[skip:]

    def peek(self) -> list[str]:
        """The first lines, as far as one look at the file shows them; nothing is used up."""
        head = self.head
        if self.encoding != "utf-8":
            head = codecs.getincrementaldecoder(self.encoding)("replace").decode(head).encode()
        return [_decoded(line) for line in head.splitlines()]

    def __iter__(self) -> Iterator[Line]:
        return self.read(MAX_LINE)

    def read(self, limit: int) -> Iterator[Line]:
        """The lines; of one longer than *limit* bytes only the start."""
        guessed = False
        for number, (data, cut) in enumerate(_split(self._chunks(), limit), 1):
            try:
                text = data.decode("utf-8", "ignore" if cut else "strict")
            except UnicodeDecodeError:
                text = _decoded(data)
                if not guessed:
                    self._warn(number, "this is not UTF-8; it was read as Windows-1252 (cp1252)")
                guessed = True
            yield Line(number, text, cut)

    def whole(self) -> str:
        """All of it. Raises DiagnosticError (rows-too-large) beyond 64 MiB."""
        texts, size = [], 0
        for line in self.read(MAX_WHOLE):
            texts.append(line.text)
            size += len(line.text) + 1
            if line.cut or size > MAX_WHOLE:
                hint = "use JSONL or CSV, which are read row by row"
                raise fail("rows-too-large", "more than 64 MiB to be read at once", hint, Where(self.file))
        return "\n".join(texts)

    def _read(self) -> bytes:
        try:
            return self.raw.read(CHUNK) or b""
        except OSError as error:
            message = f"the list cannot be read: {error.strerror or error}"
            raise fail("rows-unreadable", message, "is it a file, and may you read it?", Where(self.file)) from None

    def _chunks(self) -> Iterator[bytes]:
        """The bytes as UTF-8, or as they are where they may be UTF-8 or cp1252."""
        chunk = self.head
        if self.encoding == "utf-8":
            while chunk:
                yield chunk
                chunk = self._read()
            return
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        told = False
        while True:
            text = decoder.decode(chunk, final=not chunk)
            if "\ufffd" in text and not told:
                told = True
                self._warn(
                    0, f"some characters of this {self.encoding.upper()} are broken; \ufffd stands in their place"
                )
            yield text.encode("utf-8", "replace")
            if not chunk:
                return
            chunk = self._read()

    def _warn(self, line: int, message: str) -> None:
        hint = "save the file as UTF-8 and look at its accents, dashes and quotation marks"
        self.warnings.append(Diagnostic(WARNING, "rows-encoding", Where(self.file, line), message, hint))


def _is_rubbish(head: bytes) -> bool:
    """Whether so many control characters stand in it that it cannot be text; a stray one is the row's own trouble."""
    found = len(RUBBISH.findall(head))
    return found > 8 and found * 20 > len(head)


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding, and how many bytes of mark to pass over; "utf-8" stands for cp1252 too, told apart by the line."""
    for name_hash, name in BOMS:
        if head.startswith(name_hash):
            # The decoders of UTF-16 and UTF-32 take the byte order from the mark, so it is left to them.
            return name, len(name_hash) if name == "utf-8" else 0
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) / 2
    if len(head) >= 4 and odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le", 0
    if len(head) >= 4 and even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be", 0
    return "utf-8", 0


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _split(chunks: Iterator[bytes], limit: int) -> Iterator[tuple[bytes, bool]]:
    """Lines that end with LF, CRLF or CR, without their ends, and whether they were cut at *limit* bytes."""
    parts: list[bytes] = []
    size, cut, carriage = 0, False, False
    for chunk in filter(None, chunks):
        # A CR that ended the chunk before has ended its line already; the LF that goes with it says nothing more.
        pieces = chunk.removeprefix(b"\n").splitlines(True) if carriage else chunk.splitlines(True)
        carriage = chunk.endswith(b"\r")
        for piece in pieces:
            body = piece.rstrip(b"\r\n")
            room = limit - size
            cut = cut or len(body) > room
            parts.append(body[:room])
            size += len(parts[-1])
            if len(body) < len(piece):
                yield b"".join(parts), cut
                parts, size, cut = [], 0, False
    if size:
        yield b"".join(parts), cut
