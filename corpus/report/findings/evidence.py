"""Findings as the page shows them: each with its statements in their sentences, the figures marked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from corpus.report.cards import Card, cards
from corpus.report.findings.anchors import Anchors
from corpus.report.labels import Labels
from corpus.writers.decimals import plain
from nlp.model import Fact, Finding, Severity

FACETS = ("rule", "verdict", "document", "metric", "place", "time")
_MANY, _DIGITS = 10, Context(prec=6)


class Shown(NamedTuple):
    """A finding ready for the page. `facets` are the values that the filters go by."""

    number: int
    anchor: str
    finding: Finding
    stated: str | None
    low: str | None
    high: str | None
    cards: list[Card]
    facets: dict[str, list[str]]


def shown(anchors: Anchors, words: Labels) -> list[Shown]:
    """All findings in the page's order."""
    return [_shown(number, finding, anchors, words) for number, finding in enumerate(anchors.findings, 1)]


def groups(findings: Sequence[Shown]) -> list[tuple[Severity, list[Shown]]]:
    """The findings by severity, the worst first; severities without findings are left out."""
    found: dict[Severity, list[Shown]] = {}
    for one in findings:
        found.setdefault(one.finding.severity, []).append(one)
    return list(found.items())


def told(facet: str, value: str, words: Labels) -> str:
    """What the reader sees of a value that can be filtered by."""
    return words(f"{facet}.{value}") if facet in ("rule", "verdict") else value


def amount(value: Decimal | None, unit: str | None, lang: str) -> str | None:
    """A figure for a reader: 1,658,000,000元 in English, 16.58亿元 in Chinese; what a division made endless is cut."""
    if value is None:
        return None
    if len(value.normalize().as_tuple().digits) > _MANY:
        value = _DIGITS.plus(value)
    sign = ""
    if lang == "zh":
        for power, name in ((8, "亿"), (4, "万")):
            if abs(value) >= 10**power:
                value, sign = value.scaleb(-power), name
                break
        return f"{plain(value)}{sign}{unit or ''}"
    return f"{Decimal(plain(value)):,f}{unit or ''}"


def _shown(number: int, finding: Finding, anchors: Anchors, words: Labels) -> Shown:
    low, high = (amount(end, finding.unit, words.lang) for end in (finding.expected_low, finding.expected_high))
    return Shown(
        number=number, anchor=anchors.finding(number), finding=finding,
        stated=amount(finding.stated, finding.unit, words.lang), low=low, high=high,
        cards=_cards(finding, anchors, words), facets=_facets(finding),
    )


def _facets(finding: Finding) -> dict[str, list[str]]:
    single = {name: getattr(finding, name) for name in FACETS if name != "document"}
    return {
        **{name: [value] if value else [] for name, value in single.items()},
        "document": list(dict.fromkeys(finding.documents)),
    }


def _cards(finding: Finding, anchors: Anchors, words: Labels) -> list[Card]:
    """The statements in the order in which the finding names them."""
    told = anchors.statements.of(finding)
    return list(cards(((s, "stated" if place == 0 else "other") for place, s in enumerate(told)), anchors, words))


def value_of(fact: Fact) -> Decimal | None:
    """The figure of a fact in its base unit, so that figures in 亩 and in 公顷 can stand on one axis."""
    return fact.base_value if fact.base_value is not None else fact.value
