"""The dialogue of `memegen make` without a template: asks, renders, and prints the command line for next time."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from memegen.cli.field_options import describe, shown, with_brand_defaults
from memegen.cli.make import MakeRequest, make, output_stem
from memegen.cli.streams import is_terminal
from memegen.core.diagnostics import DiagnosticError, fail, hint_of
from memegen.core.numbers import parse_whole
from memegen.model.values import parse_flag
from memegen.template.field_values import value_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from memegen.cli.session import Session
    from memegen.model.entities import Field, Raw, Template

T = TypeVar("T")
# The field for the part of a photo to show.
FOCUS = "focus"
# The help of the question for platforms.
PLATFORM_EXAMPLES = (
    "Where will it be posted? Platforms or sizes, with commas between, e.g. instagram-square, x-post, 1200x675;"
    " `memegen platforms` lists all platforms"
)


class Dialogue:
    """Questions on stderr for everything that the request does not contain yet."""

    def __init__(self, session: Session, request: MakeRequest) -> None:
        """Prepare the dialogue. Raises DiagnosticError unless stdin and stderr are terminals."""
        if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
            hint = "name one: memegen make TEMPLATE; list all with: memegen templates"
            raise fail("template-required", "no template given, and stdin is not a terminal", hint)
        self.session = session
        self.request = request
        self.renderer = session.renderer(request.templates)

    def run(self) -> int:
        """Ask, render and print the command line; return the exit code. Raises EOFError if the input ends."""
        template = self._ask_template()
        self.request = replace(self.request, template=template.name)
        fields = with_brand_defaults(template.fields.values(), self.renderer.catalog.brand(self.request.brand))
        fields.sort(key=lambda field: not field.required)
        values: dict[str, Raw] = {}
        for field in fields:
            if is_answerable(field, fields, values) and (value := self._ask_value(template, field)):
                values[field.name] = value
        self.request = replace(self.request, values=values)
        if not self.request.platforms:
            self.request = replace(self.request, platforms=self._ask_platforms(template))
        if not self.request.output:
            self.request = replace(self.request, output=self._ask_output(template))
        code = make(self.session, self.request)
        self.session.screen.note(f"Next time: {command_line(self.request, template)}")
        return code

    def _ask_template(self) -> Template:
        # Templates of the user's own come first.
        bundled = set(self.renderer.catalog.names_in(None))
        names = sorted(self.renderer.catalog.names, key=bundled.__contains__)
        width = max(map(len, names), default=0)
        for number, name in enumerate(names, 1):
            self.session.screen.note(f"{number:3}  {name:{width}}  {self.renderer.catalog.about(name)}")

        def parse(text: str) -> Template:
            return self.renderer.template(_by_number(text, names), self.request.brand)

        while True:
            text = prompt("Which template (number or name)? ")
            if text and (template := self._parsed(parse, text)):
                return template

    def _ask_value(self, template: Template, field: Field) -> Raw:
        """Return the answer; "" means the default."""
        screen = self.session.screen
        screen.note(f"{screen.bold(field.name)}: {describe(field)}" if describe(field) else screen.bold(field.name))
        if field.type == "list":
            entries: list[str] = []
            while text := prompt(f"  {field.name} {len(entries) + 1} (Enter ends the list): "):
                entries.append(text)
            return tuple(entries) if entries or not field.required else self._ask_value(template, field)
        if field.type == "choice":
            screen.note("  " + "  ".join(f"{number} {option}" for number, option in enumerate(field.options, 1)))
        default = f" [{shown(field.default)}]" if field.default else ""
        while True:
            text = prompt(f"  {field.name}{default}: ")
            answer = self._parsed(lambda text: self._checked_value(template, field, text), text)
            if answer is not None:
                return answer

    def _checked_value(self, template: Template, field: Field, text: str) -> str:
        """Return the answer as a value of the field. Raises DiagnosticError if it is invalid."""
        if field.type == "choice":
            text = _by_number(text, field.options)
        if field.type == "photo" and text:
            text = unquoted_path(text)
            if not Path(text).is_file():
                raise fail(
                    "photo-not-found", f"photo not found: {text}", "drag the photo into this window, or type its path"
                )
        if field.type == "flag" and text:
            text = _yes_or_no(text)
        if not text and field.default:
            return ""
        catalog = self.renderer.catalog
        context = catalog.context(catalog.brand(self.request.brand), catalog.pick([template.platform])[0])
        if found := value_problems(field, text, context):
            raise fail("field-invalid", str(found[0]), hint_of(found[0]))
        return text

    def _ask_platforms(self, template: Template) -> tuple[str, ...]:
        def parse(text: str) -> tuple[str, ...]:
            names = tuple(text.replace(",", " ").split())
            self.renderer.catalog.pick(names)
            return names

        self.session.screen.note(PLATFORM_EXAMPLES)
        default = ",".join(self.renderer.catalog.default_platforms(template))
        while True:
            # Short: a terminal that cannot wrap an edited line shows only the end of a long one.
            text = prompt(f"  platforms [{default}]: ")
            platforms = self._parsed(parse, text)
            if platforms is not None:
                return platforms

    def _ask_output(self, template: Template) -> str:
        stem, _, _ = output_stem(self.request, template, self.request.values)

        def parse(text: str) -> str:
            output_stem(replace(self.request, output=text), template, self.request.values)
            return text

        while True:
            output = self._parsed(parse, unquoted_path(prompt(f"Save it as, or in which folder? [{stem}]: ")))
            if output is not None and output != "-":
                return output

    def _parsed(self, parse: Callable[[str], T], text: str) -> T | None:
        """Return the parsed answer; None, after its diagnostics have been printed, if it is invalid."""
        try:
            return parse(text)
        except DiagnosticError as error:
            self.session.screen.diagnostics(error.diagnostics)
            return None


def is_answerable(field: Field, fields: Sequence[Field], values: Mapping[str, Raw]) -> bool:
    """Return whether a question makes sense: the part of a photo to show does not, if the answers have no photo."""
    photos = [each.name for each in fields if each.type == "photo"]
    return field.name != FOCUS or not photos or any(name in values for name in photos)


def prompt(question: str) -> str:
    """Return the answer to a question without surrounding blanks. Raises EOFError if the input ends."""
    if is_terminal(sys.stdout):
        # readline lets the user edit an answer. It writes to stdout, which is a terminal here.
        with suppress(ImportError):
            import readline  # noqa: F401
        return input(question).strip()
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer.strip()


def _yes_or_no(text: str) -> str:
    """Return the answer as a value of a flag. Raises DiagnosticError if it is none."""
    word = {"y": "yes", "n": "no"}.get(text.lower(), text)
    try:
        return "yes" if parse_flag(word) else "no"
    except ValueError as error:
        raise fail("field-invalid", str(error), "answer y or n") from None


def unquoted_path(text: str) -> str:
    """Return the path in an answer without the quotes that terminals add to a file dragged into them."""
    # No shell has expanded ~ in an answer.
    text = os.path.expanduser(text)  # noqa: PTH111 - Path("").expanduser() would be "."
    if Path(text).exists():
        return text
    try:
        words = shlex.split(text)
    except ValueError:
        return text
    return words[0] if len(words) == 1 else text


def command_line(request: MakeRequest, template: Template) -> str:
    """Return the shell command for a request."""
    words = ["memegen", "make", request.template]
    for file in request.templates:
        words += ["-T", file]
    for name, value in request.values.items():
        if template.fields[name].type == "flag":
            words.append(f"--{name}" if value == "yes" else f"--no-{name}")
            continue
        for entry in value if isinstance(value, tuple) else (value,):
            words += [f"--{name}", str(entry)]
    for option, text in (
        ("-p", ",".join(request.platforms)),
        ("-b", request.brand),
        ("-o", request.output),
        ("-f", request.format),
    ):
        words += [option, text] if text else []
    return shlex.join(words)


def _by_number(text: str, options: Sequence[str]) -> str:
    """Return the option that *text* numbers, from 1, or the text itself if it is not such a number."""
    with suppress(ValueError):
        return options[parse_whole(text, 1, len(options)) - 1]
    return text
