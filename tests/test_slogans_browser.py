"""The page of policy phrases in a real browser. Skipped where Chromium is not installed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import browser
import pytest
from browser import all_, choose, focused, keys, one, search
from phrases import case, many

from corpus import report
from corpus.report.labels import LANGUAGES, labels

Page = Callable[..., Any]


@pytest.fixture
def page(visit: Callable[..., Any]) -> Page:
    """Opens the page of a case."""
    return lambda made=None, lang="zh", anchor="": visit(report.render_slogans(made or case(), lang), anchor)


def shown(driver: Any) -> list[str]:
    """The phrases that the filters leave, as they stand on the page."""
    return [e.find_element("css selector", ".phrase").text for e in all_(driver, "tbody.entry") if e.is_displayed()]


def drawn(driver: Any) -> list[str]:
    return [name.text for name in all_(driver, "#years figcaption b") if name.is_displayed()]


def entry(driver: Any, phrase: str) -> Any:
    (found,) = [e for e in all_(driver, "tbody.entry") if e.find_element("css selector", ".phrase").text == phrase]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_opens(page: Page, lang: str) -> None:
    driver = page(lang=lang)
    assert one(driver, "html").get_attribute("lang") == labels(lang)("language")
    assert labels(lang)("slogans_title") in driver.title
    assert shown(driver) == ["四不摘", "三访三促", "双述双评", "六个精准", "两不愁两保障", "四个精准"]
    assert one(driver, ".status").text == labels(lang)("shown_phrases", shown=6, total=6)
    cells = [cell.text for cell in entry(driver, "四不摘").find_elements("css selector", "tr:first-child td")]
    assert cells[:3] == ["4", "3", "2"] and "2017" in cells[3] and "2017/青石.txt" in cells[3] and "2018" in cells[4]


@pytest.mark.parametrize(("facet", "value", "left"), [
    ("category", "numeric", 6), ("kind", "new", 2), ("kind", "misquoted", 3), ("kind", "variant", 1),
    ("year", "2017", 2), ("place", "柳湾镇", 4), ("document", "2016/青石.txt", 3),
])
def test_filters(page: Page, facet: str, value: str, left: int) -> None:
    driver = page()
    choose(driver, facet, value)
    assert len(shown(driver)) == left
    assert one(driver, ".status").text == labels("zh")("shown_phrases", shown=left, total=6)
    # The matrix follows.
    listed = {a.text for a in all_(driver, "#use tbody th a") if a.is_displayed()}
    assert listed <= set(shown(driver))
    one(driver, "[type=reset]").click()
    time.sleep(0.1)
    assert len(shown(driver)) == 6


@pytest.mark.parametrize(("words", "left"), [
    ("poverty LABEL", ["四不摘"]), ("precisions", ["六个精准"]), ("工作法 柳湾", ["三访三促", "双述双评"]),
    ("没有这样的话", []),
])
def test_search(page: Page, words: str, left: list[str]) -> None:
    driver = page()
    search(driver, words)
    assert shown(driver) == left


def test_from_a_phrase_to_its_place_and_back(page: Page) -> None:
    driver = page()
    row = entry(driver, "四不摘")
    row.find_element("css selector", "summary").click()
    links = row.find_elements("css selector", ".see")
    assert len(links) == 4 and all(link.is_displayed() for link in links)
    links[1].click()
    time.sleep(0.2)
    place = focused(driver)
    assert place.text.replace("\n", "") == "四不摘" and place.is_displayed() and browser.in_view(driver, place)
    sentence = place.find_element("xpath", "ancestor::*[contains(@class, 'sentence')]")
    colour = "return getComputedStyle(arguments[0]).backgroundColor"
    others = [s for s in all_(driver, ".sentence") if s != sentence]
    assert others and driver.execute_script(colour, sentence) not in {driver.execute_script(colour, s) for s in others}
    back = sentence.find_element("css selector", ".back.from")
    assert back.get_attribute("aria-label") == labels("zh")("back_phrase", phrase="四不摘")
    back.click()
    time.sleep(0.2)
    assert focused(driver) == entry(driver, "四不摘")
    driver.back()
    time.sleep(0.2)
    assert focused(driver).text.replace("\n", "") == "四不摘"


def test_from_a_misquotation_to_its_place_and_back(page: Page) -> None:
    driver = page()
    browser.click(driver, "#misquoted-2 .see")
    time.sleep(0.2)
    assert focused(driver).text == "两不愁两保障" and "disputed" in focused(driver).get_attribute("class")
    back = one(driver, ".back.from")
    assert driver.execute_script("return getComputedStyle(arguments[0], '::before').content", back) == '"≠2"'
    back.click()
    time.sleep(0.2)
    assert focused(driver).get_attribute("id") == "misquoted-2"


def test_the_way_back_leads_to_phrases_that_filters_hide(page: Page) -> None:
    driver = page()
    choose(driver, "kind", "new")
    assert len(shown(driver)) == 2
    browser.click(driver, "#misquoted-1 a[href^='#phrase-']")
    time.sleep(0.3)
    assert focused(driver) == entry(driver, "六个精准") and len(shown(driver)) == 6


def test_drawings_are_chosen(page: Page) -> None:
    driver = page(many(24))
    boxes = all_(driver, ".choose input")
    assert len(boxes) > 8 and len(drawn(driver)) == 6
    names = [box.find_element("xpath", "../span").text for box in boxes]
    boxes[7].click()
    assert names[7] in drawn(driver) and len(drawn(driver)) == 7
    for box in boxes:
        if box.is_selected():
            box.click()
    assert drawn(driver) == [] and one(driver, ".none-drawn").is_displayed()
    # A link to a drawing shows it, chosen or not.
    driver.execute_script("location.hash = arguments[0]", boxes[3].get_attribute("data-draws"))
    time.sleep(0.3)
    assert drawn(driver) == [names[3]] and boxes[3].is_selected()


def test_the_table_can_be_sorted(page: Page) -> None:
    driver = page()
    first = all_(driver, "th[data-sort]")[3]
    button = first.find_element("css selector", "button")
    button.click()
    assert first.get_attribute("aria-sort") == "descending" and shown(driver)[0] == "四不摘"
    button.click()
    assert first.get_attribute("aria-sort") == "ascending" and shown(driver)[-1] == "两不愁两保障"
    assert [h.get_attribute("aria-sort") for h in all_(driver, "th[data-sort]")].count("none") == 5


def test_keyboard_alone(page: Page) -> None:
    from selenium.webdriver import Keys

    driver = page()
    keys(driver, Keys.TAB, Keys.ENTER)
    time.sleep(0.2)
    keys(driver, Keys.TAB)
    assert focused(driver).get_attribute("id") == "search"
    keys(driver, "四不摘")
    time.sleep(0.3)
    for wanted in ("summary", "see"):
        for _ in range(40):
            keys(driver, Keys.TAB)
            assert driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle") != "none"
            if wanted in (focused(driver).tag_name, focused(driver).get_attribute("class")):
                break
        keys(driver, Keys.ENTER)
        time.sleep(0.2)
    assert focused(driver).text == "四个不摘"
    keys(driver, Keys.TAB)
    assert "back" in focused(driver).get_attribute("class")


def test_print(page: Page) -> None:
    driver = page()
    entry(driver, "四不摘").find_element("css selector", "summary").click()
    browser.media(driver, "print")
    for gone in (".filters", "nav", ".choose", ".see"):
        assert not one(driver, gone).is_displayed(), gone
    open_, closed = (entry(driver, phrase).find_element("css selector", "details") for phrase in ("四不摘", "六个精准"))
    assert open_.is_displayed() and not closed.is_displayed()
    browser.media(driver)
    assert len(driver.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10_000


def test_without_scripts_all_is_there(page: Page, driver: Any) -> None:
    with browser.without_scripts(driver):
        page()
        assert len(shown(driver)) == 6 and not one(driver, ".filters").is_displayed()
        assert len(drawn(driver)) == 3 and not one(driver, ".choose").is_displayed()
        browser.click(driver, "#misquoted-1 .see")
        assert one(driver, ".at:target").is_displayed()


def test_thirty_two_documents_open_fast(page: Page) -> None:
    driver = page(many(32))
    assert len(all_(driver, ".document")) == 32 and len(all_(driver, ".card")) > 1500
    assert browser.load_time(driver) < 2000
    started = time.monotonic()
    search(driver, "两不愁")
    assert time.monotonic() - started < 2


def test_slogans_are_marked_on_the_evidence_page(visit: Callable[..., Any]) -> None:
    driver = visit(report.render(case(), []))
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    marks = all_(driver, ".text .at.slogan")
    assert {"四个不摘", "六个精准", "三访三促"} <= {mark.text for mark in marks}
    assert {mark.value_of_css_property("border-bottom-style") for mark in marks} == {"dashed"}
    assert "四不摘" in next(mark for mark in marks if mark.text == "四个不摘").get_attribute("title")
