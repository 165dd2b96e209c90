"""The forms in which `memegen check` prints what it finds: text, JSON, annotations of GitHub, and SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from memegen.cli.github import annotation
from memegen.core.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Callable

    from memegen.cli.screen import Screen
    from memegen.core.diagnostics import Diagnostic


class CheckOutput(Protocol):
    """Prints diagnostics as they are found."""

    def add(self, diagnostic: Diagnostic, *, is_new: bool) -> None:
        """Print a diagnostic.

        Args:
            diagnostic: the diagnostic, with its platform in the message.
            is_new: whether none was printed that is the same mistake in another row.
        """

    def close(self) -> None:
        """Print what is printed at the end."""


class TextOutput:
    """For people, on stderr: each mistake once."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def add(self, diagnostic: Diagnostic, *, is_new: bool) -> None:
        """Print a diagnostic, if it is new."""
        if is_new:
            self._screen.diagnostics([diagnostic])

    def close(self) -> None:
        """Print nothing."""


class JsonOutput:
    """For scripts: an object a line."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def add(self, diagnostic: Diagnostic, *, is_new: bool) -> None:
        """Print a diagnostic."""
        del is_new
        self._screen.json(diagnostic.to_json())

    def close(self) -> None:
        """Print nothing."""


class GithubOutput:
    """For the log of a workflow, which shows each beside its line."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def add(self, diagnostic: Diagnostic, *, is_new: bool) -> None:
        """Print a diagnostic."""
        del is_new
        self._screen.data(annotation(diagnostic))

    def close(self) -> None:
        """Print nothing."""


class SarifOutput:
    """One SARIF document, for code scanning and editors."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._found: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic, *, is_new: bool) -> None:
        """Keep a diagnostic until the end."""
        del is_new
        self._found.append(diagnostic)

    def close(self) -> None:
        """Print the document."""
        from memegen.cli.sarif import sarif_log

        self._screen.json(sarif_log(self._found))


def check_output(name: str, screen: Screen, *, json: bool) -> CheckOutput:
    """Return the output of a format; without a name text, or with *json* JSON.

    Raises:
        DiagnosticError: ``format-unknown``, ``format-conflict``.
    """
    if json and name not in ("", "json"):
        raise fail("format-conflict", f"--json is not --format {name}", "leave out one of the two")
    name = name or ("json" if json else "text")
    outputs: dict[str, Callable[[Screen], CheckOutput]] = {
        "text": TextOutput,
        "json": JsonOutput,
        "github": GithubOutput,
        "sarif": SarifOutput,
    }
    if name not in outputs:
        *others, last = outputs
        hint = f"write {', '.join(others)} or {last}; the format of the graphics is -f"
        raise fail("format-unknown", f"--format: unknown format {name!r}", hint)
    return outputs[name](screen)
