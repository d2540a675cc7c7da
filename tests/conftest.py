"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browser
import pytest


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """A real browser; the test is skipped where there is none."""
    with browser.opened() as made:
        yield made


@pytest.fixture
def visit(driver: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page, given as text. At the end no error may stand in the console, and nothing have been fetched."""
    target = tmp_path / "page.html"

    def open_(html: str, anchor: str = "") -> Any:
        target.write_bytes(html.encode())
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get_log("performance")
        driver.get(browser.address(target) + anchor)
        return driver

    yield open_
    assert driver.get_log("browser") == []
    assert browser.fetched(driver, target) == set()
    browser.reset(driver)
