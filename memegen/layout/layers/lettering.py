"""What all layers that set type have in common: how it is set, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError
from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Layer, Room
from memegen.model.entities import FontRole
from memegen.model.keys import key
from memegen.model.kinds import AXES, COLOR, FEATURES, FLAG, FONT, LEADING, SIZE_RANGE, TEXT, TRACKING, WEIGHT, choice
from memegen.model.values import NamedWeight, Weight
from memegen.scene.color import Color, contrast
from memegen.scene.geometry import Box, Size, SizeRange
from memegen.scene.items import Fill, Font
from memegen.scene.path import rectangle
from memegen.text.fallback import remedy
from memegen.text.features import tags
from memegen.text.style import Style, TextLayout

# On a canvas 1080 px wide, which a phone shows 390 CSS px wide: 33 px are 12 CSS px there, 24 the least for an imprint.
READABLE, IMPRINT = 33, 24
# Forms of hyphens, brackets and dashes that stand at the height of capitals, where a font has them.
CAPITAL_FORMS = ("case", 1)
SHOWN = 12
# From these sizes on, on a canvas 1080 px wide, letters are large, and need less contrast (WCAG 2.2, SC 1.4.3).
LARGE, LARGE_BOLD, BOLD_FROM = 66, 52, 600
NORMAL_CONTRAST, LARGE_CONTRAST = 4.5, 3.0


@frozen(kw_only=True, eq=False)
class Lettering(Layer):
    """The keys of every layer that sets type; an empty one follows the brand's font role."""

    font: FontRole = key(FONT, "text", "a font role of the brand (display, text, hand) or a family")
    weight: Weight = key(WEIGHT, "regular", "regular or bold, as the role means them, or 100 to 900")
    italic: bool = key(FLAG, "no", "the italic, where the family has one")
    axes: tuple[tuple[str, float], ...] = key(AXES, "", "of a variable font: `wdth 80, opsz 30`")
    features: tuple[str, ...] = key(
        FEATURES, "", "OpenType features: `tabular`, `small-caps`, `ss01`, a set's own name"
    )
    size: SizeRange = key(SIZE_RANGE, "3.6vw", "the font size, or a range `4.5..12vmin` that is fitted")
    fill: Color = key(COLOR, "paper", "the colour of the letters")
    case: str = key(choice("font", "none", "upper", "lower", "title"), "font", "capitals; `font` is as the role says")
    tracking: float | None = key(TRACKING, "", "room between letters in font sizes: 0.02, -0.01")
    leading: float | None = key(LEADING, "", "from line to line in font sizes: 1.06")
    language: str = key(TEXT, "", "the language of the text, such as cy or ar, where it is not the brand's")
    smart: bool = key(FLAG, "yes", "straight quotes, hyphens and dots become the marks of the language")

    def style(self, desk: Desk, room: Room) -> Style:
        role, font = self.font, self._font()
        case = role.case if self.case == "font" else self.case
        asked, _ = tags(self.features, desk.fonts.face(font)) if self.features else ((), ())
        return Style(
            font=font,
            fill=self.fill,
            least=self.size.minimum.of(room.h),
            most=self.size.maximum.of(room.h),
            leading=role.leading if self.leading is None else self.leading,
            tracking=role.tracking if self.tracking is None else self.tracking,
            case=case,
            strong_weight=role.bold,
            smart=self.smart,
            language=self.language or desk.brand.language,
            features=(CAPITAL_FORMS, *asked) if case == "upper" else asked,
            palette=desk.brand.palette,
        )

    def _font(self) -> Font:
        return Font(self.font.family, weight_of(self.font, self.weight), self.italic or self.font.italic, self.axes)

    def block(self, desk: Desk, text: str, style: Style, w: float, h: float) -> TextLayout:
        """The text set in a room of that size: see :func:`memegen.text.typeset.set_text`."""
        # Loaded late: by now whatever else is laid out before the first text has begun with its pictures.
        from memegen.text.typeset import set_text

        return set_text(text, style, w, h, desk.fonts)

    def legible(self, desk: Desk, block: TextLayout, least: float) -> list[Diagnostic]:
        """Findings that any set type can have: letters nobody can read, characters that no font has.

        Raises DiagnosticError for a text that would be drawn without some of its letters.
        """
        if letters := [cluster for cluster in block.missing if category(cluster[0])[0] in "LMN"]:
            raise DiagnosticError([replace(self._uncovered(letters), severity=ERROR)])
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
            found.append(self._uncovered(block.missing))
        return found + self._featureless(desk, block)

    def _uncovered(self, clusters: Sequence[str]) -> Diagnostic:
        shown = ", ".join(f"{c} ({' '.join(f'U+{ord(char):04X}' for char in c)})" for c in clusters[:SHOWN])
        more = f" and {len(clusters) - SHOWN} more" if len(clusters) > SHOWN else ""
        return self.finding("glyph-missing", f"no font here has {shown}{more}", remedy(clusters))

    def _featureless(self, desk: Desk, block: TextLayout) -> list[Diagnostic]:
        if not self.features and not block.lacking:
            return []
        face = desk.fonts.face(self._font())
        lacking = dict.fromkeys((*tags(self.features, face)[1], *block.lacking))
        own = ", ".join(face.feature_names().values())
        hint = f"its own sets: {own}" if own else "choose another font, or leave the feature out"
        return [self.finding("feature-missing", f"{self.font.family} has no {word!r}", hint) for word in lacking]

    def _cut(self, block: TextLayout) -> Diagnostic:
        left = "".join(line.text for line in block.lines).strip()
        how = f"shortened to fit at {block.size:.0f} px, to “{left}”" if left else f"no room for “{block.plain}”"
        return self.finding("text-cut", how, "shorten the text, or give it more room")


def needed(size: float, weight: int, canvas: Size) -> float:
    """The contrast that letters of *size* pixels need on a canvas."""
    large = size * 1080 / canvas.w >= (LARGE_BOLD if weight >= BOLD_FROM else LARGE)
    return LARGE_CONTRAST if large else NORMAL_CONTRAST


def weight_of(role: FontRole, weight: Weight) -> int:
    """The weight that ``regular`` or ``bold`` mean to the role; a number means itself."""
    if isinstance(weight, int):
        return weight
    return role.bold if weight is NamedWeight.BOLD else role.weight


# The contrast that highlighted words need on the marker.
READS = 4.5


def strips(rows: Sequence[Box], color: Color, x: float, y: float, rise: float, depth: float) -> Fill:
    """The boxes of lines or words, grown by *x* pixels to each side and *y* up and down, as one fill.

    Letters that stand *rise* pixels above the baseline, or hang *depth* below it, lie on them too. Boxes that lie over
    one another count once.
    """
    below = max(y, depth + y / 4)
    above = max(y, rise + y / 4 - max((row.h for row in rows), default=0.0))
    grown = (Box(row.x - x, row.y - above, row.w + 2 * x, row.h + above + below) for row in rows)
    return Fill(tuple(contour for box in grown for contour in rectangle(box)), color)


def ink_on(marker: Color, wanted: Color, others: Sequence[Color]) -> Color:
    """The colour that letters on the marker have: as *wanted* if that reads, else the one that reads best."""
    if contrast(wanted, marker) >= READS:
        return wanted
    return max((wanted, *others), key=lambda color: contrast(color, marker))
