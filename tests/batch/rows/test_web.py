"""Lists on the web: a real server on this machine answers with lists, pages, redirects and silence."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from memegen.batch.rows import Row, read_rows, web
from memegen.core.diagnostics import DiagnosticError


class Answers(BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        if kind == "to":
            self.send_response(302)
            here = f"http://{self.headers['Host']}"
            self.send_header("Location", rest.replace("HERE", here, 1))
            self.end_headers()
            return
        if kind == "status":
            self.send_error(int(rest))
            return
        if kind == "silence":
            time.sleep(3)
        html = kind in ("page", "login")
        types = {"list": "text/csv; charset=utf-8", "json": "application/json"}
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if html else types.get(kind, "application/octet-stream"))
        self.end_headers()
        if kind == "slow":
            for _ in range(20):
                self.wfile.write(b"quote\n" * 10)
                self.wfile.flush()
                time.sleep(0.1)
        body = '["Rise.", "Rest."]' if kind == "json" else "<html>Sign in</html>" if html else "quote,by\nRise.,Ada\n"
        self.wfile.write(body.encode() * (100_000 if kind == "endless" else 1))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def values(url: str) -> list[object]:
    with read_rows(url) as stream:
        return [dict(row.values) for row in stream if isinstance(row, Row)]


def code(url: str) -> str:
    with pytest.raises(DiagnosticError) as caught:
        values(url)
    [found] = caught.value.diagnostics
    assert found.hint
    assert found.where.file == url
    return found.code


def test_lists_are_read_by_their_type_or_content(server: str) -> None:
    assert values(f"{server}/list/1") == [{"quote": "Rise.", "by": "Ada"}]
    assert values(f"{server}/other/quotes.csv?x=1") == [{"quote": "Rise.", "by": "Ada"}]
    assert values(f"{server}/json/") == [{"quote": "Rise."}, {"quote": "Rest."}]
    assert values(f"{server}/to/HERE/list/1") == [{"quote": "Rise.", "by": "Ada"}]


def test_page_instead_of_a_list_is_told(server: str) -> None:
    assert code(f"{server}/page/") == "rows-unsupported"
    with pytest.raises(DiagnosticError, match="a page to sign in"):
        values(f"{server}/login/")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/csv,quote", "HERE/to/file:/x"]
)
def test_redirect_that_leaves_the_web_is_refused(server: str, target: str) -> None:
    assert code(f"{server}/to/{target}") == "rows-redirected"


def test_private_address_is_refused_unless_it_was_given(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_is_private_host", lambda host: False)
    assert code(f"{server}/list/1") == "rows-redirected"
    # A name that leads there is no better than the number.
    assert code(f"{server.replace('127.0.0.1', 'localhost')}/list/1") == "rows-redirected"


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("::1", True),
        ("intranet", True),
        ("nas.local", True),
        ("8.8.8.8", False),
    ],
)
def test_host_that_the_user_names_is_private_by_its_name(host: str, private: bool) -> None:
    assert web._is_private_host(host) == private


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_status_is_told(server: str, status: int) -> None:
    with pytest.raises(DiagnosticError, match=f"answers {status}"):
        values(f"{server}/status/{status}")


def test_endless_redirects_and_dead_addresses_are_errors(server: str) -> None:
    assert code(f"{server}/to/{'HERE/to/' * 12}x") == "rows-redirected"
    assert code("http://127.0.0.1:9/x.csv") == "rows-unreachable"
    assert code("http://") == "rows-unreachable"


def test_size_and_time_are_bounded(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 100_000)
    assert code(f"{server}/endless/") == "rows-too-large"
    monkeypatch.setattr(web, "TIMEOUT", 0.3)
    assert code(f"{server}/silence/") == "rows-timeout"
    monkeypatch.setattr(web, "DEADLINE", 0.5)
    assert code(f"{server}/slow/") == "rows-timeout"


@pytest.mark.parametrize(
    ("page", "direct"),
    [
        (
            "https://docs.google.com/spreadsheets/d/1aB-c_D/edit?usp=sharing",
            "https://docs.google.com/spreadsheets/d/1aB-c_D/export?format=csv",
        ),
        (
            "https://docs.google.com/spreadsheets/d/1aB-c_D/edit?gid=77#gid=77",
            "https://docs.google.com/spreadsheets/d/1aB-c_D/export?format=csv&gid=77",
        ),
        (
            "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml?gid=5&single=true",
            "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv&gid=5",
        ),
        (
            "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv",
            "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv",
        ),
        ("https://www.dropbox.com/s/x/quotes.csv?dl=0", "https://www.dropbox.com/s/x/quotes.csv?dl=1"),
        ("https://github.com/a/b/blob/main/q.csv", "https://raw.githubusercontent.com/a/b/main/q.csv"),
        ("https://example.org/q.csv?x=1#y", "https://example.org/q.csv?x=1#y"),
    ],
)
def test_address_of_a_page_becomes_that_of_its_list(page: str, direct: str) -> None:
    assert web.direct_address(page) == direct
