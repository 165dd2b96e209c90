"""The dialogue of `memegen init`: asks for a campaign's name, hashtag, account, colours and logo."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from memegen.cli.ask import prompt, unquoted_path
from memegen.cli.own_brand import (
    MAX_HASHTAG,
    OwnBrand,
    own_brand,
    parse_colors,
    parse_handle,
    parse_hashtag,
    parse_logo,
    parse_name,
)
from memegen.cli.streams import is_terminal
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.template.hashtags import as_hashtag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memegen.cli.session import Session


class BrandDialogue:
    """Questions on stderr for a brand, for `memegen init` on a terminal."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def ask(self) -> OwnBrand | None:
        """Return the brand of the answers; None for the example's. Raises EOFError if the input ends."""
        title = self._ask("What is the campaign's name? [an example: Save Our Pier]: ", parse_name, required=False)
        if not title:
            return None
        tag = as_hashtag(title, MAX_HASHTAG)
        hashtag = self._ask(f"Its hashtag? [{tag}]: ", parse_hashtag, required=not tag)
        handle = self._ask("Its account, such as @saveourpier? [none]: ", parse_handle, required=False)
        self.session.screen.note("  such as c8264f or c8264f,ffc24b: the main colour first, at most five")
        colors = self._ask("Its colours? [memegen's]: ", parse_colors, required=False)
        logo = self._ask("Its logo, an SVG or PNG file? [none]: ", parse_logo, required=False, clean=unquoted_path)
        return own_brand(title, hashtag, handle, [colors], logo)

    def _ask(
        self, question: str, parse: Callable[[str], object], *, required: bool, clean: Callable[[str], str] = str
    ) -> str:
        """Return the first answer that can be parsed; "" means the default, unless it is *required*."""
        while True:
            text = clean(prompt(question))
            if not text and not required:
                return ""
            try:
                parse(text)
            except DiagnosticError as error:
                self.session.screen.diagnostics(error.diagnostics)
            else:
                return text


def brand_of(
    session: Session, name: str, hashtag: str, handle: str, colors: Sequence[str], logo: str, *, asks: bool
) -> OwnBrand | None:
    """Return the brand of the options, or of answers if none is given and there is a terminal; None for the example's.

    Raises:
        DiagnosticError: an option is invalid, or there is one but no name.
    """
    if name:
        return own_brand(name, hashtag, handle, colors, logo)
    if hashtag or handle or colors or logo:
        raise fail(
            "usage", "--name is required for your own brand", 'add the campaign\'s name, e.g. --name "Save Our Pier"'
        )
    if asks and is_terminal(sys.stdin) and is_terminal(sys.stderr):
        return BrandDialogue(session).ask()
    return None
