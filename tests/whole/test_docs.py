"""What the documentation says is so: its blocks are valid, its examples run, its pictures are made by a script here."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import card_sheet
import gallery
import pytest
import readme_picture
import render
import specimens

import memegen
from memegen import DiagnosticError, Renderer
from memegen.template.reference import reference
from tests.helpers.paths import ROOT
from tests.helpers.servers import Bucket, Cluster

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
LINK = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
PYTHON = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", re.DOTALL)
CONSOLE = re.compile(r"(<!-- fails -->\n)?```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"(?:^|[|;&]\s*)memegen\b")
# On a terminal it asks; a test has none.
ASKS = "memegen make"
JQ = "import json, sys\nfor line in sys.stdin: print(json.dumps(json.loads(line)[sys.argv[1][1:]]))\n"


MARKDOWN = render.guide()
EXAMPLES = list(render.examples(MARKDOWN))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the guide's examples, and what else the pages speak of."""
    folder = tmp_path_factory.mktemp("docs")
    render.write_examples(folder, MARKDOWN)
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_block_of_the_guide_is_what_it_says(example: render.Example, desk: Path) -> None:
    if example.type == "mistake":
        with pytest.raises(DiagnosticError):
            Renderer([desk / example.file]).template(example.file.removesuffix(".yaml"))
    elif example.file.startswith("brands/"):
        assert Renderer([desk / "thanks.yaml"]).catalog.brand(Path(example.file).stem).title
    else:
        renderer = Renderer([desk / example.file])
        own = renderer.catalog.names_in(desk / example.file)
        assert own or set(renderer.catalog.platforms) > set(Renderer().catalog.platforms)
        for name in own:
            assert renderer.template(name)


@pytest.mark.parametrize(
    ("example", "picture"),
    [(example, picture) for example in EXAMPLES for picture in example.pictures],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_picture_of_the_guide_can_be_made_without_a_finding(
    example: render.Example, picture: str, desk: Path
) -> None:
    found = [each for card in render.rendered(Renderer([desk / example.file]), picture) for each in card.scene.findings]
    # One picture shows what a finding is about.
    assert [finding.code for finding in found] == (["text-cut"] if picture == "overflow.png" else [])


def test_every_linked_picture_is_there_and_made_here() -> None:
    made = {picture for example in EXAMPLES for picture in example.pictures}
    for script in ("readme_picture.py", "legibility_sheet.py", "screenshot.py"):
        made |= set(re.findall(r"[\w-]+\.(?:jpg|png)", (DOCS / script).read_text(encoding="utf-8")))
    made |= {file.name for file in [*_sheets(), *gallery.GALLERY.iterdir()]} | {"chromium.png"}
    linked = set()
    for page in PAGES:
        for shows, target in LINK.findall(page.read_text(encoding="utf-8")):
            if target.startswith("https://"):
                continue
            file = page.parent / target
            assert file.is_file(), f"{page.name} links {target}"
            assert shows, f"{target} in {page.name} has no alternative text"
            assert file.name in made, f"nothing makes {target}"
            linked.add(file.name)
    left_over = {file.name for file in [*render.PICTURES.iterdir(), *specimens.SHEETS.glob("*.*g")]} - linked
    assert not left_over


def _sheets() -> list[Path]:
    """The pictures that docs/specimens.py makes."""
    return [file for name in specimens.names() for file in specimens.SHEETS.glob(f"{name}.*g")]


def test_the_gallery_shows_every_template_in_every_house() -> None:
    page = gallery.PAGE.read_text(encoding="utf-8")
    renderer = Renderer(today=gallery.TODAY)
    shown = {file.name for file in gallery.GALLERY.iterdir()}
    assert shown == {f"{name}-{brand}.jpg" for name in renderer.catalog.names for brand in card_sheet.BRANDS}
    assert all(gallery.section(renderer, name).strip() in page for name in renderer.catalog.names), "run `make gallery`"


def test_a_command_of_the_gallery_makes_its_picture(shell: dict[str, str], desk: Path) -> None:
    command = re.findall(r"^memegen make .*$", gallery.PAGE.read_text(encoding="utf-8"), re.MULTILINE)[-1]
    one = re.sub(r" -p \S+", " -p instagram-square", command)
    done = subprocess.run([*shlex.split(one), "-o", "card.jpg"], cwd=desk, env=shell, check=False)
    assert done.returncode == 0
    assert (desk / "card.jpg").is_file()


def test_the_readme_shows_nine_different_cards() -> None:
    chosen = readme_picture.readme_shots(Renderer(today=gallery.TODAY))
    looks = {(shot.template, shot.brand, shot.variant, shot.values.get("ground", "")) for shot in chosen}
    assert len(looks) == len(chosen) == readme_picture.COUNT


def test_the_pictures_stay_small() -> None:
    assert sum(file.stat().st_size for file in gallery.GALLERY.iterdir()) < 6_000_000
    assert sum(file.stat().st_size for file in render.PICTURES.iterdir()) < 3_000_000
    assert [file.name for file in _sheets() if file.stat().st_size > specimens.LIMIT] == []


def test_every_sheet_of_the_specimens_is_there_and_shown() -> None:
    shown = re.findall(r"\(specimens/([^)]+)\)", (DOCS / "specimens.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted([*(file.name for file in _sheets()), "chromium.png"])
    assert len(_sheets()) == len(specimens.names())


def test_the_specimens_are_set_without_a_finding() -> None:
    found = [f"{name}: {finding}" for name, card in specimens.cards() for finding in card.scene.findings]
    assert found == []


def test_the_reference_is_up_to_date() -> None:
    assert render.REFERENCE.read_text(encoding="utf-8") == reference(), "run `make docs`"


def _prose(page: Path) -> str:
    """The text of a page without its blocks of code."""
    return re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def _anchors(page: Path) -> list[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", _prose(page))):
        if not target.startswith(("https://", "http://")):
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{page.name} links {target}"
            assert not anchor or anchor in _anchors(file), f"{page.name} links {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_two_headings_of_a_page_are_alike(page: Path) -> None:
    anchors = _anchors(page)
    assert len(set(anchors)) == len(anchors)


def test_every_page_of_the_language_is_linked_from_its_index() -> None:
    index = (DOCS / "templates.md").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.glob("language/*.md") if f"(language/{page.name})" not in index] == []


def test_every_finding_of_the_guide_is_one_that_memegen_makes() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "memegen").rglob("*.py"))
    codes = re.findall(
        r"^\| `([a-z]+(?:-[a-z]+)+)` \|", MARKDOWN.partition("| Warning |")[2].partition("\n\n")[0], re.MULTILINE
    )
    assert codes
    assert [code for code in codes if f'"{code}"' not in source] == []


@pytest.mark.parametrize(
    ("code", "says"), [block for page in PAGES for block in PYTHON.findall(page.read_text(encoding="utf-8"))]
)
def test_every_python_example_runs_and_prints_what_it_says(
    code: str, says: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "python.md", "exec"), {"__name__": "__main__"})
    assert not says or printed.getvalue() == says


