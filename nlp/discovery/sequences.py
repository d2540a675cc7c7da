"""From a cleaned text to the word sequences that may be phrases, each with what stands to its left and right.

A text falls into runs of Chinese characters between punctuation, figures and the phrases that the lexicon knows.
Inside a run, words are those of jieba's dictionary, without guessing new ones, so that the same characters always fall
into the same words. Two runs beside a 、 or ， may be the halves of a parallel (扶志扶智、同频共振).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lexicons import Lexicon
from nlp.slogans import find
from nlp.tokens import segmenter

EDGE, QUOTE = "|", "“"
LONGEST = 14
_WORDS = 9
_HALF = range(3, 9)
_H = "\u4e00-\u9fff"
_RUN = re.compile(f"(?:[{_H}]|[A-Za-z0-9]{{1,4}}(?=\\+)|(?<=\\+)[A-Za-z0-9]{{1,4}}|\\+)+")
_OPEN, _CLOSE = "“‘「『\"", "”’」』\""
_PLUS = re.compile("[＋﹢]")
_GAP = re.compile("[”’」』]?[、，][“‘「『]?")


class Sequence(NamedTuple):
    """One mention: `left` and `right` are words, EDGE for punctuation or figures, QUOTE for a quotation mark."""

    text: str
    left: str
    right: str
    quoted: bool = False


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

    def read(self, text: str) -> tuple[list[Sequence], list[str], int]:
        """The sequences of a text; the phrases that a pattern, and no lexicon, finds in it; the number of words."""
        spans = find(text, [], self.lexicon)
        hints = [key(span.slogan) for span in spans if span.slogan_id is None]
        text = _PLUS.sub("+", _without(text, [(s.start, s.end) for s in spans if s.slogan_id is not None]))
        runs = [Run(*match.span(), list(self._cut(match[0], HMM=False))) for match in _RUN.finditer(text)]
        found = [sequence for run in runs for sequence in _inside(text, run)]
        for before, after in zip(runs, runs[1:], strict=False):
            if after.start - before.end <= 3 and (gap := _GAP.fullmatch(text, before.end, after.start)):
                found += _across(text, before, after, "、" if "、" in gap[0] else "，")
        return found, hints, sum(len(run.words) for run in runs)


def key(phrase: str) -> str:
    """A phrase as it is counted: without quotation marks and spaces."""
    return re.sub("[“”‘’「」『』\"\\s]", "", _PLUS.sub("+", phrase))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], "\n" * (end - start)]
        position = end
    return "".join(parts) + text[position:]


def _inside(text: str, run: Run) -> Iterator[Sequence]:
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
            yield Sequence(made, left, right, left == right == QUOTE)


def _across(text: str, before: Run, after: Run, mark: str) -> Iterator[Sequence]:
    """The parallels of equal halves around a mark."""
    lefts = {len("".join(before.words[i:])): i for i in range(len(before.words))}
    length = 0
    for j, word in enumerate(after.words):
        length += len(word)
        if length not in _HALF or length not in lefts:
            continue
        i = lefts[length]
        first, last = _edges(text, before.start, after.end)
        left = before.words[i - 1] if i else first
        right = after.words[j + 1] if j + 1 < len(after.words) else last
        made = f"{''.join(before.words[i:])}{mark}{''.join(after.words[: j + 1])}"
        yield Sequence(made, left, right, left == right == QUOTE)


def _edges(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return QUOTE if before and before in _OPEN else EDGE, QUOTE if after and after in _CLOSE else EDGE
