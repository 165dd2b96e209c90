"""The wheel, installed in an empty environment away from the checkout, carries all that it needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.paths import ROOT


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with nothing in it but the wheel and what the wheel asks for."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("memegen_cli-*.whl")
    assert run(sys.executable, "-m", "venv", folder / "env", cwd=folder).returncode == 0
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    installed = run(python, "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    return python


def test_it_makes_a_card(python: Path, tmp_path: Path) -> None:
    made = run(python.with_name("memegen"), "make", "quote-plain", "--quote", "Hello", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    (card,) = tmp_path.iterdir()
    assert made.stdout.strip() == card.name
    assert card.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_it_makes_a_contact_sheet(python: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.txt").write_text("Hello\n", "utf-8")
    made = run(python.with_name("memegen"), "batch", "rows.txt", "-t", "quote-plain", "-p", "200x200", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "001-hello-200x200.png" in (tmp_path / "out" / "contact-sheet.html").read_text("utf-8")


def test_it_carries_every_photo_and_font(python: Path, tmp_path: Path) -> None:
    made = run(
        python.with_name("memegen"), "make", "quote-photo", "--example", "-b", "millbrook-food-coop", cwd=tmp_path
    )
    assert made.returncode == 0, made.stderr
    where = run(
        python, "-c", "from memegen.core.environment import DATA_FOLDER; print(DATA_FOLDER)", cwd=tmp_path
    ).stdout.strip()
    assert str(ROOT) not in where
    for folder in ("fonts", "assets"):
        ours = {
            path.name
            for path in (ROOT / folder).rglob("*")
            if path.suffix in {".ttf", ".jpg", ".png", ".yaml", ".txt", ".svg"}
        }
        theirs = {path.name for path in (Path(where) / folder).rglob("*")}
        assert ours <= theirs


def test_it_carries_the_pages_of_help(python: Path, tmp_path: Path) -> None:
    pages = [run(python.with_name("memegen"), "help", topic, cwd=tmp_path).stdout for topic in ("lists", "text-small")]
    assert pages[0].startswith("# Lists")
    assert "**Fix:**" in pages[1]


def test_it_starts_a_project(python: Path, tmp_path: Path) -> None:
    memegen = python.with_name("memegen")
    assert run(memegen, "init", ".", cwd=tmp_path).returncode == 0
    made = run(memegen, "batch", "quotes.csv", "-T", "templates.yaml", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "10 rendered in" in made.stderr
    assert (tmp_path / "README.md").is_file()
