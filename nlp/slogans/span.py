"""The record of one phrase found, before it is tied to a document."""

from __future__ import annotations

from operator import attrgetter

from msgspec import Struct

from nlp.model import Category


class SloganSpan(Struct, frozen=True, kw_only=True, gc=False):
    """One use of a phrase in the cleaned text; offsets are code points into it, end exclusive, quotes not included.

    `slogan_id` is None for what a pattern found. `rule` names what found it: `lexicon` (as listed), `lexicon:variant`,
    `quoted:…` or `pattern:…`. `components` come from the lexicon, `listed` from the text around.
    """

    start: int
    end: int
    slogan: str
    slogan_id: str | None = None
    category: Category = "numeric"
    variant: bool = False
    components: list[str] = []
    listed: list[str] = []
    source: str | None = None
    confidence: float = 1.0
    rule: str = "lexicon"


_start = attrgetter("start")


def longest(spans: list[SloganSpan]) -> list[SloganSpan]:
    """The spans without overlaps: the longer one wins, then the surer, then the earlier; in reading order."""
    kept: list[SloganSpan] = []
    group: list[SloganSpan] = []
    end = -1
    for span in sorted(spans, key=_start):
        if span.start >= end and group:
            kept += group if len(group) == 1 else _longest(group)
            group = []
        group.append(span)
        end = max(end, span.end)
    return kept + _longest(group)


def _longest(group: list[SloganSpan]) -> list[SloganSpan]:
    kept: list[SloganSpan] = []
    for span in sorted(group, key=lambda s: (s.start - s.end, -s.confidence, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=_start)
