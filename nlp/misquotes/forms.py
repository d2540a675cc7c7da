"""Known numeric phrases with one number changed, found by one automaton."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from lexicons import Lexicon, Slogan
from nlp.segmenter import segmenter
from nlp.slogans.forms import SEPARATORS, number, numbered, skeleton
from nlp.slogans.phrases import Phrases
from nlp.slogans.words import Words
from nlp.tokens import tagged

COMMON = 1000
"""From this frequency in jieba's dictionary on, a word is an everyday one: 转变 and 结合 are, 精准 is not."""
_NUMERAL = re.compile("[一二两三四五六七八九十]")
_VALUES = dict(zip("二两三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_MEASURE = re.compile("[位级步次期届年月天户名口条字]")
_LONGER = re.compile(r"[第零〇一二两三四五六七八九十百千万亿几数.．%\d]")
_AFTER = re.compile("[^\u4e00-\u9fff]|等|的|和|与|及|上|$")


Sure = Literal["telling", "close", "common"]


class Form(NamedTuple):
    """The row that a wrong form departs from, and how sure it is that this row is meant.

    `telling`: its words are no other phrase's, no verbs and no everyday ones (六个精准). `close`: numbers before single
    signs, of which offices make more (三清一改, 四清一改). `common`: everyday words or verbs that may be counted
    anywhere (三个转变, 三个不放过); only a list that is part of the canonical one tells.
    """

    row: Slogan
    sure: Sure


class Wrong(NamedTuple):
    """A phrase with a wrong number, where it stands in the text, and what it departs from."""

    start: int
    end: int
    text: str
    stated: int
    form: Form


class WrongForms:
    """The wrong forms of one lexicon. `WrongForms.of` compiles them once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Words.of(lexicon)
        known = frozenset(Phrases.of(lexicon).surfaces) | self.words.never
        self._frequency = segmenter(lexicon).FREQ
        self._lexicon = lexicon
        rows = [row for row in lexicon.slogans.values() if row.components and number(row.slogan) == len(row.components)]
        numbers: dict[str, set[int]] = {}
        for row in lexicon.slogans.values():
            for wording in (row.slogan, *row.variants):
                if groups := numbered(wording):
                    numbers.setdefault(_head(groups[0][1]), set()).add(groups[0][0])
        self.forms: dict[str, Form] = {}
        for row in rows:
            for form, sure in self._wrong(row, numbers):
                if form not in known:
                    self.forms.setdefault(form, Form(row, sure))
        self.surfaces = list(self.forms)
        self.automaton = AhoCorasick(self.surfaces, matchkind=MatchKind.LeftmostLongest)

    @classmethod
    def of(cls, lexicon: Lexicon) -> WrongForms:
        """The forms of a lexicon, compiled once."""
        return _compiled(lexicon)

    def find(self, text: str) -> list[Wrong]:
        """Every wrong form in a cleaned text that stands as a phrase of its own, in reading order."""
        origin = [i for i, sign in enumerate(text) if not SEPARATORS.fullmatch(sign)]
        bare = "".join(text[i] for i in origin)
        found = []
        for index, first, last in self.automaton.find_matches_as_indexes(bare):
            start, end = origin[first], origin[last - 1] + 1
            if _LONGER.match(text[start - 1 : start]) or not (_AFTER.match(text, end) or self.words.classed(text, end)):
                continue
            form = self.surfaces[index]
            stated = number(form)
            if stated is not None and "。" not in text[start:end]:
                found.append(Wrong(start, end, form, stated, self.forms[form]))
        return found

    def _wrong(self, row: Slogan, numbers: dict[str, set[int]]) -> Iterator[tuple[str, Sure]]:
        phrase = skeleton(row.slogan)
        groups = numbered(phrase)
        if not groups or phrase[0] not in _VALUES:
            return
        if len(groups) > 1:
            sure: Sure = "telling" if all(len(words) > 1 for _, words in groups) else "close"
            yield from ((form, sure) for form in _exchanged(phrase))
            return
        head = _head(groups[0][1])
        if len(numbers.get(head, ())) > 1 or not self._is_phrase(phrase, head):
            return
        sure = "telling" if self._is_telling(head) else "common"
        for sign in _VALUES:
            if _VALUES[sign] != groups[0][0]:
                # 二 and 两 without a measure word are too little to tell a phrase by.
                for form in [sign + "个" + head] if sign in "二两" else [sign + "个" + head, sign + head]:
                    yield form, sure

    def _is_phrase(self, phrase: str, head: str) -> bool:
        if len(head) < 2 or _MEASURE.match(head) or _NUMERAL.match(head) or self.words.counted.search(head):
            return False
        return phrase[1] == "个" or head[0] == "不"

    def _is_telling(self, head: str) -> bool:
        rest = head.removeprefix("不")
        if rest != head:
            return len(rest) == 1
        verbs = any(tag.startswith("v") for _, tag in tagged(head, self._lexicon))
        return len(head) == 2 and not verbs and self._frequency.get(head, 0) < COMMON


def _exchanged(phrase: str) -> Iterator[str]:
    """两不愁三保障 → 两不愁两保障, 三不愁三保障…"""
    for match in _NUMERAL.finditer(phrase):
        sign = match[0]
        for other in _VALUES:
            if _VALUES[other] != _VALUES.get(sign, 1):
                yield phrase[: match.start()] + other + phrase[match.end() :]


def _head(words: str) -> str:
    return re.sub("^[个大项]", "", words)


@lru_cache(maxsize=4)
def _compiled(lexicon: Lexicon) -> WrongForms:
    return WrongForms(lexicon)
