"""The contact sheet in a real browser. `make browser-test` runs it where chromium and chromedriver are on PATH."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from memegen.batch.contact.sheet import MAX_CARDS, HtmlSheet
from tests.helpers import records
from tests.helpers.browser import NEEDS_BROWSER, Page, log

pytestmark = NEEDS_BROWSER


def sheet(folder: Path) -> Path:
    """A page of seven pictures with difficult names, two with findings, one hostile, and a row that failed."""
    page = HtmlSheet(folder / "contact-sheet.html", "rows.csv")
    for row, name in enumerate(records.NAMES, 1):
        Image.new("RGB", (40, 30), "#aa0044").save(folder / name)
        page.add(records.made(folder, name, row=row, platform=("x-post", "instagram-story")[row % 2]))
    page.add(records.failed(8))
    more: dict[str, Any] = {
        "findings": [records.finding(records.HOSTILE)],
        "caption": records.HOSTILE,
        "alt_text": records.HOSTILE,
    }
    page.add(records.made(folder, row=9, template=records.HOSTILE, **more))
    page.add(records.made(folder, row=10, findings=[records.finding()], caption="Élan vital"))
    page.finish()
    return page.path


@pytest.fixture
def page(driver: webdriver.Chrome, tmp_path: Path) -> Iterator[Page]:
    """The page, opened from the disk. In the end it must have said no error and asked for nothing but its pictures."""
    driver.get(sheet(tmp_path).as_uri())
    yield Page(driver)
    assert driver.execute_script("return window.owned") is None
    assert log(driver, "browser") == []
    events = [json.loads(entry["message"])["message"] for entry in log(driver, "performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert asked
    assert [url for url in asked if not url.startswith((tmp_path.as_uri(), "data:,"))] == []


def test_every_picture_is_there(page: Page) -> None:
    page.script("for (const image of document.querySelectorAll('.card img')) image.loading = 'eager'")
    page.wait("[...document.querySelectorAll('.card img')].every((image) => image.complete)")
    sizes = page.script("return [...document.querySelectorAll('.card img')].map((image) => image.naturalWidth)")
    assert sizes == [40] * 9


def test_hostile_values_are_text(page: Page) -> None:
    assert page.script("return document.querySelectorAll('script').length") == 1
    said = page.script("return document.querySelectorAll('.card')[8].querySelector('.text').textContent")
    assert said == records.HOSTILE.replace("\x00", "\ufffd")


def test_the_space_of_a_picture_does_not_change(page: Page) -> None:
    box = page.script("return document.querySelector('.card img').getBoundingClientRect().toJSON()")
    page.script("document.querySelector('.card img').removeAttribute('src')")
    assert box["height"] / box["width"] == pytest.approx(0.75, 0.02)


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("platform", "instagram-story", 4),
        ("template", records.HOSTILE.replace("\x00", "\ufffd"), 1),
        ("text", "elan VITAL", 1),
        ("text", "голос", 1),
        ("text", "contrast-low scrim", 2),
        ("text", "nothing like this", 0),
    ],
)
def test_filtering(page: Page, field: str, value: str, left: int) -> None:
    page.script(
        f"const field = document.querySelector('[name={field}]'); field.value = {json.dumps(value)};"
        "field.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    assert len(page.cards()) == left
    assert page.find(".count").text == f"{left} of 10 shown"
    assert page.find(".nothing").is_displayed() == (left == 0)
    if not left:
        page.find(".nothing button").click()
        assert len(page.cards()) == 10


def test_filtering_by_state_with_the_keyboard(page: Page) -> None:
    page.run_batch("/")
    assert page.script("return document.activeElement.name") == "text"
    page.run_batch("plain.png")
    assert len(page.cards()) == 3
    page.run_batch(*(Keys.TAB,) * 3, Keys.ARROW_RIGHT)
    assert len(page.cards()) == 2
    page.run_batch(Keys.ARROW_RIGHT)
    assert page.cards() == []
    page.find(".nothing button").click()
    page.find("[name=state][value=failed]").send_keys(" ")
    assert [card.find_element(By.TAG_NAME, "h2").text for card in page.cards()] == ["Row 8 failed"]


def test_a_click_enlarges_and_escape_returns(page: Page) -> None:
    page.cards()[1].find_element(By.CSS_SELECTOR, "a.mat").click()
    assert page.find("dialog").is_displayed()
    assert page.place() == "2 of 9"
    assert page.find("dialog h2").text == records.NAMES[1]
    page.wait("document.querySelector('.stage img').naturalWidth === 40")
    page.run_batch(Keys.ESCAPE)
    assert not page.find("dialog").is_displayed()
    page.wait("document.activeElement === document.querySelectorAll('a.mat')[1]")


def test_the_keyboard_alone_goes_through_the_pictures(page: Page) -> None:
    page.script("document.querySelectorAll('a.mat')[5].focus()")
    page.run_batch(Keys.ENTER)
    assert page.place() == "6 of 9"
    page.run_batch(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    # The row that failed is passed over.
    assert page.find("dialog .facts + .facts li").text == "Row 9"
    page.run_batch(Keys.ARROW_LEFT)
    assert page.place() == "7 of 9"
    page.run_batch(Keys.END, Keys.ARROW_RIGHT)
    assert page.place() == "9 of 9"
    assert not page.find(".on").is_enabled()
    page.run_batch(Keys.HOME, Keys.ARROW_LEFT)
    assert page.place() == "1 of 9"
    page.find(".on").click()
    page.run_batch(Keys.ESCAPE)
    # Where one looked last, not where one began.
    page.wait("document.activeElement === document.querySelectorAll('a.mat')[1]")


def test_only_what_is_shown_is_gone_through(page: Page) -> None:
    page.find("[name=state][value=findings]").send_keys(" ")
    page.cards()[0].find_element(By.CSS_SELECTOR, "a.mat").click()
    assert page.place() == "1 of 2"
    page.find(".on").click()
    assert page.find("dialog .text[lang=en]:last-child").text
    assert page.driver.switch_to.active_element == page.find(".shut")
    page.find(".shut").click()
    assert not page.find("dialog").is_displayed()


@pytest.mark.parametrize("enlarged", [False, True])
def test_a_caption_is_copied_whole(page: Page, enlarged: bool) -> None:
    if enlarged:
        page.cards()[0].find_element(By.CSS_SELECTOR, "a.mat").click()
    page.find(f"{'dialog' if enlarged else '.card'} [aria-label='Copy caption']").click()
    page.wait("document.querySelector('.told').textContent === 'Copied'")
    if enlarged:
        page.run_batch(Keys.ESCAPE)
        page.wait("document.activeElement.matches('a.mat')")
    page.script("const area = document.createElement('textarea'); document.body.append(area); area.focus()")
    page.run_batch(Keys.CONTROL + "v")
    page.wait("document.querySelector('textarea').value")
    assert page.script("return document.querySelector('textarea').value") == "A caption\nof plain.png"


def test_without_scripts_it_is_a_list_with_links(driver: webdriver.Chrome, tmp_path: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(sheet(tmp_path).as_uri())
        assert not driver.find_element(By.CSS_SELECTOR, ".tools").is_displayed()
        assert len(driver.find_elements(By.CSS_SELECTOR, "a.mat[href$='.png']")) == 9
        assert not driver.find_element(By.CSS_SELECTOR, ".copy").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        log(driver, "browser")
        log(driver, "performance")


def test_a_thousand_cards_are_there_at_once(driver: webdriver.Chrome, tmp_path: Path) -> None:
    page = HtmlSheet(tmp_path / "contact-sheet.html", "rows.csv")
    Image.new("RGB", (400, 300), "#aa0044").save(tmp_path / "plain.png")
    for row in range(1, MAX_CARDS + 1):
        page.add(records.made(tmp_path, row=row, caption=f"{records.made(tmp_path)['caption']} " * 4))
    page.finish()
    began = time.monotonic()
    driver.get(page.path.as_uri())
    seen = "[...document.querySelectorAll('.card img')].slice(0, 4).every((image) => image.naturalWidth === 400)"
    WebDriverWait(driver, 20, 0.02).until(lambda driver: driver.execute_script(f"return {seen}"))
    took = time.monotonic() - began
    # A second is what is aimed at; a machine that is busy with other things may take longer.
    assert took < 5, f"{took:.2f} s"
    laid_out = (
        "[...document.querySelectorAll('.body')].filter((body) => body.checkVisibility({contentVisibilityAuto: true}))"
    )
    assert 4 <= driver.execute_script(f"return {laid_out}.length") < 100
    # What is far below is found, and is there when it is gone to.
    driver.find_element(By.CSS_SELECTOR, "body").send_keys(Keys.END)
    last = "document.querySelector('.card:last-child .body').checkVisibility({contentVisibilityAuto: true})"
    WebDriverWait(driver, 20).until(lambda driver: driver.execute_script(f"return {last}"))
    log(driver, "performance")


@pytest.mark.parametrize("wide", [390, 1440])
def test_nothing_is_wider_than_the_page(page: Page, wide: int) -> None:
    size = {"width": wide, "height": 844, "deviceScaleFactor": 1, "mobile": wide < 500}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert page.script("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
