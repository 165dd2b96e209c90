"""The house: imports point down, files and functions stay small, every test file has its module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.paths import PACKAGE, TESTS

# The rooms, lowest first. Rooms on one line have one rank and must not import each other.
RANKS: tuple[tuple[str, ...], ...] = (
    ("core",),
    ("scene",),
    ("model", "images"),
    ("text.bidi",),
    ("text",),
    ("text.fonts",),
    ("layout.layers",),
    ("layout", "rendering"),
    ("template.expressions",),
    ("template",),
    ("renderer",),
    ("api",),
    ("batch.rows",),
    ("batch.contact",),
    ("batch",),
    ("batch.cluster",),
    ("cli",),
    ("__init__", "__main__"),
)
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
# The only modules outside a room.
LOOSE = {"__init__", "__main__", "api", "renderer"}
# The rooms that may import what touches pixels or glyph outlines.
PIXEL_ROOMS = {"images", "rendering", "text.fonts"}
PIXEL_PACKAGES = {"PIL", "uharfbuzz", "pathops"}
MIN_FILE_LINES, MAX_FILE_LINES, MAX_FUNCTION_LINES = 60, 250, 40
# Files and functions that may be longer, each with its reason; none is at present.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
# Files that may be shorter than MIN_FILE_LINES, each with its reason.
SHORT_FILES = {
    "__main__": "the name is Python's",
    "batch.process": "forking is decided before a pool exists, and by the cluster's workers",
    "cli.template_check": "how a template is laid out to check it, beside the order of checks",
    "cli.existing_images": "make.py would be too long with it",
    "cli.github": "the format of another program",
    "cli.init_arguments": "typer needs the annotations as values, app.py has them as text",
    "cli.terminal": "the pictures of two commands share it",
    "batch.rows.html_text": "one conversion, which all formats share",
    "cli.main": "the entry point, which loads nothing before the command is known",
    "core.codes": "the declarations are data, in messages.toml",
    "core.ai": "photos, rights, notices and metadata have it in common",
    "images.logo_tones": "one store of the six behind Photos",
    "images.origin": "what one property of metadata says",
    "template.meant_keys": "readers of layers and of all other mappings share it",
    "core.file_roles": "rooms that do not know each other name files by them",
    "core.background": "used by rooms that do not know each other",
    "core.environment": "imported at every start",
    "core.memory_cache": "used by rooms that do not know each other",
    "core.today": "environment.py cannot import diagnostics, which import it",
    "core.regex": "imported at every start",
    "images.blur": "plates, effects, shadows and panels share it",
    "images.heic": "its reader is an optional dependency",
    "images.tint": "only a drawing with a tint loads it",
    "images.subjects": "one store of the six behind Photos",
    "images.sharpness": "what is sharp counts in saliency and in crops",
    "images.svg_process": "runs as a process of its own",
    "layout.layers.hanging": "text.py would be too long with it",
    "layout.layers.letter_picture": "text.py would be too long with it",
    "layout.layers.photo_frame": "photo.py would be too long with it",
    "layout.layers.motif": "a layer kind of its own",
    "layout.layers.ring": "a layer kind of its own",
    "layout.layers.shapes": "two layer kinds that need no more",
    "layout.layers.surface": "shapes, stacks and photos share it",
    "layout.layers.tail": "shapes and stacks share it",
    "model.post_limits": "entities.py would be too long with it",
    "rendering.backdrop_sampler": "must not load the painter before it is needed",
    "rendering.blend": "only a layer with a blend mode loads it",
    "rendering.format_choice": "formats.py is imported at every start, scenes are not",
    "rendering.shadow": "texts and groups share it",
    "scene.arcs": "one formula of SVG",
    "scene.dashes": "one outline",
    "scene.color_difference": "one formula, which only checks load",
    "scene.translate": "items.py would be too long with it",
    "template.expressions.arguments": "the three modules of functions share it",
    "template.expressions.functions": "the table of three modules",
    "template.scope": "validation and resolving share it",
    "text.addresses": "markup needs it without bidi, isolates.py with it",
    "text.fonts.gsub": "one OpenType table",
    "text.fonts.strokes": "fonts/face.py would be too long with it",
    "text.parts": "text.py would be too long with it",
    "text.isolates": "loads bidi",
    "template.variants": "a collection of its own; compositions.py would be too long with it",
    "template.yaml_files": "where trees come from: the cache, or the parser",
}
# Tests inside a room that name no module of it, each with its reason.
UNMIRRORED = {
    "batch.cluster.test_cluster": "a scheduler and workers as processes: the whole of the room",
    "batch.test_concurrent": "batches side by side in one folder",
    "batch.test_series": "series and variants through the whole of the room",
    "batch.test_interrupts": "signals at every point of a batch",
    "cli.test_startup": "what a command must not import",
    "images.test_fuzz": "broken files through the whole of the room",
    "layout.test_engine_rtl": "cards from right to left through the whole of the room",
    "template.test_fragment_properties": "any nesting of repetitions, parts and slots through the whole of the room",
    "template.test_equivalence": "pairs of templates that must give one scene",
    "template.test_one_slip": "one mistake through the whole of the room",
    "text.test_properties": "properties of any text through the whole of the room",
    "text.test_sizes": "sizes of any text through the whole of the room",
    "text.test_scripts_typeset": "each script through the whole of the room",
}


@cache
def modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name below it, e.g. ``text.fonts.face``."""
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def room(module: str) -> str:
    """Return the room of a module: its package, or the module itself where it stands loose."""
    package, _, _ = module.rpartition(".")
    return package or module


