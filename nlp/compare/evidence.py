"""What speaks for and against two statements being about one thing: numbers that a person can read.

Pairs are of one unit, place and year. The names are one piece of evidence among several: a sentence of a newspaper
names hardly anything as a bulletin does, and yet its figure is told beside the same words and figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, log10, sqrt

import regex

from nlp.compare import verdicts
from nlp.compare.align import apart, probability, scope
from nlp.compare.features import contained, cosine, features, grams
from nlp.compare.statement import Statement
from nlp.compare.units import THINGS
from nlp.compare.words import Words

REACH = 30
"""Characters within which another figure stands beside one."""
LONG = 4
"""Digits from which another figure of the same group is evidence."""
POOR = "贫困"
"""What all words for the registered poor count as; 减贫 and 脱贫 tell of them too."""
LEVEL = frozenset({"level", "average", "change"})
_UNSAID = regex.compile(r"[\d.．%％\p{P}\p{S}\s]+")


class Collection:
    """The statements of all documents, and what they tell together: which words are rare, who states a figure too."""

    def __init__(self, every: Sequence[Statement], words: Words) -> None:
        self.words = words
        self.documents: defaultdict[str, list[Statement]] = defaultdict(list)
        self.places: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
        self._counts = Counter((s.voice, s.family, s.where.key) for s in every)
        for s in every:
            self.documents[s.voice].append(s)
            self.places[s.family, s.where.key].append(s)
        self.rare = _rarity({_UNSAID.sub("", s.fact.sentence) for s in every})
        self._vectors: dict[str, tuple[dict[str, float], float]] = {}
        self._supported: dict[Statement, int] = {}
        self._named: dict[tuple[str, str], dict[str, float]] = {}
        self._scopes: dict[tuple[str, frozenset[str], bool], frozenset[str]] = {}

    def likeness(self, a: str, b: str) -> float:
        """The cosine of the words of two texts, rare ones counting for more."""
        (mine, one), (yours, two) = self._vector(a), self._vector(b)
        if len(mine) > len(yours):
            mine, yours = yours, mine
        dot = sum(weight * yours[gram] for gram, weight in mine.items() if gram in yours)
        return dot / (one * two) if one and two else 0.0

    def told(self, phrase: str, text: str) -> float:
        """How much of a phrase a text has, by the weight of its words, from 0 to 1."""
        mine, yours = self._vector(phrase)[0], self._vector(text)[0]
        whole = sum(mine.values())
        return sum(weight for gram, weight in mine.items() if gram in yours) / whole if whole else 0.0

    def supported(self, s: Statement) -> int:
        """How many other documents state a figure, whatever they call it."""
        if s not in self._supported:
            least = min(verdicts.length(s), verdicts.TELLING)
            self._supported[s] = len({
                t.voice for t in self.places[s.family, s.where.key]
                if t.voice != s.voice and verdicts.length(t) >= least and verdicts.verdict(s, t) == "consistent"
            })
        return self._supported[s]

    def states(self, voice: str, s: Statement, apart: Statement) -> bool:
        """Whether a document states a figure too, apart from the one that is held against it."""
        least = min(verdicts.length(s), verdicts.TELLING)
        alike = (t for t in self.places[s.family, s.where.key] if t.voice == voice and t is not apart)
        return any(verdicts.length(t) >= least and verdicts.verdict(s, t) == "consistent" for t in alike)

    def several(self, s: Statement) -> int:
        """How many figures a document has in the unit of one, of its place."""
        return self._counts[s.voice, s.family, s.where.key]

    def beside(self, a: Statement, b: Statement) -> bool:
        """Whether one more figure stands beside both."""
        near, far = self._neighbours(a), self._neighbours(b)
        return any(s.family == t.family and verdicts.verdict(s, t) == "consistent" for s in near for t in far)

    def scope(self, s: Statement) -> frozenset[str]:
        """All that narrows a name."""
        key = (s.name, s.narrowed, s.known)
        if key not in self._scopes:
            self._scopes[key] = scope(s, self.words)
        return self._scopes[key]

    def names(self, a: Statement, b: Statement) -> Mapping[str, float]:
        """The features of two names, each pair of them looked at once."""
        key = (a.phrase, b.phrase) if a.phrase <= b.phrase else (b.phrase, a.phrase)
        if key not in self._named:
            found = features(*key, self.words)
            self._named[key] = {**found, "alignment": probability(found)}
        return self._named[key]

    def _vector(self, text: str) -> tuple[dict[str, float], float]:
        if text not in self._vectors:
            words = _UNSAID.sub("", text)
            vector = {gram: self.rare.get(gram, self.rare[""]) for gram in dict.fromkeys(_grams(words))}
            self._vectors[text] = vector, sqrt(sum(weight * weight for weight in vector.values()))
        return self._vectors[text]

    def _neighbours(self, s: Statement) -> list[Statement]:
        """Figures of some length that stand in the same sentence, near another; of the same group, longer ones."""
        return [
            t for t in self.documents[s.voice]
            if t is not s and t.fact.sentence == s.fact.sentence and abs(t.fact.start - s.fact.start) <= REACH
            and verdicts.length(t) >= (LONG if t.figure is s.twin else verdicts.TELLING)
        ]


def _grams(text: str) -> Iterable[str]:
    yield from text
    yield from (text[i : i + 2] for i in range(len(text) - 1))


def _rarity(texts: Iterable[str]) -> dict[str, float]:
    """The inverse document frequency of characters and pairs of them; under the empty one, that of unseen ones."""
    counts = Counter(gram for text in texts for gram in set(_grams(text)))
    whole = max(1, max(counts.values(), default=1))
    return {"": log(1 + whole), **{gram: log(1 + whole / n) for gram, n in counts.items()}}


def meaning(a: Statement, b: Statement, known: Collection) -> dict[str, float]:
    """The features of a pair that no figure is looked at for, the same whichever stands first."""
    words = known.words
    names = known.names(a, b)
    a_sentence, b_sentence = _UNSAID.sub("", a.fact.sentence), _UNSAID.sub("", b.fact.sentence)
    told = sorted((known.told(a.phrase, b_sentence), known.told(b.phrase, a_sentence)))
    stages = [s.stage for s in (a, b) if s.stage is not None]
    return {name: round(float(value), 4) for name, value in {
        "same_name": a.name == b.name != "",
        "nameless": (not a.name) + (not b.name),
        "known": a.known + b.known,
        "known_apart": a.known and b.known and a.name != b.name,
        "gained": a.name != b.name and (words.happening.get(a.name) == b.name or words.happening.get(b.name) == a.name),
        "loosely_named": a.loosely_named + b.loosely_named,
        "name_cosine": cosine(grams(a.phrase), grams(b.phrase)),
        "name_likeness": known.likeness(a.phrase, b.phrase),
        "around_likeness": known.likeness(a.around, b.around),
        "sentence_likeness": known.likeness(a_sentence, b_sentence),
        "told_less": told[0],
        "told_more": told[1],
        "alignment": names["alignment"],
        "contained": contained(*sorted((a.phrase, b.phrase), key=len)),
        "same_head": names["same_head"],
        "left_over": names["left_over"],
        "exchanged": names["exchanged"],
        "contrast": names["contrast"],
        "apart": apart(a, b, words),
        "narrowed": min(3, len(a.narrowed ^ b.narrowed)),
        "narrower": narrower(a, b, known) + narrower(b, a, known),
        "other_role": a.role != b.role,
        "change": (a.role in LEVEL and a.role != "level") + (b.role in LEVEL and b.role != "level"),
        "other_mode": a.mode != b.mode,
        "sum_and_year": {a.mode, b.mode} == {"until", "within"},
        "other_part": a.part != b.part,
        "other_left": a.left != b.left,
        "same_stage": len(stages) == 2 and stages[0] == stages[1],
        "other_stage": len(set(stages)) == 2,
        "coming": a.coming != b.coming,
        "other_base": a.extra != b.extra,
        "unplaced": not a.where.key or not b.where.key,
        "same_time": a.when.key == b.when.key,
        "undated": (not a.when.key) + (not b.when.key),
        "other_season": bool(a.when.key and b.when.key) and season(a) != season(b),
        "yearless": any(not s.when.key[:4].isdigit() and not s.document.date for s in (a, b)),
        "unsure_time": (not a.when.sure) + (not b.when.sure),
        "open": a.open + b.open,
        "other_fresh": a.fresh != b.fresh,
        "stock": a.stock + b.stock,
        "steady": a.steady or b.steady,
        "unsure": (not a.sure) + (not b.sure),
        "inexact": (not a.exact) + (not b.exact),
        "other_unit": a.family == THINGS and a.fact.unit != b.fact.unit,
        "other_share": bool(a.fact.of) != bool(b.fact.of),
        "people": a.family in ("persons", "households"),
        "money": a.family == "元",
        "ratio": a.family in ("%", "point"),
        "few": 1 / max(known.several(a), known.several(b), 1),
    }.items()}


def figures(a: Statement, b: Statement, known: Collection) -> dict[str, float]:
    """The features of a pair that lie in the figures, for two that cannot both be true of one thing."""
    verdict = verdicts.verdict(a, b)
    one, two = (_size(s) for s in (a, b))
    support = sorted((known.supported(a), known.supported(b)))
    return {name: round(float(value), 4) for name, value in {
        "slip": verdict in verdicts.SLIPS,
        "power_of_ten": verdict == "unit_slip",
        "digits": min(verdicts.length(a), verdicts.length(b)),
        "distance": abs(one - two),
        "swapped": digits(a) == digits(b),
        "beside": known.beside(a, b),
        "twins": verdicts.twins(a, b, LONG),
        "states": known.states(b.voice, a, b) + known.states(a.voice, b, a),
        "echoed": a.fact.value == b.fact.value and verdicts.telling(a, b),
        "supported": min(2, support[1]),
        "both_supported": min(2, support[0]),
    }.items()}


def season(s: Statement) -> str:
    """The part of a year that a time names: half a year, a quarter, up to a month; empty for a whole one."""
    begun, _, told = s.when.key.partition("~")
    return told or (begun if begun[4:5] == "-" and begun[4:] != "-12-31" else "")


def narrower(a: Statement, b: Statement, known: Collection) -> bool:
    """Whether a word narrows one name that nothing in the other one's sentence tells."""
    if not b.name or (a.known and a.loosely_named):
        return False
    told, more = b.fact.sentence, known.scope(a) - known.scope(b)
    return any(word not in told and not (word == POOR and POOR[0] in told) for word in more)


def digits(s: Statement) -> list[str]:
    """The digits of a figure, without their order and without zeros."""
    return sorted(str(s.fact.value).replace(".", "").strip("0"))


def _size(s: Statement) -> float:
    """The order of magnitude of a figure, the middle of a range."""
    low, high = s.figure.value if s.figure.value is not None else s.figure.low, s.figure.value or s.figure.high
    middle = abs(float(((low or 0) + (high or 0)) / 2))
    return log10(middle) if middle else 0.0
