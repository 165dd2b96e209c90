"""The roles of files."""

from __future__ import annotations

import pytest

from memegen.core.file_roles import role


@pytest.mark.parametrize(
    ("file", "code", "noun"),
    [
        ("templates.yaml", "value-invalid", "the template"),
        ("mine/photo.yaml", "photo-small", "the template"),
        ("photos/March.JPG.yaml", "photo-expired", "the photo's sidecar"),
        ("photos\\march.svg.yaml", "ai-invalid", "the photo's sidecar"),
        ("photos/march.jpg", "ai-invalid", "the image"),
        ("brands/cardiff.yaml", "brand-invalid", "the brand"),
        ("brands/cardiff.yaml", "yaml-invalid", "the file"),
        ("memegen.yaml", "brand-unknown", "the project file"),
        ("platforms.yaml", "platform-size-invalid", "the file of platforms"),
    ],
)
def test_role_follows_from_name_and_code(file: str, code: str, noun: str) -> None:
    assert role(file, code) == noun
