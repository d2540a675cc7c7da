"""Number + unit + hedge → quantity. Works on cleaned text; what a figure is about is `nlp.claims`' business.

The scan is one compiled expression: an optional hedge, a number in any writing, an inner hedge (300余万), a unit,
what it is per (元/户), a closing hedge (以上). Neighbouring atoms then join (`nlp.neighbours`); figures that are words
have patterns of their own (`nlp.proportions`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import regex

from lexicons import Hedge, Lexicon, Unit
from nlp.neighbours import joined
from nlp.numerals import ARABIC, plain, read_number
from nlp.patterns import choice
from nlp.proportions import ADJACENT, Proportions
from nlp.quantity import CHINESE, CONNECTORS, SCALES, Quantity, bound, forms, scaled

__all__ = ["Grammar", "Quantity", "grammar"]

_PAIR = re.compile(rf"([十]?)([{CHINESE}])([{CHINESE}])([{SCALES}]*)$")
_DIGITS = re.compile(rf"(\d[\d,.]*)([{SCALES}]*)$")
_LIMIT = re.compile(r"(至少|最少|最多|至多|不少于|不超过)[^，。；、：\d一二三四五六七八九十]{1,5}$")
_MINUS = regex.compile(r"[\p{Han}：:（(][-－−]")
_GROUPS = ("before", "number", "inner", "scale", "inner2", "unit", "per", "after", "open", "bare")
# 县十七届人大五次会议 is the fifth of its kind.
_SESSION = re.compile(f"届[^，。；\\n]{{0,12}}?[{CHINESE}十]{{1,3}}次(?:全体)?(?:会议|全会)")
_DIGIT = re.compile(r"\d")
_COUNTLESS = re.compile(f"[{SCALES[1:]}]+")


class Grammar:
    """The compiled quantity grammar of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.forms = forms(lexicon)
        self.proportions = Proportions(self.forms)
        self.abstract = tuple(sorted(lexicon.words.get("abstract", ())))
        self.idioms = re.compile(choice(lexicon.words.get("idiom", {"三位一体"})))
        people = choice(form for form in self.forms.units if len(form) <= 3)
        inside, connector = self.forms.inside_pattern, choice(CONNECTORS)
        number = rf"""
            (?<![\d.A-Za-z第]){ARABIC}(?:[{SCALES}]{{1,2}}(?:[零〇]?[\d{CHINESE}]{{1,4}}[{SCALES}]{{1,2}})*)??
            | (?<![第{CHINESE}{SCALES}])[{CHINESE}{SCALES}][{CHINESE}{SCALES}点]*+(?<!点)
            | (?<![第{CHINESE}{SCALES}])[{CHINESE}{SCALES}][{CHINESE}{SCALES}点]*(?<!点)
            | [数几][{SCALES}]{{1,3}}
            | (?<![个时天多大前后])半(?=个?(?:小时|钟头))
            | (?<![A-Za-z×])[xX×*○□]{{1,4}}(?![A-Za-z])
        """
        self.scan = re.compile(
            rf"""
            (?=[\d{CHINESE}{SCALES}数几半xX×*○□人¥￥{re.escape(self.forms.first)}])
            (?P<before>{self.forms.before_pattern})?(?:人民币|[¥￥])?
            (?P<number>{number})
            (?P<inner>{inside}|几)?(?P<scale>[{SCALES}]{{1,2}}?)??(?P<inner2>{inside})?
            (?:(?P<unit>{self.forms.unit_pattern})(?P<per>(?:/|每){people}?(?:[·./]?(?:人|年|月|天|日|亩|户))?)?(?P<after>(?:\(|（)?{self.forms.after_pattern}(?:\)|）)?)?
              |(?=(?P<open>{connector}|[、和及与])[\d{CHINESE}{SCALES}])
              |(?:(?<=[万亿])|(?<=[万亿][余多]))(?![\d.%{CHINESE}{SCALES}])(?P<bare>)
            )
            """,
            re.VERBOSE,
        )

    def find(self, text: str) -> list[Quantity]:
        """All quantities of a cleaned text, in order of start, none overlapping another."""
        found = list(self.proportions.find(text))
        taken = [(q.start, q.end) for q in found]
        numbered = [m.span() for m in _SESSION.finditer(text)] if "届" in text else []
        blocked = _Blocked(taken + numbered + [m.span() for m in self.idioms.finditer(text)])
        matches = (m for m in self.scan.finditer(text) if not blocked.hit(m.start("number"), m.end()))
        atoms = [atom for m in matches if (atom := self._atom(m))]
        found += joined(text, atoms)
        return sorted(found, key=lambda q: (q.start, q.end))

    # -- one atom ---------------------------------------------------------------------------------------------

    def _atom(self, m: re.Match[str]) -> Quantity | None:
        text = m.string
        hedge, number, inner, scale, inner2, unit_text, per, closing, opened, bare = m.group(*_GROUPS)
        if unit_text is None and bare is None and not opened:
            return None
        start, number_end = m.start("number"), m.end("unit") if unit_text else m.end()
        unit = self.forms.unit(text, unit_text, number_end) if unit_text else None
        placeholder = number[0] in "xX×*○□"
        if placeholder and (unit is None or unit.weak or (unit.kind == "count" and not unit.counts)):
            return None
        before = self.forms.before.get(hedge) if hedge else None
        before = before or self._at_least(text, start)
        inside = self.forms.inside.get(inner or inner2 or "")
        number, start = _without_section_number(text, number, start, scale, unit)
        arabic = _DIGIT.search(number) is not None
        if not arabic and _COUNTLESS.fullmatch(number) and number[0] not in "十拾":
            if not before and not inside:
                return None
        elif before and before.position == "scale":
            before = None
        if unit and not placeholder and not arabic and self._mere_word(text, number + (scale or ""), unit, number_end):
            return None
        vague = number[0] in "数几" or (inner or inner2) == "几"
        value = step = low = high = None
        if not placeholder and not vague:
            try:
                low, high, value, step = _number(number, scale or "")
            except ValueError:
                return None
        after = (self.forms.after.get(closing) or self.forms.after.get(closing.strip("()（）"))) if closing else None
        hedges = [h for h in (before, inside, after) if h]
        if unit and unit.unit == "‰":
            value, low, high, step = (scaled(x, unit) for x in (value, low, high, step))
        if value and unit and arabic and _negative(text, start, unit):
            value, start = -value, start - 1
        return Quantity(
            start=start, end=m.end("after") if after else m.end("per") if per else number_end,
            outer=m.start() if hedge else start, number_end=number_end, kind=unit.kind if unit else "count",
            value=value, low=low, high=high, bound=bound(hedges),
            approx=vague or low is not None or any(h.approx for h in hedges), step=step, unit=unit,
            unit_text=unit_text, per=per, rules=(_rule(placeholder, vague, low, unit),),
        )

    def _at_least(self, text: str, start: int) -> Hedge | None:
        """A limit that stands before the verb of the figure (每户至少落实1人)."""
        near = text[max(0, start - 9) : start]
        match = _LIMIT.search(near) if "少" in near or "多" in near or "过" in near else None
        return self.forms.before.get(match[1]) if match else None

    def _mere_word(self, text: str, number: str, unit: Unit, end: int) -> bool:
        """True where a Chinese numeral with a measure word is an article or part of a phrase, not a figure."""
        if unit.plain:
            return False
        if number in ("一", "两", "二") and (unit.weak or number == "一"):
            return True
        return len(number) == 1 and (unit.weak or text.startswith(self.abstract, end))


