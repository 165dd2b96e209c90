"""Pages of the site from files outside of docs. MkDocs calls the functions by their names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parent.parent
# Files in the root of the project, and their pages.
OUTSIDE = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")

# Code in a row of a table.
CODE_IN_TABLE = re.compile(r"(?<=[| (])`[^`\n]*\\\|[^`\n]*`")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages of files outside of docs."""
    for source, page in OUTSIDE.items():
        text = (ROOT / source).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn links to files outside of docs into links to their pages, or into text if they have none."""
    depth = page.file.src_uri.count("/")
    docs = (ROOT / "docs" / page.file.src_uri).parent

    def replaced(match: re.Match[str]) -> str:
        text, target, anchor = match.groups()
        if ":" in target:
            return match.group(0)
        name = target.removeprefix("../" * (depth + 1))
        if name in OUTSIDE:
            return f"[{text}]({'../' * depth}{OUTSIDE[name]}{anchor or ''})"
        files = [path.resolve() for path in (docs / target, ROOT / name) if path.exists()]
        return match.group(0) if not files or files[0].is_relative_to(ROOT / "docs") else text

    # GitHub wants a pipe in a table's code escaped, Python-Markdown does not.
    return CODE_IN_TABLE.sub(lambda row: row[0].replace(r"\|", "|"), LINK.sub(replaced, markdown))
