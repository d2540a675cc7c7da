"""The contradictions that are told: those within groups that the judge does not doubt, and those it sees beyond them.

Groups rest on what is told in so many words: indicator, scope, part, sum, stage of money. Two documents may name one
thing so differently that no group brings them together, and then the judge does; and where words are the same by
chance, it keeps apart what a group has thrown together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nlp.compare import verdicts
from nlp.compare.align import Alignment
from nlp.compare.evidence import LONG
from nlp.compare.judging import Judged, Pair, judged
from nlp.compare.settle import Outcome
from nlp.compare.statement import Statement
from nlp.compare.words import Words
from nlp.model import Severity

TOLD, DOUBTED, SURE = 0.6, 0.05, 0.9
"""Probability from which two figures are told to contradict; below which a group's are not; from which it is sure."""


def contradictions(every: Sequence[Statement], outcomes: Iterable[Outcome], words: Words) -> Iterator[Outcome]:
    """The outcomes of the groups with their contradictions judged, then those that no group has."""
    known = judged(every, words)
    found: dict[Pair, Judged] = {}
    told: set[Pair] = set()
    right: set[Statement] = set()
    wrong: set[Statement] = set()
    for outcome in outcomes:
        if outcome.verdict in verdicts.WRONG:
            least = 0.0 if outcome.basis == "correction" else DOUBTED
            others = [s for s in outcome.others if _probability(known, outcome.stated, s) >= least]
            told |= {_pair(outcome.stated, s) for s in others}
            wrong |= {outcome.stated} if others else set()
            apart = outcome._replace(verdict="not_comparable", severity="info")
            yield outcome._replace(others=others) if others else apart
        elif outcome.verdict in verdicts.FITS:
            right |= {outcome.stated, *outcome.others}
            yield outcome
        else:
            held = [s for s in outcome.others if not TOLD <= _probability(known, outcome.stated, s) < 1]
            if held:
                yield outcome._replace(others=held)
    for pair, judgement in known.items():
        # 因病致贫, 因残致贫: words that tell two things apart need more to speak for one.
        least = SURE if words.contrast(pair.a.phrase, pair.b.phrase) else TOLD
        if judgement.probability >= least and pair not in told:
            found[pair] = judgement
    yield from _outcomes(found, right, wrong)


def _pair(a: Statement, b: Statement) -> Pair:
    return Pair(a, b) if a.key < b.key else Pair(b, a)


def _probability(known: Mapping[Pair, Judged], a: Statement, b: Statement) -> float:
    """How sure a pair is; one that is no candidate is left to its group."""
    judgement = known.get(_pair(a, b))
    return judgement.probability if judgement is not None else 1.0


def _outcomes(found: Mapping[Pair, Judged], right: set[Statement], wrong: set[Statement]) -> Iterator[Outcome]:
    """One outcome for each figure and each other that it departs from.

    What most pairs speak against, and no agreement for, is stated first.
    """
    against: defaultdict[Statement, int] = defaultdict(int)
    for a, b in found:
        against[a] += 1
        against[b] += 1
    gathered: defaultdict[Statement, list[list[tuple[Statement, Judged]]]] = defaultdict(list)
    for pair in sorted(found, key=lambda p: (p.a.key, p.b.key)):
        stated, other = sorted(pair, key=lambda s: (s not in wrong, s in right, -against[s], s.key))
        alike = (group for group in gathered[stated] if verdicts.verdict(group[0][0], other) == "consistent")
        home = next(alike, None)
        if home is None:
            gathered[stated].append(home := [])
        home.append((other, found[pair]))
    for stated, members in ((stated, group) for stated, groups in gathered.items() for group in groups):
        others = [s for s, _ in members]
        weakest = min((judgement for _, judgement in members), key=lambda judgement: judgement.probability)
        severity: Severity = "error" if all(_sure(stated, s, judgement) for s, judgement in members) else "warning"
        basis = "majority" if len({s.voice for s in others}) > 1 else "pair"
        alignment = Alignment(weakest.probability, weakest.explain())
        yield Outcome(stated, others, verdicts.verdict(stated, others[0]), severity, alignment, basis)


def _sure(a: Statement, b: Statement, judgement: Judged) -> bool:
    """Whether both are surely of one indicator, one group and one time, and nothing of either is inferred."""
    one = a.narrowed == b.narrowed or verdicts.twins(a, b, LONG)
    told = bool(a.name) and a.name == b.name and one and all(s.sure and s.when.sure for s in (a, b))
    return judgement.probability >= SURE and told
