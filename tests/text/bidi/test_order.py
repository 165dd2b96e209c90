from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pytest
import unicodedata2
from hypothesis import example, given
from hypothesis import strategies as st

from memegen.text.bidi.order import display_levels, levels, line_levels, needs_bidi, visual_order
from memegen.text.isolates import direction, isolate_ranges
from tests.helpers.conformance import lines

# A character of each class, for the tests that speak of classes only.
OF_CLASS = {
    "L": "a", "R": "א", "AL": "ع", "EN": "1", "ES": "+", "ET": "%", "AN": "٣", "CS": ",", "NSM": "\u0301",
    "BN": "\u200b", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a", "RLE": "\u202b",
    "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip
RTL = ("R", "AL", "AN")
EXPLICIT = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@dataclass(frozen=True)
class Expected:
    """The expected levels of the characters that X9 does not remove, and their order."""

    kept: list[int]
    levels: list[int]
    order: list[int]

    @classmethod
    def read(cls, levels: str, order: str) -> Expected:
        kept = [(at, int(level)) for at, level in enumerate(levels.split()) if level != "x"]
        return cls([at for at, _ in kept], [level for _, level in kept], [int(at) for at in order.split()])

    def is_met(self, text: str, base: int | None, paragraph: int | None = None) -> bool:
        level, found = levels(text, base)
        line = line_levels(text, found, level, 0, len(text))
        kept = [line[at] for at in self.kept]
        order = [self.kept[at] for at in visual_order(kept)]
        return kept == self.levels and order == self.order and paragraph in (None, level)


def test_every_case_of_bidi_test() -> None:
    count, paragraphs, wrong = 0, 0, []
    values = {}
    expected = Expected([], [], [])
    for line in lines("BidiTest"):
        if line.startswith("@"):
            name, _, values[name] = line.partition(":")
            expected = Expected.read(values["@Levels"], values.get("@Reorder", ""))
            continue
        names, _, bits = line.partition(";")
        text = "".join(map(OF_CLASS.__getitem__, names.split()))
        bases = [base for bit, base in ((1, None), (2, 0), (4, 1)) if int(bits, 16) & bit]
        wrong += [(line, base) for base in bases if not expected.is_met(text, base)]
        count += 1
        paragraphs += len(bases)
    assert not wrong
    assert (count, paragraphs) == (490_846, 770_241)


def test_every_case_of_bidi_character_test() -> None:
    count, wrong = 0, []
    for line in lines("BidiCharacterTest"):
        points, base, paragraph, wanted, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        if not Expected.read(wanted, order).is_met(text, {"0": 0, "1": 1, "2": None}[base], int(paragraph)):
            wrong.append(line)
        count += 1
    assert not wrong
    assert count == 91_707


def test_sample_characters_have_their_classes() -> None:
    assert {name: unicodedata2.bidirectional(char) for name, char in OF_CLASS.items()} == {
        name: name for name in OF_CLASS
    }


def test_needs_bidi_is_true_for_all_rtl_characters() -> None:
    for point in range(0x110000):
        if unicodedata2.bidirectional(chr(point)) in (*RTL, *EXPLICIT):
            assert needs_bidi(chr(point)), hex(point)


@pytest.mark.parametrize(
    "text", ["", "plain", "It’s “fair” — 5 €", "Żółć, Ελλάδα, Привет", "हिन्दी 日本語 ไทย", "👩‍👩‍👧 ok"]
)
def test_needs_bidi_is_false_for_other_text(text: str) -> None:
    assert not needs_bidi(text)


def visual_text(text: str, base: int | None = None) -> str:
    """Return *text* in visual order, hashtags and addresses kept together."""
    paragraph, found = levels(text, base, isolate_ranges(text))
    return "".join(text[at] for at in visual_order(line_levels(text, found, paragraph, 0, len(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שלום world", "world םולש"),
        ("אבג 123 דהו", "והד 123 גבא"),
        ("see (אבג) here", "see (גבא) here"),
        # A hashtag's sign is at the side at which it begins.
        ("אבג #KeepItOpen דהו", "והד #KeepItOpen גבא"),
        ("use #אבג now", "use גבא# now"),
        ("אבג @our_union דהו", "והד @our_union גבא"),
        ("#אבג #דהו for all", "גבא# והד# for all"),
        # The full stop is the sentence's, not the address's.
        ("אבג https://example.org/a.", ".https://example.org/a גבא"),
        ("@union אבג", "גבא @union"),
    ],
)
def test_visual_order_keeps_isolates_together(text: str, expected: str) -> None:
    assert visual_text(text) == expected


def test_trailing_space_has_the_paragraph_level() -> None:
    text = "abc אבג דהו"
    paragraph, found = levels(text, None)
    assert line_levels(text, found, paragraph, 0, 8) == [0, 0, 0, 0, 1, 1, 1, 0]
    assert line_levels(text, found, paragraph, 4, 11) == [1] * 7


WORDS = st.sampled_from(
    [
        *OF_CLASS.values(),
        "(",
        ")",
        "[",
        "]",
        "#tag",
        "#שלום",
        "@union",
        "https://example.org/a",
        "a@example.org",
        "12,5",
    ]
)
TEXTS = st.lists(WORDS, max_size=14).map("".join)
NO_EXPLICIT = st.lists(WORDS.filter(lambda word: unicodedata2.bidirectional(word[0]) not in EXPLICIT), max_size=12)
BASES = st.sampled_from([None, 0, 1])


@given(st.lists(st.integers(0, 6)))
def test_visual_order_is_a_permutation_that_reverses_runs(found: list[int]) -> None:
    order = visual_order(found)
    assert sorted(order) == list(range(len(found)))
    # Runs are ordered as their characters are, each turned if its level is odd.
    runs = [(level, [at for at, _ in group]) for level, group in groupby(enumerate(found), key=lambda pair: pair[1])]
    by_runs = [runs[at] for at in visual_order([level for level, _ in runs])]
    assert order == [at for level, places in by_runs for at in (places[::-1] if level % 2 else places)]


@given(st.lists(st.integers(0, 1)))
def test_visual_order_of_two_levels_is_an_involution(found: list[int]) -> None:
    order = visual_order(found)
    assert [order[at] for at in order] == list(range(len(found)))


@given(TEXTS, BASES)
def test_levels_are_at_least_the_paragraph_level(text: str, base: int | None) -> None:
    paragraph, found = levels(text, base, isolate_ranges(text))
    assert paragraph in (0, 1) if base is None else paragraph == base
    assert len(found) == len(text)
    assert all(paragraph <= level <= 126 for level in found)
    for at in range(len(text)):
        # Level by level a line has that of the paragraph, or what it had.
        line = line_levels(text, found, paragraph, at // 2, at)
        assert all(level in (paragraph, old) for level, old in zip(line, found[at // 2 : at], strict=True))


@given(NO_EXPLICIT, BASES)
def test_isolates_stay_together(words: list[str], base: int | None) -> None:
    text = " ".join(words)
    ranges = isolate_ranges(text)
    paragraph, found = levels(text, base, ranges)
    order = visual_order(line_levels(text, found, paragraph, 0, len(text)))
    place = {at: number for number, at in enumerate(order)}
    for start, end in ranges:
        places = [place[at] for at in range(start, end)]
        assert max(places) - min(places) == end - start - 1


def with_controls(text: str) -> tuple[str, list[int]]:
    """Return *text* with the controls of its isolates written out, and where in it its characters are."""
    ranges = isolate_ranges(text)
    wrapped, kept = "", []
    for at, char in enumerate(text):
        inside = [text[start:end] for start, end in ranges if start == at]
        wrapped += ("\u2067" if direction(inside[0]) == "rtl" else "\u2066") if inside else ""
        kept.append(len(wrapped))
        wrapped += char + ("\u2069" if any(end == at + 1 for _, end in ranges) else "")
    return wrapped, kept


@given(TEXTS, BASES)
def test_isolates_are_like_explicit_controls(text: str, base: int | None) -> None:
    wrapped, kept = with_controls(text)
    paragraph, found = levels(text, base, isolate_ranges(text))
    expected = levels(wrapped, paragraph)[1]
    assert [level for level, char in zip(found, text, strict=True) if char != "\u200b"] == [
        expected[at] for at, char in zip(kept, text, strict=True) if char != "\u200b"
    ]


@given(NO_EXPLICIT.map(" ".join))
@example("#ab#سلام ")
@example("#سلام#ab")
@example("שלום #سلام#ab")
@example("to #ab#سلام#ab")
@example("#bread#roses שלום #bread#roses")
def test_text_is_displayed_in_the_order_that_explicit_controls_give(text: str) -> None:
    wrapped, kept = with_controls(text)
    paragraph, found = display_levels(text, isolate_ranges(text))
    order = [kept.index(at) for at in visual_order(levels(wrapped, paragraph)[1]) if at in kept]
    assert visual_order(found) == order


@given(NO_EXPLICIT)
def test_text_that_needs_no_bidi_stays_in_order(words: list[str]) -> None:
    text = " ".join(words)
    if not needs_bidi(text):
        assert visual_order(levels(text, None, isolate_ranges(text))[1]) == list(range(len(text)))
