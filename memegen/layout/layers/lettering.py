"""The base class of all layers that set type: font, size and colour, and findings about the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError
from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Region
from memegen.model.brand import FontRole
from memegen.model.keys import key
from memegen.model.kinds import AXES, COLOR, FEATURES, FLAG, FONT, LEADING, PLAIN, SIZE_RANGE, TRACKING, WEIGHT, choice
from memegen.model.values import NamedWeight, Weight
from memegen.scene.color import Color
from memegen.scene.geometry import Size, SizeRange
from memegen.scene.items import Font
from memegen.text.fallback import missing_font_hint
from memegen.text.features import feature_tags
from memegen.text.quotation import quoted
from memegen.text.style import Style, TextLayout

# Width of the canvas that the following font sizes relate to, px. A phone shows it 390 CSS px wide.
REFERENCE_WIDTH = 1080
# Minimum font sizes, px on the reference canvas: 33 px are 12 CSS px on a phone; imprints may be smaller.
READABLE, IMPRINT = 33, 24
# Minimum font sizes of large text, px on the reference canvas, and the minimum weight of bold (WCAG 2.2, SC 1.4.3).
LARGE, LARGE_BOLD, BOLD_FROM = 66, 52, 600
# Minimum contrast ratios of normal and large text (WCAG 2.2, SC 1.4.3, level AA).
NORMAL_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
# OpenType feature "case": hyphens, brackets and dashes at the height of capitals.
CAPITAL_FORMS = ("case", 1)
# Maximum number of missing characters listed in a message.
SHOWN = 12
# Tolerance of the minimum font size, px: sizes are compared as the message prints them, rounded.
ROUNDING = 0.5


@frozen(kw_only=True, eq=False)
class Lettering(Layer):
    """The keys of every layer that sets type; an empty one follows the brand's font role."""

    font: FontRole = key(FONT, "text", "a font role of the brand (display, text, hand) or a family")
    weight: Weight = key(WEIGHT, "regular", "regular or bold, as the role means them, or 100 to 900")
    italic: bool = key(FLAG, "no", "the italic, where the family has one")
    axes: tuple[tuple[str, float], ...] = key(
        AXES, "", "axes of a variable font: `wdth 80, opsz 30`", unset="as the font has them"
    )
    features: tuple[str, ...] = key(
        FEATURES,
        "",
        "OpenType features: `tabular`, `small-caps`, `ss01`, a set's own name",
        unset="those of the font's default",
    )
    size: SizeRange = key(
        SIZE_RANGE,
        "3.6vw",
        "the font size, or a range `4.5..12vmin` that is fitted; `%` is of the available height, with `arc` of its "
        "radius",
    )
    match: str = key(PLAIN, "", "a name; all texts with this name take the smallest of their sizes", unset="none")
    fill: Color = key(
        COLOR,
        "paper",
        "the colour of the letters",
        needs="!gradient & !picture | text=*==* // without a `gradient` or a `picture`",
    )
    case: str = key(choice("font", "none", "upper", "lower", "title"), "font", "capitals; `font` is as the role says")
    tracking: float | None = key(
        TRACKING, "", "added between letters, in font sizes: 0.02, -0.01", unset="as the font role says, else 0"
    )
    leading: float | None = key(
        LEADING, "", "from line to line, in font sizes: 1.06", needs="!arc", unset="as the font role says"
    )
    language: str = key(PLAIN, "", "the language of the text, e.g. `cy` or `ar`", unset="the brand's")
    smart: bool = key(FLAG, "yes", "straight quotes, hyphens and dots become the marks of the language")

    @property
    def shrinks(self) -> bool:
        return False

    @property
    def has_text(self) -> bool:
        return True

    def smallest(self) -> Lettering:
        return replace(self, size=SizeRange(self.size.minimum, self.size.minimum))

    def base_style(self, context: LayoutContext, region: Region) -> Style:
        """Return the keys of this class as a style for typesetting."""
        role, font = self.font, self._font()
        case = role.case if self.case == "font" else self.case
        smallest, largest = self.size.minimum.of(region.h), self.size.maximum.of(region.h)
        if self.match in context.matched:
            largest = min(largest, context.matched[self.match])
            smallest = min(smallest, largest)
        features, _ = feature_tags(self.features, context.fonts.face(font)) if self.features else ((), ())
        sturdy = context.brand.fonts["text"]
        return Style(
            font=font,
            hash_font=Font(sturdy.family, sturdy.bold),
            fill=self.fill,
            min_size=smallest,
            max_size=largest,
            leading=role.leading if self.leading is None else self.leading,
            tracking=role.tracking if self.tracking is None else self.tracking,
            case=case,
            strong_weight=role.bold,
            smart=self.smart,
            language=self.language or context.brand.language,
            features=(CAPITAL_FORMS, *features) if case == "upper" else features,
            palette=context.brand.palette,
        )

    def matched(self, text_layout: TextLayout) -> tuple[tuple[str, float], ...]:
        """Return what the frame of the text says about sizes that are to match."""
        return ((self.match, text_layout.size),) if self.match and text_layout.lines else ()

    def _font(self) -> Font:
        return Font(
            self.font.family, resolve_weight(self.font, self.weight), self.italic or self.font.italic, self.axes
        )

    def typeset(self, context: LayoutContext, text: str, style: Style, w: float, h: float) -> TextLayout:
        """Return the text set in a box of *w* × *h* px: see :func:`memegen.text.typeset.set_text`."""
        # Imported here so that photos of layers below the first text are being decoded while this module is loaded.
        from memegen.text.typeset import set_text

        if self.match in context.matched and style.min_size < style.max_size:
            # The size of its match, not a smaller one in which its lines are more even.
            exact = set_text(text, replace(style, min_size=style.max_size), w, h, context.fonts)
            if not exact.truncated and not exact.broken:
                return exact
        return set_text(text, style, w, h, context.fonts)

    def typesetting_findings(self, context: LayoutContext, text_layout: TextLayout, minimum: float) -> list[Diagnostic]:
        """Return warnings that hold for any text: too small, shortened, broken, missing glyphs or features.

        Args:
            context: Context of the layer.
            text_layout: The text as it was set.
            minimum: Minimum font size, px on the reference canvas.

        Raises:
            DiagnosticError: Letters, marks or digits have no glyph or no ink, so that words would be incomplete.
        """
        missing_glyphs = glyph_findings(self, text_layout.missing_clusters)
        blank = text_layout.lines and text_layout.ink.w <= 0 and not text_layout.missing_clusters
        if blank and any(map(str.isalnum, text_layout.plain)):
            message = f"the font {self.font.family} draws nothing for {quoted(text_layout.plain)}"
            problem = self.finding("font-blank", message, "choose another font, or reinstall this one")
            raise DiagnosticError([replace(problem, severity=ERROR)])
        findings = []
        size = text_layout.size * REFERENCE_WIDTH / context.canvas.w
        if text_layout.lines and size < minimum - ROUNDING:
            message = f"{size:.0f} px at a canvas width of {REFERENCE_WIDTH} px; the minimum is {minimum} px"
            hint = "shorten the text, or enlarge its box in the template"
            findings.append(self.finding("text-small", f"too small to read on a phone: {message}", hint))
        if text_layout.truncated:
            findings.append(self._shortened(text_layout))
        elif text_layout.broken:
            word, at = quoted(text_layout.plain), f"{text_layout.size:.0f} px"
            hint = "shorten the word, or enlarge the box or reduce the minimum size in the template"
            findings.append(
                self.finding("word-broken", f"a word is wider than its box at {at} and is broken: {word}", hint)
            )
        return findings + missing_glyphs + self._missing_features(context, text_layout) + self._clamped_axes(context)

    def _clamped_axes(self, context: LayoutContext) -> list[Diagnostic]:
        """Return warnings about axes beyond their range, where the font stops."""
        if not self.axes:
            return []
        applied = dict(context.fonts.face(self._font()).font.axes)
        beyond = ((tag, value) for tag, value in self.axes if applied.get(tag, value) != value)
        return [
            self.finding(
                "axis-out-of-range",
                f"the font {self.font.family} has no {tag} {value:g}",
                f"write {tag} {applied[tag]:g}",
            )
            for tag, value in beyond
        ]

    def _missing_features(self, context: LayoutContext, text_layout: TextLayout) -> list[Diagnostic]:
        if not self.features and not text_layout.missing_features:
            return []
        face = context.fonts.face(self._font())
        missing = dict.fromkeys((*feature_tags(self.features, face)[1], *text_layout.missing_features))
        available = ", ".join(face.feature_names().values())
        hint = f"use one of its sets: {available}" if available else "choose another font, or delete the feature"
        return [
            self.finding("feature-unsupported", f"the font {self.font.family} has no feature {word!r}", hint)
            for word in missing
        ]

    def _shortened(self, text_layout: TextLayout) -> Diagnostic:
        shown = "".join(line.text for line in text_layout.lines).strip()
        shortened = f"shortened to fit at {text_layout.size:.0f} px, to {quoted(shown)}"
        message = shortened if shown else f"no space for {quoted(text_layout.plain)}"
        return self.finding("text-cut", message, "shorten the text, or enlarge its box in the template")


