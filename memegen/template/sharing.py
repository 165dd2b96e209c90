"""What templates share: styles, colours, words and parts by name, and where a name is looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader

# The keys of a file, and of a template, under which something is shared.
SECTIONS = {
    "styles": "sets of keys by name; a layer takes one with `style: NAME`, and its own keys win",
    "colours": "colours by name, derived from those of the brand; a name is written wherever a colour is",
    "parts": "layers by name, which a layer `use: NAME` draws, with the parameters that they take",
    "words": "the template's own texts by name and language, for `{words.NAME}`",
}
NAME = lazy_pattern(r"[^\W\d][\w-]*")
# The sections of one file or template by key.
Sections = Mapping[str, Node]


@frozen
class Definition:
    """One thing that is shared.

    Attributes:
        name: its name, with its place.
        body: its content.
        near: whether it is defined in the template, in the file in which it is named, or in one that this includes.
    """

    name: Scalar
    body: Node
    near: bool = True


# Sections of a file and what it includes, and those of all other files, each the nearest first.
Visible = tuple[tuple[Sections, ...], tuple[Sections, ...]]


def _nothing(file: str) -> Visible:
    return (), ()


class Sharing:
    """Finds definitions by name, for the values of one template.

    A name is looked up in the template, then in the file in which the name is written, then in the files that this file
    includes, then in the other files, the last one first. A template that comes with memegen is therefore not
    affected by the user's files, even if they use the same names.
    """

    def __init__(self, visible: Callable[[str], Visible] = _nothing, template: Sections | None = None) -> None:
        """Find definitions in *template*, and in the sections that are *visible* from a file, the nearest first."""
        self._visible = visible
        self._template = template or {}
        self._known: dict[tuple[str, str], dict[str, Definition]] = {}

    def within(self, reader: Reader, template: Sections) -> Sharing:
        """Return the same with the definitions of a template, whose names are checked."""
        check_names(reader, template)
        return Sharing(self._visible, template)

    def known(self, section: str, file: str) -> Mapping[str, Definition]:
        """Return all definitions of a section that may be named in *file*, by name, the nearest first.

        Raises:
            DiagnosticError: a file that is included cannot be read.
        """
        key = (section, file)
        if key not in self._known:
            found: dict[str, Definition] = {}
            near, far = self._visible(file)
            for group in ((self._template, *near), far):
                for node in (sections.get(section) for sections in group):
                    for name, body in node.items if isinstance(node, MappingNode) else ():
                        found.setdefault(name.text, Definition(name, body, group is not far))
            self._known[key] = found
        return self._known[key]

    def find(self, section: str, name: str, file: str) -> Definition | None:
        """Return the definition of a name that is written in *file*; None if there is none."""
        return self.known(section, file).get(name)

    def part(self, name: str, file: str) -> Node | None:
        """Return the content of a part; None if there is none. Errors are those of :meth:`known`."""
        definition = self.find("parts", name, file)
        return definition.body if definition else None


def check_names(reader: Reader, sections: Sections) -> None:
    """Check that each section is a mapping, and that its names are names."""
    for section in SECTIONS:
        for name, _ in reader.mapping(sections[section], section).items if section in sections else ():
            if not NAME.fullmatch(name.text):
                reader.problem(name.where, f"{section}: {name.text!r} is not a name", "use letters, digits, - and _")
