"""Expressions: the small language in braces and in ``when:``, from its text to a value.

``parser`` reads a text into the tree of ``nodes``, ``evaluate`` computes its value in a ``scope``, ``functions`` are
what it can call, ``formats`` writes values as a language does. Nothing here is loaded for a template without
expressions, except for ``scope``.
"""
