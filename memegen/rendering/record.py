"""What is known of one graphic, or of a document of several: its record in JSON, and the warnings about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.rendering.file_size import always_fits, size_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from memegen.core.diagnostics import Diagnostic
    from memegen.rendering.rendered import Rendered


def findings_of(pages: Sequence[Rendered], data: Callable[[], bytes]) -> tuple[Diagnostic, ...]:
    """Return the warnings about a file.

    Args:
        pages: The graphics in it.
        data: Returns its bytes; called only if it may exceed the size limit.
    """
    platform, format = pages[0].card.platform, pages[0].format
    found = tuple(finding for page in pages for finding in page.picture_findings)
    # A document holds each text twice, and the second time in two bytes a letter.
    if always_fits(platform, format, 3 * sum(len(page.xmp) for page in pages), len(pages)):
        return found
    return (*found, *size_findings(platform, format, len(data())))


def record_of(
    pages: Sequence[Rendered], file: str, data: bytes | None, findings: Iterable[Diagnostic], *, summed: bool
) -> dict[str, Any]:
    """Return the record of one graphic, or of a document of several.

    Args:
        pages: The graphics, at least one.
        file: The path of the file, as it is to be recorded.
        data: The bytes of the file; None if it is not rendered.
        findings: The warnings about it.
        summed: Whether to include the SHA-256 hash of the file.
    """
    first, card, painted = pages[0], pages[0].card, data is not None
    return {
        "row": card.row,
        "template": card.template,
        "platform": card.platform.name,
        "brand": card.brand.name,
        "language": card.brand.language,
        "file": file,
        "width": first.scene.width,
        "height": first.scene.height,
        "format": first.format,
        "bytes": None if data is None else len(data),
        "sha256": _sha256(data) if data is not None and summed else None,
        "alt_text": "\n".join(dict.fromkeys(page.alt_text for page in pages)),
        "caption": first.caption,
        **{key: _joined(pages, key) for key in ("credit", "licence", "source")},
        "findings": [finding.to_json() for finding in findings],
        "boxes": [box for page in pages for box in page.boxes(painted=painted)],
        "cached": False,
        **({"variant": card.variant} if card.variant else {}),
        **({"page": card.page} if card.pages and len(pages) == 1 else {}),
        **({"pages": card.pages} if card.pages else {}),
    }


def _joined(pages: Sequence[Rendered], right: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (getattr(page.card, right) for page in pages))))


def _sha256(data: bytes) -> str:
    """Return the SHA-256 hash as hexadecimal digits."""
    # Imported here: it takes as long as laying out a card, and 4 MB of memory.
    from hashlib import sha256

    return sha256(data).hexdigest()
