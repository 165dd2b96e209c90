"""The limits of posts: how platforms count, and what exceeds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen import Renderer
from memegen.core.diagnostics import Where
from memegen.model.entities import Platform
from memegen.model.post_limits import PostLimits
from memegen.template.post_limits import hashtags, post_length, text_findings

X = Platform("x", "X", 1600, 900, post=PostLimits(280, link=23, wide=2))
BLUESKY = Platform("bluesky", "Bluesky", 1200, 1500, post=PostLimits(300))
THREADS = Platform("threads", "Threads", 1080, 1350, post=PostLimits(500, 1))


@pytest.mark.parametrize(
    ("texts", "tags"),
    [
        (("Keep it. #KeepItOpen #keepitopen", "#Now!"), ["#KeepItOpen", "#Now"]),
        (("#2027 #4All C#minor https://a.example/#top &#39;", ""), ["#4All"]),
        (("#कहानी-घर ＃公開",), ["#कहानी", "＃公開"]),
    ],
)
def test_hashtags_are_found_once_each(texts: tuple[str, ...], tags: list[str]) -> None:
    assert hashtags(*texts) == tags


@pytest.mark.parametrize(
    ("text", "x", "bluesky"),
    [
        ("Café – “ŵ” Шум", 14, 14),
        ("see https://example.org/a-very-long-address-indeed/1", 4 + 23, 52),
        ("本を閉じるな", 12, 6),
        ("👾 👩‍👩‍👧 ✊🏽", 8, 5),
    ],
)
def test_platforms_count_characters_in_their_own_way(text: str, x: int, bluesky: int) -> None:
    assert (post_length(text, X), post_length(text, BLUESKY)) == (x, bluesky)


def test_text_at_a_limit_is_no_warning_and_one_more_is() -> None:
    assert not text_findings("a" * 280, X, Where())
    [long] = text_findings("a" * 281, X, Where())
    assert (long.code, "by 1 " in long.hint) == ("caption-too-long", True)
    assert not text_findings("#One and #one", THREADS, Where())
    assert [each.code for each in text_findings("#One #Two", THREADS, Where())] == ["hashtags-too-many"]


SERIES = """
templates:
  steps:
    fields: {step: {type: list, example: [a, b]}}
    pages: [{each: step, layers: [{text: "{item}"}]}]
    caption: "#Steps #Now"
platforms:
  feed: {size: [90, 90], caption: 9, hashtags: 1, media: 2}
  reader: {size: [90, 90], formats: [pdf], media: 2}
"""


@pytest.mark.parametrize(
    ("platform", "format", "codes"),
    [
        ("feed", "", ["caption-too-long", "hashtags-too-many", "series-too-long"]),
        ("feed", "pdf", ["caption-too-long", "hashtags-too-many"]),
        ("reader", "", ["series-too-long"]),
    ],
)
def test_first_page_has_the_warnings_of_the_post(tmp_path: Path, platform: str, format: str, codes: list[str]) -> None:
    (tmp_path / "steps.yaml").write_text(SERIES, "utf-8")
    renderer = Renderer([tmp_path / "steps.yaml"])
    [target] = renderer.catalog.pick([platform])
    series = renderer.series("steps", {"step": ("a", "b", "c")}, target, format=format)
    pages = [[finding.code for finding in page.unpainted_findings] for page in series]
    assert pages == [codes, [], []]
    assert not renderer.series("steps", {"step": ("a", "b"), "caption": "Short"}, target).findings
