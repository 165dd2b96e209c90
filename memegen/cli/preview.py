"""A graphic in all shapes side by side, for `memegen make --preview`: in the terminal, or as a file that is opened."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.cli.desktop import open_file
from memegen.cli.template_check import DEFAULT_PLATFORMS
from memegen.cli.terminal import picture_protocol, show_picture
from memegen.core.diagnostics import Diagnostic, DiagnosticError, fail
from memegen.core.files import write_atomic
from memegen.rendering.encode import encode
from memegen.rendering.terminal import in_lines, side_by_side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memegen.cli.make import MakeRequest
    from memegen.cli.session import Session
    from memegen.model.entities import Platform, Raw, Template
    from memegen.renderer import Renderer

# Maximum width of a line of graphics in the terminal, relative to its height; a wider one would be too low to see much.
MAX_RATIO = 5.0


def preview(session: Session, request: MakeRequest, values: Mapping[str, Raw]) -> int:
    """Show a graphic for each shape and return 0; without -p, for a platform of each shape that the template is for.

    The terminal shows them if it can; they are written to a file if -o names one or the terminal cannot.

    Raises:
        DiagnosticError: the graphic cannot be rendered for any of the platforms.
    """
    if request.output == "-" or request.json:
        message = "--preview shows the graphic in the terminal; it cannot print JSON or a file to stdout"
        raise fail("output-conflict", message, "leave out --json, and name a file for -o")
    renderer = session.renderer(request.templates)
    template = renderer.template(request.template, request.brand)
    platforms = _platforms(renderer, template, request.platforms)
    series = [
        renderer.series(template.name, values, each, request.brand, variant=request.variant) for each in platforms
    ]
    for found, platform in zip(series, platforms, strict=True):
        session.screen.diagnostics(_placed(finding, platform) for finding in found[0].findings)
    images = [each[0].image for each in series]
    protocol = picture_protocol()
    if protocol and not request.output:
        for line in in_lines(images, MAX_RATIO):
            show_picture(side_by_side(line), protocol)
            session.screen.data("")
    else:
        file = Path(request.output or Path(request.folder) / f"{template.name}-preview.png")
        write_atomic(file, encode(side_by_side(images), "png"))
        session.screen.data(str(file))
        if not request.output or request.open:
            session.screen.diagnostics(open_file(file))
    names = ", ".join(f"{each.name} {each.width} × {each.height}" for each in platforms)
    session.screen.note(f"from left to right: {names}")
    return 0


def _platforms(renderer: Renderer, template: Template, names: tuple[str, ...]) -> tuple[Platform, ...]:
    """Return the platforms that are named, else those of DEFAULT_PLATFORMS that the template is for, else its own."""
    if names:
        return renderer.catalog.targets(template, names)[0]
    found: list[Platform] = []
    for name in DEFAULT_PLATFORMS:
        with suppress(DiagnosticError):
            found += renderer.catalog.targets(template, [name])[0]
    return tuple(found) or renderer.catalog.targets(template, [template.platform])[0]


def _placed(finding: Diagnostic, platform: Platform) -> Diagnostic:
    return replace(finding, message=f"{finding.message} [{platform.name}]")
