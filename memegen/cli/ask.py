"""Bare `memegen make`: asks for everything, makes the picture, and says how to do it in one line next time."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from memegen.cli.fields import describe, shown, spoken
from memegen.cli.make import Request, make, output_stem
from memegen.cli.screen import is_terminal
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.numbers import parse_whole
from memegen.model.values import parse_flag
from memegen.template.bind import value_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from memegen.cli.session import Session
    from memegen.model.entities import Field, Raw, Template

T = TypeVar("T")


COMMON = "  such as instagram-square, instagram-story, x-post, facebook-square; `memegen platforms` lists them all"


class Asking:
    """A conversation on stderr. What *request* holds already (platforms, brand, output) is not asked for."""

    def __init__(self, session: Session, request: Request) -> None:
        if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
            hint = "name one: memegen make TEMPLATE --FIELD VALUE; `memegen templates` lists them"
            raise fail("template-missing", "which template? questions need a terminal", hint)
        self.session = session
        self.request = request
        self.renderer = session.renderer(request.templates)

    def run(self) -> int:
        """Ask, make, tell; the exit code. Raises EOFError when the user has had enough."""
        template = self._template()
        self.request = replace(self.request, template=template.name)
        fields = spoken(template.fields.values(), self.renderer.catalog.brand(self.request.brand))
        fields.sort(key=lambda field: not field.required)
        values = {field.name: value for field in fields if (value := self._value(template, field))}
        self.request = replace(self.request, values=values)
        if not self.request.platforms:
            self.request = replace(self.request, platforms=self._platforms(template))
        if not self.request.output:
            self.request = replace(self.request, output=self._output(template))
        code = make(self.session, self.request)
        self.session.screen.note(f"Next time: {command_line(self.request, template)}")
        return code

    def _template(self) -> Template:
        names = self.renderer.catalog.names
        width = max(map(len, names), default=0)
        for number, name in enumerate(names, 1):
            self.session.screen.note(f"{number:3}  {name:{width}}  {self.renderer.catalog.about(name)}")

        def read(text: str) -> Template:
            return self.renderer.template(_by_number(text, names), self.request.brand)

        while True:
            text = prompt("Which template (number or name)? ")
            if text and (template := self._accepted(read, text)):
                return template

    def _value(self, template: Template, field: Field) -> Raw:
        """The answer; "" leaves the field at its default."""
        screen = self.session.screen
        screen.note(f"{screen.strong(field.name)}: {describe(field)}" if describe(field) else screen.strong(field.name))
        if field.type == "list":
            entries: list[str] = []
            while text := prompt(f"  {field.name} {len(entries) + 1} (Enter ends the list): "):
                entries.append(text)
            return tuple(entries) if entries or not field.required else self._value(template, field)
        if field.type == "choice":
            screen.note("  " + "  ".join(f"{number} {option}" for number, option in enumerate(field.options, 1)))
        default = f" [{shown(field.default)}]" if field.default else ""
        while True:
            text = prompt(f"  {field.name}{default}: ")
            answer = self._accepted(lambda text: self._checked(template, field, text), text)
            if answer is not None:
                return answer

    def _checked(self, template: Template, field: Field, text: str) -> str:
        """The text as the field takes it. Raises DiagnosticError."""
        if field.type == "choice":
            text = _by_number(text, field.options)
        if field.type == "photo" and text:
            text = _dropped(text)
            if not Path(text).is_file():
                raise fail(
                    "photo-missing", f"there is no file {text}", "drag the picture into this window, or type its path"
                )
        if field.type == "flag" and text:
            text = _yes_or_no(text)
        if not text and field.default:
            return ""
        catalog = self.renderer.catalog
        context = catalog.context(catalog.brand(self.request.brand), catalog.pick([template.platform])[0])
        if found := value_problems(field, text, context):
            raise fail("field-invalid", found[0], f"such as {shown(field.example)}" if field.example else "")
        return text

    def _platforms(self, template: Template) -> tuple[str, ...]:
        def read(text: str) -> tuple[str, ...]:
            names = tuple(text.replace(",", " ").split())
            self.renderer.catalog.pick(names)
            return names

        self.session.screen.note(COMMON)
        while True:
            text = prompt(f"Where will it be posted? platforms or a size, with commas between [{template.platform}]: ")
            found = self._accepted(read, text)
            if found is not None:
                return found

    def _output(self, template: Template) -> str:
        stem, _, _ = output_stem(self.request, template, self.request.values)

        def read(text: str) -> str:
            output_stem(replace(self.request, output=text), template, self.request.values)
            return text

        while True:
            found = self._accepted(read, _dropped(prompt(f"Save it as, or in which folder? [{stem}]: ")))
            if found is not None and found != "-":
                return found

    def _accepted(self, read: Callable[[str], T], text: str) -> T | None:
        """What *read* makes of the answer; None once it has been said why it makes nothing of it."""
        try:
            return read(text)
        except DiagnosticError as error:
            self.session.screen.diagnostics(error.diagnostics)
            return None


def prompt(question: str) -> str:
    """The answer without blanks about it. Raises EOFError when there is no more to come."""
    if is_terminal(sys.stdout):
        # With readline an answer can be edited; it writes to the terminal, which no data goes to here but paths.
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401
        return input(question).strip()
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer.strip()


def _yes_or_no(text: str) -> str:
    """The answer as a flag's value. Raises DiagnosticError."""
    word = {"y": "yes", "n": "no"}.get(text.lower(), text)
    try:
        return "yes" if parse_flag(word) else "no"
    except ValueError as error:
        raise fail("field-invalid", str(error), "y or n is enough") from None


def _dropped(text: str) -> str:
    """A path as terminals write it for a file that is dragged into them: quoted, or with backslashes."""
    # No shell stands between us and the answer, so ~ is ours to read.
    text = os.path.expanduser(text)  # noqa: PTH111 - Path("").expanduser() would be "."
    if Path(text).exists():
        return text
    try:
        words = shlex.split(text)
    except ValueError:
        return text
    return words[0] if len(words) == 1 else text


def command_line(request: Request, template: Template) -> str:
    """The same request as one line for the shell."""
    words = ["memegen", "make", request.template]
    for file in request.templates:
        words += ["-T", file]
    for name, value in request.values.items():
        if template.fields[name].type == "flag":
            words.append(f"--{name}" if value == "yes" else f"--no-{name}")
            continue
        for entry in (value,) if isinstance(value, str) else value:
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
