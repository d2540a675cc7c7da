"""From a comparison to a finding: verdict, severity, message."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from nlp import intervals
from nlp.checks.reading import Mark, Reading
from nlp.intervals import Interval
from nlp.model import Finding, Rule, Severity, Verdict
from nlp.numerals import plain

_SHORT = Context(prec=12)  # digits of the expected ends in a record: a quotient has no last one
SEVERITIES: dict[Verdict, Severity] = {
    "consistent": "info",
    "compatible": "info",
    "not_comparable": "info",
    "truncated": "warning",
    "unit_slip": "error",
    "digit_slip": "error",
    "conflict": "error",
}
FITS: frozenset[Verdict] = frozenset({"consistent", "compatible"})
_SAID: dict[Verdict, tuple[str, str]] = {
    "consistent": ("相符", "consistent"),
    "compatible": ("可以相容", "compatible"),
    "truncated": ("舍去了末位、没有四舍五入", "cut off, not rounded"),
    "unit_slip": ("疑为数量级或单位有误", "an order of magnitude or a unit seems lost"),
    "digit_slip": ("疑为数字颠倒、漏写或重写", "digits seem swapped, dropped or doubled"),
    "conflict": ("不符", "in conflict"),
    "not_comparable": ("口径不同，不作比较", "not comparable"),
}


class Text(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str


class Located(NamedTuple):
    """A finding with the span in the document's text that it is about, and its message in both languages."""

    finding: Finding
    start: int
    end: int
    message: Text


class Comparison(NamedTuple):
    """A figure as stated beside what the others allow, and how well they fit."""

    stated: Mark
    others: Sequence[Mark]
    expected: Interval
    verdict: Verdict
    near: bool = False


def compare(
    stated: Mark, others: Sequence[Mark], expected: Interval, rounded: Interval | None = None, mean: bool = False
) -> Comparison:
    """Judges a stated figure. `rounded` is what the others allow when their final zeros are taken for rounding.

    A `mean` of things counted one by one is itself rounded: 520 over 86 may be told as 6.
    """
    figure = stated.figure._replace(whole=False) if mean else stated.figure
    verdict = intervals.judge(figure, expected, any(m.figure.loose for m in others))
    if verdict not in FITS and (figure.rounded().meets(expected) or (rounded and figure.rounded().meets(rounded))):
        verdict = "compatible"
    return Comparison(stated, others, expected, verdict, intervals.near(figure, expected))


def best(found: Sequence[Comparison]) -> Comparison | None:
    """The comparison that speaks most for the document; the first of equals."""
    order: list[Verdict] = [
        "consistent",
        "compatible",
        "truncated",
        "digit_slip",
        "unit_slip",
        "conflict",
        "not_comparable",
    ]
    return min(found, key=lambda c: order.index(c.verdict), default=None)


def figures(
    reading: Reading, rule: Rule, found: Comparison, zh: str, en: str, severity: Severity | None = None
) -> Located:
    """The finding of a comparison. `zh` and `en` say how the expected figure is worked out."""
    stated = found.stated
    severity = severity or ("warning" if found.verdict == "conflict" and found.near else SEVERITIES[found.verdict])
    expected = _as_stated(found.expected, stated)
    shown = _shown(expected, stated)
    said = _SAID[found.verdict]
    if found.verdict == "conflict" and found.near:
        said = ("末位有出入", "off in the last digit")
    text = Text(
        f"“{stated.fact.text.strip()}”：{zh}应为{shown}，{said[0]}",
        f"“{stated.fact.text.strip()}”: {en} gives {shown}: {said[1]}",
    )
    finding = Finding(
        id=f"{_prefix(reading)}-{rule}{stated.fact.start}",
        rule=rule,
        verdict=found.verdict,
        severity=severity,
        facts=[stated.fact.id, *(m.fact.id for m in found.others)],
        documents=[reading.extraction.document.document] * (1 + len(found.others)),
        stated=stated.fact.value,
        expected_low=_finite(expected.low),
        expected_high=_finite(expected.high),
        metric=stated.fact.metric or stated.fact.metric_text,
        place=stated.fact.place,
        time=stated.fact.time,
        unit=stated.fact.unit,
        message=text.zh,
        explain=[f"figure={' '.join(m.fact.text.split())}" for m in (stated, *found.others)],
    )
    return Located(finding, stated.fact.start, stated.fact.end, text)


def note(
    reading: Reading,
    rule: Rule,
    verdict: Verdict,
    span: tuple[int, int],
    zh: str,
    en: str,
    *,
    severity: Severity | None = None,
    marks: Sequence[Mark] = (),
    ids: Sequence[str] = (),
    stated: Decimal | None = None,
    expected: Decimal | None = None,
) -> Located:
    """A finding about a span of the cleaned text that is no single figure: a date, a list, a table cell."""
    start, end = reading.view.source(*span)
    named = [*ids, *(m.fact.id for m in marks)]
    text = Text(zh, en)
    finding = Finding(
        id=f"{_prefix(reading)}-{rule}{start}",
        rule=rule,
        verdict=verdict,
        severity=severity or SEVERITIES[verdict],
        facts=named,
        documents=[reading.extraction.document.document] * max(1, len(named)),
        stated=stated,
        expected_low=expected,
        expected_high=expected,
        message=text.zh,
        place=marks[0].fact.place if marks else None,
        time=marks[0].fact.time if marks else None,
        metric=(marks[0].fact.metric or marks[0].fact.metric_text) if marks else None,
        unit=marks[0].unit if marks else None,
    )
    return Located(finding, start, end, text)


def tell(value: Decimal, like: Mark | None = None) -> str:
    """A number for a reader: two digits finer than the figure it is held against, in the same 万 or 亿."""
    if value.is_infinite():
        return "∞"
    scale, sign = _multiplier(like.fact.text) if like else (Decimal(1), "")
    step = (like.fact.step or Decimal(1)) / scale if like else Decimal(1)
    exponent = min(0, (step / (10 if like and like.figure.whole else 100)).adjusted())
    return f"{plain((value / scale).quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_EVEN)):f}{sign}"


def _multiplier(text: str) -> tuple[Decimal, str]:
    sign = "".join(c for c in "万亿" if c in text)
    return Decimal(10) ** (4 * ("万" in sign) + 8 * ("亿" in sign)), sign


def _shown(expected: Interval, stated: Mark) -> str:
    unit = stated.fact.unit or ""
    low, high = tell(expected.low, stated), tell(expected.high, stated)
    if high == "∞":
        return f"≥{low}{unit}"
    return f"{low}{unit}" if low == high else f"{low}—{high}{unit}"


def _as_stated(expected: Interval, stated: Mark) -> Interval:
    """In the unit of the stated figure, where it was compared in another (公里 in 米)."""
    fact = stated.fact
    if fact.kind == "percent" or not fact.value or not fact.base_value or fact.base_value == fact.value:
        return expected
    scale = fact.base_value / fact.value
    return Interval(expected.low / scale, expected.high / scale)


def _finite(value: Decimal) -> Decimal | None:
    return None if value.is_infinite() else plain(_SHORT.plus(value))


def _prefix(reading: Reading) -> str:
    return (reading.extraction.document.sha256 or "0" * 12)[:12]
