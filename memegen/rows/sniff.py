"""Which format a list comes in: by its name, or by how it starts."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from memegen.late import late
from memegen.rows.columns import CONTROLS, LISTS, USUAL, column_name
from memegen.rows.table import delimiter_of, is_header

FORMATS = ("txt", "csv", "tsv", "json", "jsonl", "yaml")
SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
ARRAY = late(r"\[\s*([\[{\"\]]|$)")
OBJECT = late(r"\{\s*([\"}]|$)")
YAML_KEY = late(r"(?:-\s+\{?\s*|\{\s*)?([\w-]+):(?:\s|$)")


def format_of(suffix: str, head: Sequence[str], fields: Collection[str]) -> str:
    """One of FORMATS, from a file's suffix (lower case, with its dot, "" where there is none) and its first lines."""
    named = SUFFIXES.get(suffix, "")
    lines = [line for line in head if line.strip()]
    if not lines:
        return named or "txt"
    if named == "json" and _is_jsonl(lines):
        return "jsonl"
    if named == "txt":
        # A spreadsheet's "Unicode text" is a table with tabs.
        return "tsv" if delimiter_of(lines[0]) == "\t" and is_header(lines[0], fields) else "txt"
    return named or _sniffed(lines, fields)


def _sniffed(lines: Sequence[str], fields: Collection[str]) -> str:
    first = lines[0].lstrip()
    if ARRAY.match(first):
        return "json"
    if OBJECT.match(first):
        return "jsonl" if _is_jsonl(lines) else "json"
    if _is_yaml(first, fields):
        return "yaml"
    if is_header(lines[0], fields):
        return "tsv" if delimiter_of(lines[0]) == "\t" else "csv"
    return "txt"


def _is_jsonl(lines: Sequence[str]) -> bool:
    """Whether the first line is a whole object, and more follows."""
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    try:
        json.loads(lines[0])
    except (ValueError, RecursionError):
        # A broken line in a list of objects is still a line if the next one starts an object too.
        return lines[1].startswith("{") and lines[0].rstrip().endswith("}")
    return True


def _is_yaml(first: str, fields: Collection[str]) -> bool:
    found = YAML_KEY.match(first)
    known = (*(fields or USUAL), *CONTROLS, *LISTS)
    return first.rstrip() == "---" or (found is not None and column_name(found[1], fields) in known)
