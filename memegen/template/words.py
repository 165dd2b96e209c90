"""Words: the texts of a template itself, by language, chosen by the language of the brand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from memegen.core.diagnostics import expected, hint_of
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.model.entities import SourceValue, Words
from memegen.model.values import texts_in
from memegen.template.expand import expand
from memegen.template.expressions.scope import Deferred, Scope
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader
from memegen.template.sharing import Definition, Sharing
from memegen.template.variables import names_in

PREFIX = "words."
# Plural categories (Unicode TR 35, "Language Plural Rules"); `other` is the form of all numbers without one.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OTHER = "other"
# A language tag (BCP 47): a language, and any subtags.
TAG = lazy_pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
REFERENCE = lazy_pattern(r"(?<!\\)\{\s*words\.([\w-]+)\s*\}")
VARIABLE = lazy_pattern(r"\{\s*([^{}]*?)\s*\}")
# Maximum length of a text with the words in it, in characters, and maximum depth of words in one another.
MAX_LENGTH, MAX_DEPTH = 10_000, 10
HINT = "write a text for each language: {en: Thank you, cy: Diolch}"


class WordReader:
    """Reads the words that a template uses.

    Attributes:
        used: the words by name, each with its texts by language, the first one first.
    """

    def __init__(self, reader: Reader, sharing: Sharing) -> None:
        """Find words in *sharing*; problems are added to *reader*."""
        self._reader = reader
        self._sharing = sharing
        self.used: dict[str, Words] = {}
        self._lengths: dict[str, int] = {}

    def names(self, file: str) -> list[str]:
        """Return the variables of the words that may be named in *file*."""
        return [PREFIX + name for name in self._sharing.known("words", file)]

    def note(self, variables: Iterable[str], value: SourceValue) -> list[SourceValue]:
        """Read the words among the *variables* of a value, and those in them; return the texts without plural forms."""
        found: dict[str, list[SourceValue]] = {}
        pending = [(variable, value) for variable in dict.fromkeys(variables)]
        for variable, user in pending:
            name, definition = variable.removeprefix(PREFIX), self._find(variable, user)
            if definition is None:
                continue
            if name not in self.used:
                self.used[name] = self._read(name, definition.body)
                self._measure(variable, definition, ())
            if any(not isinstance(text, str) for text in self.used[name].values()):
                self._check_forms(name, variable, user, _texts(definition.body))
            elif name not in found:
                found[name] = _texts(definition.body)
                pending += [(inner, text) for text in found[name] for inner in dict.fromkeys(_names(text))]
        return [text for texts in found.values() for text in texts]

    def _find(self, variable: str, value: SourceValue) -> Definition | None:
        """Return the definition of a variable that is a word, as *value* names it; None if it is none."""
        name = variable.removeprefix(PREFIX)
        return self._sharing.find("words", name, value.where.file) if variable.startswith(PREFIX) else None

    def _measure(self, variable: str, definition: Definition, chain: tuple[str, ...]) -> int:
        """Return the maximum length of a word with the words in it; a word within itself is a problem."""
        name = variable.removeprefix(PREFIX)
        if name in chain:
            loop = " → ".join((*chain[chain.index(name) :], name))
            message, hint = f"the words {name!r} contain themselves: {loop}", "write one of the texts out"
            self._reader.problem(definition.name.where, message, hint, "word-cycle", mistake=f"words {sorted(chain)}")
            return 0
        if name in self._lengths:
            return self._lengths[name]
        if len(chain) >= MAX_DEPTH:
            return self._too_large(definition, f"contain words in words more than {MAX_DEPTH} deep")
        length = 0
        for text in _texts(definition.body):
            inner = ((each, self._find(each, text)) for each in _names(text))
            parts = (self._measure(each, word, (*chain, name)) for each, word in inner if word)
            length = max(length, len(str(text.raw)) + sum(parts))
        if length > MAX_LENGTH:
            length = self._too_large(definition, f"have more than {MAX_LENGTH:,} characters, with the words in them")
        return self._lengths.setdefault(name, length)

    def _too_large(self, definition: Definition, what: str) -> int:
        """Report that a word is too large, once for all words that contain it; return the length that counts for it."""
        message, hint = f"the words {definition.name.text!r} {what}", "name fewer words in words"
        self._reader.problem(definition.name.where, message, hint, "words-too-large", mistake="words-too-large")
        return 0

    def _check_forms(self, name: str, variable: str, value: SourceValue, texts: list[SourceValue]) -> None:
        """Check that words with plural forms are not written as one text, and that their one variable is `{n}`."""
        for text in texts:
            if others := set(VARIABLE.findall(str(text.raw))) - {"n"}:
                message = f"words, {name}: the forms of a plural know no variable but {{n}}, not {{{min(others)}}}"
                self._reader.problem(text.where, message, "write the rest beside the call of plural")
        if any(f"{{{variable}}}" in text for text in texts_in(value.raw)):
            message = f"the words {name!r} have plural forms"
            self._reader.problem(
                value.where, message, f"write {{plural(n, {variable})}}, with the number in place of n"
            )

    def _read(self, name: str, node: Node) -> Words:
        if isinstance(node, Scalar) or not isinstance(node, MappingNode) or OTHER in node:
            return {"": self._text(name, node)}
        words: dict[str, str | Mapping[str, str]] = {}
        for tag, body in node.items:
            if TAG.fullmatch(tag.text):
                words[tag.text] = self._text(name, body)
            else:
                self._reader.problem(tag.where, f"words, {name}: {tag.text!r} is not a language tag", HINT)
        if not node.items:
            self._reader.problem(node.where, f"words, {name}: the text is empty", HINT)
        return words

    def _text(self, name: str, node: Node) -> str | Mapping[str, str]:
        """Return a text, or texts by plural category."""
        if not isinstance(node, MappingNode):
            return self._reader.text(node, f"words, {name}")
        for category, _ in node.items:
            if category.text not in CATEGORIES:
                hint = expected(category.text, CATEGORIES, "plural categories")
                self._reader.problem(category.where, f"words, {name}: no plural category {category.text!r}", hint)
        if OTHER not in node:
            message = f"words, {name}: the form {OTHER!r} is missing"
            self._reader.problem(node.where, message, f"add {OTHER}: the form for all other numbers")
        return {category.text: self._reader.text(form, f"words, {name}") for category, form in node.items}


@frozen
class Word(Deferred):
    """A word whose text contains variables, for expressions that name it.

    Attributes:
        name: its name.
        pattern: its text in the language of the brand.
    """

    name: str
    pattern: str

    def text(self, scope: Scope, *, plain: bool) -> str:
        """Return the text with the variables of *scope*."""
        try:
            return expand(self.pattern, scope, plain=plain)
        except ValueError as error:
            from memegen.template.expressions.nodes import ExpressionError

            # Its column is one in the word, not in the text that names the word.
            message = error.message if isinstance(error, ExpressionError) else str(error)
            raise ExpressionError(f"{PREFIX}{self.name}: {message}", hint=hint_of(error)) from None


def _names(text: SourceValue) -> tuple[str, ...]:
    """Return the variables in a text; none if it is not a pattern, which is reported where it is checked."""
    try:
        return names_in(str(text.raw))
    except ValueError:
        return ()


def _texts(node: Node) -> list[SourceValue]:
    """Return the texts of a word in all languages, plural forms included."""
    if isinstance(node, MappingNode):
        return [text for _, body in node.items for text in _texts(body)]
    return [SourceValue(node.text, node.where)] if isinstance(node, Scalar) else []


def patterns(words: Mapping[str, Words], language: str) -> dict[str, str]:
    """Return the texts in a language that contain variables, with those in them in place of their names."""
    chosen = {name: in_language(texts, language) for name, texts in words.items()}
    found = {name: text for name, text in chosen.items() if isinstance(text, str) and "{" in text}
    return {name: written_out(text, found) for name, text in found.items()}


def written_out(text: str, patterns: Mapping[str, str]) -> str:
    """Return a text with the texts of *patterns* in place of their names; none of them is within itself."""

    def replaced(reference: re.Match[str]) -> str:
        name = reference[1]
        return written_out(patterns[name], patterns) if name in patterns else reference[0]

    return REFERENCE.sub(replaced, text)


def in_language(words: Words, language: str) -> str | Mapping[str, str]:
    """Return the text, or the plural forms, for a language tag.

    That is the text of the tag itself, of the tag without its last subtags, of another tag of the same language, of
    English, or the first one: for cy-GB that of cy-GB, cy, cy-…, en.
    """
    tags = {tag.lower(): tag for tag in words}
    wanted = language.lower()
    while wanted and wanted not in tags:
        wanted = wanted.rpartition("-")[0]
    primary = language.lower().partition("-")[0]
    same = (tag for tag in tags if tag.partition("-")[0] == primary)
    english = (tag for tag in tags if tag.partition("-")[0] == "en")
    choice = wanted or next(same, "") or next(english, "")
    return words[tags[choice]] if choice else next(iter(words.values()), "")
