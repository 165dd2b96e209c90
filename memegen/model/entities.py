"""Template, field and platform: the frozen data that the stages hand on, without files and pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen
from memegen.model.post_limits import PostLimits
from memegen.scene.geometry import Box, Insets, Size, shape_class


@frozen
class Record:
    """Values by name, in order: an entry of a list, e.g. a bar of a chart with its name and its share."""

    parts: tuple[tuple[str, Raw], ...]

    def get(self, name: str) -> Raw | None:
        """Return the value of that name, or None."""
        return next((value for part, value in self.parts if part == name), None)

    def __str__(self) -> str:
        """Return the record as a cell of a list has it."""
        return " = ".join(as_text(value) for _, value in self.parts)


if TYPE_CHECKING:
    from memegen.model.card import Page

# A value as written: a text, a record of such values, or a list. It gets a type when it is read as the kind of its key.
Raw = str | Record | tuple["Raw", ...]


def as_text(raw: Raw) -> str:
    """Return a value as one text, a list joined by commas."""
    return ", ".join(map(as_text, raw)) if isinstance(raw, tuple) else str(raw)


# Texts by language tag, each one text or, by plural category, several; the tag is "" where there is one language only.
Words = Mapping[str, str | Mapping[str, str]]

# Among folders of fonts, all fonts of the operating system; a folder of that name is written ``./system``.
SYSTEM_FONTS = Path("system")
FIELD_TYPES = ("text", "photo", "colour", "number", "date", "time", "list", "choice", "flag")


@frozen
class SourceValue:
    """A value of the template as written, and its place in the file.

    Attributes:
        column: the column of a text's first character; 0 if the text is not in the file as it is.
        styled: whether a change has it from a style.
    """

    raw: Raw
    where: Where
    column: int = 0
    styled: bool = False

    def at(self, column: int) -> Where:
        """Return the place of a character of the text, from 1; that of the whole value if it is not known."""
        return replace(self.where, column=self.column + column - 1) if self.column and column else self.where


@frozen
class Field:
    """A named input of a template.

    Attributes:
        default, example: its value in a row that does not set it; a typical value.
        required: whether every row sets it.
        shortest, longest: minimum and maximum number of characters of a text, or of entries of a list; 0 for none.
        least, most: minimum and maximum of a number.
        options: the values that a choice takes.
        where: its place in the template file.
        home: folder to which a default or example that is a file is relative, if not the template's folder.
        of: parts of each entry of a list of records, by name.
        columns: other names of its column in a list, beside the usual ones.
        upcoming, expects: whether a date before today is a finding; the condition of a plausible value, None for none.
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
    of: Mapping[str, Field] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    upcoming: bool = False
    expects: SourceValue | None = None


@frozen
class Loop:
    """The repetition of a layer.

    Attributes:
        entries: a list, or the expression for one.
        name: the variable that holds the entry.
    """

    entries: SourceValue
    name: str


@frozen
class LayerSpec:
    """A layer as written, with its variables and units; or a fragment, which stands for the layers in it.

    Attributes:
        kind: its kind; "" for a fragment: a repetition, a part that is used, a slot.
        values: its keys; of a part also the parameters that it is given.
        items: the layers in it.
        loop: its repetition, if any.
        parameters: the parameters of a part with their defaults; None for what is not a part.
        from_caller: whether the layers in it are written where the part is used, rather than in the part.
    """

    kind: str
    id: str
    values: Mapping[str, SourceValue]
    items: tuple[LayerSpec, ...]
    where: Where
    loop: Loop | None = None
    parameters: Mapping[str, SourceValue | None] | None = None
    from_caller: bool = False


# Values of layers by id that replace those of the template.
Changes = Mapping[str, Mapping[str, SourceValue]]


@frozen
class Case:
    """Changes of layers under a condition."""

    when: SourceValue
    changes: Changes


@frozen
class Template:
    """A named design that has been checked.

    Attributes:
        fields: its inputs by name.
        background: layers behind everything else, from the back to the front.
        layers: the other layers, from the back to the front.
        shapes: changes of keys by layer id, for each shape class or platform.
        platform: the platform if none is given.
        alt, caption: the texts of the post, with variables.
        home: folder to which its files are relative.
        where: its place in the template file.
        only: the shape classes and platforms that it is for; none for all.
        colours: the named colours that contain variables.
        words: its own texts by name.
        cases: changes of keys by layer id, each under a condition.
        variants: its compositions, of which a row has one; none if it has no others.
        variant: which of them a row has that does not say: ``auto``, ``turn`` or a number.
        pages: the pages of which a row makes a series; none for a single graphic.
    """

    name: str
    about: str
    fields: Mapping[str, Field]
    background: tuple[LayerSpec, ...]
    layers: tuple[LayerSpec, ...]
    shapes: Mapping[str, Changes]
    platform: str
    alt: SourceValue
    caption: SourceValue
    home: Path
    where: Where
    only: tuple[SourceValue, ...] = ()
    colours: Mapping[str, SourceValue] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    variants: Sequence[Template] = ()
    variant: str = "auto"
    pages: tuple[Page, ...] = ()


@frozen
class Platform:
    """Where a graphic is published, and the limits there.

    Attributes:
        width, height: size of the canvas, in pixels.
        safe: what the platform's interface or crop covers on each side, in pixels.
        bytes: maximum size of the file; 0 for none.
        formats: file formats that it takes, preferred first.
        alt: maximum length of the alternative text, in characters; 0 for none.
        post: what it takes in one post.
        circle: whether the graphic is shown in a circle.
        transparent: whether transparency is preserved.
        dpi: pixels an inch, where it is printed; 0 for a screen.
        why: reason for the figures.
        doubt: whether sources disagree on a figure.
        groups: names that select it together with others.
    """

    name: str
    title: str
    width: int
    height: int
    safe: Insets = field(default_factory=Insets)
    bytes: int = 0
    formats: tuple[str, ...] = ("jpeg", "png")
    alt: int = 0
    post: PostLimits = PostLimits()
    circle: bool = False
    transparent: bool = False
    why: str = ""
    doubt: bool = False
    groups: tuple[str, ...] = ()
    dpi: float = 0

    @property
    def size(self) -> Size:
        """Width and height of the canvas."""
        return Size(self.width, self.height)

    @property
    def shape(self) -> str:
        """Shape class of the canvas; ``strip`` if the safe area is a strip, as in many banners."""
        return "strip" if shape_class(self.safe_box.size) == "strip" else shape_class(self.size)

    @property
    def covered(self) -> Insets:
        """What is outside the safe area on each side, in pixels; in a circle, outside the largest square inside it."""
        cut = self.size.short * (1 - 0.5**0.5) / 2
        return Insets(cut, cut, cut, cut) if self.circle else self.safe

    @property
    def safe_box(self) -> Box:
        """The safe area in pixels."""
        return Box(0, 0, self.width, self.height).inset(self.covered)
