"""Describing a template, its fields, layers and adaptations, for the command `memegen show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.cli.field_options import with_examples
from memegen.cli.list import field_lines, field_record
from memegen.cli.terminal import picture_protocol, show_picture
from memegen.core.diagnostics import DiagnosticError
from memegen.template.changes import ANY_SHAPE, walk_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.cli.session import Session
    from memegen.model.card import Page
    from memegen.model.entities import LayerSpec, Template
    from memegen.renderer import Renderer

# Maximum number of columns of the picture, beside which a terminal still shows the words below it.
MAX_COLUMNS = 44
# Maximum number of layers that a line names for what a variant changes, adds or leaves out.
MAX_CHANGED = 4


def show_template(session: Session, name: str, files: tuple[str, ...], brand: str, *, json: bool, picture: bool) -> int:
    """Print a template, with a picture of its example if the terminal shows pictures, and return 0.

    Raises:
        DiagnosticError: the template is unknown or invalid.
    """
    template = session.renderer(files).template(name, brand)
    if json:
        session.screen.json(template_record(template))
        return 0
    if picture and (protocol := picture_protocol()):
        _show_example(session, session.renderer(files), template, brand, protocol)
    screen = session.screen
    screen.data(f"{template.name}: {template.about}" if template.about else template.name)
    place = f"defined at {template.where}" if str(template.where) else "comes with memegen"
    screen.data(f"{place}; default platform: {template.platform}")
    screen.data("fields:" if template.fields else "fields: none")
    for field in template.fields.values():
        for line in field_lines(field):
            screen.data(line)
    screen.data("layers, each with the id that `shapes:` and `change:` use:")
    for layer in _layers(template):
        screen.data(f"  {layer['id'] or '-'} ({layer['kind']})")
    for shape, ids in _shapes(template).items():
        screen.data(f"changes for {shape}: {', '.join(ids)}")
    for line in _compositions(template):
        screen.data(line)
    screen.data(f"alt text: {template.alt.raw or '(none)'}")
    screen.data(f"caption: {template.caption.raw or '(none)'}")
    return 0


def _show_example(session: Session, renderer: Renderer, template: Template, brand: str, protocol: str) -> None:
    """Show the first page of a template's example; print why if there is none."""
    try:
        series = renderer.series(template.name, with_examples(template, {}), brand=brand)
        show_picture(series[0].image, protocol, MAX_COLUMNS)
    except DiagnosticError as error:
        session.screen.diagnostics(error.diagnostics)


def template_record(template: Template) -> dict[str, Any]:
    """Return a template for JSON."""
    return {
        "name": template.name,
        "about": template.about,
        "file": template.where.file,
        "line": template.where.line,
        "platform": template.platform,
        "fields": [field_record(field) for field in template.fields.values()],
        "layers": _layers(template),
        "shapes": _shapes(template),
        "variants": [
            {"about": _about_variant(template, variant), "layers": _layers(variant)} for variant in template.variants
        ],
        "variant": template.variant if template.variants else "",
        "pages": [_page_record(page) for page in template.pages],
        "alt": template.alt.raw,
        "caption": template.caption.raw,
    }


def _compositions(template: Template) -> Iterator[str]:
    """Yield a line for each variant and each page."""
    for number, variant in enumerate(template.variants, 1):
        yield f"variant {number}: {_about_variant(template, variant)}"
    if template.variants:
        yield f"default variant: {template.variant}"
    for number, page in enumerate(template.pages, 1):
        record = _page_record(page)
        parts = [f"{key} {record[key]}" for key in ("template", "each", "when") if record[key]]
        yield f"page {number}: {', '.join(parts) or 'once'}"


def _about_variant(template: Template, variant: Template) -> str:
    """Return what a variant looks like in its own words, else what it changes."""
    if variant.about != template.about:
        return variant.about
    pairs = ((field, template.fields.get(name)) for name, field in variant.fields.items())
    parts = [f"{field.name} {field.default}" for field, before in pairs if before and field.default != before.default]
    own, inherited = _by_id(variant), _by_id(template)
    changed = [name for name, specs in own.items() if name in inherited and specs != inherited[name]]
    before = template.shapes.get(ANY_SHAPE, {})
    changed += [name for name, own in variant.shapes.get(ANY_SHAPE, {}).items() if own != before.get(name)]
    groups = (
        ("changes", changed),
        ("adds", [name for name in own if name not in inherited]),
        ("leaves out", [name for name in inherited if name not in own]),
    )
    for verb, names in groups:
        more = f" and {len(names) - MAX_CHANGED} more" if len(names) > MAX_CHANGED else ""
        parts += [f"{verb} {', '.join(names[:MAX_CHANGED])}{more}"] if names else []
    return "; ".join(parts) or "the template as it is"


def _by_id(template: Template) -> dict[str, list[LayerSpec]]:
    """Return the layers that have an id, or else of each kind."""
    found: dict[str, list[LayerSpec]] = {}
    for spec in walk_specs((*template.background, *template.layers)):
        if spec.id or spec.kind:
            found.setdefault(spec.id or spec.kind, []).append(spec)
    return found


def _page_record(page: Page) -> dict[str, Any]:
    return {
        "template": page.template.name if page.is_other else "",
        "each": page.loop.entries.raw if page.loop else "",
        "as": page.loop.name if page.loop else "",
        "when": page.when.raw,
        "layers": [] if page.is_other else _layers(page.template),
    }


def _layers(template: Template) -> list[dict[str, str]]:
    """Return the layers; what is repeated says over what, and a part, slot or group is listed if it has an id."""
    specs = walk_specs((*template.background, *template.layers))
    return [{"id": spec.id, "kind": _kind(spec)} for spec in specs if spec.kind or spec.id]


def _kind(spec: LayerSpec) -> str:
    kind = spec.kind or ("part" if spec.parameters is not None else "group")
    return f"{kind}, each {spec.loop.entries.raw}" if spec.loop else kind


def _shapes(template: Template) -> dict[str, list[str]]:
    """Return the shape classes and platforms that the template adapts to, with the changed layers' ids."""
    return {shape: list(changes) for shape, changes in template.shapes.items() if shape != ANY_SHAPE}
