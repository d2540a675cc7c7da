"""Policy phrases: those that the lexicon lists, in any spelling, and those that their build gives away.

    >>> import lexicons
    >>> [s.slogan for s in find("落实四个不摘要求，开展“三讲一评”活动。", [], lexicons.load())]
    ['四不摘', '三讲一评']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.slogans import listed, quoted
from nlp.slogans.forms import skeleton
from nlp.slogans.parallels import Parallels
from nlp.slogans.patterns import Patterns
from nlp.slogans.phrases import Phrases
from nlp.slogans.span import SloganSpan, longest
from nlp.slogans.words import Words

__all__ = ["SloganSpan", "find"]

# What leads from a phrase to its parts.
_OPENS = re.compile("[”’」』\"]?(?:要求|标准|目标|工程)?[（(：:]即?(?:通过|发展|坚持|做到|实现)?")
_PARTS = re.compile("[、，；]")
_TITLE = re.compile("《[^《》\n]{1,80}》")


class Stretch(Protocol):
    """Anything with offsets, such as a sentence of `nlp.segment`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find(text: str, sentences: Iterable[Stretch | tuple[int, int]], lexicon: Lexicon) -> list[SloganSpan]:
    """The policy phrases of a cleaned text, without overlaps, in reading order.

    `sentences` bound what is read as a phrase's own enumeration; without any, full stops and line ends do.
    """
    words = Words.of(lexicon)
    known = Phrases.of(lexicon).find(text)
    guessed = chain(Patterns.of(words).find(text), Parallels.of(words).find(text), quoted.find(text, words))
    spans = longest([*known, *_unlisted(_outside_titles(text, guessed), known)])
    if not spans:
        return []
    bounds = _bounds(text, sentences)
    starts = [start for start, _ in bounds]
    found = []
    for span in _without_parts(text, spans):
        if not listed.announced(span.slogan):
            found.append(span)
            continue
        floor, ceiling = bounds[max(0, bisect_right(starts, span.start) - 1)]
        items = listed.find(text, span, floor, ceiling, words)
        found.append(replace(span, listed=items) if items else span)
    return found


def _outside_titles(text: str, spans: Iterable[SloganSpan]) -> Iterable[SloganSpan]:
    """What stands in no title: “三大战役” in 《关于打好“三大战役”的决定》 is what a document is called."""
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    return (s for s in spans if not any(start < s.start < end for start, end in titles)) if titles else spans


def _unlisted(spans: Iterable[SloganSpan], known: list[SloganSpan]) -> Iterable[SloganSpan]:
    """The phrases but those that are only listed phrases side by side (“五个一批、六个精准”, 六稳六保).

    Principles that share their quotation marks are one motto (“一生一案、一人一档”); abbreviations and sayings are not.
    """
    if not known:
        yield from spans
        return
    ends = [span.end for span in known]
    for span in spans:
        inside, apart = 0, False
        for at in range(bisect_right(ends, span.start), len(known)):
            if known[at].start >= span.end:
                break
            inside += known[at].end - known[at].start
            apart = apart or known[at].category in ("numeric", "quotation")
        whole = span.rule.startswith("quoted") and not apart
        if not inside or whole or inside < len(skeleton(span.slogan)):
            yield span


def _without_parts(text: str, spans: list[SloganSpan]) -> Iterable[SloganSpan]:
    """The phrases but those that only spell out the one before, in brackets or after a colon (“五个一批”（…、…））."""
    before: SloganSpan | None = None
    for span in spans:
        if before and before.components and _OPENS.fullmatch(text, before.end, span.start):
            parts = {skeleton(part) for part in before.components}
            told = {skeleton(part) for part in _PARTS.split(text[span.start : span.end])}
            # Other words of as many parts, read from their build, spell it out just as well.
            if told <= parts or (span.rule == "pattern:parallel" and len(told) == len(parts)):
                continue
        before = span
        yield span


def _bounds(text: str, sentences: Iterable[Stretch | tuple[int, int]]) -> list[tuple[int, int]]:
    given = [s if isinstance(s, tuple) else (s.start, s.end) for s in sentences]
    return given or [match.span() for match in re.finditer("[^。！？\n]+[。！？]?|\n", text)] or [(0, len(text))]
