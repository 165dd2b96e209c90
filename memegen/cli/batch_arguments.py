"""The command line of `memegen batch` as one object: options are its fields, and its methods parse them."""
# Annotations are values here, not text: typer gets them as they are, without the time it takes to evaluate them.

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.list_options import Columns, Encoding, ListOptions, Rows
from memegen.cli.options import (
    Brand,
    Debug,
    Format,
    Jobs,
    Json,
    Photos,
    Platforms,
    Quality,
    TemplateName,
    Templates,
    Today,
    Variant,
    split_words,
)
from memegen.cli.typer_compat import Parameter, dataclass_parameters
from memegen.core.address import is_address, parse_address
from memegen.core.diagnostics import fail
from memegen.core.frozen import frozen
from memegen.core.numbers import parse_whole
from memegen.rendering.formats import parse_format, parse_quality

if TYPE_CHECKING:
    from memegen.batch.plan import BatchOptions
    from memegen.core.address import Address
    from memegen.template.project import Project

# The default folder for graphics.
OUTPUT = "out"
# Maximum number of processes.
MAX_WORKERS = 64
# Time limit for one graphic, in seconds: the default and the maximum, one day.
DEFAULT_LIMIT, MAX_LIMIT = 60.0, 86_400.0


@frozen
class BatchArguments:
    """The arguments of `memegen batch` as they were given: texts, lists of texts and flags."""

    rows: Annotated[
        str,
        typer.Argument(
            metavar="ROWS|-",
            help="List to render: txt, CSV, TSV, JSON, JSONL, YAML, XLSX or ODS ('list.xlsx#Sheet2'), also at an "
            "https:// address; or a folder of photos; - reads stdin. More: memegen help lists",
        ),
    ]
    template: TemplateName = ""
    platform: Platforms = None
    brand: Brand = ""
    variant: Variant = ""
    templates: Templates = None
    photos: Photos = None
    columns: Columns = None
    encoding: Encoding = ""
    only: Rows = ""
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR|URL",
            help="Output folder or s3:// URL, e.g. -o s3://bucket/quotes. [default: the project's, else out]",
        ),
    ] = ""
    name: Annotated[
        str,
        typer.Option(
            "--name",
            metavar="PATTERN",
            help="Pattern for file names, e.g. '{row:03}-{by|slug}-{platform}'. More: memegen help names",
        ),
    ] = ""
    jobs: Jobs = ""
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Render on the workers of this Dask scheduler, e.g. tcp://host:8786.",
        ),
    ] = ""
    format: Format = ""
    quality: Quality = ""
    export: Annotated[
        str,
        typer.Option(
            "--export",
            metavar="NAME",
            help="Also write a table for a scheduler: publer, sprout, postfast, highlevel, ayrshare or generic.",
        ),
    ] = ""
    media_base_url: Annotated[
        str,
        typer.Option(
            "--media-base-url",
            metavar="URL",
            help="Public URL of the output folder, for --export, e.g. https://example.org/quotes.",
        ),
    ] = ""
    force: Annotated[
        bool, typer.Option("--force", help="Render every graphic again, also those that have not changed.")
    ] = False
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete stale graphics: those that no row produces any more.")
    ] = False
    limit: Annotated[
        str,
        typer.Option(
            "--limit", metavar="SECONDS", help="Time limit per graphic, in seconds; 0 for none. [default: 60]"
        ),
    ] = ""
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report every finding, but write nothing.")] = False
    profile: Annotated[bool, typer.Option("--profile", help="Print the time that each stage took.")] = False
    contact_sheet: Annotated[
        bool,
        typer.Option(
            "--contact-sheet/--no-contact-sheet", help="Write contact-sheet.html, a page of all graphics, next to them."
        ),
    ] = True
    sheet: Annotated[
        str,
        typer.Option("--sheet", metavar="FILE", help="Also write the contact sheet as an image, e.g. --sheet all.png."),
    ] = ""
    today: Today = ""
    json: Json = False
    debug: Debug = False

    def options(self, project: "Project") -> "BatchOptions":
        """Return the options that hold for every row, those not given as *project* says. Raises DiagnosticError."""
        from memegen.batch.plan import BatchOptions

        return BatchOptions(
            self.template,
            split_words(self.platform),
            self.brand,
            parse_format(self.format),
            output_of(project, self.output),
            name=self.name or str(project.name.raw),
            quality=parse_quality(self.quality),
            variant=self.variant,
        )

    def image_sheet(self) -> Path | None:
        """Return the file of the contact sheet as an image, None without one. Raises DiagnosticError."""
        if not self.sheet:
            return None
        from memegen.batch.contact.image_sheet import image_path

        return image_path(self.sheet)

    def list_options(self) -> ListOptions:
        """Return the options with which the list is read."""
        return ListOptions(tuple(self.columns or ()), self.encoding, self.only)

    def workers(self) -> int:
        """Return the number of processes, 1 to 64; 0 means that memegen chooses. Raises DiagnosticError."""
        if self.jobs and self.cluster:
            raise fail("jobs-conflict", "-j has no effect with --cluster, which has its own workers", "leave out -j")
        return parse_workers(self.jobs)

    def time_limit(self) -> float:
        """Return the time limit for one graphic in seconds; 0 means none. Raises DiagnosticError."""
        with suppress(ValueError):
            if 0 <= (seconds := float(self.limit or DEFAULT_LIMIT)) <= MAX_LIMIT:
                return seconds
        raise fail(
            "limit-invalid",
            f"--limit takes seconds, not {self.limit!r}",
            f"write a number from 0 (no limit) to {MAX_LIMIT:g}",
        )


def output_of(project: "Project", given: str = "") -> "Path | Address":
    """Return the folder or address for graphics, as *given* or as the project says. Raises DiagnosticError."""
    output = given or project.output or OUTPUT
    return parse_address(output) if is_address(output) else Path(output)


def parse_workers(text: str) -> int:
    """Return a number of processes, 1 to 64; 0 for "", with which memegen chooses. Raises DiagnosticError."""
    if not text:
        return 0
    with suppress(ValueError):
        return parse_whole(text, 1, MAX_WORKERS)
    raise fail(
        "jobs-invalid", f"-j takes a number of processes, not {text!r}", f"write a number from 1 to {MAX_WORKERS}"
    )


# Options of `memegen batch` that say nothing while files are watched.
_NOT_WATCHED = ("rows", "cluster", "export", "media_base_url", "force", "dry_run", "profile")
WATCH_PARAMETERS = (
    Parameter(
        "rows",
        Annotated[
            str,
            typer.Argument(
                metavar="ROWS|TEMPLATE", help="The list, as of `memegen batch`; or a template, for its example."
            ),
        ],
    ),
    *(each for each in dataclass_parameters(BatchArguments) if each.name not in _NOT_WATCHED),
    Parameter("open", Annotated[bool, typer.Option("--open", help="Open the contact sheet in the browser.")], False),
)
