"""What a template is for: `only`, and platforms that it does not suit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.core.diagnostics import Where
from memegen.model.card import Page
from memegen.model.entities import Platform, SourceValue
from memegen.template.suitability import check_shapes, is_suited, require_suited, suited_platforms
from memegen.template.yaml import parse
from tests.helpers.stage import SQUARE, card, check_problems, complaints, template

WIDE = Platform("x-post", "Wide", 1600, 900)
STRIP = Platform("x-header", "Strip", 1500, 500)
PLATFORMS = {"square": SQUARE, "x-post": WIDE, "x-header": STRIP, "instagram-square": SQUARE}


def only(names: str) -> str:
    return f"layers: [{{text: a}}]\nplatform: square\nonly: {names}\n"


@pytest.mark.parametrize(
    ("names", "suited"),
    [("square", [SQUARE]), ("[square, wide]", [SQUARE, WIDE]), ("[x-post, square]", [SQUARE, WIDE])],
)
def test_a_template_is_for_shape_classes_and_platforms(names: str, suited: list[Platform]) -> None:
    found = template(only(names))
    assert [platform for platform in (SQUARE, WIDE, STRIP) if is_suited(found, platform)] == suited


def test_a_template_without_only_is_for_all() -> None:
    assert is_suited(template("layers: [{text: a}]"), STRIP)


def test_elsewhere_is_one_error() -> None:
    (found,) = complaints(card, only("square"), STRIP)
    assert (found.code, found.where.row) == ("platform-unsuited", 2)
    assert "x-header (strip)" in found.message
    assert complaints(require_suited, template(only("square")), WIDE)[0].where == Where()


def pick(names: object) -> tuple[Platform, ...]:
    groups = {"all": (SQUARE, WIDE, STRIP), "banners": (STRIP, replace(STRIP, name="b"))}
    wanted = [groups.get(name, (PLATFORMS.get(name, SQUARE),)) for name in list(names)]  # type: ignore[call-overload]
    return tuple(dict.fromkeys(platform for each in wanted for platform in each))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["all"], [SQUARE, WIDE]),
        (["x-header"], [STRIP]),
        (["square", "x-header"], [SQUARE, STRIP]),
    ],
)
def test_of_a_group_the_platforms_are_taken_that_it_is_for(names: list[str], expected: list[Platform]) -> None:
    assert list(suited_platforms(template(only("[square, wide]")), names, pick)) == expected


def test_series_takes_no_profile_picture_of_a_group() -> None:
    single, where = template("layers: [{text: a}]"), Where()
    series = replace(single, pages=(Page(single, False, SourceValue("", where), None, where),))
    profile = replace(SQUARE, name="profile", circle=True)

    def pick_profile(names: object) -> tuple[Platform, ...]:
        return (SQUARE, profile) if list(names) == ["all"] else (profile,)  # type: ignore[call-overload]

    assert suited_platforms(series, ["all"], pick_profile) == (SQUARE,)
    assert suited_platforms(series, ["profile"], pick_profile) == (profile,)
    assert suited_platforms(single, ["all"], pick_profile) == (SQUARE, profile)


def test_a_group_without_any_is_an_error() -> None:
    (found,) = complaints(suited_platforms, template(only("square")), ["banners"], pick)
    assert found.code == "platform-unsuited"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("[squar]", [("template-invalid", 3, 8, "only: 'squar' is neither", "did you mean square?")]),
        ("[wide]", [("template-invalid", 3, 8, "not for its own platform, square (square)", "only for wide")]),
        ("{a: b}", [("template-invalid", 3, 7, "expected a list of shape classes", "")]),
    ],
)
def test_names_under_only_are_checked(names: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    def checked() -> None:
        text = only(names)
        check_shapes(template(text), parse(text, "t.yaml"), PLATFORMS)

    check_problems(complaints(checked), expected)
