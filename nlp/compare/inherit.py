"""The figures that a document states in earnest, each completed by what its sentence told before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from nlp.compare import headless, located, renaming
from nlp.compare.before import Before
from nlp.compare.clauses import Clause, clauses
from nlp.compare.words import Words
from nlp.model import Fact, Role

RULES: tuple[Callable[[Fact, Before], Fact], ...] = (
    located.subject, renaming.widened, renaming.narrowed, renaming.added, renaming.joined, renaming.grown,
    headless.rest, headless.twin, headless.sibling, renaming.halved, renaming.cut, headless.funded, renaming.done,
    headless.belonging, headless.total, headless.doing, located.part, headless.headless,
)
"""In the order in which they apply: each leaves a figure alone that is named well."""
UNCOUNTED = ("date", "period", "rank", "ratio")
_ABOUT = ("metric", "metric_text", "role", "direction", "of", "place", "place_code", "time", "time_text", "rules")


def completed(facts: Iterable[Fact], words: Words) -> Iterator[tuple[Fact, Clause]]:
    """The figures of a document that are stated in earnest, in reading order, each with what it inherits.

    Figures that the document takes back (“8452户”应为8425户, 16.5%系录入错误) state nothing.
    """
    withdrawn: tuple[Fact, Clause] | None = None
    before: Before | None = None
    ordered = sorted(facts, key=lambda f: (f.start, f.end, f.kind))
    listed = {f.start: f for f in ordered if "listed" in f.rules}
    sentence = ""
    for fact, clause in clauses(ordered, words):
        if fact.kind in UNCOUNTED:
            continue
        if before is None or fact.sentence != sentence:
            sentence, before = fact.sentence, Before(words, clause)
        before.clause, before.listed = clause, listed.get(fact.end + 1) or listed.get(fact.end)
        if fact.kind == "money" and not fact.of and fact.role in ("level", "target"):
            purpose = words.purpose.search(clause.words)
            before.fund = "" if purpose else before.fund or headless.fund(fact, before)
        if clause.replaced:
            withdrawn = fact, clause
            continue
        if clause.corrects:
            fact, clause = _corrected(fact, clause, withdrawn, words)
            before.clause = clause
        for rule in RULES:
            fact = rule(fact, before)
        before.name, before.last = before.phrase(fact), fact
        things = fact.kind == "count" and fact.unit != "人" and not fact.of  # not 普通高中4236人, nor 其中幼儿园48所
        if things and words.institution.search(before.name):
            before.owner = before.name
        if fact.metric in words.groups:
            before.group = fact.metric or ""
        yield fact, clause


def _corrected(
    fact: Fact, clause: Clause, withdrawn: tuple[Fact, Clause] | None, words: Words
) -> tuple[Fact, Clause]:
    """A figure behind 应为 with the indicator that the words before tell, or all that the replaced figure was about."""
    if fact.kind == "percent" and fact.metric and words.growing.search(words.corrected(clause.before)):
        growth: Role = "growth"
        return structs.replace(fact, role=growth, direction=fact.direction or "up"), clause
    if fact.metric and fact.metric not in words.generic:
        return fact, clause
    phrase = words.phrase(fact.metric_text, fact.place)
    row = words.indicators.at_end(phrase, words.lexicon.units.get(fact.unit or ""))
    if row and row.indicator not in words.generic:
        return structs.replace(fact, metric=row.indicator, metric_text=phrase), clause
    if withdrawn is not None and withdrawn[0].sentence != fact.sentence:
        withdrawn = None
    same = withdrawn is not None and (withdrawn[0].dimension, withdrawn[0].kind) == (fact.dimension, fact.kind)
    if withdrawn is None or not same or (not withdrawn[0].metric and withdrawn[0].unit != fact.unit):
        return _spoken_of(fact, clause, words), clause
    if withdrawn is None or not same:
        return fact, clause
    source, context = withdrawn
    about = {name: getattr(source, name) for name in _ABOUT}
    return structs.replace(fact, **about), context._replace(corrects=True, replaced=False)


def _spoken_of(fact: Fact, clause: Clause, words: Words) -> Fact:
    """A figure with the indicator that its sentence speaks of: 地区生产总值的计量单位有误，正确数据为642731万元."""
    row = words.indicators.last(clause.before, words.lexicon.units.get(fact.unit or ""))
    told = words.corrected(clause.before)
    if row is None or row.indicator in words.generic:
        return structs.replace(fact, metric=None, metric_text=told) if told else fact
    about = {"metric": row.indicator, "metric_text": row.indicator}
    return structs.replace(fact, **about)
