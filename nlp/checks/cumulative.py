"""1—6月累计A，1—9月累计B: what is counted from the same day on cannot become less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

from nlp.checks.reading import C, Mark, Paragraph, Q, Reading, T
from nlp.checks.relations.base import level
from nlp.checks.result import Located, note

_STEP = regex.compile(rf"(?P<time>{T})(?P<name>{C}{{0,14}}?)(?P<amount>{Q})")
_SPAN = regex.compile(r"((?:\d{4}|-)-\d\d(?:-\d\d)?)/((?:\d{4}|-)-\d\d(?:-\d\d)?)")


class Step(NamedTuple):
    """An amount counted from one day or month to another."""

    since: str
    until: str
    amount: Mark


def cumulative(reading: Reading) -> Iterator[Located]:
    """Findings on amounts that are less than they were at an earlier end of the same span."""
    for paragraph in reading.paragraphs:
        for one, two in pairwise(_steps(paragraph)):
            if one.since != two.since or one.until >= two.until or one.amount.unit != two.amount.unit:
                continue
            if paragraph.sentence(one.amount.at) != paragraph.sentence(two.amount.at):
                continue
            if two.amount.figure.interval().high < one.amount.figure.interval().low:
                a, b = (step.amount.fact.text.strip() for step in (one, two))
                yield note(
                    reading,
                    "change",
                    "conflict",
                    (two.amount.start, two.amount.end),
                    f"“{b}”：累计数少于此前的{a}，不符",
                    f"“{b}”: a running total that is less than {a} before",
                    marks=(two.amount, one.amount),
                    stated=two.amount.figure.value,
                )


def _steps(paragraph: Paragraph) -> Iterator[Step]:
    """The running totals of a paragraph: at least the words 累计 or 共 stand with them."""
    for match in _STEP.finditer(paragraph.text):
        time, amount = paragraph.of(match["time"])[0], paragraph.of(match["amount"])[0]
        span = _SPAN.fullmatch(time.fact.time or "")
        if span and regex.search("累计|累积|共", match["name"]) and level(paragraph, amount):
            yield Step(span[1], span[2], amount)
