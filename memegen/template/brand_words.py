"""Words of a template that its brand lacks: ``{brand.words.thanks}`` in a place that would then be empty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, closest_match
from memegen.model.brand import Brand
from memegen.model.entities import SourceValue, Template
from memegen.model.values import texts_in
from memegen.template.changes import walk_specs
from memegen.template.scope import WORDS_PREFIX
from memegen.template.variables import Part, Variable, names_in, parse_pattern
from memegen.template.words import patterns, written_out


def lacking_words(template: Template, brand: Brand, all_words: Callable[[], Collection[str]]) -> list[Diagnostic]:
    """Return a problem for each word that a template takes from its brand and that the brand lacks.

    A word that no brand has is an error, and in an optional place a warning; one that only this brand lacks is a
    warning, and in an optional place no problem. A place is optional in brackets, in an expression, and in a layer
    whose condition is about the word.

    Args:
        template: the template, valid otherwise.
        brand: its brand.
        all_words: returns the words of all brands that there are; called only if this one lacks a word.
    """
    found: list[Diagnostic] = []
    own = patterns(template.words, brand.language)
    for value, condition in _values(template):
        for word, optional in _words(value, condition, own):
            if word in brand.words:
                continue
            exists = word in all_words()
            if not (exists and optional):
                found.append(_problem(value, word, brand, ERROR if not exists and not optional else WARNING))
    return found


def _values(template: Template) -> Iterator[tuple[SourceValue, str]]:
    """Yield every value that may have variables, with the condition of its layer."""
    for field in template.fields.values():
        yield SourceValue(field.default, field.where), ""
    for spec in walk_specs((*template.background, *template.layers)):
        condition = " ".join(texts_in(spec.values["when"].raw)) if "when" in spec.values else ""
        changes = [by_id[spec.id] for by_id in template.shapes.values() if spec.id in by_id]
        for values in (spec.values, *changes):
            for key, value in values.items():
                if key != "when":
                    yield value, condition
    yield template.alt, ""
    yield template.caption, ""


def _words(value: SourceValue, condition: str, own: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the words of the brand in a value, and whether each is in an optional place.

    Args:
        value: the value.
        condition: the condition of its layer.
        own: the template's own words, which may contain words of the brand.
    """
    for text in (written_out(text, own) for text in texts_in(value.raw)):
        if WORDS_PREFIX not in text:
            continue
        required = set(_required(parse_pattern(text)))
        for name in dict.fromkeys(names_in(text)):
            if name.startswith(WORDS_PREFIX):
                yield name.removeprefix(WORDS_PREFIX), name not in required or name in condition


def _required(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the variables that stand in a pattern outside of sections and expressions."""
    yield from (part.name for part in parts if isinstance(part, Variable))


def _problem(value: SourceValue, word: str, brand: Brand, severity: str) -> Diagnostic:
    near = closest_match(word, brand.words)
    known = f"its words: {', '.join(sorted(brand.words))}" if brand.words else "it has no words"
    hint = f"did you mean {near}? {known}" if near else f"add it under `words:` of the brand; {known}"
    message = f"brand {brand.name} has no word {word!r}, so nothing is printed for {{{WORDS_PREFIX}{word}}}"
    return Diagnostic(severity, "word-unknown", value.where, message, hint)
