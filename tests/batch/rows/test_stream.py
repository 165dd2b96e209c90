"""Opening lists: encodings, formats, and what cannot be used."""

from __future__ import annotations

import codecs
import io
import os
import tracemalloc
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.batch.rows import Reading, Row, RowStream, read_rows
from memegen.batch.rows.format import FORMATS
from memegen.core.diagnostics import Diagnostic, DiagnosticError

TEXT = "quote,by\n“Codwch” fel llewod,Siân\nx,y\n"


def refused(source: str | Path, data: bytes | None = None, format: str = "") -> Diagnostic:
    with pytest.raises(DiagnosticError) as caught:
        list(read_rows(source, None if data is None else io.BytesIO(data), Reading(format=format)))
    [found] = caught.value.diagnostics
    assert found.message and found.hint
    return found


def texts(stream: RowStream) -> list[object]:
    return [row.values if isinstance(row, Row) else row.diagnostic.code for row in stream]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_encodings_and_line_ends_are_detected(data: bytes) -> None:
    stream = read_rows("-", io.BytesIO(data))
    assert stream.format == "csv" and stream.file == "stdin"
    assert texts(stream) == [{"quote": "“Codwch” fel llewod", "by": "Siân"}, {"quote": "x", "by": "y"}]
    assert stream.warnings == []


def test_cp1252_is_read_with_one_warning_at_the_first_line() -> None:
    stream = read_rows("-", io.BytesIO("One\n“Two” — Siân\nThree é\n".encode("cp1252")))
    assert texts(stream) == [{"quote": "One"}, {"quote": "Two", "by": "Siân"}, {"quote": "Three é"}]
    [warning] = stream.warnings
    assert (warning.severity, warning.code, str(warning.where)) == ("warning", "encoding-guessed", "stdin:2")
    assert "Windows-1252" in warning.message and warning.hint


def test_late_cp1252_byte_is_a_warning() -> None:
    stream = read_rows("-", io.BytesIO("é\n".encode() * 50_000 + b"caf\xe9\n" + "ŵ\n".encode()))
    rows = texts(stream)
    assert rows[0] == rows[49_999] == {"quote": "é"} and rows[50_000:] == [{"quote": "café"}, {"quote": "ŵ"}]
    assert [warning.where.line for warning in stream.warnings] == [50_001]


