"""Figures of a town or a village that its name alone tells, where the record has the place of the document."""

from __future__ import annotations

import regex
from msgspec import structs

from nlp.compare.before import Before
from nlp.compare.headless import lead
from nlp.compare.scope import PLACED, people
from nlp.compare.wordlists import NAME
from nlp.model import Fact

LOW = "镇乡村"  # the later, the lower
_LEADING = ("通", "进", "到", "入", "招", "着")  # 修通|村公路, 新招|村医, 带着|乡亲
_PLACE = regex.compile(r"[\u4e00-\u9fff]{1,4}[镇乡村]")
_OPENING = regex.compile(rf"(?:^|[，。；：])(?P<name>{NAME})(?![等、和与至到及的里民级委上庄村镇])[^，。；：]*$")


def subject(fact: Fact, before: Before) -> Fact:
    """A figure of the town or village that its clause begins with: 石板村去年村集体收入26.1万元."""
    found = _OPENING.search(before.clause.before)
    if found is None or before.words.nameless.fullmatch(found["name"][:-1]) or found["name"][:-1].endswith(_LEADING):
        return fact
    lower = LOW.find(found["name"][-1]) > LOW.find((fact.place or "县")[-1:])
    return structs.replace(fact, place=found["name"], place_code=None) if lower else fact


def part(fact: Fact, before: Before) -> Fact:
    """其中上坪村21.6万元 is of the whole that was named, in that village; 石桥镇36户 of what the list is led by;
    石板村现有412户 are all who live there."""
    phrase, words = fact.metric_text or "", before.words
    if fact.metric or not _PLACE.fullmatch(phrase):
        return fact
    name = words.phrase(fact.of or lead(fact)) or _inhabitants(fact, before)
    if not name:
        return fact
    row = before.row(name, fact)
    place = fact.place if (fact.place or "")[-1:] == phrase[-1:] else phrase
    about = {"metric": row.indicator if row else None, "metric_text": name, "place": place, "of": None}
    return structs.replace(fact, **about, rules=[*fact.rules, PLACED])


def _inhabitants(fact: Fact, before: Before) -> str:
    """What 石板村现有412户1642人 counts, where nothing else is said of them: not in 石桥镇36户126人脱贫."""
    others = before.listed is not None and before.listed.metric
    beside = before.clause.words.removeprefix(fact.metric_text or "")
    beside = beside.replace(before.last.text if before.last else "", "", 1).strip("、")
    if others or not people(fact) or not before.words.inhabited.fullmatch(beside):
        return ""
    return before.words.inhabitants.get(fact.dimension or "", "")
