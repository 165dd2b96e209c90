"""What a template does to the layers that it inherits: layers that it replaces in vain, changes that miss variants."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, DiagnosticError
from memegen.model.entities import LayerSpec, SourceValue, Template, as_text
from memegen.template.changes import walk_specs
from memegen.template.compositions import PAGES, VARIANTS, compositions_of
from memegen.template.extends import Inheritance
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar, places
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.stale_changes import LAYER_LISTS


@contextmanager
def blaming_replacement(name: str, inheritance: Inheritance, read: Callable[[str], object]) -> Iterator[None]:
    """Context manager: report what is wrong only because a template replaces layers, once and where it does so.

    Inherited variants and pages change layers by id; that the layers are gone is no mistake in these.

    Args:
        name: the template that is read in this context, or a variant or a page of it.
        inheritance: all templates.
        read: reads another template.
    """
    try:
        yield
    except DiagnosticError as error:
        own = inheritance.own(name)
        key, parent = _replaced(own), own.get("extends") if isinstance(own, MappingNode) else None
        if key is None or not isinstance(parent, Scalar):
            raise
        ancestors = inheritance.ancestors(name)
        inherited = {place for node in ancestors for place in places(node)}
        known = _problems(partial(read, parent.text))
        caused = [each for each in error.diagnostics if each.where in inherited and each not in known]
        if not caused:
            raise
        lists = [word for word in (VARIANTS, PAGES) if any(isinstance(n, MappingNode) and word in n for n in ancestors)]
        what = " and ".join(lists) or "template"
        message = f"`{key.text}` replaces layers that the {what} of {parent.text!r} change by id"
        hint = f"use `change:`, `add:` or `fill:` in place of `{key.text}:`"
        hint += "".join(f", or write `{word}: []` too" for word in lists[:1])
        others = [each for each in error.diagnostics if each not in caused]
        raise DiagnosticError([*others, Diagnostic(ERROR, caused[0].code, key.where, message, hint)]) from None


def _replaced(own: Node) -> Scalar | None:
    """Return the key of a template's list of layers; None if it has none."""
    items = own.items if isinstance(own, MappingNode) else ()
    return next((name for key in reversed(LAYER_LISTS) for name, _ in items if name.text == key), None)


def _problems(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    try:
        read()
    except DiagnosticError as error:
        return error.diagnostics
    return ()


def without_inherited(warnings: Iterable[Diagnostic], ancestors: Iterable[Node]) -> list[Diagnostic]:
    """Return the distinct warnings whose places are not in the templates that a template extends."""
    found = list(dict.fromkeys(warnings))
    inherited = {place for node in ancestors for place in places(node)} if found else ()
    return [warning for warning in found if warning.where not in inherited]


def partial_changes(own: Node, template: Template) -> list[Diagnostic]:
    """Return warnings about changes by id that miss some of the inherited variants.

    A variant that lacks the layer does not have the change, nor has one that draws the changed text in another layer.

    Args:
        own: the body of the template, which extends another.
        template: the template.
    """
    if not isinstance(own, MappingNode) or VARIANTS in own or not template.variants:
        return []
    variants = [tuple(_specs(variant)) for variant in template.variants]
    layers = {spec.id: spec for spec in _specs(template) if spec.id}
    found = []
    for name, body in _changed(own):
        if name.text in layers and (missed := _missed(layers[name.text], body, variants)):
            found.append(_warning(name, missed, len(variants), _field_of(layers[name.text], template)))
    return found


def _specs(template: Template) -> Iterator[LayerSpec]:
    for each in compositions_of(template) if template.pages else (template,):
        yield from walk_specs((*each.background, *each.layers))


def _changed(own: MappingNode) -> Iterator[tuple[Scalar, Node]]:
    """Yield the ids of all layers that a template changes, each with its change."""
    cases = own.get("cases")
    shapes = own.get("shapes")
    changes = [own.get("change")]
    changes += [body for _, body in shapes.items] if isinstance(shapes, MappingNode) else []
    items = cases.items if isinstance(cases, SequenceNode) else ()
    changes += [case.get("change") for case in items if isinstance(case, MappingNode)]
    for change in changes:
        if isinstance(change, MappingNode):
            yield from change.items


def _missed(spec: LayerSpec, body: Node, variants: Iterable[Collection[LayerSpec]]) -> list[int]:
    """Return the numbers of the variants that a change misses."""
    changes_text = isinstance(body, MappingNode) and "text" in body
    text = _text(spec.values.get("text")) if changes_text else ""
    missed = []
    for number, specs in enumerate(variants, 1):
        elsewhere = text and any(each.id != spec.id and _text(each.values.get("text")) == text for each in specs)
        if elsewhere or not any(each.id == spec.id for each in specs):
            missed.append(number)
    return missed


def _text(value: SourceValue | None) -> str:
    return as_text(value.raw) if value else ""


def _field_of(spec: LayerSpec, template: Template) -> str:
    """Return the field whose value is the text of a layer; "" if there is no such field."""
    text = _text(spec.values.get("text"))
    name = text.removeprefix("{").removesuffix("}").strip()
    return name if text == f"{{{name}}}" and name in template.fields else ""


def _warning(name: Scalar, missed: list[int], count: int, field: str) -> Diagnostic:
    changed = [number for number in range(1, count + 1) if number not in missed]
    where = f"in {_numbered(changed)} only" if changed else "in no variant"
    message = f"{name.text!r} is changed {where}; not in {_numbered(missed)}, where the layer or its text is another"
    hint = f"set the field's default: `fields: {{{field}: {{default: …}}}}`" if field else ""
    return Diagnostic(WARNING, "change-partial", name.where, message, hint)


def _numbered(numbers: list[int]) -> str:
    return f"variant{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"
