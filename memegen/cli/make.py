"""Rendering one graphic for one platform or several, for the command `memegen make`."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.file_names import first_figure, first_text, safe_stem, slug
from memegen.batch.job import Job, Made
from memegen.batch.job_runner import JobRunner
from memegen.batch.run import run_batch
from memegen.cli import SOME_FAILED, UNUSABLE
from memegen.cli.existing_images import ExistingImages
from memegen.cli.field_options import require_fields, with_examples
from memegen.cli.post_report import PostReport
from memegen.cli.report import Report
from memegen.cli.streams import is_terminal, write_image
from memegen.core.diagnostics import DiagnosticError, Where, fail
from memegen.core.files import is_folder
from memegen.core.frozen import frozen
from memegen.rendering.formats import format_of, parse_format, parse_quality
from memegen.template.hashtags import hashtag_warnings
from memegen.template.photo_lookup import default_photo_notes
from memegen.template.series import template_of
from memegen.template.suitability import suited_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from memegen.cli.session import Session
    from memegen.model.card import Card
    from memegen.model.entities import Platform, Raw, Template
    from memegen.renderer import Renderer

# Number of threads that compress one file; with more, each has too little to do.
COMPRESSION_THREADS = 2


@frozen
class MakeRequest:
    """The graphics to render.

    Attributes:
        output: a file, a folder, ``-`` for stdout, or "" for *folder*.
        folder: the folder for graphics if *output* is ""; "" for the current one.
        copy: whether to copy the caption to the clipboard.
        open: whether to open the graphics.
        preview: whether to show a graphic in all shapes instead.
    """

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
    variant: str = ""
    folder: str = ""
    copy: bool = False
    open: bool = False
    preview: bool = False


def make(session: Session, request: MakeRequest) -> int:
    """Render the graphics and return the exit code.

    Raises:
        DiagnosticError: the request cannot be fulfilled.
    """
    renderer = session.renderer(request.templates)
    renderer.threads = COMPRESSION_THREADS
    template = renderer.template(request.template, request.brand)
    values = with_examples(template, request.values) if request.example else dict(request.values)
    require_fields(template, values)
    if request.preview:
        from memegen.cli.preview import preview

        return preview(session, request, values)
    platforms = _platforms(session, renderer, template, request.platforms)
    jobs = plan_jobs(request, template, values, platforms)
    unasked = [] if request.example else renderer.catalog.example_brand_warning(request.brand)
    if request.output == "-":
        session.screen.diagnostics(unasked)
        return _to_stdout(session, request, renderer, jobs)
    report = Report(session, request.json)
    report.warn(unasked)
    report.warn(hashtag_warnings(values, template.fields, Where()))
    report.warn(renderer.catalog.warnings(template.name, renderer.catalog.brand(request.brand)))
    _to_files(session, request, renderer, jobs, report)
    if report.made and not request.example:
        for note in default_photo_notes(template, values, _cards(renderer, jobs)):
            session.screen.note(note)
    return (SOME_FAILED if report.made else UNUSABLE) if report.failed else 0


def _to_files(session: Session, request: MakeRequest, renderer: Renderer, jobs: Sequence[Job], report: Report) -> None:
    """Render the jobs and report what was made."""
    post = PostReport(session, request)
    existing = ExistingImages(() if request.output else jobs)
    with closing(run_batch(iter(jobs), renderer, 1, summed=request.json)) as outcomes:
        for outcome in outcomes:
            report.add(outcome)
            if isinstance(outcome, Made):
                existing.report(session, report, outcome)
            post.add(outcome)
    report.close()
    post.close()


def _platforms(
    session: Session, renderer: Renderer, template: Template, names: tuple[str, ...]
) -> tuple[Platform, ...]:
    """Return the platforms to render for; print how many of a group are skipped."""
    platforms, skipped = renderer.catalog.targets(template, names)
    if skipped:
        session.screen.note(
            f"skipped {skipped} platforms: template {template.name} is only for {suited_names(template)}"
        )
    return platforms


def _cards(renderer: Renderer, jobs: Iterable[Job]) -> list[Card]:
    """Return the cards of jobs that have been rendered, all of which can be resolved but for those that failed."""
    cards: list[Card] = []
    for job in jobs:
        with suppress(DiagnosticError):
            cards += renderer.cards(job.template, job.values, job.platform, job.brand, job.where, job.variant)
    return cards


def plan_jobs(
    request: MakeRequest, template: Template, values: Mapping[str, Raw], platforms: Sequence[Platform]
) -> list[Job]:
    """Return a job for each platform, with its file.

    Raises:
        DiagnosticError: the output is not possible.
    """
    several = len(platforms) > 1
    quality = parse_quality(request.quality)
    is_series = bool(template_of(template, request.variant, values, Where()).pages)
    stem, suffix, format = output_stem(request, template, values, several=several)
    return [
        Job(
            0,
            Where(),
            template.name,
            values,
            platform,
            request.brand,
            format,
            f"{stem}-{safe_stem(platform.name)}" if several else stem,
            suffix,
            quality=quality,
            variant=request.variant,
            is_series=is_series,
        )
        for platform in platforms
    ]


def output_stem(
    request: MakeRequest, template: Template, values: Mapping[str, Raw], *, several: bool = False
) -> tuple[str, str, str]:
    """Return the file without platform and suffix, its suffix, and its format.

    The suffix is "" for the format's own, the format "" for auto.

    A name without a suffix is a folder if there is such a folder, or if there are *several* graphics.
    """
    format = parse_format(request.format)
    path = Path(request.output or request.folder)
    is_new_folder = several and not path.suffix
    if request.output in ("", "-") or request.output.endswith(("/", os.sep)) or is_new_folder or is_folder(path):
        text = slug(first_text(template.fields.values(), values) or first_figure(template.fields.values(), values))
        return str(path / safe_stem(f"{template.name}-{text}" if text else template.name)), "", format
    if not path.suffix:
        return request.output, "", format
    suffix_format = format_of(path)
    if format and format != suffix_format:
        hint = "leave out --format, or change the file name"
        raise fail("format-conflict", f"--format {format} and the ending of {path.name} differ", hint)
    return str(path.with_suffix("")), path.suffix, suffix_format


def _to_stdout(session: Session, request: MakeRequest, renderer: Renderer, jobs: Sequence[Job]) -> int:
    if len(jobs) > 1:
        raise fail(
            "output-conflict",
            f"cannot write {len(jobs)} graphics to stdout",
            "choose one platform with -p, or a folder with -o",
        )
    if request.json:
        raise fail(
            "output-conflict",
            "cannot write both the graphic and JSON to stdout",
            "leave out --json, or name a file with -o",
        )
    if is_terminal(sys.stdout):
        raise fail(
            "output-conflict",
            "not writing an image to the terminal",
            "redirect it, e.g. -o - > graphic.png, or name a file with -o",
        )
    outcome = JobRunner(renderer).make(jobs[0])
    if isinstance(outcome, Made) and outcome.further:
        count = len(outcome.further) + 1
        raise fail(
            "output-conflict",
            f"cannot write {count} pages to stdout",
            "write one document with -f pdf, or name a file with -o",
        )
    if isinstance(outcome, Made):
        session.screen.diagnostics(outcome.findings)
        write_image(outcome.data)
        post = PostReport(session, request)
        post.add(outcome)
        post.close()
        return 0
    Report(session).add(outcome)
    return UNUSABLE
