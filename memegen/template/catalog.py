"""What there is to work with: templates, brands, platforms and fonts, found in files and read when first asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from memegen.core import environment
from memegen.core.diagnostics import Diagnostic, DiagnosticError, expected, fail
from memegen.core.files import is_file, read_file, yaml_files
from memegen.model.entities import Brand, Platform, Template
from memegen.model.keys import ValueContext
from memegen.template.brand import cycle, read_brand
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.platform import find_platforms, read_platforms
from memegen.template.reader import Reader, font_folders
from memegen.template.rights import PARTS
from memegen.template.template import FILE_KEYS, Extending, check_shapes, read_template
from memegen.template.yaml import MAX_BYTES
from memegen.template.yaml_cache import tree
from memegen.text.fonts import Library

DEFAULT_BRAND = "keep-it-open"
BRAND_FILES = (".yaml", ".yml")


class Catalog:
    """Templates, platforms and font folders of the bundle and of the user's *files*, the later over the earlier."""

    def __init__(self, files: Sequence[Path] = ()) -> None:
        self.files = tuple(files)
        self._templates: dict[tuple[str, str], Template] = {}
        self._brands: dict[tuple[str, Path], Brand] = {}
        self._named: dict[str, Brand] = {}
        self._libraries: dict[tuple[Path, ...], Library] = {}

    @cached_property
    def _sources(self) -> list[tuple[Path, dict[str, Node]]]:
        """Each file and its sections. Raises DiagnosticError for all that is wrong in any of them."""
        found: list[tuple[Path, dict[str, Node]]] = []
        problems: list[Diagnostic] = []
        for path in (environment.TEMPLATES, *self.files):
            try:
                reader = Reader()
                node = tree(read_file(path, "templates", MAX_BYTES), path, shown(path))
                found.append((path, dict(reader.entries(node, "a template file", FILE_KEYS))))
                reader.finish()
            except DiagnosticError as error:
                problems += error.diagnostics
        if problems:
            raise DiagnosticError(problems)
        return found

    @cached_property
    def _nodes(self) -> dict[str, tuple[Node, Path]]:
        found: dict[str, tuple[Node, Path]] = {}
        for path, sections in self._sources:
            node = sections.get("templates")
            if isinstance(node, MappingNode):
                found |= {name.text: (body, path.parent.absolute()) for name, body in node.items}
        return found

    @cached_property
    def platforms(self) -> Mapping[str, Platform]:
        """The dated pack, and over it whatever the user's files say of platforms."""
        node = tree(
            read_file(environment.PLATFORMS, "platforms", MAX_BYTES),
            environment.PLATFORMS,
            shown(environment.PLATFORMS),
        )
        pack = node.get("platforms") if isinstance(node, MappingNode) else None
        found = read_platforms(pack) if pack else {}
        for _, sections in self._sources:
            if "platforms" in sections:
                found |= read_platforms(sections["platforms"])
        return found

    @property
    def fonts(self) -> Library:
        """The bundled fonts, the user's own, and those of the folders under ``fonts:`` in the user's files."""
        return self.library()

    def library(self, typefaces: tuple[Path, ...] = ()) -> Library:
        """The same, and the typefaces of a brand."""
        if typefaces not in self._libraries:
            self._libraries[typefaces] = Library(environment.FONTS, (*self.typefaces, *typefaces), user_fonts=True)
        return self._libraries[typefaces]

    @cached_property
    def typefaces(self) -> tuple[Path, ...]:
        """The folders of fonts that the user's files name."""
        found = [font_folders(sections.get("fonts"), path.parent) for path, sections in self._sources]
        return tuple(folder for folders in found for folder in folders)

    @cached_property
    def default_brand(self) -> str:
        """The brand that the last file with a ``brand:`` line names; a file of a brand is meant from that file."""
        named = [(path, sections["brand"]) for path, sections in self._sources if "brand" in sections]
        if not named or not isinstance(named[-1][1], Scalar):
            return DEFAULT_BRAND
        path, name = named[-1][0], named[-1][1].text
        return str(path.parent.absolute() / name) if name.endswith(BRAND_FILES) else name

    @property
    def names(self) -> tuple[str, ...]:
        """The templates there are."""
        return tuple(self._nodes)

    def about(self, name: str) -> str:
        """The template's own line about itself, or its parent's; nothing of the template is checked for it."""
        seen: set[str] = set()
        while name in self._nodes and name not in seen:
            seen.add(name)
            node = self._nodes[name][0]
            if not isinstance(node, MappingNode):
                break
            if isinstance(about := node.get("about"), Scalar):
                return about.text
            parent = node.get("extends")
            name = parent.text if isinstance(parent, Scalar) else ""
        return ""

    def field_names(self) -> tuple[str, ...]:
        """The columns that any template takes, each once; nothing of the templates is checked for it."""
        found: dict[str, None] = {}
        for node, _ in self._nodes.values():
            fields = node.get("fields") if isinstance(node, MappingNode) else None
            for name, body in fields.items if isinstance(fields, MappingNode) else ():
                kind = body.get("type") if isinstance(body, MappingNode) else None
                photo = isinstance(kind, Scalar) and kind.text == "photo"
                found |= dict.fromkeys((name.text, *(f"{name.text}-{part}" for part in PARTS if photo)))
        return tuple(found)

    def names_in(self, file: Path | None) -> tuple[str, ...]:
        """The templates that a file of the user's gives; without one, those that are shipped."""
        for path, sections in self._sources:
            if path == (file or environment.TEMPLATES):
                node = sections.get("templates")
                return tuple(name.text for name, _ in node.items) if isinstance(node, MappingNode) else ()
        return ()

    def pick(self, names: Sequence[str]) -> tuple[Platform, ...]:
        """The platforms meant by names, groups or sizes. Raises DiagnosticError for unknown ones."""
        return find_platforms(tuple(names), self.platforms)

    def context(self, brand: Brand, platform: Platform) -> ValueContext:
        return ValueContext(platform.size, brand.palette, brand.fonts, self.library(brand.typefaces).families)

    def template(self, name: str, brand: Brand) -> Template:
        """The template, checked against that brand's palette and fonts. Raises DiagnosticError with all problems."""
        asked = (name, brand.key)
        if asked not in self._templates:
            if name not in self._nodes:
                hint = expected(name, self._nodes, "templates")
                hint += "" if self.files else "; your own are found with -T FILE"
                raise fail("template-unknown", f"there is no template {name!r}", hint)
            whole = Extending({key: node for key, (node, _) in self._nodes.items()}).whole(name)
            square = Platform("check", "check", 1080, 1080)
            template = read_template(name, whole, self._nodes[name][1], self.context(brand, square))
            check_shapes(template, self.platforms)
            self._check_platform(template)
            self._templates[asked] = template
        return self._templates[asked]

    def _check_platform(self, template: Template) -> None:
        try:
            self.pick([template.platform])
        except DiagnosticError as error:
            raise DiagnosticError(replace(found, where=template.where) for found in error.diagnostics) from None

    def brand(self, name: str = "") -> Brand:
        """The brand of that name, or in that file; without a name the default one. Raises DiagnosticError."""
        if name not in self._named:
            self._named[name] = self._brand(name or self.default_brand, Path(), ())
        return self._named[name]

    def _brand(self, name: str, beside: Path, chain: tuple[str, ...]) -> Brand:
        file = self._brand_file(name, beside)
        if str(file) in chain:
            raise cycle(tuple(Path(step).stem for step in (*chain, str(file))))
        asked = (file.stem, file)
        if asked not in self._brands:
            node = tree(read_file(file, "brand", MAX_BYTES), file, shown(file))

            def parent(other: str, folder: Path) -> Brand:
                return self._brand(other, folder, (*chain, str(file)))

            brand = read_brand(file.stem, node, file, parent, lambda faces: self.library(faces).families)
            for form, logo in brand.logos.items():
                if not is_file(logo):
                    message = f"the logo for {form} grounds is not there: {os.path.normpath(logo)}"
                    hint = "a logo is meant from the folder of the brand's file"
                    raise fail("brand-invalid", message, hint, brand.where)
            self._brands[asked] = brand
        return self._brands[asked]

    def _brand_file(self, name: str, beside: Path) -> Path:
        if name.endswith(BRAND_FILES):
            return (beside / name).absolute()
        # A template file may have the name of its brand.
        templates = {path.absolute() for path in self.files}
        folders = [beside, *(path.parent / "brands" for path in self.files), *(path.parent for path in self.files)]
        for folder in (*folders, environment.BRANDS):
            file = folder / f"{name}.yaml"
            if is_file(file) and file.absolute() not in templates:
                return file.absolute()
        hint = expected(name, self.brand_names(), "brands")
        raise fail("brand-unknown", f"there is no brand {name!r}", hint + ", or give a file")

    def brand_names(self) -> tuple[str, ...]:
        """The brands that ship, and those in a folder ``brands`` beside the user's files."""
        folders = (environment.BRANDS, *(path.parent / "brands" for path in self.files))
        return tuple(dict.fromkeys(path.stem for folder in folders for path in yaml_files(folder)))


def shown(path: Path) -> str:
    """The path as the user would write it: from the current folder where it lies below."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)
