"""`memegen help`: pages of the docs on the terminal, the help of a command, and what a code of a message means."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from memegen.cli.streams import is_terminal
from memegen.core.codes import codes
from memegen.core.diagnostics import MAX_SHORT, closest_match, fail
from memegen.core.environment import DOCS
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from memegen.cli.session import Session

# Maximum width of a page on a terminal, in columns.
MAX_WIDTH = 100
# A comment, or a picture, which a terminal cannot show.
UNSHOWN = re.compile(r"<!--.*?-->\n?|!\[[^\]]*\]\([^)]*\)\n?", re.DOTALL)
LINK = re.compile(r"\[([^\]\n]+)\]\([^)\s]+\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@frozen
class Topic:
    """A page of the docs, or a section of one.

    Attributes:
        about: what it tells, in at most 60 characters.
        page: file name in docs.
        heading: heading of the section; "" for the page.
    """

    about: str
    page: str
    heading: str = ""


TOPICS = {
    "lists": Topic("What a list may look like: kinds, authors, columns.", "lists.md"),
    "columns": Topic("Which column of a list fills which field.", "lists.md", "Columns"),
    "names": Topic("Patterns for the file names of graphics.", "batch.md", "Names"),
    "rerun": Topic("Which graphics a batch renders again.", "batch.md", "What is rendered again"),
    "photos": Topic("Rights, folders, formats and limits of photos.", "photos.md"),
    "posting": Topic("Captions, schedulers, formats, PDF.", "posting.md"),
    "project": Topic("The project file, memegen.yaml.", "projects.md"),
    "brand": Topic("The file of a brand: colours, fonts, logos.", "brands.md"),
    "yaml": Topic("What a template file holds, and rules of YAML.", "templates.md", "What a template file holds"),
    "tutorial": Topic("A first template, step by step.", "tutorial.md"),
    "scripting": Topic("Streams, exit codes, JSON, environment.", "scripting.md"),
}
SEE_TOPICS = "list the topics with: memegen help"
# The page with a section for each code.
MESSAGES = "messages.md"


def show_help(session: Session, topic: str, commands: Iterable[str]) -> int:
    """Print a topic or the meaning of a code, or the list of topics if none is given; return 0.

    Raises:
        DiagnosticError: ``usage``, if there is no such topic or code.
    """
    if not topic:
        width = max(map(len, TOPICS))
        for name, found in TOPICS.items():
            session.screen.data(f"{name:{width}}  {found.about}")
        session.screen.note("also: memegen help COMMAND, and memegen help CODE for the code of a message")
        return 0
    if topic in TOPICS:
        text = section(_read(TOPICS[topic].page), TOPICS[topic].heading)
    else:
        messages = _read(MESSAGES)
        if topic not in HEADING.findall(messages):
            raise fail("usage", f"no help on {topic!r}", _hint(topic, [*TOPICS, *commands], codes()))
        text = section(messages, topic)
    _print(session, plain(text))
    return 0


def _hint(topic: str, names: Sequence[str], codes: Iterable[str]) -> str:
    """Return the nearest name, else the topics whose line has the word, else the codes that have it, or are near."""
    word = topic.lower()
    about = {name: found.about.rstrip(".") for name, found in TOPICS.items()}
    near = [name for name in [closest_match(topic, names)] if name]
    near = near or [f"{name} ({text})" for name, text in about.items() if word in text.lower()]
    near = near or [code for code in codes if word in code.split("-")][:MAX_SHORT]
    near = near or [code for code in [closest_match(topic, codes)] if code]
    return f"did you mean {', or '.join(near)}? {SEE_TOPICS}" if near else SEE_TOPICS


def section(page: str, heading: str) -> str:
    """Return the section of a page below a heading, with it and with its subsections; the page if it is ""."""
    if not heading:
        return page
    kept: list[str] = []
    level, in_code = 0, False
    for line in page.splitlines():
        in_code ^= line.startswith("```")
        marks, _, title = line.partition(" ")
        # A comment in a block of code is not a heading.
        if marks and not marks.strip("#") and not in_code:
            if level and len(marks) <= level:
                break
            level = level or len(marks) * (title == heading)
        if level:
            kept.append(line)
    return "\n".join(kept)


def plain(text: str) -> str:
    """Return Markdown without comments, pictures and the targets of links."""
    return re.sub(r"\n{3,}", "\n\n", LINK.sub(r"\1", UNSHOWN.sub("", text))).strip()


def _read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def _print(session: Session, text: str) -> None:
    """Print Markdown: as it is, or laid out for a terminal."""
    if not is_terminal(sys.stdout):
        session.screen.data(text.replace(r"\|", "|"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(text), width=min(console.width, MAX_WIDTH))
