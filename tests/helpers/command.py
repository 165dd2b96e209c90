"""Runs memegen as a process, with templates that are written for the tests alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.helpers import forked
from tests.helpers.paths import ROOT

# Only colour and text: nothing here depends on the designs that come with memegen.
TEMPLATES = """
brand: house
templates:
  plain:
    about: A quote on a colour
    fields:
      quote: {required: true, about: What was said, example: Ye are many, longest: 200}
      by: {about: Who said it, example: Shelley}
      ground: {type: choice, options: [ink, accent], default: ink}
      loud: {type: flag, default: no}
      points: {type: list, longest: 3}
      last_line: {}
    background: [{colour: "{ground}"}]
    layers:
      - {text: "{quote}[ — {by}]", id: quote, font: display, size: 4vmin..12vmin, fill: paper, margin: 7vmin}
      - {text: "{last_line}", id: last, font: text, size: 4vmin, fill: paper, at: bottom left, when: last_line}
    alt: "{quote} {by}"
    caption: "{quote}"
  child: {extends: plain, about: The same on another colour, background: [{colour: accent}]}
  shout: {extends: child}
"""
BRAND = """
name: House
palette: {ink: "#111111", paper: "#ffffff", accent: "#aa0044", sun: "#ffcc00", cool: "#004488"}
fonts: {display: Anton, text: Archivo Narrow, hand: Caveat}
"""


class Command:
    """Runs the command in a folder of its own, which holds ``mine.yaml`` and its brand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "mine.yaml").write_text(TEMPLATES, "utf-8")
        (folder / "house.yaml").write_text(BRAND, "utf-8")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """A process that runs; its streams are pipes unless *options* say otherwise."""
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::ResourceWarning"}
        return subprocess.Popen(
            [sys.executable, "-m", "memegen", *arguments], cwd=self.folder, env=env, **{**streams, **options}
        )

    def run(self, *arguments: str, code: int = 0, stdin: bytes = b"") -> Result:
        """Run it to the end; never may it show a traceback, nor end with another code."""
        result = Result(*forked.run(arguments, self.folder, {**os.environ}, stdin))
        assert "Traceback" not in result.err, result.err
        assert result.code == code, (result.code, result.err)
        return result

    def files(self, folder: str = ".") -> list[str]:
        """Everything in a folder, hidden files too, by name."""
        return sorted(path.name for path in (self.folder / folder).iterdir())

    def pictures(self, folder: str = ".") -> list[str]:
        """Everything in a folder but the manifest, the record of the batch and the contact sheet, by name."""
        beside = ("manifest.jsonl", "manifest.csv", "batch.json")
        return [name for name in self.files(folder) if name not in beside and not name.startswith("contact-sheet")]


class Result:
    """What a run said."""

    def __init__(self, code: int, raw: bytes, err: bytes) -> None:
        self.code = code
        self.raw = raw
        self.err = err.decode()

    @property
    def lines(self) -> list[str]:
        return self.raw.decode().splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]
