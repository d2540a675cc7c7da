"""Dates and periods → ISO 8601.

A mention is *absolute* (2019年底), *partial* (4月26日: its year comes from the context), *relative* (去年: resolved by
the document's date, no fact of its own) or a *duration* (五年来). Both ends of an interval are included; an open end
is `..` (ISO 8601-2). 年底 and 月底 mean the last day, 年初 the first (the reading of GB/T 7408 for calendar dates).
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from lexicons import Lexicon
from nlp.numerals import parse_number
from nlp.patterns import choice

CN = "〇零○一二三四五六七八九"
_YEAR = rf"(?:(?<!\d)(?:19|20)\d{{2}}|(?<![{CN}])[一二][九〇零○][{CN}]{{2}})"
_PLACE_YEAR = r"(?:19|20)(?:\d\d|[xX×*]{2})"
_TO = r"(?:-|—|–|―|~|～|至|到|——)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMBER = r"(?:(?<!\d)\d{1,3}(?:\.\d{1,3})?(?!\d)|(?<![上下大前后小])半(?=年)|[零一二两三四五六七八九十百]{1,8})"
_QUARTER = r"(?:第?[一二三四1-4]季度|[一二三四1-4]季度|前三季度|前三个季度|上半年|下半年|全年|[春夏秋冬]季)"

# Every time begins with one of the signs of `_FIRST`, and one that `_AHEAD` names stands in it before the next stop, or
# behind a long list of years: a scan that looks for both first is several times as fast.
_FIRST = rf"\d{CN}十百两半“\"‘『「上本今前去明当同来年新近过最未连用历为力利通经超不满长达约这下第"
_AHEAD = r"(?=[^，。；：！？\n年月季期末初来./-]{0,40}+[^，。；：！？\n])"

_PARTS = rf"""
      (?P<dotted>(?<![\d.])(?:19|20)\d{{2}}(?P<sep>[./-])(?:1[0-2]|0?[1-9])(?P=sep)(?:3[01]|[12]\d|0?[1-9])(?![\d.%]))
    | (?P<y1>{_YEAR})年?(?:{_TO})(?P<y2>{_YEAR})年(?P<y2end>底|末)?(?:度|间|期间)?
    | (?P<years>{_YEAR}(?:年?[、和及与]{_YEAR})+)年(?!.?[底末])
    | (?P<dec_c>上世纪|20世纪|二十世纪|本世纪|21世纪)?
      (?P<dec>[0-9一二三四五六七八九]0|[二三四五六七八九]十)年代(?P<dec_end>初|末|中期|初期|末期|后期)?
    | (?P<year>{_YEAR}|{_PLACE_YEAR})年(?:
          (?P<q>{_QUARTER})
        | (?P<m>{_MONTH})(?:月份?)?{_TO}(?:(?P<my2>{_YEAR})年)?(?P<m2>{_MONTH})月(?:份)?(?P<m2end>底|末)?
        | (?P<ma>{_MONTH})月(?P<d>{_DAY})[日号]?
          (?:{_TO}(?:(?:(?P<dy2>{_YEAR})年)?(?P<dm2>{_MONTH})月)?(?P<d2>{_DAY})[日号])
        | (?P<mb>{_MONTH})月(?P<db>{_DAY})[日号]
        | (?P<mc>{_MONTH})月(?:份)?(?P<mcend>底|末|初|中旬|上旬|下旬)?
        | 年?(?P<yend>底|末|终|初|中(?!央|期|小|学|医|考|旬|国|华|心|型|专))
        | (?P<since>以来|至今)
        | 度?
      )(?P<since2>以来|至今)?
    | (?<![\d.])(?<!\d年) (?: (?P<nm>{_MONTH})(?:月份?)?{_TO}(?P<nm2>{_MONTH})月(?:份)?(?P<nm2end>底|末)?
        | (?P<nma>{_MONTH})月(?P<nd>{_DAY})[日号]?{_TO}(?:(?P<ndm2>{_MONTH})月)?(?P<nd2>{_DAY})[日号]
        | (?P<nmb>{_MONTH})月(?P<ndb>{_DAY})[日号]
        | (?P<nq>(?<![{CN}])第?[一二三四]季度|[上下]半年(?!工作|打算|计划|安排|重点)|前三季度)
        | (?P<nmc>(?<![个{CN}十\d])(?:1[0-2]|0?[1-9]
            |(?:十[一二]|[一二三四五六七八九十])(?=月[份底末初上中下])
            |(?<=[今去当同前明]年)(?:十[一二]|[一二三四五六七八九十])))月(?![嫂饼球光票薪亮均度刊报])
          (?:份(?P<nmcend1>底|末|初)?|(?P<nmcend>底|末|初|中旬|上旬|下旬)?)(?P<nsince>以来)?
      )
