"""Lists at addresses of the web, downloaded with limits of size and time.

With the standard library, not through the HTTP file system of fsspec: that is aiohttp with eight more packages, and it
reports neither the address that a connection has really reached nor each redirect before it is followed. Both are
needed here so that nothing on the web leads into a private network or to a file.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import time
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from memegen.core.diagnostics import DiagnosticError, Where, fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

MAX_BYTES = 67_108_864
"""Maximum bytes of a download."""
TIMEOUT, DEADLINE = 20.0, 60.0
"""Maximum seconds without an answer, and for the whole download."""
CHUNK = 65_536
MAX_REDIRECTS = 8
GOOGLE = lazy_pattern(r"https://docs\.google\.com/spreadsheets/d/(e/)?([\w-]+)")
GITHUB = lazy_pattern(r"https://github\.com/([^/]+/[^/]+)/blob/(.+)")
# Suffixes of lists by the type of the content; of other types the first lines decide.
TYPES = {"text/csv": ".csv", "text/tab-separated-values": ".tsv", "application/json": ".json"}
LOGIN = lazy_pattern(r"accounts\.google\.|login|signin|sign-in|sso|auth", re.IGNORECASE)
SHARE = "share it with everyone who has the link, or download the list and give the file"


@frozen
class Page:
    """A downloaded list.

    Attributes:
        raw: its bytes.
        suffix: the suffix of a file of that kind; "" if it is not known.
    """

    raw: BinaryIO
    suffix: str


class RefusedError(OSError):
    """A redirect or a connection that leads where a list on the web must not lead."""


def download(url: str) -> Page:
    """Return the list at an address.

    An address of a private network may be given, but nothing on the web may lead there.

    Raises:
        DiagnosticError: ``rows-unreachable``, ``rows-redirected``, ``rows-timeout``, ``rows-too-large``,
            ``rows-unsupported``.
    """
    where = Where(url)
    private = _is_private_host(urlsplit(url).hostname or "")
    opener = build_opener(_Redirects(), _Http(private), _Https(private))
    start = time.monotonic()
    try:
        request = Request(direct_address(url), headers={"User-Agent": "memegen"})  # noqa: S310 (is_web has checked it)
        with opener.open(request, timeout=TIMEOUT) as answer:
            kind = answer.headers.get_content_type()
            if kind in ("text/html", "application/xhtml+xml"):
                signs = "a page to sign in" if LOGIN.search(answer.url) else "an HTML page"
                raise fail("rows-unsupported", f"the address answers with {signs}, not with a list", SHARE, where)
            data = _read(answer, start, where)
            suffix = TYPES.get(kind) or PurePosixPath(unquote(urlsplit(answer.url).path)).suffix.lower()
    except HTTPError as error:
        error.close()
        raise _http_failure(error, where) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failure(error, where) from None
    return Page(io.BytesIO(data), suffix)


def direct_address(url: str) -> str:
    """Return the address of a list itself for the address of its page: Google Sheets, Dropbox, GitHub."""
    parts = urlsplit(url)
    if sheet := GOOGLE.match(url):
        known = {**parse_qs(parts.query), **parse_qs(parts.fragment)}
        if "output" in known or parts.path.endswith("/export"):
            return url
        gid = {"gid": known["gid"][0]} if "gid" in known else {}
        if sheet[1]:
            return f"https://docs.google.com/spreadsheets/d/e/{sheet[2]}/pub?{urlencode({'output': 'csv', **gid})}"
        return f"https://docs.google.com/spreadsheets/d/{sheet[2]}/export?{urlencode({'format': 'csv', **gid})}"
    if (parts.hostname or "").endswith("dropbox.com"):
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return parts._replace(query=urlencode({**query, "dl": "1"}), fragment="").geturl()
    if page := GITHUB.match(url):
        return f"https://raw.githubusercontent.com/{page[1]}/{page[2]}"
    return url


def _read(answer: Any, start: float, where: Where) -> bytes:
    chunks, size = [], 0
    while chunk := answer.read1(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise fail("rows-too-large", "the list has more than the maximum of 64 MiB", "split the list", where)
        if time.monotonic() - start > DEADLINE:
            raise fail(
                "rows-timeout",
                f"the download took longer than {DEADLINE:g} s",
                "download the list, and name the file",
                where,
            )
    return b"".join(chunks)


def _http_failure(error: HTTPError, where: Where) -> DiagnosticError:
    if 300 <= error.code < 400:
        target = str(error.headers.get("Location", ""))[:200]
        is_loop = urlsplit(target).scheme in ("", "http", "https")
        message = f"the address leads to {target!r}, which is not on the web"
        message = f"more than {MAX_REDIRECTS} redirects, the last to {target!r}" if is_loop else message
        return fail("rows-redirected", message, "download the list, and name the file", where)
    hint = SHARE if error.code in (401, 403) else "check the address in a browser"
    return fail("rows-unreachable", f"the address answers {error.code} {error.reason}", hint, where)


def _failure(error: Exception, where: Where) -> DiagnosticError:
    reason = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(reason, RefusedError):
        return fail("rows-redirected", str(reason), "use that address itself if you trust it", where)
    if isinstance(reason, TimeoutError):
        hint = "try again later, or download the list and name the file"
        return fail("rows-timeout", f"no answer within {TIMEOUT:g} s", hint, where)
    reason_text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return fail("rows-unreachable", f"the address cannot be read: {reason_text}", "check the address", where)


def _is_private_host(host: str) -> bool:
    """Return whether the user names a host of the own machine or network; its address is not looked up."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.lower().endswith((".local", ".lan", ".internal", ".localhost"))


def _require_global(connection: http.client.HTTPConnection) -> None:
    """Raise RefusedError if a connection leads to a private network; once it stands, so that no name can lie."""
    address = connection.sock.getpeername()[0].partition("%")[0]
    if not ipaddress.ip_address(address).is_global:
        connection.close()
        raise RefusedError(f"the address leads to {connection.host}, which is in a private network")


class _Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _require_global(self)


class _SecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _require_global(self)


class _Http(HTTPHandler):
    def __init__(self, private: bool) -> None:
        super().__init__()
        self._private = private

    def http_open(self, req: Request) -> Any:
        """Open the address; only a proxy or a host that the user named may be private."""
        free = self._private or req.has_proxy()
        return self.do_open(http.client.HTTPConnection if free else _Connection, req)


class _Https(HTTPSHandler):
    def __init__(self, private: bool) -> None:
        super().__init__()
        self._private = private

    def https_open(self, req: Request) -> Any:
        """Open the address; only a proxy or a host that the user named may be private."""
        free = self._private or bool(getattr(req, "_tunnel_host", None))
        return self.do_open(http.client.HTTPSConnection if free else _SecureConnection, req)


class _Redirects(HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        """Return the next request, to the web and not from https to http."""
        # The base class refuses what is not on the web, but takes FTP for it.
        allowed = ("https",) if req.type == "https" else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            fp.close()
            reason = "is not encrypted" if newurl.startswith("http:") else "is not on the web"
            raise RefusedError(f"the address leads to {newurl[:200]!r}, which {reason}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
