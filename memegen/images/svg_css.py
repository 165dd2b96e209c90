"""CSS in SVG drawings: what cannot be read is left out as in a browser, or is an error; it is not drawn black."""

from __future__ import annotations

import re
from collections.abc import Collection

from memegen.core.regex import lazy_pattern

# Attributes and properties that hold a colour.
COLORED = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")
# Functions that the drawer reads in values of these.
COLOR_FUNCTIONS = ("rgb", "rgba", "hsl", "hsla", "url")
FUNCTION = lazy_pattern(r"([A-Za-z][\w-]*)\(")
COMMENT = lazy_pattern(r"/\*.*?\*/", re.DOTALL)
RULE = lazy_pattern(r"([^{}]*)\{([^{}]*)\}")
# A semicolon that is not in parentheses or quotation marks.
SEPARATOR = lazy_pattern(r""";(?=(?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*$)""")
VARIABLE = lazy_pattern(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
DEFINITION = lazy_pattern(r"""(?:[;{"']|^)\s*(--[\w-]+)\s*:""", re.MULTILINE)
# Selectors of states that a picture is never in, and those that the drawer reads.
STATES = lazy_pattern(r":(?:hover|focus|active|visited|focus-within|focus-visible)\b")
READ = lazy_pattern(r":first-child\b")
# Maximum characters of a style or value that is examined, so that patterns take little time.
MAX_LENGTH = 200_000


def defined_variables(markup: str) -> frozenset[str]:
    """Return the names of the custom properties that a drawing defines, e.g. ``--green``."""
    return frozenset(DEFINITION.findall(markup)) if "var(" in markup else frozenset()


def readable_value(name: str, value: str, variables: Collection[str]) -> str:
    """Return the value of an attribute with its variables replaced.

    Args:
        name: name of the attribute.
        value: its value.
        variables: names of the custom properties that the drawing defines.

    Raises:
        ValueError: the drawer cannot read it.
    """
    if name == "style":
        return readable_declarations(value, variables)
    if name not in COLORED or "(" not in value:
        return value
    value = _without_variables(value, variables)
    if unread := _unread_function(name, value):
        raise ValueError(f"its colour {unread}(…) cannot be drawn: write it as #rrggbb")
    return value


def readable_declarations(text: str, variables: Collection[str]) -> str:
    """Return the declarations of a style without those that the drawer cannot read, if one before has a value.

    Raises:
        ValueError: a declaration cannot be read, and there is none before it.
    """
    if "(" not in text and "--" not in text:
        return text
    if len(text) > MAX_LENGTH:
        raise ValueError("its CSS is too long")
    kept: dict[str, str] = {}
    for declaration in SEPARATOR.split(COMMENT.sub("", text)):
        name, colon, value = (part.strip() for part in declaration.partition(":"))
        if not colon or name.startswith("--"):
            continue
        value = _without_variables(value, variables)
        if not (unread := _unread_function(name, value)):
            kept[name] = value
        elif name not in kept:
            raise ValueError(f"its colour {unread}(…) cannot be drawn: write it as #rrggbb")
    return ";".join(f"{name}:{value}" for name, value in kept.items())


def readable_rules(css: str, variables: Collection[str]) -> str:
    """Return the rules of a style sheet that the drawer can read; those for states such as hovering are left out.

    Raises:
        ValueError: a rule cannot be read.
    """
    if len(css) > MAX_LENGTH:
        raise ValueError("its CSS is too long")
    css = COMMENT.sub("", css)
    if at := re.search(r"@(?!charset|namespace|font-face)[\w-]+", css):
        raise ValueError(f"its CSS has {at[0]}, which cannot be drawn: export it with styles at each element")
    rules = []
    for selectors, declarations in RULE.findall(css):
        body = readable_declarations(declarations, variables)
        wanted = [one.strip() for one in _split_selectors(selectors) if not STATES.search(one)]
        if not body or not wanted or "@font-face" in selectors:
            continue
        for selector in wanted:
            rest = READ.sub("", re.sub(r"\[[^\]]*\]", "", selector))
            if found := re.search(r":[\w-]+|[+~]", rest):
                raise ValueError(
                    f"its CSS has {found[0]}, which cannot be drawn: export it with styles at each element"
                )
        rules.append(f"{','.join(wanted)}{{{body}}}")
    return "\n".join(rules)


def _split_selectors(text: str) -> list[str]:
    return re.split(r",(?![^(]*\))", re.sub(r"@(charset|namespace)[^;]*;", "", text))


def _without_variables(value: str, variables: Collection[str]) -> str:
    """Return a value with each variable, which the drawing does not define, replaced by what it has for that case."""
    for _ in range(4):
        match = VARIABLE.search(value)
        if not match:
            break
        if match[1] in variables or match[2] is None:
            raise ValueError(f"its CSS variable {match[1]} cannot be drawn: export it with the colours themselves")
        value = value[: match.start()] + match[2].strip() + value[match.end() :]
    return value


def _unread_function(name: str, value: str) -> str:
    """Return the function in the value of a colour that the drawer does not know; "" if there is none."""
    if name not in COLORED:
        return "var" if "var(" in value else ""
    return next((function for function in FUNCTION.findall(value) if function.lower() not in COLOR_FUNCTIONS), "")
