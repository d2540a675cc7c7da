"""A fact made ready for comparison: its figure, and every aspect in which two statements can be about different things.

Nothing is read but records, so that results extracted before compare just as their documents would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from msgspec import structs

from lexicons import Indicator
from nlp.compare.clauses import Clause, clauses
from nlp.compare.periods import When, when
from nlp.compare.places import Where, where
from nlp.compare.words import Words
from nlp.intervals import Figure
from nlp.model import DocumentRecord, Fact

LEVEL = frozenset({"level", "from", "to"})
UNSURE = frozenset({"noun:next", "noun:topic", "bare_number", "unit"})


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One figure and what it is about.

    `name` is the canonical indicator, or else the phrase of the document; `phrase` always the latter; `narrowed` holds
    the narrowing words that the name leaves out; `left` is true of what remains of a group (尚有贫困户), `part`
    tells what of a whole is counted (其中; 带动贫困户; 用于). `mode` tells a sum since a beginning, what happens
    within a period, and what is there at a point in time. `extra` is what else keeps figures apart: the base of a
    comparison, the whole of a share, per whom an average is. `sure` is false where the reading leans on something
    unsaid.
    """

    document: DocumentRecord
    fact: Fact
    figure: Figure
    name: str
    known: bool
    phrase: str
    narrowed: frozenset[str]
    left: bool
    part: str
    family: str
    role: str
    where: Where
    when: When
    mode: str
    stage: int | None
    extra: tuple[str, ...]
    corrects: bool
    sure: bool

    @property
    def key(self) -> tuple[str, str, int, int, str]:
        """Where it stands: what all orders rest on."""
        return (self.fact.document, self.document.sha256, self.fact.start, self.fact.end, self.fact.id)

    @property
    def voice(self) -> str:
        """Two copies of one document are one voice."""
        return self.document.sha256 or self.fact.document

    @property
    def block(self) -> tuple[object, ...]:
        """What must be equal before two names are even held against each other."""
        return (self.family, self.role, self.where.key, self.when.key, self.mode == "within", self.extra)

    @property
    def reading(self) -> tuple[bool, str, str]:
        """What a sentence may leave unsaid: whether a figure is of what remains, is a sum, is a part of the whole."""
        return (self.left, self.mode, self.part)

    @property
    def exact(self) -> bool:
        return not self.figure.loose


def statements(document: DocumentRecord, facts: Iterable[Fact], words: Words) -> Iterator[Statement]:
    """The comparable figures of a document, in reading order."""
    ordered = sorted(facts, key=lambda f: (f.start, f.end, f.kind))
    withdrawn: Fact | None = None
    for fact, clause in clauses(ordered, words):
        if fact.kind in ("date", "period", "rank", "ratio"):
            continue
        if clause.replaced:
            withdrawn = fact
            continue
        if clause.corrects:
            fact = _corrected(fact, withdrawn, words)
        made = _statement(document, fact, clause, words)
        if made is not None:
            yield made


def _corrected(fact: Fact, withdrawn: Fact | None, words: Words) -> Fact:
    """A figure behind 应为 with the indicator that the words before tell, or that of the figure it replaces."""
    if fact.metric:
        return fact
    phrase = words.phrase(fact.metric_text, fact.place)
    for source in (phrase, words.phrase(withdrawn.metric_text, withdrawn.place) if withdrawn else ""):
        row = words.indicators.at_end(source, words.lexicon.units.get(fact.unit or ""))
        if row:
            return structs.replace(fact, metric=row.indicator, metric_text=source)
    return fact


