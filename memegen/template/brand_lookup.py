"""Looking up brands by name or file, for users and for rows; each brand file is read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from memegen.core import environment
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where, expected, fail
from memegen.core.file_roles import PROJECT_FILES
from memegen.core.files import is_file, is_inside, yaml_files
from memegen.model.brand import Brand
from memegen.model.entities import SourceValue
from memegen.template.brand import BrandError, cycle_error, read_brand
from memegen.template.brand_fonts import Families
from memegen.template.brand_logos import logo_problems
from memegen.template.nodes import Node, Scalar
from memegen.template.project import NO_PROJECT, Project, find_project
from memegen.template.yaml_files import display_path, read_yaml

BRAND_EXTENSIONS = (".yaml", ".yml")
# The brand of previews, and of graphics for which no other is named.
EXAMPLE_BRAND = "keep-it-open"


class Brands:
    """The brands of the bundle, and those of files next to the user's template files."""

    def __init__(
        self,
        template_files: Sequence[Path],
        families: Callable[[tuple[Path, ...]], Families],
        project: Project = NO_PROJECT,
    ) -> None:
        """Look for brands next to template files and next to a project file.

        Args:
            template_files: the user's template files.
            families: function that returns the font families that exist with given font folders.
            project: the project.
        """
        files = (*template_files, *([project.file] if project.file else []))
        # Files that a brand's name never means: a template file may have the name of its brand.
        self._others = {path.absolute() for path in files}
        self._homes = tuple(dict.fromkeys(path.parent for path in files))
        self._families = families
        self._brands: dict[Path, Brand] = {}
        self._files: dict[Path, tuple[Path, ...]] = {}
        self._row_names: dict[tuple[str, Path], str] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names of the bundled brands, and of those in a ``brands`` next to a template or project file."""
        folders = (environment.BRANDS, *(home / "brands" for home in self._homes))
        return tuple(dict.fromkeys(path.stem for folder in folders for path in yaml_files(folder)))

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the brands that have been read so far, also invalid ones, and their logos and font folders."""
        return tuple(path for files in self._files.values() for path in files)

    def words(self) -> set[str]:
        """Return the words that any valid brand among :meth:`names` has."""
        words: set[str] = set()
        for name in self.names():
            with suppress(DiagnosticError):
                words |= self.brand(name).words.keys()
        return words

    def brand(self, name: str, folder: Path = Path(), chain: tuple[str, ...] = ()) -> Brand:
        """Return the brand with that name, or in that file.

        Args:
            name: name of a brand, or path of a brand file.
            folder: folder to which a path is relative, and in which a name is looked for first.
            chain: files of the brands that extend this one, outermost first.

        Raises:
            DiagnosticError: ``brand-unknown``, ``brand-cycle``, or the file is invalid.
        """
        file = self.find(name, folder)
        if str(file) in chain:
            raise cycle_error(tuple(Path(step).stem for step in (*chain, str(file))))
        if file not in self._brands:

            def parent(other: str, beside: Path) -> Brand:
                return self.brand(other, beside, (*chain, str(file)))

            self._brands[file] = self._read(file, parent)
        return self._brands[file]

    def _read(self, file: Path, parent: Callable[[str, Path], Brand]) -> Brand:
        """Return the brand of a file, its logos opened. Raises DiagnosticError: all that is wrong with both."""
        node = read_yaml(file, "brand")
        found: tuple[Diagnostic, ...] = ()
        try:
            brand = read_brand(file.stem, node, file, parent, self._families)
        except BrandError as error:
            brand, found = error.fallback, error.diagnostics
        self._files[file] = (file, *brand.logos.values(), *brand.typefaces)
        if problems := (*found, *logo_problems(node, brand)):
            raise BrandError(problems, replace(brand, logos={}))
        return brand

    def default(self, named: SourceValue | None) -> Brand:
        """Return the brand that a file names at a place, without one the example brand.

        Raises:
            DiagnosticError: as :meth:`brand`.
        """
        if not named:
            return self.brand(EXAMPLE_BRAND)
        try:
            return self.brand(str(named.raw))
        except BrandError:  # All its problems have places, in the brand's file.
            raise
        except DiagnosticError as error:
            raise error.placed(named.where) from None

    def name_in_row(self, name: str, where: Where) -> str:
        """Return the name or path for :meth:`brand` of what the row at *where* names.

        A list may name files in its own folder and below, next to template files and the project file, and in the
        bundle. A row that is not from a list may name any file; this method is not for such rows.

        Raises:
            DiagnosticError: ``brand-outside``.
        """
        key = (name, Path(where.file).parent.absolute())
        if key not in self._row_names:
            self._row_names[key] = self._name_in_list(*key, where)
        return self._row_names[key]

    def find(self, name: str, folder: Path = Path()) -> Path:
        """Return the file of the brand with that name, or at that path; both relative to *folder*.

        Raises:
            DiagnosticError: ``brand-unknown`` if no brand has the name.
        """
        if name.endswith(BRAND_EXTENSIONS):
            return (folder / name).absolute()
        folders = [folder, *(home / "brands" for home in self._homes), *self._homes]
        for parent in (*folders, environment.BRANDS):
            file = parent / f"{name}.yaml"
            if is_file(file) and file.absolute() not in self._others:
                return file.absolute()
        hint = expected(name, self.names(), "brands") + ", or give a file"
        if any(is_file(folder / name / project) for project in PROJECT_FILES):
            hint = f"run the command in the folder {name}, which is a project, without -b"
        raise fail("brand-unknown", f"unknown brand {name!r}", hint)

    def _name_in_list(self, name: str, folder: Path, where: Where) -> str:
        if _is_plain(name):
            return name
        if not name.endswith(BRAND_EXTENSIONS):
            hint = expected(name, self.names(), "brands")
            raise fail("brand-outside", f"{name!r} is not the name of a brand", f"{hint}, or give a .yaml file", where)
        parents = [home.absolute() for home in self._homes]
        roots = [folder, *(parent / "brands" for parent in parents), *parents]
        file = next((root / name for root in roots if is_file(root / name)), folder / name)
        if not is_inside(file, [*roots, environment.BRANDS]):
            allowed = ", ".join(map(str, dict.fromkeys(roots)))
            hint = f"move it to {allowed}, or pass it with -b"
            raise fail("brand-outside", f"{name!r} is outside the folders for brands of a list", hint, where)
        return str(file)


