"""What a text itself enumerates for a phrase: 一是…；二是…, a bracket or dash after it, a list before it."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.slogans.forms import number
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

_REACH = 600  # How far after a phrase its 一是…二是… may run, in characters.
_ORDINALS = "一二三四五六七八九十"
_KIND = "(?:要求|工作法|机制|行动|工程|政策|原则|标准|目标|制度|活动|模式|工作)"
_BRACKET = re.compile(f"[”’」』\"]?{_KIND}?[（(]([^（）()]{{4,200}})[)）]")
_DASH = re.compile(
    f"[”’」』\"]?(?:的?{_KIND})?(?:，?即|：|——|—|，?(?:分别|就)是|，?也就是)([^。！？\n]{{4,200}})"
)
_OPENS = re.compile("[即：—是]")
_FIRST = re.compile("[”’」』\"]?[^，。；：、\n]{0,10}([：，。]?)\n?(?:一是|（一）|1[.．、]|第一，|一要)")
_ORDINAL = re.compile("[一二三四五六七八九十]是|（[一二三四五六七八九十]）")
_ITEM_END = re.compile("[。；\n]")
_TAIL = re.compile("(?:等|这|的|，即|，|：|——|为|共)$")


def find(text: str, span: SloganSpan, floor: int, ceiling: int, words: Words) -> list[str]:
    """The items that the text lists for a phrase, in order; empty when it lists none.

    `floor` and `ceiling` bound the sentence that the phrase stands in.
    """
    wanted = announced(span.slogan)
    if not wanted:
        return []
    near = text[span.end : span.end + 18]  # As far as a list may begin: most phrases have none, quick to see.
    bracket = _BRACKET.match(text, span.end) if "（" in near or "(" in near else None
    if bracket and (items := _split(bracket[1], wanted)):
        return items
    if ("一" in near or "1" in near) and (items := _ordinals(text, span, ceiling, wanted)):
        return items
    if _OPENS.search(near) and (match := _DASH.match(text, span.end)) and (items := _split(match[1], wanted)):
        return items
    return _before(text, span, floor, wanted, words)


@lru_cache(maxsize=4096)
def announced(slogan: str) -> int:
    """How many items the phrase may have listed; 0 for none: 一事一议 and 一户一策 name a proportion."""
    wanted = number(slogan)
    proportion = slogan.startswith("一") and wanted == slogan.count("一")
    return 0 if wanted is None or not 2 <= wanted <= 24 or proportion else wanted


def _split(inside: str, wanted: int) -> list[str]:
    """The items of a plain list; a count that is off by one still is the list (an item may be lost or doubled)."""
    inside = re.sub("^(?:即|指|是|分别是|包括)[：，]?", "", inside).rstrip("等")
    near: list[str] = []
    for mark in ("；", "、", "，", "[；、，]"):
        items = [item for part in re.split(mark, inside) if (item := _tidy(part))]
        if len(items) == wanted:
            return items
        if not near and mark in "；、" and len(items) >= 3 and abs(len(items) - wanted) == 1:
            near = items
    return near


def _ordinals(text: str, span: SloganSpan, ceiling: int, wanted: int) -> list[str]:
    """一是…；二是…: directly after the phrase or opening the next sentence."""
    opening = _FIRST.match(text, span.end)
    if not opening:
        return []
    reach, shift = text[span.end : max(ceiling, span.end) + _REACH], span.end
    items, at = [], opening.end() - shift
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
    items = [item for item in items if item]
    # What a new sentence lists is the phrase's own only when as many things come as the phrase announces.
    return items if len(items) == wanted or (len(items) > 1 and opening[1] in ("：", "，")) else []


def _next(reach: str, at: int, nth: int, style: str) -> tuple[int, int] | None:
    mark = {"是": "{}是", "要": "{}要", "，": "第{}，", "）": "（{}）"}.get(style[-1])
    sought = mark.format(_ORDINALS[nth]) if mark else f"{nth + 1}{style[-1]}"
    found = reach.find(sought, at)
    return None if found < 0 else (found, found + len(sought))


def _before(text: str, span: SloganSpan, floor: int, wanted: int, words: Words) -> list[str]:
    """A list that the phrase sums up: 增强A；增强B；增强C“三个增强”, 甲、乙、丙等“三大行动”."""
    if max(text.count("；", floor, span.start), text.count("、", floor, span.start)) < wanted - 1:
        return []
    head = text[floor : span.start].rstrip("“\"‘「")
    if head.endswith(words.verbs):
        return []  # 增强“四个意识”、做到“两个维护”: a verb of its own governs the phrase.
    head = _TAIL.sub("", head)
    for mark in "；、":
        if head.count(mark) < wanted - 1:
            continue
        last = head.split(mark)[-wanted:]
        if any(_ORDINAL.match(item) or ("，" in item and mark == "、") for item in last[1:]):
            continue
        items = [_tidy(item) for item in _cut_lead(last, words)]
        if all(items) and (mark == "；" or max(map(len, items)) <= 12):
            return items
    return []


def _cut_lead(items: list[str], words: Words) -> list[str]:
    """Cuts the words before the list off its first item: where the others begin alike, at those
    characters, else after the verb that governs the list."""
    first, *others = items
    lead = others[0][:2]
    if len(lead) == 2 and lead in first and all(item.startswith(lead) for item in others):
        return [first[first.rindex(lead) :], *others]
    first = re.split("[，：。；“]", first)[-1]
    verb = max((w for w in words.verbs if first.startswith(w)), key=len, default="")
    return [first[len(verb) :] or first, *others]


def _tidy(item: str) -> str:
    return item.strip("，；。、：“”‘’\"「」 \n").removeprefix("以及").removeprefix("和")
