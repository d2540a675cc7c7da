"""A real browser for tests: Chromium, headless, driven by Selenium. `make browser` installs it on Debian."""

from __future__ import annotations

import shutil
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


def address(path: Path) -> str:
    """The address of a file."""
    return path.resolve().as_uri()