def _statement(document: DocumentRecord, fact: Fact, clause: Clause, words: Words) -> Statement | None:
    figure = _figure(fact, words)
    if figure.value is None and (figure.low is None or figure.high is None):
        return None
    place = where(fact, document, clause)
    phrase = words.phrase(fact.metric_text, fact.place)
    unit = words.lexicon.units.get(fact.unit or "")
    row = words.lexicon.indicators.get(fact.metric or "")
    if row is None and phrase in words.indicators.names:
        row = words.indicators.at_end(phrase, unit)
    left = row is not None and row.indicator in words.groups and not fact.of and bool(
        words.remaining.search(clause.words) or (fact.role == "to" and fact.direction == "down")
    )
    if row is not None and (whole_group := words.whole_of(row)):
        row, left = whole_group, True
    if row is None and (len(phrase) < 2 or phrase in words.generic or "unit" in fact.rules):
        return None
    name = row.indicator if row else phrase
    role = "level" if fact.role in LEVEL or (fact.role == "average" and "均" in name) else fact.role
    mode, time = when(fact, document, clause, row.nature if row else None, words)
    whole = words.phrase(fact.of, fact.place) if role == "share" and fact.of else ""
    extra = tuple(filter(None, (
        fact.direction if role in ("change", "growth", "difference") else "",
        clause.base if role in ("change", "growth", "difference") else "",
        f"占{whole}" if whole else "",
        clause.per if role == "average" else "",
    )))
    return Statement(
        document, fact, figure, name, row is not None, phrase or name,
        _narrowed(fact.metric or name, phrase, row is not None, words), left,
        _part(fact, clause, name, phrase, row, words),
        _family(fact), role, place, time, mode, words.stage(clause.words) if fact.kind == "money" else None,
        extra, clause.corrects or _correcting(document, fact, words),
        place.sure and time.sure and fact.confidence >= 0.8 and not UNSURE & set(fact.rules)
        and not (fact.of and role == "level"),
    )


def _part(fact: Fact, clause: Clause, name: str, phrase: str, row: Indicator | None, words: Words) -> str:
    """What makes a figure one of a part: the whole it names, what was done to those counted, an unknown word beside."""
    parts = [words.phrase(fact.of, fact.place)] if fact.of and fact.role == "level" else []
    if fact.kind == "count" and fact.dimension in ("households", "persons", "person-times"):
        parts += sorted(words.acts(clause.words, name))
    elif fact.kind == "money":
        parts += sorted(set(words.purpose.findall(clause.words)))
    if row is not None:
        parts.append(words.residue(phrase, row))
    return "、".join(filter(None, parts))


def _correcting(document: DocumentRecord, fact: Fact, words: Words) -> bool:
    """Whether the document's title, or the sentence by its first word, announces a correction."""
    return bool(words.correction.search(document.title or "") or words.correction.match(fact.sentence))


def _narrowed(name: str, phrase: str, known: bool, words: Words) -> frozenset[str]:
    """Narrowing words of the document that the indicator's own name does not carry."""
    turned = {"未"} if words.negative.search(phrase) and not words.negative.search(name) else set()
    if not known:
        return words.modifiers(phrase)
    ending = words.indicators.ending(phrase)
    rest = phrase.removesuffix(ending) if ending else phrase
    inside = {w for w in words.modifiers(ending) if (ending.startswith(w) and w.endswith(("定", "级"))) or w in words.poor}
    found = {*words.modifiers(rest), *inside, *turned} - words.modifiers(name)
    # 贫困户小额信贷, 建档立卡户小额信贷 and 扶贫小额信贷 are for the same people.
    poor = found & words.poor
    return frozenset(found - poor | ({"贫困"} if poor and not any(w in name for w in (*words.poor, "扶贫")) else set()))


def _family(fact: Fact) -> str:
    """What units go together: one dimension; all measure words of things (43个, 43座)."""
    if fact.kind == "percent":
        return "%"
    if fact.kind in ("point", "multiple"):
        return fact.kind
    if fact.base_unit:
        return fact.base_unit
    if fact.kind == "count" and fact.dimension == "count":
        return "things"
    return fact.dimension or fact.unit or ""


def _figure(fact: Fact, words: Words) -> Figure:
    figure = Figure.of(fact)
    unit = words.lexicon.units.get(fact.unit or "")
    if fact.value or unit is None or not fact.base_unit or fact.kind == "percent" or unit.factor == 1:
        return figure
    factor: Decimal = unit.factor
    low, high = (None if end is None else end * factor for end in (figure.low, figure.high))
    return figure._replace(step=figure.step * factor, low=low, high=high)