@lru_cache(maxsize=4096)
def _number(number: str, scale: str) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal]:
    """low, high, value, step: 两三百 and 三五 are ranges; everything else is one value."""
    body = number + scale
    head = _PAIR.match(body)
    if head and (ADJACENT.fullmatch(head[2] + head[3]) or head[2] + head[3] == "三五"):
        one, two = (read_number(head[1] + head[k] + head[4]) for k in (2, 3))
        if two.value - one.value in (one.step, 2 * one.step):
            return one.value, two.value, None, one.step
    whole = _DIGITS.match(number)
    if scale and whole:
        read = read_number(number)
        times = read_number("一" + scale).value if scale[0] not in "十拾" else read_number(scale).value
        return None, None, plain(read.value * times), plain(read.step * times)
    read = read_number(body)
    return None, None, read.value, read.step


def _negative(text: str, start: int, unit: Unit) -> bool:
    """True where a minus sign stands before a rate or a temperature (增长-2.3%), not the dash of a range."""
    signed = unit.kind in ("percent", "point") or unit.dimension == "temperature"
    return signed and start > 1 and text[start - 1] in "-－−" and bool(_MINUS.fullmatch(text, start - 2, start))


def _without_section_number(
    text: str, number: str, start: int, scale: str | None, unit: Unit | None
) -> tuple[str, int]:
    """At the head of a paragraph 1.3个乡镇 is item 1 and the figure 3."""
    if unit is None or unit.kind != "count" or scale or "." not in number or text[start - 1 : start].strip("\n"):
        return number, start
    section, _, rest = number.partition(".")
    itemised = section.isdigit() and len(section) <= 2 and rest.isdigit()
    return (rest, start + len(section) + 1) if itemised else (number, start)


def _rule(placeholder: bool, vague: bool, low: Decimal | None, unit: Unit | None) -> str:
    if placeholder:
        return "placeholder"
    if vague:
        return "vague"
    if low is not None:
        return "range"
    return unit.kind if unit else "bare_number"


class _Blocked:
    """Spans that a scan must not touch, asked for in rising order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.next = 0

    def hit(self, start: int, end: int) -> bool:
        while self.next < len(self.spans) and self.spans[self.next][1] <= start:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next][0] < end


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon, compiled once."""
    return Grammar(lexicon)
