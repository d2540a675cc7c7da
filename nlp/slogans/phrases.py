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
from nlp.slogans.forms import SEPARATOR_SIGNS, measured, skeleton, spellings, traditional
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

# What makes a numeral at the start of a phrase a part of a longer number or an ordinal.
_LONGER = frozenset("第零〇一二两三四五六七八九十百千万亿几数.．%0123456789")
_NUMERAL = frozenset("一二两三四五六七八九十0123456789")
_OPEN, _CLOSE = frozenset("“\"‘「『"), frozenset("”\"’」』")
_CONFIDENCE = {"": 0.98, "variant": 0.95, "measure": 0.9}
_RULE = {"": "lexicon", "variant": "lexicon:variant", "measure": "lexicon:measure"}
_CLAUSE = frozenset("，。；：！\n")
_PUNCTUATION = re.compile(r"[、，]")


class Form:
    """One spelling in the automaton: its row (None for a word that only blocks), how it departs from the listed one."""

    __slots__ = ("departs", "halves", "needy", "numeral", "row", "source")

    def __init__(self, row: Slogan | None, departs: str = "", needy: bool = False) -> None:
        self.row, self.departs, self.needy = row, departs, needy
        self.source = _source(row) if row else None
        self.numeral = False
        self.halves: tuple[Form, Form, int] | None = None  # Two phrases that this one strings together, and where.


def _source(row: Slogan) -> str | None:
    """The first known use in one line: year, occasion, public source."""
    first = " ".join(part for part in (row.year, row.occasion) if part)
    return "；".join(part for part in (first, row.source) if part) or None


class Phrases:
    """The compiled lexicon. Build once a lexicon (`Phrases.of`); safe to share between threads."""

    def __init__(self, rows: list[Slogan], words: Words) -> None:
        self.words = words
        forms: dict[str, Form] = {word: Form(None) for word in words.never}
        needy = words.term | words.weak
        for row in rows:
            for form in spellings(row.slogan):
                forms[form] = Form(row, "", row.slogan in needy)
        for row in rows:
            for variant in row.variants:
                for form in spellings(variant):
                    forms.setdefault(form, Form(row, "variant", row.slogan in needy))
        for row in rows:
            for wording in (row.slogan, *row.variants):
                for changed in measured(wording, words.counted):
                    for form in spellings(changed):
                        forms.setdefault(form, Form(row, "measure", row.slogan in needy))
        for surface, entry in forms.items():
            entry.numeral = surface[0] in _NUMERAL
            if entry.departs == "variant":
                entry.halves = _strung(surface, forms)
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
        bare, begins = _without_separators(text)
        spans, piece, last = [], 0, len(begins) - 1
        for index, begin, end in self.automaton.find_matches_as_indexes(bare):
            form = self.forms[index]
            if form.row is None:
                continue
            while piece < last and begins[piece + 1] <= begin:
                piece += 1
            start = stop = begin + piece
            if piece == last or end <= begins[piece + 1]:
                stop += end - begin
            else:
                start, stop = _within_quotes(text, start, end + bisect_right(begins, end - 1) - 1)
            if not self._stands(text, start, stop, end - begin, form):
                continue
            if form.halves and stop - start > end - begin and (apart := _apart(text, start, form.halves[2])):
                spans += [_span(text, start, apart[0], form.halves[0]), _span(text, apart[1], stop, form.halves[1])]
            else:
                spans.append(_span(text, start, stop, form))
        return spans

    def _stands(self, text: str, start: int, end: int, length: int, form: Form) -> bool:
        row = form.row
        if row is None or (form.numeral and text[max(0, start - 1) : start] in _LONGER):
            return False
        brief = end - start == 2 and text[start] in "0123456789"
        if (form.needy or brief) and not self._supported(text, start, end, brief, row):
            return False
        if end - start == length:
            return True
        pieces = _PUNCTUATION.split(text[start:end])
        return len(pieces) == 1 or bool(_PUNCTUATION.search(row.slogan)) or all(len(skeleton(p)) > 1 for p in pieces)

    def _supported(self, text: str, start: int, end: int, brief: bool, row: Slogan) -> bool:
        """Whether what stands around a phrase that is an ordinary word too, or very short, makes a phrase of it."""
        if text[max(0, start - 1) : start] in _OPEN and text[end : end + 1] in _CLOSE:
            return True
        if brief or row.slogan in self.words.term:
            return False
        if row.category == "principle" and text[start - 1 : start] in _CLAUSE and text[end : end + 1] in _CLAUSE:
            return True  # A clause of nothing else: 坚持产业带动，拔穷根。
        return self.words.introduced(text, start) or self.words.classed(text, end)


def _strung(surface: str, forms: dict[str, Form]) -> tuple[Form, Form, int] | None:
    """The two listed phrases that a variant strings together (挂包帮转走访), and how long the first is."""
    for cut in range(2, len(surface) - 1):
        one, other = forms.get(surface[:cut]), forms.get(surface[cut:])
        if one and other and one.row and other.row and not one.departs and not other.departs:
            return one, other, cut
    return None


def _apart(text: str, start: int, count: int) -> tuple[int, int] | None:
    """Where the first of two phrases ends and the second begins, if each has quotation marks of its own."""
    end = start
    while count:
        count -= text[end] not in SEPARATOR_SIGNS
        end += 1
    begin = end
    while text[begin] in SEPARATOR_SIGNS:
        begin += 1
    between = text[end:begin]
    return (end, begin) if _OPEN & set(between) and _CLOSE & set(between) else None


def _within_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Ends a span at the one quotation mark that closes inside it: “三变”改革 is quoted as 三变."""
    if text[max(0, start - 1) : start] not in _OPEN:
        return start, end
    marks = [i for i in range(start, end) if text[i] in _OPEN or text[i] in _CLOSE]
    return (start, marks[0]) if len(marks) == 1 and marks[0] - start > 1 else (start, end)


def _span(text: str, start: int, end: int, form: Form) -> SloganSpan:
    row, departs = form.row, form.departs
    assert row is not None
    if departs and text[start:end] == row.slogan:
        departs = ""  # What its quotation mark cut short may no longer depart.
    return SloganSpan(
        start=start, end=end, slogan=row.slogan, slogan_id=row.id, category=row.category, variant=departs != "",
        components=row.components[:], source=form.source, confidence=_CONFIDENCE[departs], rule=_RULE[departs],
    )


def _without_separators(text: str) -> tuple[str, list[int]]:
    """The text without separators, and where in it each piece between two of them begins.

    A separator is one sign, so that the nth piece stands n signs further right in the text.
    """
    for sign in SEPARATOR_SIGNS[1:]:
        text = text.replace(sign, SEPARATOR_SIGNS[0])
    pieces = text.split(SEPARATOR_SIGNS[0])
    return "".join(pieces), list(accumulate(map(len, pieces), initial=0))[:-1]


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> Phrases:
    return Phrases(list(lexicon.slogans.values()), Words.of(lexicon))
