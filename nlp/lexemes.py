"""The known words of a text and their grammatical classes: one pass of an automaton over the whole text.

Longest match from the left, so that a noun protects the verb inside it (参保率 is not 参保 and 率). What the lexicon
does not know stays untagged between the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from lexicons import Lexicon, general

OPEN_CLASSES = frozenset({"region", "noun", "name", "proper", "indicator", "nominal", "common"})
GRAMMATICAL = frozenset({
    "noun", "verb", "nominal", "common", "link", "adverb", "preposition", "scope", "clausal", "region",
})
_VERBS = frozenset({"verb", "verbal"})
NAMING = frozenset({"noun", "name", "proper", "indicator"})
# jieba's dictionary tags words by the PKU scheme; these are the classes that bear on a noun phrase.
_TAGS = {"v": "verbal", "vd": "verbal", "vg": "verbal", "d": "adverb", "p": "preposition"}
_COMMON = ("a", "b", "j", "vn", "s", "r", "l", "z")
_PROPER = ("nr", "ns", "nt", "nz")
# One-character verbs are mostly parts of longer words; these stand alone before a noun phrase.
_SHORT_VERBS = frozenset("辖获")


class Lexeme(Struct, frozen=True, gc=False):
    """A known word at its place. `parts` are its classes, `to_*` cues included."""

    start: int
    end: int
    word: str
    parts: frozenset[str]
    suffixes: frozenset[str] = frozenset()

    def closes(self, after: str) -> bool:
        """True where a noun phrase cannot reach across this word; `after` is the character that follows it.

        A verb that an ending follows has become part of a noun (参保|率, 发电|量).
        """
        if not self.parts.isdisjoint(OPEN_CLASSES):
            return False
        verbal = len(self.word) > 1 and not self.parts.isdisjoint(_VERBS)
        return bool(self.parts) and not (verbal and after in self.suffixes)


class Lexemes:
    """The tagged words of one text, looked up by position."""

    def __init__(self, found: list[Lexeme], starts: Sequence[int], ends: Sequence[int]) -> None:
        self.found, self.starts, self.ends = found, starts, ends
        self.by_end = dict(zip(ends, found, strict=True))

    def ending_at(self, position: int) -> Lexeme | None:
        """The word that ends exactly at a position."""
        return self.by_end.get(position)

    def starting_at(self, position: int) -> Lexeme | None:
        """The word that begins exactly at a position."""
        i = bisect_left(self.starts, position)
        return self.found[i] if i < len(self.starts) and self.starts[i] == position else None

    def between(self, start: int, end: int) -> list[Lexeme]:
        """The words that lie wholly inside a stretch."""
        return self.found[bisect_left(self.starts, start) : bisect_right(self.ends, end)]


class Tagger:
    """The compiled vocabulary of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        parts: dict[str, set[str]] = {}
        for part, words in lexicon.words.items():
            for word in words if part in GRAMMATICAL else ():
                if part != "verb" or len(word) > 1 or word in _SHORT_VERBS:
                    parts.setdefault(word, set()).add(part)
        for cue in lexicon.cues:
            if cue.position == "before":
                parts.setdefault(cue.cue, set()).add("cue")
        for row in lexicon.indicators.values():
            for name in (row.indicator, *row.synonyms):
                parts.setdefault(name, set()).add("indicator")
        for slogan in lexicon.slogans.values():
            parts.setdefault(slogan.slogan, {"common"})
        never = lexicon.words.get("never", frozenset())
        scopes = lexicon.words.get("scope", frozenset())
        self.parts = {word: frozenset(classes) for word, classes in parts.items()}
        for word, tag in general.words():
            classes = _classes(tag)
            if not classes or word in self.parts or word in never:
                continue
            if len(word) != 3 or word[:2] not in scopes:  # 全村人 would take the 人 of 全村人均收入
                self.parts[word] = classes
        self.suffixes = lexicon.words.get("suffix", frozenset())
        self.naming = frozenset(word for word, classes in self.parts.items() if classes & NAMING)
        self.words, self.classes = list(self.parts), list(self.parts.values())
        self.automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)

    def tag(self, text: str) -> Lexemes:
        """The known words of a text."""
        matches = self.automaton.find_matches_as_indexes(text)
        if not matches:
            return Lexemes([], (), ())
        indexes, starts, ends = zip(*matches, strict=True)
        words, classes = map(self.words.__getitem__, indexes), map(self.classes.__getitem__, indexes)
        found = map(Lexeme, starts, ends, words, classes, repeat(self.suffixes))  # half the time of a comprehension
        return Lexemes(list(found), starts, ends)


@lru_cache(maxsize=4)
def tagger(lexicon: Lexicon) -> Tagger:
    """The tagger of a lexicon, compiled once."""
    return Tagger(lexicon)


@lru_cache(maxsize=256)
def _classes(tag: str) -> frozenset[str]:
    """The class here of a word that the general vocabulary tags so; empty for one that bears on no noun phrase."""
    part = _TAGS.get(tag)
    if part is None and tag.startswith(_PROPER):
        part = "proper"
    elif part is None and tag[0] == "n":
        part = "name"
    elif part is None and tag.startswith(_COMMON):
        part = "common"
    return frozenset({part}) if part else frozenset()
