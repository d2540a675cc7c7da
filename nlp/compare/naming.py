"""What a figure is of: the indicator of the lexicon, else the phrase of the document, and what narrows it."""

from __future__ import annotations

from typing import NamedTuple

from lexicons import Indicator
from nlp.compare.clauses import Clause
from nlp.compare.scope import narrowed, people
from nlp.compare.words import Nature, Words
from nlp.model import Fact

AREA = "面积"  # what 黄花菜1.5万亩 leaves out


class Named(NamedTuple):
    """`row` is None where `name` is the document's own phrase or empty. `left`, `beside`: as in a statement."""

    row: Indicator | None
    name: str
    phrase: str
    nature: Nature | None
    left: bool
    beside: tuple[str, str]

    def gained(self, words: Words) -> Named:
        """What a year added to the group, under a name of its own: 减贫人口 for those who 脱贫 within it."""
        gain = words.lexicon.indicators.get(words.happening.get(self.name, ""))
        return self if gain is None else self._replace(row=gain, name=gain.indicator, nature=gain.nature)

    def scope(self, fact: Fact, clause: Clause, words: Words) -> frozenset[str]:
        """The narrowing words of the document that the name leaves out."""
        told = f"{(fact.metric or '') if self.row else ''}|{self.name}"
        scope = narrowed(told, self.phrase, self.row is not None, people(fact), words)
        aged = words.aged(clause.before, fact.metric_text or "")
        scope |= {aged} if aged else set()
        if self.left:  # which says as much
            scope = frozenset(w for w in scope if w != "未" and not words.remaining.search(w))
        return scope


def named(fact: Fact, clause: Clause, words: Words) -> Named:
    """The name of what a fact counts or measures; empty where it has none by which it could be compared."""
    row, phrase = _row(fact, words)
    nature = row.nature if row else words.nature(phrase)
    beside = ("", "")
    behind = "clause:right" in fact.rules  # 4351人监测对象户户有人管: what follows the name is said of it
    if row is not None and (rest := words.residue(phrase, row, behind)):
        # 黄精种植面积 is no 种植面积, 干部满意度 no 群众满意度: the words beside the name make another one.
        beside = (row.indicator, rest)
        row = None
    left = row is not None and row.indicator in words.groups and not fact.of and bool(
        words.remaining.search(clause.words) or (fact.role == "to" and fact.direction == "down")
    )
    if row is not None and (whole_group := words.whole_of(row)):
        row, left = whole_group, True
    if row is not None and row.indicator in words.generic:
        if phrase in words.generic or phrase in row.indicator:
            return Named(None, "", phrase, nature, False, beside)
        row = None
    if row is not None:
        return Named(row, row.indicator, phrase or row.indicator, nature, left, beside)
    if not words.names(phrase) or "unit" in fact.rules:
        return Named(None, "", phrase, nature, left, beside)
    if fact.dimension == "area" and words.measured(phrase) is None:
        phrase = f"{phrase}{AREA}"
    return Named(None, words.plain(phrase), phrase, nature, left, beside)


def _row(fact: Fact, words: Words) -> tuple[Indicator | None, str]:
    """The indicator, by the record or by one of the names that the lexicon knows it by, and the phrase."""
    row = words.lexicon.indicators.get(fact.metric or "")
    phrase = words.phrase(fact.metric_text, fact.place)
    unit = words.lexicon.units.get(fact.unit or "")
    if row is None and phrase in words.indicators.names:
        return words.indicators.at_end(phrase, unit), phrase
    plain = words.plain(phrase)
    if plain != phrase and plain in words.indicators.names:
        return words.indicators.at_end(plain, unit) or row, plain
    return row, phrase
