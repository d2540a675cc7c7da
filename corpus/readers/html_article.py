"""What of a web page is the article, and what is furniture.

Furniture is told by its element (`nav`, `footer`, …), by the names that page builders give it (`share`, `breadcrumb`),
and by what it holds: blocks of links with hardly a word beside them. Of the rest, the article is the smallest element
that holds most of the running text and leaves no sentence out, with the page's heading and date line before it.

Why this is not left to trafilatura: where a figure is lost, so is a fact, and where one of the furniture is taken in, a
false one is told. Measured with trafilatura 2.3.1 (`python -m benchmarks.web_pages`) on eight pages written for it
(office, news portal, phone page, table layout, document library, forum, table of figures, print view; 124 figures):

    keeps                     figures lost   figures of the furniture taken in   paragraphs lost
    this module                     0                      0                        0 of 81
    trafilatura                    10                     30                        4 of 81
    trafilatura, precision         37                      2                       27 of 81

This module is tested on these pages, and a rule was mended for one (a date line, 5 figures): the table says what would
be lost, not how either does elsewhere. On the 29 small pages of the other tests trafilatura loses 10 figures of 164 and
takes in 5; on plain pages (18 sample reports, 963 figures) both keep everything. Letting trafilatura only find the
place, as the smallest element around what it returns, with the furniture told here, takes in 4 figures on the eight
pages and fails 4 of the other tests (a lead sentence and a table beside the article are lost).
"""

from __future__ import annotations

import re
from typing import Any

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NEVER = {
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "iframe", "object", "embed", "svg",
    "canvas", "audio", "video", "button", "input", "select", "textarea", "option", "datalist", "dialog", "menu", "map",
    "rt", "rp", "frameset", "title",
}  # fmt: skip
ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "toolbar"}
NAMES = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:top|main|side|foot|sub|site)?-?(?:nav|navbar|navi|navigation|menu)|(?:top|side|foot|tool|share|menu|action)-?bar|"
    r"breadcrumbs?|crumbs?|foot|footer|bottom|copyright|masthead|banner|logo|side|aside|share|sharing|bdsharebuttonbox|"
    r"bdshare|social|related?|relate|relevant|recommend(?:ed|ation)?s?|hot|ranking|rank|comments?|pinglun|pagination|"
    r"pager|prev-?next|tools|search|login|ads?|advert|qrcode|ewm|weixin|wechat|friend-?links?|links?|xgwz|xglj|xgyd|"
    r"tuijian|fenxiang|daohang|mianbaoxie"
    r")(?=$|[\s_-]|\d)|(?<![\w-])(?:page-|site-)?header(?![\w-])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
GONE = "data-left-out"
"""The mark on an element that is furniture."""
LINKED = 0.6
"""The share of a block's characters inside links that makes it a list of links."""
MOST = 0.6
"""The share of the page's running text that the article must hold."""
PROSE = re.compile(r"[，。；：！？,;!?]")
DATE = re.compile(r"[\[(（]?(?:(?:19|20)\d\d[-/.年]\s?)?\d{1,2}[-/.月]\s?\d{1,2}日?[\])）]?")
PUBLISHED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}")
GRID = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
TEXT = {"p", "span", "font", "b", "strong", "em", "a", "u", "i", "li", *HEADINGS}


def article(root: Any) -> list[Any]:
    """The elements to read, in order. Marks furniture in the tree (see `dropped`)."""
    body = root.find("body")
    if body is None:
        body = root
    total = _length(body)
    for element in body.iter():
        if isinstance(element.tag, str) and element is not body and _is_furniture(element, total):
            element.set(GONE, "")
    _drop_links(body)
    main = _main(body)
    return [*_heading(body, main), main]


def dropped(element: Any) -> bool:
    """True for an element that is not read."""
    return element.tag in NEVER or element.get(GONE) is not None


def _is_furniture(element: Any, total: int) -> bool:
    if element.tag in NEVER:
        return True
    if _is_hidden(element):
        return True
    if element.tag in GRID or element.tag in HEADINGS or element.tag in ("p", "article", "main"):
        return False
    named = element.get("role", "") in ROLES or NAMES.search(f"{element.get('class', '')} {element.get('id', '')}")
    if not named and element.tag != "header":
        return False
    if element.find(".//h1") is not None and _linked(element) <= LINKED:
        return False
    return _length(element) * 3 < total or _linked(element) > LINKED


def _drop_links(body: Any) -> None:
    """Marks lists of links, and a heading that then stands over nothing."""
    kept = {part for table in body.iter("table") if _has_figures(table) for part in table.iter()}
    for element in body.iter("ul", "ol", "dl", "div", "p", "table", "section", "li", "td", "span", "center"):
        if element in kept or _gone(element) or not _is_list(element) or _linked(element) <= LINKED:
            continue
        element.set(GONE, "")
        before = element.getprevious()
        if before is not None and not _gone(before) and _length(before) <= 12 and not PROSE.search(_text(before)):
            before.set(GONE, "")


