"""Names that a figure leaves to those before it: of whom it is the rest, of which crop the yield, of which school the
pupils."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from msgspec import structs

from nlp.compare.before import Before
from nlp.model import Fact

CARRIED_OUT = "实施"  # whichever verb a document has: what a year carries out, not what is there at its end
_PAUSES = "，。；："
_LEAD = regex.compile(r"(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)?(?P<lead>[^，。；：\d]{2,10}?)数?：")
_NUMBER = regex.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?|[：:。]$")


def rest(fact: Fact, before: Before) -> Fact:
    """剩余333户 after a group of the same sentence is what remains of that group."""
    bare = not fact.metric and before.words.rest.fullmatch(before.phrase(fact))
    row = before.row(before.group, fact) if bare else None
    left = before.words.left_of.get(row.indicator) if row else None
    return fact if left is None else structs.replace(fact, metric=left, metric_text=left)


def twin(fact: Fact, before: Before) -> Fact:
    """1263户 of 1263户、4351人监测对象 is of the same group as the persons, under its name for households."""
    other = before.listed
    if fact.metric or other is None or not other.metric or other.kind != fact.kind or "noun:next" not in fact.rules:
        return fact
    row = before.words.lexicon.indicators.get(other.metric)
    phrase = before.phrase(other)
    names = (row.indicator, *row.synonyms) if row else ()
    name = max((n for n in names if phrase.startswith(n)), key=len, default="")
    found = before.row(name, fact)
    if found is None or found.indicator == other.metric:
        return fact
    rules = [rule for rule in fact.rules if rule != "noun:next"]
    return structs.replace(fact, metric=found.indicator, metric_text=name, rules=rules)


def sibling(fact: Fact, before: Before) -> Fact:
    """2516人 of 脱贫户684户2516人无一返贫 is of the same group as the households, whatever is said of it behind."""
    if fact.metric or before.last is None or not before.last.metric or not before.continues(fact):
        return fact
    row = before.row(before.phrase(before.last), fact)
    about = {"metric_text": before.last.metric_text, "of": before.last.of}
    return structs.replace(fact, metric=row.indicator, **about) if row else fact


def fund(fact: Fact, before: Before) -> str:
    """The name of the fund that an amount is of, where the lexicon has it and nothing narrows it (第一批)."""
    words, metric = before.words, fact.metric or ""
    known = metric and metric not in words.generic
    return metric if known and not words.modifiers(before.phrase(fact)) - words.modifiers(metric) else ""


def funded(fact: Fact, before: Before) -> Fact:
    """实施项目203个 behind an amount of 衔接资金 are its projects; with no fund told, every office has its own."""
    if fact.metric or fact.kind != "count" or not before.words.project(before.phrase(fact)):
        return fact
    return structs.replace(fact, metric_text=f"{CARRIED_OUT}{before.fund}项目" if before.fund else "项目")


def belonging(fact: Fact, before: Before) -> Fact:
    """在校生2.64万人 behind 小学42所 are those of the primary schools."""
    phrase = before.phrase(fact)
    if fact.kind != "count" or not before.owner or not before.words.belonging.fullmatch(phrase):
        return fact
    row = before.row(before.owner + phrase, fact)
    return structs.replace(fact, metric=row.indicator if row else fact.metric, metric_text=before.owner + phrase)


def total(fact: Fact, before: Before) -> Fact:
    """总额达3642万元 is the whole of what was named right before."""
    last, text = before.last, fact.metric_text or ""
    if last is None or last.unit != fact.unit or not last.metric_text:
        return fact
    same = text.startswith("总") and len(text) == 3 and last.metric_text.endswith(text[1:])
    if text not in before.words.totals and not same:
        return fact
    return structs.replace(fact, metric=last.metric, metric_text=last.metric_text)


def doing(fact: Fact, before: Before) -> Fact:
    """新放867万元 tells what was done, not with what: the name before in its clause does, or else the one of the figure
    before it in the same unit (小额信贷余额2.4亿元，当年新放1.63亿元)."""
    if fact.metric or before.words.names(before.phrase(fact)) or fact.kind not in ("money", "measure"):
        return fact
    text, unit, last = before.clause.before, before.unit(fact), before.last
    row = before.words.indicators.inside(text[max(map(text.rfind, _PAUSES)) + 1 :], unit)
    if row is None and last is not None and last.unit == fact.unit:
        if not last.metric:
            return structs.replace(fact, metric_text=before.words.outstanding.sub("", last.metric_text or ""))
        row = next((r for r in before.words.flows(last.metric) if unit is None or unit.unit in r.units), None)
    return structs.replace(fact, metric=row.indicator, metric_text=row.indicator) if row else fact


def headless(fact: Fact, before: Before) -> Fact:
    """总产量 behind 粮食播种面积 is of the same crop: one that the lexicon knows, else the one whose area was told."""
    words, metric = before.words, fact.metric or ""
    phrase = words.plain(before.phrase(fact))
    bare = fact.kind != "count" and metric == phrase and phrase in words.bare  # of no crop: 种植面积
    known = bool(metric) and metric not in words.generic and not bare
    short = known and fact.kind != "count" and metric != phrase and metric.endswith(phrase)  # 播种面积 of 农作物
    if (known and not short) or not phrase or phrase in before.name:
        return fact
    names, unit = _names(fact, before), before.unit(fact)
    for name in (*names, *_topics(before)):
        for size in range(len(name), 1, -1):
            rows = words.indicators.names.get(name[:size] + phrase, ())
            if row := next((row for row in rows if unit and unit.unit in row.units), None):
                return structs.replace(fact, metric=row.indicator, metric_text=name[:size] + phrase)
    stems = [stem for name in names if (stem := words.stem(name) or (name if name in words.stems else ""))]
    if short or not stems or not words.headless(phrase):
        return fact
    whole = phrase if words.plain(fact.metric_text or "") == phrase else fact.metric_text or ""  # 综合产值 is more
    return structs.replace(fact, metric_text=max(stems, key=words.stems.__getitem__) + whole)


def _names(fact: Fact, before: Before) -> Sequence[str]:
    """What may name a bare measure: the figure before by all its names, the sentence's lead, the section's title."""
    words, last = before.words, before.last
    row = words.lexicon.indicators.get(last.metric or "") if last is not None else None
    narrower = row is not None and (
        words.residue(before.name, row) or words.modifiers(before.name) - words.modifiers(row.indicator)
    )
    known = (row.indicator, *row.synonyms) if row is not None and not narrower else ()  # 鲜食玉米 is not all 玉米
    title = words.heading.sub("", _NUMBER.sub("", fact.section or "")) if not before.name else ""
    return [name for name in (before.name, *known, lead(fact), title) if name]


def _topics(before: Before) -> Sequence[str]:
    """The crops that a sentence names before its first figure, the last one first: 粮食喜获丰收，总产量16.4万吨."""
    text = before.clause.before if before.last is None else ""
    found = [stem for stem in before.words.stems if stem in text] if text else []
    return sorted(found, key=lambda stem: (-text.rfind(stem), -len(stem)))


def lead(fact: Fact) -> str:
    """What stands before the colon that a sentence opens with: 茶叶：种植面积8.6万亩."""
    found = _LEAD.match(fact.sentence)
    return found["lead"] if found else ""
