"""Figures that are words: 百分之十, 三成五, 翻两番, 三分之二, 一半以上, 第3位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from nlp.model import Kind
from nlp.numerals import ARABIC, plain, read_number
from nlp.patterns import choice
from nlp.quantity import CHINESE, CONNECTORS, SCALES, Forms, Quantity, bound

ADJACENT = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])")
_PLACED = re.compile(
    r"(?:全[省市县区国州盟镇乡]|[省市州县区国]内?|居|列|排名?|排在|位次|名次|名列|位居|进入|跻身)$"
)
# One of these stands in every proportion, before the next stop or behind a long numeral: to look for it first is fast.
_AHEAD = r"(?=[^，。；：！？\n分成番半第前]{0,40}+[^，。；：！？\n])"
_PAUSE = frozenset("，。；、！？）)\n的”")
_PER = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
# What follows 成 when it is part of a word (成立, 成为, 成效).
_WORDS_OF_CHENG = "[立为功果员本长效绩熟了都就份分千人套品型语交因器活天群片年排组形灾渝县安德色]"


class Proportions:
    """The compiled patterns over one lexicon's hedges."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.percent = forms.units["%"][0]
        self.times = forms.units["倍"][0]
        connector = choice(CONNECTORS)
        amount = f"(?:{ARABIC}|[{CHINESE}{SCALES}点]+)"
        self.scan = re.compile(
            rf"""
            (?=[\d{CHINESE}{SCALES}翻过第前{re.escape(forms.first)}]){_AHEAD}
            (?P<before>{forms.before_pattern})?
            (?: (?P<whole>百分[之]?百)(?!分)
              | (?P<hundred>百分之|千分之|万分之)(?P<low>{amount}|几|[xX×*]{{1,3}})
                (?:(?:{connector})(?:(?P=hundred))?(?P<high>{amount}))?
              | (?<![{CHINESE}{SCALES}\d])(?:(?P<tenth0>\d|[{CHINESE}])成?(?:{connector}))?
                (?P<tenth>\d|[{CHINESE}]{{1,2}}|十)成(?P<twentieth>[{CHINESE}半])?(?!{_WORDS_OF_CHENG})
              | (?P<doubling>翻)(?:了|近|一?)*?(?P<double>近?{amount})?番
              | (?<![百千万{CHINESE}\d])(?P<bottom>\d+|[{CHINESE}{SCALES}]+)分之(?P<top>\d+|[{CHINESE}{SCALES}]+)
              | (?P<half>一半|半数)(?(before)|(?=以上|以下|左右|的))
              | (?P<rank>(?:第(?P<place>\d+|[{CHINESE}{SCALES}]+)|前(?P<top_n>\d+|[{CHINESE}{SCALES}]+))
                (?P<rank_unit>位|名(?!书|副|录|工|党|干|学|村|队|选|教|医)|强)?)
            )
            (?P<after>{forms.after_pattern})?
            """,
            re.VERBOSE,
        )

    def find(self, text: str) -> Iterator[Quantity]:
        """The proportions and ranks of a cleaned text, in order."""
        for m in self.scan.finditer(text):
            try:
                quantity = self._read(m)
            except ValueError:
                continue
            if quantity:
                yield quantity

    def _read(self, m: re.Match[str]) -> Quantity | None:
        if m["whole"]:
            found = self._at(m, "percent", "percent_words")
            return replace(found, value=Decimal(100), step=Decimal(1), unit=self.percent, unit_text="百分")
        if m["hundred"]:
            return self._hundredths(m)
        if m["tenth"]:
            return self._tenths(m)
        if m["doubling"]:
            times = read_number(m["double"].lstrip("近")).value if m["double"] else Decimal(1)
            found = self._at(m, "multiple", "doubling")
            return replace(found, value=plain(2**times), unit=self.times, unit_text="番")
        if m["bottom"]:
            top, bottom = read_number(m["top"]).value, read_number(m["bottom"]).value
            found = self._at(m, "ratio", "fraction")
            return replace(found, value=(top / bottom).quantize(Decimal("1e-10"))) if bottom else None
        if m["half"]:
            hedged = m["after"] or m["before"] or m.string[m.end() : m.end() + 1] == "的"
            return replace(self._at(m, "ratio", "half"), value=Decimal("0.5")) if hedged else None
        return self._rank(m)

    def _at(self, m: re.Match[str], kind: Kind, rule: str) -> Quantity:
        """A quantity without its value at the place of a match, with what its hedges say."""
        before, after = self.forms.before.get(m["before"] or ""), self.forms.after.get(m["after"] or "")
        hedges = [h for h in (before, after) if h and h.position != "scale"]
        return Quantity(
            start=m.end("before") if m["before"] else m.start(), end=m.end(), outer=m.start(),
            number_end=m.start("after") if m["after"] else m.end(), kind=kind, bound=bound(hedges),
            approx=any(h.approx for h in hedges), rules=(rule,),
        )

    def _hundredths(self, m: re.Match[str]) -> Quantity:
        found = replace(self._at(m, "percent", "percent_words"), unit=self.percent, unit_text=m["hundred"])
        if m["low"][0] in "几xX×*":
            return found
        scale = _PER[m["hundred"][0]]
        low = read_number(m["low"])
        value, step = plain(low.value * scale), plain(low.step * scale)
        if m["high"]:
            return replace(found, low=value, high=plain(read_number(m["high"]).value * scale), step=step)
        return replace(found, value=value, step=step)

    def _tenths(self, m: re.Match[str]) -> Quantity | None:
        found = replace(self._at(m, "percent", "tenths"), unit=self.percent, unit_text="成", step=Decimal(10))
        if pair := ADJACENT.fullmatch(m["tenth"]):
            low, high = (read_number(pair[k]).value * 10 for k in (1, 2))
            return replace(found, low=low, high=high, approx=True)
        if len(m["tenth"]) > 1:
            return None
        if m["tenth0"]:
            low, high = (read_number(m[k]).value * 10 for k in ("tenth0", "tenth"))
            return replace(found, low=low, high=high)
        value = read_number(m["tenth"]).value * 10
        if not m["twentieth"]:
            return replace(found, value=value)
        more = Decimal(5) if m["twentieth"] == "半" else read_number(m["twentieth"]).value
        return replace(found, value=value + more, step=Decimal(1))

    def _rank(self, m: re.Match[str]) -> Quantity | None:
        """第3位, 居全市第2位, 全省第一; 第一 alone is a rank only after a place or 居, 列, 排 and before a pause."""
        found = self._at(m, "rank", "rank")
        before, after = m.string[max(0, found.start - 6) : found.start], m.string[found.end : found.end + 1]
        placed, pause = _PLACED.search(before), not after or after in _PAUSE
        if m["top_n"]:
            number, found = m["top_n"], replace(found, bound="<=")
            if not (m["rank_unit"] and placed):
                return None
        else:
            number = m["place"]
            if not m["rank_unit"] and not (placed and pause):
                return None
            if m["rank_unit"] == "名" and not placed and not pause:
                return None
        return replace(found, value=read_number(number).value, step=Decimal(1), unit_text=m["rank_unit"])
