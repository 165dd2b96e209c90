"""Words: the texts of a template itself, by language, chosen by the language of the brand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from memegen.core.diagnostics import expected
from memegen.core.regex import lazy_pattern
from memegen.model.entities import SourceValue, Words
from memegen.model.values import texts_in
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader
from memegen.template.sharing import Sharing

PREFIX = "words."
# Plural categories (Unicode TR 35, "Language Plural Rules"); `other` is the form of all numbers without one.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OTHER = "other"
# A language tag (BCP 47): a language, and any subtags.
TAG = lazy_pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
VARIABLE = lazy_pattern(r"\{\s*([^{}]*?)\s*\}")
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

    def names(self, file: str) -> list[str]:
        """Return the variables of the words that may be named in *file*."""
        return [PREFIX + name for name in self._sharing.known("words", file)]

    def note(self, variables: Iterable[str], value: SourceValue) -> list[SourceValue]:
        """Read the words that are among the *variables* of a value; return the texts of those without plural forms."""
        texts: list[SourceValue] = []
        for variable in variables:
            name = variable.removeprefix(PREFIX)
            is_word = variable.startswith(PREFIX)
            definition = self._sharing.find("words", name, value.where.file) if is_word else None
            if definition is None:
                continue
            if name not in self.used:
                self.used[name] = self._read(name, definition.body)
            if any(not isinstance(text, str) for text in self.used[name].values()):
                self._check_forms(name, variable, value, _texts(definition.body))
            else:
                texts += _texts(definition.body)
        return texts

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


def _texts(node: Node) -> list[SourceValue]:
    """Return the texts of a word in all languages, plural forms included."""
    if isinstance(node, MappingNode):
        return [text for _, body in node.items for text in _texts(body)]
    return [SourceValue(node.text, node.where)] if isinstance(node, Scalar) else []


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