def _commands() -> list[tuple[str, bool, str, str]]:
    """Each command of the pages: the page, whether it must fail, the line, what it is said to print."""
    found = []
    # Those of the tutorial and the README need what earlier commands make: test_tutorial.py, test_readme.py.
    for page in [page for page in PAGES if page.stem not in ("tutorial", "README")]:
        for fails, block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            command = ""
            said: list[str] = []
            for line in [*block.splitlines(), "$ "]:
                if line.startswith(("$ ", "memegen ")):
                    if COMMAND.search(command) and command != ASKS:
                        found.append((page.name, bool(fails), command, "\n".join(said)))
                    command, said = line.removeprefix("$ ").partition("  #")[0].strip(), []
                else:
                    said.append(line)
    return found


@pytest.fixture(scope="module")
def shell(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `memegen` is this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "memegen"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m memegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    if shutil.which("jq") is None:
        # The pages pipe into jq, which not everybody has; `.key` is all that they ask of it.
        stand_in = folder / "jq"
        stand_in.write_text(f"#!{sys.executable}\n{JQ}", encoding="utf-8")
        stand_in.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What a command finds the bucket by, and the address of the cluster, that docs/scale.md speaks of."""
    folder = tmp_path_factory.mktemp("far")
    bucket = Bucket()
    environment = {**bucket.environment, "MEMEGEN_CACHE": str(folder / "cache")}
    cluster = Cluster(folder, environment)
    cluster.work()
    yield {**environment, "CLUSTER": cluster.address}
    cluster.stop()
    bucket.stop()


@pytest.mark.parametrize(("page", "fails", "command", "says"), _commands())
def test_every_command_runs_and_prints_what_it_says(
    page: str,
    fails: bool,
    command: str,
    says: str,
    desk: Path,
    shell: dict[str, str],
    request: pytest.FixtureRequest,
) -> None:
    if page == "scale.md":
        found = request.getfixturevalue("far")
        shell, command = {**shell, **found}, command.replace("tcp://scheduler:8786", found["CLUSTER"])
    done = subprocess.run(
        command, shell=True, cwd=desk, env=shell, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    printed = done.stdout + done.stderr
    assert (done.returncode != 0) == fails, printed
    for line in filter(str.strip, says.splitlines()):
        # A page may cut a long line short.
        assert line.strip().removesuffix("…").rstrip() in printed


def test_record_of_the_scripting_page_is_what_the_command_prints() -> None:
    page = (DOCS / "scripting.md").read_text(encoding="utf-8")
    shown = json.loads(page.partition("<!-- record -->\n```json\n")[2].partition("```")[0])
    card = memegen.render(
        "quote-plain",
        platform="600x600",
        brand="keep-it-open",
        variant="1",
        quote="Failure is *impossible*.",
        by="Susan B. Anthony",
    )
    printed = card.record("anthony.png")
    assert list(shown) == list(printed)
    assert list(shown["boxes"][0]) == list(printed["boxes"][0])
    # The file and the places in it may change with any version.
    changing = {"bytes", "sha256", "boxes"}
    assert {key: shown[key] for key in shown if key not in changing} == {
        key: printed[key] for key in printed if key not in changing
    }
