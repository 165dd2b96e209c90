"""Lists of quotes in the shapes in which they are public: columns, keys and oddities; the words are our own."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest

from memegen.batch.rows import Reading, Row, map_columns, read_rows
from memegen.model.entities import Field

QUOTES = (
    ("Small doors open on large rooms.", "Ada North"),
    ("The bell rings, for whoever hears it.", "Ben Weir"),
    ("A shelf is a promise.", "Cleo Marsh"),
)
FIELDS = {name: Field(name, required=name == "quote") for name in ("quote", "by", "role")}


def table(*header: str, cells: str = "{quote}|{by}", delimiter: str = ",") -> str:
    file = StringIO()
    rows = [cells.format(quote=quote, by=by, n=n).split("|") for n, (quote, by) in enumerate(QUOTES)]
    csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return file.getvalue()


def objects(quote: str, by: str, **more: object) -> list[dict[str, object]]:
    return [{"id": n, quote: text, by: name, **more} for n, (text, name) in enumerate(QUOTES)]


def lines(pattern: str) -> str:
    return "".join(pattern.format(quote=quote, by=by, n=n) for n, (quote, by) in enumerate(QUOTES, 1))


SHAPES = {
    "category": table("Quote", "Author", "Category", cells="{quote}|{by}|life"),
    "capitals": table("QUOTE", "AUTHOR", "GENRE", cells="{quote}|{by}|life", delimiter=";"),
    "index": table("", "quote", "author", cells="{n}|{quote}|{by}"),
    "serial": table("sno", "quote_text", "author_name", "likes", cells="{n}|{quote}|{by}|9"),
    "german": table("Zitat", "Autor:in", "Quelle", cells="{quote}|{by}|Brief", delimiter=";"),
    "french": table("Citation", "Auteur·rice", "Livre", cells="{quote}|{by}|L", delimiter=";"),
    "tabs": table("Quote", "Attributed to", "Year", cells="{quote}|{by}|1848", delimiter="\t"),
    "form": table("Timestamp", "Message", "Your name", "Town", cells="2027|{quote}|{by}|Durham"),
    "speech": table("Statement", "Speaker", "Context", cells="{quote}|{by}|speech"),
    "in the quote": table("quote", cells="{quote} - {by}"),
    "in the quote, with tags": table("quote", "tags", cells="“{quote}” — {by}|doors"),
    "HTML": table("quote", "author", cells="&ldquo;{quote}&rdquo;|&mdash; {by}"),
    "directive": "sep=;\n" + table("Quote", "Author", delimiter=";"),
    "Markdown table": "| Quote | Author |\n|:---|---|\n" + lines("| {quote} | {by} |\n"),
    "Markdown bullets": "# Quotes\n\n" + lines("- “{quote}” — *{by}*\n"),
    "Markdown quotations": lines("> {quote}\n>\n> — {by}\n\n"),
    "fortunes": lines("{quote}\n\t\t-- {by}\n%\n"),
    "names below": lines("{quote}\n{by}\n\n"),
    "numbers": lines('{n}. "{quote}" - {by}\n'),
    "waves": lines("{quote}~ {by}\n"),
    "quoteText": json.dumps({"quotes": objects("quoteText", "quoteAuthor")}),
    "content": json.dumps({"count": 3, "results": objects("content", "author", tags=["x"])}),
    "nested": json.dumps({"data": {"quotes": objects("quote", "author")}}),
    "numbered": json.dumps({str(n): each for n, each in enumerate(objects("quote", "author"))}),
    "by author": json.dumps({by: [quote] for quote, by in QUOTES}),
    "arrays": json.dumps([["quote", "author"], *QUOTES]),
    "texts": json.dumps([f"{quote} — {by}" for quote, by in QUOTES]),
    "hitokoto": json.dumps(objects("hitokoto", "from_who", uuid="x")),
    "lines of JSON": "".join(json.dumps(each) + "\n" for each in objects("body", "attribution")),
    "YAML": lines('- quote: "{quote}"\n  who: {by}\n'),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_quotes_and_speakers_of_a_list_are_found(shape: str) -> None:
    with read_rows("-", BytesIO(SHAPES[shape].encode()), Reading(fields=tuple(FIELDS))) as stream:
        rows = [row for row in stream if isinstance(row, Row)]
    found = []
    for row in rows:
        names = map_columns(FIELDS, row.columns).fields
        values = {names.get(column, column): value for column, value in row.values.items()}
        found.append((str(values["quote"]).strip("“”"), values["by"]))
    assert found == [*QUOTES]
