"""Names put right by the words of their own clause: what a record cut off, what it took in too much."""

from __future__ import annotations

import regex
from msgspec import structs

from nlp.compare.before import Before
from nlp.compare.wordlists import NEWCOMERS
from nlp.model import Fact, Role

NEW = "cue:新增"
COMPARED = "同比|比|较|净"
PAUSES = "，。；：、"
BEHIND = frozenset({"noun:right", "clause:right"})  # 14218名学生: not the 学生 that was told before
REACH = (3, 2, 1)  # characters that a record may have cut off a name


def widened(fact: Fact, before: Before) -> Fact:
    """A name with what stands right before it in its clause: words that make it one of the lexicon, else narrowing ones
    that the record has cut off (职工 of 职工医疗保险, 未消除 of 未消除风险)."""
    name = fact.metric_text or ""
    at = before.clause.before.rfind(name) if name else -1
    if at <= 0 or not BEHIND.isdisjoint(fact.rules):
        return fact
    text = before.clause.before[:at]
    for longer in (text[-size:] + name for size in REACH) if not fact.metric else ():
        row = before.row(longer, fact) if longer in before.words.indicators.names else None
        if row is not None:
            return structs.replace(fact, metric=row.indicator, metric_text=longer)
    for size in REACH:
        across = before.words.narrowing.match(text[-size:] + name)
        if across and size < across.end() < size + len(name):  # 可采 of 可|采茶园
            return structs.replace(fact, metric_text=text[-size:] + name)
    found = before.words.narrowed.search(text)
    return structs.replace(fact, metric_text=found[0] + name) if found else fact


def narrowed(fact: Fact, before: Before) -> Fact:
    """其中省外8642人 behind 务工18642人 counts those elsewhere only, by a word that narrows the name before."""
    text = before.clause.before
    found = before.words.narrowed.search(text)
    if found is None or "noun:previous" not in fact.rules or before.last is None:
        return fact
    alone = text[: found.start()].removesuffix("其中")[-1:] in PAUSES
    return structs.replace(fact, metric_text=found[0] + (fact.metric_text or "")) if alone else fact


def added(fact: Fact, before: Before) -> Fact:
    """新增扶贫小额信贷1.63亿元, 新增监测对象186户: what a year adds is told as such, not as a change of what there was,
    which 比上年新增3户 is."""
    told = fact.metric or before.words.names(before.phrase(fact))
    new = NEW in fact.rules or (before.last is not None and before.continues(fact) and before.last.role == "level")
    if fact.role != "change" or not new or not told or before.clause.base not in ("", "上年"):
        return fact
    compared = regex.search(COMPARED, before.clause.words)
    return fact if compared else structs.replace(fact, role="level", direction=None)


def joined(fact: Fact, before: Before) -> Fact:
    """新增监测对象186户 and 新识别监测对象186户 are of one indicator, where the lexicon has it."""
    words, metric = before.words, fact.metric
    if not metric or not words.joined(before.clause.words, fact.metric_text or ""):
        return fact
    rows = words.lexicon.indicators.values()
    row = next((r for r in rows if r.within == metric and r.indicator.startswith(NEWCOMERS)), None)
    return structs.replace(fact, metric=row.indicator) if row else fact


def grown(fact: Fact, before: Before) -> Fact:
    """农村居民人均可支配收入增幅9.3% is a growth of what stands before 增幅."""
    name = fact.metric_text or ""
    found = before.words.growing.search(name)
    if fact.kind != "percent" or fact.metric or fact.role == "target" or not found or not found.start():
        return fact
    name = name[: found.start()]
    row = before.words.indicators.at_end(name, None)
    growth: Role = "growth"
    about = {"metric": row.indicator if row else None, "metric_text": name}
    return structs.replace(fact, role=growth, direction=fact.direction or "up", **about)


def halved(fact: Fact, before: Before) -> Fact:
    """城乡居民收入分别为32648元、15836元: the first is of the towns, the second of the countryside."""
    name, joint = fact.metric_text or "", before.words.joint
    word = next((word for word in joint if word in name), "")
    told = before.words.each.search(before.clause.before) or before.listed is not None
    told = told or (before.last is not None and before.continues(fact))
    if not word or not told:
        return fact
    if before.listed is not None and before.listed.metric_text == name and before.listed.unit == fact.unit:
        half = joint[word][0]
    elif before.last is not None and before.continues(fact) and before.last.unit == fact.unit:
        half = joint[word][1]
    else:
        return fact
    name = name.replace(word, half)
    row = before.row(name, fact)
    return structs.replace(fact, metric=row.indicator if row else None, metric_text=name)


def cut(fact: Fact, before: Before) -> Fact:
    """52个帮扶车间吸纳就业1286人: the name ends where a verb begins that tells what those counted do."""
    phrase = fact.metric_text or ""
    if "noun:right" not in fact.rules or before.row(phrase, fact):
        return fact
    name = before.words.indicators.first(phrase)
    row = before.row(name, fact)
    if row is None or not phrase.startswith(name) or not before.words.acting.match(phrase, len(name)):
        return fact
    return structs.replace(fact, metric=row.indicator, metric_text=name)


def done(fact: Fact, before: Before) -> Fact:
    """小额信贷发放2.74亿元, 通组公路硬化263公里: the verb behind a name of money or of a length is no part of it;
    nor is 安置 behind a name of posts that persons fill (公益性岗位安置1864人)."""
    phrase, words = before.phrase(fact), before.words
    measured = fact.kind in ("money", "measure")
    name = (words.done if measured else words.handled).sub("", phrase)
    row = before.row(name, fact) if name != phrase else None
    posts = row is not None and row.dimension == "count" and fact.dimension == "persons"
    if fact.metric or row is None or not (measured or posts):
        return fact
    return structs.replace(fact, metric=row.indicator, metric_text=name)
