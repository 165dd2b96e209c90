"""Listing templates, brands, platforms and fonts: JSON objects, one a line, or columns of text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.cli import SOME_FAILED
from memegen.cli.field_options import limits
from memegen.cli.streams import is_terminal
from memegen.core.diagnostics import DiagnosticError
from memegen.template.platform import POST_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memegen.cli.screen import Screen
    from memegen.cli.session import Session
    from memegen.model.entities import Field, Platform
    from memegen.text.fonts.record import Axis

# The folder of a project's brands, as `memegen init` creates it next to the templates.
PROJECT_BRANDS = Path("brands")


def list_templates(session: Session, files: tuple[str, ...], brand: str, *, json: bool) -> int:
    """List the valid templates; return 1 if others are invalid, which are errors on stderr."""
    renderer = session.renderer(files)
    resolved_brand = renderer.catalog.brand(brand)
    code, rows = 0, []
    for name in renderer.catalog.names:
        try:
            template = renderer.catalog.template(name, resolved_brand)
        except DiagnosticError as error:
            session.screen.diagnostics(error.diagnostics)
            code = SOME_FAILED
            continue
        if json:
            fields = [field_record(field) for field in template.fields.values()]
            record = {"name": name, "about": template.about, "platform": template.platform, "fields": fields}
            session.screen.json(record)
        fields_shown = " ".join(
            f"{field.name}*" if field.required else field.name for field in template.fields.values()
        )
        rows.append((name, template.about, fields_shown))
    if not json:
        print_table(session.screen, ("template", "what it is for", "fields (* required)"), rows)
    return code


def list_brands(session: Session, files: tuple[str, ...], *, json: bool) -> int:
    """List the shipped brands and those next to the template files; return 1 if any is invalid."""
    catalog = session.renderer(files).catalog
    code, rows = 0, []
    for name in catalog.brands.names():
        try:
            brand = catalog.brand(name)
        except DiagnosticError as error:
            session.screen.diagnostics(error.diagnostics)
            code = SOME_FAILED
            continue
        rows.append((name, brand.title, brand.language, brand.hashtag, brand.handle))
        if json:
            headers = ("name", "title", "language", "hashtag", "handle")
            more = {"imprint": brand.imprint, "voice": brand.fonts["voice"].family, **brand.direction.variables()}
            session.screen.json({**dict(zip(headers, rows[-1], strict=True)), **more})
    if not json:
        print_table(session.screen, ("brand", "name", "language", "hashtag", "handle"), rows)
    unlisted = [
        f"-b {path}" for path in sorted(PROJECT_BRANDS.glob("*.yaml")) if path.stem not in catalog.brands.names()
    ]
    if unlisted:
        session.screen.note(f"not found by name without -T FILE, but as a file: {', '.join(unlisted)}")
    return code


def list_platforms(session: Session, files: tuple[str, ...], *, json: bool) -> int:
    """List the platforms with their figures; a ? marks those on which sources disagree. Return 0."""
    platforms = tuple(session.renderer(files).catalog.platforms.values())
    if json:
        for platform in platforms:
            session.screen.json(platform_record(platform))
        return 0
    rows = [
        (
            platform.name,
            platform.title + " ?" * platform.doubt,
            f"{platform.width}x{platform.height}",
            _covered(platform),
            _format_bytes(platform.bytes),
            " ".join(platform.formats),
            str(platform.alt or ""),
            _post_limits(platform),
            " ".join(platform.groups),
        )
        for platform in platforms
    ]
    headers = (
        "platform",
        "what it is",
        "pixels",
        "covered (t r b l)",
        "limit",
        "formats",
        "alt text",
        "a post",
        "groups",
    )
    print_table(session.screen, headers, rows)
    if any(platform.doubt for platform in platforms):
        session.screen.note("?: sources disagree on the figures of the platform")
    return 0


def list_fonts(session: Session, files: tuple[str, ...], brand: str, *, json: bool) -> int:
    """List the installed and the brand's font families; unreadable fonts are warnings. Return 0."""
    catalog = session.renderer(files).catalog
    try:
        library = catalog.library(catalog.brand(brand).typefaces)
    except DiagnosticError:
        if brand:
            raise
        # This list is how the user finds the right name for a brand's unknown family.
        library = catalog.fonts
    families = library.list_families()
    session.screen.diagnostics(library.warnings)
    if json:
        for family in families:
            session.screen.json(family.to_json())
        return 0
    rows = [
        (
            family.name,
            " ".join([*map(str, family.weights), *(f"{weight}i" for weight in family.italics)]),
            family.licence,
            family.source,
            ", ".join([*family.scripts, *map(axis_range, family.axes)]),
        )
        for family in families
    ]
    print_table(session.screen, ("family", "weights", "licence", "from", "scripts and axes"), rows)
    return 0


