"""The words around a figure, found again in the sentence that its record carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import regex

from nlp.compare.words import Words
from nlp.model import Fact

_BLANK = regex.compile(r"\s+")
_PAUSE = regex.compile(r"[，。；：！？]")
_BASE = regex.compile(
    r"(?:同比|(?<![同环对])比|较|与(?=[^，。；]{1,20}(?:相比|比较|持平)))"
    r"(?P<base>[^，。；、\d]{0,3}(?:\d{4}年?)?[^，。；、\d]{0,8})"
)
_EARLIER = regex.compile(r"上年|去年|同期|上一年|前一年")
_SINCE = regex.compile(r"[由从自比较](?P<year>(?:19|20)\d\d)年")
_YEARLY = regex.compile(r"年均[^，。；、\d]{0,6}$")
_STANDS = "为准"  # 以公报公布的92.4%为准
_OTHER = regex.compile(r"[，；。].*\d")  # another figure, in a clause of its own
_QUOTES = regex.compile(r"[”\"’』」）)\s，]+")
_PER = regex.compile(
    r"([户人村亩年月日场社棚头平])均|每一?(?:个|名|位)?(户|人|村|亩|年|月|天|生|头|只|吨|斤|贫困户|贫困村)"
)
_LEVELS = regex.compile(r"全(省|市|县|区|州|旗|镇|乡|村|国)")


class Clause(NamedTuple):
    """`words` from the last pause to the figure and on to the next figure or pause; `before` the sentence up to it,
    `after` the sentence behind it.

    `base`: what a change or a difference is held against; `per`: whom an average is for; `level`: the 全省 or 全国 that
    the clause names; `corrects`: stands after 应为 and the like; `replaced`: stands before it or before 有误, and is
    withdrawn. `named`: the towns and villages named last up to the figure, by 镇, 乡 and 村.
    """

    words: str
    before: str
    after: str
    base: str
    per: str
    level: str
    corrects: bool
    replaced: bool
    named: Mapping[str, str]


def clauses(facts: Iterable[Fact], words: Words) -> Iterator[tuple[Fact, Clause]]:
    """Every fact with its clause; the facts of one document in reading order."""
    sentence, cursor = "", 0
    last = -1
    earlier: dict[str, str] = {}
    for fact in facts:
        if fact.sentence != sentence:
            earlier |= words.towns(sentence)
            sentence, cursor = fact.sentence, 0
        text = _BLANK.sub("", fact.text)
        at = sentence.find(text, cursor)
        if at < 0:
            at = sentence.find(text)
        if at < 0:
            # The record keeps the source's spaces and widths, the sentence is cleaned: fall back to its whole length.
            at, text = max(0, min(cursor, len(sentence))), ""
        elif fact.start != last:
            cursor = at + len(text) if fact.kind not in ("date", "period") else at
        last = fact.start
        yield fact, _clause(sentence, at, at + len(text), words, earlier)


def _clause(sentence: str, start: int, end: int, words: Words, earlier: Mapping[str, str]) -> Clause:
    before, after = sentence[:start], sentence[end:]
    pauses = [m.end() for m in _PAUSE.finditer(before)]
    left = before[pauses[-1] if pauses else 0 :]
    stop = _PAUSE.search(after)
    right = after[: stop.start() if stop else len(after)]
    digit = regex.search(r"\d", right)
    right = right[: digit.start()] if digit else right
    base = ""
    for match in _BASE.finditer(before):
        base = "" if match[0].startswith("同比") else match["base"].strip("的增减高低多少提下")
    base = "上年" if not base or _EARLIER.search(base) else base
    for match in _SINCE.finditer(before):
        base = match["year"]
    base = "年均" if _YEARLY.search(before) else base
    per = ""
    for match in _PER.finditer(left):
        per = f"每{match[1] or match[2]}"
    level = _LEVELS.findall(left)
    base = f"{base}目标" if words.aims.search(before) else base
    behind = max((m.end() for m in words.replacing.finditer(before)), default=-1)
    corrected = (behind >= 0 and not _PAUSE.search(before, behind)) or after.startswith(_STANDS)
    ahead = words.replacing.search(after)
    replaced = ahead is not None and not corrected and not _OTHER.search(after[: ahead.start()])
    return Clause(
        left + right, before, after, base, per, level[-1] if level else "", corrected,
        replaced or bool(words.retracting.match(_QUOTES.sub("", after))), {**earlier, **words.towns(before)},
    )
