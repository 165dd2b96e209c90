"""The record of the graphics that were approved: hashes, texts and thumbnails, one JSON object a line.

The first line names the format, its version and the folder of the graphics, relative to the record. A line for each
graphic follows, sorted by name, so that a version control system shows which graphics a new approval is about.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from memegen.batch.manifest import MANIFEST, read_manifest, sha256_of
from memegen.core.diagnostics import DiagnosticError, Where, fail
from memegen.core.files import is_folder, open_atomic, read_file
from memegen.core.frozen import frozen
from memegen.rendering.difference import Summary, summarize_file
from memegen.rendering.formats import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The name of the record next to the project file, or in the current folder.
RECORD = "approved.jsonl"
FORMAT, VERSION = "memegen approval", 1
# Maximum size of a record, bytes: some 15,000 graphics with a photo.
MAX_RECORD = 256 << 20
# Files that are decoded at the same time.
THREADS = 4
KEYS = ("file", "slot", "sha256", "pixels", "alt_text", "caption", "means", "thumbnail")


@frozen
class Approved:
    """A graphic as it was, or is.

    Attributes:
        file: its name, relative to the folder, with slashes.
        slot: what it is made of, e.g. "3 quote-plain x-post": row, template, platform, page; "" if unknown. A graphic
            whose name has changed with its text is found by it.
        sha256: of the file, hexadecimal.
        alt_text, caption: as the manifest has them; "" without one.
    """

    file: str
    slot: str
    sha256: str
    alt_text: str
    caption: str
    summary: Summary


@frozen
class Current:
    """A graphic in the folder that has not been read yet."""

    file: str
    path: Path
    slot: str = ""
    alt_text: str = ""
    caption: str = ""

    def read(self, known: Approved | None = None) -> Approved | DiagnosticError:
        """Return the graphic, or why it cannot be read.

        Args:
            known: what is known of the file of that name, which is not decoded again if its bytes are the same.
        """
        sha256 = sha256_of(self.path)
        try:
            summary = known.summary if known and known.sha256 == sha256 else summarize_file(self.path)
        except DiagnosticError as error:
            return error
        return Approved(self.file, self.slot, sha256, self.alt_text, self.caption, summary)


def find_graphics(folder: Path) -> list[Current]:
    """Return the graphics of a folder, sorted by name: those of its manifest, without one all images.

    Raises:
        DiagnosticError: ``graphics-not-found``.
    """
    if not is_folder(folder):
        raise fail("graphics-not-found", f"folder not found: {folder}", "render the graphics first: memegen batch")
    if (folder / MANIFEST).exists():
        texts = {record["file"]: record for record in read_manifest(folder)}
        found = [
            Current(name, folder / name, _slot(record), str(record.get("alt_text", "")), str(record.get("caption", "")))
            for name, record in texts.items()
            if (folder / name).is_file()
        ]
    else:
        suffixes = set(SUFFIXES.values())
        images = (path for path in folder.iterdir() if path.suffix.lower() in suffixes and path.name[0] != ".")
        found = [Current(path.name, path) for path in images if not path.name.startswith("contact-sheet")]
    return sorted(found, key=lambda graphic: graphic.file)


def _slot(record: Mapping[str, Any]) -> str:
    parts = (record.get(key) for key in ("row", "template", "platform", "page"))
    return " ".join(str(part) for part in parts if part)


def read_all(graphics: Iterable[Current], known: Mapping[str, Approved]) -> Iterator[Approved | DiagnosticError]:
    """Yield each graphic as it is, or why it cannot be read, in the same order; several are decoded at a time."""
    with ThreadPoolExecutor(THREADS, "memegen-review") as pool:
        yield from pool.map(lambda graphic: graphic.read(known.get(graphic.file)), graphics)


def read_record(path: Path, folder: Path | None = None) -> dict[str, Approved]:
    """Return the graphics of a record by name.

    Args:
        path: the record.
        folder: the folder of which the record has to be; None for any.

    Raises:
        DiagnosticError: ``approval-not-found``, ``approval-unreadable``, ``approval-invalid``,
            ``approval-unsupported`` for another version of the format, or ``approval-conflict`` for another folder.
    """
    data = read_file(path, "approval", MAX_RECORD)
    if len(data) > MAX_RECORD:
        raise fail("approval-unreadable", f"{path} has more than {MAX_RECORD >> 20} MB", "approve fewer graphics")
    lines = data.splitlines()
    _check_head(path, _parse(path, 1, lines[0] if lines else b""), folder)
    approved = (_approved(path, number, _parse(path, number, line)) for number, line in enumerate(lines[1:], 2))
    return {graphic.file: graphic for graphic in approved}


def write_record(path: Path, folder: Path, graphics: Mapping[str, Approved]) -> None:
    """Write a record atomically. Raises DiagnosticError, ``output-unwritable``."""
    with open_atomic(path) as file:
        head = {"format": FORMAT, "version": VERSION, "folder": _relative(folder, path)}
        for record in (head, *(_record(graphics[name]) for name in sorted(graphics))):
            file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _relative(folder: Path, record: Path) -> str:
    return PurePosixPath(Path(os.path.relpath(folder, record.absolute().parent)).as_posix()).as_posix()


def _check_head(path: Path, head: Mapping[str, Any], folder: Path | None) -> None:
    where = Where(str(path), 1)
    if head.get("format") != FORMAT:
        raise _invalid(path, 1, "it does not begin with the format")
    if (version := head.get("version")) != VERSION:
        message = f"the record has version {version} of its format; this memegen reads version {VERSION}"
        raise fail("approval-unsupported", message, "use the memegen that has written it, or approve again", where)
    if folder and head.get("folder") != _relative(folder, path):
        own, other = head.get("folder"), _relative(folder, path)
        hint = f"name the folder of the record: {own}; or name another record with --record"
        raise fail("approval-conflict", f"the record is of the folder {own}, not of {other}", hint, where)


def _parse(path: Path, number: int, line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise _invalid(path, number, "this line is not a JSON object")
    return record


def _record(graphic: Approved) -> dict[str, str]:
    summary = graphic.summary
    images = (base64.b64encode(data).decode() for data in (summary.means, summary.thumbnail))
    values = (graphic.file, graphic.slot, graphic.sha256, summary.pixels, graphic.alt_text, graphic.caption, *images)
    return dict(zip(KEYS, values, strict=True))


def _approved(path: Path, number: int, record: Mapping[str, Any]) -> Approved:
    values = [record.get(key) for key in KEYS]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(KEYS):
        raise _invalid(path, number, "this line is not the record of a graphic")
    file, slot, sha256, pixels, alt_text, caption, *images = texts
    try:
        means, thumbnail = (base64.b64decode(image, validate=True) for image in images)
    except (binascii.Error, ValueError):
        raise _invalid(path, number, "its images cannot be read") from None
    return Approved(file, slot, sha256, alt_text, caption, Summary(pixels, means, thumbnail))


def _invalid(path: Path, number: int, reason: str) -> DiagnosticError:
    hint = "restore it, e.g. from version control, or delete it and approve again"
    return fail(
        "approval-invalid", f"the record of approved graphics cannot be read: {reason}", hint, Where(str(path), number)
    )
