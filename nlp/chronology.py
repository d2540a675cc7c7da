"""Times put into the text's own chronology: years for 4月26日, for 去年 and 年末; and the year that it reports on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from nlp.times import TimeMention, last_day, part_of_year

_WHOLE = re.compile(r"\d{4}(?:-\d\d)?$|\d{4}-12-31$")
_AIM = re.compile(r"[^，。；]{0,4}(?:目标|打算|计划|安排|任务|重点)")
_AIMED = re.compile(r"(?:到|力争|确保|计划|预计|争取|规划)[^，。；]{0,4}$")
_AGAINST = re.compile("[^，。；]{0,12}相比")
_STOP = re.compile("[。！？\n]")
_THERE = re.compile("，?[^，。；\\d]{0,8}?(?:有|剩|存|为)")
_YEARLESS = re.compile(r"(?:^|(?<=/))-(?=-)")


def resolve(mention: TimeMention, year: str) -> TimeMention:
    """A partial time with its year put in (--04-26, 2020 → 2020-04-26)."""
    if mention.time is None:
        return mention
    time = _YEARLESS.sub(year, mention.time)
    if time.endswith("-*"):
        time = last_day(time[:4], int(time[5:7]))
    return replace(mention, time=time, form="absolute")


def lasting(mention: TimeMention) -> TimeMention:
    """A time as the sentences behind its own may speak of it: what follows a state 年初 is told of the year."""
    if mention.time and mention.time.endswith("-01-01"):
        return replace(mention, time=mention.time[:4])
    return mention


def unresolved(mention: TimeMention) -> TimeMention:
    """A partial time whose year nothing tells, in the ISO 8601 form without year (--04-26)."""
    if mention.time and mention.time.endswith("-*"):
        return replace(mention, time=mention.time[:-2])
    return mention


def relative(text: str, year: int) -> str | None:
    """The ISO time of 去年, 今年上半年 … seen from a year."""
    base = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "年": 0}.get(text[0])
    if base is None:
        return None
    y = str(year + base)
    rest = text.removeprefix(text[0]).lstrip("年度")
    if text[0] == "年":
        rest = text[1:]
    if rest in ("底", "末"):
        return f"{y}-12-31"
    if rest == "初":
        return f"{y}-01-01"
    if rest in ("上半年", "下半年", "前三季度"):
        return part_of_year(y, rest)[0]
    return y


def reported_year(text: str, mentions: Iterable[TimeMention]) -> int | None:
    """The year that a text reports on: the last of those it names often; None without years.

    Often is half as often as the one named most, which may be the year that all is measured from.

    Days do not count (a date line), nor years that 到, 力争 or 计划 before them or 目标 behind them set as an aim.
    """
    counts = Counter(
        int(m.time[:4]) for m in mentions
        if m.form == "absolute" and m.time and _WHOLE.match(m.time)
        and not _AIMED.search(text, max(0, m.start - 8), m.start) and not _AIM.match(text, m.end)
    )
    often = max(counts.values(), default=0) / 2
    return max((year for year, count in counts.items() if count >= often), default=None)


def latest_year(text: str, mentions: Iterable[TimeMention]) -> int | None:
    """The last year that a text names and that nothing sets as an aim. None without years."""
    years = (
        int(m.time[:4]) for m in mentions
        if m.form == "absolute" and m.kind == "date" and m.time and m.time[:4].isdigit()
        and not _AIMED.search(text, max(0, m.start - 8), m.start)
    )
    return max(years, default=None)


def _beside(text: str, mention: TimeMention) -> bool:
    """Whether a time only compares or stands in a bracket: 当年 behind it is not that year (比2020年增3.1%；当年…)."""
    opened = max(text.rfind(mark, 0, mention.start) for mark in "（(")
    inside = opened >= 0 and not any(mark in text[opened : mention.start] for mark in "）)。\n")
    return inside or text[mention.start - 1 : mention.start] in ("比", "较") or bool(
        _AGAINST.match(text, mention.end)
    )


def _starting(text: str, mention: TimeMention, position: int, reported: int) -> bool:
    """Whether a time is the end of the year before the one reported on, and only tells what there was then."""
    between = text[mention.end : position]
    return mention.time == f"{reported - 1}-12-31" and not _STOP.search(between) and bool(_THERE.match(between))


def so_far(text: str, mentions: Iterable[TimeMention], part: str) -> list[TimeMention]:
    """The mentions of a report on a part of a year, 今年以来 as that part."""
    return [
        replace(m, time=part) if text.startswith("今年以来", m.start) and m.time == part[:4] else m for m in mentions
    ]


def with_years(
    text: str, mentions: Iterable[TimeMention], default: int | None, breaks: Iterable[int],
    latest: int | None = None, reported: int | None = None, coming: int | None = None,
) -> list[TimeMention]:
    """Partial and relative times resolved.

    A partial time takes the year that stands before it in its sentence (2019年3月…，6月…), else the default (the
    document's year), else stays without one. A relative time is seen from `latest`, the year in which the text speaks,
    else from the default; 年末 and 年底 from the year that is reported on, 上年 from the year of its sentence or that
    one; 新的一年 is `coming`. 当年 behind 2018年底有… in a report on 2019 is 2019. `breaks` are the ends of sentences.
    """
    ends = iter(sorted(breaks))
    limit = next(ends, len(text))
    year: str | None = None
    before: str | None = None
    out: list[TimeMention] = []
    for mention in mentions:
        while mention.start >= limit and limit < len(text):
            before = None if text[limit] == "\n" else year or before
            limit, year = next(ends, len(text)), None
        if mention.form == "partial":
            known = year or str(default or "")
            mention = resolve(mention, known) if known else unresolved(mention)
        elif mention.form == "relative":
            base = latest or default
            word = text[mention.start : mention.end]
            if word[0] in "当同":
                after = reported is not None and out and _starting(text, out[-1], mention.start, reported)
                mention = replace(mention, time=str(reported) if after else year or before)
            elif word[0] == "新":
                mention = replace(mention, time=str(coming) if coming else None)
            elif word[0] in "年上" and (here := year or reported or (default if word[0] == "年" else base)):
                mention = replace(mention, time=relative(word, int(here)))
            elif base:
                mention = replace(mention, time=relative(word, base))
        dated = mention.form == "absolute" or (mention.form == "relative" and text[mention.start] in "今本当同年")
        if dated and not _beside(text, mention) and mention.time and mention.time[:4].isdigit():
            since = mention.time[5:] == ".." and reported is not None and mention.time[:4] < str(reported)
            year = str(reported) if since else mention.time[:4]
        out.append(mention)
    return out
