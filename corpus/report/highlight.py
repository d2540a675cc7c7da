"""A document's text with its facts and slogans marked: the stretches to mark, and the page that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

from corpus.statements import Passage
from corpus.writers.decimals import plain
from nlp.model import Extraction, Fact, Occurrence, Slogan

COLOURS: dict[str, tuple[str, str]] = {
    "number": ("#fff2b3", "#5c4d00"), "share": ("#cfe8ff", "#14456e"), "money": ("#d5f2d0", "#1f5218"),
    "time": ("#e8dcff", "#452a80"), "slogan": ("#ffd9d2", "#7a2216"),
}
CLASSES: dict[str, str] = {
    "count": "number", "measure": "number", "rank": "number", "percent": "share", "point": "share", "multiple": "share",
    "ratio": "share", "money": "money", "date": "time", "period": "time",
}
LEGEND: dict[str, tuple[str, str]] = {
    "number": ("count, measure, rank", "数量"), "share": ("percent, points, multiple, ratio", "比率"),
    "money": ("money", "金额"), "time": ("date, period", "时间"), "slogan": ("slogan", "口号"),
}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Stretch(NamedTuple):
    """A piece of text, and the records that cover it: facts first, then slogans, then other passages."""

    text: str
    marks: tuple[Occurrence, ...]


def stretches(extraction: Extraction, passages: Iterable[Passage] = ()) -> Iterator[Stretch]:
    """The whole text, cut wherever a record starts or ends. What lies outside the text is left out."""
    text = extraction.document.text
    marks: list[Occurrence] = [*extraction.facts, *extraction.slogans, *passages]
    records = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for place, record in enumerate(records):
        starts.setdefault(record.start, []).append(place)
        ends.setdefault(record.end, []).append(place)
    active: set[int] = set()
    cuts = sorted({0, len(text), *starts, *ends})
    for here, there in pairwise(cuts):
        active.difference_update(ends.get(here, ()))
        active.update(starts.get(here, ()))
        yield Stretch(text[here:there], tuple(records[place] for place in sorted(active)))


def visible(text: str) -> str:
    """Text that is safe to print on a terminal: control characters, which could move its cursor, made visible."""
    return CONTROL.sub("\ufffd", text)


def colour_class(record: Occurrence) -> str:
    """Which of the colours of the legend a record has; a passage has none."""
    if isinstance(record, Passage):
        return "passage"
    return CLASSES.get(record.kind, "number") if isinstance(record, Fact) else "slogan"


def summary(record: Occurrence) -> str:
    """A record in one line: value and unit, indicator, role, place, time; or the canonical phrase."""
    if isinstance(record, Slogan):
        return " · ".join([record.slogan, record.category, *record.components])
    if not isinstance(record, Fact):
        return " ".join(record.text.split())
    role = None if record.role == "level" else record.role
    about = (record.metric or record.metric_text, role, record.direction, record.place, record.time)
    parts = [record.kind, figure(record), *about]
    return " · ".join(part for part in parts if part)


def figure(fact: Fact) -> str:
    """The figure of a fact with bound and unit, empty for a time: `>=120户`, `≈3–5个`."""
    if fact.kind in ("date", "period"):
        return ""
    ends = "–".join(plain(end) for end in (fact.low, fact.high) if end is not None)
    value = plain(fact.value) if fact.value is not None else ends
    return f"{fact.bound or ''}{'≈' if fact.approx else ''}{value}{fact.unit or ''}"


def page(extraction: Extraction, language: str = "en") -> str:
    """One self-contained HTML page, without scripts; everything from the document is escaped."""
    document, column = extraction.document, 1 if language == "zh" else 0
    title = escape(document.title or document.document or "jushi")
    rules = "".join(f".{name}{{background:{back};color:{ink}}}" for name, (back, ink) in COLOURS.items())
    legend = "".join(f'<li><mark class="{name}">{escape(words[column])}</mark></li>' for name, words in LEGEND.items())
    return _PAGE.format(
        language="zh-CN" if language == "zh" else "en", title=title, rules=rules, legend=legend,
        label=("Legend", "图例")[column], counts=_counts(extraction, column),
        body="".join(map(_mark, stretches(extraction))),
    )


def _counts(extraction: Extraction, column: int) -> str:
    facts, slogans = len(extraction.facts), len(extraction.slogans)
    return (f"{facts} facts, {slogans} slogans", f"{facts} 条事实，{slogans} 条口号")[column]


def _mark(stretch: Stretch) -> str:
    text = escape(stretch.text)
    for record in reversed(stretch.marks):
        text = f'<mark class="{colour_class(record)}" title="{escape(summary(record))}">{text}</mark>'
    return text


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body{{max-width:52rem;margin:2rem auto;padding:0 1rem}}
body{{font:1rem/1.9 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}}
h1{{font-size:1.4rem;line-height:1.4}}
ul{{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}}
main{{white-space:pre-wrap;overflow-wrap:anywhere}}
mark{{padding:.1em .15em;border-radius:.2em}}
{rules}
@media print{{mark{{border-bottom:1px solid}}}}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{counts}</p>
<ul aria-label="{label}">{legend}</ul>
<main>{body}</main>
</body>
</html>
"""
