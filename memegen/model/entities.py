"""The nouns that the stages hand on: field, template, brand, platform, card. Frozen, and free of files and pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from memegen.core.diagnostics import Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Insets, Size, shape_class

# A value as it was written: text, or a list of such values. Only the keys of a layer give it a type.
Raw = str | tuple["Raw", ...]

# Stands among folders of fonts for all that the system has; a folder of that name is written ``./system``.
SYSTEM_FONTS = Path("system")
FIELD_TYPES = ("text", "photo", "colour", "number", "list", "choice", "flag")


@frozen
class SourceValue:
    """A value of the template as written, and where it stands."""

    raw: Raw
    where: Where


@frozen
class Field:
    """A named input of a template. ``shortest`` and ``longest`` limit a text's characters or a list's entries.

    ``home`` is the folder from which a default or an example that is a file is meant, where that is not the template's.
    """

    name: str
    type: str = "text"
    about: str = ""
    default: Raw = ""
    example: Raw = ""
    required: bool = False
    shortest: int = 0
    longest: int = 0
    least: float | None = None
    most: float | None = None
    options: tuple[str, ...] = ()
    where: Where = field(default_factory=Where)
    home: Path | None = None


@frozen
class LayerSpec:
    """A layer as written: its kind, its keys, its items; variables and units still in it."""

    kind: str
    id: str
    values: Mapping[str, SourceValue]
    items: tuple[LayerSpec, ...]
    where: Where


@frozen
class Template:
    """A named design, checked. ``shapes`` holds changes by layer id for a shape class or a platform's name."""

    name: str
    about: str
    fields: Mapping[str, Field]
    background: tuple[LayerSpec, ...]
    layers: tuple[LayerSpec, ...]
    shapes: Mapping[str, Mapping[str, Mapping[str, SourceValue]]]
    platform: str
    alt: SourceValue
    caption: SourceValue
    home: Path
    where: Where


@frozen
class FontRole:
    """What the brand means by a role such as display: a family and how it is set."""

    family: str
    weight: int = 400
    bold: int = 700
    italic: bool = False
    case: str = "none"
    leading: float = 1.2
    tracking: float = 0


@frozen
class Brand:
    """The house style. ``logos`` has a picture for "dark" and for "light" grounds; ``words`` are texts of its own.

    ``typefaces`` are folders of fonts; ``SYSTEM_FONTS`` may be among them.
    """

    name: str
    title: str
    palette: Mapping[str, Color]
    fonts: Mapping[str, FontRole]
    logos: Mapping[str, Path]
    hashtag: str = ""
    handle: str = ""
    imprint: str = ""
    language: str = "en"
    words: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default_factory=Where)
    typefaces: tuple[Path, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other brand: two files may have one name."""
        return f"{self.where.file}:{self.name}"

    def variables(self) -> dict[str, str]:
        """What templates may say after ``brand.``."""
        return {
            "name": self.title,
            "hashtag": self.hashtag,
            "handle": self.handle,
            "imprint": self.imprint,
            "language": self.language,
            **{f"words.{word}": text for word, text in self.words.items()},
        }


@frozen
class Platform:
    """Where a picture goes. ``bytes`` and ``alt`` (characters) are upper limits, 0 where there is none."""

    name: str
    title: str
    width: int
    height: int
    safe: Insets = field(default_factory=Insets)
    bytes: int = 0
    formats: tuple[str, ...] = ("jpeg", "png")
    alt: int = 0
    circle: bool = False
    transparent: bool = False
    why: str = ""
    doubt: bool = False
    groups: tuple[str, ...] = ()

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def shape(self) -> str:
        """The shape class of the canvas; a banner of which only a flat strip is safe counts as ``strip``."""
        safe = shape_class(self.safe_box.size)
        return safe if safe == "strip" else shape_class(self.size)

    @property
    def safe_box(self) -> Box:
        """The canvas less what the platform covers; of a round picture the largest square inside the circle."""
        box = Box(0, 0, self.width, self.height)
        if self.circle:
            cut = self.size.short * (1 - 0.5**0.5) / 2
            return box.inset(Insets(cut, cut, cut, cut))
        return box.inset(self.safe)


@frozen
class Card:
    """A template, a platform, a brand and a row, all resolved: no variable, unit or option is left.

    ``background`` and ``layers`` are instances of classes in :mod:`memegen.layout.layers`. ``credit``, ``licence`` and
    ``source`` are those of its photos. ``values`` are the fields as the row or their defaults fill them, and what is
    known of the photos, such as ``photo.credit``.
    """

    template: str
    platform: Platform
    brand: Brand
    row: int
    background: tuple[object, ...]
    layers: tuple[object, ...]
    alt_text: str
    caption: str
    findings: tuple[Diagnostic, ...] = ()
    credit: str = ""
    licence: str = ""
    source: str = ""
    values: Mapping[str, Raw] = field(default_factory=dict)
