"""Style sheets in SVG drawings: which rules hold for a picture, and for which elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import cssselect2
import tinycss2

from memegen.core.regex import lazy_pattern
from memegen.images.css_colors import srgb_color

# Maximum characters of the style sheets, and maximum pairs of an element and a selector: both take time.
MAX_LENGTH, MAX_PAIRS = 200_000, 2_000_000
# Maximum elements where a selector looks at others for each of them.
MAX_RELATED = 3000
RELATED = lazy_pattern(r"~|\+|:has|:nth|:(?:first|last|only)-|:empty")
# Rules that have no effect on a picture that does not move and has no text.
WITHOUT_EFFECT = ("font-face", "keyframes", "-webkit-keyframes", "charset", "namespace", "page")
HINT = "export it with attributes at each element"
# Media features of a picture, by what they ask for. Others depend on the screen.
FEATURES = {
    "prefers-color-scheme:light": True,
    "prefers-color-scheme:dark": False,
    "prefers-reduced-motion:no-preference": True,
    "prefers-reduced-motion:reduce": False,
    "prefers-reduced-motion": False,
    "prefers-contrast:more": False,
    "forced-colors:active": False,
}


class StyleSheets:
    """The rules of a drawing's style sheets."""

    def __init__(self, sheets: Sequence[str], elements: int) -> None:
        """Read the rules.

        Args:
            sheets: the style sheets, in the order of the drawing.
            elements: how many elements the drawing has.

        Raises:
            ValueError: a rule cannot be read, or matching them would take too long.
        """
        self._matcher = cssselect2.Matcher()
        self._selectors, self._elements = 0, elements
        if sum(map(len, sheets)) > MAX_LENGTH:
            raise ValueError("its CSS is too long")
        for sheet in sheets:
            self._add(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))

    def matching(self, element: cssselect2.ElementWrapper) -> Iterator[Any]:
        """Yield the declarations for an element, those that others override first."""
        for _, _, pseudo_element, declarations in self._matcher.match(element):
            if pseudo_element is None:
                yield from declarations

    def _add(self, rules: Sequence[Any]) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._add_rule(rule)
            elif rule.type == "at-rule" and self._holds(rule):
                self._add(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))

    def _add_rule(self, rule: Any) -> None:
        declarations = read_declarations(rule.content)
        text = tinycss2.serialize(rule.prelude).strip()
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            # A browser drops rules for parts of its own, and for those of other browsers.
            if ":-" in text or "::" in text:
                return
            raise ValueError(f"its CSS has {text[:60]}, which cannot be read: {HINT}") from None
        self._selectors += len(selectors)
        too_many = self._elements > MAX_RELATED and RELATED.search(text)
        if too_many or self._selectors * self._elements > MAX_PAIRS:
            raise ValueError(f"its CSS has too many rules for its elements: {HINT}")
        for selector in selectors:
            self._matcher.add_selector(selector, declarations)

    def _holds(self, rule: Any) -> bool:
        """Return whether the rules in an at-rule hold for a picture."""
        name, text = rule.lower_at_keyword, tinycss2.serialize(rule.prelude).strip()
        if name in WITHOUT_EFFECT or rule.content is None:
            return False
        if name == "media":
            return media_holds(text)
        if name == "supports" and (found := re.fullmatch(r"\(\s*(?:fill|color|stroke)\s*:(.*)\)", text)):
            return srgb_color(tinycss2.parse_component_value_list(found[1])) is not None
        raise ValueError(f"its CSS has @{name} {text[:40]}, which cannot be read: {HINT}")


def read_declarations(content: Any) -> list[Any]:
    """Return the declarations of a rule or style; what is none is left out.

    Raises:
        ValueError: there are rules in it.
    """
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(one.type in ("qualified-rule", "at-rule") for one in found):
        raise ValueError(f"its CSS has rules in a rule, which cannot be read: {HINT}")
    return [one for one in found if one.type == "declaration"]


def media_holds(text: str) -> bool:
    """Return whether a list of media queries holds for a picture on a screen.

    Raises:
        ValueError: it depends on the screen.
    """
    return not text.strip() or any(_query_holds(query.strip().lower()) for query in text.split(","))


def _query_holds(query: str) -> bool:
    negated = query.startswith("not ")
    words = re.split(r"\s+and\s+", query.removeprefix("not ").removeprefix("only "))
    held = True
    for word in words:
        feature = re.sub(r"\s", "", word[1:-1]) if word.startswith("(") else ""
        if not feature:
            held = held and word in ("all", "screen")
        elif feature in FEATURES:
            held = held and FEATURES[feature]
        else:
            raise ValueError(f"its CSS has @media {query[:60]}, which depends on the screen: {HINT}")
    return held != negated
