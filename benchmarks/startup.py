"""Measure cold starts of whole processes against a bare `import typer` in the same run.

    python benchmarks/startup.py [ROUNDS]

The commands run in turn, round after round, so that a machine whose speed drifts slows all of them alike. A first
round is not counted; it fills the cache of templates, as any earlier command does. Prints the median of each in
milliseconds and KiB, and its ratio to `import typer`.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

QUOTE = "If there is no *struggle*, there is no progress."
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import typer'": ["-c", "import typer"],
    "memegen --help": ["-m", "memegen", "--help"],
    "memegen make quote-plain, 1080×1080": [
        *["-m", "memegen", "make", "quote-plain", "--quote", QUOTE, "--by", "Frederick Douglass"],
        *["-p", "1080x1080", "-o", "card.png"],
    ],
    "memegen make quote-photo, 1080×1080": [
        *["-m", "memegen", "make", "quote-photo", "--quote", QUOTE, "--by", "Frederick Douglass"],
        *["-p", "1080x1080", "-o", "photo.jpg"],
    ],
}


def once(arguments: list[str], folder: str) -> tuple[float, int]:
    """Run one process; return its wall time in milliseconds and its peak memory in KiB."""
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)]
    # posix_spawn takes no folder; the child inherits the current one.
    here = Path.cwd()
    os.chdir(folder)
    child = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ, file_actions=quiet)
    os.chdir(here)
    _, status, usage = os.wait4(child, 0)
    spent = (time.perf_counter() - start) * 1000
    if status:
        sys.exit(f"{' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return spent, usage.ru_maxrss


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for name, arguments in COMMANDS.items():
                figures = once(arguments, folder)
                if number:
                    found[name].append(figures)
    base = statistics.median(ms for ms, _ in found["python -c 'import typer'"])
    sys.stdout.write("| command | ms | × import typer | peak KiB |\n|---|---|---|---|\n")
    for name, runs in found.items():
        ms, peak = statistics.median(ms for ms, _ in runs), statistics.median(kib for _, kib in runs)
        sys.stdout.write(f"| {name} | {ms:.0f} | {ms / base:.2f} | {peak:,.0f} |\n")


if __name__ == "__main__":
    main()
