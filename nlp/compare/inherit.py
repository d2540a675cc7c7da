"""What a figure leaves to the words before it: what it corrects, of whom it is the rest, which crop 总产量 is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from lexicons import Indicator
from nlp.compare.clauses import Clause, clauses
from nlp.compare.words import Words
from nlp.model import Fact

CARRIED_OUT = "实施"  # whichever verb a document has: what a year carries out, not what is there at its end
NEW = frozenset({"cue:新增"})
UNCOUNTED = ("date", "period", "rank", "ratio")
_ABOUT = ("metric", "metric_text", "role", "direction", "of", "place", "place_code", "time", "time_text", "rules")


def completed(facts: Iterable[Fact], words: Words) -> Iterator[tuple[Fact, Clause]]:
    """The figures of a document that are stated in earnest, in reading order, each with what it inherits.

    Figures that the document takes back (“8452户”应为8425户, 16.5%系录入错误) state nothing.
    """
    withdrawn: tuple[Fact, Clause] | None = None
    sentence, group, before, money = "", "", "", ""
    ordered = sorted(facts, key=lambda f: (f.start, f.end, f.kind))
    after = {f.start - 1: f for f in ordered if "listed" in f.rules}
    for fact, clause in clauses(ordered, words):
        if fact.kind in UNCOUNTED:
            continue
        if fact.sentence != sentence:
            sentence, group, before, money = fact.sentence, "", "", ""
        if fact.kind == "money" and not fact.of and fact.role in ("level", "target"):
            money = "" if words.purpose.search(clause.words) else money or _fund(fact, words)
        if clause.replaced:
            withdrawn = fact, clause
            continue
        if clause.corrects:
            fact, clause = _corrected(fact, clause, withdrawn, words)
        fact = _widened(fact, clause, words)
        fact = _rest(_added(fact, words), group, words)
        fact = _twin(fact, after.get(fact.end), words)
        fact = _funded(fact, money, words)
        fact = _headless(fact, before, words)
        phrase = words.phrase(fact.metric_text, fact.place)
        if fact.metric in words.groups:
            group = fact.metric or ""
        before = phrase
        yield fact, clause


def _corrected(
    fact: Fact, clause: Clause, withdrawn: tuple[Fact, Clause] | None, words: Words
) -> tuple[Fact, Clause]:
    """A figure behind 应为 with the indicator that the words before tell, or all that the replaced figure was about."""
    if fact.metric:
        return fact, clause
    phrase = words.phrase(fact.metric_text, fact.place)
    row = words.indicators.at_end(phrase, words.lexicon.units.get(fact.unit or ""))
    if row:
        return structs.replace(fact, metric=row.indicator, metric_text=phrase), clause
    if withdrawn is None or withdrawn[0].unit != fact.unit or withdrawn[0].kind != fact.kind:
        return fact, clause
    source, context = withdrawn
    about = {name: getattr(source, name) for name in _ABOUT}
    return structs.replace(fact, **about), context._replace(corrects=True, replaced=False)


def _widened(fact: Fact, clause: Clause, words: Words) -> Fact:
    """A name with what stands right before it in its clause: words that make it one of the lexicon, else narrowing ones
    that the record has cut off (职工 of 职工医疗保险, 未消除 of 未消除风险)."""
    name = fact.metric_text or ""
    at = clause.before.rfind(name) if name else -1
    if at <= 0:
        return fact
    before = clause.before[:at]
    for size in (3, 2, 1) if not fact.metric else ():
        if before[-size:] + name in words.indicators.names:
            row = words.indicators.at_end(before[-size:] + name, words.lexicon.units.get(fact.unit or ""))
            if row is not None:
                return structs.replace(fact, metric=row.indicator, metric_text=before[-size:] + name)
    found = words.narrowed.search(before)
    return structs.replace(fact, metric_text=found[0] + name) if found else fact


def _added(fact: Fact, words: Words) -> Fact:
    """新增扶贫小额信贷1.63亿元: what flows is all new, so that this is the year's figure and no change of it."""
    row = words.lexicon.indicators.get(fact.metric or "")
    if fact.role != "change" or row is None or row.nature != "flow" or not NEW & set(fact.rules):
        return fact
    return structs.replace(fact, role="level", direction=None)


def _rest(fact: Fact, group: str, words: Words) -> Fact:
    """剩余333户 after a group of the same sentence is what remains of that group."""
    bare = not fact.metric and words.rest.fullmatch(words.phrase(fact.metric_text, fact.place))
    row = words.indicators.at_end(group, words.lexicon.units.get(fact.unit or "")) if bare else None
    left = words.left_of.get(row.indicator) if row else None
    return fact if left is None else structs.replace(fact, metric=left, metric_text=left)


def _twin(fact: Fact, other: Fact | None, words: Words) -> Fact:
    """1263户 of 1263户、4351人监测对象 is of the same group as the persons, under its name for households."""
    if fact.metric or other is None or not other.metric or other.kind != fact.kind or "noun:next" not in fact.rules:
        return fact
    row = words.lexicon.indicators.get(other.metric)
    phrase = words.phrase(other.metric_text, other.place)
    names = (row.indicator, *row.synonyms) if row else ()
    name = max((n for n in names if phrase.startswith(n)), key=len, default="")
    found = words.indicators.at_end(name, words.lexicon.units.get(fact.unit or "")) if name else None
    if found is None or found.indicator == other.metric:
        return fact
    rules = [rule for rule in fact.rules if rule != "noun:next"]
    return structs.replace(fact, metric=found.indicator, metric_text=name, rules=rules)


def _fund(fact: Fact, words: Words) -> str:
    """The name of the fund that an amount is of, where the lexicon has it and nothing narrows it (第一批)."""
    phrase = words.phrase(fact.metric_text, fact.place)
    known = fact.metric and fact.metric not in words.generic
    return fact.metric or "" if known and not words.modifiers(phrase) - words.modifiers(fact.metric or "") else ""


def _funded(fact: Fact, money: str, words: Words) -> Fact:
    """实施项目203个 behind an amount of 衔接资金 are its projects; with no fund told, every office has its own."""
    if fact.metric or fact.kind != "count" or not words.project(words.phrase(fact.metric_text, fact.place)):
        return fact
    return structs.replace(fact, metric_text=f"{CARRIED_OUT}{money}项目" if money else "项目")


def _headless(fact: Fact, before: str, words: Words) -> Fact:
    """总产量 behind 粮食播种面积 is of the same crop, if the lexicon knows such an indicator."""
    phrase = words.phrase(fact.metric_text, fact.place)
    if (fact.metric and fact.metric not in words.generic) or not phrase or phrase in before:
        return fact
    unit = words.lexicon.units.get(fact.unit or "")
    for size in range(len(before), 1, -1):
        row: Indicator | None = next(
            (row for row in words.indicators.names.get(before[:size] + phrase, ()) if unit and unit.unit in row.units),
            None,
        )
        if row is not None:
            return structs.replace(fact, metric=row.indicator, metric_text=before[:size] + phrase)
    return fact
