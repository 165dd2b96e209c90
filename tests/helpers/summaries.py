"""Summaries of graphics of one colour."""

from __future__ import annotations

from functools import cache

from PIL import Image

from memegen.rendering.difference import Summary, summarize


@cache
def flat(color: str, width: int = 64, height: int = 64) -> Summary:
    return summarize([Image.new("RGB", (width, height), color)])
