"""The page docs/messages.md, from the declarations of all codes in memegen/core/messages.toml."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from memegen.core.codes import Code, codes

PAGE = Path(__file__).parent / "messages.md"
HEAD = """\
<!-- Generated from memegen/core/messages.toml by `make docs`; do not edit. -->

# Messages

This page is for everyone who got a message and wants to know what to do. Search it for the code in square brackets.

A message has a place, a severity, a code and a fact; then maybe a hint, the line that it is about, and other places
that explain it:

```text
PLACE: SEVERITY[CODE]: FACT
  hint: WHAT TO DO
```

An **error** means that a graphic, or a whole command, is not rendered. A **warning** does not stop anything: look at
the graphic. `--json` has the same parts under `errors` and `findings`. Codes are stable: scripts can match them.

A code is a subject and its state. One ending has one meaning: `-unknown` (no such name), `-not-found` (no such file),
`-not-installed` (a package or program), `-required` (left out), `-invalid` (cannot be used as it is written),
`-unreadable` (exists, cannot be read), `-unwritable`, `-unsupported` (valid, but not for memegen), `-too-large`,
`-too-long`, `-conflict` (exclude each other), `-duplicate`, `-cycle`, `-outside` (not allowed there), `-unreachable`,
`-timeout`.
"""


def messages_page() -> str:
    """Return the page."""
    sections = (_section(topic, list(found)) for topic, found in groupby(codes().values(), lambda code: code.topic))
    return "\n".join([HEAD, *sections])


def _section(topic: str, found: list[Code]) -> str:
    return "\n".join([f"## {topic}\n", *(line for code in found for line in _entry(code))])


def _entry(code: Code) -> Iterator[str]:
    yield f"### {code.name}\n"
    yield f"*{code.severity.capitalize()}.* {' '.join(filter(None, (code.what, code.why)))}\n"
    yield f"**Fix:** {code.fix}\n"


def write() -> None:
    """Write the page."""
    PAGE.write_text(messages_page(), encoding="utf-8")
