"""The lines of a list as text, whatever its encoding, read one at a time, so that memory use is constant."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from memegen.batch.rows.encoding import BOMS, Encoding, detect_unicode, find_encoding, named_encoding
from memegen.batch.rows.file_kinds import is_container, noun_of, noun_of_container
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where, fail
from memegen.core.regex import lazy_pattern

CHUNK = 65_536
"""Bytes read at once; also the number of bytes from which encoding and format are detected."""
MAX_LINE = 1_048_576
"""Maximum bytes of a line that are kept."""
MAX_WHOLE = 67_108_864
"""Maximum bytes of a file that is read at once, because its format (JSON, YAML) has no lines."""

CONTROL_BYTES = lazy_pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Line(NamedTuple):
    """A line of a file.

    Attributes:
        number: from 1.
        text: the line without its line ending.
        truncated: whether the line is too long, so that *text* is only its beginning.
    """

    number: int
    text: str
    truncated: bool = False


class LineReader:
    """Decodes a file and iterates over its lines. ``warnings`` grows while it is read."""

    def __init__(self, raw: BinaryIO, file: str, encoding: str = "", language: str = "") -> None:
        """Read the first bytes, and detect the encoding.

        Args:
            raw: the open file.
            file: name for diagnostics.
            encoding: the file's; "" to detect it.
            language: language tag of the brand, whose code pages win where others are as likely.

        Raises:
            DiagnosticError: ``rows-unsupported``, if the file is not text; ``encoding-unknown``; ``rows-unreadable``,
                here and while reading.
        """
        self.raw = raw
        self.file = file
        self.warnings: list[Diagnostic] = []
        self.head = b""
        self._language, self._given = language, encoding
        # The encoding of lines that are not UTF-8, from the first of them.
        self._code_page: Encoding | None = None
        # A pipe may return fewer bytes than requested; the format detected must not depend on that.
        while len(self.head) < CHUNK and (more := self._read()):
            self.head += more
        self.encoding, bom_length = detect_unicode(self.head)
        # A byte order mark says more than the option.
        if encoding and not any(self.head.startswith(bom) for bom, _ in BOMS):
            self.encoding = named_encoding(encoding)
        if self.is_container:
            return
        self._require_text()
        self.head = self.head[bom_length:]
        if self.encoding == "utf-8" and not encoding:
            self._find_code_page()

    @property
    def is_container(self) -> bool:
        """Whether the file may be a spreadsheet."""
        return is_container(self.head)

    def read_bytes(self) -> bytes:
        """Return the whole file. Raises DiagnosticError: ``rows-too-large``, beyond 64 MiB; ``rows-unsupported``."""
        chunks, size = [self.head], len(self.head)
        while chunk := self._read():
            chunks.append(chunk)
            size += len(chunk)
            if size > MAX_WHOLE:
                hint = "copy the rows with quotes into a new spreadsheet, or save them as CSV"
                raise fail(
                    "rows-too-large",
                    "the list has more than 64 MiB; the maximum for this format is 64 MiB",
                    hint,
                    Where(self.file),
                )
        data = b"".join(chunks)
        if noun := noun_of_container(data):
            raise self._not_a_list(noun)
        return data

    def _require_text(self) -> None:
        noun = noun_of(self.head)
        if not noun and self.encoding == "utf-8" and _is_binary(self.head):
            noun = "not text"
        if noun:
            raise self._not_a_list(noun)

    def _not_a_list(self, noun: str) -> DiagnosticError:
        hint = "save the list as CSV (UTF-8), TXT, TSV, XLSX, ODS, JSON, JSONL or YAML"
        if noun == "an HTML page":
            hint = "download the list itself, e.g. as CSV; the page may be one that asks to sign in"
        return fail("rows-unsupported", f"this is {noun}, not a list of rows", hint, Where(self.file))

    def _find_code_page(self) -> None:
        """Use one code page for the whole file, unless some lines of its head are UTF-8 beyond ASCII."""
        lines = self.head.split(b"\n")
        broken = [line for line in lines[: -1 if len(self.head) >= CHUNK else None] if not _is_utf8(line)]
        if broken:
            self._code_page = self._page_of(b"\n".join(broken), 1 + lines.index(broken[0]))
            if not any(_is_utf8(line) and not line.isascii() for line in lines):
                self.encoding = self._code_page.name

    def _page_name(self, data: bytes, line: int) -> str:
        """Return the encoding of a line that is not UTF-8; that of the file if it was given."""
        if not self._given:
            self._code_page = self._code_page or self._page_of(data, line)
        return self._code_page.name if self._code_page else "utf-8"

    def _page_of(self, data: bytes, line: int) -> Encoding:
        """Return the code page of lines that are not UTF-8, with a warning."""
        found = find_encoding(data, self._language)
        hint = "if letters are wrong, save the file as UTF-8 or name its encoding with --encoding"
        if found.rival:
            hint = f"if letters are wrong, try --encoding {found.rival}, or save the file as UTF-8"
        self._warn("encoding-guessed", line, f"not UTF-8; read as {found.title}", hint)
        return found

    def peek(self) -> list[str]:
        """Return the lines in the first bytes, without consuming them."""
        head = self.head
        if self.encoding != "utf-8":
            head = codecs.getincrementaldecoder(self.encoding)("replace").decode(head).encode("utf-8", "replace")
        return [line.decode("utf-8", "replace") for line in head.splitlines()]

    def __iter__(self) -> Iterator[Line]:
        return self.read(MAX_LINE)

    def read(self, limit: int) -> Iterator[Line]:
        """Iterate over the lines; truncate those longer than *limit* bytes."""
        for number, (data, truncated) in enumerate(_split_lines(self._chunks(), limit), 1):
            try:
                text = data.decode("utf-8", "ignore" if truncated else "strict")
            except UnicodeDecodeError:
                text = data.decode(self._page_name(data, number), "replace")
            yield Line(number, text, truncated)

    def read_all(self) -> str:
        """Return the whole text.

        Raises:
            DiagnosticError: ``rows-too-large``, beyond 64 MiB.
        """
        texts, size = [], 0
        for line in self.read(MAX_WHOLE):
            texts.append(line.text)
            size += len(line.text) + 1
            if line.truncated or size > MAX_WHOLE:
                hint = "save it as CSV or JSONL, which may be larger"
                raise fail(
                    "rows-too-large",
                    "the list has more than 64 MiB; the maximum for this format is 64 MiB",
                    hint,
                    Where(self.file),
                )
        return "\n".join(texts)

    def _read(self) -> bytes:
        try:
            return self.raw.read(CHUNK) or b""
        except OSError as error:
            message = f"the list cannot be read: {error.strerror or error}"
            raise fail("rows-unreadable", message, "check the permissions of the file", Where(self.file)) from None

    def _chunks(self) -> Iterator[bytes]:
        """Iterate over the bytes, recoded as UTF-8; unchanged if the encoding is UTF-8."""
        chunk = self.head
        if self.encoding == "utf-8":
            while chunk:
                yield chunk
                chunk = self._read()
            return
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        warned = False
        while True:
            text = decoder.decode(chunk, final=not chunk)
            if "\ufffd" in text and not warned:
                warned = True
                message = f"some bytes are not {self.encoding.upper()}; rows with them fail"
                self._warn(
                    "encoding-invalid",
                    0,
                    message,
                    "save the file as UTF-8, or name its encoding with --encoding",
                )
            yield text.encode("utf-8", "replace")
            if not chunk:
                return
            chunk = self._read()

    def _warn(self, code: str, line: int, message: str, hint: str) -> None:
        self.warnings.append(Diagnostic(WARNING, code, Where(self.file, line), message, hint))


def _is_binary(head: bytes) -> bool:
    """Return whether more than a twentieth of the bytes are controls; a few only make their rows fail."""
    controls = len(CONTROL_BYTES.findall(head))
    return controls > 8 and controls * 20 > len(head)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _split_lines(chunks: Iterator[bytes], limit: int) -> Iterator[tuple[bytes, bool]]:
    """Iterate over lines that end with LF, CRLF or CR, without their endings, truncated to *limit* bytes.

    Returns:
        each line, and whether it is truncated.
    """
    parts: list[bytes] = []
    size, truncated, after_cr = 0, False, False
    for chunk in filter(None, chunks):
        # A CR at the end of the previous chunk has ended its line; a LF after it belongs to the same line ending.
        pieces = chunk.removeprefix(b"\n").splitlines(True) if after_cr else chunk.splitlines(True)
        after_cr = chunk.endswith(b"\r")
        for piece in pieces:
            body = piece.rstrip(b"\r\n")
            remaining = limit - size
            truncated = truncated or len(body) > remaining
            parts.append(body[:remaining])
            size += len(parts[-1])
            if len(body) < len(piece):
                yield b"".join(parts), truncated
                parts, size, truncated = [], 0, False
    if size:
        yield b"".join(parts), truncated
