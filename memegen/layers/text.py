"""The text layer: a text fitted, broken and balanced into its room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar
from unicodedata import bidirectional, category

from memegen.color import Color
from memegen.errors import ERROR, Diagnostic, DiagnosticError
from memegen.geometry import Length, Size, Span
from memegen.keys import key
from memegen.kinds import (
    BOLD,
    COLOR,
    FLAG,
    FONT,
    LEADING,
    LENGTH,
    OPTIONAL_COLOR,
    PAIR,
    REGULAR,
    SPAN,
    TEXT,
    TRACKING,
    WEIGHT,
    WHOLE,
    choice,
)
from memegen.layers.base import Desk, Layer, Piece, Room, filled
from memegen.model import FontRole
from memegen.scene import Font, Shadow, Stroke, Text
from memegen.text.breaks import apart
from memegen.text.style import Block, Style
from memegen.text.typeset import set_text

# On a canvas 1080 px wide, which a phone shows 390 CSS px wide: 33 px are 12 CSS px there, 24 the least for an imprint.
READABLE, IMPRINT = 33, 24
COVER = "this release sets Latin, Greek and Cyrillic; for other letters name a folder of fonts under `fonts:`"
# A text gives up to a fifth of its size for a hanging mark.
HANGS = 0.8


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Lettering(Layer):
    """The keys of every layer that sets type; an empty one follows the brand's font role."""

    font: FontRole = key(FONT, "text", "a font role of the brand (display, text, hand) or a family")
    weight: int = key(WEIGHT, "regular", "regular or bold, as the role means them, or 100 to 900")
    italic: bool = key(FLAG, "no", "the italic, where the family has one")
    size: Span = key(SPAN, "3.6vw", "the font size, or a range `4.5..12vmin` that is fitted")
    fill: Color = key(COLOR, "paper", "the colour of the letters")
    case: str = key(choice("font", "none", "upper", "lower", "title"), "font", "capitals; `font` is as the role says")
    tracking: float | None = key(TRACKING, "", "room between letters in font sizes: 0.02, -0.01")
    leading: float | None = key(LEADING, "", "from line to line in font sizes: 1.06")

    def style(self, desk: Desk, room: Room) -> Style:
        role = self.font
        return Style(
            font=Font(role.family, weight_of(role, self.weight), self.italic or role.italic),
            fill=self.fill,
            least=self.size.least.of(room.h),
            most=self.size.most.of(room.h),
            leading=role.leading if self.leading is None else self.leading,
            tracking=role.tracking if self.tracking is None else self.tracking,
            case=role.case if self.case == "font" else self.case,
            language=desk.brand.language,
        )

    def legible(self, desk: Desk, block: Block, least: float) -> list[Diagnostic]:
        """Findings that any set type can have: letters nobody can read, characters that no font has.

        Raises DiagnosticError for text that would come out as something else.
        """
        if wrong := self.unsettable(block):
            raise DiagnosticError(wrong)
        found = []
        size = block.size * 1080 / desk.canvas.w
        if block.lines and size < least - 0.5:
            found.append(
                self.finding(
                    "text-small",
                    f"set at {block.size:.0f} px, which is {size:.0f} px on a canvas 1080 wide; "
                    f"{least} is the least that reads",
                    "shorten the text, or give it more room",
                )
            )
        if block.cut:
            found.append(self._cut(block))
        elif block.broken:
            message = f"a word is too wide at {block.size:.0f} px and was broken: “{block.plain}”"
            found.append(self.finding("word-broken", message, "give it more room, or a smaller least size"))
        if block.missing:
            shown = ", ".join(f"{c} (U+{ord(c[0]):04X})" for c in block.missing[:12])
            found.append(self.finding("glyph-missing", f"no font here has {shown}", COVER))
        return found

    def unsettable(self, block: Block) -> list[Diagnostic]:
        """Errors for text that would come out as something else: without its letters, or in the wrong order."""
        found = []
        if letters := [cluster for cluster in block.missing if category(cluster[0])[0] in "LM"]:
            message = f"no font here has the letters {' '.join(letters[:12])}"
            found.append(self.finding("glyph-missing", message, COVER))
        if any(bidirectional(char) in ("R", "AL") for char in block.plain):
            message = "the text runs from right to left, which this release cannot set"
            found.append(self.finding("direction-unsupported", message, COVER))
        return [replace(diagnostic, severity=ERROR) for diagnostic in found]

    def _cut(self, block: Block) -> Diagnostic:
        left = "".join(line.text for line in block.lines).strip()
        how = f"shortened to fit at {block.size:.0f} px, to “{left}”" if left else f"no room for “{block.plain}”"
        return self.finding("text-cut", how, "shorten the text, or give it more room")


