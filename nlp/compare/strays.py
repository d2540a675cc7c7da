"""Figures of one place and year, one slip of the pen apart, whose names no group holds together.

That two offices tell of one thing in words that nothing aligns is common; that two figures of three digits and more
have the same digits but for two that are swapped, or for a power of ten, is hardly chance. So it is enough that the
names are one, or one is the other with words left out, or that the figures of the same group in the other unit agree
(3126户11284人, 3126户11824人). What a group has settled is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from nlp.compare import verdicts
from nlp.compare.align import Alignment
from nlp.compare.features import contained
from nlp.compare.settle import Outcome
from nlp.compare.statement import Statement
from nlp.compare.words import Words
from nlp.model import Severity

LONG = 4
"""Digits that a figure must have where only a part of the names is the same."""
_LEVEL = frozenset({"level", "average"})


def strays(every: Iterable[Statement], outcomes: Iterable[Outcome], words: Words) -> Iterator[Outcome]:
    """Departures between two statements that no outcome has told of, in the order in which they stand."""
    told: set[tuple[Statement, Statement]] = set()
    agreed: set[Statement] = set()
    wrong: set[Statement] = set()
    for outcome in outcomes:
        involved = [outcome.stated, *outcome.others]
        told.update(combinations(sorted(involved, key=lambda s: s.key), 2))
        if outcome.verdict in verdicts.FITS:
            agreed.update(involved)
        elif outcome.verdict != "not_comparable":
            wrong.add(outcome.stated)
    scopes: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in every:
        if s.exact and s.role in _LEVEL and s.placed and s.when.key[:4].isdigit() and s not in wrong:
            at_start = "start" if s.when.key.endswith("-01-01") else ""
            scopes[s.family, s.role, s.where.key, s.when.key[:4], at_start, *s.extra].append(s)
    for scope in sorted(scopes):
        for a, b in combinations(sorted(scopes[scope], key=lambda s: s.key), 2):
            if a.voice == b.voice or (a, b) in told or (a in agreed and b in agreed) or a.stage != b.stage:
                continue
            if (alignment := _akin(a, b, words)) is not None:
                stated, other = (a, b) if b in agreed else (b, a)
                severity: Severity = "error" if a.name == b.name and a.sure and b.sure else "warning"
                yield Outcome(stated, [other], verdicts.verdict(a, b), severity, alignment, "pair")


def _akin(a: Statement, b: Statement, words: Words) -> Alignment | None:
    """What speaks for two statements being of one thing, one of them with a slip; None where too little does."""
    verdict = verdicts.verdict(a, b)
    if verdict not in verdicts.WRONG or words.contrast(a.phrase, b.phrase):
        return None
    if verdicts.twins(a, b, LONG):
        return Alignment(1.0, {"twin": 1.0})
    if verdict == "conflict" or not verdicts.telling(a, b) or not _alike(a, b):
        return None
    if a.name == b.name:
        return Alignment(1.0, {"slip": 1.0})
    one, two = sorted((a.phrase, b.phrase), key=len)
    partly = not (a.known and b.known) and len(one) > 1 and one not in words.generic and contained(one, two)
    shared = round(len(one) / len(two), 4)
    return Alignment(shared, {"slip": 1.0, "contained": shared}) if partly and _long(a, b) else None


def _alike(a: Statement, b: Statement) -> bool:
    """Whether what narrows them, what is left unsaid, and the part of the year are the same; only verbs may differ."""
    seasons = [s.when.key.partition("~")[2] for s in (a, b)]
    summed = [s.mode == "until" and s.when.since for s in (a, b)]
    same = a.narrowed == b.narrowed and a.left == b.left and a.part == b.part and a.beside == b.beside
    return same and seasons[0] == seasons[1] and summed[0] == summed[1]


def _long(a: Statement, b: Statement) -> bool:
    return min(verdicts.length(a), verdicts.length(b)) >= LONG