def _is_list(element: Any) -> bool:
    """A lone link in a cell or a sentence may be content; several links, or a line of nothing else, are not."""
    links = [a for a in element.iter("a") if _length(a)]
    if element.tag in ("td", "span"):
        return len(links) > 2
    if len(links) == 1:
        beside = _text(element).replace(_text(links[0]), "")
        return element.tag in ("p", "li", "div") and _length(element) <= 40 and "。" not in beside
    return len(links) > 1


def _has_figures(table: Any) -> bool:
    """True for a table of data: its cells may be links."""
    return not is_layout(table) and any(_text(cell).strip()[:1].isdigit() for cell in table.iter("td"))


def _main(body: Any) -> Any:
    """The smallest element with most of the running text that leaves no sentence and no table out."""
    weights: dict[Any, int] = {}
    total = 0
    for element in body.iter():
        if not isinstance(element.tag, str) or _gone(element):
            continue
        own = _own(element)
        weight = len(own) if PROSE.search(own) or len(own) > 25 or element.tag in GRID else len(own) // 4
        total += weight
        while weight and element is not None:
            weights[element] = weights.get(element, 0) + weight
            element = element.getparent() if element is not body else None
    path = [body]
    while True:
        inner = next((e for e in path[-1] if weights.get(e, 0) > total * MOST and e.tag not in TEXT), None)
        if inner is None or (inner.tag == "table" and not is_layout(inner)):
            break
        if "。" in _own(path[-1]) or any(e is not inner and _says(e) for e in path[-1]):
            break
        path.append(inner)
    while path[-1].tag in GRID and path[-1].tag not in ("table", "td"):
        path.pop()
    return path[-1]


def is_layout(table: Any) -> bool:
    """True for a table that lays out a page: it holds another, or no two cells beside each other, or paragraphs."""
    if table.find(".//table") is not None:
        return True
    if not any(len(row.xpath("./td|./th")) > 1 for row in table.iter("tr")):
        return True
    return any(len(cell.xpath(".//p|.//div")) >= 3 and "。" in _text(cell) for cell in table.iter("td"))


def _says(element: Any) -> bool:
    """True where something stands that an article would not leave out: a sentence, or a table with figures."""
    if not isinstance(element.tag, str) or _gone(element):
        return False
    kept = [e for e in element.iter() if isinstance(e.tag, str) and not _gone(e)]
    return any("。" in _own(e) for e in kept) or any(e.tag == "td" and _text(e).strip()[:1].isdigit() for e in kept)


def _heading(body: Any, main: Any) -> list[Any]:
    """The page's heading and the line with its date, where they stand before the article and outside of it."""
    if any(element.tag == "h1" and not _gone(element) for element in main.iter()):
        return []
    title = _squeeze("".join(body.getroottree().xpath("//head/title//text()")))
    around = {main, *main.iterancestors()}
    found: list[Any] = []
    inside: set[Any] = set()
    for element in body.iter():
        if element is main:
            break
        if element in around or not isinstance(element.tag, str) or not _length(element):
            continue
        if _gone(element) and not (found and _is_bar(element)):
            continue
        text = _squeeze(_text(element))
        if not found and (element.tag == "h1" or (6 <= len(text) <= 80 and text in title)):
            found, inside = [element], set(element.iter())
        elif len(found) == 1 and element.getparent() not in inside and len(text) <= 120 and PUBLISHED.search(text):
            found.append(element)
    return found


def _is_bar(element: Any) -> bool:
    """True for what is furniture by its name alone: the line under a heading with date, source and buttons."""
    if element.get(GONE) is None or element.tag in NEVER or _gone(element.getparent()) or _is_hidden(element):
        return False
    return _linked(element) <= LINKED


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return HIDDEN.search(element.get("style", "")) is not None


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _gone(element: Any) -> bool:
    """True for furniture and all that stands in it."""
    return any(dropped(e) for e in (element, *element.iterancestors()) if isinstance(e.tag, str))


def _own(element: Any) -> str:
    """The text that stands directly in an element, that of inline children's tails included."""
    return "".join((element.text or "", *(child.tail or "" for child in element))).strip()


def _text(element: Any) -> str:
    return "".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]"))


def _length(element: Any) -> int:
    return sum(not char.isspace() for char in _text(element))


def _linked(element: Any) -> float:
    """The share of an element's characters that are inside links; dates beside the links do not count."""
    total = len(_squeeze(DATE.sub("", _text(element))))
    return sum(len(_squeeze(DATE.sub("", _text(a)))) for a in element.iter("a")) / total if total else 0.0
