"""Parsing YAML, safely and with places: from text to a tree of nodes.

A scalar is the text as written: ``no`` is "no", ``1.10`` is "1.10"; its type depends on its key. Tags, merge keys,
duplicate keys and several documents are errors. Limits count an alias as the nodes that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any, TypeGuard

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Note, Where, fail
from memegen.core.frozen import frozen, slotted
from memegen.core.regex import lazy_pattern
from memegen.template.nodes import Mapping, Node, Scalar, Sequence
from memegen.template.yaml_errors import explain, find_slips, without_consequences

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse"]

# Maximum size of a file in bytes, and of its texts in characters.
MAX_BYTES = 1_000_000
# Maximum number of nodes of a file.
MAX_NODES = 50_000
# Maximum depth of a node, so that recursion is bounded.
MAX_DEPTH = 60

# Line breaks of YAML 1.1, so that lines and columns are those of the parser.
BREAK = lazy_pattern("\r\n|[\r\n\x85\u2028\u2029]")
UNPRINTABLE = lazy_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Characters that no text may contain, not even escaped: NUL and surrogates.
INVALID = lazy_pattern("[\0\ud800-\udfff]")
# Plain scalars that are empty values.
NULLS = ("", "~", "null")
# `#Vote` after a space is a comment in YAML, but meant as a hashtag; in one meant as a comment a space follows the #.
HASHTAG = lazy_pattern(r"\s+(#\w+)")


def parse(text: str | bytes, file: str) -> Node:
    """Return the tree of a file with one document; that of an empty file is an empty scalar.

    Args:
        text: content of the file.
        file: its name in diagnostics.

    Raises:
        DiagnosticError: all problems, whose codes begin with ``yaml-``.
    """
    import yaml

    text = _decode(text, file).removeprefix("\ufeff")
    # One more line, because an event may end after the last one.
    lines = [*BREAK.split(text), ""]
    if not all(line.isprintable() for line in lines) and (invalid := UNPRINTABLE.search(text)):
        before = BREAK.split(text[: invalid.start()])
        message = f"the character U+{ord(invalid[0]):04X} cannot be written in YAML"
        raise fail("yaml-encoding-invalid", message, "delete it", Where(file, len(before), len(before[-1]) + 1))
    # The parser in C is many times faster, but some builds of PyYAML lack it.
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    composer = _Composer(yaml, file, lines, events)
    try:
        root = composer.document()
    except yaml.YAMLError as error:
        raise DiagnosticError(without_consequences(composer.problems, explain(error, lines, file))) from None
    if composer.problems:
        raise DiagnosticError(sorted(composer.problems, key=lambda d: (d.where.line, d.where.column)))
    return root


def _decode(text: str | bytes, file: str) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes; the maximum is {MAX_BYTES:,}"
        raise fail("yaml-too-large", message, "split the file", Where(file))
    if isinstance(text, str):
        return text
    encoding = "utf-16" if text.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise fail("yaml-encoding-invalid", "this is not UTF-8", "save the file as UTF-8", Where(file, line)) from None


@frozen
class _Anchor:
    """A node with an anchor, and what each alias of it adds to the counts.

    Attributes:
        nodes: number of nodes in it, itself included.
        size: number of characters in it.
        height: number of levels in it, itself included.
    """

    node: Node
    nodes: int
    size: int
    height: int


@slotted
class _Composer:
    """Builds the tree from the parser's events.

    Attributes:
        yaml: the module PyYAML.
        events: events that are still to come.
        problems: problems so far that do not stop the parser.
        anchors: anchors by name; None for one whose node is not complete.
        nodes: number of nodes so far; *size* is that of characters.
    """

    yaml: Any
    file: str
    lines: list[str]
    events: Iterator[Any]
    problems: list[Diagnostic] = field(default_factory=list)
    anchors: dict[str, _Anchor | None] = field(default_factory=dict)
    nodes: int = 0
    size: int = 0

    def where(self, mark: Any) -> Where:
        return Where(self.file, mark.line + 1, mark.column + 1)

    def problem(self, code: str, where: Where, message: str, hint: str, *notes: Note) -> None:
        self.problems.append(Diagnostic(ERROR, code, where, message, hint, notes))

    def document(self) -> Node:
        """Return the tree of the document; a second document is a problem."""
        root: Node | None = None
        for event in self.events:
            if not isinstance(event, self.yaml.DocumentStartEvent):
                continue
            if root is not None:
                hint = "delete the line of three hyphens"
                place, message = self.where(event.start_mark), "a second YAML document starts here"
                self.problem("yaml-documents-unsupported", place, message, hint)
                break
            root, _ = self.node(next(self.events), 1)
        return Scalar("", Where(self.file, 1, 1)) if root is None else root

    def node(self, event: Any, depth: int) -> tuple[Node, int]:
        """Return the node that starts with *event*, and its height in levels."""
        where = self.where(event.start_mark)
        if isinstance(event, self.yaml.AliasEvent):
            return self.alias(event.anchor, where, depth)
        nodes, size = self.nodes, self.size
        self.count(1, len(getattr(event, "value", "")), depth, where)
        if event.tag is not None:
            hint = "delete the tag, or put a text that starts with ! in quotes"
            self.problem("yaml-tag-unsupported", where, f"tags are not supported: {event.tag}", hint)
        if event.anchor:
            self.anchors[event.anchor] = None  # an alias in the node itself is recursive
        node: Node
        if isinstance(event, self.yaml.ScalarEvent):
            node, height = self.scalar(event, where), 1
        elif isinstance(event, self.yaml.SequenceStartEvent):
            node, height = self.sequence(event, where, depth)
        else:
            node, height = self.mapping(event, where, depth)
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(node, self.nodes - nodes, self.size - size, height)
        return node, height

    def count(self, nodes: int, size: int, depth: int, where: Where) -> None:
        """Add to the counts of nodes and characters; raise ``yaml-too-large`` if a limit is exceeded."""
        self.nodes += nodes
        self.size += size
        for count, maximum, noun in (
            (self.nodes, MAX_NODES, "values, aliases written out"),
            (self.size, MAX_BYTES, "characters, aliases written out"),
            (depth, MAX_DEPTH, "levels, one inside another"),
        ):
            if count > maximum:
                hint = "use fewer aliases, or split the file; a long list of rows belongs in CSV or JSONL"
                too_large = Diagnostic(ERROR, "yaml-too-large", where, f"more than {maximum:,} {noun}", hint)
                raise DiagnosticError([*self.problems, too_large])

    def alias(self, name: str, where: Where, depth: int) -> tuple[Node, int]:
        """Return the node that an alias stands for, and its height in levels."""
        if anchor := self.anchors.get(name):
            self.count(anchor.nodes, anchor.size, depth + anchor.height - 1, where)
            return anchor.node, anchor.height
        message, hint = f"alias *{name} refers to itself", "write the value out"
        if name not in self.anchors:
            message = f"alias *{name} refers to nothing: no value before it is named &{name}"
            hint = "put a text that starts with * in quotes"
        self.problem("yaml-alias-invalid", where, message, hint)
        return Scalar("", where), 1

    def scalar(self, event: Any, where: Where) -> Scalar:
        plain = event.style in (None, "")
        if plain and (hashtag := HASHTAG.match(self.lines[event.end_mark.line], event.end_mark.column)):
            place = Where(self.file, event.end_mark.line + 1, hashtag.start(1) + 1)
            hint = "put the text in quotes; if it is meant as a comment, write a space after the #"
            self.problem("yaml-hashtag-unquoted", place, f"to YAML {hashtag[1]} is a comment, not a hashtag", hint)
        if invalid := INVALID.search(event.value):
            message = f"the text holds the character U+{ord(invalid[0]):04X}, which cannot be printed"
            self.problem("yaml-encoding-invalid", where, message, "write the character itself, or delete it")
        start = where.column - 1 + (not plain)
        verbatim = self.lines[where.line - 1].startswith(event.value, start)
        return Scalar("" if plain and event.value in NULLS else event.value, where, plain, verbatim)

    def sequence(self, start: Any, where: Where, depth: int) -> tuple[Sequence, int]:
        """Return a sequence, whose start is the event *start*, and its height in levels."""
        items, height = [], 0
        while not isinstance(event := next(self.events), self.yaml.SequenceEndEvent):
            item, item_height = self.node(event, depth + 1)
            items.append(item)
            height = max(height, item_height)
        self.problems += find_slips([(None, item) for item in items], where, flow=start.flow_style)
        return Sequence(tuple(items), where), height + 1

    def mapping(self, start: Any, where: Where, depth: int) -> tuple[Mapping, int]:
        """Return a mapping, whose start is the event *start*, and its height in levels."""
        items: dict[str, tuple[Scalar, Node]] = {}
        entries: list[tuple[Node | None, Node | None]] = []
        height = 0
        while not isinstance(event := next(self.events), self.yaml.MappingEndEvent):
            key, key_height = self.node(event, depth + 1)
            following = next(self.events)
            # In `{quote}` the missing value starts where the key ends; in `{quote: }` there is a colon in between.
            end, begin = event.end_mark, following.start_mark
            bare = start.flow_style and (end.line, end.column) == (begin.line, begin.column)
            value, value_height = self.node(following, depth + 1)
            entries.append((key, None if bare else value))
            height = max(height, key_height, value_height)
            if self.is_valid_key(key, items):
                items[key.text] = (key, value)
        self.problems += find_slips(entries, where, flow=start.flow_style)
        return Mapping(tuple(items.values()), where), height + 1

    def is_valid_key(self, key: Node, items: dict[str, tuple[Scalar, Node]]) -> TypeGuard[Scalar]:
        """Return whether *key* is valid and new; if not, that is a problem."""
        if not isinstance(key, Scalar):
            hint = "put a text that starts with { or [ in quotes"
            self.problem("yaml-key-invalid", key.where, "a key must be a word", hint)
        elif key.plain and key.text == "<<":
            hint = "write extends: with the name of the template to start from"
            self.problem("yaml-merge-invalid", key.where, "merge keys (<<) are not supported", hint)
        elif key.text in items:
            first = items[key.text][0].where
            message, note = f"the key {key.text!r} is given twice", Note(first, f"{key.text!r} is first given")
            self.problem("yaml-key-duplicate", key.where, message, "keep one of the two", note)
        else:
            return True
        return False
