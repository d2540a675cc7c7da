"""Rates of growth and differences of the figures that stand together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from nlp.checks import aside
from nlp.checks.reading import B, C, Mark, P, Paragraph, Q, Reading, T
from nlp.checks.relations.base import HUNDRED, Group, Relation, level, relation, value
from nlp.intervals import Interval

_GROWN = regex.compile(r"(?:同比|比上年|比去年)?(?:增长|增幅|增速|下降|降幅|提高|减少)(?:了|为|达到?|约)?$")
_CHANGED = regex.compile(r"(?:增加|增收|增产|增|多|减少|减收|减产|短收|下降|少)了?$")
_FALLS = regex.compile("减|降|少|短")
_BEFORE = rf"(?:上年|去年|前一?年|上一年|年初|原来|{T})"
_POINTS = regex.compile(
    rf"{_BEFORE}(?:同期|末|底)?{C}{{0,12}}?(?P<old>{P})[，；、](?:而|到|至|截至)?"
    rf"(?:今年|目前|现在|现|如今|当年|本年|{T}){C}{{0,12}}?(?P<new>{P})[，、；（](?:同比|比{_BEFORE}|较{_BEFORE})?"
    rf"{C}{{0,3}}?(?:提高|提升|上升|增加|下降|降低|减少|回落|缩小)了?(?P<by>{B})"
)
_STANDARD = regex.compile(
    rf"(?P<new>{P})[，、（]{C}{{0,2}}?(?:低于|高于|高出|超出|超过|比){C}{{0,8}}?(?P<old>{P})的{C}{{0,10}}?(?:低|高|出)?(?P<by>{B})"
)
_SINCE = regex.compile(
    rf"[比较](?P<base>上年|去年|上一年|{T})(?:同期|末|年?底)?{C}{{0,2}}?"
    r"(?:提高|提升|上升|增加|下降|降低|减少|回落)了?$"
)

_LAST_YEAR = regex.compile(rf"(?:{T}|上年|去年)(?!同期)")
_NOW_GROWN = regex.compile(
    rf"(?:今年|本年|当年|{T}){C}{{0,16}}?(?P<new>{Q})[，、；（](?:同比|比上年|较上年|比去年)?"
    rf"(?P<verb>增长|增幅|上升|提高|下降|减少|降低|降幅)(?:了|为|达到?|约)?{P}"
)
_COMMON = frozenset({"上年", "去年", "今年", "全年", "实现", "完成", "累计"})
_CONSTANT_PRICES = regex.compile("生产总值|GDP|增加值|总产值|实际")


def growths(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """A，同比增收B，增长p%: a change over what there was before it."""
    if stated.fact.kind != "percent" or not _GROWN.search(paragraph.clause(stated.at)):
        return
    start, _ = paragraph.sentence(stated.at)
    marks = [m for m in paragraph.between(start, stated.at) if m.fact.kind in ("count", "money", "measure")]
    change = marks[-1] if marks else None
    if change is None or change.figure.value is None or change.figure.loose:
        return
    levels = [m for m in marks[:-1] if m.unit == change.unit and level(paragraph, m)]
    told = _CHANGED.search(paragraph.clause(change.at))
    if not levels or not told or paragraph.gap(change.at + 1, stated.at).count("，") > 1:
        return
    now, by = levels[-1].figure.interval(), change.figure.interval()
    down = bool(_FALLS.search(told[0]))
    before = now.plus(by) if down else now.minus(by)
    if before.low > 0:
        expected, made = by.over(before).times(HUNDRED), value(change) / (before.low + before.high) * 200
        verb = "减少" if down else "增加"
        zh, en = f"{verb}{{0}}至{{1}}，变化幅度", "{0} of change to {1}, the rate"
        yield Group([relation("growth", stated, (change, levels[-1]), expected, made, zh, en)])


def since(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """上年…A。今年…B，增长p%: the one figure of its kind that the sentence before tells of the year before."""
    start, _ = paragraph.sentence(stated.at)
    told = _NOW_GROWN.search(paragraph.text, start, stated.at + 1)
    if stated.fact.kind != "percent" or not told or not start or _CONSTANT_PRICES.search(told[0]):
        return
    new = paragraph.of(told["new"])[0]
    first, _ = paragraph.sentence(start - 1)
    same = [m for m in paragraph.between(first, start) if m.unit == new.unit and m.fact.kind == new.fact.kind]
    opened = _LAST_YEAR.match(paragraph.text, first)
    if len(same) != 1 or not opened or not same[0].figure.value or same[0].figure.loose or new.figure.loose:
        return
    old = same[0]
    if not _named_alike(paragraph.clause(old.at), paragraph.clause(new.at)):
        return
    ratio = new.figure.interval().over(old.figure.interval()).times(HUNDRED)
    down = bool(_FALLS.search(told["verb"]))
    expected = Interval.exact(100).minus(ratio) if down else ratio.minus(Interval.exact(100))
    made = abs(value(new) / value(old) - 1) * 100
    zh, en = "由{0}到{1}，变化幅度", "from {0} to {1}, the rate"
    yield Group([relation("growth", stated, (old, new), expected, made, zh, en)], sure=True)


def _named_alike(first: str, second: str) -> bool:
    """Whether two names share two characters that only a name has."""
    return any(a + b in second for a, b in pairwise(first) if a + b not in _COMMON)


def points(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """上年A，今年B，提高C个百分点; B，低于国家A的标准C个百分点; B，较上年提高C, A being told before."""
    if stated.fact.kind != "point" or stated.figure.value is None:
        return
    start, end = paragraph.sentence(stated.at)
    for pattern in (_POINTS, _STANDARD):
        for match in pattern.finditer(paragraph.text, start, end):
            if match["by"] == stated.sign:
                old, new = paragraph.of(match["old"])[0], paragraph.of(match["new"])[0]
                yield Group([_apart(stated, old, new, exact=pattern is _STANDARD)], sure=True)
                return
    since = _SINCE.search(paragraph.text, start, stated.at)
    rates = [m for m in paragraph.between(start, stated.at) if m.fact.kind == "percent"]
    if since and rates and (new := rates[-1]).fact.role in ("level", "to", "share"):
        year = _year(paragraph.of(since["base"]), new)
        known = _told_of(reading, new, year) if year else []
        if known and len({value(m) for m in known}) == 1:
            yield Group([_apart(stated, known[-1], new)], sure=True)


def _year(base: list[Mark], new: Mark) -> str:
    """The year that a change is told from; nothing where no year is known."""
    told = (base[0].fact.time or "")[:4] if base else ""
    now = (new.fact.time or "")[:4]
    return told if told.isdigit() else str(int(now) - 1) if not base and now.isdigit() else ""


def _told_of(reading: Reading, new: Mark, year: str) -> list[Mark]:
    """The rates of one indicator and place that the document told before of a year."""
    fact = new.fact
    return [
        mark
        for paragraph in reading.paragraphs
        for mark in paragraph.marks
        if mark.start < new.start
        and mark.fact.kind == "percent"
        and fact.metric
        and mark.fact.metric == fact.metric
        and len({mark.fact.place, fact.place} - {None}) < 2
        and (mark.fact.time or "")[:4] == year
        and mark.fact.role in ("level", "from", "to")
        and not mark.figure.loose
        and not aside.base(paragraph, mark)
    ]


def _apart(stated: Mark, old: Mark, new: Mark, exact: bool = False) -> Relation:
    """A difference; `exact`: of what a rule has laid down, so that nothing was rounded."""
    base = Interval.exact(value(old)) if exact else old.figure.interval()
    expected = new.figure.interval().minus(base).size()
    made = abs(value(new) - value(old))
    return relation("change", stated, (old, new), expected, made, "由{0}到{1}，相差", "from {0} to {1}, the difference")
