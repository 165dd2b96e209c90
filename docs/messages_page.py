"""The page docs/messages.md, from the declarations of all codes in memegen/core/messages.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from message_examples import examples

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

A code is a subject and its state. One ending has one meaning:

| Ending | Meaning |
|---|---|
| `-unknown` | no such name |
| `-not-found` | no such file |
| `-not-installed` | a package or program is missing |
| `-required` | left out |
| `-invalid` | cannot be used as it is written |
| `-unreadable` | exists, cannot be read |
| `-unsupported` | valid, but not for memegen |
| `-conflict` | exclude each other |
| `-outside` | not allowed there |

`-unwritable`, `-too-large`, `-too-long`, `-duplicate`, `-cycle`, `-unreachable` and `-timeout` mean what they say.
"""


def example_outputs() -> dict[str, str]:
    """Run the examples, and return what each prints about its code, by code."""
    return {code: _about(code, example.output()) for code, example in examples().items() if not example.unrun}


def _about(code: str, output: str) -> str:
    """Return the messages with a code, each with its hint; "" if there are none."""
    kept, lines = False, []
    for line in output.splitlines():
        if not line.startswith(" "):
            kept = f"[{code}]: " in line
        if kept:
            lines.append(line)
    return "\n".join(lines)


def messages_page(outputs: Mapping[str, str]) -> str:
    """Return the page, with the outputs of the examples by code."""
    by_topic = groupby(codes().values(), lambda code: code.topic)
    return "\n".join([HEAD, *(_section(topic, list(found), outputs) for topic, found in by_topic)])


def _section(topic: str, found: list[Code], outputs: Mapping[str, str]) -> str:
    return "\n".join([f"## {topic}\n", *(line for code in found for line in _entry(code, outputs))])


def _entry(code: Code, outputs: Mapping[str, str]) -> Iterator[str]:
    yield f"### {code.name}\n"
    yield f"*{code.severity.capitalize()}.* {' '.join(filter(None, (code.what, code.why)))}\n"
    yield f"**Fix:** {code.fix}\n"
    example = examples()[code.name]
    if example.unrun:
        return
    for name, text in example.files.items():
        yield f"`{name}`:\n\n```text\n{text.rstrip()}\n```\n"
    yield f"```text\n$ {example.run}\n{outputs[code.name]}\n```\n"


def write() -> None:
    """Write the page."""
    PAGE.write_text(messages_page(example_outputs()), encoding="utf-8")
