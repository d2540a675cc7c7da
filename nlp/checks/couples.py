"""Two figures that belong together, told twice with one of them changed: 建档立卡户96户341人 … 全村96户建档立卡户319人;
扶贫车间14个，带动432名妇女 … 扶贫车间14个，吸纳妇女342人."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from nlp.checks.reading import C, Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Comparison, Located, compare, figures
from nlp.checks.vocabulary import compiled
from nlp.model import Severity

_COUPLE = regex.compile(rf"(?P<homes>{Q})(?P<noun>{C}{{0,8}}?)[、，]?(?P<persons>{Q})")
_REACHED = f"(?P<things>{Q}){C}{{0,4}}?[，、]?(?:共|共计|累计|直接)?{{reaching}}{C}{{0,8}}?(?P<persons>{Q})"
_ALL = regex.compile("^(?:[全我本][县市区镇乡村](?:共有?|现有|有|的)?|共有?|总共)+$")
_PART = regex.compile("新增|帮扶|联系|带动|覆盖|惠及|走访")


LEAST = 10  # so many things are hardly as many by chance


class Couple(NamedTuple):
    """So many households of a group with so many persons. `all` is true where the words say that these are all."""

    homes: Mark
    persons: Mark
    sentence: int
    all: bool


def couples(reading: Reading) -> Iterator[Located]:
    """Findings on the persons of a group that was told before with as many households, one of the two as all of it."""
    told: list[Couple] = []
    for paragraph, match in reading.find(_COUPLE):
        homes, persons = paragraph.of(match["homes"])[0], paragraph.of(match["persons"])[0]
        if (homes.unit, persons.unit) != ("户", "人") or not _level(homes) or not _level(persons):
            continue
        clause = paragraph.clause(homes.at)
        if not homes.fact.metric or _PART.search(clause):
            continue
        couple = Couple(homes, persons, _sentence(paragraph, homes), bool(_ALL.search(clause)))
        for earlier in (c for c in told if _same(c, couple)):
            found = compare(persons, (earlier.persons,), earlier.persons.figure.interval())
            yield _told(reading, found, earlier)
        told.append(couple)


def reached(reading: Reading) -> Iterator[Located]:
    """Findings on how many persons so many things reach, told before with two digits swapped; another number may be of
    others."""
    told: list[tuple[Mark, Mark, int]] = []
    for paragraph, match in reading.find(compiled(reading.lexicon, _REACHED)):
        things, persons = paragraph.of(match["things"])[0], paragraph.of(match["persons"])[0]
        sorts = things.fact.dimension == "count" and persons.fact.dimension == "persons"
        if not sorts or not _level(things) or not _level(persons) or not things.fact.metric:
            continue
        sentence = _sentence(paragraph, things)
        for earlier, reaching, at in told:
            a, b = earlier.fact, things.fact
            alike = (a.value, a.metric, a.place, a.time) == (b.value, b.metric, b.place, b.time)
            if alike and at != sentence and (a.value or 0) >= LEAST:
                found = compare(persons, (reaching,), reaching.figure.interval())
                if found.verdict == "digit_slip":
                    yield _told(reading, found, Couple(earlier, reaching, at, False))
        told.append((things, persons, sentence))


def _level(mark: Mark) -> bool:
    return mark.fact.kind == "count" and mark.fact.role == "level" and not mark.figure.loose


def _sentence(paragraph: Paragraph, mark: Mark) -> int:
    return paragraph.start + paragraph.sentence(mark.at)[0]


def _same(one: Couple, two: Couple) -> bool:
    """One number of households, of two digits at least, under one indicator, in one place and at one time."""
    a, b = one.homes.fact, two.homes.fact
    alike = (a.value, a.metric, a.place, a.time) == (b.value, b.metric, b.place, b.time)
    return alike and (a.value or 0) >= LEAST and one.sentence != two.sentence and (one.all or two.all)


def _told(reading: Reading, found: Comparison, earlier: Couple) -> Located:
    homes, persons = (" ".join(m.fact.text.split()) for m in (earlier.homes, earlier.persons))
    severity: Severity | None = None if found.verdict in FITS else "warning"
    zh, en = f"前文同为{homes}，记作{persons}，", f"told before with the same {homes} as {persons}, which"
    return figures(reading, "repeat", found, zh, en, severity)
