"""Whether two figures that cannot both be true are of one thing: the last word on every contradiction.

Candidates come from one block: unit, place, year and role alike as far as they are told. What two statements say gives
their likeness, a logistic regression; a boosted sum of small trees then weighs it with the figures themselves and with
the rivals, the statements of either document that are nearly as like. The weights stand in `lexicons/judging.json`, are
trained on our own marked reports, and every decision names the features that it rested on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import exp
from typing import NamedTuple

from lexicons.judging import Judging, Split, weights
from nlp.compare import verdicts
from nlp.compare.evidence import LEVEL, Collection, figures, meaning
from nlp.compare.statement import Statement
from nlp.compare.words import Words

FAR = 8.0
"""Log odds beyond which a rival is as good as none."""
UNLIKE = -6.0
"""Log odds below which two statements are not weighed: of 1,533 contradictions in our own reports 9 are less alike."""
SHOWN = 6
"""How many features an explanation names."""


class Pair(NamedTuple):
    """Two statements of different documents, the first one first by where they stand."""

    a: Statement
    b: Statement


class Judged(NamedTuple):
    """How sure it is that both are of one thing, and what that rests on: feature → what it added to the log odds."""

    pair: Pair
    probability: float
    weighed: Mapping[str, float]

    def explain(self) -> dict[str, float]:
        """The features that weighed most, in the order of their weight."""
        found = sorted(self.weighed.items(), key=lambda item: (-abs(item[1]), item[0]))[:SHOWN]
        return {name: round(value, 2) for name, value in found if round(value, 2)}


def candidates(every: Iterable[Statement]) -> Iterator[Pair]:
    """Pairs of one unit, whose place, year and role are the same or left open, in the order in which they stand."""
    blocks: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in every:
        if s.figure.value is not None:
            blocks[s.family, "level" if s.role in LEVEL else s.role].append(s)
    for block in sorted(blocks):
        known = [(s, _years(s), s.when.key.endswith("-01-01")) for s in blocks[block]]
        known.sort(key=lambda row: row[0].key)
        for (a, mine, start), (b, yours, begins) in combinations(known, 2):
            if a.voice == b.voice or (mine and yours and mine.isdisjoint(yours)):
                continue
            if a.where.key != b.where.key and a.where.key and b.where.key:
                continue
            if a.when.key and b.when.key and start != begins:
                continue
            yield Pair(a, b)


def _years(s: Statement) -> frozenset[str]:
    """The years that a statement may be of: its own; without one, that of its document and the one before; none where
    nothing tells."""
    if s.when.key[:4].isdigit():
        return frozenset({s.when.key[:4], *([s.other.key[:4]] if s.other is not None else [])})
    written = (s.document.date or "")[:4]
    return frozenset({str(int(written) - 1), written}) if written.isdigit() else frozenset()


def judged(every: Sequence[Statement], words: Words) -> dict[Pair, Judged]:
    """Every candidate pair that is at all alike and whose figures cannot both be true of one thing, judged."""
    known, model = Collection(every, words), weights()
    found = {pair: meaning(*pair, known) for pair in candidates(every)}
    likeness = {pair: logit(model, features) for pair, features in found.items()}
    return {
        pair: weigh(model, pair, {**found[pair], **weighable(pair, margin, likeness[pair], known)})
        for pair, margin in rivals(likeness).items()
        if likeness[pair] >= UNLIKE and verdicts.verdict(*pair) in verdicts.WRONG
    }


def weighable(pair: Pair, margin: float, likeness: float, known: Collection) -> dict[str, float]:
    """The features of the second step beside those of the first."""
    return {"likeness": round(likeness, 4), "rivals": round(margin, 4), **figures(*pair, known)}


def logit(model: Judging, features: Mapping[str, float]) -> float:
    """The log odds that statements with these features are of one thing, whatever their figures are."""
    return model.likeness["intercept"] + sum(model.likeness[name] * value for name, value in features.items())


def rivals(likeness: Mapping[Pair, float]) -> dict[Pair, float]:
    """By how much a pair is more alike than the best other one of either statement with the other's document."""
    best: dict[tuple[Statement, str], list[float]] = {}
    for (a, b), value in likeness.items():
        for s, other in ((a, b), (b, a)):
            top = best.setdefault((s, other.voice), [])
            top.append(value)
            top.sort(reverse=True)
            del top[2:]
    margins = {}
    for (a, b), value in likeness.items():
        margin = FAR
        for top in (best[a, b.voice], best[b, a.voice]):
            rival = top[1:] if value >= top[0] else top[:1]
            margin = min([margin, *(value - other for other in rival)])
        margins[Pair(a, b)] = max(-FAR, margin)
    return margins


def weigh(model: Judging, pair: Pair, features: Mapping[str, float]) -> Judged:
    """The judgement on a pair with these features."""
    weighed: defaultdict[str, float] = defaultdict(float)
    total = model.intercept
    for tree in model.trees:
        node: Split | float = tree
        while isinstance(node, Split):
            chosen = node.low if features[node.feature] <= node.threshold else node.high
            weighed[node.feature] += (chosen.mean if isinstance(chosen, Split) else chosen) - node.mean
            node = chosen
        total += node
    return Judged(pair, round(1 / (1 + exp(-total)), 4), weighed)
