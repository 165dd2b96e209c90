"""Checking a template: it is laid out with its examples, in every composition, in the shapes that it is for."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from memegen.cli.field_options import with_examples
from memegen.cli.list_check import with_origin
from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.template.suitability import is_suited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.batch.plan import BatchOptions
    from memegen.renderer import Renderer
    from memegen.template.catalog import Catalog

# Platforms that templates are checked on by default: one of each shape class.
DEFAULT_PLATFORMS = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")


def layout_problems(renderer: Renderer, options: BatchOptions, name: str) -> Iterator[Diagnostic]:
    """Lay a template out with its own examples; yield what is found, with the template and its platforms.

    Raises:
        DiagnosticError: the template cannot be used.
    """
    template = renderer.template(name, options.brand)
    missing = [field for field in template.fields.values() if field.required and not field.example]
    if missing:
        hint = "give the field an `example:`"
        message = f"a required field of {name} has no example to try it with: "
        yield from (Diagnostic(WARNING, "example-required", e.where, message + e.name, hint) for e in missing)
        return
    values = with_examples(template, {})
    platforms = renderer.catalog.pick(options.platforms or _platforms(renderer.catalog))
    suited = [each for each in platforms if is_suited(template, each)] or renderer.catalog.pick([template.platform])
    variants = [str(number) for number in range(1, len(template.variants) + 1)] or [""]
    found: dict[tuple[Diagnostic, str], list[str]] = {}
    for platform, variant in product(suited, variants):
        series = renderer.series(name, values, platform, options.brand, where=Where(), variant=variant)
        for finding in dict.fromkeys(finding for page in series for finding in page.design_findings):
            found.setdefault((finding, f"{name} {variant}".rstrip()), []).append(platform.name)
    for (finding, origin), names in found.items():
        # What is so on every platform is not the platform's; what has no place of its own is so in the template.
        placed = finding if finding.where.file else replace(finding, where=template.where)
        yield with_origin(placed, origin, "" if len(names) == len(suited) > 1 else ", ".join(names))


def _platforms(catalog: Catalog) -> tuple[str, ...]:
    """Return the platforms on which templates are laid out unless the command names others."""
    return tuple(str(name.raw) for name in catalog.project.platforms) or DEFAULT_PLATFORMS
