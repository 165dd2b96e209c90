"""The contact sheet of `memegen watch` in a real browser, opened from the disk."""

from __future__ import annotations

import io
import os
import re
import signal
import time
from pathlib import Path

import pytest
from PIL import Image
from selenium import webdriver

from tests.helpers.browser import NEEDS_BROWSER, Page, log
from tests.helpers.command import TEMPLATES, Command

pytestmark = [NEEDS_BROWSER, pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")]


def _color(page: Page) -> tuple[int, int, int]:
    """Return the colour of the corner of the first graphic, as it is on the screen."""
    box = page.script("return document.querySelector('.card img').getBoundingClientRect().toJSON()")
    shot = Image.open(io.BytesIO(page.driver.get_screenshot_as_png())).convert("RGB")
    color = shot.getpixel((round(box["x"]) + 3, round(box["y"]) + 3))
    assert isinstance(color, tuple)
    return color[0], color[1], color[2]


def test_page_reloads_itself_from_the_disk(driver: webdriver.Chrome, tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\nYe are many\nThey are few\n")
    process = memegen.start("watch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "90x90")
    assert process.stdout
    try:
        assert process.stdout.readline() + process.stdout.readline()
        sheet, stamp = tmp_path / "out" / "contact-sheet.html", tmp_path / "out" / "contact-sheet-live.svg"
        page = Page(driver)
        deadline = time.monotonic() + 20
        while not stamp.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        driver.get(sheet.as_uri())
        page.wait("document.querySelector('.card img').naturalWidth === 90")
        assert _color(page) == (0x11, 0x11, 0x11)
        page.script("const field = document.querySelector('[name=text]'); field.value = 'many'")

        # A list, then a template: the words, and then the pixels of the same file, are new.
        memegen.write("rows.csv", "quote\nYe are many\nFor ye are many\n")
        page.wait("document.querySelector('.cards, main').textContent.includes('For ye are many')")
        assert page.script("return document.querySelector('[name=text]').value") == "many"
        memegen.write("mine.yaml", TEMPLATES.replace("default: ink", "default: accent"))
        page.wait(f"Number(document.documentElement.dataset.revision) > {_revision(sheet)}")
        page.wait("document.querySelector('.card img').naturalWidth === 90")
        assert _color(page) == (0xAA, 0x00, 0x44)

        # An error is shown above the graphics, and goes with the next save.
        memegen.write("mine.yaml", TEMPLATES.replace("fill: paper", "fill: papre"))
        page.wait("document.querySelector('.trouble').textContent.includes('papre')")
        assert len(page.cards()) == 2
        memegen.write("mine.yaml", TEMPLATES)
        page.wait("document.querySelector('.trouble').textContent === ''")
        assert _color(page) == (0x11, 0x11, 0x11)
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert not stamp.exists()
    page.wait("!document.querySelector('.ended').hidden")
    log(driver, "browser")  # The picture that is no longer there.
    log(driver, "performance")


def _revision(sheet: Path) -> str:
    found = re.search(r'data-revision="(\d+)"', sheet.read_text("utf-8"))
    assert found
    return found[1]
