"""Scripts in a process with limits."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from memegen.core.limited_process import run_limited

MEGABYTE = 1 << 20


def written(folder: Path, text: str) -> Path:
    script = folder / "script.py"
    script.write_text(text, "utf-8")
    return script


def test_script_has_data_arguments_and_package(tmp_path: Path) -> None:
    script = written(
        tmp_path, "import sys, yaml; print(yaml.safe_load('a: 1')['a'], sys.argv[1:], sys.stdin.read(), __name__)"
    )
    done = run_limited(script, "yaml", b"data", 512 * MEGABYTE, 20, "one", "")
    assert done is not None
    assert done.stdout.decode().strip() == "1 ['one', ''] data __main__"


def test_script_imports_nothing_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = run_limited(written(tmp_path, "import json; print(json.dumps(1))"), "yaml", b"", 512 * MEGABYTE, 20)
    assert done is not None
    assert done.stdout.decode().strip() == "1"


def test_package_that_is_not_installed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModuleNotFoundError):
        run_limited(written(tmp_path, ""), "no_such_package", b"", 512 * MEGABYTE, 5)


def test_script_that_waits_is_stopped(tmp_path: Path) -> None:
    assert run_limited(written(tmp_path, "import time; time.sleep(30)"), "yaml", b"", 512 * MEGABYTE, 1) is None


@pytest.mark.skipif(sys.platform != "linux" or os.name != "posix", reason="needs limits that the system enforces")
@pytest.mark.parametrize("text", ["bytes(1 << 31)", "while True: pass"])
def test_script_beyond_a_limit_fails(tmp_path: Path, text: str) -> None:
    done = run_limited(written(tmp_path, text), "yaml", b"", 256 * MEGABYTE, 2)
    # On a busy machine the time on the clock may be up before that of the processor.
    assert (done is None and "while" in text) or (done is not None and done.returncode != 0)
