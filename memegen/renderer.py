"""One picture: from a template's name and a row of values to painted pixels and encoded bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.files import write_atomic
from memegen.core.profiling import ENCODING, LAYOUT, PAINTING, RESOLVING
from memegen.layout.engine import layout
from memegen.model.entities import Brand, Card, Platform, Raw, Template
from memegen.rendering.backdrop_sampler import RenderedBackdropSampler
from memegen.rendering.formats import choose_format, format_of
from memegen.rendering.metadata import card_metadata
from memegen.scene.geometry import Box
from memegen.scene.items import Text
from memegen.scene.scene import Scene
from memegen.template.catalog import Catalog
from memegen.template.photo_lookup import PhotoFolders
from memegen.template.resolve import Resolver

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.images import Photos
    from memegen.rendering.painter import Painting

# Less than this below what is needed is no difference that anybody sees.
FAINT = 0.05


class Rendered:
    """A finished picture. Its pixels are painted, and its bytes encoded, when first asked for."""

    def __init__(self, renderer: Renderer, card: Card, scene: Scene, format: str, quality: int = 0) -> None:
        self._renderer = renderer
        self.card = card
        self.scene = scene
        self.format = format
        self.quality = quality

    @property
    def alt_text(self) -> str:
        return self.card.alt_text

    @property
    def caption(self) -> str:
        return self.card.caption

    @cached_property
    def image(self) -> Image:
        """The pixels, RGB, or RGBA where the platform takes a transparent ground. Whatever is done to them, the file
        is as it was painted.
        """
        return self._painting.image.copy()

    @cached_property
    def _painting(self) -> Painting:
        from memegen.rendering.painter import paint

        library = self._renderer.catalog.library(self.card.brand.typefaces)
        with PAINTING:
            return paint(self.scene, library, self._renderer.photos, measuring=True)

    @cached_property
    def bytes(self) -> bytes:
        """The picture file, with what it says of itself. Within the platform's limit wherever the format can be."""
        from memegen.rendering.encode import DEFAULT_QUALITY, encode

        limit = self.card.platform.bytes or None
        image, under, _ = self._painting
        with ENCODING:
            packet = card_metadata(self.card).to_xmp()
            return encode(
                image, self.format, self.quality or DEFAULT_QUALITY, limit, packet, under, self._renderer.threads
            )

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is worth knowing about this picture before it is posted."""
        found = [*self.scene.findings, *self._faint()]
        limit = self.card.platform.bytes
        if limit and len(self.bytes) > limit:
            message = f"the file has {len(self.bytes):,} bytes; {self.card.platform.title} takes {limit:,}"
            found.append(
                Diagnostic(WARNING, "file-too-large", Where(), message, "try --format jpeg, or a calmer photo")
            )
        return tuple(found)

    def _faint(self) -> Iterator[Diagnostic]:
        """Texts that do not read on what is behind them."""
        texts = [text for text in self.scene.texts() if text.layer]
        for text, contrast in zip(texts, self._painting.contrasts, strict=True):
            if contrast is not None and contrast < text.needs - FAINT:
                message = f"text {text.layer!r} has a contrast of {contrast:.1f}; it needs {text.needs:g}"
                hint = "give it a scrim or a panel, another colour, or a calmer photo"
                yield Diagnostic(WARNING, "contrast-low", Where(), message, hint)

    def _boxes(self, *, painted: bool) -> list[dict[str, Any]]:
        shown = [(text, box) for text, box in self.scene.text_bounds() if text.layer]
        contrasts = self._painting.contrasts if painted else (None,) * len(shown)
        return [_box(text, box, contrast) for (text, box), contrast in zip(shown, contrasts, strict=True)]

    def save(self, path: str | Path) -> Path:
        """Write the file, whole or not at all; its suffix, if it has one, decides the format.

        Raises DiagnosticError, ``format-unknown`` for any other suffix.
        """
        path = Path(path)
        wanted = format_of(path)
        same = wanted in ("", self.format)
        rendered = self if same else Rendered(self._renderer, self.card, self.scene, wanted, self.quality)
        write_atomic(path, rendered.bytes)
        return path

    def record(self, file: str = "", *, painted: bool = True, summed: bool = True) -> dict[str, Any]:
        """What the contract's JSON says of a picture; without *painted* only what the layout knows of it.

        Without *summed* it leaves the sum of the bytes out.
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
            "sha256": _sum(self.bytes) if painted and summed else None,
            "alt_text": self.alt_text,
            "caption": self.caption,
            **{part: getattr(self.card, part) for part in ("credit", "licence", "source")},
            "findings": [finding.to_json() for finding in findings],
            "boxes": self._boxes(painted=painted),
            "cached": False,
        }


