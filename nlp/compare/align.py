"""Which names mean the same indicator, where the lexicon does not say.

Candidates come from one block only (unit, role, place, time): TF-IDF over character n-grams and the nearest neighbours
in it. A logistic regression then decides each pair; its weights stand in `lexicons/alignment.json`, are trained on our
own labelled pairs and can be read by eye, and so can the features that a decision rested on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

from lexicons.alignment import weights
from nlp.compare.features import contained, features
from nlp.compare.statement import Statement
from nlp.compare.words import Words

CANDIDATE = 0.2  # TF-IDF cosine from which a pair is looked at
TURNED = 4  # characters from which the same ones in another order are the same words: 户厕改造, not 茶油 for 油茶
SAME, CERTAIN = 0.7, 0.9  # probability from which two names are one; from which nobody need look again


Name = tuple[str, frozenset[str]]
"""A statement's name and what narrows it."""


class Alignment(NamedTuple):
    """Why two names are one. `probability` is 1 where the names are equal or the lexicon gives both."""

    probability: float
    features: Mapping[str, float]

    def explain(self) -> list[str]:
        """The decision and what it rested on, readable."""
        shown = [f"{name}={value:g}" for name, value in self.features.items() if value]
        return [f"alignment={self.probability:.2f}", *shown]


EQUAL = Alignment(1.0, {})


def probability(found: Mapping[str, float]) -> float:
    """How likely two phrases with these features name one indicator."""
    model = weights()
    score = model["intercept"] + sum(model[name] * value for name, value in found.items())
    return round(1 / (1 + exp(-score)), 4)


def align(a: Statement, b: Statement, words: Words) -> Alignment | None:
    """Whether two statements of one block are about one indicator; None where they are not."""
    if a.name == b.name and a.narrowed == b.narrowed:
        return EQUAL
    if scope(a, words) != scope(b, words) or (a.known and b.known) or apart(a, b, words):
        return None
    found = features(a.phrase, b.phrase, words)
    if found["contrast"] or found["lexicon_apart"]:
        return None
    sure = probability(found)
    return Alignment(sure, found) if sure >= SAME else None


def scope(s: Statement, words: Words) -> frozenset[str]:
    """All that narrows a name: of a canonical one, what it carries in itself too."""
    return s.narrowed | (words.scope(s.name) if s.known else frozenset())


def apart(a: Statement, b: Statement, words: Words) -> bool:
    """Whether words beside the name of an indicator tell two things apart: 大病患者报销比例 from 报销比例, and both
    石桥大桥总投资 and 石桥水库总投资 from one another."""
    if a.beside[0] and a.beside[0] == b.beside[0]:
        one, two = sorted((a.beside[1], b.beside[1]), key=len)
        if one == two or words.one_indicator(one, two):
            return False
        more = "".join((Counter(two) - Counter(one)).elements())
        turned = len(one) >= TURNED and sorted(one) == sorted(two)
        return not turned and not (contained(one, two) and (len(more) < 2 or words.says_nothing(more)))
    return (a.known and a.name == b.beside[0]) or (b.known and b.name == a.beside[0])


class Aligner:
    """Groups the statements of each block by indicator."""

    def __init__(self, statements: Iterable[Statement], words: Words) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.words = words
        phrases = sorted({s.phrase for s in statements})
        self.row = {phrase: i for i, phrase in enumerate(phrases)}
        self.matrix = TfidfVectorizer(analyzer="char", ngram_range=(1, 3)).fit_transform(phrases) if phrases else None

    def groups(self, block: Sequence[Statement]) -> list[tuple[list[Statement], Alignment]]:
        """The block's statements by indicator, each group with the weakest decision that holds it together."""
        sets: dict[Name, list[Statement]] = {}
        for s in block:
            sets.setdefault((s.name, s.narrowed), []).append(s)
        names = sorted(sets, key=lambda key: (key[0], sorted(key[1])))
        merged = [[name] for name in names]
        weakest = {name: EQUAL for name in names}
        if len(names) > 1 and not all(sets[name][0].known for name in names):
            for sure, a, b in self._pairs({name: sets[name][0] for name in names}):
                one = next(group for group in merged if a in group)
                two = next(group for group in merged if b in group)
                if one is not two and self._all_agree(one, two, sets):
                    merged.remove(two)
                    one += two
                    for name in one:
                        weakest[name] = min(sure, weakest[one[0]], weakest[name], key=lambda d: d.probability)
        found = []
        for group in merged:
            members = sorted((s for name in group for s in sets[name]), key=lambda s: s.key)
            found.append((members, min((weakest[n] for n in group), key=lambda d: d.probability)))
        return found

    def _pairs(self, firsts: Mapping[Name, Statement]) -> list[tuple[Alignment, Name, Name]]:
        """Pairs of names that pass, the surest first."""
        from sklearn.neighbors import NearestNeighbors

        names = list(firsts)
        rows = self.matrix[[self.row[firsts[name].phrase] for name in names]]  # type: ignore[index]
        search = NearestNeighbors(metric="cosine", radius=1 - CANDIDATE).fit(rows)
        near = search.radius_neighbors(rows, return_distance=False)
        found = []
        for i, others in enumerate(near):
            for j in sorted(int(j) for j in others if j > i):
                decision = align(firsts[names[i]], firsts[names[j]], self.words)
                if decision is not None:
                    found.append((decision, names[i], names[j]))
        found.sort(key=lambda row: (-row[0].probability, row[1][0], row[2][0], sorted(row[1][1])))
        return found

    def _all_agree(self, one: list[Name], two: list[Name], sets: Mapping[Name, list[Statement]]) -> bool:
        """A chain of likely pairs must not join what would not pass as a pair."""
        return all(align(sets[a][0], sets[b][0], self.words) for a in one for b in two)
