"""How much of a group a figure counts: what narrows its name, and what makes it a part of the whole."""

from __future__ import annotations

import regex

from nlp.compare.clauses import Clause
from nlp.compare.words import Words
from nlp.model import Fact

PLACED = "placed"  # the rule by which a figure is of a part that is a place
_AREA = regex.compile(
    "(?<=在)[^，。；：、在]{0,6}(?:安置[区点]|园区|基地|示范区|核心区|片区|小区)(?=[内里中]?[^，。；：位落]*[^。；]{0,30}$)"
)
JOINED = ("纳入", "享受")  # 纳入农村低保, 享受农村低保: all who are on it
REACHING = "发放、保障、受益、惠及、享受、补助、兑现"
RANKED = ("定", "级")  # 省定, 国定, 省级: who keeps the list


def people(fact: Fact) -> bool:
    """Whether a figure counts persons or households."""
    return fact.kind == "count" and fact.dimension in ("households", "persons", "person-times")


def _paid(phrase: str, words: Words) -> bool:
    """Whether people are named by the money that reaches them."""
    row = words.indicators.at_end(phrase, words.lexicon.units.get("元"))
    return row is not None and row.dimension == "money"


def narrowed(name: str, phrase: str, known: bool, counted: bool, words: Words) -> frozenset[str]:
    """Narrowing words of the document that the indicator's own name does not carry.

    2417户群众搬迁: beside people that are `counted`, 群众 and the like narrow nothing.
    """
    faint = words.faint | (words.folk if counted else frozenset())
    if not known:
        return words.scope(phrase) - faint
    ending = words.indicators.ending(phrase)
    rest = phrase.removesuffix(ending) if ending else phrase
    turned = {"未"} if words.negative.search(phrase) and not words.negative.search(name) else set()
    kept = words.poor | words.kept
    inside = {w for w in words.modifiers(ending) if w in kept or (ending.startswith(w) and w.endswith(RANKED))}
    found = {*words.modifiers(rest), *inside, *turned} - words.modifiers(name) - faint
    # 贫困户小额信贷, 建档立卡户小额信贷 and 扶贫小额信贷 are for the same people.
    poor = found & words.poor
    row = words.lexicon.indicators.get(name.rpartition("|")[2])
    names = (name, *row.synonyms) if row is not None and row.dimension == "count" else (name,)  # 扶贫公益性岗位
    told = any(w in name for w in (*words.poor, "减贫", "脱贫")) or any("扶贫" in other for other in names)
    return frozenset((found - poor) | ({"贫困"} if poor and not told else set()))


def part(fact: Fact, clause: Clause, name: str, phrase: str, words: Words) -> str:
    """What makes a figure one of a part: the whole it names, what was done to those counted, what money was for."""
    row = words.lexicon.indicators.get(name)
    # 公益性岗位 are no people, and those to whom a deed is done are just they (农村危房改造, 减贫人口).
    counted = people(fact) and not (row is not None and (row.dimension == "count" or row.nature == "flow"))
    whole = words.phrase(fact.of, fact.place).removesuffix("中") if fact.of and fact.role == "level" else ""
    whole = whole.removesuffix("其")
    # 茶企86家，其中规上茶企12家: the name says all. 参保人口12万人，其中贫困人口6万人 does not.
    # Nor does 183个行政村，其中贫困村97个, as all 贫困村 are 行政村.
    same = phrase.endswith(whole) or (name != phrase and whole[-1:] == name[-1:])
    if PLACED in fact.rules:
        return ""  # the part is a place
    parts = [whole] if whole and (counted or not same) else []
    if area := _AREA.search(clause.before):
        parts.append(area[0])  # 在安置区种植中药材2100亩
    if fact.kind == "count":
        parts += sorted(set(words.sampling.findall(clause.words)))
    if counted:
        # 改造户厕: 改造 is done to no people; 带动贫困户 reaches only some of them.
        told = name if any(w in name + phrase for w in words.poor) else name + phrase
        if (ending := words.indicators.ending(phrase)).startswith(JOINED):
            told += ending
        if row is not None and _paid(phrase, words):
            told += REACHING  # 发放农村低保金4826万元，保障8246户
        parts += sorted(words.acts(clause.words, told))
    elif fact.kind == "money" and not clause.after.startswith("中"):  # 24600万元中六成投向产业: all of it is meant
        parts += sorted({w for w in words.purpose.findall(clause.words) if f"{w}{fact.place}" not in clause.before})
    return "、".join(filter(None, parts))
