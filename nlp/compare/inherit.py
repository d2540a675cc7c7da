"""What a figure leaves to the words before it: what it corrects, of whom it is the rest, which crop 总产量 is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex
from msgspec import structs

from nlp.compare.clauses import Clause, clauses
from nlp.compare.scope import PLACED, people
from nlp.compare.words import Words
from nlp.model import Fact

CARRIED_OUT = "实施"  # whichever verb a document has: what a year carries out, not what is there at its end
NEW = frozenset({"cue:新增"})
_PLACE = regex.compile(r"[\u4e00-\u9fff]{1,4}[镇乡村]")
_LEAD = regex.compile(r"(?P<lead>[^，。；：\d]{2,10})：")
_NUMBERED = regex.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?|[：:。]$|(?:生产|产业|种植业?|养殖业?|发展|情况)+$")
_LOW = "镇乡村"  # the later, the lower
_OPENING = regex.compile(r"(?:^|[，。；：])(?P<name>[\u4e00-\u9fff]{2,3}?[镇乡村])(?![等、和与至到及的里民级委上庄])[^，。；：]*$")
UNCOUNTED = ("date", "period", "rank", "ratio")
_ABOUT = ("metric", "metric_text", "role", "direction", "of", "place", "place_code", "time", "time_text", "rules")


def completed(facts: Iterable[Fact], words: Words) -> Iterator[tuple[Fact, Clause]]:
    """The figures of a document that are stated in earnest, in reading order, each with what it inherits.

    Figures that the document takes back (“8452户”应为8425户, 16.5%系录入错误) state nothing.
    """
    withdrawn: tuple[Fact, Clause] | None = None
    sentence, group, before, money, owner = "", "", "", "", ""
    last: Fact | None = None
    ordered = sorted(facts, key=lambda f: (f.start, f.end, f.kind))
    after = {f.start - 1: f for f in ordered if "listed" in f.rules}
    for fact, clause in clauses(ordered, words):
        if fact.kind in UNCOUNTED:
            continue
        if fact.sentence != sentence:
            sentence, group, before, money, owner, last = fact.sentence, "", "", "", "", None
        if fact.kind == "money" and not fact.of and fact.role in ("level", "target"):
            money = "" if words.purpose.search(clause.words) else money or _fund(fact, words)
        if clause.replaced:
            withdrawn = fact, clause
            continue
        if clause.corrects:
            fact, clause = _corrected(fact, clause, withdrawn, words)
        fact = _widened(_subject(fact, clause, words), clause, words)
        fact = _rest(_added(fact, words), group, words)
        other = after.get(fact.end) or after.get(fact.end - 1)
        fact = _twin(fact, other, words)
        fact = _sibling(fact, last, words)
        fact = _half(fact, other, last, clause, words)
        fact = _cut(fact, words)
        fact = _funded(fact, money, words)
        fact = _done(fact, words)
        fact = _belonging(fact, owner, words)
        fact = _total(fact, last, words)
        fact = _doing(fact, clause, last, words)
        fact = _placed(fact, clause, other, last, words)
        fact = _headless(fact, [*_names(last, before, words), *_leads(fact, before)], words)
        phrase = words.phrase(fact.metric_text, fact.place)
        if fact.kind == "count" and words.institution.search(phrase):
            owner = phrase
        if fact.metric in words.groups:
            group = fact.metric or ""
        before, last = phrase, fact
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


def _subject(fact: Fact, clause: Clause, words: Words) -> Fact:
    """A figure of the town or village that its clause begins with, where the record has the place of the document."""
    found = _OPENING.search(clause.before)
    if found is None or _LOW.find((fact.place or "\0")[-1:]) >= _LOW.find(found["name"][-1]) or words.nameless.fullmatch(found["name"][:-1]):
        return fact
    return structs.replace(fact, place=found["name"], place_code=None)


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
    for size in (3, 2, 1):
        if (cut := words.narrowing.match(before[-size:] + name)) and size < cut.end() < size + len(name):
            return structs.replace(fact, metric_text=before[-size:] + name)
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


def _sibling(fact: Fact, last: Fact | None, words: Words) -> Fact:
    """2516人 of 脱贫户684户2516人无一返贫 is of the same group as the households, whatever is said of it behind."""
    if fact.metric or last is None or not last.metric or "listed" not in fact.rules or fact.start - last.end > 1:
        return fact
    row = words.indicators.at_end(words.phrase(last.metric_text, last.place), words.lexicon.units.get(fact.unit or ""))
    return structs.replace(fact, metric=row.indicator, metric_text=last.metric_text, of=last.of) if row else fact


def _half(fact: Fact, other: Fact | None, last: Fact | None, clause: Clause, words: Words) -> Fact:
    """城乡居民收入分别为32648元、15836元: the first is of the towns, the second of the countryside."""
    name = fact.metric_text or ""
    word = next((word for word in words.joint if word in name), "")
    if not word or not words.each.search(clause.before):
        return fact
    if other is not None and other.metric_text == name and other.unit == fact.unit:
        half = words.joint[word][0]
    elif last is not None and "listed" in fact.rules and fact.start - last.end <= 1 and last.unit == fact.unit:
        half = words.joint[word][1]
    else:
        return fact
    name = name.replace(word, half)
    row = words.indicators.at_end(name, words.lexicon.units.get(fact.unit or ""))
    return structs.replace(fact, metric=row.indicator if row else None, metric_text=name)


def _cut(fact: Fact, words: Words) -> Fact:
    """52个帮扶车间吸纳就业1286人: the name ends where a verb begins that tells what those counted do."""
    unit, phrase = words.lexicon.units.get(fact.unit or ""), fact.metric_text or ""
    if "noun:right" not in fact.rules or words.indicators.at_end(phrase, unit):
        return fact
    name = words.indicators.first(phrase)
    row = words.indicators.at_end(name, unit) if name else None
    if row is None or not phrase.startswith(name) or not words.acting.match(phrase, len(name)):
        return fact
    return structs.replace(fact, metric=row.indicator, metric_text=name)


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


def _done(fact: Fact, words: Words) -> Fact:
    """小额信贷发放2.74亿元, 通组公路硬化263公里: the verb behind a name of money or of a length is no part of it."""
    phrase = words.phrase(fact.metric_text, fact.place)
    name = words.done.sub("", phrase)
    if fact.metric or fact.kind not in ("money", "measure") or name == phrase:
        return fact
    row = words.indicators.at_end(name, words.lexicon.units.get(fact.unit or ""))
    return structs.replace(fact, metric=row.indicator, metric_text=name) if row else fact


def _belonging(fact: Fact, owner: str, words: Words) -> Fact:
    """在校生2.64万人 behind 小学42所 are those of the primary schools."""
    phrase = words.phrase(fact.metric_text, fact.place)
    if fact.kind != "count" or not owner or not words.belonging.fullmatch(phrase):
        return fact
    return structs.replace(fact, metric_text=owner + phrase)


def _total(fact: Fact, last: Fact | None, words: Words) -> Fact:
    """总额达3642万元 is the whole of what was named right before."""
    if last is None or last.unit != fact.unit or not last.metric_text:
        return fact
    text = fact.metric_text or ""
    same = text.startswith("总") and len(text) == 3 and last.metric_text.endswith(text[1:])
    if text not in words.totals and not same:
        return fact
    return structs.replace(fact, metric=last.metric, metric_text=last.metric_text)


def _doing(fact: Fact, clause: Clause, last: Fact | None, words: Words) -> Fact:
    """新放867万元 tells what was done, not with what: the name before in its clause does, or else the one of the figure
    before it in the same unit (小额信贷余额2.4亿元，当年新放1.63亿元)."""
    phrase = words.phrase(fact.metric_text, fact.place)
    if fact.metric or words.names(phrase) or fact.kind not in ("money", "measure"):
        return fact
    unit = words.lexicon.units.get(fact.unit or "")
    stated = clause.before[max(map(clause.before.rfind, "，。；：")) + 1 :]
    row = words.indicators.inside(stated, unit)
    if row is not None:
        return structs.replace(fact, metric=row.indicator, metric_text=row.indicator)
    if last is None or last.unit != fact.unit:
        return fact
    if last.metric:
        row = next((r for r in words.flows(last.metric) if unit is None or unit.unit in r.units), None)
        return fact if row is None else structs.replace(fact, metric=row.indicator, metric_text=row.indicator)
    return structs.replace(fact, metric_text=words.stages_end.sub("", last.metric_text or ""))


def _placed(fact: Fact, clause: Clause, other: Fact | None, last: Fact | None, words: Words) -> Fact:
    """其中上坪村21.6万元 is of the whole that was named, in that village; 石桥镇36户 of what the list is led by;
    石板村现有412户 are all who live there."""
    phrase = fact.metric_text or ""
    if fact.metric or not _PLACE.fullmatch(phrase):
        return fact
    name = words.phrase(fact.of or _lead(fact))
    beside = clause.words.removeprefix(phrase).replace(last.text if last else "", "", 1)
    if not name and people(fact) and not (other and other.metric) and words.inhabited.fullmatch(beside):
        name = words.inhabitants.get(fact.dimension or "", "")
    if not name:
        return fact
    row = words.indicators.at_end(name, words.lexicon.units.get(fact.unit or ""))
    place = fact.place if (fact.place or "")[-1:] == phrase[-1:] else phrase
    about = {"metric": row.indicator if row else None, "metric_text": name, "place": place, "of": None}
    return structs.replace(fact, **about, rules=[*fact.rules, PLACED])


def _lead(fact: Fact) -> str:
    """What stands before the colon that a sentence opens with: 茶叶：种植面积8.6万亩."""
    found = _LEAD.match(fact.sentence)
    return found["lead"].removesuffix("数") if found else ""


def _leads(fact: Fact, before: str) -> list[str]:
    """What a sentence leaves to its lead, and the first of a section to the title."""
    title = _NUMBERED.sub("", fact.section or "") if not before else ""
    return [lead for lead in (_lead(fact), title) if lead]


def _names(last: Fact | None, before: str, words: Words) -> list[str]:
    """The phrase before a figure, and all the names of its indicator."""
    row = words.lexicon.indicators.get(last.metric or "") if last is not None else None
    if row is not None and (words.residue(before, row) or words.modifiers(before) - words.modifiers(row.indicator)):
        row = None  # 鲜食玉米种植面积: what follows is not of all 玉米
    return [name for name in (before, *((row.indicator, *row.synonyms) if row else ())) if name]


def _headless(fact: Fact, names: Sequence[str], words: Words) -> Fact:
    """总产量 behind 粮食播种面积 is of the same crop: one that the lexicon knows, else the one whose area was told."""
    phrase = words.phrase(fact.metric_text, fact.place)
    known = fact.metric and fact.metric not in words.generic
    cut = known and fact.kind != "count" and fact.metric != phrase and (fact.metric or "").endswith(phrase)  # 播种面积, of 农作物播种面积
    if (known and not cut) or not phrase or any(phrase in name for name in names[:1]):
        return fact
    unit = words.lexicon.units.get(fact.unit or "")
    for name in names:
        for size in range(len(name), 1, -1):
            rows = words.indicators.names.get(name[:size] + phrase, ())
            if row := next((row for row in rows if unit and unit.unit in row.units), None):
                return structs.replace(fact, metric=row.indicator, metric_text=name[:size] + phrase)
    bare = phrase if len(phrase) == len(fact.metric_text or "") else fact.metric_text or ""  # 综合产值 is more than 产值
    if cut or not words.headless(phrase):
        return fact
    stems = [stem for name in names if (stem := words.stem(name))]
    return structs.replace(fact, metric_text=max(stems, key=words.known_stems.count) + bare) if stems else fact
