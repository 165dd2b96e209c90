"""`memegen help`: topics, commands and codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.cli.help import MESSAGES, TOPICS, plain, section
from memegen.core.environment import DOCS
from tests.helpers.command import Command
from tests.helpers.paths import ROOT

# Maximum length of a line about a topic, in characters, as that of a command.
MAX_ABOUT = 60


@pytest.mark.parametrize("name", TOPICS)
def test_topic_is_a_page_or_a_section_of_the_docs_that_the_wheel_has(name: str) -> None:
    topic = TOPICS[name]
    assert section((DOCS / topic.page).read_text("utf-8"), topic.heading).strip()
    assert len(topic.about) <= MAX_ABOUT
    assert f'"docs/{topic.page}" = ' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_section_ends_before_the_next_heading_of_its_level_and_not_at_a_comment_in_code() -> None:
    page = "# Page\n\n## A\n\nx\n\n```yaml\n# no heading\n```\n\n### B\n\ny\n\n## C\n\nz\n"
    assert section(page, "A") == "## A\n\nx\n\n```yaml\n# no heading\n```\n\n### B\n\ny\n"
    assert section(page, "B") == "### B\n\ny\n"
    assert section(page, "no heading") == ""
    assert section(page, "") == page


def test_plain_has_no_comments_pictures_or_addresses() -> None:
    text = "a [b](c.md#d)\n\n<!-- file x -->\n![e](f.png)\n\ng"
    assert plain(text) == "a b\n\ng"


def test_help_prints_topics_pages_commands_and_codes(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    assert {line.split()[0] for line in memegen.run("help").lines} == set(TOPICS)
    assert memegen.run("help", "names").lines[0] == "## Names"
    assert memegen.run("help", "batch").raw == memegen.run("batch", "--help").raw
    assert (DOCS / MESSAGES).is_file()
    assert "**Fix:**" in memegen.run("help", "text-small").raw.decode()
    assert "did you mean lists?" in memegen.run("help", "list", code=2).err
    assert "did you mean scripting (Streams, exit codes, JSON, environment)?" in memegen.run("help", "exit", code=2).err
    assert "did you mean face-not-found, or face-cut, or " in memegen.run("help", "face", code=2).err
    assert "hint: list the topics with: memegen help\n" in memegen.run("help", "qqqq", code=2).err