def weight_of(role: FontRole, weight: int) -> int:
    """The weight that ``regular`` or ``bold`` mean to the role; a number means itself."""
    return {REGULAR: role.weight, BOLD: role.bold}.get(weight, weight)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class TextLayer(Lettering):
    """A text, fitted into its room and broken by sense. `*word*` is emphasis."""

    kind: ClassVar[str] = "text"
    primary: ClassVar[str] = "text"

    text: str = key(TEXT, None, "the text, with `{fields}` in it")
    align: str = key(choice("inherit", "start", "center", "end"), "inherit", "how its lines stand; as its holder does")
    valign: str = key(choice("start", "center", "end"), "start", "where it stands in a box higher than it")
    max_lines: int = key(WHOLE, "0", "most lines; 0 for as many as fit")
    emphasis: Color | None = key(OPTIONAL_COLOR, "none", "the colour of `*emphasised*` words")
    emphasis_weight: int = key(WEIGHT, "regular", "the weight of `*emphasised*` words")
    markup: bool = key(FLAG, "yes", "whether `*stars*` mark emphasis")
    outline: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a line round the letters")
    outline_width: Length = key(LENGTH, "6%", "how wide that line is; `%` is of the font size")
    outline_join: str = key(choice("miter", "round", "bevel"), "miter", "its corners")
    shadow: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a shadow")
    shadow_offset: tuple[Length, Length] = key(PAIR, ("0", "4%"), "how far it falls; `%` is of the font size")
    shadow_blur: Length = key(LENGTH, "8%", "how soft it is; `%` is of the font size")
    overflow: str = key(choice("ellipsis", "fail"), "ellipsis", "what happens when it is too long at its least size")
    fit: str = key(choice("block", "lines"), "block", "one size for all lines, or every line as wide as the room")
    apart: bool = key(FLAG, "no", "the words of a hashtag set apart at their capitals: `#Keep It Open`")
    hang: bool = key(FLAG, "no", "opening quotation marks hang out to the left")
    small: bool = key(FLAG, "no", "an imprint or credit, which may be set smaller than other text")

    def greed(self, direction: str) -> float:
        along = self.height if direction == "column" else self.width
        return self.size.most.px if self.size.least != self.size.most and along is None else 0.0

    def lay(self, desk: Desk, room: Room) -> Piece:
        if not self.text.strip():
            return Piece(Size(0, 0))
        align = room.align if self.align == "inherit" else self.align
        style = replace(
            self.style(desk, room),
            align=align if align in ("center", "end") else "start",
            max_lines=self.max_lines,
            emphasis=self.emphasis,
            emphasis_weight=0 if self.emphasis_weight == REGULAR else weight_of(self.font, self.emphasis_weight),
            markup=self.markup,
            overflow=self.overflow,
            fit=self.fit,
            hang=self.hang,
        )
        text = apart(self.text) if self.apart else self.text
        block, width = self._set(desk, text, style, room)
        found = tuple(self._found(desk, block))
        if not block.lines:
            return Piece(Size(0, 0), findings=found)
        size = block.size
        stroke = Stroke(self.outline, width, self.outline_join) if self.outline and width else None
        shadow = None
        if self.shadow:
            dx, dy = (offset.of(size) for offset in self.shadow_offset)
            shadow = Shadow(self.shadow, dx, dy, self.shadow_blur.of(size))
        item = Text(self.id or self.kind, block.plain, size, block.ink, block.lines, stroke, shadow)
        # A hanging mark stands to the left of the piece; the line round the letters takes room on every side.
        left = max(0.0, block.ink.x)
        whole = Size(block.ink.right - left + 2 * width, block.height + 2 * width)
        piece = Piece(whole, Piece(whole, (item,)).at(width - left, width), found, block.lines[-1].y + width)
        fill_w = room.fill_w or self.align != "inherit"
        return filled(piece, replace(room, fill_w=fill_w), style.align, self.valign)

    def _set(self, desk: Desk, text: str, style: Style, room: Room) -> tuple[Block, float]:
        block = set_text(text, style, room.w, room.h, desk.fonts)
        if style.hang and -block.ink.x > room.hang:
            # A mark hangs as far as there is room: the text is set a little smaller for it, or else without hanging.
            most = -room.hang / block.ink.x * block.size
            hangs = most > max(style.least, HANGS * block.size)
            style = replace(style, most=most) if hangs else replace(style, hang=False)
            block = set_text(text, style, room.w, room.h, desk.fonts)
        if not self.outline:
            return block, 0.0
        width = self.outline_width.of(block.size)
        block = set_text(text, style, max(1, room.w - 2 * width), max(1, room.h - 2 * width), desk.fonts)
        return block, min(width, self.outline_width.of(block.size))

    def _found(self, desk: Desk, block: Block) -> list[Diagnostic]:
        if block.too_long:
            problem = self.finding("text-too-long", "does not fit even at its least size", "shorten the text")
            raise DiagnosticError([replace(problem, severity="error")])
        return self.legible(desk, block, IMPRINT if self.small else READABLE)
