"""The format of a list: detected from the suffix of the file, or from its first lines."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from memegen.batch.rows.columns import CONTROLS, LISTS, USUAL, column_name
from memegen.batch.rows.table import delimiter_of, is_header
from memegen.core.regex import lazy_pattern

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
# First lines of a JSON array, a JSON object, and a YAML list or mapping.
ARRAY = lazy_pattern(r"\[\s*([\[{\"\]]|$)")
OBJECT = lazy_pattern(r"\{\s*([\"}]|$)")
YAML_KEY = lazy_pattern(r"(?:-\s+\{?\s*|\{\s*)?([\w-]+):(?:\s|$)")


def detect_format(suffix: str, head: Sequence[str], fields: Collection[str]) -> str:
    """Return one of FORMATS.

    Args:
        suffix: suffix of the file, lower case, with its dot; "" for none.
        head: its first lines.
        fields: names of the template's fields, as far as they are known; they distinguish a header from a quote.
    """
    by_suffix = SUFFIXES.get(suffix, "")
    lines = [line for line in head if line.strip()]
    if not lines:
        return by_suffix or "txt"
    if by_suffix == "json" and _is_jsonl(lines):
        return "jsonl"
    if by_suffix == "txt":
        # The "Unicode text" of spreadsheets is a table with tabs.
        return "tsv" if delimiter_of(lines[0]) == "\t" and is_header(lines[0], fields) else "txt"
    return by_suffix or _format_of_lines(lines, fields)


def _format_of_lines(lines: Sequence[str], fields: Collection[str]) -> str:
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
    """Return whether the first line is a complete object, and others follow."""
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    try:
        json.loads(lines[0])
    except (ValueError, RecursionError):
        # An invalid line in a list of objects is still a line of its own if the next one starts an object too.
        return lines[1].startswith("{") and lines[0].rstrip().endswith("}")
    return True


def _is_yaml(first: str, fields: Collection[str]) -> bool:
    key = YAML_KEY.match(first)
    known = (*(fields or USUAL), *CONTROLS, *LISTS)
    return first.rstrip() == "---" or (key is not None and column_name(key[1], fields) in known)
