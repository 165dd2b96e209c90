"""A renderer: from a template's name and a row of values to painted pixels and encoded bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import Where, fail
from memegen.core.profiling import LAYOUT, RESOLVING
from memegen.layout.engine import Observer, layout
from memegen.model.brand import Brand
from memegen.model.card import Card
from memegen.model.entities import Platform, Raw, Template
from memegen.rendering.backdrop_sampler import RenderedBackdropSampler
from memegen.rendering.file_size import media_limit
from memegen.rendering.format_choice import choose_format
from memegen.rendering.rendered import Rendered
from memegen.rendering.series import Series
from memegen.scene.color import BLACK
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from memegen.scene.window import Window
from memegen.template.catalog import Catalog
from memegen.template.photo_lookup import PhotoFolders
from memegen.template.post_limits import media_findings
from memegen.template.post_texts import with_own_texts
from memegen.template.project import NO_PROJECT, Project
from memegen.template.resolve import Resolver
from memegen.template.series import choose_variant, page_slots, paginate

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
        self,
        templates: Sequence[str | Path] = (),
        folders: Sequence[str | Path] = (),
        today: date | None = None,
        project: Project = NO_PROJECT,
    ) -> None:
        """Make a renderer; no file is read before it is needed.

        Args:
            templates: Template files, in addition to the shipped ones.
            folders: Folders of pictures, in addition to the folder of each list of rows.
            today: The day for which rights of photos are checked; None for the current day.
            project: The project, whose brand, templates, platforms and photo folders are used as well.
        """
        self.catalog = Catalog([Path(file) for file in templates], project)
        self.pictures = PhotoFolders(dict.fromkeys((*map(str, folders), *project.photos)))
        self.today = today
        self.threads = 1
        self._resolvers: dict[tuple[str, int, str, Platform], Resolver] = {}

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
        variant: str = "",
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
            variant: The template's variant: ``auto``, ``turn`` or a number; "" for the template's own choice.

        Raises:
            DiagnosticError: all that is wrong with template, brand or row; ``pages-several`` for a series of several.
        """
        cards = self.cards(template, values, platform, brand, where or Where(), variant)
        if len(cards) > 1:
            message = f"render returns one graphic, and template {template} makes {len(cards)} pages"
            raise fail("pages-several", message, "call series, which returns all pages", where)
        return self.render_card(cards[0], format, quality)

    def series(
        self,
        template: str,
        values: Mapping[str, Raw],
        platform: Platform | None = None,
        brand: str = "",
        format: str = "",
        where: Where | None = None,
        quality: int = 0,
        variant: str = "",
    ) -> Series:
        """Return the graphics of all pages of a row, one for a template without pages; as :meth:`render`."""
        cards = self.cards(template, values, platform, brand, where or Where(), variant)
        return self.render_cards(cards, format, quality)

    def render_cards(self, cards: Iterable[Card], format: str = "", quality: int = 0) -> Series:
        """Return the graphics of cards; the other arguments are those of :meth:`render`."""
        first, *others = cards
        limit = media_limit(first.platform, format)
        if found := media_findings(1 + len(others), limit, first.platform):
            first = replace(first, post_findings=(*first.post_findings, *found))
        return Series(self.render_card(card, format, quality) for card in (first, *others))

    def render_card(self, card: Card, format: str = "", quality: int = 0) -> Rendered:
        """Return the graphic of a card; the other arguments are those of :meth:`render`."""
        scene = self._scene(card)
        chosen = choose_format(format, card.platform, scene)
        library = self.catalog.library(card.brand.typefaces)
        return Rendered(card, scene, chosen, quality, library, self.photos, self.threads)

    def _scene(self, card: Card) -> Scene:
        library = self.catalog.library(card.brand.typefaces)
        with LAYOUT:
            sampler = RenderedBackdropSampler(library, self.photos)
            # Of many graphics, workers use the processors that these threads would.
            observers = [self._preparing(card.platform)] if self.threads > 1 else []
            return layout(card, library, self.photos, sampler, *observers)

    def _preparing(self, platform: Platform) -> Observer:
        """Return an observer that prepares the plates of placed pictures while the layers after them are laid out."""
        canvas = Window(0, 0, platform.width, platform.height)
        return lambda items: self.photos.prepare_ahead([item for item in items if isinstance(item, Picture)], canvas)

    def cards(
        self,
        template: str,
        values: Mapping[str, Raw],
        platform: Platform | None,
        brand: str,
        where: Where,
        variant: str = "",
        *,
        paginated: bool = True,
    ) -> tuple[Card, ...]:
        """Return the cards of a row's pages, one for a template without pages; they are not laid out.

        Args:
            template: The template's name.
            values: The row: values by field.
            platform: The platform; None for the template's own.
            brand: The brand's name or file; "" for the default brand.
            where: Where the row is.
            variant: The template's variant; "" for its own choice.
            paginated: Whether texts that do not fit go on to further pages, for which pages are laid out.

        Raises:
            DiagnosticError: as :meth:`render`.
        """
        card_brand = self.catalog.brand(brand)
        checked = self.catalog.template(template, card_brand)
        platform = platform or self.catalog.pick([checked.platform])[0]
        with RESOLVING:
            number = choose_variant(checked, variant, values, where) if checked.variants or variant else 0
            chosen = checked.variants[number - 1] if number else checked
            resolver = self._resolver(chosen, card_brand, platform, number)
            if resolver.template.pages:
                cards = self._pages(resolver, values, where, number, paginated=paginated)
            else:
                card = resolver.card(values, where)
                cards = (replace(card, variant=number) if number else card,)
            return with_own_texts(cards, values, chosen, where)

    def _pages(
        self, resolver: Resolver, values: Mapping[str, Raw], where: Where, number: int, *, paginated: bool
    ) -> tuple[Card, ...]:
        """Return the cards of all pages of a template, or of its variant of that number."""

        def other(template: Template) -> Resolver:
            own = choose_variant(template, "", values, where)
            chosen = template.variants[own - 1] if own else template
            return self._resolver(chosen, resolver.brand, resolver.platform, id(chosen))

        slots = page_slots(resolver, values, where, other)
        lay_out = self._scene if paginated else lambda card: Scene(0, 0, BLACK, ())
        cards = paginate(resolver.template.name, slots, where, lay_out)
        return tuple(replace(card, variant=number) for card in cards) if number else cards

    def _resolver(self, template: Template, brand: Brand, platform: Platform, composition: int = 0) -> Resolver:
        """Return the resolver of a template; *composition* tells its variants and pages apart."""
        key = (template.name, composition, brand.key, platform)
        if key not in self._resolvers:
            context = self.catalog.context(brand, platform)
            self._resolvers[key] = Resolver(template, brand, platform, context, self.pictures, self.today)
        return self._resolvers[key]
