"""Whatever is written, and however odd the canvas: text stays on it, with the real fonts and templates."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Platform
from memegen.scene.geometry import Box, Insets
from tests.whole.test_shipped_templates import BRANDS, HANG, NAMES, platform, renderer

WORDS = (
    "a I we of the library #KeepItOpen “open” — £2.50 naïve ŵyth strong. *strong* don't 1,000,000 "
    "Donaudampfschifffahrtsgesellschaft https://example.org/a/very/long/path?of=things @somebody "
    "📚 👩🏽‍🏫 日本語 Ünïcödé ¿qué? \n"
)
words = st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=60).map(" ".join)
texts = st.one_of(words, st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=80))
sides = st.one_of(st.integers(200, 3000), st.sampled_from([200, 1080, 3000]))


@st.composite
def platforms(draw: st.DrawFn) -> Platform:
    """A canvas of any form, of which an interface covers up to a fifth from each side."""
    width, height = draw(sides), draw(sides)
    top, bottom = (draw(st.integers(0, height // 5)) for _ in range(2))
    right, left = (draw(st.integers(0, width // 5)) for _ in range(2))
    name = f"{width}x{height}-{top}-{right}-{bottom}-{left}"
    return Platform(name, "Any", width, height, Insets(top, right, bottom, left))


# Some templates are for some shapes only.
REFUSED = {"field-required", "text-too-long", "glyph-missing", "direction-unsupported", "platform-unsuited", "qr-small"}


def check_inside(name: str, brand: str, target: Platform, text: str) -> None:
    fields = renderer().template(name, brand).fields.values()
    free = [f for f in fields if f.type == "text" and f.name != "focus"]
    row = {field.name: text[: field.longest or 200].replace("\\", "/") for field in free}
    try:
        scene = renderer().render(name, row, target, brand).scene
    except DiagnosticError as error:
        # Nothing but blanks is no text; some texts and codes may not be cut; some letters this release cannot set.
        assert {d.code for d in error.diagnostics} <= REFUSED
        return
    canvas, safe, hang = Box(0, 0, target.width, target.height), target.safe_box, HANG * target.size.short
    room = Box(safe.x - hang, safe.y, safe.w + hang, safe.h)
    for drawn, box in scene.text_bounds():
        if drawn.layer:
            assert canvas.contains(box, 1), f"{drawn.layer} leaves the canvas"
            assert room.contains(box, 1), f"{drawn.layer} leaves the safe area"
    assert "text-off-canvas" not in {finding.code for finding in scene.findings}


LONG = "a Donaudampfschifffahrtsgesellschaft *read* on never #KeepItOpen we the of stop " * 3
SHORT = "#KeepItOpen the a the Donaudampfschifffahrtsgesellschaft"
THANKS = "the the of on a the we a we of #KeepItOpen never the Donaudampfschifffahrtsgesellschaft #KeepItOpen the stop"


def covered(width: int, height: int, *insets: int) -> Platform:
    """A canvas of which an interface covers that much at its top, right, bottom and left."""
    return Platform("x", "Any", width, height, Insets(*insets))


# The same examples on every run: a search that goes on elsewhere each time is for who changes a template.
# The explicit ones have left the safe area: under a photo, in half a card, on a pill as high as the room, in no room.
@example("quote-split", BRANDS[1], covered(2000, 2264, 440, 400, 452, 400), LONG)
@example("compare", BRANDS[0], covered(1080, 900, 180, 127, 180, 216), "we on")
@example("candidate", BRANDS[1], covered(2000, 900, 0, 400, 102, 0), SHORT)
@example("thank-you", BRANDS[1], covered(900, 900, 180, 180, 76, 169), THANKS + " a of stop")
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.sampled_from(BRANDS), platforms(), texts)
def test_text_stays_inside(name: str, brand: str, target: Platform, text: str) -> None:
    check_inside(name, brand, target, text)


def test_text_stays_inside_the_flattest_and_the_narrowest() -> None:
    for name in NAMES:
        for size in ("3000x200", "200x3000", "200x200"):
            check_inside(name, BRANDS[0], platform(size), "Read on, *read on*, and never stop reading. " * 4)
