"""由A增长到B，增长g%（年均增长g%；是A的N倍）: the rate that two stated figures make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import regex

from nlp.checks import aside
from nlp.checks.moves import DOWN, Move, by_years, compared, direction, moves, yearly, years_between
from nlp.checks.ratios import ratios
from nlp.checks.reading import CT, C, F, M, Mark, P, Paragraph, Q, Reading, T
from nlp.checks.result import FITS, Comparison, Located, best, compare, figures
from nlp.intervals import Interval

RULE: Final = "growth"
ABOUT = ("由A到B，增长g%、年均增长g%、是A的N倍", "from A to B, by g %, by g % a year, N times A")
HUNDRED, ONE = Interval.exact(100), Interval.exact(1)
_CONSTANT_PRICES = regex.compile("生产总值|GDP|增加值|总产值|实际")  # grown in constant prices, stated in current ones
_ON_YEAR = regex.compile("同比|[比较]上年|[比较]去年")
_YEARLY = regex.compile("年均|平均每年|年平均|每年")
_TIMES = regex.compile(
    rf"(?P<new>{F})[，、；（(]?(?:约|已|就|也|正好|相当于|是|为){{1,3}}(?P<what>{CT}{{0,14}}?)(?P<old>{F})的(?P<by>{M})"
)
_BY_INCREMENT = regex.compile(
    rf"(?P<new>{Q})[，、；（(](?:{P}[，、；])?(?P<again>{C}{{0,8}})(?:同比|[比较](?P<base>上年|去年|上一年|前一年|年初|上年末|{T})(?:同期|末|底)?)(?:净|实际)?"
    rf"(?P<verb>增加|增长|增|提高|减少|下降|减)[收支产]?了?(?P<by>{Q})[，、；（(]?(?P<year>同比)?(?:增长|增幅|增速|增加|提高|上升|下降|减少|降低|降幅)(?:了|为|达到?|约)?(?P<rate>{P})"
)


_BASE_AND_GAIN = regex.compile(
    rf"[比较](?:上年|去年|前一年|年初|上年末|{T})(?:同期|完成数)?的?(?P<old>{Q})(?:相比)?{C}{{0,3}}?(?:多支出|多收入|增加|增长|减少|下降|[多少增减])[收支]?了?(?P<by>{Q})[，、]"
    rf"(?:同比)?(?:增长|增幅|提高|上升|下降|减少|降低|降幅)(?:了|为|达)?(?P<rate>{P})"
)


def check(reading: Reading) -> Iterator[Located]:
    """Findings on stated rates of growth and multiples."""
    seen: set[int] = set()
    for paragraph, move in moves(reading):
        for stated, lead, verb in move.followed:
            if _ON_YEAR.search(lead + verb) and not _one_year(paragraph, move):
                continue
            years = years_between(move.old, move.new, paragraph) if _YEARLY.search(lead + verb) else 1
            if (
                stated.start not in seen
                and years
                and (found := _rate(paragraph, stated, move.old, move.new, verb, years, lead))
            ):
                seen.add(stated.start)
                yield _told(reading, found, move.old, move.new, years)
    for paragraph, (old, new, stated, verb) in [*yearly(reading), *compared(reading), *by_years(reading)]:
        if stated.start in seen or _YEARLY.search(verb):
            continue
        found, new = _of_whole(paragraph, _rate(paragraph, stated, old, new, verb, 1), new, stated, old, verb)
        if found:
            seen.add(stated.start)
            yield _told(reading, found, old, new, 1)
    for paragraph, match in reading.find(_BY_INCREMENT):
        new, by, rate = (paragraph.of(match[name])[0] for name in ("new", "by", "rate"))
        if match["year"] and match["base"] in ("年初", "上年末"):
            continue
        if aside.base(paragraph, new):
            new = aside.subject(paragraph, new) or new
        if aside.base(paragraph, new) or aside.increment(paragraph, new):
            continue
        wholes = aside.listed(paragraph, new)
        if wholes is not None:
            new = wholes[-1] if wholes else new
        if rate.start not in seen and (found := _of_increment(paragraph, match["verb"], new, by, rate, match["again"])):
            if wholes is not None and found.verdict not in FITS:
                continue
            seen.add(rate.start)
            a, b = by.fact.text.strip(), new.fact.text.strip()
            verb = "减少" if direction(match["verb"]) == DOWN else "增加"
            yield figures(reading, RULE, found, f"{verb}{a}至{b}，变化幅度", f"{a} of change to {b}, the rate")
    for found in _over_base(reading):
        if found.stated.start not in seen:
            seen.add(found.stated.start)
            gain, base = (m.fact.text.strip() for m in found.others)
            yield figures(reading, RULE, found, f"{base}变化{gain}，幅度", f"{gain} of change over {base}")
    yield from ratios(reading)
    for paragraph, match in reading.find(_TIMES):
        old, new, by = (paragraph.of(match[name])[0] for name in ("old", "new", "by"))
        if old.unit == new.unit and by.start not in seen and old.figure.value:
            seen.add(by.start)
            ratio = new.figure.interval().over(old.figure.interval())
            found = compare(by, (old, new), ratio, new.figure.rounded().over(old.figure.rounded()))
            a, b = old.fact.text.strip(), new.fact.text.strip()
            yield figures(reading, RULE, found, f"{b}与{a}之比", f"{b} over {a}")


def _over_base(reading: Reading) -> Iterator[Comparison]:
    """较上年的A增加B，增长g%: g is B of A, whatever it has come to."""
    for paragraph, match in reading.find(_BASE_AND_GAIN):
        old, by, rate = (paragraph.of(match[name])[0] for name in ("old", "by", "rate"))
        start, _ = paragraph.sentence(old.at)
        if old.unit != by.unit or not old.figure.interval().low > 0 or "分别" in paragraph.text[start : rate.at]:
            continue
        if not _CONSTANT_PRICES.search(paragraph.text[start : rate.at]):
            yield compare(rate, (by, old), by.figure.interval().over(old.figure.interval()).times(HUNDRED))


def _of_whole(
    paragraph: Paragraph, found: Comparison | None, new: Mark, stated: Mark, old: Mark, verb: str
) -> tuple[Comparison | None, Mark]:
    """A，其中甲B、乙C，比上年D增长g%: of the whole or of the last item, whichever fits; nothing where neither does."""
    wholes = aside.listed(paragraph, new)
    if wholes is None or (found and found.verdict in FITS):
        return found, new
    for whole in reversed(wholes):
        other = _rate(paragraph, stated, old, whole, verb, 1)
        if other and other.verdict in FITS:
            return other, whole
    return None, new


def _of_increment(paragraph: Paragraph, verb: str, new: Mark, by: Mark, rate: Mark, again: str) -> Comparison | None:
    """达到B，比上年增加C，增长g%: C over what B was before."""
    start, _ = paragraph.sentence(new.at)
    alike = not again or again in paragraph.clause(new.at)
    if new.unit != by.unit or not alike or _CONSTANT_PRICES.search(paragraph.text[start : rate.at]):
        return None
    before = (
        new.figure.interval().plus(by.figure.interval())
        if direction(verb) == DOWN
        else new.figure.interval().minus(by.figure.interval())
    )
    if before.low <= 0 or by.figure.loose or new.figure.loose:
        return None
    return compare(rate, (by, new), by.figure.interval().over(before).times(HUNDRED))


def _one_year(paragraph: Paragraph, move: Move) -> bool:
    """Whether 同比 may speak of the same move: its times are a year apart, or no time at all is told with it."""
    start, _ = paragraph.sentence(move.old.at)
    start = max(start, paragraph.text.rfind("，", 0, move.old.at) + 1)
    return years_between(move.old, move.new, paragraph) == 1 or not paragraph.of_times(start, move.new.at)


def _rate(
    paragraph: Paragraph,
    stated: Mark,
    old: Mark,
    new: Mark,
    verb: str,
    years: int,
    lead: str = "",
) -> Comparison | None:
    """The comparison of a rate with its two figures; None where they are of other kinds or do not compare."""
    if (
        stated.fact.kind not in ("percent", "multiple")
        or new.fact.kind == "percent"
        or not old.figure.interval().low > 0
    ):
        return None
    start, _ = paragraph.sentence(stated.at)
    strict = not _CONSTANT_PRICES.search(paragraph.text[start : stated.at])
    ways = [
        _expected(stated, old, new, verb, n) for n in ((years,) if years == 1 else (years, years - 1, years + 1)) if n
    ]
    found = [compare(stated, (old, new), expected, rounded) for expected, rounded in ways]
    choice = found[0] if found[0].verdict in FITS or found[0].verdict == "truncated" else best(found)
    if choice is None or (choice.verdict not in FITS and not strict):
        return None
    if choice.verdict not in FITS:
        return found[0]
    # 年均 over n years is said by some of n + 1 stated years; 增长2倍 by some of twice as much.
    return choice if choice is found[0] else choice._replace(verdict="compatible")


def _expected(stated: Mark, old: Mark, new: Mark, verb: str, years: int) -> tuple[Interval, Interval]:
    return _of(stated, old.figure.interval(), new.figure.interval(), verb, years), _of(
        stated, old.figure.rounded(), new.figure.rounded(), verb, years
    )


def _of(stated: Mark, old: Interval, new: Interval, verb: str, years: int) -> Interval:
    ratio = new.over(old)
    if years > 1:
        ratio = ratio.root(years)
    down = direction(verb) == DOWN
    rate = ONE.minus(ratio) if down else ratio.minus(ONE)
    if stated.fact.kind == "multiple":
        return rate
    return Interval(rate.low * Decimal(100), rate.high * Decimal(100))


def _told(reading: Reading, found: Comparison, old: Mark, new: Mark, years: int) -> Located:
    a, b = old.fact.text.strip(), new.fact.text.strip()
    if years > 1:
        return figures(
            reading,
            RULE,
            found,
            f"由{a}到{b}，{years}年间年均变化",
            f"from {a} to {b} over {years} years, the yearly rate",
        )
    return figures(reading, RULE, found, f"由{a}到{b}，变化幅度", f"from {a} to {b}, the rate")