def test_broken_utf_16_is_a_warning() -> None:
    stream = read_rows("-", io.BytesIO(codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"\x00\xd8\n\x00c"))
    assert len(texts(stream)) == 3
    assert [warning.code for warning in stream.warnings] == ["encoding-invalid"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_chunk_size_of_a_pipe_does_not_change_the_lines(size: int, encoding: str) -> None:
    class Slow(io.BytesIO):
        def read(self, count: int | None = -1, /) -> bytes:
            return super().read(size)

    stream = read_rows("-", Slow("a\r\nb\rc\n\r\né\r".encode(encoding)))
    assert [row.where.line for row in stream if isinstance(row, Row)] == [1, 2, 3, 5]


@pytest.mark.parametrize("at", range(65_530, 65_540))
def test_line_end_across_a_chunk_boundary_counts_once(at: int) -> None:
    stream = read_rows("-", io.BytesIO(b"a" * at + b"\r\nb\r\nc"))
    assert [row.where.line for row in stream if isinstance(row, Row)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.txt", "quote,by\nx,y\n", "txt"),
        ("a.txt", "quote\tby\nx\ty\n", "tsv"),
        ("a.CSV", "x\n1\n", "csv"),
        ("a.tsv", "quote\tby\nx\ty\n", "tsv"),
        ("a.json", '["a"]', "json"),
        ("a.json", '{"a": "1"}\n{"a": "2"}\n', "jsonl"),
        ("a.jsonl", '"a"\n"b"', "jsonl"),
        ("a.ndjson", '"b"', "jsonl"),
        ("a.yml", "- b", "yaml"),
        ("a", "- b", "txt"),
        ("a", "- quote: b\n  by: c", "yaml"),
        ("a", "rows:\n- b", "yaml"),
        ("a", "---\n- b", "yaml"),
        ("a", "Note: this is a quote", "txt"),
        ("a.list", '\n[{"a": 1}]', "json"),
        ("a", '["a",\n"b"]', "json"),
        ("a", "[Applause] We won", "txt"),
        ("a", '{"rows": ["x"]}', "json"),
        ("a", '{\n"rows": ["x"]}', "json"),
        ("a", '{"a": "1"}\n{"a": "2"}\n', "jsonl"),
        ("a", '{"a": 1}\n{"a": b}\n', "jsonl"),
        ("a", '{"a": b}\n{"a": "1"}\n', "jsonl"),
        ("a", "{smile} is a quote", "txt"),
        ("a", "quote;by\nx;y", "csv"),
        ("a", "quote\tby\nx\ty", "tsv"),
        ("a", "Headline,by,source\nx,y,z", "csv"),
        ("a", "Hope, not hate\nWork, not war", "txt"),
        ("a", "headline\nx", "csv"),
        ("a", "Headline news\nx", "txt"),
    ],
)
def test_format_is_detected_from_name_and_content(tmp_path: Path, name: str, text: str, format: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with read_rows(path, reading=Reading(("quote", "by", "headline"))) as stream:
        assert stream.format == format
        assert all(isinstance(row, Row) for row in stream) or "b}" in text


@pytest.mark.parametrize(
    ("data", "noun"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\0\6\0", "ZIP archive"),
        (b"%PDF-1.7\n", "PDF"),
        (bytes(range(256)) * 20, "not text"),
        (bytes(100_000), "not text"),
    ],
)
def test_binary_file_is_rejected_as_rows_format(data: bytes, noun: str) -> None:
    for format in ("", "csv"):
        found = refused("-", data, format)
        assert found.code == "rows-unsupported" and noun in found.message and "CSV" in found.hint


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# none\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty_list_is_an_error(data: bytes) -> None:
    assert refused("-", data).code == "rows-empty"


def test_unreadable_files_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quotes.csv").write_text("quote\nx\n")
    missing = refused(tmp_path / "qoutes.csv")
    assert missing.code == "rows-not-found" and "quotes.csv" in missing.hint
    assert refused(tmp_path / "none" / "a.csv").code == "rows-not-found"
    assert refused(tmp_path / "quotes.csv" / "a.csv").code == "rows-not-found"
    assert refused(tmp_path).code == "rows-not-found"
    assert refused("").code == "rows-not-found"
    assert refused("a\0b").code == "rows-not-found"
    assert refused(tmp_path / "quotes.csv", format="cvs").code == "format-unknown"

    def forbidden(*_: object) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refused(tmp_path / "quotes.csv").code == "rows-unreadable"


def test_read_error_midway_is_reported() -> None:
    class Failing(io.BytesIO):
        def read(self, count: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise OSError(5, "Input/output error")
            return super().read(count)

    stream = read_rows("-", Failing(b"a quote\n" * 100_000))
    with pytest.raises(DiagnosticError) as caught:
        list(stream)
    assert caught.value.diagnostics[0].code == "rows-unreadable"


def test_file_is_closed_at_the_end_and_stdin_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a\nb\n")
    stream = read_rows(path)
    with stream:
        assert stream._source
        raw = stream._source.raw
        assert not raw.closed and len(list(stream)) == 2 and raw.closed
    stdin = io.BytesIO(b"a\n")
    assert len(list(read_rows("-", stdin))) == 1
    assert not stdin.closed


@pytest.mark.parametrize("format", ["txt", "csv", "jsonl"])
def test_memory_does_not_grow_with_the_list(format: str) -> None:
    start, line = {"txt": ("", "A quote — Somebody"), "csv": ("quote,by\n", "a,b"), "jsonl": ("", '{"quote": "a"}')}[
        format
    ]

    class Endless(io.RawIOBase):
        left = 30_000

        def read(self, count: int = -1, /) -> bytes:
            if self.left <= 0:
                return b""
            first, self.left = self.left == 30_000, self.left - 1000
            return ((start if first else "") + f"{line}\n" * 1000).encode()

    tracemalloc.start()
    try:
        count = sum(isinstance(row, Row) for row in read_rows("-", cast(BinaryIO, Endless()), Reading(format=format)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 30_000
    assert peak < 1_000_000


def test_pipe_is_read() -> None:
    back, front = os.pipe()
    os.write(front, b"One\nTwo\n")
    os.close(front)
    with os.fdopen(back, "rb", buffering=0) as raw:
        assert texts(read_rows("-", cast(BinaryIO, raw))) == [{"quote": "One"}, {"quote": "Two"}]


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=120) | st.text('[]{}",:ab \n\r\t;#—-\0\\u0é', max_size=80).map(str.encode),
    st.sampled_from(["", *FORMATS]),
)
def test_any_bytes_raise_only_diagnostic_errors(data: bytes, format: str) -> None:
    try:
        for row in read_rows("-", io.BytesIO(data), Reading(format=format)):
            assert row.number > 0
            if isinstance(row, Row):
                f"{row}".encode()
            else:
                f"{row.diagnostic}".encode()
    except DiagnosticError as error:
        assert error.diagnostics
