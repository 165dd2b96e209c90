"""Imports point down: no module reaches into a room above its own."""

import ast
from pathlib import Path

import pytest

from tests.helpers.paths import PACKAGE

# Lowest first. A module may import from its own layer and from those below it.
LAYERS = [
    ["begun", "clock", "errors", "formats", "frozen", "geometry", "ground", "home", "late", "node"],
    ["source_errors", "stopwatch"],
    ["color", "glimpse", "outline", "plain", "subject", "variables"],
    ["effects", "scene", "model", "letters", "metadata"],
    ["focus", "keys", "kinds", "rights", "source", "rows", "text", "written"],
    ["layers"],
    ["schema", "filling", "resolve", "desk", "shading", "sightline", "layout"],
    ["fonts", "photos", "paint", "bands", "saved", "jpeg", "png", "encode", "files", "kept", "locks"],
    ["remote"],
    ["catalog", "brandfiles", "manifest", "pictures", "trees"],
    ["studio"],
    ["api", "press"],
    ["cli", "__init__", "__main__"],
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# Only these may touch pixels or HarfBuzz.
PIXELS = {"fonts", "photos", "paint", "bands", "saved", "jpeg", "png", "encode"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Every module that a file imports when it runs, wherever in the file; what only type checkers see is left out."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = RANK[room(path)]
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "memegen" and len(parts) > 1 and parts[1] in RANK:
            assert RANK[parts[1]] <= own, f"{room(path)} imports {name}, which lies above it"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_painting_rooms_touch_pixels(path: Path) -> None:
    if room(path) not in PIXELS:
        assert not {"PIL", "uharfbuzz", "pathops"} & {name.split(".")[0] for name in imported(path)}


def test_every_module_has_a_room() -> None:
    assert {room(path) for path in modules()} <= set(RANK)
