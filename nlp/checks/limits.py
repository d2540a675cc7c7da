"""Percentages above 100 where there can be none, and ranges whose ends are the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from lexicons import Lexicon
from nlp.checks.reading import Mark, P, Paragraph, Reading
from nlp.checks.result import Located, note
from nlp.checks.vocabulary import compiled

RULE: Final = "range"
ABOUT = (
    "超过100%的占比、覆盖率、下降幅度；上下限颠倒",
    "shares, rates of coverage and falls above 100 %; ranges the wrong way round",
)
# A rate is of those who have something among those who could, unless its word says otherwise (完成率, 增长率).
_RATE = regex.compile(
    r"(?P<of>[^，。；：\n\t\U000f0000-\U0010ffff]{1,14}?)(?:和\S{1,6})?率"
    r"(?:分别)?(?:均|都|已|就|稳定|始终|保持|维持|在)*(?:达到?了?|提高到|提升到|升至|提高至|为|是|约|高达|超过?|在)*$"
)
_SHARE = regex.compile(r"占[^，。；：\n\t\U000f0000-\U0010ffff]{0,16}$")
_FALL = regex.compile("(?:下降|降低|减少|降幅|降)(?:了|达到?|为|约|幅度?)*$")
_RUN = regex.compile(rf"(?:{P}[、和及与])+$")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on percentages and ranges that cannot be."""
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            value = mark.figure.low if mark.figure.value is None else mark.figure.value
            above = mark.fact.kind == "percent" and value is not None and value > 100
            if above and (cannot := _cannot(reading.lexicon, paragraph, mark)):
                text = mark.fact.text.strip()
                zh, en = f"“{text}”：{cannot[0]}不会超过100%，不符", f"“{text}”: {cannot[1]} cannot be above 100 %"
                yield note(reading, RULE, "conflict", (mark.start, mark.end), zh, en, marks=(mark,), stated=value)
            if mark.fact.low is not None and mark.fact.high is not None and mark.fact.low > mark.fact.high:
                text = mark.fact.text.strip()
                zh, en = f"“{text}”：下限大于上限", f"“{text}”: the lower end is above the upper one"
                yield note(reading, RULE, "conflict", (mark.start, mark.end), zh, en, marks=(mark,), severity="warning")


def _cannot(lexicon: Lexicon, paragraph: Paragraph, mark: Mark) -> tuple[str, str] | None:
    clause = _clause(paragraph, mark)
    if compiled(lexicon, "{exceeding}").search(clause):
        return None
    if (rate := _RATE.search(clause)) and not compiled(lexicon, "{unbounded}$").search(rate["of"]):
        return "这一比率", "this rate"
    if _SHARE.search(clause):
        return "占比", "a share"
    if _FALL.search(clause) and not compiled(lexicon, "{deficit}").search(clause):
        return "降幅", "a fall"
    return None


def _clause(paragraph: Paragraph, mark: Mark) -> str:
    """The words before a figure; those before a whole run where it stands in one (覆盖率、入户率分别为A和B)."""
    run = _RUN.search(paragraph.text, 0, mark.at)
    clause = paragraph.clause(run.start() if run else mark.at)
    return clause if not run or "分别" in clause else ""
