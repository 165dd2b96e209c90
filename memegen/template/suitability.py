"""What a template is for: the names under ``shapes:`` and ``only:``, and platforms that it does not suit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from memegen.core.diagnostics import Where, expected, fail
from memegen.model.entities import Platform, SourceValue, Template
from memegen.scene.geometry import SHAPES
from memegen.template.changes import ANY_SHAPE
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader

NOWHERE = Where()


def read_only(reader: Reader, node: Node | None) -> tuple[SourceValue, ...]:
    """Return the names under ``only:``, one or a list."""
    if node is None:
        return ()
    items = (node,) if isinstance(node, Scalar) else reader.sequence(node, "shape classes and platforms")
    return tuple(SourceValue(reader.text(item, "only"), item.where) for item in items)


def check_shapes(template: Template, node: Node, platforms: Mapping[str, Platform]) -> None:
    """Check the names under ``shapes:`` and ``only:``, each of which is a shape class or a platform.

    Args:
        template: the template.
        node: its body, which has the places of the names.
        platforms: all platforms by name.

    Raises:
        DiagnosticError: some are neither, or the template is not for the platform that it names itself.
    """
    reader = Reader()
    shapes = node.get("shapes") if isinstance(node, MappingNode) else None
    names = [name for name, _ in shapes.items] if isinstance(shapes, MappingNode) else []
    places = [("shapes", name.text, name.where) for name in names if name.text != ANY_SHAPE]
    places += [("only", str(value.raw), value.where) for value in template.only]
    for section, name, where in places:
        if name not in SHAPES and name not in platforms:
            hint = expected(name, [*SHAPES, *platforms], "shape classes and platforms")
            reader.problem(where, f"{section}: {name!r} is neither a shape class nor a platform", hint)
    own = platforms.get(template.platform)
    if not reader.problems and own and not is_suited(template, own):
        message = f"template {template.name} is not for its own platform, {_described(own)}"
        hint = f"give it a `platform:` that it is for; it is only for {suited_names(template)}"
        reader.problem(template.only[0].where, message, hint)
    reader.finish()


def is_suited(template: Template, platform: Platform) -> bool:
    """Return whether a template is for a platform."""
    names = [value.raw for value in template.only]
    return not names or platform.shape in names or platform.name in names


def suited_names(template: Template) -> str:
    """Return the names of the shape classes and platforms that a template is for, in words."""
    return ", ".join(str(value.raw) for value in template.only)


def require_suited(template: Template, platform: Platform, where: Where = NOWHERE) -> None:
    """Check that a template is for a platform; *where* is the row, if any.

    Raises:
        DiagnosticError: ``platform-unsuited``.
    """
    if not is_suited(template, platform):
        names = suited_names(template)
        message = f"template {template.name} is not for {_described(platform)}"
        raise fail("platform-unsuited", message, f"use {names}, or another template", where)


def _described(platform: Platform) -> str:
    return f"{platform.name} ({platform.shape})"


def _suits_group(template: Template, platform: Platform) -> bool:
    """Return whether a template is made for a platform that only a group names; a profile picture is no series."""
    return is_suited(template, platform) and not (template.pages and platform.circle)


def suited_platforms(
    template: Template, names: Sequence[str], pick: Callable[[Sequence[str]], tuple[Platform, ...]]
) -> tuple[Platform, ...]:
    """Return the platforms of names, groups and sizes; of a group, those that the template is for.

    A platform that is named itself is returned, even if the template is not for it; rendering reports that.

    Args:
        template: the template.
        names: names, groups and sizes of platforms.
        pick: function that returns the platforms of such names.

    Raises:
        DiagnosticError: as *pick*; ``platform-unsuited`` for a group of which the template is for no platform.
    """
    every = pick(names)
    if not template.only and not template.pages:
        return every
    groups = [platforms for name in names if len(platforms := pick([name])) > 1]
    for group in groups:
        if not any(_suits_group(template, platform) for platform in group):
            require_suited(template, group[0])
    grouped = {platform.name for group in groups for platform in group}
    named = {platform.name for name in names if len(platforms := pick([name])) == 1 for platform in platforms}
    return tuple(each for each in every if _suits_group(template, each) or each.name in named - grouped)


def targets_of(
    template: Template,
    names: Sequence[str],
    defaults: Sequence[str],
    pick: Callable[[Sequence[str]], tuple[Platform, ...]],
) -> tuple[tuple[Platform, ...], int]:
    """Return the platforms for which to render a template, and the number of those that are skipped.

    Args:
        template: the template.
        names: names, groups and sizes of platforms, as for :func:`suited_platforms`.
        defaults: those to take without names. The template may be for none of them; its own platform is then taken.
        pick: function that returns the platforms of such names.

    Raises:
        DiagnosticError: as :func:`suited_platforms`.
    """
    if names:
        targets = suited_platforms(template, names, pick)
        return targets, len(pick(names)) - len(targets)
    every = pick(defaults)
    targets = tuple(platform for platform in every if _suits_group(template, platform))
    return targets or pick([template.platform]), len(every) - len(targets)
