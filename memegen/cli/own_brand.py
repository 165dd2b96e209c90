"""A brand from a campaign's name, hashtag, handle, colours and logo, given as options or as answers on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from memegen.batch.file_names import slug
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, fail
from memegen.core.files import is_file
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.model.palette import ROLES, Change, palette_of
from memegen.scene.color import Color, parse_hex
from memegen.template.brand_logos import logo_defect
from memegen.template.hashtags import as_hashtag, is_hashtag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memegen.cli.own_logo import OwnLogo

T = TypeVar("T")
# Maximum length of a campaign's name, in characters.
MAX_NAME = 80
# Number of characters of a hashtag, without its #, above which pills and lines of a graphic get small or full.
MAX_HASHTAG = 26
# A colour in a list of them; a function such as rgb() is one word, so that it is reported once.
COLOR_WORD = lazy_pattern(r"[^\s,;(]+(?:\([^)]*\)?)?")
# Types of files that a logo may be.
LOGO_SUFFIXES = (".svg", ".png", ".webp", ".avif", ".jpg", ".jpeg")
BRAND = """\
# The house style of {title}.
# Every design takes its colours, fonts and words from here, those that come with memegen too.
name: {name}
hashtag: {hashtag}
handle: {handle}
# Who promotes it, and from where; many countries ask for it in campaigns.
imprint: ""
language: en
# Five colours, by what they are for: ink and paper are dark and light, accent is the loud one, sun marks a word.
palette:
{palette}
# `memegen fonts` lists those that are there; a folder of your own is named by `typefaces: FOLDER`.
fonts:
  display: {{family: Archivo Black, leading: 1.08, tracking: -0.01}}
  text: {{family: Montserrat, weight: 700, bold: 900, leading: 1.3}}
  hand: {{family: Caveat, weight: 700, leading: 1}}
# One for dark grounds, one for light ones; from this file's folder.
{logos}
words:
  thanks: Thank you
  photo: "Photo:"
"""
NO_LOGO = "# logos: {dark: mark-on-dark.svg, light: mark-on-light.svg}"


@frozen
class OwnBrand:
    """A brand to write.

    Attributes:
        name: the brand's name, which is that of its file.
        title: the campaign's name.
        hashtag: with its #.
        handle: with its @; "" for none.
        palette: colours by role.
        changes: the colours that were changed for their role.
        added: the roles whose colours were not given, if any colour was.
        logo: the logo; None for none.
    """

    name: str
    title: str
    hashtag: str
    handle: str
    palette: dict[str, Color]
    changes: tuple[Change, ...]
    added: tuple[str, ...] = ()
    logo: OwnLogo | None = None

    def files(self) -> dict[Path, bytes]:
        """Return the brand's files, relative to the folder of brands, with their content."""
        text = BRAND.format(
            title=self.title,
            name=json.dumps(self.title, ensure_ascii=False),
            hashtag=json.dumps(self.hashtag, ensure_ascii=False),
            handle=json.dumps(self.handle, ensure_ascii=False),
            palette="\n".join(f'  {role}: "{self.palette[role].hex()}"' for role in ROLES),
            logos=self.logo.yaml() if self.logo else NO_LOGO,
        )
        return {Path(f"{self.name}.yaml"): text.encode(), **(self.logo.files if self.logo else {})}

    def notes(self) -> Iterator[str]:
        """Yield a line for each value that is not as it was given, and one for a hashtag that is long."""
        for change in self.changes:
            yield f"{change.given.hex()} became {change.used.hex()} as {change.role}, so that text on it is legible"
        if len(self.hashtag) - 1 > MAX_HASHTAG:
            yield f"{self.hashtag} has {len(self.hashtag) - 1} characters; a shorter hashtag is set larger: --hashtag"
        elif self.hashtag == as_hashtag(self.title, MAX_HASHTAG) != as_hashtag(self.title):
            yield f"the hashtag is {self.hashtag}, the first words of the name; give another with --hashtag"
        if self.logo:
            yield from self.logo.notes()
        if self.added:
            colors = ", ".join(f"{role} {self.palette[role].hex()}" for role in self.added)
            yield f"added {colors}; change them under palette in brands/{self.name}.yaml"


