"""Which time a statement is about, and how: at a point, within a period, or summed up until a day.

A stock stated for a year stands for its end (2019 and 2019-12-31 agree); 年初 is another day. What happens within 2019
is not what was reached by the end of 2019, whatever verb both share.
"""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

import regex

from nlp.compare.clauses import Clause
from nlp.compare.looking import before_it, vague
from nlp.compare.reporting import FIRST_MONTHS
from nlp.compare.words import Nature, Words
from nlp.model import DocumentRecord, Fact

_YEAR = regex.compile(r"\d{4}")
_MONTH = regex.compile(r"(\d{4})-(\d\d)")
_WHOLE = frozenset({"change", "growth", "target", "standard"})  # of a period as such, however far it has gone
_YEARS = regex.compile(r"P([2-9]|\d\d)Y")
_WHOLE_YEAR = regex.compile("全年|当年|年内")
_UNTIL = regex.compile("(?:截至|截止到?|到|至)$")
_STATED = regex.compile(r"\d.*[，；]")  # another figure, and a pause behind it
_MONTHS = regex.compile(r"(\d{4})-\d\d/(\1-\d\d)")  # a part of a year: 2018-01/2018-06
_PART = regex.compile(r"上半年|下半年|[一二三四1-4]季度|[1-9一]\s*[-—－至~]\s*\d{1,2}月|前[一二三\d]+个?(?:月|季)")
_FIRST_HALF = "06"
_PLAN_OF_YEAR = regex.compile("年(?:初|度)?(?:预算|计划|目标|任务)[^，。；]*$")  # 为年预算33.6亿元的56.4%


class When(NamedTuple):
    """`key` compares, `text` is told, `sure` is false where the time is only inferred.

    `since` is when a sum began, where that is told; else ''.
    """

    key: str
    text: str
    sure: bool
    since: str = ""


def when(
    fact: Fact, document: DocumentRecord, year: str | None, clause: Clause, nature: Nature | None, words: Words
) -> tuple[str, When]:
    """(mode, time) of a fact; mode is `at`, `within` or `until`. `year` is the one that its document reports on."""
    fact = before_it(fact, clause)
    time, sure = fact.time, _told(fact, year) and not vague(fact, document, words)
    if fact.role == "from" and (fact.time_text or "\0") not in clause.words:
        # 发生率由16.9%降至0.32%: the time that opens the sentence is when it ended, not when it began.
        return "at", When("", "", False)
    untold = time is None or "time:carried" in fact.rules
    written = document.date or ""
    if untold and written[5:7] > FIRST_MONTHS:
        if words.now.search(clause.before + clause.words):
            time, year = None, written[:4]  # 目前, in June, is no longer the end of last year
        elif year and year < written[:4] and year not in (document.title or "") and not _YEARS.fullmatch(time or ""):
            return "at", When("", "", False)  # a story of June that looks back on last year: either may be meant
    if time is None and year and year < written[:4] and written[5:7] <= FIRST_MONTHS and fact.role == "target":
        year = written[:4]  # 全县还将新修150公里, in January, is not of the year that has ended
    if (time is None or time == "P1Y") and year:
        # Nothing told, or 一年来.
        time, sure = year, False
    if time is None:
        return "at", When("", "", False)
    if time.endswith("-12-31") and _WHOLE_YEAR.search(clause.words.partition(fact.text)[0]):
        time = time[:4]  # 截至12月底，…，全年发放低保金6384万元
    elif time.endswith("-12-31") and not lasting(nature, fact) and _told_aside(fact, clause, words):
        time = time[:4]
    if untold and time == written[:4] == year and written[5:7] <= FIRST_MONTHS and _results(fact, words):
        time, sure = str(int(year) - 1), False  # 还有5.6万人没脱贫, in a speech of February, is of the end of last year
    if untold and _MONTHS.fullmatch(time) and _of_year(fact, clause):
        time = time[:4]
    since, time = _span(fact, time, year, clause, words, written)
    if "均" in (fact.metric or fact.metric_text or "") or fact.role == "average":
        since = ""  # what is told by the head does not add up over the years
    mode = _mode(fact, time, clause, nature, words)
    if time.endswith("-01-01") and mode in ("until", "within"):
        mode, time = "within", time[:4]  # 年初有贫困户42户，脱贫38户: what happens does so from then on
    standing = lasting(nature, fact) and (fact.kind == "percent" or words.standing.search(clause.words))
    if since and (mode == "within" or (mode == "at" and not standing)):
        mode = "until"
    yearly = mode == "within" and nature == "flow" and _annual(fact, words)
    if yearly or fact.role in ("target", "standard", "growth", "change"):
        time = time[:4] if time.endswith("-12-31") and len(time) == 10 else time
    key = time
    if mode == "at" or (lasting(nature, fact) and fact.role not in ("growth", "change")):
        key = _day(time)
    if mode == "until":
        if not since and _YEAR.fullmatch(time) and sure and _said(fact, clause):
            since = time  # 2019年累计发放 sums up a year; 累计发放 in a report on 2019 sums up all there was
        key = _day(time)
    date = document.date or ""
    if time == fact.time == date[:4] and "00" < date[5:7] < "12" and fact.role not in ("target", "standard"):
        # What a report of July says of this year is of half a year.
        key += f"~{date[:7]}"
    governing = _since_stop(clause.before, words)
    if part := _PART.search(governing) or words.partly.search(_since_year(governing, words)):
        key += "" if _MONTHS.fullmatch(time) and _PART.fullmatch(part[0]) else f"~{part[0]}"
    return mode, When(key, time, sure and not time.startswith("P"), since if mode == "until" else "")


