"""A fact made ready for comparison: its figure, and every aspect in which two statements can be about different things.

Nothing is read but records, so that results extracted before compare just as their documents would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from msgspec import structs

from lexicons import Indicator
from nlp.compare.clauses import Clause
from nlp.compare.inherit import completed
from nlp.compare.looking import seen, vague
from nlp.compare.periods import When, lasting, told, when
from nlp.compare.places import Where, where
from nlp.compare.reporting import reported
from nlp.compare.scope import narrowed, part, people
from nlp.compare.words import Nature, Words
from nlp.intervals import Figure
from nlp.model import DocumentRecord, Fact

AREA = "面积"  # what 黄花菜1.5万亩 leaves out
STEADY = "2020-12-31"  # when the groups called steady were fixed
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
    unsaid; whether the time is told, `when.sure` says. `steady` is true of groups that no year changes; `shared` of
    what every office has of its own; `other` is the time that may be meant as well. `beside` holds an indicator whose
    name the phrase ends in, and the words beside it that make it another one; `twin` is the figure of the same group in
    the other unit (the households of 126户412人). `fresh` is true of what a
    sentence calls new, `open` of what happened, or was there at the end, as no time is told for it; `coming` of money granted, put in or arrived, not of what was spent or came back.
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
    stock: bool
    stage: int | None
    extra: tuple[str, ...]
    corrects: bool
    sure: bool
    steady: bool
    shared: bool
    other: When | None
    beside: tuple[str, str] = ("", "")
    twin: Figure | None = None
    fresh: bool = False
    open: bool = False
    coming: bool = False

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
        flow = self.mode == "within" and not self.stock
        time = STEADY if self.steady else self.when.key
        return (self.family, self.role, self.where.key, time, flow, self.extra)

    @property
    def reading(self) -> tuple[bool, str, str, str]:
        """What a sentence may leave unsaid: whether a figure is of what remains, is a sum and since when, is a part."""
        return (self.left, self.mode, self.when.since, self.part)

    @property
    def doubted(self) -> bool:
        """Whether the record's time is in doubt: carried over from a sentence on a year that the document is not on."""
        return not self.when.sure and (self.fact.time or "P")[0] != "P"

    @property
    def placed(self) -> bool:
        """Whether the place has a name: 全县 of who knows which county has none."""
        return bool(self.where.key) and self.where.key[0] != "全"

    @property
    def exact(self) -> bool:
        return not self.figure.loose


def statements(document: DocumentRecord, facts: Iterable[Fact], words: Words) -> Iterator[Statement]:
    """The comparable figures of a document, in reading order."""
    known = list(facts)
    year = reported(document, known, words)
    known = seen(document, known)
    last: Statement | None = None
    for fact, clause in completed(known, words):
        made = _statement(document, year, fact, clause, words)
        if made is None:
            continue
        if last is not None and "listed" in fact.rules and fact.start - last.fact.end <= 1 and last.family != made.family:
            last, made = replace(last, twin=made.figure), replace(made, twin=last.figure)
        if last is not None:
            yield last
        last = made
    if last is not None:
        yield last