def imported(path: Path) -> set[str]:
    """Return the modules of the package that a file imports at run time, wherever in the file.

    Imports for type checkers alone are left out: they bind no room to another when the program runs.
    """
    found: set[str] = set()
    for name in imported_names(path):
        if name == "memegen":
            found.add("__init__")
        elif name.startswith("memegen."):
            module = name.removeprefix("memegen.")
            package = module.rpartition(".")[0]
            candidates = (module, f"{module}.__init__", package, f"{package}.__init__")
            found.add(next((one for one in candidates if one in modules()), "__init__"))
    return found


@cache
def imported_names(path: Path) -> frozenset[str]:
    """Return the dotted names that a file imports at run time; ``from a import b`` counts as ``a.b``."""

    def visit(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            return
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        for child in ast.iter_child_nodes(node):
            yield from visit(child)

    return frozenset(visit(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize("module", modules())
def test_imports_point_down(module: str) -> None:
    own = room(module)
    for name in imported(modules()[module]):
        other = room(name)
        assert other == own or RANK[other] < RANK[own], f"{module} imports {name}"


def test_modules_form_no_circle() -> None:
    waiting = {module: imported(path) - {module} for module, path in modules().items()}
    while waiting:
        ready = {module for module, needs in waiting.items() if not needs & waiting.keys()}
        assert ready, f"imports in a circle among {sorted(waiting)}"
        waiting = {module: needs for module, needs in waiting.items() if module not in ready}


def test_every_module_has_a_room() -> None:
    assert {room(module) for module in modules()} == set(RANK)
    assert {module for module in modules() if "." not in module} == LOOSE


def test_every_rank_is_named_once() -> None:
    assert len(RANK) == sum(map(len, RANKS))


@pytest.mark.parametrize("module", [module for module in modules() if room(module) not in PIXEL_ROOMS])
def test_module_outside_pixel_rooms_imports_no_pixels(module: str) -> None:
    packages = {name.partition(".")[0] for name in imported_names(modules()[module])}
    assert not packages & PIXEL_PACKAGES


def test_no_module_imports_a_private_name() -> None:
    found = {
        f"{module}: {name}"
        for module, path in modules().items()
        for name in imported_names(path)
        if name.startswith("memegen.") and any(part.startswith("_") and part[:2] != "__" for part in name.split("."))
    }
    assert not found


def test_files_are_short() -> None:
    long = {module for module, path in modules().items() if lines(path) > MAX_FILE_LINES}
    assert long == set(LONG_FILES)


def test_short_files_have_a_reason() -> None:
    short = {module for module, path in modules().items() if lines(path) < MIN_FILE_LINES}
    assert {module for module in short if not module.endswith("__init__")} == set(SHORT_FILES)


def test_functions_are_short() -> None:
    long = {
        f"{module}.{node.name}"
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    }
    assert long == set(LONG_FUNCTIONS)


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def test_every_test_file_has_its_module() -> None:
    tests = {".".join(path.relative_to(TESTS).with_suffix("").parts) for path in TESTS.rglob("test_*.py")}
    inside = {test for test in tests if not test.startswith("whole.")}
    assert {test for test in inside if test.replace("test_", "") not in modules()} == set(UNMIRRORED)
