"""A renderer: from a template's name and a row of values to painted pixels and encoded bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import Where
from memegen.core.profiling import LAYOUT, RESOLVING
from memegen.layout.engine import Observer, layout
from memegen.model.brand import Brand
from memegen.model.card import Card
from memegen.model.entities import Platform, Raw, Template
from memegen.rendering.backdrop_sampler import RenderedBackdropSampler
from memegen.rendering.format_choice import choose_format
from memegen.rendering.rendered import Rendered
from memegen.scene.items import Picture
from memegen.scene.window import Window
from memegen.template.catalog import Catalog
from memegen.template.photo_lookup import PhotoFolders
from memegen.template.resolve import Resolver

if TYPE_CHECKING:
    from memegen.images import Photos


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
        chosen = choose_format(format, card.platform, scene)
        return Rendered(card, scene, chosen, quality, library, self.photos, self.threads)

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
