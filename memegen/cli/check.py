"""Checking template files, brands and lists of rows without rendering, for the command `memegen check`."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.plan import BatchOptions
from memegen.cli import SOME_FAILED
from memegen.cli.batch_arguments import output_of
from memegen.cli.field_options import with_examples
from memegen.cli.file_kind import file_kind
from memegen.cli.list_check import ListCheck, with_origin
from memegen.cli.list_options import ListOptions
from memegen.cli.list_run import ListRun
from memegen.cli.progress import ProgressBar
from memegen.cli.project import check_project
from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, DiagnosticError, Where, identity
from memegen.core.folding import Folding
from memegen.core.frozen import slotted
from memegen.template.brand import BrandError
from memegen.template.catalog import CHECK_PLATFORM
from memegen.template.rights import rights_violations
from memegen.template.shared_check import shared_problems
from memegen.template.sidecar import read_sidecar
from memegen.template.suitability import is_suited
from memegen.template.yaml_files import display_path, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from memegen.cli.session import Session
    from memegen.model.brand import Brand
    from memegen.renderer import Renderer
    from memegen.template.catalog import Catalog

# Platforms that templates are checked on by default: one of each shape class.
DEFAULT_PLATFORMS = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
# Maximum number of files whose names the summary contains; of more it has the number.
MAX_NAMED_FILES = 8
# Endings of the codes of files that cannot be checked at all; a line names a file that another refers to.
UNREADABLE = ("-not-found", "-unreadable")


@slotted
class Check:
    """One run of `memegen check`.

    Attributes:
        options: template, platforms, brand, variant and format of the command line.
        photos: folders and addresses that lists may take photos from.
        reading: how lists are read.
        workers: number of processes; 0 to choose it.
        counts: number of diagnostics that were printed, by severity.
    """

    session: Session
    options: BatchOptions
    json: bool
    photos: tuple[str, ...] = ()
    reading: ListOptions = ListOptions()
    workers: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    _printed: set[Hashable] = field(default_factory=set)

    def run(self, given: Sequence[str], templates: Sequence[str] = ()) -> int:
        """Check files and return the exit code.

        Args:
            given: Template, brand and project files, and lists; ``-`` is a list on stdin.
            templates: More template files.

        Raises:
            DiagnosticError: a file cannot be read.
        """
        kinds = dict.fromkeys(templates, "templates")
        names = dict.fromkeys([*templates, *given])
        for name in (name for name in names if name not in kinds):
            self._attempt(partial(_note_kind, kinds, name))
        for name, kind in kinds.items():
            if kind == "project":
                self._attempt(partial(check_project, Path(name)))
        self._attempt(partial(self._files, kinds, bool(names)))
        counts = ", ".join(f"{self.counts[each]} {each}{'s' * (self.counts[each] != 1)}" for each in (ERROR, WARNING))
        self.session.screen.note(f"{counts} {_scope(names or _project_files(self.session))}")
        return SOME_FAILED if self.counts[ERROR] else 0

    def _files(self, kinds: dict[str, str], named: bool) -> None:
        """Check files by their kinds; if none are *named*, those of the project, or else the shipped templates.

        Raises:
            DiagnosticError: the project is invalid.
        """
        project = self.session.project
        files = tuple(name for name, kind in kinds.items() if kind == "templates")
        paths: tuple[Path | None, ...] = tuple(map(Path, files)) if named else project.templates or (None,)
        renderer = self.session.renderer(files, self.photos)
        self._attempt(partial(renderer.catalog.brand, self.options.brand))
        self._attempt(lambda: renderer.catalog.platforms)
        self._attempt(partial(self._templates, renderer, paths))
        for name, kind in kinds.items():
            if kind == "brand":
                self._attempt(partial(renderer.catalog.brand, name))
            elif kind == "sidecar":
                self._attempt(partial(self._sidecar, renderer, name))
            elif kind == "rows":
                self._attempt(partial(self._rows, renderer, name))

    def _attempt(self, check: Callable[[], object]) -> None:
        """Run a check and print its diagnostics. Raises DiagnosticError if a file cannot be read."""
        try:
            check()
        except DiagnosticError as error:
            unreadable = (each.code for each in error.diagnostics if not each.where.line)
            if any(code.endswith(UNREADABLE) for code in unreadable):
                raise
            self._print(error.diagnostics)

    def _templates(self, renderer: Renderer, files: Iterable[Path | None]) -> None:
        """Check each template. With an invalid brand they are validated, but not laid out."""
        fallback: Brand | None = None
        try:
            renderer.catalog.brand(self.options.brand)
        except BrandError as error:
            fallback = error.fallback
        for file in files:
            if file:
                brand = fallback or renderer.catalog.brand(self.options.brand)
                self._attempt(partial(self._shared, renderer.catalog, file, brand))
            for name in renderer.catalog.names_in(file):
                try:
                    if fallback:
                        renderer.catalog.template(name, fallback, whole=True)
                    else:
                        self._print(renderer.catalog.warnings(name, renderer.catalog.brand(self.options.brand)))
                        self._lay_out(renderer, name)
                except DiagnosticError as error:
                    self._print(error.diagnostics)

    def _shared(self, catalog: Catalog, file: Path, brand: Brand) -> None:
        """Check the styles, colours and parts of a file, those that no template uses too."""
        context = catalog.context(brand, CHECK_PLATFORM)
        self._print(shared_problems(display_path(file), catalog.sharing, context))

    def _lay_out(self, renderer: Renderer, name: str) -> None:
        """Lay a template out with its own examples."""
        template = renderer.template(name, self.options.brand)
        missing = [field for field in template.fields.values() if field.required and not field.example]
        if missing:
            hint = "give the field an `example:`"
            message = f"a required field of {name} has no example to try it with: "
            self._print(Diagnostic(WARNING, "example-required", e.where, message + e.name, hint) for e in missing)
            return
        values = with_examples(template, {})
        platforms = renderer.catalog.pick(self.options.platforms or _platforms(renderer.catalog))
        suited = [each for each in platforms if is_suited(template, each)] or renderer.catalog.pick([template.platform])
        variants = [str(number) for number in range(1, len(template.variants) + 1)] or [""]
        found: dict[tuple[Diagnostic, str], list[str]] = {}
        for platform, variant in product(suited, variants):
            series = renderer.series(name, values, platform, self.options.brand, where=Where(), variant=variant)
            for finding in dict.fromkeys(finding for page in series for finding in page.scene.findings):
                found.setdefault((finding, f"{name} {variant}".rstrip()), []).append(platform.name)
        for (finding, origin), names in found.items():
            # What is so on every platform is not the platform's.
            self._print([with_origin(finding, origin, "" if len(names) == len(suited) > 1 else ", ".join(names))])

    def _sidecar(self, renderer: Renderer, name: str) -> None:
        """Check the sidecar of a photo, and whether the photo may be used today."""
        rights = read_sidecar(read_yaml(Path(name), "sidecar"))
        self._print(rights_violations(Path(name).stem, rights, renderer.today))

    def _rows(self, renderer: Renderer, name: str) -> None:
        project = self.session.project
        options = replace(self.options, name=str(project.name.raw), folder=output_of(project))
        folding = Folding()
        with ListRun(renderer, options, name, self.reading) as listed, ListCheck(listed, self.workers) as check:
            with ProgressBar(self.session.screen, listed.total()) as bar:
                for outcome in check.outcomes():
                    self._print(listed.warnings())
                    self._print_in_row(check.new_diagnostics(outcome), folding)
                    bar.step(outcome)
            self.session.screen.columns(listed.plan.notes)
            self._print([*listed.warnings(), *listed.unknown_columns()])
            for line in folding.summaries():
                self.session.screen.note(line)

    def _print(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print each diagnostic once, on however many platforms and in however many templates it occurs."""
        for diagnostic in diagnostics:
            if (key := identity(diagnostic)) not in self._printed:
                self._printed.add(key)
                self._show(diagnostic)

    def _print_in_row(self, diagnostics: Iterable[tuple[Diagnostic, str]], folding: Folding) -> None:
        """Print each diagnostic of a row and a platform, as JSON; folded with those of other rows as text."""
        for diagnostic, platform in diagnostics:
            is_new = folding.add(diagnostic, platform)
            self._show(with_origin(diagnostic, "", platform) if platform else diagnostic, printed=is_new)

    def _show(self, diagnostic: Diagnostic, *, printed: bool = True) -> None:
        """Count a diagnostic, and print it if it is to be *printed*."""
        self.counts[diagnostic.severity] += 1
        if self.json:
            self.session.screen.json(diagnostic.to_json())
        elif printed:
            self.session.screen.diagnostics([diagnostic])


def _platforms(catalog: Catalog) -> tuple[str, ...]:
    """Return the platforms on which templates are laid out unless the command names others."""
    return tuple(str(name.raw) for name in catalog.project.platforms) or DEFAULT_PLATFORMS


def _note_kind(kinds: dict[str, str], name: str) -> None:
    kinds[name] = file_kind(name)


def _project_files(session: Session) -> list[str]:
    """Return the project file and its template files; of an invalid one only the project file."""
    try:
        return [str(file) for file in (session.project.file, *session.project.templates) if file]
    except DiagnosticError as error:
        return [error.diagnostics[0].where.file]


def _scope(names: Iterable[str]) -> str:
    """Return what was checked, in words; without names it was only the templates that come with memegen."""
    files = ["stdin" if name == "-" else name for name in names]
    if not files:
        return "in the bundled templates (name files to check your own)"
    return f"in {', '.join(files)}" if len(files) <= MAX_NAMED_FILES else f"in {len(files)} files"
