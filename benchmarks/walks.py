"""Count how often a value changes module and room on its way from the command line to the file.

One `memegen make` is traced. Each call of a function of memegen counts that has the value among its arguments: as a
text, in a path, or up to DEPTH levels deep in a tuple, a list, a mapping or an object of memegen. A change is a call in
another module (or room) than the call before: a file that a reader who follows the value has to open. The third walk
counts how often the photo's file is opened.

    python benchmarks/walks.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

from PIL import Image

import memegen
from memegen.cli.main import main as command

QUOTE = "Ye are many, they are few, says the walker."
PHOTO = "walked.jpg"
# Containers within containers that are looked into, and entries of each.
DEPTH, ENTRIES = 2, 40
PACKAGE = str(Path(memegen.__file__).parent) + os.sep


def carries(value: object, wanted: str, depth: int = DEPTH) -> bool:
    """Return whether *value* is, or holds down to *depth* levels, a text that contains *wanted*."""
    if isinstance(value, str):
        return wanted in value
    if isinstance(value, os.PathLike):
        return wanted in os.fspath(value)
    if depth == 0:
        return False
    entries: list[object] = []
    if isinstance(value, Mapping):
        entries = list(value.values())
    elif isinstance(value, tuple | list):
        entries = list(value)
    elif type(value).__module__.startswith("memegen"):
        entries = [getattr(value, name, None) for name in getattr(type(value), "__slots__", ())]
    return any(carries(entry, wanted, depth - 1) for entry in entries[:ENTRIES])


def walk(wanted: str, run: Callable[[], None]) -> list[str]:
    """Return the module of each call that carries *wanted*, in order."""
    modules: list[str] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(PACKAGE) or code.co_name.startswith("<"):
            return
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        if any(carries(frame.f_locals.get(name), wanted) for name in names if name != "self"):
            modules.append(code.co_filename.removeprefix(PACKAGE).removesuffix(".py").replace(os.sep, "."))

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return modules


def opens(name: str, run: Callable[[], None]) -> int:
    """Return how often a file of that name is opened."""
    found: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            found.extend([name] * os.fsdecode(arguments[0]).endswith(name))

    # An audit hook stays for as long as the process.
    sys.addaudithook(hook)
    run()
    return len(found)


def changes(names: list[str]) -> int:
    """Return how many neighbours in a list differ."""
    return sum(one != other for one, other in pairwise(names))


def room(module: str) -> str:
    """Return a module's package; the module itself if it is in no room."""
    return module.rpartition(".")[0] or module


def main() -> None:
    """Print the walks of a quote and of a photo's path, and how often the photo is opened."""
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder, PHOTO)
        Image.effect_noise((1600, 1200), 60).convert("RGB").save(photo)
        fields = ["--quote", QUOTE, "--by", "Somebody", "--photo", str(photo)]
        arguments = ["make", "quote-photo", *fields, "-o", str(Path(folder, "card.png"))]

        def run() -> None:
            with suppress(SystemExit):
                command(arguments)

        run()
        for title, wanted in (("quote", QUOTE), ("photo's path", PHOTO)):
            modules = walk(wanted, run)
            rooms = [room(module) for module in modules]
            print(
                f"{title}: {len(modules)} calls, {changes(modules)} changes of module, {changes(rooms)} of room, "
                f"{len(set(modules))} modules, {len(set(rooms))} rooms"
            )
        print(f"photo's file: opened {opens(PHOTO, run)} times")


if __name__ == "__main__":
    main()
