"""Where a text tells of a figure that moved: 由A降至B，下降C; 2018年A，2019年B，增长g; 比全省的A高C."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from nlp.checks import aside, named
from nlp.checks.reading import CT, FS, B, C, F, M, Mark, P, Paragraph, Q, Reading, T

UP, DOWN = "up", "down"
_UP = "增长|增加|提高|提升|上升|增收|增支|上涨|扩大|上浮|攀升|增|升|涨|翻"
_DOWN = "减少|下降|降低|缩短|缩小|压减|压缩|回落|下滑|减收|减支|便宜|下调|下跌|收窄|降|减"
_VERB = (
    rf"(?P<verb>(?:净|新|共|累计|年均|平均每年|同比|总共|合计|实际|名义|又|再)*(?:{_UP}|{_DOWN}|[多少](?=了))(?:幅度?|率)?)"
    "(?:了|达到?|为|约|近|超过?)*"
)
_MOVE = regex.compile(
    rf"(?:由|从){CT}{{0,20}}?(?P<old>{FS})的?{C}{{0,6}}?[，、]?{T}?"
    "(?:逐年|逐步|进一步|大幅|稳步|持续|迅速|快速|已|一路|又|再|直接|先|分别|共|累计|的)*"
    rf"(?P<to>(?:{_UP}|{_DOWN}|缩|变|调整|发展|扩大|壮大|拓展|延长|扩展)?(?<!达)(?:到|至|为|成))了?{CT}{{0,8}}?(?P<new>{FS})"
)
_FOLLOWS = regex.compile(rf"[，、；（(]?(?P<lead>{CT}{{0,14}}?)(?:分别)?{_VERB}(?P<by>{FS})[）)]?")
_ELSEWHERE = regex.compile(
    r"高于|低于|高出|其中|今年|去年|当年|年内|全年|本[年月]|上半年|每(?!年)|人均|户均|比(?!上年|去年|前一?年|年初|上一?年|\d)|全[国省市州]"
)
_YEARLY = regex.compile(
    rf"(?P<t1>{T})(?P<name>{C}{{0,16}}?)(?P<old>{F})[，；、]?(?:而|到|至|截至)?(?P<t2>{T}|去年|今年|目前|现在|如今)(?P<again>{C}{{0,16}}?)(?P<new>{F})[，、；（(]"
    rf"(?P<base>同比|(?:比|较)(?:上年|去年|前一年|上一年|(?P<t3>{T}))(?:同期)?)?(?P<lead>{C}{{0,3}}?){_VERB}(?P<by>[{Q[1:-1]}{P[1:-1]}{B[1:-1]}{M[1:-1]}])"
)
_STATED_BASE = regex.compile(
    rf"(?P<new>{F})[，、（(]?(?:同比|比上年|较上年|比去年)?(?:{C}{{0,8}}{F}[，、；]?)?{C}{{0,4}}(?:比|较)(?P<what>{CT}{{0,16}}?)(?P<old>{F})"
    rf"{C}{{0,4}}?(?P<verb>净增|净减|高出?|低|多出?|少|提高|提升|增加|增长|上升|上涨|减少|下降|降低|回落)"
    rf"(?:了|出|于|(?<=[多少]){C}{{2}})?(?P<by>{F})"
)
# 收入增幅A，全市平均B，高出全市C
_BESIDE_MEAN = regex.compile(
    rf"(?P<new>{F})，{C}{{0,8}}?(?:全[国省市县州]|同期)(?:平均)?(?:水平)?(?:为|是)?(?P<old>{F})，(?P<verb>高出?|低于?){C}{{0,8}}?(?P<by>{F})"
)
# 2017年只有A，一年增加B: of the one figure of its kind that the sentence tells before
_ONLY = regex.compile(
    rf"[；，（](?:而)?(?P<t1>{T}|上年|去年)(?:同期)?(?:只有|仅有|仅为|仅|才|是|为)?(?P<old>{F})，(?:一年|当年|同比|净)?{_VERB}(?P<by>{F})"
)
# 县级资金较2017年的A增加B: of the figure that bears the subject's name, told before
_OF_SUBJECT = regex.compile(
    rf"(?:^|[，。；])(?P<name>{C}{{2,12}}?)(?:完成{C}{{0,6}}{F}的{P}，)?[比较与和](?:上年|去年|前一年|年初|上年末|{T})(?:同期|完成数)?的?(?P<old>{F})(?:相比)?"
    rf"{C}{{0,3}}?{_VERB}(?P<by>{F})"
)
_FROM_BASE = regex.compile(
    rf"[比较](?:上年|去年|前一年|同期|{T})?(?:同期)?的?(?P<old>{F}){C}{{0,6}}?(?P<verb>增加|增长|减少|下降|提高|降低)了?(?P<by>{F})[，、；]"
    rf"(?:增加|增长|减少|下降|提高|降低)?(?:达到?|至|到|为)+(?P<new>{F})"
)
_LAST_TIME = regex.compile(
    rf"(?P<new>{F})[，；（(](?:而)?(?:去年|上年)(?:同期|同时期)?(?:为|是|仅|只有|仅有|才)?(?P<old>{F})[，；、]{C}{{0,4}}?{_VERB}(?P<by>{F})"
)
_BY_YEARS = regex.compile(
    rf"(?P<t2>{T})(?:[比较]|相比)(?P<t1>{T})(?:同期)?{C}{{0,4}}?{_VERB}(?P<by>[{Q[1:-1]}{P[1:-1]}{B[1:-1]}{M[1:-1]}])"
)
_SAME = regex.compile(
    r"(?:预计|预期|为|是|达到?|有|增至|增加到|增长到|提高到|上升到|升至|降至|下降到|减少到|减至|降到|完成|实现|约|近|则|就|已|共)*"
)


@dataclass(frozen=True, slots=True)
class Move:
    """A figure's way from `old` to `new`; `followed` are the amounts said of it, each with its lead and its verb."""

    old: Mark
    new: Mark
    verb: str
    direction: str | None
    followed: tuple[tuple[Mark, str, str], ...]


