"""What holds for every page, in a real browser: contrast, structure, width, harmless text. Skipped without Chromium."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import browser
import evidence
import phrases
import pytest

from corpus import report
from nlp.model import Extraction

CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
NAMED = ("link", "button", "textbox", "searchbox", "checkbox", "combobox", "image")
Visit = Callable[..., Any]


PAGES: dict[str, Callable[[], str]] = {
    "findings": lambda: report.render(*evidence.case()), "slogans": lambda: report.render_slogans(phrases.case()),
    "empty findings": lambda: report.render([], []), "empty slogans": lambda: report.render_slogans([]),
}
HOSTILE: dict[str, tuple[Callable[[], list[Extraction]], Callable[[list[Extraction]], str]]] = {
    "findings": (lambda: evidence.hostile()[0], lambda made: report.render(made, evidence.hostile()[1])),
    "slogans": (phrases.hostile, report.render_slogans),
    "harmless findings": (lambda: evidence.case()[0], lambda made: report.render(made, evidence.case()[1])),
    "harmless slogans": (phrases.case, report.render_slogans),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["findings", "slogans"])
def test_contrast(visit: Visit, kind: str, scheme: str) -> None:
    driver = visit(PAGES[kind]())
    browser.media(driver, prefers_color_scheme=scheme)
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    checked, low = driver.execute_script(CONTRAST)
    assert checked > 100 and low == []


@pytest.mark.parametrize("kind", PAGES)
def test_structure(visit: Visit, kind: str) -> None:
    driver = visit(PAGES[kind]())
    count = driver.execute_script
    ids = count("return [...document.querySelectorAll('[id]')].map(e => e.id)")
    links = count("return [...document.querySelectorAll('a')].map(a => decodeURIComponent(a.hash.slice(1)))")
    assert len(ids) == len(set(ids)) and set(links) <= set(ids)
    labelled = "return [...document.querySelectorAll('[aria-labelledby]')].map(e => e.getAttribute('aria-labelledby'))"
    assert set(count(labelled)) <= set(ids)
    assert count("return [...document.querySelectorAll('input, select')].filter(e => !e.labels.length).length") == 0
    levels = count("return [...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    tree = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    unnamed = [
        node for node in tree
        if node.get("role", {}).get("value") in NAMED
        and not node.get("ignored") and not node.get("name", {}).get("value", "").strip()
    ]
    assert unnamed == []


@pytest.mark.parametrize("pixels", [360, 768, 1280, 1920])
@pytest.mark.parametrize("kind", ["findings", "slogans"])
def test_no_sideways_scrolling(visit: Visit, kind: str, pixels: int) -> None:
    made = report.render(*evidence.many(6, 30)) if kind == "findings" else report.render_slogans(phrases.many(6))
    driver = visit(made)
    browser.width(driver, pixels)
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_text_is_the_document(visit: Visit, kind: str) -> None:
    make, render = HOSTILE[kind]
    extractions = make()
    driver = visit(render(extractions))
    texts = driver.execute_script("return [...document.querySelectorAll('.text')].map(e => e.textContent)")
    expected = sorted((e.document.document, e.document.text) for e in extractions)
    assert texts == [text.replace("\x00", "\ufffd").replace("\x07", "\ufffd") for _, text in expected]
    assert driver.execute_script("return window.pwned") is None
    assert browser.all_(driver, "img") == []
