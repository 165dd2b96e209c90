"""YAML, read with line and column, and read safely: text in, a tree of three kinds of node out.

Every scalar stays the text that was written (``no`` is "no", ``1.10`` is "1.10"); what it means the schema says.
Tags, merge keys, duplicate keys and several documents are refused, and aliases are counted as if written out in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any, TypeGuard

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, fail
from memegen.core.frozen import frozen, slotted
from memegen.core.regex import lazy_pattern
from memegen.template.nodes import Mapping, Node, Scalar, Sequence
from memegen.template.yaml_errors import explain

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse"]

MAX_BYTES = 1_000_000
MAX_NODES = 50_000
MAX_DEPTH = 60

# What YAML 1.1 takes for a line break, so that lines and columns agree with the parser's.
BREAK = lazy_pattern("\r\n|[\r\n\x85\u2028\u2029]")
UNPRINTABLE = lazy_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What no text may hold, even by way of an escape: NUL, and halves of characters.
BROKEN = lazy_pattern("[\0\ud800-\udfff]")
NOTHING = ("", "~", "null")
# `#Vote` after a space is a comment to YAML and a hashtag to everybody else; a comment proper has a space after the #.
HASHTAG = lazy_pattern(r"\s+(#\w+)")
REFERENCE = lazy_pattern(r"[\w.]+")


def parse(text: str | bytes, file: str) -> Node:
    """The tree of the one document in *text*; an empty one is an empty scalar. *file* is named in every place.

    Raises DiagnosticError with all that was found: yaml-syntax, yaml-encoding, yaml-tag, yaml-key, yaml-duplicate,
    yaml-merge, yaml-alias, yaml-braces, yaml-hashtag, yaml-documents, yaml-too-large.
    """
    import yaml

    text = _decoded(text, file).removeprefix("\ufeff")
    # An event may end on the line after the last.
    lines = [*BREAK.split(text), ""]
    if not all(line.isprintable() for line in lines) and (bad := UNPRINTABLE.search(text)):
        before = BREAK.split(text[: bad.start()])
        message = f"the character U+{ord(bad[0]):04X} cannot be written in YAML"
        raise fail("yaml-encoding", message, "delete it", Where(file, len(before), len(before[-1]) + 1))
    # The parser in C is many times faster, but not every build of PyYAML has it.
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    composer = _Composer(yaml, file, lines, events)
    try:
        root = composer.document()
    except yaml.YAMLError as error:
        raise DiagnosticError(_with_syntax(composer.problems, explain(error, lines, file))) from None
    if composer.problems:
        raise DiagnosticError(sorted(composer.problems, key=lambda d: (d.where.line, d.where.column)))
    return root


def _with_syntax(problems: list[Diagnostic], syntax: Diagnostic) -> list[Diagnostic]:
    """All of them; but bare braces are what broke the syntax after them on their line, and are said once."""
    told = any(p.code == "yaml-braces" and p.where.line == syntax.where.line for p in problems)
    return problems if told else [*problems, syntax]


def _decoded(text: str | bytes, file: str) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise fail("yaml-too-large", f"{size:,} bytes of YAML; {MAX_BYTES:,} are read", "split the file", Where(file))
    if isinstance(text, str):
        return text
    encoding = "utf-16" if text.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise fail("yaml-encoding", "this is not UTF-8", "save the file as UTF-8", Where(file, line)) from None


@frozen
class _Anchor:
    """An anchored node, and what each alias of it costs: nodes, characters, levels."""

    node: Node
    nodes: int
    size: int
    height: int


@slotted
class _Composer:
    """Builds the tree from the parser's events, and collects every problem that does not stop it."""

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

    def problem(self, code: str, where: Where, message: str, hint: str) -> None:
        self.problems.append(Diagnostic(ERROR, code, where, message, hint))

    def document(self) -> Node:
        root: Node | None = None
        for event in self.events:
            if not isinstance(event, self.yaml.DocumentStartEvent):
                continue
            if root is not None:
                hint = "keep one, and take the line of three hyphens out"
                self.problem("yaml-documents", self.where(event.start_mark), "a second document starts here", hint)
                break
            root, _ = self.node(next(self.events), 1)
        return Scalar("", Where(self.file, 1, 1)) if root is None else root

    def node(self, event: Any, depth: int) -> tuple[Node, int]:
        """The node that starts with *event*, and its height in levels."""
        where = self.where(event.start_mark)
        if isinstance(event, self.yaml.AliasEvent):
            return self.alias(event.anchor, where, depth)
        nodes, size = self.nodes, self.size
        self.spend(1, len(getattr(event, "value", "")), depth, where)
        if event.tag is not None:
            hint = "take it out, or put a text that starts with ! in quotes"
            self.problem("yaml-tag", where, f"tags are not read: {event.tag}", hint)
        if event.anchor:
            self.anchors[event.anchor] = None  # open: an alias met before the node is whole is recursive
        node: Node
        if isinstance(event, self.yaml.ScalarEvent):
            node, height = self.scalar(event, where), 1
        elif isinstance(event, self.yaml.SequenceStartEvent):
            node, height = self.sequence(where, depth)
        else:
            node, height = self.mapping(event, where, depth)
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(node, self.nodes - nodes, self.size - size, height)
        return node, height

    def spend(self, nodes: int, size: int, depth: int, where: Where) -> None:
        """Count what was read, aliases as if written out; raises yaml-too-large beyond the limits."""
        self.nodes += nodes
        self.size += size
        for found, most, noun in (
            (self.nodes, MAX_NODES, "values, aliases written out"),
            (self.size, MAX_BYTES, "characters, aliases written out"),
            (depth, MAX_DEPTH, "levels, one inside another"),
        ):
            if found > most:
                hint = "use fewer aliases, or split the file; a long list of rows belongs in CSV or JSONL"
                found_too_large = Diagnostic(ERROR, "yaml-too-large", where, f"more than {most:,} {noun}", hint)
                raise DiagnosticError([*self.problems, found_too_large])

    def alias(self, name: str, where: Where, depth: int) -> tuple[Node, int]:
        if anchor := self.anchors.get(name):
            self.spend(anchor.nodes, anchor.size, depth + anchor.height - 1, where)
            return anchor.node, anchor.height
        hint = "put a text that starts with * in quotes"
        if name in self.anchors:
            self.problem("yaml-alias", where, f"*{name} stands inside the value that it stands for", "write it out")
        else:
            self.problem("yaml-alias", where, f"*{name} stands for a value that is nowhere named &{name}", hint)
        return Scalar("", where), 1

    def scalar(self, event: Any, where: Where) -> Scalar:
        plain = event.style in (None, "")
        if plain and (found := HASHTAG.match(self.lines[event.end_mark.line], event.end_mark.column)):
            place = Where(self.file, event.end_mark.line + 1, found.start(1) + 1)
            hint = "put the text in quotes; if it is meant as a comment, write a space after the #"
            self.problem("yaml-hashtag", place, f"to YAML {found[1]} is a comment, not a hashtag", hint)
        if bad := BROKEN.search(event.value):
            message = f"the text holds the character U+{ord(bad[0]):04X}, which cannot be set"
            self.problem("yaml-encoding", where, message, "write the character itself, or delete it")
        return Scalar("" if plain and event.value in NOTHING else event.value, where, plain)

    def sequence(self, where: Where, depth: int) -> tuple[Sequence, int]:
        items, height = [], 0
        while not isinstance(event := next(self.events), self.yaml.SequenceEndEvent):
            item, below = self.node(event, depth + 1)
            items.append(item)
            height = max(height, below)
        return Sequence(tuple(items), where), height + 1

    def mapping(self, start: Any, where: Where, depth: int) -> tuple[Mapping, int]:
        items: dict[str, tuple[Scalar, Node]] = {}
        height, bare = 0, False
        while not isinstance(event := next(self.events), self.yaml.MappingEndEvent):
            key, above = self.node(event, depth + 1)
            held = next(self.events)
            # In `{quote}` the missing value starts where the key ends; in `{quote: }` the colon lies between.
            bare = start.flow_style and (event.end_mark.line, event.end_mark.column) == (
                held.start_mark.line,
                held.start_mark.column,
            )
            value, below = self.node(held, depth + 1)
            height = max(height, above, below)
            if self.usable(key, items):
                items[key.text] = (key, value)
        if bare and len(items) == 1 and REFERENCE.fullmatch(name := next(iter(items))):
            hint = f'put the text in quotes: "{{{name}}}"; for a mapping write {{{name}: }}'
            self.problem("yaml-braces", where, f"{{{name}}} without quotes is no text to YAML", hint)
        return Mapping(tuple(items.values()), where), height + 1

    def usable(self, key: Node, items: dict[str, tuple[Scalar, Node]]) -> TypeGuard[Scalar]:
        """Whether *key* can be one of the keys; if not, the problem is noted."""
        if not isinstance(key, Scalar):
            self.problem("yaml-key", key.where, "a key must be a word", "put a text that starts with { or [ in quotes")
        elif key.plain and key.text == "<<":
            hint = "write extends: with the name of the template to start from"
            self.problem("yaml-merge", key.where, "merge keys are not read", hint)
        elif key.text in items:
            first = items[key.text][0].where
            message = f"the key {key.text!r} is already given at {first}"
            self.problem("yaml-duplicate", key.where, message, "keep one of the two")
        else:
            return True
        return False
