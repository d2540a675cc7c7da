"""Durations put where the text tells: 一年来 is the year that is reported on, 五年来 the five years that were named.

The stated duration itself stays one (P5Y); only what happened in it is dated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.patterns import choice
from nlp.phrases import PAUSES
from nlp.times import TimeMention

_YEARS = re.compile(r"P(\d+)Y")
_YEAR = re.compile(r"\d{4}")
_INTERVAL = re.compile(r"(\d{4})/(\d{4})")
_SINCE = ("来", "间", "里")
_LOOKING_BACK = ("近", "过去", "最近", "这")
# 为期五年, 工期三年 and 今后五年 tell how long something lasts, not when.
_LASTING = re.compile("(?:为期|力争|长达|历时|期限?|年限|寿命|今后|未来|连续|用了?|超过?|不足|每|第)$")
_STOP = re.compile("[。！？\n]")
_RANGE = re.compile(r"((?:19|20)\d\d)年?(?:-|—|–|~|～|至|到)+((?:19|20)\d\d)年?")
_PLANNED = r"(?!.{0,6}(?:规划|计划|纲要|蓝图))"


@lru_cache(maxsize=1024)
def named_period(heading: str, lexicon: Lexicon) -> str | None:
    """The period that a heading names and does not only plan (“十三五”脱贫攻坚综述, 2016—2020年工作回顾)."""
    if found := _RANGE.search(heading):
        if not any(word in heading for word in lexicon.words.get("retrospect", ())):
            return None
        return f"{found[1]}/{found[2]}" if found[1] < found[2] else None
    found = _plan(lexicon, _PLANNED).search(heading) if lexicon.periods else None
    return lexicon.periods[found["plan"]] if found else None


def anchored(
    text: str, mentions: Iterable[TimeMention], lexicon: Lexicon, year: int | None, spoken: int | None,
    period: str | None,
) -> Iterator[TimeMention]:
    """The mentions of a text, in order, durations with the time that they stand for where the text tells it.

    `year` is what the document's title says it reports on, `spoken` the year in which it speaks, `period` the period
    that its title names.
    """
    quoted: list[str] | None = None
    told: list[TimeMention] = []
    for mention in mentions:
        size = _YEARS.fullmatch(mention.time or "") if mention.form == "duration" else None
        if size is None or not looks_back(text, mention):
            told.append(mention)
            yield mention
            continue
        if size[1] == "1":
            time = _one_year(text, mention, told, year)
        else:
            near = [m for m in told[-8:] if text.find("\n", m.end, mention.start) < 0]
            if quoted is None:
                quoted = [lexicon.periods[m["plan"]] for m in _plan(lexicon, "[”\"]").finditer(text)]
            far = [m.time or "" for m in told if m.form == "absolute"] + quoted + [period or ""]
            time = _several(int(size[1]), [m.time or "" for m in near], far, spoken)
        yield replace(mention, time=time, form="absolute") if time else mention


def looks_back(text: str, mention: TimeMention) -> bool:
    """Whether a number of years is told of the time that is over: 五年来, 过去五年, 五年 at the head of its clause."""
    if mention.form != "duration" or not _YEARS.fullmatch(mention.time or ""):
        return False
    if _LASTING.search(text, max(0, mention.start - 4), mention.start):
        return False
    words = text[mention.start : mention.end]
    if words.startswith(("未来", "今后", "连续")) or words.endswith(("前", "后", "上", "下", "内", "期", "久")):
        return False
    if words.endswith(_SINCE) or text.startswith("里", mention.end) or words.startswith(_LOOKING_BACK):
        return True
    before = text[mention.start - 1 : mention.start]
    return text.startswith("年", mention.end - 1) and (not before or before in PAUSES or before in "】这")


def _one_year(text: str, mention: TimeMention, told: list[TimeMention], year: int | None) -> str | None:
    """The year of 一年来: that of its sentence, else the title's, else the one that the text named last."""
    words = text[mention.start : mention.end]
    if not words.endswith(_SINCE) and not words.startswith(("过去", "这")):
        return None
    last = next((m for m in reversed(told[-3:]) if m.time and _YEAR.fullmatch(m.time)), None)
    if year and (last is None or _STOP.search(text, last.end, mention.start)):
        return str(year)
    return last.time if last else None


def _several(years: int, near: list[str], far: list[str], spoken: int | None) -> str | None:
    """The last interval of so many years that was named: in the paragraph, else one that has just ended."""
    for times, recent in ((near, False), (far, True)):
        for time in reversed(times):
            found = _INTERVAL.fullmatch(time)
            if not found or int(found[2]) - int(found[1]) + 1 != years:
                continue
            if not recent or (spoken and int(found[2]) in (spoken, spoken - 1)) or (not spoken and time == far[-1]):
                return time
    return None


@lru_cache(maxsize=8)
def _plan(lexicon: Lexicon, behind: str) -> re.Pattern[str]:
    """The name of a period; `behind` must follow it (a closing quotation mark)."""
    names = choice(lexicon.periods) if lexicon.periods else "(?!)"
    digits = r"\d〇零○一二三四五六七八九十"
    return re.compile(rf"(?<![{digits}第])(?P<plan>{names})(?![{digits}年]){behind}")
