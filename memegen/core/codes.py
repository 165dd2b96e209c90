"""The codes of diagnostics: what each means, and what to do about it.

The only declaration is messages.toml, from which docs/messages.md is generated too. Nothing is read before it is asked
for: printing a diagnostic needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from memegen.core.frozen import frozen

FILE = Path(__file__).with_name("messages.toml")


@frozen
class Code:
    """What a code of a diagnostic means.

    Attributes:
        name: the code, e.g. ``photo-not-found``.
        severity: its usual severity, "error" or "warning".
        topic: section of docs/messages.md.
        what: what is wrong, one sentence.
        fix: what to do, an imperative.
        why: why it is reported, where that is not plain; "" otherwise.
    """

    name: str
    severity: str
    topic: str
    what: str
    fix: str
    why: str = ""

    @property
    def help(self) -> str:
        """All that is known of it, in one paragraph of Markdown."""
        return " ".join(filter(None, (self.what, self.why, self.fix)))


@cache
def codes() -> Mapping[str, Code]:
    """Return all codes by name, in the order of the documentation."""
    import tomllib

    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: Code(name, **entry) for name, entry in entries.items()})
