"""From a cleaned text to the word sequences that may be phrases, each with what stands to its left and right.

A text falls into runs of Chinese characters between punctuation, figures and the phrases that the lexicon knows.
Inside a run, words are those of jieba's dictionary, without guessing new ones, so that the same characters always fall
into the same words. Two runs beside a 、 or ， may be the halves of a parallel (扶志扶智、同频共振).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lexicons import Lexicon
from nlp.segmenter import segmenter
from nlp.slogans import find

EDGE, QUOTE, CUT = "|", "“", "~"
LONGEST = 14
_WORDS = 9
_NUMERALS = frozenset("一二两双三四五六七八九十")
_LONGEST_NUMERIC = 8
_HALF = range(3, 9)
_H = "\u4e00-\u9fff"
_RUN = re.compile(f"(?:[{_H}]|[A-Za-z0-9]{{1,4}}(?=\\+)|(?<=\\+)[A-Za-z0-9]{{1,4}}|\\+)+")
_OPEN, _CLOSE = "“‘「『\"", "”’」』\""
_PLUS = re.compile("[＋﹢]")
_GAP = re.compile("[”’」』]?[、，][“‘「『]?")


class Sequence(NamedTuple):
    """One mention: `left` and `right` are words, EDGE for punctuation or figures, QUOTE for a quotation mark; CUT
    comes before the rest of a word that the sequence ends in. `tail`: the kind right behind the closing mark."""

    text: str
    left: str
    right: str
    quoted: bool = False
    tail: str = ""


class Run(NamedTuple):
    """A run of characters, its words, and where it stands."""

    start: int
    end: int
    words: list[str]


class Reader:
    """Splits texts for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._cut = segmenter(lexicon).cut
        tails = {row.sloganword for row in lexicon.tables["sloganword"] if row.part == "tail"}
        self._tails = tuple(sorted(tails, key=len, reverse=True))

    def read(self, text: str) -> tuple[list[Sequence], list[str], int]:
        """The sequences of a text; the phrases that a pattern, and no lexicon, finds in it; the number of words."""
        spans = find(text, [], self.lexicon)
        hints = [key(span.slogan) for span in spans if span.slogan_id is None]
        text = _PLUS.sub("+", text)
        known = [(s.start, s.end) for s in spans if s.slogan_id is not None]
        bare = _without(text, known)
        runs = self._runs(bare)
        found = [sequence for run in runs for sequence in _inside(bare, run, self._tails)]
        # A known phrase may be a part of a parallel, but no half of it.
        chains = _chains(text, self._runs(text) if known else runs)
        found += [
            sequence for chain in chains for start, end, sequence in _parallels(text, *chain)
            if 2 * sum(max(0, min(end, b) - max(start, a)) for a, b in known) < end - start
        ]
        # What holds figures (335工作法) or marks of its own is in no run.
        missing = Counter(hints) - Counter({s.text: len(hints) for s in found})
        found += [Sequence(hint, EDGE, EDGE) for hint in missing.elements()]
        return found, hints, sum(len(run.words) for run in runs)

    def _runs(self, text: str) -> list[Run]:
        return [Run(*match.span(), list(self._cut(match[0], HMM=False))) for match in _RUN.finditer(text)]


def key(phrase: str) -> str:
    """A phrase as it is counted: without quotation marks and spaces."""
    return re.sub("[“”‘’「」『』\"\\s]", "", _PLUS.sub("+", phrase))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], "\n" * (end - start)]
        position = end
    return "".join(parts) + text[position:]


def _inside(text: str, run: Run, tails: tuple[str, ...]) -> Iterator[Sequence]:
    words = run.words
    before, after = _edges(text, run.start, run.end)
    for i in range(len(words)):
        left = words[i - 1] if i else before
        made = ""
        for j in range(i, min(len(words), i + _WORDS)):
            made += words[j]
            if len(made) > LONGEST:
                break
            right = words[j + 1] if j + 1 < len(words) else after
            quoted = left == right == QUOTE
            tail = next((tail for tail in tails if quoted and text.startswith(tail, run.end + 1)), "")
            yield Sequence(made, left, right, quoted, tail)
        if words[i][0] in _NUMERALS:
            yield from _numeric(words, i, left)


def _numeric(words: list[str], start: int, left: str) -> Iterator[Sequence]:
    """A number and what follows, ending inside words too: 一线双网管住 holds 一线双网, though 网管 is a word."""
    made = ""
    for word in words[start : start + _WORDS]:
        for at in range(1, len(word)):
            if 4 <= len(made) + at <= _LONGEST_NUMERIC:
                yield Sequence(made + word[:at], left, CUT + word[at:])
        made += word


def _chains(text: str, runs: list[Run]) -> Iterator[tuple[list[Run], list[str]]]:
    """Two to four runs with only a 、 or ， between them, and these marks."""
    gaps = [
        _GAP.fullmatch(text, before.end, after.start) if after.start - before.end <= 3 else None
        for before, after in pairwise(runs)
    ]
    for first in range(len(gaps)):
        marks: list[str] = []
        for gap in gaps[first : first + 3]:
            if not gap or (marks and len("".join(runs[first + len(marks)].words)) not in _HALF):
                break
            marks.append("、" if "、" in gap[0] else "，")
            yield runs[first : first + len(marks) + 1], marks


def _parallels(text: str, runs: list[Run], marks: list[str]) -> Iterator[tuple[int, int, Sequence]]:
    """The parallels of parts of one length: the end of the first run, those between, the beginning of the last."""
    first, *between, last = runs
    middles = ["".join(run.words) for run in between]
    if len({len(middle) for middle in middles}) > 1:
        return
    before, after = _edges(text, first.start, last.end)
    starts = {len("".join(first.words[i:])): i for i in range(len(first.words))}
    length = 0
    for j, word in enumerate(last.words):
        length += len(word)
        if length not in _HALF or length not in starts or (middles and len(middles[0]) != length):
            continue
        i = starts[length]
        parts = ["".join(first.words[i:]), *middles, "".join(last.words[: j + 1])]
        made = parts[0] + "".join(mark + part for mark, part in zip(marks, parts[1:], strict=True))
        left = first.words[i - 1] if i else before
        right = last.words[j + 1] if j + 1 < len(last.words) else after
        yield first.end - length, last.start + length, Sequence(made, left, right, left == right == QUOTE)


def _edges(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return QUOTE if before and before in _OPEN else EDGE, QUOTE if after and after in _CLOSE else EDGE
