"""Figures held against what their neighbours make (`nlp.checks.relations`), where no other rule has settled them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.checks.reading import Reading
from nlp.checks.relations import Group, Relation, possible
from nlp.checks.result import FITS, Comparison, Located, compare, figures
from nlp.checks.slips import slip


def neighbours(reading: Reading, found: Sequence[Located]) -> Iterator[Located]:
    """Findings on what the rules before have left: slips, and what fails a relation that is surely meant."""
    alarms = [item for item in found if item.finding.severity == "error"]
    wrong = {fact for item in alarms for fact in item.finding.facts}
    told = [set(item.finding.facts) for item in found if item.finding.verdict != "compatible"]
    settled = {item.finding.facts[0] for item in found if item.finding.facts and item.finding.verdict != "compatible"}
    for paragraph in reading.paragraphs:
        for group in possible(reading, paragraph):
            judged = _judged(group)
            if judged is None:
                continue
            relation, item = judged
            facts = [m.fact.id for m in (item.stated, *item.others)]
            if facts[0] in settled or any(known >= set(facts) for known in told):
                continue  # the same figures in another order, perhaps
            if not group.sure and not wrong.isdisjoint(facts):
                continue
            settled.add(facts[0])
            if item.verdict not in FITS:
                wrong.update(facts)
            yield figures(reading, relation.rule, item, relation.zh, relation.en)


def _judged(group: Group) -> tuple[Relation, Comparison] | None:
    """What to tell of a group: what fits, where it is sure; else the one slip among its relations, or a conflict."""
    judged = [(relation, compare(relation.stated, relation.others, relation.expected)) for relation in group.relations]
    fitting = [pair for pair in judged if pair[1].verdict in FITS or pair[1].verdict == "truncated"]
    if fitting or not judged:
        return fitting[0] if fitting and group.sure and fitting[0][1].verdict == "consistent" else None
    slipped = [(r, item._replace(verdict=verdict)) for r, item in judged if (verdict := slip(r))]
    if len({(item.stated.start, r.nominal) for r, item in slipped}) == 1:
        return slipped[0]
    loose = any(m.figure.loose for m in (*judged[0][1].others, judged[0][1].stated))
    return judged[0] if group.sure and not loose else None