def axis_range(axis: Axis) -> str:
    """Return the tag of a variable font's axis and its range."""
    return f"{axis.tag} {axis.minimum:g} to {axis.maximum:g}"


def print_table(screen: Screen, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell, except the last; the headers only on a terminal."""
    widths = [max(map(len, cells)) for cells in zip(headers, *rows, strict=True)][:-1]

    def line(cells: Sequence[str]) -> str:
        return "  ".join([*map(str.ljust, cells[:-1], widths), cells[-1]]).rstrip()

    if is_terminal(sys.stdout):
        screen.note(screen.bold(line(headers)))
    for row in rows:
        screen.data(line(row))


def field_record(field: Field) -> dict[str, Any]:
    """Return a field for JSON, without the limits that it does not have."""
    record: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "about": field.about,
        "required": field.required,
        "default": field.default,
        "example": field.example,
    }
    for key in ("shortest", "longest", "least", "most", "options", "columns"):
        value = getattr(field, key)
        if value or (key in ("least", "most") and value is not None):
            record[key] = value
    return record


def platform_record(platform: Platform) -> dict[str, Any]:
    """Return a platform for JSON."""
    return {
        "name": platform.name,
        "title": platform.title,
        "width": platform.width,
        "height": platform.height,
        "shape": platform.shape,
        "safe": _insets(platform),
        "bytes": platform.bytes,
        "formats": platform.formats,
        "alt": platform.alt,
        **{key: getattr(platform.post, key) for key in POST_KEYS},
        "circle": platform.circle,
        "transparent": platform.transparent,
        "groups": platform.groups,
        "doubt": platform.doubt,
        "why": platform.why,
    }


def field_lines(field: Field) -> list[str]:
    """Return a field in lines of words: type and limits, then purpose, default and example."""
    kind = " | ".join(field.options) or field.type
    lines = [f"  {field.name} ({', '.join([kind, *(['required'] if field.required else []), *limits(field)])})"]
    lines += [f"      {field.about}"] if field.about else []
    for key in ("default", "example"):
        value = getattr(field, key)
        lines += [f"      {key}: {value if isinstance(value, str) else ', '.join(map(str, value))}"] if value else []
    return lines


def _insets(platform: Platform) -> dict[str, float]:
    safe = platform.safe
    return {"top": safe.top, "right": safe.right, "bottom": safe.bottom, "left": safe.left}


def _covered(platform: Platform) -> str:
    insets = _insets(platform).values()
    return " ".join(f"{inset:g}" for inset in insets) if any(insets) else "round" if platform.circle else ""


def _post_limits(platform: Platform) -> str:
    """Return the limits of a post in words, e.g. ``2200 characters, 5 hashtags, 10 graphics``."""
    unit = "pages" if platform.formats == ("pdf",) else "graphics"
    limits = ((platform.post.caption, "characters"), (platform.post.hashtags, "hashtags"), (platform.post.media, unit))
    return ", ".join(f"{limit} {unit if limit > 1 else unit.removesuffix('s')}" for limit, unit in limits if limit)


def _format_bytes(count: int) -> str:
    return f"{count / 1e6:g} MB" if count >= 1e6 else f"{count / 1e3:g} kB" if count else ""
