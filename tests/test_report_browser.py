"""The evidence page in a real browser. Skipped where Chromium is not installed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import browser
import pytest
from browser import all_, choose, focused, keys, one, search
from evidence import HOSTILE, case, hostile, many

from corpus import report
from corpus.report.labels import LANGUAGES, labels

Page = Callable[..., Any]


@pytest.fixture
def page(visit: Callable[..., Any]) -> Page:
    """Opens the evidence page of a case."""
    return lambda made=(), lang="zh", anchor="": visit(report.render(*(made or case()), lang=lang), anchor)


def shown(driver: Any) -> list[str]:
    return [f.get_attribute("id") for f in all_(driver, ".finding") if f.is_displayed()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_opens(page: Page, lang: str) -> None:
    driver = page(lang=lang)
    assert driver.find_element("css selector", "html").get_attribute("lang") == labels(lang)("language")
    assert labels(lang)("title") in driver.title
    assert len(shown(driver)) == 5
    assert one(driver, ".status").text == labels(lang)("shown", shown=5, total=5)


@pytest.mark.parametrize("facet, value, left", [
    ("rule", "enumeration", [4]), ("verdict", "digit_slip", [1, 2]), ("document", "总结.txt", [1, 2, 4, 3]),
    ("metric", "贫困发生率", [2]), ("place", "松岭县", [1, 2, 3]), ("time", "2014-12-31", [1]),
])
def test_filters(page: Page, facet: str, value: str, left: list[int]) -> None:
    driver = page()
    choose(driver, facet, value)
    assert shown(driver) == [f"finding-finding{n}" for n in left]
    assert one(driver, ".status").text == labels("zh")("shown", shown=len(left), total=5)
    one(driver, "[type=reset]").click()
    time.sleep(0.1)
    assert len(shown(driver)) == 5


def test_severities_and_filters_together(page: Page) -> None:
    driver = page()
    one(driver, "[value=error]").click()
    assert len(shown(driver)) == 3
    assert not one(driver, "#group-error").is_displayed()
    choose(driver, "verdict", "digit_slip")
    assert shown(driver) == []
    assert labels("zh")("none_shown") in one(driver, ".status").text


@pytest.mark.parametrize("words, left", [
    ("涉农不存在", 0), ("17437", 1), ("１７４３７户 总结", 1), ("审计.TXT", 3), ("没有这一天", 1), ("", 5),
])
def test_search(page: Page, words: str, left: int) -> None:
    driver = page()
    search(driver, words)
    assert len(shown(driver)) == left


def test_from_a_finding_to_its_place_and_back(page: Page) -> None:
    driver = page()
    card = all_(driver, "#finding-finding2 .card")[1]
    link = card.find_element("css selector", ".see")
    assert not one(driver, ".document").get_attribute("open")
    link.click()
    time.sleep(0.2)
    place = focused(driver)
    assert place.text.replace("\n", "") == "0.84%" and place.is_displayed()
    assert place.find_element("xpath", "ancestor::details").get_attribute("open")
    assert browser.in_view(driver, place)
    sentence = place.find_element("xpath", "ancestor::*[contains(@class, 'sentence')]")
    assert sentence.get_attribute("textContent").startswith("2014年底，全县有贫困户 17473 户")
    colour = "return getComputedStyle(arguments[0]).backgroundColor"
    others = [s for s in all_(driver, ".sentence") if s != sentence]
    assert others and driver.execute_script(colour, sentence) not in {driver.execute_script(colour, s) for s in others}
    back = sentence.find_element("css selector", ".back.from")
    assert back.get_attribute("aria-label").endswith("第2条")
    back.click()
    time.sleep(0.2)
    assert focused(driver).get_attribute("id") == "finding-finding2"
    driver.back()
    time.sleep(0.2)
    assert focused(driver).text.replace("\n", "") == "0.84%"


def test_the_way_back_leads_to_findings_that_filters_hide(page: Page) -> None:
    driver = page()
    one(driver, "#finding-finding1 .see").click()
    choose(driver, "rule", "date")
    assert len(shown(driver)) == 1
    one(driver, ".back[href='#finding-finding1']").click()
    time.sleep(0.3)
    assert focused(driver).get_attribute("id") == "finding-finding1" and len(shown(driver)) == 5


def test_a_link_from_outside_opens_the_place(page: Page) -> None:
    href = page().execute_script("return document.querySelector('.see').getAttribute('href')")
    driver = page(anchor=href)
    assert one(driver, href).is_displayed() and focused(driver) == one(driver, href)


def test_keyboard_alone(page: Page) -> None:
    from selenium.webdriver import Keys

    driver = page()
    keys(driver, Keys.TAB)
    assert focused(driver).get_attribute("class") == "skip" and focused(driver).is_displayed()
    keys(driver, Keys.ENTER)
    time.sleep(0.2)
    keys(driver, Keys.TAB)
    assert focused(driver).get_attribute("id") == "search"
    keys(driver, "17437")
    time.sleep(0.3)
    assert len(shown(driver)) == 1
    names = []
    while not names or names[-1] != "see":
        assert len(names) < 30, names
        keys(driver, Keys.TAB)
        names.append(focused(driver).get_attribute("class") or focused(driver).tag_name)
        outline = driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", names
    keys(driver, Keys.ENTER)
    time.sleep(0.2)
    assert focused(driver).text == "17437户"
    keys(driver, Keys.TAB)
    assert "back" in focused(driver).get_attribute("class")
    keys(driver, Keys.ENTER)
    time.sleep(0.2)
    assert focused(driver).get_attribute("id") == "finding-finding1"


def test_hostile_text_does_nothing(page: Page) -> None:
    driver = page(hostile())
    assert driver.execute_script("return window.pwned") is None
    assert all_(driver, "img") == [] and len(all_(driver, "script")) == 2
    assert HOSTILE in one(driver, "h4").get_attribute("textContent")
    one(driver, "#filter-metric option:nth-child(2)").click()
    assert len(shown(driver)) == 1
    reviews = json.loads(one(driver, "script[type='application/ld+json']").get_attribute("textContent"))
    assert HOSTILE in reviews["@graph"][0]["reviewBody"]
    # Even script that did get in would not be run.
    driver.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 3'; document.body.append(s)"
    )
    assert driver.execute_script("return window.pwned") is None
    assert "Content Security Policy" in driver.get_log("browser")[0]["message"]


def test_print(page: Page) -> None:
    driver = page()
    one(driver, "#finding-finding1 .see").click()
    browser.media(driver, "print")
    for gone in (".filters", "nav", ".see", ".skip"):
        assert not one(driver, gone).is_displayed(), gone
    assert one(driver, ".status").is_displayed() and one(driver, "details[open] .text").is_displayed()
    assert "avoid" in driver.execute_script("return getComputedStyle(document.querySelector('.finding')).breakInside")
    assert one(driver, "mark.stated").value_of_css_property("border-bottom-style") == "double"
    browser.media(driver)
    assert len(driver.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10_000


def test_without_scripts_all_is_there(page: Page, driver: Any) -> None:
    with browser.without_scripts(driver):
        page()
        assert len(shown(driver)) == 5 and not one(driver, ".filters").is_displayed()
        one(driver, "#finding-finding1 .see").click()
        assert one(driver, ".at:target").is_displayed()


def test_many_findings_open_fast(page: Page) -> None:
    driver = page(many())
    assert len(all_(driver, ".finding")) == 500 and len(all_(driver, ".document")) == 30
    assert browser.load_time(driver) < 2000
    started = time.monotonic()
    search(driver, "99.3%")
    assert time.monotonic() - started < 2


def test_the_planted_set(page: Page) -> None:
    """The set of documents with planted disagreements: every finding is there, within the time that the page has."""
    folder = Path(__file__).parent.parent / "corpus" / "samples" / "compare" / "planted" / "documents"
    if not folder.is_dir():
        pytest.skip("no planted documents")
    import nlp

    extractions = [item for item in nlp.extract_folder(folder) if isinstance(item, nlp.Extraction)]
    findings = nlp.compare(extractions)
    driver = page((extractions, findings))
    anchors = {f.get_attribute("id") for f in all_(driver, ".finding")}
    assert anchors == {f"finding-{finding.id}" for finding in findings} and browser.load_time(driver) < 2000
    assert all_(driver, ".missing") == []
    for link in all_(driver, ".card .see")[:20]:
        quoted = link.find_element("xpath", "ancestor::figure//blockquote").get_attribute("textContent")
        place = one(driver, link.get_dom_attribute("href"))
        sentence = place.find_element("xpath", "ancestor::*[contains(@class, 'sentence')]").get_attribute("textContent")
        assert "".join(sentence.split()) == "".join(quoted.split())
