"""The words that phrases stand between in this folder, learnt from the phrases themselves.

A word that stands before several different phrases introduces phrases here (推行 三访三促, 推行 五联四带), whether or
not the lexicon knows it as such; likewise one that stands behind several (…工作, …挂在嘴边).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.discovery.shapes import ARRANGED, COUNTED, COUPLET, FREE, QUOTED, Shape, Shapes
from nlp.discovery.tally import OTHER, Entry

SEVERAL = 3
"""So many different phrases beside a word make it one that phrases stand beside."""
_WEAK = frozenset((ARRANGED, COUNTED, COUPLET, FREE, QUOTED))
_PART = re.compile(r"[一二两双三四五六七八九十百千万]+[个大项]?|\+|[\dA-Za-z]+")


class Slots:
    """What introduces and closes phrases: what the lexicon's word classes say, and what this folder shows."""

    def __init__(self, found: Iterable[tuple[str, Entry, Shape]], shapes: Shapes) -> None:
        self._shapes = shapes
        before: dict[str, set[str]] = {}
        after: dict[str, set[str]] = {}
        for phrase, entry, shape in found:
            if shape in _WEAK:
                continue
            # Phrases are told apart by the end that is turned to the word, so that 三访 and 三访三促 count once.
            for word in entry.left:
                before.setdefault(word, set()).add(phrase[:2])
            for word in entry.right:
                after.setdefault(word, set()).add(phrase[-2:])
        self._before = {word for word, phrases in before.items() if len(phrases) >= SEVERAL and _is_outside(word)}
        self._after = {word for word, phrases in after.items() if len(phrases) >= SEVERAL and _is_outside(word)}

    def introduces(self, word: str) -> bool:
        """Whether phrases follow the word."""
        return word in self._before or self._shapes.introduces(word)

    def closes(self, word: str) -> bool:
        """Whether the word follows phrases."""
        return word in self._after or self._shapes.closes(word)

    def cores(self, words: list[str]) -> Iterable[str]:
        """The phrase without the words up to one that introduces, or from one that closes, or both."""
        starts = [0, *(i + 1 for i, word in enumerate(words[:-1]) if self.introduces(word))]
        # A single sign that makes a kind (…法, …制) is a part of the name.
        suffixes = {word for word in self._shapes.kinds if len(word) == 1}
        closing = (i for i, word in enumerate(words) if i and word not in suffixes and self.closes(word))
        ends = [len(words), *closing]
        for start in starts:
            for end in ends:
                if start < end and (start or end < len(words)):
                    yield "".join(words[start:end])


def _is_outside(word: str) -> bool:
    """Numbers and + stand inside phrases, between their parts."""
    return word != OTHER and not _PART.fullmatch(word)
