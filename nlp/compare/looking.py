"""From which year 去年 and 上年 are said, where the record has read it from the title alone."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from msgspec import structs

from nlp.compare.clauses import Clause
from nlp.compare.reporting import FIRST_MONTHS
from nlp.compare.words import Words
from nlp.model import DocumentRecord, Fact

LAST = "去年"
REACH = 200  # characters within which 五年来 governs
_OWN = frozenset("今去")
_SPAN = regex.compile(r"来$|^(?:过去|近|这)")
_YEARS = regex.compile(r"P(?!1Y)\d+Y")
_NAMED = regex.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_MONTHS = regex.compile(r"(\d{4})(-\d\d)/\1(-\d\d)")  # 2018-01/2018-06
# Right before a figure: 比上年83户增加13户, 上年为12700万元, 同比（1680万元）.
_PRIOR = regex.compile(
    r"(?:(?:上年|去年|上一年|前一年|上年度)(?:同期|年?末|年?底)?[的为是仅]{0,2}(?:只有|则为)?|同比)[（(]?$"
)
_FIGURE = regex.compile(r"(?:同期|年?末|年?底)?[的为是仅则]{0,2}(?:只有|则为)?\d")
_LEVEL = frozenset({"level", "from", "average"})


def seen(document: DocumentRecord, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a document, in reading order, with what later and earlier sentences tell of their times.

    去年种到1.5万亩，2021年还只有1.3万亩: 去年 is not 2021, here nor anywhere in the document, but a year later. What
    follows 五年来 without a time of its own is of those years.
    """
    later = any(_contrasted(fact) for fact in facts)
    found, span = [], None
    for fact in sorted(facts, key=lambda f: (f.start, f.end, f.kind)):
        if fact.kind in ("date", "period"):
            span = fact if _YEARS.fullmatch(fact.time or "") and _governs(fact) else None
        elif later and _last(fact) and fact.time:
            fact = structs.replace(fact, time=f"{int(fact.time[:4]) + 1}{fact.time[4:]}")
        elif span and fact.start - span.end < REACH and _untold(fact):
            fact = structs.replace(fact, time=span.time)
        elif span and (fact.time_text or "\0")[0] in _OWN:
            span = None  # 七年里脱贫7.8万人，去年最后924人: what follows is told of last year, or of who knows when
        found.append(fact)
    return found


def _untold(fact: Fact) -> bool:
    """Whether the sentence of a figure leaves its time unsaid; 五年来 that a record has put in its years is told."""
    return fact.time is None or ("time:carried" in fact.rules and "/" not in fact.time)


def _governs(fact: Fact) -> bool:
    """Whether a number of years is said to be over: 七年来, 七年里, 这七年."""
    if _SPAN.search(fact.text):
        return True
    text = regex.escape(fact.text)
    return bool(regex.search(f"(?:这|过去|近)的?{text}(?!级)|{text}[来里间]", fact.sentence))


def vague(fact: Fact, document: DocumentRecord, words: Words) -> bool:
    """Whether 去年 may be the year of the title itself: a story on 2022 printed in early 2023, or who knows when.

    Summaries and bulletins say it from the year they are on.
    """
    if not _last(fact) or words.official.search(document.title or ""):
        return False
    titled = _NAMED.search(document.title or "")
    if titled is None or (fact.time or "")[:4] != str(int(titled[1]) - 1):
        return False
    date = document.date or ""
    return not date or (date[:4] == str(int(titled[1]) + 1) and date[5:7] <= FIRST_MONTHS)


def before_it(fact: Fact, clause: Clause) -> Fact:
    """A figure right behind 上年 is of the year before that of its sentence, unless the record says so already.

    粮食13.2万吨，上年12.8万吨；玉米6.4万吨: what such an aside tells ends with its part of the sentence.
    """
    time = fact.time or ""
    year = f"{time[:4]}年"
    if (fact.time_text or "").startswith(year) and _aside(year, clause.before):
        return structs.replace(fact, time=None, time_text=None)
    told = any(mark in (fact.time_text or "").replace("上半年", "") for mark in ("上", "去", "前"))
    if told and _YEAR.match(time) and _aside(fact.time_text or "", clause.before):
        return structs.replace(fact, time=f"{int(time[:4]) + 1}{time[4:]}", time_text=None)
    months = _MONTHS.fullmatch(time)
    if months and not told and fact.role in _LEVEL and _PRIOR.search(clause.before):
        prior = int(months[1]) - 1  # 较上年同期9876万元增加3948万元, in the first half of a year
        return structs.replace(fact, time=f"{prior}{months[2]}/{prior}{months[3]}")
    if told or fact.role not in _LEVEL or not _YEAR.match(time) or "/" in time or not _PRIOR.search(clause.before):
        return fact
    role = "level" if fact.role == "from" else fact.role
    return structs.replace(fact, time=f"{int(time[:4]) - 1}{time[4:]}", role=role)


def _aside(told: str, before: str) -> bool:
    """Whether the words before a figure hold 上年 right before another figure, in a part of the sentence that ended."""
    at = before.rfind(told)
    return at >= 0 and "；" in before[at:] and bool(_FIGURE.match(before, at + len(told)))


def _last(fact: Fact) -> bool:
    time = fact.time or ""
    return (fact.time_text or "").startswith(LAST) and bool(_YEAR.match(time)) and "/" not in time


def _contrasted(fact: Fact) -> bool:
    """Whether the sentence of a figure of 去年 goes on to name the year that it was read as."""
    if not _last(fact):
        return False
    behind = fact.sentence[fact.sentence.find(LAST) + len(LAST) :]
    return any(year == (fact.time or "")[:4] for year in _NAMED.findall(behind))
