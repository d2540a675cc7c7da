"""A fact made ready for comparison: its figure, and every aspect in which two statements can be about different things.

Nothing is read but records, so that results extracted before compare just as their documents would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import regex
from msgspec import structs

from nlp.compare.clauses import Clause
from nlp.compare.inherit import completed
from nlp.compare.looking import seen, vague
from nlp.compare.naming import named
from nlp.compare.periods import When, lasting, told, when
from nlp.compare.places import Where, where
from nlp.compare.reporting import reported
from nlp.compare.scope import part, people
from nlp.compare.units import family, figure
from nlp.compare.wordlists import NEWCOMERS
from nlp.compare.words import Nature, Words
from nlp.intervals import Figure
from nlp.model import DocumentRecord, Fact

STEADY = "2020-12-31"  # when the groups called steady were fixed
CONFIDENT = 0.8  # from which a record is taken at its word
PEOPLE = "noun:right"  # the rule by which persons are named by what follows the figure
LEVEL = frozenset({"level", "from", "to"})
BEFORE, AFTER = 22, 12  # characters in which the words around a figure are looked for
UNSURE = frozenset({"noun:next", "noun:topic", "bare_number", "unit"})
_UNSAID = regex.compile(r"[\d.．%％\p{P}\p{S}\s]+")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One figure and what it is about.

    `name` is the canonical indicator, or else the phrase of the document, empty where that names nothing; `phrase`
    always the latter; `narrowed` holds the narrowing words that the name leaves out; `left` is true of what remains
    of a group (尚有贫困户), `part` tells what of a whole is counted (其中; 带动贫困户; 用于). `mode` tells a sum
    since a beginning, what happens within a period, and what is there at a point in time. `extra` is what else keeps
    figures apart: the base of a comparison, the whole of a share, per whom an average is. `sure` is false where the
    reading leans on something unsaid; whether the time is told, `when.sure` says. `steady` is true of groups that no
    year changes; `shared` of what every office has of its own; `other` is the time that may be meant as well.
    `beside` holds an indicator whose name the phrase ends in, and the words beside it that make it another one;
    `twin` is the figure of the same group in the other unit (the households of 126户412人). `fresh` is true of what a
    sentence calls new, `open` of what may have happened within the year or have been there at its end; `coming` of
    money granted, put in or arrived, not of what was spent or came back; `acted` where the clause tells of something
    done. `around` holds the words on both sides of the figure, across pauses.
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
    beside: tuple[str, str]
    fresh: bool
    open: bool
    coming: bool
    acted: bool
    twin: Figure | None = None
    around: str = ""

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
    def loosely_named(self) -> bool:
        """Whether persons go by a group that follows the figure, and may be told of what they do: 426名贫困群众担任
        护路员."""
        return self.known and PEOPLE in self.fact.rules and self.family in ("persons", "households")

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
        if last is not None:
            if last.family != made.family and _goes_on(last.fact, fact, clause):
                last, made = replace(last, twin=made.figure), replace(made, twin=last.figure)
            yield last
        last = made
    if last is not None:
        yield last


def _goes_on(last: Fact, fact: Fact, clause: Clause) -> bool:
    """Whether a figure counts the group of the one before in another unit: 126户412人; 1048户搬进新居，涉及4102人."""
    if "listed" in fact.rules and fact.start - last.end <= 1:
        return True
    people = {last.unit, fact.unit} == {"户", "人"}
    return people and bool(regex.search(rf"{regex.escape(last.text)}\w{{0,12}}，(?:共?涉及|惠及|共)$", clause.before))


def _statement(
    document: DocumentRecord, year: str | None, fact: Fact, clause: Clause, words: Words
) -> Statement | None:
    value, found = figure(fact, words), named(fact, clause, words)
    if value.value is None and (value.low is None or value.high is None):
        return None
    mode, time = when(fact, document, year, clause, found.nature, words)
    if mode == "within" and time.key <= STEADY and (gain := found.gained(words)) is not found:
        found = gain
        mode, time = when(fact, document, year, clause, found.nature, words)
    name, scope, place = found.name, found.scope(fact, clause, words), where(fact, document, clause, words)
    if words.joined(clause.words, fact.metric_text or "") and people(fact):
        scope, mode = scope | {NEWCOMERS}, "within" if mode == "at" else mode  # 新增监测对象, 新纳入监测对象
    role = "level" if fact.role in LEVEL or (fact.role == "average" and "均" in name) else fact.role
    lasts = time.key[:4].isdigit() and time.key > STEADY and "~" not in time.key and role == "level"
    return Statement(
        document=document, fact=fact, figure=value, name=name, known=found.row is not None, phrase=found.phrase,
        narrowed=scope, left=found.left, part=part(fact, clause, name, found.phrase, words),
        family=family(fact, found.row), role=role, where=place, when=time, mode=mode,
        stock=lasting(found.nature, fact), stage=words.stage(clause.words) if fact.kind == "money" else None,
        extra=_extra(fact, role, clause, words), corrects=clause.corrects or _correcting(document, fact, words),
        sure=place.sure and fact.confidence >= CONFIDENT and not UNSURE & set(fact.rules)
        and not (fact.of and role == "level"),
        steady=name in words.steady and lasts and not found.left and not scope, shared=name in words.shared,
        other=_other(fact, document, year, clause, found.nature, words, time) if not time.sure else None,
        beside=found.beside, fresh=bool(words.fresh.search(clause.words)),
        open=mode != "until" and not told(fact, clause, words), coming=words.coming(clause.words),
        acted=bool(words.event.search(clause.words)),
        around=_around(clause),
    )


def _extra(fact: Fact, role: str, clause: Clause, words: Words) -> tuple[str, ...]:
    """The base of a comparison, the whole of a share, whom an average is for; whether a standard is only aimed at."""
    compared = role in ("change", "growth", "difference")
    whole = words.phrase(fact.of, fact.place) if role == "share" else ""
    return tuple(filter(None, (
        fact.direction if compared else "", clause.base if compared else "", f"占{whole}" if whole else "",
        clause.per if role == "average" else "",
        "目标" if role == "standard" and words.aims.search(clause.before) else "",
    )))


def _around(clause: Clause) -> str:
    """The words that stand near a figure, without figures and marks."""
    return _UNSAID.sub("", clause.before[-BEFORE:] + clause.after[:AFTER])


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