def _statement(
    document: DocumentRecord, year: str | None, fact: Fact, clause: Clause, words: Words
) -> Statement | None:
    figure = _figure(fact, words)
    if figure.value is None and (figure.low is None or figure.high is None):
        return None
    place = where(fact, document, clause, words)
    phrase = words.phrase(fact.metric_text, fact.place)
    unit = words.lexicon.units.get(fact.unit or "")
    row = words.lexicon.indicators.get(fact.metric or "")
    plain = words.plain(phrase)
    if (row is None and phrase in words.indicators.names) or (plain != phrase and plain in words.indicators.names):
        phrase = phrase if row is None and phrase in words.indicators.names else plain
        row = words.indicators.at_end(phrase, unit) or row
    nature = row.nature if row else words.nature(phrase)
    behind = "clause:right" in fact.rules  # 4351人监测对象户户有人管: what follows the name is said of it
    beside = ("", "")
    if row is not None and (rest := words.residue(phrase, row, behind)):
        # 黄精种植面积 is no 种植面积, 干部满意度 no 群众满意度: the words beside the name make another one.
        row, beside = None, (row.indicator, rest)
    left = row is not None and row.indicator in words.groups and not fact.of and bool(
        words.remaining.search(clause.words) or (fact.role == "to" and fact.direction == "down")
    )
    if row is not None and (whole_group := words.whole_of(row)):
        row, left = whole_group, True
    if row is not None and row.indicator in words.generic:
        if phrase in words.generic or phrase in row.indicator:
            return None
        row = None
    if row is None and (not words.names(phrase) or "unit" in fact.rules):
        return None
    if row is None and fact.dimension == "area" and words.measured(phrase) is None:
        phrase = f"{phrase}{AREA}"
    name = row.indicator if row else words.plain(phrase)
    role = "level" if fact.role in LEVEL or (fact.role == "average" and "均" in name) else fact.role
    mode, time = when(fact, document, year, clause, nature, words)
    gain = words.lexicon.indicators.get(words.happening.get(name, ""))
    if gain is not None and mode == "within" and time.key <= STEADY:
        row, name, nature = gain, gain.indicator, gain.nature
        mode, time = when(fact, document, year, clause, nature, words)
    whole = words.phrase(fact.of, fact.place) if role == "share" and fact.of else ""
    extra = tuple(filter(None, (
        fact.direction if role in ("change", "growth", "difference") else "",
        clause.base if role in ("change", "growth", "difference") else "",
        f"占{whole}" if whole else "",
        clause.per if role == "average" else "",
    )))
    scope = narrowed(f"{(fact.metric or '') if row else ''}|{name}", phrase, row is not None, people(fact), words)
    if aged := words.aged(clause.before, fact.metric_text or ""):
        scope |= {aged}
    if left:
        scope = frozenset(w for w in scope if w != "未" and not words.remaining.search(w))  # `left` says as much
    return Statement(
        document, fact, figure, name, row is not None, phrase or name, scope, left,
        part(fact, clause, name, phrase, words),
        _family(fact, row), role, place, time, mode, lasting(nature, fact),
        words.stage(clause.words) if fact.kind == "money" else None,
        extra, clause.corrects or _correcting(document, fact, words),
        place.sure and fact.confidence >= 0.8 and not UNSURE & set(fact.rules)
        and not (fact.of and role == "level"),
        name in words.steady and time.key[:4].isdigit() and time.key > STEADY and "~" not in time.key
        and role == "level" and not left and not scope,
        name in words.shared,
        _other(fact, document, year, clause, nature, words, time) if not time.sure else None,
        beside, None, bool(words.fresh.search(clause.words)), mode != "until" and not told(fact, clause, words),
        words.coming(clause.words),
    )


def _other(
    fact: Fact, document: DocumentRecord, year: str | None, clause: Clause, nature: Nature | None, words: Words,
    time: When,
) -> When | None:
    """The other time that may be meant where a year was carried over or 去年 may be said from either of two years."""
    if not time.key or not fact.time or not fact.time[:4].isdigit():
        return None
    likely = str(int(fact.time[:4]) + 1) if vague(fact, document, words) else year
    if likely is None or likely == fact.time[:4]:
        return None
    moved = structs.replace(fact, time=likely + fact.time[4:])
    _, other = when(moved, document, year, clause, nature, words)
    return other._replace(sure=False) if other.key and other.key != time.key else None


def _correcting(document: DocumentRecord, fact: Fact, words: Words) -> bool:
    """Whether the document's title, or the sentence by its first word, announces a correction."""
    return bool(words.correction.search(document.title or "") or words.correction.match(fact.sentence))


def _family(fact: Fact, row: Indicator | None) -> str:
    """What units go together: one dimension; all measure words of things (43个, 43座).

    What the lexicon has told by 户 or by 人 as well (户厕6842座 or 6842户, 公益性岗位2346个 or 2346人) goes together too.
    """
    if fact.kind == "percent":
        return "%"
    if fact.kind in ("point", "multiple"):
        return fact.kind
    if fact.base_unit:
        return fact.base_unit
    if fact.kind == "count":
        counted = {fact.dimension, row.dimension if row is not None and fact.unit in row.units else None} - {None}
        if "count" in counted:
            return next(iter(counted - {"count"}), "things") if row is not None and row.dimension != "count" else "things"
    return fact.dimension or fact.unit or ""


def _figure(fact: Fact, words: Words) -> Figure:
    figure = Figure.of(fact)
    unit = words.lexicon.units.get(fact.unit or "")
    if fact.value or unit is None or not fact.base_unit or fact.kind == "percent" or unit.factor == 1:
        return figure
    factor: Decimal = unit.factor
    low, high = (None if end is None else end * factor for end in (figure.low, figure.high))
    return figure._replace(step=figure.step * factor, low=low, high=high)
