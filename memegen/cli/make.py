"""One graphic, on one platform or several."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Job, Made
from memegen.batch.job_runner import JobRunner
from memegen.batch.name_pattern import first_text, safe_stem, slug
from memegen.batch.run import run_batch
from memegen.cli.fields import require, with_examples
from memegen.cli.report import Report
from memegen.cli.screen import is_terminal
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where, fail
from memegen.core.files import is_file, is_folder
from memegen.core.frozen import frozen
from memegen.rendering.formats import SUFFIXES, format_of, parse_format, parse_quality

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from memegen.cli.session import Session
    from memegen.model.entities import Platform, Raw, Template
    from memegen.renderer import Renderer

# A file is packed in two threads: of more, each has too little to do.
PACKERS = 2


@frozen
class Request:
    """What was asked for. ``output`` is a file, a folder, ``-`` for stdout or "" for the current folder."""

    template: str
    values: Mapping[str, Raw]
    platforms: tuple[str, ...] = ()
    brand: str = ""
    templates: tuple[str, ...] = ()
    output: str = ""
    format: str = ""
    json: bool = False
    example: bool = False
    quality: str = ""


def make(session: Session, request: Request) -> int:
    """Make it; the exit code. Raises DiagnosticError for what is wrong with the request."""
    renderer = session.renderer(request.templates)
    renderer.threads = PACKERS
    template = renderer.template(request.template, request.brand)
    values = with_examples(template, request.values) if request.example else dict(request.values)
    require(template, values)
    platforms = renderer.catalog.pick(request.platforms or (template.platform,))
    jobs = plan_jobs(request, template, values, platforms)
    if request.output == "-":
        return _to_stdout(session, request, renderer, jobs)
    report = Report(session, request.json)
    before = {} if request.output else _there(jobs)
    with closing(run_batch(iter(jobs), renderer, 1, summed=request.json)) as outcomes:
        for outcome in outcomes:
            report.add(outcome)
            if isinstance(outcome, Made) and (size := before.get(outcome.file)):
                own = outcome.record["width"], outcome.record["height"]
                report.warn([_replaced(outcome.file, size)] if size != own else ())
    report.close()
    return (1 if report.made else 2) if report.failed else 0


def _there(jobs: Iterable[Job]) -> dict[str, tuple[int, int]]:
    """The pictures that have the names of these, with their sizes in pixels."""
    found: dict[str, tuple[int, int]] = {}
    for file in [Path(job.stem + suffix) for job in jobs for suffix in SUFFIXES.values()]:
        if is_file(file):
            from memegen.images.facts import read_facts

            with suppress(DiagnosticError):
                facts = read_facts(file)
                found[str(file)] = facts.width, facts.height
    return found


def _replaced(file: str, size: tuple[int, int]) -> Diagnostic:
    """The warning for a picture in whose place another one has been put, which nobody asked for by its name."""
    message = f"another picture was there, {size[0]} × {size[1]} pixels, and has been replaced"
    return Diagnostic(WARNING, "file-replaced", Where(file), message, "give -o a name, or both platforms at once")


def plan_jobs(
    request: Request, template: Template, values: Mapping[str, Raw], platforms: Sequence[Platform]
) -> list[Job]:
    """A job for each platform, with the file that it goes to. Raises DiagnosticError for an output that cannot be."""
    several = len(platforms) > 1
    quality = parse_quality(request.quality)
    stem, suffix, wanted = output_stem(request, template, values, several=several)
    return [
        Job(
            0,
            Where(),
            template.name,
            values,
            platform,
            request.brand,
            wanted,
            f"{stem}-{safe_stem(platform.name)}" if several else stem,
            suffix,
            quality=quality,
        )
        for platform in platforms
    ]


def output_stem(
    request: Request, template: Template, values: Mapping[str, Raw], *, several: bool = False
) -> tuple[str, str, str]:
    """The file without platform and suffix, the suffix ("" for the format's own), and the format ("" for auto).

    A name without a suffix is a folder where there is one, or where there are *several* pictures to put into it.
    """
    wanted = parse_format(request.format)
    path = Path(request.output)
    bare = several and not path.suffix
    if request.output in ("", "-") or request.output.endswith(("/", os.sep)) or bare or is_folder(path):
        text = slug(first_text(template.fields.values(), values))
        return str(path / safe_stem(f"{template.name}-{text}" if text else template.name)), "", wanted
    if not path.suffix:
        return request.output, "", wanted
    named = format_of(path)
    if wanted and wanted != named:
        hint = "leave --format out, or change the name"
        raise fail("format-conflict", f"the name {path.name} asks for {named}, --format for {wanted}", hint)
    return str(path.with_suffix("")), path.suffix, named


def _to_stdout(session: Session, request: Request, renderer: Renderer, jobs: Sequence[Job]) -> int:
    if len(jobs) > 1:
        raise fail(
            "output-conflict", f"{len(jobs)} pictures do not fit into one stdout", "name one platform, or a folder"
        )
    if request.json:
        raise fail(
            "output-conflict", "stdout cannot carry both the picture and JSON", "leave out --json, or name a file"
        )
    if is_terminal(sys.stdout):
        raise fail("output-conflict", "a picture's bytes say nothing on a terminal", "pipe them on, or name a file")
    outcome = JobRunner(renderer).make(jobs[0])
    if isinstance(outcome, Made):
        session.screen.diagnostics(outcome.findings)
        session.screen.picture(outcome.data)
        return 0
    Report(session).add(outcome)
    return 2
