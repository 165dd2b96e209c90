"""Measure what a card of each shipped template costs: ``python benchmarks/templates.py``.

The examples of the fields, 1080 × 1080 pixels unless the template is not for squares, in all variants in turn, JPEG, in
one process whose photos are prepared and whose text is not: the quote or title of each card differs by a word. The
table gives the median milliseconds a card, and the ratio to quote-photo.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from memegen.model.entities import Platform, Raw, Template
from memegen.renderer import Renderer

BASE, SQUARE = "quote-photo", "instagram-square"
# Number of cards of a variant that are measured, after one that is not.
CARDS = 5
WORDS = ("one", "two", "six", "ten", "few", "all")


def platform_of(renderer: Renderer, template: Template) -> Platform:
    """Return the square, or the template's own platform if it is not for squares."""
    suits = not template.only or "square" in template.only
    return renderer.catalog.pick([SQUARE if suits else template.platform])[0]


def values_of(template: Template, word: str) -> dict[str, Raw]:
    """Return the examples, with a word at the end of the first text that is free."""
    values: dict[str, Raw] = {field.name: field.example for field in template.fields.values() if field.example}
    free = ("quote", "title", "claim", "what", "caption", "top", "question", "promise", "line", "why")
    for name in free:
        if isinstance(values.get(name), str) and name in template.fields:
            values[name] = f"{values[name]} {word}"
            break
    return values


def milliseconds(renderer: Renderer, name: str) -> float:
    """Return the median processor time of a page of the template's cards."""
    template = renderer.template(name)
    platform, times = platform_of(renderer, template), []
    for number in range(1, len(template.variants) + 1) or [0]:
        for n, word in enumerate(WORDS[: CARDS + 1]):
            start = process_time()
            series = renderer.series(name, values_of(template, word), platform, variant=str(number or ""))
            pages = [rendered.in_format("jpeg").bytes for rendered in series]
            if n:
                times.append((process_time() - start) * 1000 / len(pages))
    return median(times)


def main() -> None:
    """Print a row for each template."""
    renderer = Renderer(today=date(2027, 3, 1))
    costs = {name: milliseconds(renderer, name) for name in renderer.catalog.names}
    sys.stdout.write("| template | ms a card | to quote-photo |\n|---|---|---|\n")
    for name, cost in costs.items():
        sys.stdout.write(f"| {name} | {cost:.0f} | {cost / costs[BASE]:.1f} |\n")


if __name__ == "__main__":
    main()
