"""A template that makes a series, and one with variants."""

TEMPLATES = """
brand: house.yaml
templates:
  why:
    fields:
      title: {required: true, example: Why}
      reasons: {type: list, example: [It is free, It is warm]}
    background: [{colour: ink}]
    add: [{text: "{page}/{pages}", id: number, size: 12vmin, at: bottom left}]
    pages:
      - {layers: [{text: "{title}", size: 20vmin, at: top left}]}
      - {each: reasons, as: reason, layers: [{text: "{reason}", size: 5vmin..20vmin, at: top left}], alt: "{reason}"}
      - {background: [{colour: accent}], layers: [{text: Come, size: 20vmin, at: top left}]}
    alt: "{title}"
    caption: "{title} #KeepItOpen"
  mood:
    fields: {words: {required: true, example: Hi}}
    background: [{colour: ink}]
    layers: [{text: "{words}", id: words, size: 5vmin..20vmin}]
    variants:
      - {}
      - {background: [{colour: sun}], change: {words: {fill: ink}}}
      - {background: [{colour: cool}]}
  long:
    fields: {words: {required: true, example: Hi there}}
    background: [{colour: ink}]
    layers:
      - {text: "{words}", size: 14vmin..30vmin, overflow: next}
"""