"""
_PLAN_TAIL = r"[”\"’』」]?(?:普法)?[”\"’』」]?(?P<tail>期间|时期|以来|末期|末|初期|初|中期|前期|后期|收官之年|开局之年)"
_EACH_YEAR = re.compile(_YEAR)
_RELATIVE = r"""(?P<rel>
      今年(?:以来|初|底|末|上半年|下半年|前三季度)?|本年度?|去年(?:底|末|初|同期|全年|上半年|下半年)?|上年度?(?:底|末|同期)?|前年
      |明年(?:底|末)?|新的一年|当年|同年|来年|(?<![\d近])年(?:底|末|初)(?!的?考|分))"""
_DURATION = rf"""
      (?P<dur>
        (?P<lead>近|过去的?|最近|未来|今后|连续|用了?|历时|为期|力争|利用|通过|经过|历经|超过|超|不到|不足|满|长达|达|约|这)?(?P<n>{_NUMBER})(?P<few>多|余|几)?(?:(?P<to>{_TO})(?P<n2>{_NUMBER}))?
        (?P<du>年半|个?多?(?:年|月))(?:零?(?P<months>{_NUMBER})个月)?(?P<du_many>多)?
        (?P<trail>来|以来|间|内|之内|时间|前|后|以上|以下|左右|之久|期)?
      )
"""


class TimeMention(Struct, frozen=True):
    """A time as it stands in the cleaned text. `time` is ISO 8601, or None where the context must tell the year.

    `fact` is false for a relative time, which gives its time to others and is no stated figure itself.
    """

    start: int
    end: int
    kind: Literal["date", "period"]
    time: str | None
    form: Literal["absolute", "partial", "relative", "duration"]
    fact: bool = True


class TimeGrammar:
    """The compiled time grammar of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.periods = lexicon.periods
        self.plans = lexicon.words.get("planname", frozenset())
        plan = choice(self.periods) if self.periods else "(?!)"
        first = _FIRST + "".join(sorted({name[0] for name in self.periods}))
        self.scan = re.compile(
            rf"""(?=[{first}]){_AHEAD}
            (?:(?:{_PARTS})|[“\"‘『「]?(?P<plan>{plan}){_PLAN_TAIL}|{_RELATIVE}|{_DURATION})""",
            re.VERBOSE,
        )

    def find(self, text: str) -> list[TimeMention]:
        """All times of a cleaned text in order; partial and relative ones still without their year."""
        out: list[TimeMention] = []
        for m in self.scan.finditer(text):
            if m["years"]:
                out += _listed_years(m)
            elif mention := self._read(m):
                out.append(mention)
        return out

    def _read(self, m: re.Match[str]) -> TimeMention | None:
        if m["dur"]:
            return _duration(m, self.plans)
        if m["rel"]:
            return TimeMention(m.start(), m.end(), "date", None, "relative", fact=False)
        if m["plan"]:
            return _plan(m, self._interval(m["plan"], m[0]))
        if m["nq"]:
            first, last = part_of_year("0000", m["nq"])[0].split("/")
            return _mention(m, f"-{first[4:]}/-{last[4:]}", "partial")
        if m["nm"] or m["nma"] or m["nmb"] or m["nmc"]:
            return _partial(m)
        time, kind = _absolute(m)
        return TimeMention(m.start(), m.end(), kind, time, "absolute") if time else None

    def _interval(self, plan: str, text: str) -> str:
        """The interval of a named period; “七五”普法 is the legal education's, not the five-year plan's."""
        taught = f"{plan}普法"
        return self.periods[taught if "普法" in text and taught in self.periods else plan]


