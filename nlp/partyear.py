"""The part of a year that a document or a section reports on: 2018年上半年工作总结, 1—10月重点工作进展, 一季度汇报."""

from __future__ import annotations

import re

from nlp.times import part_of_year

DECEMBER = 12
OPENING = 600
"""Characters in which a report announces what it is on."""

_TO = r"\s*(?:-|—|–|―|~|～|至|到|——)+\s*"
_PART = (
    r"(?P<half>[上下]半年)|(?P<three>前(?:三个?|3个?)季度)|(?P<quarter>第?[一二三四1-4]季度|首季)"
    rf"|(?<![\d.])(?P<first>1|一)(?:月份?)?{_TO}(?P<last>1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])月"
    r"|前(?P<months>1[01]|[2-9]|十一?|[二两三四五六七八九])个?月"
    r"|(?P<mid>(?<![上下大前后小近这\d两一])半年(?=工作|总结|小结|汇报|报告|情况|度|述职|经济|分析|通报))"
)
_NAMED = re.compile(rf"(?:(?P<year>(?:19|20)\d\d)年)?(?:{_PART})")
# 截至2018年9月底工作进展: what has come about until then, in that year
_AS_OF = re.compile(
    r"截[至止]到?(?:(?P<year>(?:19|20)\d\d)年)?(?P<asof>1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])月(?:份?[底末]|3[01]日)"
)
# 现将上半年工作情况汇报如下; 今年上半年，…现将…报告如下
_ANNOUNCED = re.compile(
    rf"现将[^。\n]{{0,24}}?(?P<told>(?:(?:19|20)\d\d年)?(?:{_PART}))[^。\n]{{0,40}}?(?:如下|汇报|报告|总结|通报)"
)
_SIGNS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "十一": 11, "十二": 12}


def named(heading: str, year: int | None) -> str | None:
    """The months of the first part of a year that a title or heading names (2018-01/2018-06); None without one.

    `year` is the one that the part is of where the heading leaves it unsaid; without any there is no part.
    """
    match = _NAMED.search(heading) or _AS_OF.search(heading)
    return _months(match.groupdict(), match["year"] or (str(year) if year else None)) if match else None


def announced(opening: str, year: int | None) -> str | None:
    """The same, from the sentence with which a report opens: 现将上半年工作情况汇报如下."""
    match = _ANNOUNCED.search(opening)
    return named(match["told"], year) if match else None


def _months(told: dict[str, str | None], year: str | None) -> str | None:
    if year is None:
        return None
    if told.get("mid"):
        return part_of_year(year, "上半年")[0]
    if told.get("three"):
        return part_of_year(year, "前三季度")[0]
    if part := told.get("half") or told.get("quarter"):
        return part_of_year(year, part.replace("首", "一"))[0]
    last = told.get("last") or told.get("months") or told.get("asof") or str(DECEMBER)
    month = int(last) if last.isdigit() else _SIGNS[last]
    return f"{year}-01/{year}-{month:02}" if month < DECEMBER else None
