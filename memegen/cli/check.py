"""Checking template files, brands and lists of rows without rendering, for the command `memegen check`."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.export import check_export
from memegen.batch.plan import BatchOptions
from memegen.cli import SOME_FAILED
from memegen.cli.batch_arguments import output_of, parse_workers
from memegen.cli.check_output import check_output
from memegen.cli.file_kind import file_kind
from memegen.cli.list_check import ListCheck, with_origin
from memegen.cli.list_options import ListOptions
from memegen.cli.list_run import ListRun
from memegen.cli.options import split_words
from memegen.cli.progress import ProgressBar
from memegen.cli.project import check_project
from memegen.cli.template_check import layout_problems
from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, DiagnosticError, identity
from memegen.core.folding import Folding
from memegen.rendering.formats import parse_format
from memegen.template.brand import BrandError
from memegen.template.catalog import CHECK_PLATFORM
from memegen.template.rights import rights_violations
from memegen.template.shared_check import shared_problems
from memegen.template.sidecar import read_sidecar
from memegen.template.yaml_files import display_path, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from memegen.cli.check_arguments import CheckArguments
    from memegen.cli.session import Session
    from memegen.model.brand import Brand
    from memegen.renderer import Renderer
    from memegen.template.catalog import Catalog

# Maximum number of files whose names the summary contains; of more it has the number.
MAX_NAMED_FILES = 8
# Endings of the codes of files that cannot be checked at all; a line names a file that another refers to.
UNREADABLE = ("-not-found", "-unreadable")


class Check:
    """One run of `memegen check`."""

    def __init__(self, session: Session, arguments: CheckArguments) -> None:
        """Prepare it.

        Args:
            session: the command's session.
            arguments: its command line.

        Raises:
            DiagnosticError: an option cannot be used.
        """
        self.session = session
        self.options = BatchOptions(
            arguments.template,
            split_words(arguments.platform),
            arguments.brand,
            parse_format(arguments.graphic_format),
            variant=arguments.variant,
        )
        self._given, self._template_files = tuple(arguments.given or ()), tuple(arguments.templates or ())
        self._photos = tuple(arguments.photos or ())
        self._reading = ListOptions(tuple(arguments.columns or ()), arguments.encoding, arguments.rows)
        self._workers = parse_workers(arguments.jobs)
        self._export = arguments.export
        check_export(self._export, "", written=False)
        self._output = check_output(arguments.format, session.screen, json=arguments.json)
        self._severities = arguments.severities()
        # The number of diagnostics, by severity and code.
        self._counts: Counter[tuple[str, str]] = Counter()
        self._printed: set[Hashable] = set()

    def run(self) -> int:
        """Check the files and return the exit code.

        Raises:
            DiagnosticError: a file cannot be read.
        """
        # The problems of an invalid project are reported with those of the files.
        with suppress(DiagnosticError):
            self._severities = self.session.project.severities | self._severities
        kinds = dict.fromkeys(self._template_files, "templates")
        names = dict.fromkeys([*self._template_files, *self._given])
        for name in (name for name in names if name not in kinds):
            self._attempt(partial(_note_kind, kinds, name))
        for name, kind in kinds.items():
            if kind == "project":
                self._attempt(partial(check_project, Path(name)))
        self._attempt(partial(self._files, kinds, bool(names)))
        self._output.close()
        counts = ", ".join(map(self._counted, (ERROR, WARNING)))
        self.session.screen.note(f"{counts} {_scope(names or _project_files(self.session))}")
        return SOME_FAILED if any(severity == ERROR for severity, _ in self._counts) else 0

    def _files(self, kinds: dict[str, str], named: bool) -> None:
        """Check files by their kinds; if none are *named*, those of the project, or else the shipped templates.

        Raises:
            DiagnosticError: the project is invalid.
        """
        project = self.session.project
        files = tuple(name for name, kind in kinds.items() if kind == "templates")
        paths: tuple[Path | None, ...] = tuple(map(Path, files)) if named else project.templates or (None,)
        renderer = self.session.renderer(files, self._photos)
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
                        self._print(layout_problems(renderer, self.options, name))
                except DiagnosticError as error:
                    self._print(error.diagnostics)

    def _shared(self, catalog: Catalog, file: Path, brand: Brand) -> None:
        """Check the styles, colours and parts of a file, those that no template uses too."""
        context = catalog.context(brand, CHECK_PLATFORM)
        self._print(shared_problems(display_path(file), catalog.sharing, context))

    def _sidecar(self, renderer: Renderer, name: str) -> None:
        """Check the sidecar of a photo, and whether the photo may be used today."""
        rights = read_sidecar(read_yaml(Path(name), "sidecar"))
        self._print(rights_violations(Path(name).stem, rights, renderer.today))

    def _rows(self, renderer: Renderer, name: str) -> None:
        project = self.session.project
        options = replace(self.options, name=str(project.name.raw), folder=output_of(project))
        folding = Folding()
        with (
            ListRun(renderer, options, name, self._reading) as listed,
            ListCheck(listed, self._workers, self._export) as check,
        ):
            with ProgressBar(self.session.screen, listed.total()) as bar:
                for outcome in check.outcomes():
                    self._print(listed.warnings())
                    self._print_in_row(check.new_diagnostics(outcome), folding)
                    bar.step(outcome)
            self._print(check.last_diagnostics())
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
            self._show(with_origin(diagnostic, "", platform) if platform else diagnostic, is_new=is_new)

    def _show(self, diagnostic: Diagnostic, *, is_new: bool = True) -> None:
        """Count a diagnostic, and print it, unless its code is ignored."""
        if counted := self._severities.apply(diagnostic):
            self._counts[counted.severity, counted.code] += 1
            self._output.add(counted, is_new=is_new)

    def _counted(self, severity: str) -> str:
        """Return the number of diagnostics of a severity, and of each code, in words."""
        of_codes = {code: count for (each, code), count in self._counts.most_common() if each == severity}
        total = sum(of_codes.values())
        detail = f" ({', '.join(f'{count} {code}' for code, count in of_codes.items())})" if total > 1 else ""
        return f"{total} {severity}{'s' * (total != 1)}{detail}"


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
