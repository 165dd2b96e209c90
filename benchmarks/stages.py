"""Measure the time of a graphic by stage.

    python benchmarks/stages.py [ROUNDS]

Cards of three templates at 1080×1080, twelve quotes each over six photographs, are made in one process, round after
round; a first round, which decodes the photographs, is listed separately. Prints milliseconds a graphic by stage, the
median of the rounds.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from memegen.core.profiling import STAGES, stopwatch
from memegen.renderer import Renderer

ROOT = Path(__file__).resolve().parents[1]
SPEECH = "It is easier to build strong children than to repair broken men and women"
PLATFORM = "1080x1080"
CARDS = 12
MADE = {"quote-photo": "jpeg", "quote-plain": "png", "quote-split": "jpeg"}


def cards(template: str) -> list[dict[str, str]]:
    """Return the rows: short and long quotes in turn, each photograph twice."""
    photos = sorted((ROOT / "assets" / "photos").glob("*.jpg"))[: CARDS // 2]
    speech, rows = SPEECH.split(), []
    for number in range(CARDS):
        length = 4 + number * 17 % 30
        quote = " ".join(speech[(number + step) % len(speech)] for step in range(length))
        photo = {} if template == "quote-plain" else {"photo": str(photos[number % len(photos)])}
        rows.append({"quote": quote, "by": "Frederick Douglass", **photo})
    return rows


def once(renderer: Renderer, template: str, rows: list[dict[str, str]]) -> dict[str, float]:
    """Render the rows, and return the milliseconds a graphic by stage."""
    [platform] = renderer.catalog.pick([PLATFORM])
    stopwatch.take()
    for row in rows:
        renderer.render(template, row, platform, format=MADE[template]).record("card")
    return {stage: seconds / len(rows) * 1000 for stage, seconds in stopwatch.take().items()}


def main() -> None:
    """Measure, and print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    stopwatch.start()
    renderer = Renderer()
    for template, format in MADE.items():
        rows = cards(template)
        first = once(renderer, template, rows)
        later = [once(renderer, template, rows) for _ in range(rounds)]
        print(f"\n{template}, {PLATFORM}, {format}\n\n| stage | first | later |\n|---|---|---|")
        median = {stage: statistics.median(found.get(stage, 0.0) for found in later) for stage in first}
        for stage in (stage for stage in STAGES if stage in first):
            print(f"| {stage} | {first[stage]:.2f} | {median[stage]:.2f} |")
        print(f"| together | {sum(first.values()):.2f} | {sum(median.values()):.2f} |")


if __name__ == "__main__":
    main()
