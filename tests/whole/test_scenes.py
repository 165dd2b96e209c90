"""Whole scenes against goldens in JSON, set in squares, so that they do not move with a font.

``pytest --refresh`` writes them anew; then look at the difference before you keep it.
"""

from __future__ import annotations

import pytest

from memegen.model.entities import Platform
from tests.helpers.golden import check
from tests.helpers.paths import SCENES as GOLDENS
from tests.helpers.real import SCRIPTS
from tests.helpers.stage import scene, sized

QUOTE = """\
fields:
  quote: {default: "Ye are *many* – they are few."}
  by: {default: Shelley}
  photo: {type: photo, default: /shelf/photo-2000x1000.jpg}
background:
  - {photo: "{photo}", id: picture, focus: right, tone: duotone}
  - {scrim: bottom, id: shade, strength: 90%}
layers:
  - {logo: brand, id: logo, at: top right, margin: 7vmin, height: 8vmin}
  - column:
      id: body
      at: bottom left
      margin: 7vmin
      width: 100%
      height: 60%
      justify: end
      gap: 3vmin
      items:
        - {text: "“{quote}”", id: quote, font: display, size: 4..12vmin, emphasis: sun, hang: yes}
        - {line: accent, id: rule, width: 8vmin}
        - row:
            id: foot
            gap: 3vmin
            align: end
            items:
              - {text: "{by}", id: by, size: 3.5vw, grow: 1}
              - {hashtag: "{brand.hashtag}", id: tag, size: 3.2vw..3.5vw}
shapes:
  wide: {body: {width: 60%, height: 100%}, shade: {scrim: left}}
"""
MEME = """\
background: [{colour: ink}, {photo: /shelf/photo-900x600.jpg, fit: blur}]
layers:
  - {text: top line, id: top, font: display, at: top, width: 100%, height: 25%, size: 5..14vmin, align: center,
     outline: black, outline-width: 7%, shadow: black}
  - {text: an end of two whole lines, id: bottom, at: bottom, width: 100%, height: 25%, size: 5..14vmin, align: center,
     valign: end, max-lines: 2}
"""
SHAPES = """\
background:
  - {gradient: [ink, cool], angle: 45}
  - {rectangle: sun, width: 30%, height: 20%, radius: 2vmin, at: top left, offset: [5%, 5%], rotate: 15}
  - {circle: accent, width: 20vmin, at: center, opacity: 50%}
  - {ornament: A, height: 30vmin, at: bottom right}
layers:
  - {hashtag: "#Ribbon", style: ribbon, rotate: -30, at: center, size: 6vmin}
  - {photo: /shelf/face-600x800.jpg, frame: circle, width: 20vmin, at: bottom left, tone: mono}
"""
FIGURES = """\
background:
  - {rays: [sun, paper, accent], count: 3, center: bottom}
  - {rectangle: cool, height: 12%, rotate: -8, bleed: yes, at: center}
  - {texture: dots, amount: 40%, fade: 0%, opacity: 50%, blend: multiply}
layers:
  - row:
      margin: 5vmin
      gap: 3vmin
      items:
        - {star: ink, points: 4, radius: 1vmin, width: 18vmin, stroke: paper, shadow: ink 50%}
        - {line: ink, direction: column, pattern: dashes, dash: 9vmin}
        - {polygon: ink, sides: 3, width: 12vmin}
        - {path: M0 0 H50 Q75 25 50 50 H0 Z, fill: none, stroke: ink, width: 18vmin}
        - {ring: accent, sweep: 40%, track: paper, ends: round, width: 18vmin}
  - column:
      at: bottom left
      margin: 5vmin
      padding: 4vmin
      ground: paper
      radius: 2vmin
      tail: top left
      shadow: ink
      items: [{text: bubble, size: 8vmin, fill: ink}]
  - {photo: /shelf/photo-600x800.jpg, at: bottom right, margin: 5vmin, width: 20vmin, height: 20vmin, stroke: paper}
  - {image: /shelf/mark-200x100.png, at: right, fit: tile, tint: accent, width: 20vmin, height: 10vmin, shadow: ink}
"""
STACK = """\
background: [{colour: accent}, {confetti: Durham, count: 12, piece: 3vmin}]
layers:
  - {text: "#KeepItOpen", apart: yes, fit: lines, id: tag, font: display, size: 6..40vmin, margin: 7vmin, in: canvas,
     rotate: -4, at: center, height: 60%}
"""
COMPOSITION = """\
background: [{photo: /shelf/photo-1200x900.jpg}]
layers:
  - grid:
      id: cards
      columns: 30% auto 1
      gap: 2vmin 4vmin
      margin: 6vmin
      last-row: center
      padding: 3vmin
      ground: paper 90%
      clip: rounded
      items:
        - {text: Mon, size: 4vmin, fill: ink}
        - {text: 9 to 5, size: 4vmin, fill: ink, picture: /shelf/photo-800x600.jpg}
        - pile:
            clip: circle
            items:
              - {photo: /shelf/face-600x800.jpg, width: 30vmin, height: 30vmin}
              - {rectangle: cool, width: 100%, height: 8vmin, at: bottom}
              - {text: Open, size: 4vmin, at: bottom, margin: 2vmin}
        - {column: {ground: sun, clip: "M 0 0 L 10 0 L 0 10 Z", items: [{text: a card, size: 4vmin, fill: ink}]}}
  - {grid: {square: yes, gap: 20%, height: 30%, at: bottom, items: [{circle: accent}, {circle: ink}, {circle: ink}]}}
"""
SCENES: dict[str, tuple[str, Platform]] = {
    "quote-square": (QUOTE, sized(1080, 1080)),
    "quote-wide": (QUOTE, sized(1600, 900)),
    "quote-story": (QUOTE, sized(1080, 1920, (270, 65, 380, 65))),
    "meme": (MEME, sized(1080, 1080)),
    "shapes": (SHAPES, sized(1080, 1350)),
    "figures": (FIGURES, sized(500, 500)),
    "stack": (STACK, sized(1000, 1000)),
    "composition": (COMPOSITION, sized(1000, 1250)),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str, refresh: bool) -> None:
    body, platform = SCENES[name]
    check(name, scene(body, platform), refresh=refresh)


def test_every_golden_belongs_to_a_scene() -> None:
    assert {file.stem for file in GOLDENS.iterdir()} == {*SCENES, *(f"script-{name}" for name in SCRIPTS)}
