"""A real browser, and a page as a reader sees it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from chromium import HEADLESS
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
NEEDS_BROWSER = pytest.mark.skipif(
    not (CHROMIUM and CHROMEDRIVER), reason="needs chromium and chromedriver on PATH; `make browser-test` runs it"
)
FLAGS = (*HEADLESS, "--window-size=1280,1000")


def log(driver: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    """Return what the browser has logged since it was last asked."""
    entries: list[dict[str, Any]] = driver.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


class Page:
    """The page as a reader sees it."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def cards(self) -> list[WebElement]:
        return [
            card for card in self.driver.find_elements(By.CSS_SELECTOR, ".card") if not card.get_attribute("hidden")
        ]

    def run_batch(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def script(self, text: str) -> Any:
        return self.driver.execute_script(text)

    def wait(self, text: str) -> None:
        WebDriverWait(self.driver, 20).until(lambda driver: driver.execute_script(f"return {text}"))

    def place(self) -> str:
        return self.find(".place").text


def start(profile: Path) -> webdriver.Chrome:
    """Start a browser whose settings are in a folder of its own."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    driver.get("about:blank")
    log(driver, "performance")  # What the browser's own first page asked for.
    return driver