def named_brand(sections: Sequence[tuple[Path, Mapping[str, Node]]]) -> SourceValue | None:
    """Return the brand that the last of some template files names under ``brand:``, a file by its absolute path.

    Args:
        sections: each file, and its sections by key.
    """
    for path, parts in reversed(sections):
        node = parts.get("brand")
        if isinstance(node, Scalar):
            is_path = node.text.endswith(BRAND_EXTENSIONS)
            return SourceValue(str(path.parent.absolute() / node.text) if is_path else node.text, node.where)
    return None


def example_warning(brand: Brand, project: Project, rows: str = "") -> Diagnostic:
    """Return the warning for graphics of the example brand that nothing has named.

    Args:
        brand: the example brand.
        project: the project of the current folder.
        rows: the list of the graphics; "" if they are of none. It may be in a project, though the command is not.
    """
    words = ", ".join(filter(None, (brand.title, brand.hashtag, brand.handle)))
    hint = "name your brand with -b, or make one with: memegen init"
    if project.file:
        hint = f"name your brand in {display_path(project.file)}, e.g. brand: my-brand"
    elif rows and (file := find_project(Path(rows).parent)):
        folder = os.path.normpath(Path(rows).parent / file.parent)
        hint = f"run the command in {display_path(Path(folder))}, whose {file.name} names a brand, or give it with -b"
    message = f"no brand given; the graphics are of the example brand {brand.name}: {words}"
    hint += f"; for the example brand, give -b {brand.name}"
    return Diagnostic(WARNING, "brand-example", Where(), message, hint)


def _is_plain(name: str) -> bool:
    """Return whether *name* is a brand's name, which cannot lead out of the folders for brands."""
    return not name.endswith(BRAND_EXTENSIONS) and not set(name) & set("/\\:\0") and name not in (".", "..")
