"""The examples of docs/messages.md: a few files, a command, and what it prints about them."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import tempfile
import textwrap
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from memegen.cli.main import main

FILE = Path(__file__).with_name("message_examples.toml")
# What an example is checked with unless it has a command of its own; small canvases are quick.
CHECK_LIST = "memegen check a.csv -t quote-plain -b keep-it-open -p 600x600"
CHECK_TEMPLATE = "memegen check t.yaml -b keep-it-open -p 600x600"
GROUND = 'background: [{colour: "#f3efe6"}]\n'


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a code.

    Attributes:
        run: the command.
        files: files of the folder that it runs in, by name.
        unrun: why there is none that can be run here; "" otherwise.
    """

    run: str = ""
    files: dict[str, str] = field(default_factory=dict)
    unrun: str = ""

    def output(self) -> str:
        """Run the command in this process, in a folder of its own, and return what it prints to stderr."""
        with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
            for file, text in self.files.items():
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                Path(file).write_text(text, encoding="utf-8")
            errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
            with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.redirect_stderr(errors):
                main(shlex.split(self.run)[1:])
                errors.flush()
            printed = errors.buffer.getvalue() if isinstance(errors.buffer, io.BytesIO) else b""
            text = printed.decode()
            for folder in (os.path.realpath(name), name):
                text = (
                    text.replace(folder + os.sep, "")
                    .replace(folder, "this folder")
                    .replace(str(Path(folder).parent), "…")
                )
            return text


@cache
def examples() -> dict[str, Example]:
    """Return the examples by code."""
    return {code: _example(**entry) for code, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


def _example(
    run: str = "",
    rows: str = "",
    layers: str = "",
    template: str = "",
    file: str = "",
    files: dict[str, str] | None = None,
    unrun: str = "",
) -> Example:
    written = {"a.csv": rows, "t.yaml": file, **(files or {})}
    if layers:
        template = f"layers:\n{textwrap.indent(layers, '  ')}"
    if template:
        body = template if "background:" in template else GROUND + template
        written["t.yaml"] = f"templates:\n  t:\n{textwrap.indent(body, '    ')}\n"
    command = run or (CHECK_LIST if rows else CHECK_TEMPLATE)
    return Example(command, {name: text for name, text in written.items() if text}, unrun)
