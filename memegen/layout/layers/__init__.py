"""The layer kinds, one module each; a new kind is a module here and an entry in ``KINDS``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memegen.layout.layers.base import Layer


class LayerKinds(Mapping[str, "type[Layer]"]):
    """Layer classes by their name in YAML; a module is imported when its kind is first looked up.

    Most templates use a few kinds, and importing all of them takes longer than laying out a card.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        """*names* holds the module and the class of each kind, as in ``shapes.Circle``, by its name in YAML."""
        self._names = names
        self._classes: dict[str, type[Layer]] = {}

    def __getitem__(self, kind: str) -> type[Layer]:
        if kind not in self._classes:
            module, _, name = self._names[kind].partition(".")
            self._classes[kind] = getattr(import_module(f"{__name__}.{module}"), name)
        return self._classes[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


# In the order of the reference.
KINDS = LayerKinds(
    {
        "colour": "backgrounds.SolidColor",
        "gradient": "backgrounds.Gradient",
        "photo": "photo.Photo",
        "scrim": "scrim.Scrim",
        "text": "text.TextLayer",
        "hashtag": "hashtag.Hashtag",
        "row": "stack.Row",
        "column": "stack.Column",
        "grid": "grid.Grid",
        "pile": "pile.Pile",
        "image": "image.Image",
        "logo": "image.Logo",
        "qr": "qr.QRCode",
        "rectangle": "shapes.Rectangle",
        "circle": "shapes.Circle",
        "line": "line.LineLayer",
        "polygon": "polygon.Polygon",
        "star": "polygon.Star",
        "ring": "ring.Ring",
        "rays": "rays.Rays",
        "path": "path.PathLayer",
        "texture": "texture.TextureLayer",
        "motif": "motif.Motif",
        "ornament": "ornament.Ornament",
        "confetti": "confetti.Confetti",
    }
)
