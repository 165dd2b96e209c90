"""Looking for mistakes before anything is made: template files, brands, lists of rows."""

from __future__ import annotations

from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Made
from memegen.batch.plan import BatchOptions, Plan, require_template
from memegen.batch.rows import check_columns, read_rows
from memegen.batch.run import run_batch
from memegen.cli.fields import with_examples
from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, DiagnosticError, Where
from memegen.core.files import read_file
from memegen.core.frozen import slotted
from memegen.template.brand import BRAND_KEYS, BrandError
from memegen.template.nodes import Mapping
from memegen.template.yaml import MAX_BYTES, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from memegen.cli.session import Session
    from memegen.model.entities import Brand
    from memegen.renderer import Renderer

# A platform of each shape class, which is what a template is tried on unless others are named.
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
FOUND_ERRORS = 1
# Of more files than this the number is said, not the names.
NAMED = 8
# Codes of what cannot be looked at, which is not the same as being wrong.
UNUSABLE = ("-missing", "-unreadable")


@slotted
class Check:
    """One look at everything that was named; ``found`` grows."""

    session: Session
    order: BatchOptions
    json: bool
    photos: tuple[str, ...] = ()
    found: dict[Diagnostic, None] = field(default_factory=dict)

    def run(self, given: Sequence[str], templates: Sequence[str] = ()) -> int:
        """Check it all, *templates* too; the exit code. Raises DiagnosticError for what cannot even be opened."""
        kinds = dict.fromkeys(templates, "templates")
        names = dict.fromkeys([*templates, *given])
        for name in (name for name in names if name not in kinds):
            self._kept(partial(_note_kind, kinds, name))
        files = tuple(name for name, kind in kinds.items() if kind == "templates")
        renderer = self.session.renderer(files, self.photos)
        self._kept(partial(renderer.catalog.brand, self.order.brand))
        self._kept(partial(self._templates, renderer, [Path(name) for name in files] if names else [None]))
        for name, kind in kinds.items():
            if kind == "brand":
                self._kept(partial(renderer.catalog.brand, name))
            elif kind == "rows":
                self._kept(partial(self._rows, renderer, name))
        errors = sum(diagnostic.severity == ERROR for diagnostic in self.found)
        self.session.screen.note(f"errors: {errors}, warnings: {len(self.found) - errors} {_looked_at(names)}")
        return FOUND_ERRORS if errors else 0

    def _kept(self, look: Callable[[], object]) -> None:
        """Look; what is wrong is said, and the next is looked at. Raises DiagnosticError for what cannot be opened."""
        try:
            look()
        except DiagnosticError as error:
            if any(diagnostic.code.endswith(UNUSABLE) for diagnostic in error.diagnostics):
                raise
            self._say(error.diagnostics)

    def _templates(self, renderer: Renderer, files: Iterable[Path | None]) -> None:
        """Each template. With a brand that is wrong nothing can be laid out, but what is written can be looked at."""
        stand_in: Brand | None = None
        try:
            renderer.catalog.brand(self.order.brand)
        except BrandError as error:
            stand_in = error.fallback
        for file in files:
            for name in renderer.catalog.names_in(file):
                try:
                    if stand_in:
                        renderer.catalog.template(name, stand_in)
                    else:
                        self._try(renderer, name)
                except DiagnosticError as error:
                    self._say(error.diagnostics)

    def _try(self, renderer: Renderer, name: str) -> None:
        """The template laid out with its own examples."""
        template = renderer.template(name, self.order.brand)
        unknown = [field for field in template.fields.values() if field.required and not field.example]
        if unknown:
            self._say(
                Diagnostic(
                    WARNING,
                    "example-missing",
                    field.where,
                    f"field {field.name} of {name} is required and has no example to try it with",
                    "give it an `example:`; previews and --example use it too",
                )
                for field in unknown
            )
            return
        values = with_examples(template, {})
        for platform in renderer.catalog.pick(self.order.platforms or SHAPES):
            rendered = renderer.render(name, values, platform, self.order.brand, where=Where())
            self._say(_placed(finding, name, platform.name) for finding in rendered.scene.findings)

    def _rows(self, renderer: Renderer, name: str) -> None:
        plan = Plan(renderer, self.order)
        with read_rows(name, fields=plan.fields or renderer.catalog.field_names()) as stream:
            rows = stream if self.order.template else require_template(stream, stream.file)
            for outcome in run_batch(plan.jobs(rows), renderer, 1, painted=False):
                if isinstance(outcome, Made):
                    found = (finding.with_row(stream.file, outcome.row) for finding in outcome.findings)
                    self._say(_placed(finding, "", outcome.platform) for finding in found)
                else:
                    self._say(outcome.diagnostics)
            self._say([*stream.warnings, *plan.warnings, *check_columns(stream.columns, plan.fields, stream.file)])

    def _say(self, found: Iterable[Diagnostic]) -> None:
        """Each once, however many platforms meet it."""
        for diagnostic in found:
            if diagnostic in self.found:
                continue
            self.found[diagnostic] = None
            if self.json:
                self.session.screen.json(diagnostic.to_json())
            else:
                self.session.screen.diagnostics([diagnostic])


def _note_kind(kinds: dict[str, str], name: str) -> None:
    kinds[name] = _kind(name)


def _looked_at(names: Iterable[str]) -> str:
    """What a check was of, in words; most of all where it was of nothing that is the user's own."""
    files = ["stdin" if name == "-" else name for name in names]
    if not files:
        return "in the templates that come with memegen; name files to have yours checked"
    return f"in {', '.join(files)}" if len(files) <= NAMED else f"in {len(files)} files"


def _placed(finding: Diagnostic, template: str, platform: str) -> Diagnostic:
    """The finding with the template and the platform that met it."""
    return replace(finding, message=f"{finding.message} [{' on '.join(filter(None, (template, platform)))}]")


def _kind(name: str) -> str:
    """What a file is: "templates", "brand" or "rows". Raises DiagnosticError for YAML that cannot be read."""
    path = Path(name)
    if path.suffix.lower() not in (".yaml", ".yml"):
        return "rows"
    node = parse(read_file(path, "templates", MAX_BYTES), name)
    # Lists of rows are lists, or hold one under a word of their own; a brand has keys that nothing else has.
    keys = set(node.keys) if isinstance(node, Mapping) else {"rows"}
    if keys & {"rows", "quotes"}:
        return "rows"
    return "brand" if keys & (set(BRAND_KEYS) - {"fonts"}) and not keys & {"templates", "platforms"} else "templates"
