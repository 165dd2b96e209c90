"""Files that a template file includes, for their styles, colours, words and parts."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from memegen.core.diagnostics import Diagnostic, DiagnosticError
from memegen.core.files import is_file, is_inside
from memegen.core.frozen import slotted
from memegen.template.nodes import Node
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import Reader
from memegen.template.sharing import Sections, check_names
from memegen.template.yaml_files import display_path, read_yaml

INCLUDE = "include"
# Maximum number of files that one file includes, directly or not, and of files that include one another in a chain.
MAX_FILES, MAX_DEPTH = 32, 16
# The file in the folder of a project; a file includes no file outside this folder.
PROJECT_FILE = "memegen.yaml"


@slotted
class _Search:
    """The files that one template file includes.

    Attributes:
        root: folder that all of them must be in.
        keys: keys that an included file may have.
        reader: collects what is wrong with the includes.
        files: sections of the files by path.
        included: files that each file includes directly, by path.
        problems: what is wrong in the files.
    """

    root: Path
    keys: Collection[str]
    reader: Reader
    files: dict[Path, Sections]
    included: dict[Path, list[Path]]
    problems: list[Diagnostic]

    def follow(self, chain: tuple[Path, ...]) -> None:
        """Add the files that the last file of *chain* includes."""
        node = self.files[chain[-1]].get(INCLUDE)
        entries = node.items if isinstance(node, SequenceNode) else (node,) if node else ()
        for entry in entries:
            if name := self.reader.text(entry, "the name of a file to include"):
                self._add(normal_path(chain[-1].parent / name), entry, chain)

    def _add(self, path: Path, entry: Node, chain: tuple[Path, ...]) -> None:
        problem = self.reader.problem
        if not is_inside(path, [self.root]):
            message = f"{display_path(path)} is outside {display_path(self.root)}, the folder of the project"
            hint = f"move it into that folder, or put a file {PROJECT_FILE} in a folder that holds both"
            problem(entry.where, message, hint, "include-outside")
        elif path in chain:
            loop = " → ".join(file.name for file in (*chain[chain.index(path) :], path))
            problem(entry.where, f"a file includes itself: {loop}", "remove one include", "include-cycle")
        elif path in self.files:
            self.included[chain[-1]].append(path)
        elif len(chain) > MAX_DEPTH:
            problem(entry.where, f"includes are more than {MAX_DEPTH} deep", "include it directly", "include-too-large")
        elif len(self.files) > MAX_FILES:
            problem(entry.where, f"more than {MAX_FILES} files are included", "join some of them", "include-too-large")
        elif sections := self._read(path, entry):
            self.files[path], self.included[path] = sections, []
            self.included[chain[-1]].append(path)
            self.follow((*chain, path))

    def _read(self, path: Path, entry: Node) -> Sections | None:
        """Return the sections of a file; None, and a problem, if it cannot be read."""
        reader = Reader()
        try:
            node = read_yaml(path, INCLUDE)
        except DiagnosticError as error:
            self.problems += (d if d.where.file else replace(d, where=entry.where) for d in error.diagnostics)
            return None
        sections = dict(reader.entries(node, "a file that is included", self.keys))
        check_names(reader, sections)
        self.problems += reader.problems
        return sections

    def order(self, path: Path) -> dict[Path, None]:
        """Return a file and those that it includes, directly or not, in the order in which names are looked up."""
        found: dict[Path, None] = {}

        def visit(file: Path) -> None:
            if file not in found:
                found[file] = None
                for other in self.included[file]:
                    visit(other)

        visit(path)
        return found


class Includes:
    """The sections of template files, and of those that they include, which are read on first use."""

    def __init__(self, files: Sequence[tuple[Path, Sections]], keys: Collection[str]) -> None:
        """Serve *files*, each with its sections; an included file may have *keys*."""
        self._keys = keys
        self._files = {display_path(path): (normal_path(path), sections) for path, sections in files}
        self._near: dict[str, tuple[Sections, ...]] = {}

    def visible(self, file: str) -> tuple[tuple[Sections, ...], tuple[Sections, ...]]:
        """Return the sections of *file* and what it includes, and those of all other files, the nearest first.

        Raises:
            DiagnosticError: ``include-not-found``, ``include-unreadable``, ``include-outside``, ``include-cycle``,
                ``include-too-large``, or what is wrong in an included file.
        """
        if file in self._files and file not in self._near:
            path, sections = self._files[file]
            if INCLUDE in sections:
                self._search(path, sections)
            self._near.setdefault(file, (sections,))
        far = (sections for name, (_, sections) in reversed(self._files.items()) if name != file)
        return self._near.get(file, ()), tuple(far)

    def _search(self, path: Path, sections: Sections) -> None:
        """Read the files that a file includes, and serve the names that are written in these."""
        search = _Search(_project_folder(path), self._keys, Reader(), {path: sections}, {path: []}, [])
        search.follow((path,))
        if problems := (*search.reader.problems, *search.problems):
            raise DiagnosticError(problems)
        names = {file: name for name, (file, _) in self._files.items()}
        for file in search.files:
            near = tuple(search.files[other] for other in search.order(file))
            self._near.setdefault(names.get(file) or display_path(file), near)


def normal_path(path: Path) -> Path:
    """Return an absolute path without ``..``; links are not resolved."""
    return Path(os.path.normpath(path.absolute()))


def _project_folder(path: Path) -> Path:
    """Return the nearest folder upward with a project file; that of the file itself if there is none."""
    folder = path.absolute().parent
    return next((parent for parent in (folder, *folder.parents) if is_file(parent / PROJECT_FILE)), folder)