def _results(fact: Fact, words: Words) -> bool:
    """Whether a figure is of how things are, not of what to do nor of a change."""
    return fact.role not in _WHOLE and not words.tasking.search(fact.section or "")


def _of_year(fact: Fact, clause: Clause) -> bool:
    """Whether a figure in a report on half a year is a plan's, and so of the year."""
    return fact.role in ("target", "standard") or bool(_PLAN_OF_YEAR.search(clause.before))


def _told_aside(fact: Fact, clause: Clause, words: Words) -> bool:
    """Whether the end of a year was only told of what stands before: 2021年底有监测对象1126户；发放贷款5216万元."""
    at = clause.before.rfind(fact.time_text) if fact.time_text else -1
    if at < 0 or (fact.time_text or "") in clause.words or _UNTIL.search(clause.before[:at]):
        return False
    between = clause.before[at:]
    return bool(_STATED.search(between)) and not words.cumulative.search(between + clause.words)


def _since_stop(before: str, words: Words) -> str:
    """The sentence up to a figure without what a semicolon has ended: 危房改造281户，上半年完成96户；搬迁163户.

    What opens the sentence is told of all its parts.
    """
    stop = before.rfind("；")
    lead = before.partition("，")[0]
    return before if _PART.search(lead) or words.partly.search(lead) else before[stop + 1 :]


def _since_year(before: str, words: Words) -> str:
    """The words before a figure, from where it last speaks of a whole year: 国庆期间4.2万人次，全年186.4万人次."""
    ends = [m.end() for m in words.yearly.finditer(before)]
    return before[max(ends, default=0) :]


