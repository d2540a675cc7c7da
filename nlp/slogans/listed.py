"""What a text itself enumerates for a phrase: 一是…；二是…, a bracket or dash after it, a list before it."""

from __future__ import annotations

import re

from nlp.slogans.forms import number
from nlp.slogans.span import SloganSpan

_REACH = 600  # How far after a phrase its 一是…二是… may run, in characters.
_ORDINALS = "一二三四五六七八九十"
_BRACKET = re.compile("[”’」』\"]?(?:要求|工作法|机制|行动|工程|政策|原则|标准|目标|制度|活动|模式)?[（(]([^（）()]{4,200})[)）]")
_DASH = re.compile(
    "[”’」』\"]?(?:的?(?:要求|工作法|机制|行动|工程|政策|原则|标准|目标|制度|活动|模式|工作))?(?:，?即|：|——|—|，?(?:分别|就)是|，?也就是)"
    "([^。！？\n]{4,200})"
)
_FIRST = re.compile("[”’」』\"]?[^。\n]{0,16}[。：；，:]?[^。\n]{0,4}(?:一是|（一）|1[.．、]|第一，|一要)")
_WHOLE = re.compile("[。！？\n]")
_ITEM_END = re.compile("[。；\n]")
_BEFORE = re.compile("(?:等|的|这|为|，即|，|：)?[^、；，。]{0,8}[“\"‘「]?$")


def find(text: str, span: SloganSpan, floor: int, ceiling: int) -> list[str]:
    """The items that the text lists for a phrase, in order; empty when it lists none.

    `floor` and `ceiling` bound the sentence that the phrase stands in.
    """
    wanted = number(span.slogan)
    if wanted is None or wanted < 2 or wanted > 24:
        return []
    for match in (_BRACKET.match(text, span.end), _DASH.match(text, span.end)):
        if match and (items := _split(match[1], wanted)):
            return items
    return _ordinals(text, span, ceiling, wanted) or _before(text, span, floor, wanted)


def _split(inside: str, wanted: int) -> list[str]:
    """The items of a plain list; a count that is off by one still is the list (an item may be lost or doubled)."""
    inside = re.sub("^(?:即|指|是|分别是|包括)[：，]?", "", inside).rstrip("等")
    for mark in "；、，":
        items = [_tidy(item) for item in inside.split(mark)]
        items = [item for item in items if item]
        if len(items) == wanted or (len(items) >= 3 and abs(len(items) - wanted) == 1 and mark != "，"):
            return items
    return []


def _ordinals(text: str, span: SloganSpan, ceiling: int, wanted: int) -> list[str]:
    """一是…；二是…: directly after the phrase or opening the next sentence."""
    reach = text[span.end : min(len(text), max(ceiling, span.end) + _REACH)]
    opening = _FIRST.match(reach)
    if not opening:
        return []
    items, at = [], opening.end()
    style = opening[0][-2:]
    for nth in range(1, min(wanted, len(_ORDINALS)) + 1):
        stop = len(reach)
        if nth < len(_ORDINALS) and (found := _next(reach, at, nth, style)):
            stop = found[0]
        elif end := _ITEM_END.search(reach, at):
            stop, found = end.start(), None
        else:
            found = None
        item = _ITEM_END.split(reach[at:stop].strip("，。；\n "))[0]
        items.append(_tidy(re.split("[，：]", item)[0] if len(item) > 30 else item))
        if not found:
            break
        at = found[1]
    return [item for item in items if item] if len(items) > 1 else []


def _next(reach: str, at: int, nth: int, style: str) -> tuple[int, int] | None:
    mark = {"是": f"{_ORDINALS[nth]}是", "要": f"{_ORDINALS[nth]}要", "，": f"第{_ORDINALS[nth]}，", "）": f"（{_ORDINALS[nth]}）"}
    sought = mark.get(style[-1], f"{nth + 1}{style[-1]}")
    found = reach.find(sought, at)
    return None if found < 0 else (found, found + len(sought))


def _before(text: str, span: SloganSpan, floor: int, wanted: int) -> list[str]:
    """A list that the phrase sums up: 增强A；增强B；增强C“三个增强”, 甲、乙、丙等“三大行动”."""
    head = text[floor : span.start].rstrip("“\"‘「")
    head = re.sub("(?:等|这|的|，即|，|：|——|为|共)$", "", head)
    for mark in "；、":
        items = head.split(mark)
        if len(items) < wanted or wanted < 2:
            continue
        last = items[-wanted:]
        if any("，" in item for item in last[1:]) and mark == "、":
            continue
        last[0] = re.split("[，：。；“]", last[0])[-1]
        items = [_tidy(item) for item in last]
        first = _shared_start(items)
        if all(items) and (mark == "；" or len({len(i) for i in first}) == 1 or "等" == text[span.start - 2 : span.start - 1]
                           or max(map(len, first)) <= 12):
            return first
    return []


def _shared_start(items: list[str]) -> list[str]:
    """Cuts the words before the list off its first item where the others all begin with the same two characters."""
    lead = items[1][:2]
    if len(lead) == 2 and all(item.startswith(lead) for item in items[1:]) and lead in items[0]:
        return [items[0][items[0].rindex(lead) :], *items[1:]]
    return items


def _tidy(item: str) -> str:
    return item.strip("，；。、：“”‘’\"「」 \n").removeprefix("以及").removeprefix("和")
