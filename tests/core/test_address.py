"""Addresses of remote folders: what is one, and what is reported when one cannot be used."""

from __future__ import annotations

import sys

import pytest

from memegen.core.address import Address, is_address, open_filesystem, parse_address, remote_errors
from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where, fail

BUCKET = Address("s3://bucket/out")


def only(error: pytest.ExceptionInfo[DiagnosticError]) -> Diagnostic:
    (diagnostic,) = error.value.diagnostics
    return diagnostic


@pytest.mark.parametrize("text", ["s3://bucket/out", "MEMORY://x", "abfs+x.y-z://a", "https://example.org"])
def test_address_has_a_scheme(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["", "out", "/out", "C://photos", "s3:/bucket", "://x", "3s://x", "a photo://x", "./s3://x"]
)
def test_path_is_not_an_address(text: str) -> None:
    assert not is_address(text)


def test_address_has_parts() -> None:
    address = parse_address("S3://bucket/out/")
    assert (str(address), address.scheme, address.name) == ("S3://bucket/out", "s3", "out")
    assert str(address / "a.png") == "S3://bucket/out/a.png"
    assert address == Address("S3://bucket/out")


def test_address_with_a_password_is_refused_and_the_password_not_repeated() -> None:
    with pytest.raises(DiagnosticError) as caught:
        parse_address("sftp://ann:secret@example.org/out")
    assert only(caught).code == "remote-password"
    assert "secret" not in str(caught.value)
    assert str(parse_address("sftp://ann@example.org/a:b@c")) == "sftp://ann@example.org/a:b@c"


def test_filesystem_is_fsspecs() -> None:
    system, path = open_filesystem(Address("memory://folder/inside/"))
    system.pipe_file(f"{path}/a", b"x")
    assert system.cat_file("/folder/inside/a") == b"x"
    system.rm(path, recursive=True)


def test_unknown_scheme_is_reported() -> None:
    with pytest.raises(DiagnosticError) as caught:
        open_filesystem(Address("nowhere://x"))
    assert only(caught).code == "remote-unknown"
    assert only(caught).hint == "write e.g. s3://bucket/folder"


@pytest.mark.parametrize(
    ("url", "hint"),
    [("s3://x", 'install it: pip install "memegen-cli[s3]"'), ("memory://x", "install it: pip install fsspec")],
)
def test_missing_fsspec_is_reported_with_what_to_install(url: str, hint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(DiagnosticError) as caught:
        open_filesystem(Address(url))
    assert (only(caught).code, only(caught).hint) == ("remote-not-installed", hint)


def test_missing_library_of_a_scheme_is_reported_with_fsspecs_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(url: str) -> None:
        raise ImportError("Install paramiko to access SFTP with pip install paramiko")

    monkeypatch.setattr("fsspec.core.url_to_fs", refuse)
    with pytest.raises(DiagnosticError) as caught:
        open_filesystem(Address("sftp://x"))
    assert only(caught).hint == "Install paramiko to access SFTP with pip install paramiko"


class ForbiddenError(Exception):
    """An error of a cloud library."""


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (FileNotFoundError("The bucket\n does not exist"), "not found: The bucket does not exist", "make it"),
        (FileNotFoundError(2, "No such file"), "not found: No such file", "make it"),
        (FileNotFoundError(), "not found", "make it"),
        (TimeoutError("timed out"), "cannot be reached: timed out", "check the address and the network"),
        (ValueError(), "cannot be reached: ValueError", "check the address and the network"),
        (PermissionError(13, "Denied"), "cannot be reached: Denied", "give credentials"),
        (ForbiddenError("no"), "cannot be reached: no", "give credentials"),
        (
            RuntimeError("Unable to locate credentials"),
            "cannot be reached: Unable to locate credentials",
            "give credentials",
        ),
    ],
)
def test_any_error_of_a_block_becomes_a_diagnostic(error: Exception, message: str, hint: str) -> None:
    where = Where("rows.csv", row=3)
    with pytest.raises(DiagnosticError) as caught, remote_errors(BUCKET, "photo-unreachable", "make it", where):
        raise error
    found = only(caught)
    assert (found.code, found.where) == ("photo-unreachable", where)
    assert found.message == f"s3://bucket/out {message}"
    assert found.hint.startswith(hint)


def test_diagnostics_and_interrupts_of_a_block_pass() -> None:
    mine = fail("mine", "of the block")
    with pytest.raises(DiagnosticError) as caught, remote_errors(BUCKET, "x", ""):
        raise mine
    assert caught.value is mine
    with pytest.raises(KeyboardInterrupt), remote_errors(BUCKET, "x", ""):
        raise KeyboardInterrupt
