"""The functions of texts and lists: joined as a language does, their first and last, in another case, plural forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import category

from memegen.template.expressions import formats
from memegen.template.expressions.arguments import Arguments, Function, texts_of
from memegen.template.expressions.typed import text_of
from memegen.template.expressions.values import Entry, Typed, Value, bare

if TYPE_CHECKING:
    from memegen.template.expressions.evaluate import Evaluation


def _join(evaluation: Evaluation, arguments: Arguments) -> Value:
    texts = texts_of(evaluation, bare(arguments[0]))
    if len(arguments) > 1:
        return text_of(arguments[1], evaluation.scope.setting).join(texts)
    return formats.list_text(texts, evaluation.scope.setting.language)


def _entry(position: int) -> Callable[[Evaluation, Arguments], Value | Typed]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value | Typed:
        value = bare(arguments[0])
        if isinstance(value, tuple):
            return value[position] if value else None
        return arguments[0]

    return compute


def _cased(case: str) -> Callable[[Evaluation, Arguments], Value]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value:
        from memegen.text.letter_case import change_text_case

        text = text_of(arguments[0], evaluation.scope.setting)
        return change_text_case(text, case, evaluation.scope.setting.language)

    return compute


def _plural(evaluation: Evaluation, arguments: Arguments) -> Value:
    number = evaluation.number(bare(arguments[0]))
    setting = evaluation.scope.setting
    category = formats.plural_category(number, setting.language)
    forms = bare(arguments[1])
    if len(arguments) > 2:
        form: Value = bare(arguments[1] if category == "one" else arguments[2])
    elif isinstance(forms, Entry):
        form = bare(forms.get(category) or forms.get("other"))
    else:
        form = forms
    return text_of(form, setting).replace("{n}", formats.number_text(number, setting.language))


def _words(evaluation: Evaluation, arguments: Arguments) -> Value:
    return tuple(text_of(arguments[0], evaluation.scope.setting).split())


def _keyword(evaluation: Evaluation, arguments: Arguments) -> Value:
    """Return the first starred phrase, or the longest word, without punctuation at its ends."""
    from memegen.text.markup import clean, parse

    styled = parse(clean(text_of(arguments[0], evaluation.scope.setting)))
    starred = [styled.plain[span.start : span.end] for span in styled.spans if span.attributes.emphasis]
    return max(map(_trimmed, starred[:1] or styled.plain.split()), key=len, default="")


def _trimmed(text: str) -> str:
    """Return *text* from its first letter or digit to its last, with the marks on that one."""
    ends = [at for at, char in enumerate(text) if category(char)[0] in "LNM"]
    return text[ends[0] : ends[-1] + 1] if ends else text


FUNCTIONS = {
    "join": Function("join(list) or join(list, ', ')", 1, 2, _join),
    "first": Function("first(list)", 1, 1, _entry(0)),
    "last": Function("last(list)", 1, 1, _entry(-1)),
    "upper": Function("upper(text)", 1, 1, _cased("upper")),
    "lower": Function("lower(text)", 1, 1, _cased("lower")),
    "title": Function("title(text)", 1, 1, _cased("title")),
    "plural": Function("plural(n, 'one form', 'other form') or plural(n, words.name)", 2, 3, _plural),
    "words": Function("words(text)", 1, 1, _words),
    "keyword": Function("keyword(text)", 1, 1, _keyword),
}
