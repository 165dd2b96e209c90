"""The command line of `memegen check` as one object."""
# Annotations are values here, not text: typer gets them as they are, without the time it takes to evaluate them.

from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.list_options import Columns, Encoding, Rows
from memegen.cli.options import (
    Brand,
    Debug,
    Jobs,
    Json,
    Photos,
    Platforms,
    TemplateName,
    Templates,
    Today,
    Variant,
    split_words,
)
from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, DiagnosticError, Where
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from memegen.core.severities import Severities


@frozen
class CheckArguments:
    """The arguments of `memegen check` as they were given."""

    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEMPLATES|BRAND|PROJECT|ROWS|-]…",
            help="Files to check, e.g. quotes.csv. [default: those of the project, else the bundled templates]",
        ),
    ] = None
    template: TemplateName = ""
    platform: Platforms = None
    brand: Brand = ""
    templates: Templates = None
    photos: Photos = None
    columns: Columns = None
    encoding: Encoding = ""
    rows: Rows = ""
    variant: Variant = ""
    graphic_format: Annotated[
        str, typer.Option("-f", metavar="FORMAT", help="File format of the graphics, as -f of batch. [default: png]")
    ] = ""
    export: Annotated[
        str,
        typer.Option("--export", metavar="NAME", help="Check posts and their times for this scheduler, e.g. publer."),
    ] = ""
    jobs: Jobs = ""
    errors: Annotated[
        list[str] | None,
        typer.Option("--error", metavar="CODE", help="Count this warning as an error, e.g. contrast-low. Repeatable."),
    ] = None
    warnings: Annotated[
        list[str] | None,
        typer.Option(
            "--warn",
            metavar="CODE",
            help="Count this code as a warning, e.g. photo-small, despite memegen.yaml. Repeatable.",
        ),
    ] = None
    ignored: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help="Do not report this warning, e.g. photo-small. Repeatable."),
    ] = None
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="Report as text, json, github or sarif. [default: text]")
    ] = ""
    today: Today = ""
    json: Json = False
    debug: Debug = False

    def severities(self) -> "Severities":
        """Return the severities that the options give; of a code that is given more than one, the severest.

        Raises:
            DiagnosticError: ``code-unknown``, ``severity-conflict``.
        """
        from memegen.core.severities import IGNORE, Severities, severity_problem

        by_code: dict[str, str] = {}
        problems = []
        given = (("ignore", IGNORE, self.ignored), ("warn", WARNING, self.warnings), ("error", ERROR, self.errors))
        for option, severity, codes in given:
            for code in split_words(codes):
                if problem := severity_problem(code, severity):
                    message = f"--{option}: {problem.message}"
                    problems.append(Diagnostic(ERROR, problem.code, Where(), message, problem.hint))
                by_code[code] = severity
        if problems:
            raise DiagnosticError(problems)
        return Severities(by_code)
