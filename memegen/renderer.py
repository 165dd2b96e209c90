"""A renderer: from a template's name and a row of values to painted pixels and encoded bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.files import write_atomic
from memegen.core.profiling import ENCODING, LAYOUT, PAINTING, RESOLVING
from memegen.layout.engine import Observer, layout
from memegen.model.brand import Brand
from memegen.model.entities import Card, Platform, Raw, Template
from memegen.rendering.backdrop_sampler import RenderedBackdropSampler
from memegen.rendering.format_choice import choose_format
from memegen.rendering.formats import format_of
from memegen.rendering.metadata import card_metadata
from memegen.rendering.text_report import low_contrasts, text_boxes
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from memegen.scene.window import Window
from memegen.template.catalog import Catalog
from memegen.template.photo_lookup import PhotoFolders
from memegen.template.resolve import Resolver

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.images import Photos
    from memegen.rendering.painter import Painting


class Rendered:
    """A finished graphic. Its pixels are painted, and its bytes encoded, on first use.

    Attributes:
        card: The card, all values resolved.
        scene: The items that are painted, in absolute pixels.
        format: The format of the file.
        quality: Quality of a JPEG, WebP or AVIF, 1-100; 0 for the default.
    """

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
        """The pixels, "RGB", or "RGBA" if the platform accepts transparency; changes do not affect the file."""
        return self._painting.image.copy()

    @cached_property
    def _painting(self) -> Painting:
        scene, photos = self.scene, self._renderer.photos
        from memegen.rendering.painter import paint

        library = self._renderer.catalog.library(self.card.brand.typefaces)
        with PAINTING:
            return paint(scene, library, photos, measuring=True)

    @cached_property
    def bytes(self) -> bytes:
        """The picture file with its metadata, within the platform's size limit if the format allows."""
        from memegen.rendering.encode import DEFAULT_QUALITY, encode

        limit = self.card.platform.bytes or None
        quality = self.quality or DEFAULT_QUALITY
        painting = self._painting
        with ENCODING:
            xmp = card_metadata(self.card).to_xmp()
            return encode(painting.image, self.format, quality, limit, xmp, painting.backdrop, self._renderer.threads)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about this graphic: those of its layout, low contrast, and a file above the size limit."""
        findings = [*self.scene.findings, *low_contrasts(self.scene, self._painting.contrasts)]
        limit = self.card.platform.bytes
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
        rendered = self if same else Rendered(self._renderer, self.card, self.scene, format, self.quality)
        write_atomic(path, rendered.bytes)
        return path

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


def _sha256(data: bytes) -> str:
    """Return the SHA-256 hash as hexadecimal digits."""
    # Imported here: it takes as long as laying out a card, and 4 MB of memory.
    from hashlib import sha256

    return sha256(data).hexdigest()


class Renderer:
    """Renders cards of one catalog; checked templates, faces and photos are kept between cards.

    Attributes:
        catalog: Templates, brands, platforms and fonts.
        pictures: Finds the picture files that rows name.
        today: The day for which rights of photos are checked.
        threads: Number of threads that compress a file.
    """

    def __init__(
        self, templates: Sequence[str | Path] = (), folders: Sequence[str | Path] = (), today: date | None = None
    ) -> None:
        """Make a renderer; no file is read before it is needed.

        Args:
            templates: Template files, in addition to the shipped ones.
            folders: Folders of pictures, in addition to the folder of each list of rows.
            today: The day for which rights of photos are checked; None for the current day.
        """
        self.catalog = Catalog([Path(file) for file in templates])
        self.pictures = PhotoFolders(folders)
        self.today = today
        self.threads = 1
        self._resolvers: dict[tuple[str, str, Platform], Resolver] = {}

    @cached_property
    def photos(self) -> Photos:
        """The photos of all cards, with caches."""
        from memegen.images import Photos

        return Photos()

    def template(self, name: str, brand: str = "") -> Template:
        """Return a template as checked for a brand; "" is the default brand.

        Raises:
            DiagnosticError: the template or the brand is unknown or invalid.
        """
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
        """Return the graphic of a row.

        Args:
            template: The template's name.
            values: The row: values by field.
            platform: The platform; None for the template's own.
            brand: The brand's name or file; "" for the default brand.
            format: The file's format; "" to choose one.
            where: Where the row is, for diagnostics.
            quality: Quality of a JPEG, WebP or AVIF, 1-100; 0 for the default.

        Raises:
            DiagnosticError: all that is wrong with template, brand or row.
        """
        return self.render_card(self.card(template, values, platform, brand, where or Where()), format, quality)

    def render_card(self, card: Card, format: str = "", quality: int = 0) -> Rendered:
        """Return the graphic of a card; the other arguments are those of :meth:`render`."""
        library = self.catalog.library(card.brand.typefaces)
        with LAYOUT:
            sampler = RenderedBackdropSampler(library, self.photos)
            # Of many graphics, workers use the processors that these threads would.
            observers = [self._preparing(card.platform)] if self.threads > 1 else []
            scene = layout(card, library, self.photos, sampler, *observers)
        return Rendered(self, card, scene, choose_format(format, card.platform, scene), quality)

    def _preparing(self, platform: Platform) -> Observer:
        """Return an observer that prepares the plates of placed pictures while the layers after them are laid out."""
        canvas = Window(0, 0, platform.width, platform.height)
        return lambda items: self.photos.prepare_ahead([item for item in items if isinstance(item, Picture)], canvas)

    def card(
        self, template: str, values: Mapping[str, Raw], platform: Platform | None, brand: str, where: Where
    ) -> Card:
        """Return the card of a row, which is not laid out; arguments and errors are those of :meth:`render`."""
        card_brand = self.catalog.brand(brand)
        checked = self.catalog.template(template, card_brand)
        platform = platform or self.catalog.pick([checked.platform])[0]
        with RESOLVING:
            return self._resolver(checked, card_brand, platform).card(values, where)

    def _resolver(self, template: Template, brand: Brand, platform: Platform) -> Resolver:
        key = (template.name, brand.key, platform)
        if key not in self._resolvers:
            context = self.catalog.context(brand, platform)
            self._resolvers[key] = Resolver(template, brand, platform, context, self.pictures, self.today)
        return self._resolvers[key]
