"""Whether a check finds what rendering finds: a card of the gallery or of the stress lists, compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Platform, Raw
from memegen.renderer import Renderer
from memegen.rendering.painter import measure
from memegen.rendering.series import Series
from memegen.scene.items import Group, Item, Text
from memegen.scene.scene import Scene
from tests.helpers.paths import PHOTOS


@dataclass(frozen=True)
class Case:
    """A card to compare: template, variant, platform, brand, and the values that are not examples."""

    template: str
    variant: str
    platform: Platform
    brand: str
    title: str
    row: dict[str, Raw]


@dataclass(frozen=True)
class Comparison:
    """What a check and a rendering found: diagnostics, and the contrast of every text, to two places."""

    checked: tuple[str, ...]
    rendered: tuple[str, ...]
    measured: tuple[float | None, ...] = ()
    painted: tuple[float | None, ...] = ()

    @property
    def is_equal(self) -> bool:
        return (self.checked, self.measured) == (self.rendered, self.painted)


def compare(renderer: Renderer, case: Case, made: Path) -> Comparison:
    """Return what is found of a card before it is painted and after; *made* is the folder of photos made for tests."""
    fields = renderer.template(case.template, case.brand).fields
    values: dict[str, Raw] = {field.name: field.example for field in fields.values() if field.example} | case.row
    if case.row.get("photo"):
        own = made / f"{case.row['photo']}.jpg"
        values["photo"] = str(own if own.exists() else PHOTOS / own.name)
    try:
        series = renderer.series(case.template, values, case.platform, case.brand, variant=case.variant)
    except DiagnosticError as error:
        return Comparison((str(error),), (str(error),))
    checked = tuple(map(str, series.findings))
    measured = [
        ratio
        for page in series
        for ratio in measure(
            demanding(page.scene), renderer.catalog.library(page.card.brand.typefaces), renderer.photos
        )
    ]
    # The same cards again, as these have their findings already.
    rendered = Series(page.in_format("gif").in_format(page.format) for page in series)
    painted = [box["contrast"] for page in rendered for box in page.boxes(painted=True)]
    return Comparison(
        checked,
        tuple(map(str, rendered.findings)),
        tuple(None if ratio is None else round(ratio, 2) for ratio in measured),
        tuple(painted),
    )


def demanding(scene: Scene) -> Scene:
    """Return the scene with texts that need more contrast than there is, so that each of them has to be measured."""
    return replace(scene, items=tuple(map(_demanding, scene.items)))


def _demanding(item: Item) -> Item:
    if isinstance(item, Group):
        return replace(item, items=tuple(map(_demanding, item.items)))
    return replace(item, needs=22) if isinstance(item, Text) else item
