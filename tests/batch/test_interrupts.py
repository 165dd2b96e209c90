"""Ctrl-C in the middle of a batch of heavy cards: it ends at once, says how far it came, and leaves whole files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.command import Command
from tests.helpers.paths import ROOT

# A photo at 5 million pixels: what takes longest in it is one call into a library that knows nothing of signals.
HEAVY = ("batch", "many.txt", "-t", "quote-photo", "-p", "2000x2500")
CARDS = 8
# A second is what is promised; a machine that is busy with other things may take longer.
PROMISED, PATIENCE = 1.0, 10.0


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    memegen = Command(tmp_path)
    memegen.write("many.txt", "".join(f"Quote number {number} of *many*\n" for number in range(CARDS)))
    return memegen


def interrupted(memegen: Command, *arguments: str, after: int, pause: float) -> tuple[str, float]:
    """What a batch says that gets SIGINT *pause* seconds after its picture number *after*; how long it then takes."""
    process = memegen.start(*arguments, start_new_session=True)
    assert process.stdout
    for _ in range(after):
        assert process.stdout.readline()
    time.sleep(pause)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    err = process.communicate(timeout=60)[1].decode()
    took = time.monotonic() - began
    assert process.returncode == 130, err
    assert "Traceback" not in err
    return err, took


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("format", ["jpeg", "avif"])
def test_ctrl_c_stops_a_batch_at_once(memegen: Command, jobs: str, format: str) -> None:
    arguments = (*HEAVY, "-f", format, "-j", jobs)
    err, took = interrupted(memegen, *arguments, after=1, pause=0.1)
    assert took < PATIENCE, f"{took:.2f} s of {PROMISED:g} promised"
    assert err.splitlines()[-1].startswith("interrupted: ")
    out = memegen.folder / "out"
    assert not [name for name in memegen.files("out") if name.startswith(".")]
    before = _pictures(out)
    assert 1 <= len(before) < CARDS
    result = memegen.run(*arguments, "--json")
    assert {Path(record["file"]).name for record in result.records if record["cached"]} == set(before)
    after = _pictures(out)
    assert len(after) == CARDS
    assert before.items() <= after.items()
    recorded = [json.loads(line)["file"] for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert sorted(recorded) == sorted(after)


def _pictures(folder: Path) -> dict[str, bytes]:
    """Every picture of a folder with its bytes; each can be read to its end."""
    found = {}
    for path in folder.iterdir():
        if path.suffix not in (".html", ".json", ".jsonl", ".csv"):
            with Image.open(path) as image:
                image.load()
            found[path.name] = path.read_bytes()
    return found


def test_handled_interrupt_does_not_end_python_by_sigint(tmp_path: Path) -> None:
    # A text is executed wherever a named tuple is made, so whenever one of many modules is loaded.
    program = """
import sys
from memegen.cli import run as running
from memegen.cli.main import main

def run(arguments):
    try:
        exec("raise KeyboardInterrupt")
    except KeyboardInterrupt:
        return 130

running.run = run
sys.exit(main())
"""
    (tmp_path / "program.py").write_text(program)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "program"], cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 130
