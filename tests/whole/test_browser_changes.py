"""The page of `memegen diff` in a real browser, opened from the disk: wide and narrow, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium import webdriver

from memegen.batch.approval import Approved
from memegen.batch.approval_changes import ADDED, CHANGED, Change
from memegen.batch.contact.changes_page import changes_html
from memegen.rendering.difference import compare
from tests.helpers import records, summaries
from tests.helpers.browser import NEEDS_BROWSER, Page, log

pytestmark = NEEDS_BROWSER


@pytest.fixture
def page(driver: webdriver.Chrome, tmp_path: Path) -> Page:
    one, other = summaries.flat("red", 640, 360), summaries.flat("lime", 640, 360)
    before = Approved("a.png", "", "", records.HOSTILE, "", one)
    after = Approved("a.png", "", "", "", "", other)
    changes = [Change(CHANGED, "a.png", before, after, compare(one, other)), Change(ADDED, "b.png", after=after)]
    (tmp_path / "changes.html").write_text(changes_html(changes, 1, "out", tmp_path, tmp_path), "utf-8")
    log(driver, "performance")
    driver.get((tmp_path / "changes.html").as_uri())
    return Page(driver)


@pytest.mark.parametrize(("wide", "dark"), [(1280, False), (390, True)])
def test_pictures_are_side_by_side_or_below_each_other(page: Page, wide: int, dark: bool) -> None:
    size = {"width": wide, "height": 844, "deviceScaleFactor": 1, "mobile": wide < 500}
    scheme = {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
    try:
        assert page.script("return [...document.images].map((image) => image.naturalWidth)") == [360] * 4
        figures = "[...document.querySelector('.change').querySelectorAll('figure')]"
        tops = page.script(f"return {figures}.map((figure) => figure.getBoundingClientRect().top)")
        assert len(set(tops)) == (1 if wide > 500 else 3)
        assert page.script("return document.documentElement.scrollWidth <= innerWidth")
        ground = page.script("return getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(19, 19, 24)" if dark else "rgb(246, 243, 236)")
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert page.script("return window.owned") is None
    assert log(page.driver, "browser") == []
    log(page.driver, "performance")
