"""The schemas in a real editor's server: what it underlines, explains and offers. `make editor-test` installs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from memegen.cli.run import run
from tests.helpers.language_server import LanguageServer, is_available
from tests.helpers.mistakes import FILES, MARK, Mistake, mistakes

pytestmark = pytest.mark.skipif(not is_available(), reason="yaml-language-server or Node.js is not installed")
SEEN = [mistake for mistake in mistakes() if mistake.in_editor]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, with the schema of lists too."""
    folder = tmp_path_factory.mktemp("project")
    run(["init", str(folder)])
    run(["schema", "-T", str(folder / "templates.yaml"), "-o", str(folder / "schemas")])
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[LanguageServer]:
    server = LanguageServer(project)
    yield server
    server.close()


def written(project: Path, name: str, kind: str, text: str) -> Path:
    """A file with the modeline that names the schema of its kind."""
    file = project / name
    file.write_text(f"# yaml-language-server: $schema=schemas/{kind}.json\n{text}", "utf-8")
    return file


def test_files_of_a_new_project_have_no_problems(project: Path, server: LanguageServer) -> None:
    files = [file for file in project.rglob("*.yaml") if file.parent.name != "schemas"]
    assert len(files) == 4
    assert [server.problems(file) for file in files] == [[]] * 4


@pytest.mark.parametrize("mistake", [pytest.param(each, id=each.id) for each in SEEN])
def test_mistake_is_one_problem_in_its_line(mistake: Mistake, project: Path, server: LanguageServer) -> None:
    name = f"{SEEN.index(mistake)}-{FILES[mistake.kind]}"
    problems = server.problems(written(project, name, mistake.kind, mistake.text))
    # The modeline is the first line; those of the server count from 0.
    lines = [problem["range"]["start"]["line"] for problem in problems]
    line = mistake.marked.count("\n", 0, mistake.marked.index(MARK)) + 1
    assert lines == [line], [problem["message"] for problem in problems]


@pytest.mark.parametrize(
    ("kind", "text", "line", "column", "words"),
    [
        (
            "templates",
            "templates: {t: {layers: [{text: a, size: 4vmin}]}}",
            2,
            38,
            ["the font size", "default: `3.6vw`"],
        ),
        ("templates", "templates: {t: {layers: [{text: a, size: 4vmin}]}}", 2, 27, ["A text"]),
        ("templates", "templates: {t: {about: b}}", 2, 18, ["one line that says what the template is for"]),
        ("brand", "hashtag: '#A'", 2, 3, ["default: none"]),
        ("project", "output: out", 2, 3, ["the folder for graphics; default: `out`"]),
        ("platforms", "platforms: {a: {size: [1, 2], dpi: 3}}", 2, 32, ["pixels per inch, 1 to 2400"]),
        ("sidecar", "licence: CC0", 2, 3, ["on what terms it may be used"]),
        ("rows", "- {quote: a, by: b}", 2, 5, ["required"]),
    ],
)
def test_hover_shows_the_words_of_the_reference(
    kind: str, text: str, line: int, column: int, words: list[str], project: Path, server: LanguageServer
) -> None:
    file = written(project, f"hover-{kind}-{column}-{len(words[0])}.yaml", kind, text)
    assert server.problems(file) == []
    shown = server.hover(file, line, column).replace("\\", "")
    assert [word for word in words if word not in shown] == [], shown


@pytest.mark.parametrize(
    ("kind", "text", "offered"),
    [
        ("templates", "te", {"templates"}),
        ("templates", "templates:\n  t:\n    la", {"layers", "fields", "about"}),
        ("templates", "templates:\n  t:\n    layers:\n      - ", {"text", "photo", "use", "slot"}),
        ("templates", "templates:\n  t:\n    layers:\n      - text: a\n        ", {"size", "fill", "when"}),
        ("templates", "templates:\n  t:\n    layers:\n      - text: a\n        case: ", {"upper", "lower"}),
        ("brand", "te", {"texture", "typefaces"}),
        ("brand", "texture: ", {"paper", "riso"}),
        ("project", "pl", {"platforms"}),
        ("platforms", "platforms:\n  a:\n    ", {"size", "safe"}),
        ("sidecar", "li", {"licence"}),
        ("rows", "- qu", {"quote", "by", "template"}),
    ],
)
def test_completion_offers_the_keys_and_words_that_fit(
    kind: str, text: str, offered: set[str], project: Path, server: LanguageServer
) -> None:
    file = written(project, f"complete-{kind}-{len(text)}.yaml", kind, text)
    server.problems(file)
    last = text.rpartition("\n")[2]
    found = set(server.completions(file, text.count("\n") + 2, len(last) + 1))
    assert offered - found == set(), sorted(found)
