"""The steps of docs/tutorial.md: each block of YAML replaces keys of the file that the blocks before it have made."""

from __future__ import annotations

import re

KEY = re.compile(r"( *)([\w-]+):")


def with_step(text: str, block: str) -> str:
    """Return a template file after a step of the tutorial.

    A key of the block replaces the same key of the file at the same indent. A new one is added: at the top of the file
    if it is not indented, otherwise at the end, which is the end of the file's one template.

    Args:
        text: the file before this step; empty before the first.
        block: the keys that the step replaces or adds, indented as in the file.
    """
    indent = len(block) - len(block.lstrip(" "))
    kept = _by_key(text, indent)
    names = [name for name, _ in kept]
    above: list[str] = []
    for name, lines in _by_key(block, indent):
        if name in names:
            kept[names.index(name)] = (name, lines)
        elif indent:
            kept.append((name, lines))
        else:
            above += lines
    return "\n".join([*above, *(line for _, lines in kept for line in lines)]) + "\n"


def _by_key(text: str, indent: int) -> list[tuple[str, list[str]]]:
    """Return the lines of *text* by the key at that indent which they belong to; empty for less indented lines."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        match = KEY.match(line)
        if match and len(match[1]) <= indent:
            found.append((match[2] if len(match[1]) == indent else "", [line]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return found
