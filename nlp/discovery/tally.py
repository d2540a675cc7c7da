"""Counts of word sequences over a stream of documents, in bounded memory.

Where more than `limit` sequences are known, those that stood only once and longest ago are forgotten, then those that
stood twice, and so on (lossy counting): a sequence's count is short by at most what was forgotten of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

LIMIT = 400_000
"""Sequences held: about 150 MB."""
_NEIGHBOURS = 24
OTHER = "…"


class Entry:
    """What is known of one sequence: mentions, documents, years, and the words to its left and right.

    `quoted` counts mentions that fill quotation marks, `tails` the kinds right behind these.
    """

    __slots__ = ("count", "documents", "last", "left", "quoted", "right", "tails", "years")

    def __init__(self) -> None:
        self.count = self.documents = self.quoted = 0
        self.last = -1
        self.years: dict[int, int] = {}
        self.left: dict[str, int] = {}
        self.right: dict[str, int] = {}
        self.tails: dict[str, int] = {}


_First = tuple[int, int | None, str, str, bool, str]


class Tally:
    """The counts. `begin` a document, then `add` each of its sequences."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.documents = 0
        self.words = 0
        self.by_year: Counter[int] = Counter()
        self.hinted: Counter[str] = Counter()
        """Mentions that a pattern took for a policy phrase."""
        self._once: dict[str, _First] = {}
        self._more: dict[str, Entry] = {}
        self._year: int | None = None

    def begin(self, year: int | None) -> None:
        """Starts the next document."""
        self._shrink()
        self.documents += 1
        self._year = year
        if year is not None:
            self.by_year[year] += 1

    def add(self, sequence: str, left: str, right: str, quoted: bool = False, tail: str = "") -> None:
        """Counts one mention."""
        entry = self._more.get(sequence)
        if entry is None:
            first = self._once.pop(sequence, None)
            if first is None:
                self._once[sequence] = (self.documents, self._year, left, right, quoted, tail)
                return
            entry = self._more[sequence] = Entry()
            _count(entry, *first)
        _count(entry, self.documents, self._year, left, right, quoted, tail)

    def count(self, sequence: str) -> int:
        """How often a sequence stood."""
        entry = self._more.get(sequence)
        return entry.count if entry else int(sequence in self._once)

    def size(self) -> int:
        """How many sequences are held."""
        return len(self._once) + len(self._more)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """All that stood more than once."""
        yield from self._more.items()

    def _shrink(self) -> None:
        if self.size() <= self.limit:
            return
        # The order of a dict is that of first mentions: what comes first is oldest.
        keep = max(0, self.limit // 2 - len(self._more))
        for sequence in list(self._once)[: len(self._once) - keep]:
            del self._once[sequence]
        if len(self.hinted) > self.limit // 4:
            self.hinted = Counter({sequence: n for sequence, n in self.hinted.items() if n > 1})
        least = 2
        while len(self._more) > self.limit // 2:
            for sequence in [s for s, entry in self._more.items() if entry.count <= least]:
                del self._more[sequence]
            least += 1


def _count(entry: Entry, document: int, year: int | None, left: str, right: str, quoted: bool, tail: str) -> None:
    entry.count += 1
    if document != entry.last:
        entry.documents += 1
        entry.last = document
        if year is not None:
            entry.years[year] = entry.years.get(year, 0) + 1
    entry.quoted += quoted
    if tail:
        entry.tails[tail] = entry.tails.get(tail, 0) + 1
    for side, word in ((entry.left, left), (entry.right, right)):
        key = word if word in side or len(side) < _NEIGHBOURS else OTHER
        side[key] = side.get(key, 0) + 1
