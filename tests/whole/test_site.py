"""The docs as a site: every link and anchor leads somewhere, and a reader with a browser finds a page by its words."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.helpers.browser import NEEDS_BROWSER, log, start
from tests.helpers.paths import ROOT


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and prints nothing."""

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` builds it: a broken link ends the build."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of a server of the site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_every_page_is_in_the_site_and_in_its_search(site: Path) -> None:
    found = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    pages = {entry["location"].partition("#")[0] for entry in found}
    docs = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert docs | {"index.html", "changelog.html", "contributing.html"} == pages


def test_pages_of_the_site_keep_their_promises(site: Path) -> None:
    text = (site / "lists.html").read_text("utf-8")
    # A pipe in the code of a table.
    assert "\\|" not in text
    # A link from a page outside of docs, and one to a file outside of them.
    start = (site / "index.html").read_text("utf-8")
    assert 'href="lists.html"' in start
    assert "CREDITS.md" in start
    assert 'CREDITS.md"' not in start


@NEEDS_BROWSER
def test_reader_finds_a_page_by_its_words_and_nothing_is_loaded_from_elsewhere(address: str, tmp_path: Path) -> None:
    driver = start(tmp_path)
    try:
        driver.get(f"{address}index.html?q=formula-unescaped")
        links = WebDriverWait(driver, 20).until(lambda at: at.find_elements(By.CSS_SELECTOR, ".md-search-result__link"))
        assert any("messages.html" in str(link.get_attribute("href")) for link in links)
        phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
        for page in ("index.html", "reference.html", "gallery.html"):
            driver.get(address + page)
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 390, page
        messages = [json.loads(entry["message"])["message"] for entry in log(driver, "performance")]
    finally:
        driver.quit()
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