def _mention(m: re.Match[str], time: str, form: Literal["absolute", "partial"]) -> TimeMention:
    return TimeMention(m.start(), m.end(), "period" if "/" in time else "date", time, form)


def _listed_years(m: re.Match[str]) -> list[TimeMention]:
    """2018、2019年 names each year on its own."""
    years = list(_EACH_YEAR.finditer(m["years"]))
    base = m.start("years")
    ends = [base + y.end() for y in years[:-1]] + [m.end()]
    return [TimeMention(base + y.start(), e, "date", _year(y[0]), "absolute") for y, e in zip(years, ends, strict=True)]


def _absolute(m: re.Match[str]) -> tuple[str | None, Literal["date", "period"]]:
    if m["dotted"]:
        y, mo, d = m["dotted"].split(m["sep"])
        return f"{y}-{int(mo):02}-{int(d):02}", "date"
    if m["y1"]:
        return f"{_year(m['y1'])}/{_year(m['y2'])}", "period"
    if m["dec"]:
        return _decade(m)
    if not m["year"]:
        return None, "date"
    if not m["year"].isdigit() and not _EACH_YEAR.fullmatch(m["year"]):
        return None, "date"
    y = _year(m["year"])
    if m["q"]:
        return part_of_year(y, m["q"])
    if m["m"]:
        end = _month(m["m2"])
        y2 = _year(m["my2"]) if m["my2"] else y
        tail = f"{y2}-{end:02}" if not m["m2end"] else last_day(y2, end)
        return f"{y}-{_month(m['m']):02}/{tail}", "period"
    if m["ma"]:
        month = _month(m["ma"])
        to_month = _month(m["dm2"]) if m["dm2"] else month
        y2 = _year(m["dy2"]) if m["dy2"] else y
        return f"{y}-{month:02}-{_day(m['d']):02}/{y2}-{to_month:02}-{_day(m['d2']):02}", "period"
    if m["mb"]:
        return _open(f"{y}-{_month(m['mb']):02}-{_day(m['db']):02}", m["since2"])
    if m["mc"]:
        return _open(_within_month(y, _month(m["mc"]), m["mcend"]), m["since2"])
    if m["yend"]:
        day = {"初": f"{y}-01-01", "中": f"{y}-06-30"}.get(m["yend"], f"{y}-12-31")
        return _open(day, m["since2"])
    return _open(y, m["since"] or m["since2"])


def _open(time: str, since: str | None) -> tuple[str, Literal["date", "period"]]:
    time = f"{time}/.." if since else time
    return time, "period" if "/" in time else "date"


def part_of_year(y: str, part: str) -> tuple[str, Literal["date", "period"]]:
    """The ISO time of 上半年, 第三季度 … in a year, and its kind."""
    if part == "全年":
        return y, "date"
    if part in ("上半年", "下半年"):
        return (f"{y}-01/{y}-06" if part == "上半年" else f"{y}-07/{y}-12"), "period"
    if part.startswith("前三"):
        return f"{y}-01/{y}-09", "period"
    if part[0] in "春夏秋冬":
        return y, "date"
    n = int(parse_number(part.removeprefix("第")[0]))
    return f"{y}-{3 * n - 2:02}/{y}-{3 * n:02}", "period"


def _within_month(y: str, month: int, part: str | None) -> str:
    if part in ("底", "末"):
        return last_day(y, month)
    if part == "初":
        return f"{y}-{month:02}-01"
    if part in ("上旬", "中旬", "下旬"):
        first = {"上旬": 1, "中旬": 11, "下旬": 21}[part]
        last = f"{y}-{month:02}-{first + 9:02}" if part != "下旬" else last_day(y, month)
        return f"{y}-{month:02}-{first:02}/{last}"
    return f"{y}-{month:02}"


