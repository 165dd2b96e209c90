"""HTML in the texts of lists."""

from __future__ import annotations

from io import BytesIO

import pytest

from memegen.batch.rows import Row, read_rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&ldquo;Tea &amp; cake&#8221;", "“Tea & cake”"),
        ("One<br>Two <br/> Three", "One\nTwo\nThree"),
        ("R&D; AT&T, a < b > c &unknown;", "R&D; AT&T, a < b > c &unknown;"),
        ("&#0;&#xd800;", "&#0;&#xd800;"),
    ],
)
def test_references_are_read_as_their_characters_with_one_warning(text: str, expected: str) -> None:
    with read_rows("-", BytesIO(f'quote\n"{text}"\n"{text}"\n'.encode())) as stream:
        values = [row.values["quote"] for row in stream if isinstance(row, Row)]
    assert values == [expected] * 2
    codes = [(warning.code, warning.where.row) for warning in stream.warnings]
    assert codes == ([("html-converted", 1)] if text != expected else [])
