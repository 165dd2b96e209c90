"""The brand and its font roles: frozen data that the stages hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen
from memegen.model.direction import Direction
from memegen.scene.color import Color

# The jurisdictions whose notices are checked.
UK, US, EU = JURISDICTIONS = ("uk", "us", "eu")


@frozen
class FontRole:
    """A role of a brand's typography, e.g. ``display``: a font family, and how it is set.

    Attributes:
        weight: the number (100 to 900) of the weight ``regular``.
        bold: the number (100 to 900) of the weight ``bold``.
        case: ``none``, ``upper``, ``lower`` or ``title``.
        leading: line height in em.
        tracking: space added between letters, in em.
    """

    family: str
    weight: int = 400
    bold: int = 700
    italic: bool = False
    case: str = "none"
    leading: float = 1.2
    tracking: float = 0


@frozen
class Brand:
    """The house style of an organisation.

    Attributes:
        title: the organisation's name as texts write it.
        palette: colours by role.
        fonts: font roles by name.
        logos: image files, for ``dark`` and for ``light`` backgrounds.
        imprint: its legal notice.
        language: language tag (BCP 47).
        words: its own texts by name.
        where: its place in the brand file.
        typefaces: folders of fonts, or ``SYSTEM_FONTS``.
        direction: how it directs a design beside colours and fonts.
        jurisdiction: where it campaigns, for the notices that are checked: "uk", "us", "eu", or "" for none.
        paid: whether its graphics are paid advertisements.
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
    direction: Direction = field(default_factory=Direction)
    jurisdiction: str = ""
    paid: bool = False

    @property
    def key(self) -> str:
        """A text that identifies the brand; brands in two files may have the same name."""
        return f"{self.where.file}:{self.name}"

    def variables(self) -> dict[str, str]:
        """Return the variables that templates have under ``brand.``, by name."""
        return {
            "name": self.title,
            "hashtag": self.hashtag,
            "handle": self.handle,
            "imprint": self.imprint,
            "language": self.language,
            **self.direction.variables(),
            **{f"words.{word}": text for word, text in self.words.items()},
        }