def own_brand(name: str, hashtag: str, handle: str, colors: Sequence[str], logo: str) -> OwnBrand:
    """Return the brand of a campaign.

    Args:
        name: its name.
        hashtag: its hashtag, with or without #; "" to make one of the name.
        handle: its account, with or without @; "" for none.
        colors: up to five colours, with or without #.
        logo: an image file; "" for none.

    Raises:
        DiagnosticError: all that is invalid.
    """
    problems: list[Diagnostic] = []

    def parsed(parse: Callable[[str], T], text: str, default: T) -> T:
        try:
            return parse(text)
        except DiagnosticError as error:
            problems.extend(error.diagnostics)
            return default

    title = parsed(parse_name, name, "")
    tag = parsed(parse_hashtag, hashtag, "") if hashtag else as_hashtag(title, MAX_HASHTAG)
    given: list[Color] = parsed(parse_colors, " ".join(colors), [])
    palette, changes = palette_of(given)
    own_name = slug(title) or "brand"
    brand = OwnBrand(
        own_name,
        title,
        tag,
        parsed(parse_handle, handle, ""),
        palette,
        tuple(changes),
        _added(given, palette, changes),
        _logo(own_name, parsed(parse_logo, logo, None), palette),
    )
    if problems:
        raise DiagnosticError(problems)
    return brand


def _added(given: Sequence[Color], palette: dict[str, Color], changes: Sequence[Change]) -> tuple[str, ...]:
    """Return the roles whose colours were not given, if any colour was."""
    own = {*given, *(change.used for change in changes)}
    return tuple(role for role in ROLES if palette[role] not in own) if given else ()


def _logo(brand: str, file: Path | None, palette: dict[str, Color]) -> OwnLogo | None:
    if not file:
        return None
    from memegen.cli.own_logo import own_logo

    return own_logo(brand, file, palette)


def parse_name(text: str) -> str:
    """Return a campaign's name. Raises DiagnosticError."""
    title = " ".join(text.split())
    if not title or len(title) > MAX_NAME or not title.isprintable():
        raise fail("usage", f"--name takes 1 to {MAX_NAME} characters", 'write e.g. --name "Save Our Pier"')
    return title


def parse_hashtag(text: str) -> str:
    """Return a hashtag with its #. Raises DiagnosticError."""
    tag = f"#{text.strip().lstrip('#＃')}"
    if not is_hashtag(tag):
        meant = as_hashtag(text).removeprefix("#") or "SaveOurPier"
        raise fail("usage", f"{text!r} is not a hashtag", f"use letters and digits without spaces: {meant}")
    return tag


def parse_handle(text: str) -> str:
    """Return a handle with its @, or "" for none. Raises DiagnosticError."""
    word = text.strip().lstrip("@")
    if word and not re.fullmatch(r"[\w.-]+(@[\w.-]+)?", word):
        raise fail("usage", f"{text!r} is not a handle", "write the account's name without spaces, e.g. @saveourpier")
    return f"@{word}" if word else ""


def parse_colors(text: str) -> list[Color]:
    """Return the colours of a text with blanks or commas between. Raises DiagnosticError."""
    words = COLOR_WORD.findall(text)
    colors: list[Color] = []
    problems: list[Diagnostic] = []
    for word in words:
        try:
            color = parse_hex(f"#{word.lstrip('#')}")
        except ValueError:
            message = f"--colours: expected a colour such as #e4322b, not {word!r}"
            hint = "write six hexadecimal digits each, e.g. --colours c8264f,ffc24b"
            problems.append(Diagnostic(ERROR, "usage", Where(), message, hint))
        else:
            colors.append(Color(*color.rgb))
    if len(words) > len(ROLES):
        hint = "name the most important; add others in the brand's file"
        problems.append(Diagnostic(ERROR, "usage", Where(), f"--colours takes at most {len(ROLES)} colours", hint))
    if problems:
        raise DiagnosticError(problems)
    return list(dict.fromkeys(colors))


def parse_logo(text: str) -> Path | None:
    """Return the file of a logo; None for none. Raises DiagnosticError if it is not an image that can be drawn."""
    if not text:
        return None
    path = Path(text)
    if not is_file(path):
        raise fail("logo-not-found", f"logo not found: {text}", "check the path after --logo")
    if path.suffix.lower() not in LOGO_SUFFIXES:
        raise fail("usage", f"{text!r} is not an image file", f"use a file that ends in {', '.join(LOGO_SUFFIXES)}")
    if reason := logo_defect(path, drawn=True):
        raise fail("logo-unreadable", f"the logo {text} cannot be used: {reason.message}", reason.hint)
    return path
