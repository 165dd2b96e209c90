"""Typesetting: markup, smart punctuation, bidi, line breaking, shaping, fitting; no font files, no pixels."""