def _sum(data: bytes) -> str:
    """The SHA-256 sum, as hexadecimal digits."""
    # Loaded late, for that takes as long as to lay a card out, and four megabytes.
    from hashlib import sha256

    return sha256(data).hexdigest()


def _box(text: Text, box: Box, contrast: float | None) -> dict[str, Any]:
    """What the contract says of a text; *box* is its ink on the canvas."""
    return {
        "layer": text.layer,
        "text": text.text,
        "x": round(box.x, 1),
        "y": round(box.y, 1),
        "w": round(box.w, 1),
        "h": round(box.h, 1),
        "size": round(text.size, 1),
        "lines": [line.text.strip() for line in text.lines],
        "contrast": None if contrast is None else round(contrast, 2),
    }


class Renderer:
    """Renders cards from one catalog; faces, plates and checked templates are kept between cards."""

    def __init__(
        self, templates: Sequence[str | Path] = (), folders: Sequence[str | Path] = (), today: date | None = None
    ) -> None:
        """*folders* are where lists of rows may name pictures, beside their own; from *today* on terms have run out."""
        self.catalog = Catalog([Path(file) for file in templates])
        self.pictures = PhotoFolders(folders)
        self.today = today
        # In how many threads a file may be packed.
        self.threads = 1
        self._resolvers: dict[tuple[str, str, Platform], Resolver] = {}

    @cached_property
    def photos(self) -> Photos:
        from memegen.images import Photos

        return Photos()

    def template(self, name: str, brand: str = "") -> Template:
        return self.catalog.template(name, self.catalog.brand(brand))

    def render(
        self,
        template: str,
        values: Mapping[str, Raw],
        platform: Platform | None = None,
        brand: str = "",
        format: str = "",
        where: Where | None = None,
        quality: int = 0,
    ) -> Rendered:
        """One picture of a row. Raises DiagnosticError with all that is wrong with template, brand or row."""
        return self.rendered(self.card(template, values, platform, brand, where or Where()), format, quality)

    def rendered(self, card: Card, format: str = "", quality: int = 0) -> Rendered:
        """The picture of a card."""
        library = self.catalog.library(card.brand.typefaces)
        with LAYOUT:
            scene = layout(card, library, self.photos, RenderedBackdropSampler(library, self.photos))
        return Rendered(self, card, scene, choose_format(format, card.platform, scene), quality)

    def card(
        self, template: str, values: Mapping[str, Raw], platform: Platform | None, brand: str, where: Where
    ) -> Card:
        """The card of a row, not yet laid out. Raises DiagnosticError as :meth:`render` does."""
        style = self.catalog.brand(brand)
        design = self.catalog.template(template, style)
        platform = platform or self.catalog.pick([design.platform])[0]
        with RESOLVING:
            return self._resolver(design, style, platform).card(values, where)

    def _resolver(self, template: Template, brand: Brand, platform: Platform) -> Resolver:
        asked = (template.name, brand.key, platform)
        if asked not in self._resolvers:
            context = self.catalog.context(brand, platform)
            self._resolvers[asked] = Resolver(template, brand, platform, context, self.pictures, self.today)
        return self._resolvers[asked]