def moves(reading: Reading) -> Iterator[tuple[Paragraph, Move]]:
    """Every 由A到B, one for each pair where several figures stand side by side."""
    for paragraph, match in reading.find(_MOVE):
        olds, news = paragraph.of(match["old"]), paragraph.of(match["new"])
        if regex.search("由于|从事|由此|从而|从中", match[0][:3]) or not (pairs := _pairs(olds, news)):
            continue
        said = _said(paragraph, match.end())
        for index, (old, new) in enumerate(pairs):
            mine = tuple((by, lead, verb) for group, lead, verb in said if (by := _mine(group, index, len(pairs), new)))
            yield paragraph, Move(old, new, match["to"], direction(match["to"]), mine)


def yearly(reading: Reading) -> Iterator[tuple[Paragraph, tuple[Mark, Mark, Mark, str]]]:
    """T1年A，T2年B，增长C: old, new, stated and the verb. The same thing is named, or named once only."""
    for paragraph, match in reading.find(_YEARLY):
        one, two = paragraph.of(match["t1"])[0], next(iter(paragraph.of(match["t2"])), None)
        old, new, by = (paragraph.of(match[name])[0] for name in ("old", "new", "by"))
        if old.unit != new.unit or not _named_alike(match["name"], match["again"]):
            continue
        base = paragraph.of(match["t3"])[0].fact.time if match["t3"] else None
        if (base and base != one.fact.time) or (not base and match["base"] and not (two and _years(one, two) == 1)):
            continue
        yield paragraph, (old, new, by, match["verb"])
        yield from _more(paragraph, match.end(), old, new)


def compared(reading: Reading) -> Iterator[tuple[Paragraph, tuple[Mark, Mark, Mark, str]]]:
    """B，比…A高C: old, new, stated and the verb."""
    for paragraph, match in reading.find(_STATED_BASE):
        old, new, by = (paragraph.of(match[name])[0] for name in ("old", "new", "by"))
        new = _head(paragraph, new) or new
        if old.unit != new.unit or aside.increment(paragraph, new) or aside.flows(paragraph, new, old):
            continue
        if aside.base(paragraph, new):
            real = aside.subject(paragraph, new)
            if real is None:
                continue
            new = real
        yield paragraph, (old, new, by, match["verb"])
        yield from _more(paragraph, match.end(), old, new)
    for pattern in (_FROM_BASE, _LAST_TIME, _BESIDE_MEAN):
        yield from _told_base(reading, pattern)
    for paragraph, match in reading.find(_ONLY):
        old, by = paragraph.of(match["old"])[0], paragraph.of(match["by"])[0]
        if (known := _before(paragraph, match.start(), old)) is not None:
            yield paragraph, (old, known, by, match["verb"])
            yield from _more(paragraph, match.end(), old, known)
    for paragraph, match in reading.find(_OF_SUBJECT):
        old, by = paragraph.of(match["old"])[0], paragraph.of(match["by"])[0]
        if (known := named.before(reading, old, match["name"])) is not None:
            yield paragraph, (old, known, by, match["verb"])
            yield from _more(paragraph, match.end(), old, known)


def _told_base(
    reading: Reading, pattern: regex.Pattern[str]
) -> Iterator[tuple[Paragraph, tuple[Mark, Mark, Mark, str]]]:
    """比上年A增加C，达到B; B，去年同期A，增长C."""
    for paragraph, match in reading.find(pattern):
        old, new, by = (paragraph.of(match[name])[0] for name in ("old", "new", "by"))
        if old.unit == new.unit:
            yield paragraph, (old, new, by, match["verb"])
            yield from _more(paragraph, match.end(), old, new)


def by_years(reading: Reading) -> Iterator[tuple[Paragraph, tuple[Mark, Mark, Mark, str]]]:
    """2017年A、2018年B，2018年较2017年增加C: old, new, stated and the verb; each year stands before one figure only."""
    for paragraph, match in reading.find(_BY_YEARS):
        start, _ = paragraph.sentence(match.start())
        times = paragraph.of(match["t1"]) + paragraph.of(match["t2"])
        told = [_at(paragraph, start, match.start(), time) for time in times]
        stated = paragraph.of(match["by"])[0]
        if any(len(marks) != 1 for marks in told) or told[0][0].unit != told[1][0].unit:
            continue
        yield paragraph, (told[0][0], told[1][0], stated, match["verb"])
        yield from _more(paragraph, match.end(), told[0][0], told[1][0])


