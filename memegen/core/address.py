"""Addresses of remote folders, e.g. ``s3://bucket/out``: parsing them, opening them, and reporting their errors."""

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
# Schemes for which this package has an extra, and its name.
EXTRAS = {"s3": "s3", "s3a": "s3"}
NOT_INSTALLED = "remote-not-installed"
# Errors of credentials, by the names and messages that cloud libraries use; they share no base class.
REFUSED = lazy_pattern(
    r"credential|permission|forbidden|access ?denied|unauthori|signature|token|invalidaccesskey", re.I
)
CREDENTIALS_HINT = (
    "give credentials where the library of that cloud looks for them; S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
    "or a profile"
)


@frozen
class Address:
    """A URL as the user wrote it, without a slash at its end."""

    url: str

    def __truediv__(self, name: str) -> Address:
        """Return the address of *name* in this folder."""
        return Address(f"{self.url}/{name}")

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The part after the last slash."""
        return self.url.rpartition("/")[2]

    @property
    def scheme(self) -> str:
        """The part before the colon, in lower case."""
        return self.url.partition(":")[0].lower()


def is_address(text: str) -> bool:
    """Return whether a text is an address rather than a path; one-letter schemes are Windows drives."""
    return bool(SCHEME.match(text))


def parse_address(text: str) -> Address:
    """Return the address of a folder.

    Raises:
        DiagnosticError: ``remote-password``, because addresses appear in messages and manifests.
    """
    if PASSWORD.search(text):
        hint = "move the password to the configuration of fsspec, or to the environment"
        raise fail("remote-password", "the address has a password in it, which would be printed and recorded", hint)
    return Address(text.rstrip("/"))


def open_filesystem(at: Address) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path of the address in it.

    Raises:
        DiagnosticError: ``remote-not-installed`` if fsspec, or its library for the scheme, is not installed;
            ``remote-unknown`` if fsspec does not know the scheme.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise _not_installed(at, "fsspec") from None
    try:
        system, path = url_to_fs(str(at))
    except ImportError as error:
        raise _not_installed(at, str(error).rpartition(" ")[2] or at.scheme, str(error)) from None
    except ValueError as error:
        raise fail("remote-unknown", f"{at} cannot be used: {error}", "write e.g. s3://bucket/folder") from None
    return system, str(path).rstrip("/")


def _not_installed(at: Address, package: str, advice: str = "") -> DiagnosticError:
    extra = EXTRAS.get(at.scheme)
    hint = (
        f'install it: pip install "memegen-cli[{extra}]"' if extra else advice or f"install it: pip install {package}"
    )
    return fail(NOT_INSTALLED, f"the package for {at.scheme}:// is not installed", hint)


@contextmanager
def remote_errors(at: Address, code: str, not_found_hint: str, where: Where | None = None) -> Iterator[None]:
    """Turn every exception of a block that accesses *at* into a DiagnosticError (context manager).

    Args:
        at: address that the block accesses.
        code: code of the diagnostic.
        not_found_hint: hint if the address does not exist.
        where: place in the input that names the address.
    """
    try:
        yield
    except DiagnosticError:
        raise
    except FileNotFoundError as error:
        raise fail(code, f"{at} not found{_reason(error)}", not_found_hint, where) from None
    except Exception as error:  # Cloud libraries raise exceptions without a common base class.
        kind = type(error).__name__
        refused = REFUSED.search(f"{kind} {error}")
        hint = CREDENTIALS_HINT if refused else "check the address and the network"
        raise fail(code, f"{at} cannot be reached{_reason(error) or f': {kind}'}", hint, where) from None


def _reason(error: Exception) -> str:
    """Return the message of an error on one line, after a colon; empty if it has none."""
    parts = error.args if isinstance(error, OSError) and not error.strerror else (getattr(error, "strerror", error),)
    message = " ".join(" ".join(map(str, filter(None, parts))).split())
    return f": {message}" if message else ""
