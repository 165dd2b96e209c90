"""Images with their own form: any picture with its transparency kept, and the brand's logo."""

from __future__ import annotations

from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Layer, Piece, Room
from memegen.model.keys import key
from memegen.model.kinds import AUTO_COLOR, TEXT, choice
from memegen.scene.color import WHITE, Color, contrast_ratio
from memegen.scene.geometry import Box, Size, contain
from memegen.scene.items import Picture


@frozen(kw_only=True, eq=False)
class Image(Layer):
    """A picture shown whole, its transparency kept."""

    kind: ClassVar[str] = "image"
    primary: ClassVar[str] = "image"

    image: str = key(TEXT, None, "the picture file; nothing is drawn where it is empty")

    def lay(self, desk: Desk, room: Room) -> Piece:
        return placed(desk, self.image, room)


@frozen(kw_only=True, eq=False)
class Logo(Layer):
    """The brand's mark, in its form for dark or for light grounds."""

    kind: ClassVar[str] = "logo"
    primary: ClassVar[str] = "logo"

    logo: str = key(choice("brand"), "brand", "whose mark")
    ground: Color | None = key(
        AUTO_COLOR, "ink", "the colour it stands on, which decides between its two forms; `auto` looks what is there"
    )

    @property
    def waits(self) -> bool:
        return self.ground is None

    def lay(self, desk: Desk, room: Room) -> Piece:
        # A mark is large: 3:1 is enough for the form made for dark grounds.
        ground = self.ground.luminance if self.ground else desk.behind().brightness(desk.here) if desk.here else 0.0
        form = "dark" if contrast_ratio(ground, WHITE.luminance) >= 3 else "light"
        logos = desk.brand.logos
        source = logos.get(form) or logos.get("light" if form == "dark" else "dark")
        return placed(desk, str(source), room) if source else Piece(Size(0, 0))


def placed(desk: Desk, source: str, room: Room) -> Piece:
    """The whole picture as large as the room allows."""
    if not source:
        return Piece(Size(0, 0))
    facts = desk.photos.facts(source)
    size = Size(facts.width, facts.height)
    box = contain(size, Box(0, 0, room.w, room.h), (0, 0))
    return Piece(box.size, (Picture(source, Box(0, 0, size.w, size.h), box),))