def _before(paragraph: Paragraph, position: int, old: Mark) -> Mark | None:
    """The one figure of a kind that a sentence tells before a position; a list that makes it up does not count."""
    start, _ = paragraph.sentence(position)
    found = [
        m
        for m in paragraph.between(start, position)
        if m.unit == old.unit and m.fact.kind == old.fact.kind and not aside.increment(paragraph, m)
    ]
    if len(found) > 2 and _adds_up(found[0], found[1:]):
        found = found[:1]
    return found[0] if len(found) == 1 and not aside.base(paragraph, found[0]) else None


def _head(paragraph: Paragraph, last: Mark) -> Mark | None:
    """实施146处，新建38处、改扩建67处、维修41处，比上年…: the figure that the ones before the comparison make up."""
    start, _ = paragraph.sentence(last.at)
    alike = [m for m in paragraph.between(start, last.at + 1) if m.unit == last.unit and m.fact.kind == last.fact.kind]
    return next((alike[n] for n in range(len(alike) - 2) if _adds_up(alike[n], alike[n + 1 :])), None)


def _adds_up(whole: Mark, parts: list[Mark]) -> bool:
    return whole.figure.value == sum((m.figure.value or 0 for m in parts), Decimal(0))


def _at(paragraph: Paragraph, start: int, end: int, time: Mark) -> list[Mark]:
    """The amounts that stand right after a time like this one."""
    found = []
    for same in paragraph.of_times(start, end):
        if same.fact.time == time.fact.time:
            match = regex.match(rf"{C}{{0,8}}({Q})", paragraph.text[same.at + 1 : end])
            found += paragraph.of(match[1]) if match else []
    return found


def years_between(old: Mark, new: Mark, paragraph: Paragraph) -> int | None:
    """The years from the time that stands before one figure to that before another, or None."""
    times = [m for m in paragraph.marks if m.fact.kind == "date"]
    first = [m for m in times if m.at < old.at and old.at - m.at < 16]
    second = [m for m in times if old.at < m.at < new.at]
    before = [m for m in times if m.at < old.at and m not in first[-1:] and paragraph.sentence(old.at)[0] <= m.at]
    if not first:
        return None
    if second:
        return _years(first[-1], second[-1])
    return _years(first[-1], before[-1]) if before and (_years(first[-1], before[-1]) or 0) > 0 else None


def direction(verb: str) -> str | None:
    """Up or down, by the words of a verb."""
    if regex.search(_DOWN + "|缩", verb):
        return DOWN
    return UP if regex.search(_UP + "|扩大|壮大", verb) else None


def _said(paragraph: Paragraph, position: int) -> list[tuple[list[Mark], str, str]]:
    said: list[tuple[list[Mark], str, str]] = []
    while match := _FOLLOWS.match(paragraph.text, position):
        if _ELSEWHERE.search(match["lead"]) or _other_time(paragraph, match["lead"]) or len(said) == 3:
            break
        said.append((paragraph.of(match["by"]), match["lead"], match["verb"]))
        position = match.end()
    return said


def _other_time(paragraph: Paragraph, lead: str) -> bool:
    """2019年新增12个 after a move of years: a time that is no base (比2014年) and no span (五年来)."""
    return any(
        not (mark.fact.time or "").startswith("P") and not regex.search(f"[比较]{mark.sign}", lead)
        for mark in paragraph.of(lead)
    )


def _more(
    paragraph: Paragraph, position: int, old: Mark, new: Mark
) -> Iterator[tuple[Paragraph, tuple[Mark, Mark, Mark, str]]]:
    for group, lead, verb in _said(paragraph, position):
        if len(group) == 1 and not regex.search("年均|平均", lead):
            yield paragraph, (old, new, group[0], verb)


def _pairs(olds: list[Mark], news: list[Mark]) -> list[tuple[Mark, Mark]]:
    if len(olds) == len(news):
        pairs = list(zip(olds, news, strict=True))
        return pairs if all(a.unit == b.unit for a, b in pairs) else []
    return [(olds[-1], news[0])] if len(olds) == 1 and olds[-1].unit == news[0].unit else []


def _mine(group: list[Mark], index: int, pairs: int, new: Mark) -> Mark | None:
    if len(group) == pairs:
        return group[index]
    fitting = [by for by in group if by.unit == new.unit]
    return fitting[0] if len(fitting) == 1 else None


def _named_alike(first: str, second: str) -> bool:
    rest = _SAME.fullmatch(second)
    return bool(rest) or any(a + b in second for a, b in pairwise(first) if a not in "达为有")


def _years(first: Mark, second: Mark) -> int | None:
    one, two = first.fact.time or "", second.fact.time or ""
    return int(two[:4]) - int(one[:4]) if one[:4].isdigit() and two[:4].isdigit() else None
