"""A real browser for tests: Chromium, headless, driven by Selenium. `make browser` installs it on Debian."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--window-size=1280,1000",
)


def paths() -> tuple[str, str]:
    """Where the browser and its driver are; skips the test when one of them is not installed."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no Chromium with chromedriver: make browser, or apt-get install chromium chromium-driver")
    return browser, driver


@contextmanager
def opened() -> Iterator[Any]:
    """A Selenium driver with an empty profile."""
    selenium = pytest.importorskip("selenium.webdriver", reason="needs selenium: pip install 'jushi[dev]'")
    from selenium.webdriver.chrome.service import Service

    browser, driver = paths()
    options = selenium.ChromeOptions()
    options.binary_location = browser
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = selenium.Chrome(options=options, service=Service(driver))
    try:
        yield made
    finally:
        made.quit()


def media(driver: Any, kind: str = "", **features: str) -> None:
    """Emulates print, or a preference such as prefers_color_scheme='dark'; nothing ends the emulation."""
    pairs = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": pairs})


def width(driver: Any, pixels: int) -> None:
    """The width of the page."""
    size = {"width": pixels, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@contextmanager
def without_scripts(driver: Any) -> Iterator[None]:
    """Pages opened meanwhile run no scripts."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def reset(driver: Any) -> None:
    """Ends all emulation."""
    media(driver)
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def fetched(driver: Any, page: Path) -> set[str]:
    """What the browser asked for besides the page."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
    return {url for url in asked if not url.startswith((address(page), "about:", "data:"))}


def one(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def all_(driver: Any, selector: str) -> list[Any]:
    return driver.find_elements("css selector", selector)


def keys(driver: Any, *pressed: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*pressed).perform()


def focused(driver: Any) -> Any:
    return driver.switch_to.active_element


def choose(driver: Any, facet: str, value: str) -> None:
    """Picks a value of a filter."""
    from selenium.webdriver.support.select import Select

    Select(one(driver, f"#filter-{facet}")).select_by_value(value)


def search(driver: Any, words: str) -> None:
    """Types into the search field, and waits until the page has followed."""
    one(driver, "#search").clear()
    one(driver, "#search").send_keys(words)
    time.sleep(0.3)


def click(driver: Any, selector: str) -> None:
    """Clicks where the page has come to rest: what is scrolled to is drawn only then, and takes its height."""
    element = one(driver, selector)
    for _ in range(2):
        driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        time.sleep(0.1)
    element.click()


def in_view(driver: Any, element: Any) -> bool:
    """Whether all of an element is on the screen."""
    box = driver.execute_script("return arguments[0].getBoundingClientRect().toJSON()", element)
    return bool(box["top"] >= 0 and box["bottom"] <= driver.execute_script("return innerHeight"))


def load_time(driver: Any, tries: int = 3) -> float:
    """How long the page takes to load, in ms: the best of several times, for other work on the machine has no say."""
    took = []
    for _ in range(tries):
        took.append(float(driver.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")))
        driver.refresh()
    return min(took)


def address(path: Path) -> str:
    """The address of a file."""
    return path.resolve().as_uri()
