"""The listing commands: one object a line with --json, otherwise columns of plain text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.cli.fields import limits
from memegen.cli.screen import is_terminal
from memegen.core.diagnostics import DiagnosticError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memegen.cli.screen import Screen
    from memegen.cli.session import Session
    from memegen.model.entities import Field, Platform
    from memegen.text.fonts.record import Axis

SOME_BROKEN = 1
# Where `memegen init` puts a project's own brands: beside its templates, by which they are found.
PROJECT = Path("brands")


def list_templates(session: Session, files: tuple[str, ...], brand: str, *, json: bool) -> int:
    """Every template that is sound; the others are errors on stderr, and exit code 1."""
    renderer = session.renderer(files)
    style = renderer.catalog.brand(brand)
    code, rows = 0, []
    for name in renderer.catalog.names:
        try:
            template = renderer.catalog.template(name, style)
        except DiagnosticError as error:
            session.screen.diagnostics(error.diagnostics)
            code = SOME_BROKEN
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
        columns(session.screen, ("template", "what it is for", "fields (* required)"), rows)
    return code


def list_brands(session: Session, files: tuple[str, ...], *, json: bool) -> int:
    """Every brand that ships or lies beside the template files; those that are broken are errors on stderr."""
    catalog = session.renderer(files).catalog
    code, rows = 0, []
    for name in catalog.brands.names():
        try:
            brand = catalog.brand(name)
        except DiagnosticError as error:
            session.screen.diagnostics(error.diagnostics)
            code = SOME_BROKEN
            continue
        rows.append((name, brand.title, brand.language, brand.hashtag, brand.handle))
        if json:
            heads = ("name", "title", "language", "hashtag", "handle")
            session.screen.json({**dict(zip(heads, rows[-1], strict=True)), "imprint": brand.imprint})
    if not json:
        columns(session.screen, ("brand", "name", "language", "hashtag", "handle"), rows)
    here = [f"-b {path}" for path in sorted(PROJECT.glob("*.yaml")) if path.stem not in catalog.brands.names()]
    if here:
        session.screen.note(f"not found by name without -T FILE, but as a file: {', '.join(here)}")
    return code


def list_platforms(session: Session, files: tuple[str, ...], *, json: bool) -> int:
    """Every platform with its figures; a ? marks figures on which sources disagree."""
    known = session.renderer(files).catalog.platforms.values()
    if json:
        for platform in known:
            session.screen.json(platform_record(platform))
        return 0
    rows = [
        (
            platform.name,
            platform.title + " ?" * platform.doubt,
            f"{platform.width}x{platform.height}",
            _safe(platform),
            _bytes(platform.bytes),
            " ".join(platform.formats),
            str(platform.alt or ""),
            " ".join(platform.groups),
        )
        for platform in known
    ]
    heads = ("platform", "what it is", "pixels", "covered (t r b l)", "limit", "formats", "alt text", "groups")
    columns(session.screen, heads, rows)
    return 0


def list_fonts(session: Session, files: tuple[str, ...], brand: str, *, json: bool) -> int:
    """Every font family at hand, those of the brand too; fonts that cannot be read are warnings."""
    catalog = session.renderer(files).catalog
    try:
        library = catalog.library(catalog.brand(brand).typefaces)
    except DiagnosticError:
        if brand:
            raise
        # The way to mend a brand that names an unknown family leads through this list.
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
            ", ".join([*family.scripts, *map(span, family.axes)]),
        )
        for family in families
    ]
    columns(session.screen, ("family", "weights", "licence", "from", "scripts and axes"), rows)
    return 0


def span(axis: Axis) -> str:
    """An axis and what it can be set to."""
    return f"{axis.tag} {axis.minimum:g} to {axis.maximum:g}"


def columns(screen: Screen, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their heads, each column as wide as its widest cell; nothing pads the last."""
    widths = [max(map(len, cells)) for cells in zip(heads, *rows, strict=True)][:-1]

    def line(cells: Sequence[str]) -> str:
        return "  ".join([*map(str.ljust, cells[:-1], widths), cells[-1]]).rstrip()

    if is_terminal(sys.stdout):
        screen.note(screen.strong(line(heads)))
    for row in rows:
        screen.data(line(row))


def field_record(field: Field) -> dict[str, Any]:
    """A field as JSON says it; limits that it has not are left out."""
    record: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "about": field.about,
        "required": field.required,
        "default": field.default,
        "example": field.example,
    }
    for key in ("shortest", "longest", "least", "most", "options"):
        value = getattr(field, key)
        if value or (key in ("least", "most") and value is not None):
            record[key] = value
    return record


def platform_record(platform: Platform) -> dict[str, Any]:
    """A platform as JSON says it."""
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
        "circle": platform.circle,
        "transparent": platform.transparent,
        "groups": platform.groups,
        "doubt": platform.doubt,
        "why": platform.why,
    }


def field_lines(field: Field) -> list[str]:
    """A field in words: one line, and one for each thing worth knowing."""
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


def _safe(platform: Platform) -> str:
    insets = _insets(platform).values()
    return " ".join(f"{inset:g}" for inset in insets) if any(insets) else "round" if platform.circle else ""


def _bytes(count: int) -> str:
    return f"{count / 1e6:g} MB" if count >= 1e6 else f"{count / 1e3:g} kB" if count else ""
