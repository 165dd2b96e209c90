"""The catalog: templates, brands, platforms and fonts of the bundle and of the user's files, read on first use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from memegen.core import environment
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, expected, fail
from memegen.model.brand import Brand
from memegen.model.entities import Field, Platform, SourceValue, Template
from memegen.model.keys import ValueContext
from memegen.scene.lengths import Units
from memegen.template.brand_fonts import font_folders
from memegen.template.brand_lookup import Brands, example_warning, named_brand
from memegen.template.brand_words import lacking_words
from memegen.template.compositions import PAGES, CompositionReader, compositions_of
from memegen.template.extends import Inheritance
from memegen.template.idle_changes import idle_changes
from memegen.template.include import Includes
from memegen.template.inherited import blaming_replacement, partial_changes, without_inherited
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.platform import find_platforms, read_platforms
from memegen.template.project import NO_PROJECT, Project
from memegen.template.reader import Reader
from memegen.template.rights import PARTS
from memegen.template.sharing import Sharing, check_names
from memegen.template.suitability import check_shapes, targets_of
from memegen.template.template import FILE_KEYS, TEMPLATE_KEYS, read_template
from memegen.template.unused import unused
from memegen.template.yaml_files import read_yaml
from memegen.text.fonts import Library

# Canvas on which templates are checked; which lengths are valid does not depend on its size.
CHECK_PLATFORM = Platform("check", "check", 1080, 1080, dpi=300)


class Catalog:
    """Templates, brands, platforms and fonts of the bundle, a *project* and *files*; the last take precedence."""

    def __init__(self, files: Sequence[Path] = (), project: Project = NO_PROJECT) -> None:
        self.files = project.with_templates(files)
        self.project = project
        self.brands = Brands(self.files, lambda folders: self.library(folders).families, project)
        self._templates: dict[tuple[str, str], Template] = {}
        self._brands: dict[str, Brand] = {}
        self._libraries: dict[tuple[Path, ...], Library] = {}

    @cached_property
    def _sections(self) -> list[tuple[Path, dict[str, Node]]]:
        """Each template file, the bundle's first, and its sections by key."""
        files, problems = list[tuple[Path, dict[str, Node]]](), list[Diagnostic]()
        for path in (environment.TEMPLATES, *self.files):
            try:
                reader = Reader()
                sections = dict(reader.entries(read_yaml(path, "templates"), "a template file", FILE_KEYS))
                files.append((path, sections))
                check_names(reader, sections)
                reader.finish()
            except DiagnosticError as error:
                problems += error.diagnostics
        if problems:
            raise DiagnosticError(problems)
        return files

    @cached_property
    def _nodes(self) -> dict[str, tuple[Node, Path]]:
        """The node of each template, and the folder of its file."""
        nodes: dict[str, tuple[Node, Path]] = {}
        for path, sections in self._sections:
            node = sections.get("templates")
            if isinstance(node, MappingNode):
                nodes |= {name.text: (body, path.parent.absolute()) for name, body in node.items}
        return nodes

    @cached_property
    def sharing(self) -> Sharing:
        """What the templates of all files share."""
        return Sharing(Includes(self._sections, FILE_KEYS).visible)

    # Templates

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all templates."""
        return tuple(self._nodes)

    def names_in(self, file: Path | None) -> tuple[str, ...]:
        """Return the names of the templates in one of the user's files, or in the bundle for None."""
        for path, sections in self._sections:
            if path == (file or environment.TEMPLATES):
                node = sections.get("templates")
                return tuple(name.text for name, _ in node.items) if isinstance(node, MappingNode) else ()
        return ()

    def about(self, name: str) -> str:
        """Return the description of a template, or of the one that it extends, without checking the template."""
        return self._inheritance.about(name)

    def field_names(self) -> tuple[str, ...]:
        """Return the columns that any template takes, each once, without checking the templates."""
        names: dict[str, None] = {}
        for node, _ in self._nodes.values():
            fields = node.get("fields") if isinstance(node, MappingNode) else None
            for name, body in fields.items if isinstance(fields, MappingNode) else ():
                kind = body.get("type") if isinstance(body, MappingNode) else None
                photo = isinstance(kind, Scalar) and kind.text == "photo"
                names |= dict.fromkeys((name.text, *(f"{name.text}-{part}" for part in PARTS if photo)))
        return tuple(names)

    def template(self, name: str, brand: Brand, *, whole: bool = False) -> Template:
        """Return a template, checked with the palette and fonts of a brand; its variants too if it is to be *whole*.

        Raises:
            DiagnosticError: ``template-unknown``, or all problems of the template.
        """
        key = (name, brand.key)
        if whole or key not in self._templates:
            if name not in self._nodes:
                hint = expected(name, self._nodes, "templates")
                hint += "" if self.files else ". Load your own with -T FILE"
                raise fail("template-unknown", f"unknown template {name!r}", hint)
            read, other = partial(self._read, name, brand), partial(self._page_template, brand)
            compositions = CompositionReader(TEMPLATE_KEYS, read, other, self.sharing.part)
            self._templates[key] = compositions.read(self._inheritance.resolve(name), whole=whole)
        return self._templates[key]

    def _read(self, name: str, brand: Brand, node: Node, variables: Mapping[str, Field]) -> Template:
        """Return one composition of a template, with *variables* besides its fields."""
        home, context = self._nodes[name][1], self.context(brand, CHECK_PLATFORM)
        with blaming_replacement(name, self._inheritance, partial(self.template, brand=brand, whole=True)):
            template = read_template(name, node, home, context, self.sharing, variables)
        check_shapes(template, node, self.platforms)
        self._check_platform(template, node)
        if errors := [problem for problem in self._lacking_words(template, brand) if problem.severity == ERROR]:
            raise DiagnosticError(errors)
        return template

    def _page_template(self, brand: Brand, name: str) -> Template:
        """Return a template that is a page of another one."""
        node = self._inheritance.resolve(name) if name in self._nodes else None
        if isinstance(node, MappingNode) and PAGES in node:
            raise fail("template-invalid", f"template {name} has pages itself", "name a template of one page")
        return self.template(name, brand)

    def warnings(self, name: str, brand: Brand) -> list[Diagnostic]:
        """Return warnings about what a template says in vain; what it inherits is warned about where it is from.

        Raises:
            DiagnosticError: as :meth:`template`.
        """
        template = self.template(name, brand, whole=True)
        compositions = tuple(compositions_of(template))
        lacking = chain.from_iterable(self._lacking_words(each, brand) for each in compositions)
        ancestors = self._inheritance.ancestors(name)
        changes = partial_changes(self._nodes[name][0], template) if ancestors else idle_changes(compositions)
        return without_inherited((*lacking, *unused(compositions), *changes), ancestors)

    def _lacking_words(self, template: Template, brand: Brand) -> list[Diagnostic]:
        return lacking_words(template, brand, self.brands.words)

    @cached_property
    def _inheritance(self) -> Inheritance:
        return Inheritance({name: node for name, (node, _) in self._nodes.items()}, self.sharing.part)

    def _check_platform(self, template: Template, node: Node) -> None:
        try:
            self.pick([template.platform])
        except DiagnosticError as error:
            named = node.get("platform") if isinstance(node, MappingNode) else None
            raise error.placed(named.where if named else template.where) from None

    def context(self, brand: Brand, platform: Platform) -> ValueContext:
        """Return the context in which values of templates are read."""
        families, corners = self.library(brand.typefaces).families, brand.direction.radius
        units = Units(platform.size, platform.dpi, platform.covered)
        return ValueContext(units, brand.palette, brand.fonts, families, corners, brand.language)

    # Platforms

    @cached_property
    def platforms(self) -> Mapping[str, Platform]:
        """Platforms by name: the bundled pack, and those of the user's files."""
        node = read_yaml(environment.PLATFORMS, "platforms")
        pack = node.get("platforms") if isinstance(node, MappingNode) else None
        platforms = read_platforms(pack) if pack else {}
        for _, sections in self._sections:
            if "platforms" in sections:
                platforms |= read_platforms(sections["platforms"])
        return platforms

    def pick(self, names: Sequence[str]) -> tuple[Platform, ...]:
        """Return the platforms for names, groups or sizes.

        Raises:
            DiagnosticError: every name that is unknown.
        """
        return find_platforms(tuple(names), self.platforms)

    def targets(self, template: Template, names: Sequence[str]) -> tuple[tuple[Platform, ...], int]:
        """Return the platforms to render a template for, and the number of skipped ones; as :func:`targets_of`."""
        return targets_of(template, names, self.default_platforms(template), self.pick)

    def default_platforms(self, template: Template) -> tuple[str, ...]:
        """Return the names of platforms, groups and sizes for which a template is rendered if none are named."""
        return tuple(str(name.raw) for name in self.project.platforms) or (template.platform,)

    # Brands

    @cached_property
    def default_brand(self) -> SourceValue | None:
        """Name or path of the brand that the project or else the user's last file names; None if none does."""
        return self.project.brand if self.project.brand.raw else named_brand(self._sections[1:])

    def brand(self, name: str = "") -> Brand:
        """Return the brand with that name, or in that file; "" is the default brand.

        Raises:
            DiagnosticError: there is no such brand, or its file is invalid.
        """
        if name not in self._brands:
            self._brands[name] = self.brands.brand(name) if name else self.brands.default(self.default_brand)
        return self._brands[name]

    def example_brand_warning(self, name: str, rows: str = "") -> list[Diagnostic]:
        """Return a warning if graphics of brand *name* wear the example brand, which neither file nor option names."""
        return [] if name or self.default_brand else [example_warning(self.brand(), self.project, rows)]

    # Fonts

    @property
    def fonts(self) -> Library:
        """The bundled fonts, the user's, and those of the folders under ``fonts:`` in template files."""
        return self.library()

    @cached_property
    def typefaces(self) -> tuple[Path, ...]:
        """Folders of fonts under ``fonts:`` in template files."""
        folders = [font_folders(sections.get("fonts"), path.parent) for path, sections in self._sections]
        return tuple(folder for each in folders for folder in each)

    def library(self, typefaces: tuple[Path, ...] = ()) -> Library:
        """Return :attr:`fonts` together with the folders of a brand's fonts."""
        if typefaces not in self._libraries:
            self._libraries[typefaces] = Library(environment.FONTS, (*self.typefaces, *typefaces), user_fonts=True)
        return self._libraries[typefaces]
