"""Reading templates: from nodes to :class:`Template`, with all problems reported together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from memegen.model.entities import Changes, Field, LayerSpec, Template
from memegen.model.keys import ValueContext
from memegen.template.cases import CASES, read_cases
from memegen.template.changes import ANY_SHAPE, walk_specs
from memegen.template.compositions import PAGES
from memegen.template.fields import read_fields
from memegen.template.layers import LayerReader
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import CONDITION, SCHEMA_KEYS, Reader
from memegen.template.rights import rights_variables
from memegen.template.sharing import SECTIONS, Sharing
from memegen.template.stale_changes import ADD, FILL, LAYER_LISTS
from memegen.template.suitability import read_only

FILE_KEYS = {
    **SCHEMA_KEYS,
    "brand": "the brand of a command without `-b`: its name, or a file next to this one; default: keep-it-open",
    "templates": "the templates, by name",
    "platforms": "custom platforms by name, or changes to those that come with memegen",
    "fonts": "folders of custom fonts, relative to this file; `system` for those of the system",
    "pack": "the date of a pack of platforms",
    "include": "files of the same project, whose styles, colours, words and parts this file may use",
    **SECTIONS,
}
TEMPLATE_KEYS = {
    "about": "one line that says what the template is for",
    "extends": "the template that this one changes; default: none",
    "platform": "the platform of a command without `-p`; default: instagram-square",
    "only": "the shape classes and platforms it is for; default: all",
    "fields": "its inputs, each with a type, a default, an example, limits",
    "background": "the layers that fill the canvas, first to last",
    "layers": "the layers in front of them, first to last",
    "add": "more layers, in front of the inherited ones",
    "change": "changes to layers, by their id",
    "shapes": "changes to layers, by their id, for a shape class or a platform",
    "cases": "changes to layers, by their id, under a condition, in this order",
    "fill": "layers for the slots of the template that this one extends, by the slot's name",
    "variants": "other compositions: bodies that update this one, of which a row has one",
    "variant": "the variant of a row that names none: `auto` (the default) by its values, `turn` in turn, or a number",
    "pages": "a series: bodies that update this one, each of which is a page",
    "alt": "the alternative text, with `{fields}` in it; default: none",
    "caption": "the text to post with the graphic; default: none",
    **SECTIONS,
}
DEFAULT_PLATFORM = "instagram-square"


def read_template(
    name: str,
    node: Node,
    home: Path,
    context: ValueContext,
    sharing: Sharing | None = None,
    variables: Mapping[str, Field] | None = None,
) -> Template:
    """Return a template, completely checked except for the names of its shapes and its platform.

    Its variants and pages are read by :class:`memegen.template.compositions.CompositionReader`.

    Args:
        name: its name.
        node: its body, merged with the templates that it extends.
        home: folder of its file.
        context: brand and canvas with which its values are checked.
        sharing: what it may use of its file and others.
        variables: variables that it has besides its fields, as fields.

    Raises:
        DiagnosticError: all problems.
    """
    reader = Reader()
    parts = dict(reader.entries(node, "a template", TEMPLATE_KEYS))
    fields = read_fields(reader, parts.get("fields"), context)
    layers = _layer_reader(reader, parts, context, {**fields, **(variables or {})}, sharing or Sharing())
    background, front = _read_layers(reader, layers, name, node, parts)
    for field in fields.values():
        if field.expects:
            layers.values.expression(field.expects, "condition", CONDITION)
    specs = {spec.id: spec for spec in walk_specs((*background, *front)) if spec.id}
    shapes = _read_shapes(reader, layers, parts, specs)
    alt, caption = (layers.values.text(parts.get(key), key, node.where) for key in ("alt", "caption"))
    about, platform = (reader.text(parts[key], key) if key in parts else "" for key in ("about", "platform"))
    only = read_only(reader, parts.get("only"))
    shared = (*layers.values.shared(node.where.file), read_cases(reader, layers, parts.get(CASES), specs))
    reader.finish()
    own = name, about, fields, background, front, shapes, platform or DEFAULT_PLATFORM
    return Template(*own, alt, caption, home, node.where, only, *shared)


def _layer_reader(
    reader: Reader, parts: Mapping[str, Node], context: ValueContext, fields: Mapping[str, Field], sharing: Sharing
) -> LayerReader:
    """Return the reader of the template's layers, with what it shares, fills and changes."""
    fills = {name.text: node for name, node in reader.mapping(parts[FILL], FILL).items} if FILL in parts else {}
    changes = parts.get("change")
    items = {
        name.text: node
        for name, change in (changes.items if isinstance(changes, MappingNode) else ())
        if isinstance(change, MappingNode) and (node := change.get("items"))
    }
    variables = {**fields, **rights_variables(fields)}
    return LayerReader(reader, context, variables, sharing.within(reader, parts), fills, items)


def _read_shapes(
    reader: Reader, layers: LayerReader, parts: Mapping[str, Node], specs: Mapping[str, LayerSpec]
) -> dict[str, Changes]:
    """Return changes of layers by shape; *specs* are the layers by id."""
    shapes: dict[str, Changes] = {}
    if "change" in parts:
        shapes[ANY_SHAPE] = layers.read_changes(parts["change"], specs, "change")
    for shape, changes in reader.mapping(parts["shapes"], "shapes").items if "shapes" in parts else ():
        if shape.text == ANY_SHAPE:
            reader.problem(shape.where, "changes for every shape stand under `change:`", "move them there")
        shapes[shape.text] = layers.read_changes(changes, specs)
    return shapes


def _read_layers(
    reader: Reader, layers: LayerReader, name: str, node: Node, parts: Mapping[str, Node]
) -> tuple[tuple[LayerSpec, ...], tuple[LayerSpec, ...]]:
    """Return the layers of the background, and those in front of it; a template without any is a problem."""
    is_body = isinstance(node, MappingNode) or (isinstance(node, Scalar) and not node.text)
    if is_body and not any(_has_content(parts, key) for key in (*LAYER_LISTS, ADD, PAGES)):
        reader.problem(node.where, f"template {name} draws nothing", "give it `background:` or `layers:`")
    background = layers.read_all(parts.get("background"), "background layers")
    front = (*layers.read_all(parts.get("layers"), "layers"), *layers.read_all(parts.get(ADD), "layers"))
    layers.fragments.check_fills()
    return background, front


def _has_content(parts: Mapping[str, Node], key: str) -> bool:
    """Return whether there is anything, valid or not, at a key."""
    match parts.get(key):
        case None:
            return False
        case Scalar(text):
            return bool(text)
        case node:
            return bool(node.items)