def glyph_findings(layer: Layer, missing: Sequence[str]) -> list[Diagnostic]:
    """Return the warning that no font has the clusters *missing*; nothing if there are none.

    Raises:
        DiagnosticError: Letters, marks or digits are missing, so that words would be drawn incompletely.
    """
    letters = [cluster for cluster in missing if category(cluster[0])[0] in "LMN"]
    clusters = letters or missing
    if not clusters:
        return []
    shown = ", ".join(f"{c} ({' '.join(f'U+{ord(char):04X}' for char in c)})" for c in clusters[:SHOWN])
    more = f" and {len(clusters) - SHOWN} more" if len(clusters) > SHOWN else ""
    finding = layer.finding("glyph-missing", f"no font has {shown}{more}", missing_font_hint(clusters))
    if letters:
        raise DiagnosticError([replace(finding, severity=ERROR)])
    return [finding]


def required_contrast(size: float, weight: int, canvas: Size) -> float:
    """Return the minimum contrast ratio of letters.

    Args:
        size: Font size, px.
        weight: Font weight, 100-900.
        canvas: Size of the canvas, px.
    """
    large = size * REFERENCE_WIDTH / canvas.w >= (LARGE_BOLD if weight >= BOLD_FROM else LARGE)
    return LARGE_CONTRAST if large else NORMAL_CONTRAST


def resolve_weight(role: FontRole, weight: Weight) -> int:
    """Return the weight (100-900) that ``regular`` or ``bold`` mean in the role; a number stays as it is."""
    if isinstance(weight, int):
        return weight
    return role.bold if weight is NamedWeight.BOLD else role.weight
