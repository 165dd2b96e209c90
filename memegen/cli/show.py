"""Describing a template, its fields, layers and adaptations, for the command `memegen show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.cli.list import field_lines, field_record
from memegen.template.changes import ANY_SHAPE, walk_specs

if TYPE_CHECKING:
    from memegen.cli.session import Session
    from memegen.model.entities import LayerSpec, Template


def show_template(session: Session, name: str, files: tuple[str, ...], brand: str, *, json: bool) -> int:
    """Print a template and return 0. Raises DiagnosticError if it is unknown or invalid."""
    template = session.renderer(files).template(name, brand)
    if json:
        session.screen.json(template_record(template))
        return 0
    screen = session.screen
    screen.data(f"{template.name}: {template.about}" if template.about else template.name)
    screen.data(f"written at {template.where}; drawn for {template.platform} unless -p says otherwise")
    screen.data("fields:" if template.fields else "fields: none")
    for field in template.fields.values():
        for line in field_lines(field):
            screen.data(line)
    screen.data("layers, by the ids that `shapes:` and `change:` go by:")
    for layer in _layers(template):
        screen.data(f"  {layer['id'] or '-'} ({layer['kind']})")
    for shape, ids in _shapes(template).items():
        screen.data(f"changes for {shape}: {', '.join(ids)}")
    screen.data(f"alt text: {template.alt.raw or '(none)'}")
    screen.data(f"caption: {template.caption.raw or '(none)'}")
    return 0


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
        "alt": template.alt.raw,
        "caption": template.caption.raw,
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
