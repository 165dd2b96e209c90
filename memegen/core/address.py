"""Addresses of folders, such as ``s3://bucket/out``, and what is said when one cannot be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from memegen.core.diagnostics import DiagnosticError, Where, fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]+://")
PASSWORD = lazy_pattern(r"://[^/@]*:[^/@]*@")
EXTRAS = {"s3": "s3", "s3a": "s3"}
MISSING = "remote-missing"
# What the libraries of the clouds call an error of these kinds; they share no class.
REFUSED = lazy_pattern(
    r"credential|permission|forbidden|access ?denied|unauthori|signature|token|invalidaccesskey", re.I
)
CREDENTIALS = (
    "give credentials where the library of that cloud looks for them; S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
    "or a profile"
)


@frozen
class Address:
    """An address as somebody wrote it, without a slash at its end."""

    url: str

    def __truediv__(self, name: str) -> Address:
        return Address(f"{self.url}/{name}")

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """What comes after the last slash."""
        return self.url.rpartition("/")[2]

    @property
    def scheme(self) -> str:
        """What comes before the colon, in small letters."""
        return self.url.partition(":")[0].lower()


def is_address(text: str) -> bool:
    """Whether a text is an address, and no path."""
    return bool(SCHEME.match(text))


def address(text: str) -> Address:
    """The address of a folder. Raises DiagnosticError for one that tells a password."""
    if PASSWORD.search(text):
        hint = "give it in the configuration of fsspec, or in the environment"
        raise fail("remote-password", "the address holds a password, which would be seen by many", hint)
    return Address(text.rstrip("/"))


def filesystem(at: Address) -> tuple[Any, str]:
    """What fsspec has for an address, and the path that it calls it by. Raises DiagnosticError (``remote-missing``)."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise _missing(at, "fsspec") from None
    try:
        found, path = url_to_fs(str(at))
    except ImportError as error:
        raise _missing(at, str(error).rpartition(" ")[2] or at.scheme, str(error)) from None
    except ValueError as error:
        raise fail("remote-unknown", f"{at} cannot be used: {error}", "such as s3://bucket/folder") from None
    return found, str(path).rstrip("/")


def _missing(at: Address, package: str, said: str = "") -> DiagnosticError:
    extra = EXTRAS.get(at.scheme)
    hint = f'pip install "memegen-cli[{extra}]"' if extra else said or f"pip install {package}"
    return fail(MISSING, f"what reads and writes {at.scheme}:// is not installed", hint)


@contextmanager
def reached(at: Address, code: str, gone: str, where: Where | None = None) -> Iterator[None]:
    """A block that talks to a place. Whatever goes wrong there is told as a DiagnosticError with that *code*.

    *gone* is the hint where there is no such place.
    """
    try:
        yield
    except DiagnosticError:
        raise
    except FileNotFoundError as error:
        raise fail(code, f"{at} is not there{_said(error)}", gone, where) from None
    except Exception as error:  # Libraries of clouds raise classes of their own.
        kind = type(error).__name__
        refused = REFUSED.search(f"{kind} {error}")
        hint = CREDENTIALS if refused else "check the address, and the network"
        raise fail(code, f"{at} cannot be reached{_said(error) or f': {kind}'}", hint, where) from None


def _said(error: Exception) -> str:
    """What an error says of itself, after a colon."""
    parts = error.args if isinstance(error, OSError) and not error.strerror else (getattr(error, "strerror", error),)
    said = " ".join(" ".join(map(str, filter(None, parts))).split())
    return f": {said}" if said else ""