def _partial(m: re.Match[str]) -> TimeMention:
    """A time without its year, kept with `-` in the year's place until the context is known."""
    if m["nm"]:
        time = f"--{_month(m['nm']):02}/--{_month(m['nm2']):02}"
    elif m["nma"]:
        month = _month(m["nma"])
        to_month = _month(m["ndm2"]) if m["ndm2"] else month
        time = f"--{month:02}-{_day(m['nd']):02}/--{to_month:02}-{_day(m['nd2']):02}"
    elif m["nmb"]:
        time = f"--{_month(m['nmb']):02}-{_day(m['ndb']):02}"
    else:
        part = m["nmcend"] or m["nmcend1"]
        time = _within_month("-", _month(m["nmc"]), part) if part not in ("底", "末") else f"--{_month(m['nmc']):02}-*"
        if m["nsince"]:
            time += "/.."
    return _mention(m, time, "partial")


def _plan(m: re.Match[str], interval: str) -> TimeMention:
    """“十三五”期间 → 2016/2020; “十二五”末 → 2015-12-31."""
    first, _, last = interval.partition("/")
    tail = m["tail"]
    time = {"末": f"{last}-12-31", "末期": last, "初": f"{first}-01-01", "初期": first, "以来": f"{first}/..",
            "收官之年": last, "开局之年": first}.get(tail, interval)
    return TimeMention(m.start(), m.end(), "period" if "/" in time else "date", time, "absolute")


def _duration(m: re.Match[str], plans: frozenset[str]) -> TimeMention | None:
    """五年来, 近三年, 两年时间; a bare 三年 is a duration only in Arabic digits or with a word that makes it one."""
    number, lead, trail, unit = m["n"], m["lead"], m["trail"], m["du"]
    if number[0] == "0" or (number.isdigit() and len(number) > 2 and "年" in unit):
        return None
    if "月" in unit and "个" not in unit:
        return None
    before = m.string[max(0, m.start("n") - 1) : m.start("n")]
    if before and before in "第〇零一二三四五六七八九十百千万.前每" and not lead:
        return None
    after = m.string[m.end() : m.end() + 2]
    if not (trail or lead) and (number == "一" or (after and after[0] in "级制度份") or after in plans):
        return None
    if lead in ("力争", "利用", "通过", "用", "用了") and not (trail or "月" in unit or number):
        return None
    if number == "半":
        return TimeMention(m.start("n"), m.end(), "period", "P6M", "duration") if trail or lead else None
    try:
        value = parse_number(number)
    except ValueError:
        return None
    start = m.start() if lead in ("近", "过去", "过去的", "最近", "未来", "今后", "连续") else m.start("n")
    letter = "M" if "月" in unit else "Y"
    amount = f"{value:f}" + (".5" if unit == "年半" else "")
    months = f"{parse_number(m['months']):f}M" if m["months"] else ""
    return TimeMention(start, m.end(), "period", f"P{amount}{letter}{months}", "duration")


def _decade(m: re.Match[str]) -> tuple[str | None, Literal["date", "period"]]:
    tens = int(parse_number(m["dec"])) if not m["dec"].isdigit() else int(m["dec"])
    century = 2000 if m["dec_c"] in ("本世纪", "21世纪") else 1900
    first = century + tens
    return f"{first}/{first + 9}", "period"


def _year(text: str) -> str:
    return f"{int(parse_number(text)):04}"


def _month(text: str) -> int:
    return int(parse_number(text))


def _day(text: str) -> int:
    return int(parse_number(text))


def last_day(y: str, month: int) -> str:
    """The last day of a month; `*` for the day where the year is not known yet."""
    return f"{y}-{month:02}-{monthrange(int(y), month)[1]:02}" if y.isdigit() else f"{y}-{month:02}-*"


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> TimeGrammar:
    """The time grammar of a lexicon, compiled once."""
    return TimeGrammar(lexicon)
