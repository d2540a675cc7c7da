"""What a text counts out: 一是…二是…, A、B、C三大产业, 增强A；增强B“两个增强”.

>>> [(e.stated, e.counted) for e in enumerations("采取三项措施：一是建队伍；二是抓培训。")]
[(3, 2)]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

NUMERALS = "一二三四五六七八九十"
_NUMBER = r"(?P<n>[二两三四五六七八九十]|[2-9](?!\d)|10)"
_KIND = "(?:个方面|方面|个|项|大|条|点|种|类|步|招|件)"
_HEAD = regex.compile(
    rf"(?<![第\d十百千万之分.]){_NUMBER}{_KIND}[^，。；：、\n“”（）\d]{{0,12}}?(?:，?(?:主要|具体|分别|也就|就)?(?:是|为|有|即|包括|体现在|表现在|如下))?[：，。]?\n?(?P<first>一是|一要|第一，)"
)
_LIST = regex.compile(
    rf"(?P<items>[^，。；：！？\n\d“”（）]{{2,90}}?)(?P<etc>等)?[“‘]?(?<![第十百千万、，和及与]){_NUMBER}(?P<kind>大|个|项)(?P<noun>[^，。；：、\n\d“”的]{{2,8}})"
)
_QUOTED = regex.compile(rf"[“‘]{_NUMBER}(?:个|大|项)?(?P<word>[^，。；：、\n\d“”‘’]{{2,3}})[”’]")
_BRACKET = regex.compile(r"[”’](?:\S{0,4})?(?:[（(]|：|——|，即)(?P<inside>[^（）()。\n]{4,160})")
_NAMED = regex.compile(
    rf"(?<![第\d十百千万之分.每各两三四五六七八九]){_NUMBER}(?:个|项|大|件|类|种|条|步|招|方面)(?P<noun>[^，。；：、\n“”（）\d的等]{{0,8}}?)"
    r"(?P<link>，即|，(?:分别|主要|具体|就|也就)(?:是|为|包括)|，包括|[：]|——|分别(?:是|为)|[（(])[：]?(?P<items>[^，。；：！？\n\d“”（）()]{3,160})(?P<stop>[。；）)])"
)
_FIGURES = regex.compile(rf"[\d%％]|[{NUMERALS}两][个项大件类种条级户人名年月日]|等")
_NEXT_HEADING = regex.compile(rf"\n(?:[{NUMERALS}]+、|（[{NUMERALS}]+）|第[{NUMERALS}]+)")
REACH = 3000  # how far 一是…二是… may run, in characters


class Enumeration(NamedTuple):
    """A number of things announced, and how many the text lists. `open_` is true after 等: there may be more."""

    start: int
    end: int
    text: str
    stated: int
    counted: int
    open_: bool = False


def enumerations(text: str) -> Iterator[Enumeration]:
    """The enumerations of a cleaned text whose items can be counted beyond doubt."""
    yield from _ordinals(text)
    yield from _lists(text)
    yield from _named(text)
    yield from _repeated(text)


def _ordinals(text: str) -> Iterator[Enumeration]:
    for match in _HEAD.finditer(text):
        stated, first = _value(match["n"]), match["first"]
        reach = text[match.end() : match.end() + REACH]
        heading = _NEXT_HEADING.search(reach)
        section = reach[: heading.start()] if heading else reach
        reach = section.split(first)[0]
        counted = 1
        while counted < 10 and (at := reach.find(_nth(first, counted))) >= 0:
            reach, counted = reach[at + 2 :], counted + 1
        colon = "：" in match[0][-len(first) - 2 :]
        if counted != stated and not colon:
            continue  # 完成五项任务。一是…: the text need not go through all five
        if counted < stated and _nth(first, stated - 1) in section:
            continue  # another 一是 stands between: a list inside a list, perhaps
        if counted > stated and first in text[max(0, text.rfind("\n", 0, match.start())) : match.start()]:
            continue  # this one stands inside a list, which goes on after it
        # An ordinal left out says that the counting, not the number, is broken.
        if counted > 1 and not any(_nth(first, n) in reach for n in range(counted + 1, 10)):
            said = match[0][: match.start("first") - match.start()].rstrip("：，。 \n")
            yield Enumeration(match.start(), match.start() + len(said), said, stated, counted)


def _lists(text: str) -> Iterator[Enumeration]:
    for match in _LIST.finditer(text):
        items = [item for item in regex.split("、|和|以及|及|与", match["items"]) if item]
        if len(items) < 3 or "、" not in match["items"] or not _alike(items[1:]):
            continue
        if match["kind"] == "个" and {item[-1] for item in items} != {match["noun"][-1]}:
            continue  # 东山镇、西河镇、南坪镇4个村: the items are not what is counted
        stated = _value(match["n"])
        if abs(stated - len(items)) <= 1:
            yield Enumeration(
                match.start("n"),
                match.end(),
                match[0][match.start("n") - match.start() :],
                stated,
                len(items),
                bool(match["etc"]),
            )


def _named(text: str) -> Iterator[Enumeration]:
    """五个环节，即A、B、C、D。 A list of names up to the stop; a 和 may join two items or stand inside one."""
    for match in _NAMED.finditer(text):
        if _FIGURES.search(match["items"]) or match["items"].count("、") < 2:
            continue
        if (match["link"] in "（(") != (match["stop"] in "）)"):
            continue
        items = match["items"].split("、")
        stated, last = _value(match["n"]), items[-1]
        joined = len(regex.findall("以及|[和及与]", last))
        counts = range(len(items), len(items) + joined + 1)
        counted = stated if stated in counts else counts[0] + (1 if joined else 0)
        if max(map(len, items)) > 14 or min(map(len, items)) < 2 or abs(counted - stated) > 2:
            continue
        if counted != stated and (joined > 1 or any(regex.search("以及|[和及与]", item) for item in items[:-1])):
            continue
        said = text[match.start("n") : match.start("link")]
        yield Enumeration(match.start("n"), match.start("link"), said, stated, counted)


def _repeated(text: str) -> Iterator[Enumeration]:
    """“四个增强”: the items all hold the word that is counted."""
    for match in _QUOTED.finditer(text):
        stated, word = _value(match["n"]), match["word"]
        for items in (_items_before(text, match.start(), word), _items_after(text, match.end() - 1, word)):
            if len(items) >= 2:
                yield Enumeration(match.start(), match.end(), match[0], stated, len(items))
                break


def _items_before(text: str, position: int, word: str) -> list[str]:
    start = max(text.rfind(stop, 0, position) for stop in "。！？\n") + 1
    parts = regex.split("[；、，]", text[start:position].rstrip("，；、"))
    items: list[str] = []
    for part in reversed(parts):
        if word not in part:
            break
        items.insert(0, part)
    return items


def _items_after(text: str, position: int, word: str) -> list[str]:
    match = _BRACKET.match(text, position)
    parts = regex.split("[；、，]", match["inside"]) if match else []
    return parts if parts and all(word in part for part in parts) else []


def _alike(items: list[str]) -> bool:
    """Items of one make: of one length, or of one ending."""
    return len({len(item) for item in items}) == 1 or len({item[-1] for item in items}) == 1


def _nth(first: str, index: int) -> str:
    return first.replace("一", NUMERALS[index])


def _value(numeral: str) -> int:
    return 2 if numeral == "两" else NUMERALS.find(numeral) + 1 if numeral in NUMERALS else int(numeral)
