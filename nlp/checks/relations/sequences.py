"""Totals told before their quarters, years or batches: 全年A，一季度B … 四季度E; 三年共A，2017年B、2018年C、2019年D."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import regex

from nlp.checks import divisions
from nlp.checks.reading import Mark, Paragraph
from nlp.checks.relations.base import Group, alike, level, summed, values

_NTH = "一二三四五六七八九十"
_BATCH = regex.compile(f"第([{_NTH}])[批期轮次]")
_QUARTER = regex.compile(f"第?([{_NTH}])季度")
_YEARS = regex.compile(r"P(\d+)Y|(\d{4})/(\d{4})")
_BATCHES = regex.compile("批|期|轮|次")
LEAST = 3


def sequences(paragraph: Paragraph) -> Iterator[Group]:
    """Groups of a total and all its steps; sure where the words tell how many steps there are."""
    labelled = [(m, label) for m in paragraph.marks if level(paragraph, m) and (label := _label(paragraph, m))]
    for _, run in groupby(enumerate(labelled), key=lambda pair: (pair[1][1][0], pair[1][1][1] - pair[0])):
        parts = [mark for _, (mark, _) in run]
        labels = [label for mark, label in labelled if mark in parts]
        if len(parts) < LEAST or not all(alike(m, parts[0]) for m in parts):
            continue
        if not divisions.adjoining(paragraph, parts, loose=True):
            continue
        start, _ = paragraph.sentence(parts[0].at, before=1)
        wholes = [m for m in paragraph.between(start, parts[0].at) if alike(m, parts[0]) and level(paragraph, m)]
        if wholes:
            complete = _complete(paragraph, start, parts[0], labels)
            yield Group([summed(whole, parts) for whole in reversed(wholes)], complete and len(values(wholes)) == 1)


def _label(paragraph: Paragraph, mark: Mark) -> tuple[str, int] | None:
    """Which step a figure is of: the kind of step, and its number."""
    if batch := _BATCH.search(paragraph.clause(mark.at)):
        return "batch", _NTH.index(batch[1])
    start = mark.at - len(paragraph.clause(mark.at)) - 1
    time = paragraph.of(paragraph.text[start : start + 1])
    if not time or time[0].fact.kind not in ("date", "period"):
        return None
    if quarter := _QUARTER.search(time[0].fact.text):
        return "quarter", _NTH.index(quarter[1])
    told = time[0].fact.time or ""
    return ("year", int(told)) if regex.fullmatch(r"\d{4}", told) else None


def _complete(paragraph: Paragraph, start: int, first: Mark, labels: list[tuple[str, int]]) -> bool:
    """Whether the steps are all there are: four quarters, as many years or batches as the words before them say."""
    kind, number = labels[0][0], len(labels)
    if kind == "quarter":
        return [n for _, n in labels] == [0, 1, 2, 3]
    before = [m for m in paragraph.marks if start <= m.at < first.at]
    if kind == "batch":
        counts = [m for m in before if _BATCHES.search(m.fact.unit_text or "") and m.figure.value == number]
        return labels[0][1] == 0 and bool(counts)
    times = [m.fact.time or "" for m in before if m.fact.kind in ("period", "date")]
    spans = [span for time in times if (span := _YEARS.fullmatch(time))]
    lengths = [int(s[1]) if s[1] else int(s[3]) - int(s[2]) + 1 for s in spans]
    return bool(lengths) and lengths[-1] == number
