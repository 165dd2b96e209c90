"""A finished graphic: its pixels, its file, and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.files import write_atomic
from memegen.core.profiling import ENCODING, PAINTING
from memegen.rendering.file_size import size_limit
from memegen.rendering.formats import format_of
from memegen.rendering.metadata import card_metadata
from memegen.rendering.record import findings_of, record_of
from memegen.rendering.text_report import low_contrasts, text_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from memegen.core.diagnostics import Diagnostic
    from memegen.images import Photos
    from memegen.model.card import Card
    from memegen.rendering.painter import Painting
    from memegen.scene.scene import Scene
    from memegen.text.fonts import Library


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

    @property
    def _contrasts(self) -> tuple[float | None, ...]:
        """The contrasts of its texts, except for those that cannot be too low if it is not painted."""
        if "_painting" in vars(self):
            return self._painting.contrasts
        from memegen.rendering.painter import measure

        with PAINTING:
            return measure(self.scene, self._library, self._photos)

    @cached_property
    def xmp(self) -> bytes:
        """The metadata of the file, an XMP packet."""
        return card_metadata(self.card).to_xmp()

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
            return encode(painting.image, self.format, quality, limit, self.xmp, painting.backdrop, self._threads)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about this graphic: those of its layout, low contrast, and a file above the size limit.

        They are the same whether it is rendered or not; it is encoded only if its file may be too large.
        """
        return findings_of([self], lambda: self.bytes)

    @cached_property
    def picture_findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about the picture and its post: those of its layout, limits of the post, and low contrast."""
        return (*self.design_findings, *self.card.post_findings)

    @property
    def design_findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about the picture alone: those of its layout, and low contrast."""
        return (*self.scene.findings, *low_contrasts(self.scene, self._contrasts))

    @property
    def unpainted_findings(self) -> tuple[Diagnostic, ...]:
        """Warnings that are known before the picture is painted."""
        return (*self.scene.findings, *self.card.post_findings)

    def save(self, path: str | Path) -> Path:
        """Write the file atomically and return its path.

        Args:
            path: The file; its suffix, if it has one, decides the format.

        Raises:
            DiagnosticError: ``format-unknown`` for any other suffix.
        """
        path = Path(path)
        format = format_of(path)
        write_atomic(path, self.in_format(format).bytes)
        return path

    def in_format(self, format: str) -> Rendered:
        """Return the same graphic, to be encoded in that format; "" for its own."""
        if format in ("", self.format):
            return self
        return Rendered(self.card, self.scene, format, self.quality, self._library, self._photos, self._threads)

    def boxes(self, *, painted: bool) -> list[dict[str, Any]]:
        """Return where its texts are; if *painted*, with their contrasts."""
        return text_boxes(self.scene, self._painting.contrasts if painted else None)

    def record(self, file: str = "", *, painted: bool = True, summed: bool = True) -> dict[str, Any]:
        """Return the graphic as plain JSON values, as ``memegen make --json`` prints it.

        Args:
            file: The path of the file, as it is to be recorded.
            painted: Whether to include what is known only of a rendered graphic: its bytes and the contrast of its
                texts. The findings are complete either way.
            summed: Whether to include the SHA-256 hash of the file.
        """
        data = self.bytes if painted else None
        return record_of([self], file, data, self.findings, summed=summed)


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
