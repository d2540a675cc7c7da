"""Phrases of the lexicon, found by one automaton over the text without its separators.

Separators and quotation marks are dropped from text and phrases alike, so that 一领办、三参与, “一领办”“三参与” and
一领办三参与 are one phrase. All spellings stand in the automaton; its speed does not depend on how many there are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, MatchKind

from lexicons import Lexicon, Slogan
from nlp.slogans.forms import SEPARATORS, measured, skeleton, spellings, traditional
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

# What makes a numeral at the start of a phrase a part of a longer number or an ordinal.
_LONGER = frozenset("第零〇一二两三四五六七八九十百千万亿几数.．%0123456789")
_NUMERAL = frozenset("一二两三四五六七八九十0123456789")
_OPEN, _CLOSE = frozenset("“\"‘「『"), frozenset("”\"’」』")
_CONFIDENCE = {"": 0.98, "variant": 0.95, "measure": 0.9}
_PUNCTUATION = re.compile(r"[、，]")


class Form:
    """One spelling in the automaton: its row (None for a word that only blocks), how it departs from the listed one."""

    __slots__ = ("departs", "row", "source")

    def __init__(self, row: Slogan | None, departs: str = "") -> None:
        self.row, self.departs = row, departs
        self.source = _source(row) if row else None


def _source(row: Slogan) -> str | None:
    """The first known use in one line: year, occasion, public source."""
    first = " ".join(part for part in (row.year, row.occasion) if part)
    return "；".join(part for part in (first, row.source) if part) or None


class Phrases:
    """The compiled lexicon. Build once a lexicon (`Phrases.of`); safe to share between threads."""

    def __init__(self, rows: list[Slogan], words: Words) -> None:
        self.words = words
        forms: dict[str, Form] = {word: Form(None) for word in words.never}
        for row in rows:
            for form in spellings(row.slogan):
                forms[form] = Form(row)
        for row in rows:
            for variant in row.variants:
                for form in spellings(variant):
                    forms.setdefault(form, Form(row, "variant"))
        for row in rows:
            for wording in (row.slogan, *row.variants):
                for changed in measured(wording, words.counted):
                    for form in spellings(changed):
                        forms.setdefault(form, Form(row, "measure"))
        for surface, converted in zip(list(forms), traditional(list(forms)), strict=True):
            forms.setdefault(converted, forms[surface])
        self.surfaces = list(forms)
        self.forms = list(forms.values())
        self.automaton = AhoCorasick(self.surfaces, matchkind=MatchKind.LeftmostLongest)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Phrases:
        """The phrases of a lexicon, compiled once."""
        return _compiled(lexicon)

    def find(self, text: str) -> list[SloganSpan]:
        """Every listed phrase in the text, in reading order."""
        bare, origin = _without_separators(text)
        spans = []
        for index, begin, end in self.automaton.find_matches_as_indexes(bare):
            form = self.forms[index]
            row = form.row
            if row is None:
                continue
            start, stop = _within_quotes(text, origin(begin), origin(end - 1) + 1)
            if self._stands(text, start, stop, row, self.surfaces[index]):
                spans.append(_span(start, stop, self._departs(text[start:stop], form), row, form.source))
        return spans

    @staticmethod
    def _departs(surface: str, form: Form) -> str:
        """How the words that stand in the text depart; a span that its quotation mark cut short may no longer."""
        return "" if form.row and form.departs and surface == form.row.slogan else form.departs

    def _stands(self, text: str, start: int, end: int, row: Slogan, form: str) -> bool:
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before and text[start] in _NUMERAL and before in _LONGER:
            return False
        quoted = before in _OPEN and after in _CLOSE and before != "" != after
        if not quoted and row.slogan in self.words.term:
            return False
        if not quoted and row.slogan in self.words.weak and not (
            self.words.introduced(text, start) or self.words.classed(text, end)
        ):
            return False
        if end - start == 2 and not quoted and text[start] in "0123456789":
            return False
        if end - start == len(form):
            return True
        pieces = _PUNCTUATION.split(text[start:end])
        return len(pieces) == 1 or bool(_PUNCTUATION.search(row.slogan)) or all(len(skeleton(p)) > 1 for p in pieces)


def _within_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Ends a span at the one quotation mark that closes inside it: “三变”改革 is quoted as 三变."""
    if text[max(0, start - 1) : start] not in _OPEN:
        return start, end
    marks = [i for i in range(start, end) if text[i] in _OPEN or text[i] in _CLOSE]
    return (start, marks[0]) if len(marks) == 1 and marks[0] - start > 1 else (start, end)


def _span(start: int, end: int, departs: str, row: Slogan, source: str | None) -> SloganSpan:
    return SloganSpan(
        start=start, end=end, slogan=row.slogan, slogan_id=row.id, category=row.category, variant=bool(departs),
        components=list(row.components), source=source, confidence=_CONFIDENCE[departs],
        rule=f"lexicon:{departs}" if departs else "lexicon",
    )


class _Origin:
    """Maps an offset in the text without separators to the offset in the text."""

    def __init__(self, begins: list[int], shifts: list[int]) -> None:
        self.begins, self.shifts = begins, shifts

    def __call__(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.begins, offset) - 1]


def _without_separators(text: str) -> tuple[str, _Origin]:
    pieces = _SPLIT.split(text)
    kept, dropped = pieces[::2], pieces[1::2]
    begins = list(accumulate(map(len, kept), initial=0))[:-1]
    shifts = list(accumulate(map(len, dropped), initial=0))
    return "".join(kept), _Origin(begins, shifts)


_SPLIT = re.compile(f"({SEPARATORS.pattern})")


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> Phrases:
    return Phrases(list(lexicon.slogans.values()), Words.of(lexicon))
