"""When a document was made and what year it speaks of: from its title, its date line and what kind of report it is."""

from __future__ import annotations

import re

from msgspec import Struct

from lexicons import Lexicon
from nlp.anchoring import named_period

_SIGNED = re.compile(r"[（(]?((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[）)]?")
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})(?!\d|月)")  # not 2019年1-10月
# 北甸日报1月8日讯, 本报琼岐12月27日电: a newspaper leaves the year unsaid.
_WIRE = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日[讯电]")
_PRESS = re.compile("(?:本报|新华社|记者|通讯员)")
_SHORT_LINE = 40
# A report on a year is often dated in the first months of the next; the congress may be put off, to August at most.
_FIRST_MONTHS, _CONGRESS_MONTHS = 3, 8
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_OF_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_SIGNS = re.compile("(?<![〇零○一二三四五六七八九])(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEARS = re.compile(r"(?:19|20)\d\d年?(?:-|—|–|至|到|~|～|、|和)(?:19|20)\d\d")
_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def dated(text: str) -> str | None:
    """The date of a cleaned text: in a short line under its title, or in one of its own at its end (a signature).

    Of a newspaper's line without a year, the year is the one that the headline looks back on, or the next.
    """
    for line in text[:240].split("\n")[:5]:
        if len(line) <= _SHORT_LINE and "。" not in line and (m := _DATED.search(line)):
            return f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"
    wire = _WIRE.search(text, 0, 240)
    year = next(iter(_YEAR.findall(text, 0, wire.start())), None) if wire else None
    if wire and year:
        return f"{int(year) + (int(wire[1]) <= _FIRST_MONTHS)}-{int(wire[1]):02}-{int(wire[2]):02}"
    for line in reversed(text[-120:].split("\n")):
        if m := _SIGNED.fullmatch(line.strip()):
            return f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"
    return None


def in_press(text: str) -> bool:
    """Whether a short line under the title names a reporter or a newspaper: 去年 is said from the day it appeared."""
    head = text[:240].split("\n")[:5]
    return any(len(line) <= _SHORT_LINE and "。" not in line and _PRESS.search(line) for line in head)


def in_digits(title: str) -> str:
    """A title or heading with the years that stand in Chinese signs in digits: 二〇一五年 → 2015年."""
    return _SIGNS.sub(lambda m: m[0].translate(_DIGITS), title)


class Occasion(Struct, frozen=True):
    """The years of one document. `address`: it is one to an assembly at the beginning of a year (政府工作报告)."""

    titled: int | None
    spoken: int | None
    year: int | None
    address: bool
    period: str | None = None

    @staticmethod
    def of(title: str | None, date: str | None, lexicon: Lexicon, press: bool = False) -> Occasion:
        """Of a document's title and date; a caller's own date may have neither year nor month.

        `titled` is the year that the title tells, for an address the year before it: a county's 2023年政府工作报告 is
        given in January 2023 and looks back on 2022. `spoken` is the year from which 今年 and 去年 are said (in the
        `press`, that of the day it appeared), `year` the one that the document speaks of, `period` the one that the
        title says is reviewed (“十三五”脱贫攻坚综述).
        """
        title = in_digits(title or "")
        match, several = _YEAR.search(title), _YEARS.search(title)
        told = _YEAR_MONTH.match(date or "")
        year, month = (int(told[1]), int(told[2]) if told[2] else None) if told else (None, None)
        kind = _OF_YEAR.sub("", title)  # 县人民政府2020年工作报告 is a 政府工作报告
        named = any(word in kind for word in lexicon.words.get("address", ()))
        address = named and month is not None and month <= _CONGRESS_MONTHS
        in_title = int(match[0]) if match and not several else None
        titled = in_title
        if address and year and in_title in (year, None) and not several:
            titled = year - 1
        closing = match is not None and not (press and month) and (month or 1) <= _FIRST_MONTHS
        spoken = year if year and not closing else int(match[0]) if match else None
        period = named_period(title, lexicon) if title else None
        if period and year and int(period[-4:]) not in (year, year - 1):
            period = None
        return Occasion(titled, spoken, titled or (year and year - address), address, period)