def _span(
    fact: Fact, time: str, year: str | None, clause: Clause, words: Words, written: str = ""
) -> tuple[str, str]:
    """(beginning, end) of a period over years that ends where the document's knowledge does: “十三五”以来.

    ("", `time`) for any other. The plan may stand in the name: “十三五”易地扶贫搬迁.
    """
    if fact.role in _WHOLE:
        return "", time
    if plan := words.plan.search(f"{clause.words}{fact.metric_text or ''}"):
        start, _, end = words.plans[plan[0]].partition("/")
        own = time[:4] if "/" not in time and _YEAR.match(time) else year
        if own and start <= own <= end:
            return start, time if "/" not in time else own
    if (years := _YEARS.fullmatch(time)) and year:
        # 五年来 is told of the year that the document reports on; in the first half of a year that one is not over.
        last = int(year) - (year == written[:4] and "00" < written[5:7] <= _FIRST_HALF)
        return str(last - int(years[1]) + 1), str(last)
    start, _, end = time.partition("/")
    if not (_YEAR.fullmatch(start[:4]) and end) or start[:4] == end[:4]:
        return "", time
    if end == ".." or (year and end[:4] > year):
        return (start[:4], year) if year and year >= start[:4] else ("", time)
    return start[:4], end


def _told(fact: Fact, year: str | None) -> bool:
    """Whether the document gives the time: not where it is inferred, or carried over from words on another year."""
    if "time:inferred" in fact.rules:
        return False
    return "time:carried" not in fact.rules or not year or not fact.time or year in fact.time.split("/")[-1]


def told(fact: Fact, clause: Clause, words: Words) -> bool:
    """Whether a document says when something was done, and not just that it was: 今年, 全年, 新建."""
    return fact.time_text is not None or bool(words.yearly.search(clause.before + clause.words))


def _said(fact: Fact, clause: Clause) -> bool:
    """Whether the sentence itself tells the time."""
    return fact.time_text is not None and fact.time_text in clause.before


def lasting(nature: Nature | None, fact: Fact) -> bool:
    """Whether a figure is of what lasts, so that a year may mean its end; unless known, all but money is taken so."""
    return nature in ("stock", "ratio") or (nature is None and fact.kind != "money")


def _mode(fact: Fact, time: str, clause: Clause, nature: Nature | None, words: Words) -> str:
    if nature == "flow" and _annual(fact, words) and fact.role in ("level", "from", "to", "average"):
        return "within"
    timeless = fact.role in ("target", "standard", "average", "share", "difference")
    if timeless or fact.kind == "percent" or nature == "ratio":
        return "at"
    if fact.role in ("change", "growth"):
        return "within"
    summed = bool(words.cumulative.search(clause.words))
    said = words.measured_names.sub("", f"{clause.words}，{fact.metric_text or ''}")  # 种植面积 is no event
    happens = bool(words.event.search(said)) or nature == "flow"
    if not happens:
        return "at"
    day = len(time) >= 7 and "/" not in time
    # 建成电站43座 in a report on 2019 tells what there is; 2019年建成, 全年建成 and 新建 tell what was added.
    told = day or (fact.time_text is None and not words.yearly.search(clause.before))
    there = _stands(fact, clause, words) or (told and not _named_by_event(fact, words))
    if lasting(nature, fact) and not summed and there:
        return "at"
    return "until" if summed or day else "within"


def _stands(fact: Fact, clause: Clause, words: Words) -> bool:
    """A stock that is said to be there (现有, 达到), whatever verb stands in its name; 有23个贫困村退出 happens."""
    if words.happens.search(fact.metric_text or ""):
        return False
    own = clause.words.replace(fact.metric_text or "\0", "")
    return bool(words.standing.search(own)) and not words.event.search(own)


def _named_by_event(fact: Fact, words: Words) -> bool:
    """脱贫人口, 出列贫困村: names of what has happened, which only add up."""
    return bool(words.event.match(fact.metric or fact.metric_text or ""))


def _annual(fact: Fact, words: Words) -> bool:
    return any(head in (fact.metric or "") or head in (fact.metric_text or "") for head in words.annual)


def _day(time: str) -> str:
    """The last day of a year, a month or some months of a year; anything else unchanged."""
    if _YEAR.fullmatch(time):
        return f"{time}-12-31"
    if part := _MONTHS.fullmatch(time):
        return _day(part[2])
    if match := _MONTH.fullmatch(time):
        return f"{time}-{monthrange(int(match[1]), int(match[2]))[1]:02}"
    return time
