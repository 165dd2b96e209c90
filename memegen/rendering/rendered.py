"""A finished graphic: its pixels, its file, and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.files import write_atomic
from memegen.core.profiling import ENCODING, PAINTING
from memegen.rendering.formats import format_of
from memegen.rendering.metadata import card_metadata
from memegen.rendering.text_report import low_contrasts, text_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from memegen.images import Photos
    from memegen.model.card import Card
    from memegen.model.entities import Platform
    from memegen.rendering.painter import Painting
    from memegen.scene.scene import Scene
    from memegen.text.fonts import Library

# Maximum size of a document, in bytes: that of LinkedIn, which takes 300 pages (its help, and Ayrshare's guidelines).
DOCUMENT_BYTES = 100_000_000


class Rendered:
    """A finished graphic. Its pixels are painted, and its bytes encoded, on first use.

    Attributes:
        card: The card, all values resolved.
        scene: The items that are painted, in absolute pixels.
        format: The format of the file.
        quality: Quality of a JPEG, WebP or AVIF, 1-100; 0 for the default.
    """

    def __init__(
        self, card: Card, scene: Scene, format: str, quality: int, library: Library, photos: Photos, threads: int = 1
    ) -> None:
        """Make a graphic; nothing is painted yet.

        Args:
            card: The card, all values resolved.
            scene: The items that are painted.
            format: The format of the file.
            quality: Quality of a JPEG, WebP or AVIF, 1-100; 0 for the default.
            library: The fonts of its texts.
            photos: Decodes its pictures.
            threads: Number of threads that compress the file.
        """
        self.card = card
        self.scene = scene
        self.format = format
        self.quality = quality
        self._library = library
        self._photos = photos
        self._threads = threads

    @property
    def alt_text(self) -> str:
        return self.card.alt_text

    @property
    def caption(self) -> str:
        return self.card.caption

    @cached_property
    def image(self) -> Image:
        """The pixels, "RGB", or "RGBA" if the platform accepts transparency; changes do not affect the file."""
        return self._painting.image.copy()

    @cached_property
    def _painting(self) -> Painting:
        from memegen.rendering.painter import paint

        with PAINTING:
            return paint(self.scene, self._library, self._photos, measuring=True)

    def jpeg(self, quality: int) -> bytes:
        """Return the picture as a JPEG of that quality, 1-100, without metadata."""
        from memegen.rendering.encode import encode

        painting = self._painting
        with ENCODING:
            return encode(painting.image, "jpeg", quality, backdrop=painting.backdrop)

    @cached_property
    def bytes(self) -> bytes:
        """The file with its metadata, within the platform's size limit if the format allows."""
        if self.format == "pdf":
            return document([self])
        from memegen.rendering.encode import DEFAULT_QUALITY, encode

        limit = size_limit(self.card.platform, self.format)
        quality = self.quality or DEFAULT_QUALITY
        painting = self._painting
        with ENCODING:
            xmp = card_metadata(self.card).to_xmp()
            return encode(painting.image, self.format, quality, limit, xmp, painting.backdrop, self._threads)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about this graphic: those of its layout, low contrast, and a file above the size limit."""
        findings = [*self.scene.findings, *low_contrasts(self.scene, self._painting.contrasts)]
        limit = size_limit(self.card.platform, self.format)
        if limit and len(self.bytes) > limit:
            message = f"the file has {len(self.bytes):,} bytes; {self.card.platform.title} takes {limit:,}"
            hint = "try --format jpeg, or a calmer photo"
            findings.append(Diagnostic(WARNING, "file-too-large", Where(), message, hint))
        return tuple(findings)

    def save(self, path: str | Path) -> Path:
        """Write the file atomically and return its path.

        Args:
            path: The file; its suffix, if it has one, decides the format.

        Raises:
            DiagnosticError: ``format-unknown`` for any other suffix.
        """
        path = Path(path)
        format = format_of(path)
        same = format in ("", self.format)
        rendered = self if same else self._in_format(format)
        write_atomic(path, rendered.bytes)
        return path

    def _in_format(self, format: str) -> Rendered:
        """Return the same graphic, to be encoded in another format."""
        return Rendered(self.card, self.scene, format, self.quality, self._library, self._photos, self._threads)

    def record(self, file: str = "", *, painted: bool = True, summed: bool = True) -> dict[str, Any]:
        """Return the graphic as plain JSON values, as ``memegen make --json`` prints it.

        Args:
            file: The path of the file, as it is to be recorded.
            painted: Whether to include what is known only after painting; otherwise the graphic is not painted.
            summed: Whether to include the SHA-256 hash of the file.
        """
        findings = self.findings if painted else self.scene.findings
        return {
            "row": self.card.row,
            "template": self.card.template,
            "platform": self.card.platform.name,
            "brand": self.card.brand.name,
            "language": self.card.brand.language,
            "file": file,
            "width": self.scene.width,
            "height": self.scene.height,
            "format": self.format,
            "bytes": len(self.bytes) if painted else None,
            "sha256": _sha256(self.bytes) if painted and summed else None,
            "alt_text": self.alt_text,
            "caption": self.caption,
            **{key: getattr(self.card, key) for key in ("credit", "licence", "source")},
            "findings": [finding.to_json() for finding in findings],
            "boxes": text_boxes(self.scene, self._painting.contrasts if painted else None),
            "cached": False,
        }


def size_limit(platform: Platform, format: str) -> int | None:
    """Return the maximum size of a file on the platform, in bytes; None for no limit.

    The limit of a platform that takes no documents is that of pictures; LinkedIn's holds for documents then.
    """
    if format == "pdf" and "pdf" not in platform.formats:
        return DOCUMENT_BYTES
    return platform.bytes or None


def document(pages: Sequence[Rendered]) -> bytes:
    """Return the PDF document of these graphics, its pictures of a quality at which it is within the size limit."""
    from memegen.rendering.encode import DEFAULT_QUALITY, encode_within
    from memegen.rendering.pdf import PdfInfo, PdfPage, write

    first = pages[0].card
    metadata = card_metadata(first)
    # The alternative text of each page is that of its picture.
    xmp = (metadata if len(pages) == 1 else replace(metadata, alt="")).to_xmp()
    info = PdfInfo(metadata.title, first.brand.title, first.caption, first.brand.language, xmp)

    def written(quality: int) -> bytes:
        pictures = [(page.jpeg(quality), page.scene.width, page.scene.height, page.alt_text) for page in pages]
        return write([PdfPage(*picture) for picture in pictures], info)

    return encode_within(written, pages[0].quality or DEFAULT_QUALITY, size_limit(first.platform, "pdf"))


def _sha256(data: bytes) -> str:
    """Return the SHA-256 hash as hexadecimal digits."""
    # Imported here: it takes as long as laying out a card, and 4 MB of memory.
    from hashlib import sha256

    return sha256(data).hexdigest()
