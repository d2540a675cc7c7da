"""Two statements that no group has brought together, one of which looks like a slip of the other.

That of all figures on one place and time two should differ by digits that are swapped, or by a power of ten, is hardly
chance, unless they are short or many. So far less needs to be alike than for an agreement: the names or the words
around the figures in part, or other figures that stand beside both (2237户 beside 10.6亿元 and beside 1.06亿元). What a
group has settled is left alone, and so is a figure that the other document states as well: then its slip is another
thing of that document's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from nlp.compare import verdicts
from nlp.compare.align import Alignment, apart, scope
from nlp.compare.features import cosine, grams
from nlp.compare.settle import Outcome
from nlp.compare.statement import Statement
from nlp.compare.units import THINGS
from nlp.compare.words import Words
from nlp.model import Severity

LONG = 4
"""Digits from which two of them swapped need no words in common, where one of the names is not known."""
NAMED, NEARLY = 0.25, 0.55
"""Cosine of the names that is enough where figures have `TELLING` digits; where they have fewer."""
SURE = 0.6
"""Cosine of the documents' own names that is enough where the lexicon has two indicators for them."""
AROUND = 0.2
"""Cosine of the words around both figures that is enough without any likeness of the names."""
NAMELESS = 0.15
"""By how much more alike both must be where one figure has no name of its own."""
FEW, SEVERAL = 0.15, 3
"""The cosine that is enough where both documents have at most so many figures in a unit."""
LOOSER = 0.1
"""By how much more alike both must be where digits are not only in another order."""
REACH = 30
"""Characters within which another figure stands beside one."""
POOR = "贫困"
"""What all words for the registered poor count as; 减贫 and 脱贫 tell of them too."""
COMMON = frozenset({"%", "point", "元", "persons", "households", THINGS})
_LEVEL = frozenset({"level", "average", "change"})


def strays(every: Sequence[Statement], outcomes: Iterable[Outcome], words: Words) -> Iterator[Outcome]:
    """Departures between two statements that no outcome has told of, in the order in which they stand."""
    told: set[tuple[Statement, Statement]] = set()
    agreed: set[Statement] = set()
    wrong: set[Statement] = set()
    for outcome in outcomes:
        involved = [outcome.stated, *outcome.others]
        told.update(combinations(sorted(involved, key=lambda s: s.key), 2))
        if outcome.verdict in verdicts.FITS:
            agreed.update(involved)
        elif outcome.verdict != "not_comparable":
            wrong.add(outcome.stated)
    by_document = _documents(every)
    for alike in _scopes(every):
        for a, b in combinations(sorted(alike, key=lambda s: s.key), 2):
            if a.voice == b.voice or (a, b) in told or (a in agreed and b in agreed) or not _alike(a, b):
                continue
            mine, yours = by_document[a.voice], by_document[b.voice]
            alignment = _akin(a, b, mine, yours, words)
            if alignment is None or _states(a, yours, b) or _states(b, mine, a):
                continue
            stated, other = (b, a) if b in wrong or (a in agreed and a not in wrong) else (a, b)
            told.add((a, b))  # two without a time meet in two years
            severity: Severity = "error" if _sure(a, b, alignment) else "warning"
            yield Outcome(stated, [other], verdicts.verdict(a, b), severity, alignment, "pair")


def _documents(every: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for s in every:
        found[s.voice].append(s)
    return found


def _scopes(every: Iterable[Statement]) -> list[list[Statement]]:
    """Statements of one unit, place and year, at its beginning or later."""
    found: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in every:
        if s.exact and s.placed:
            role = "level" if s.role in _LEVEL else s.role
            at_start = "start" if s.when.key.endswith("-01-01") else ""
            season = s.when.key.partition("~")[2]
            for year in _years(s):
                found[s.family, role, s.where.key, year, at_start, season].append(s)
    return [found[scope] for scope in sorted(found)]


def _years(s: Statement) -> tuple[str, ...]:
    """The year of a statement; of one without a time, that of its document and the one before."""
    if s.when.key[:4].isdigit():
        return (s.when.key[:4],)
    written = (s.document.date or "")[:4]
    return (str(int(written) - 1), written) if written.isdigit() else ()


def _alike(a: Statement, b: Statement) -> bool:
    """Whether nothing that was said tells them apart: the stage of money, whom it is for."""
    stages = {a.stage, b.stage} - {None}
    return (len(stages) < 2 or (a.coming and b.coming)) and (a.extra == b.extra or a.role != b.role)


def _akin(
    a: Statement, b: Statement, mine: Sequence[Statement], yours: Sequence[Statement], words: Words,
) -> Alignment | None:
    """What speaks for two statements being of one thing, one of them with a slip; None where too little does."""
    verdict = verdicts.verdict(a, b)
    if verdict not in verdicts.WRONG:
        return None
    if verdicts.twins(a, b, LONG):
        return Alignment(1.0, {"twin": 1.0})
    if verdict == "conflict":
        return None
    named = round(cosine(grams(a.phrase), grams(b.phrase)), 4)
    around = round(cosine(grams(a.around), grams(b.around)), 4)
    if a.family == THINGS and a.fact.unit != b.fact.unit and named < NAMED:
        return None  # 326处 and 3260头
    beside = float(_beside(a, b, mine, yours) or (_echoed(a, b) and max(named, around) >= AROUND))
    found = {"slip": 1.0, "name_cosine": named, "around_cosine": around, "beside": beside}
    different = _different(a, b, words) or (not beside and _apart(a, b, named, words))
    if different or not _enough(a, b, named, around, beside, _few(a, mine) and _few(b, yours)):
        return None
    return Alignment(max(named, around, 0.5 * beside), found)


def _different(a: Statement, b: Statement, words: Words) -> bool:
    """Whether one is a year's and the other the sum, or one a loan granted and the other what of it is outstanding."""
    outstanding = {bool(words.outstanding.search(s.phrase)) for s in (a, b)}
    return {a.mode, b.mode} == {"until", "within"} or len(outstanding) > 1


def _apart(a: Statement, b: Statement, named: float, words: Words) -> bool:
    """Whether the names themselves tell two things apart: 户籍人口 and 常住人口, 鲜食玉米 and 玉米."""
    other = a.name != b.name and words.contrast(a.phrase, b.phrase)
    if other or _narrower(a, b, words) or _narrower(b, a, words):
        return True
    if a.beside[0] == b.beside[0] != "" and apart(a, b, words):
        return True
    if a.name == b.name and a.role == b.role == "level" and bool(a.fact.of) != bool(b.fact.of):
        return True  # 受益6.84万人，其中脱贫人口1.92万人 are not all of them
    gained = words.happening.get(a.name) == b.name or words.happening.get(b.name) == a.name
    return _known(a) and _known(b) and a.name != b.name and not gained and named < SURE


def _known(s: Statement) -> bool:
    """Whether a statement is surely of an indicator of the lexicon: 1416名贫困群众 may be told of what they do."""
    return s.known and not s.loosely_named


def _narrower(a: Statement, b: Statement, words: Words) -> bool:
    """Whether a word narrows one name that nothing in the other one's sentence tells."""
    if not b.name or (a.known and not _known(a)):
        return False
    told, more = b.fact.sentence, scope(a, words) - scope(b, words)
    return any(word not in told and not (word == POOR and POOR[0] in told) for word in more)


def _enough(a: Statement, b: Statement, named: float, around: float, beside: float, few: bool) -> bool:
    """Whether the words are alike enough for a slip between figures as long as these.

    `few`: the documents have hardly any other figures in that unit.
    """
    digits = min(verdicts.length(a), verdicts.length(b))
    if digits < verdicts.TELLING:
        return named >= NEARLY and digits > 1
    both = _known(a) and _known(b)
    if few and not both:
        return max(named, around) >= FEW
    swapped = _written(a) == _written(b)
    if not (a.name and b.name):
        named, around = named - NAMELESS, around - (NAMELESS if swapped else 2 * NAMELESS)
    if a.family == "元" and named < LOOSER:
        around -= NAMELESS  # of money there is too much to go by the words around it
    if not swapped and not _scaled(a, b):  # a digit lost or doubled
        named, around = named - LOOSER, around - LOOSER
    if not (a.when.key and b.when.key):
        named, around = named - LOOSER, around - LOOSER
    if named >= NAMED or around >= AROUND or (beside and not both):
        return True
    return digits >= LONG and swapped and not both


def _written(s: Statement) -> list[str]:
    """The digits of a figure, without their order and without zeros."""
    return sorted(str(s.fact.value).replace(".", "").strip("0"))


def _scaled(a: Statement, b: Statement) -> bool:
    """Whether a power of ten parts two figures."""
    return verdicts.verdict(a, b) == "unit_slip"


def _few(s: Statement, document: Sequence[Statement]) -> bool:
    """Whether a document has hardly any figures in the unit of one, which then are of few things."""
    if s.family in COMMON:
        return False
    return sum(t.family == s.family and t.where.key == s.where.key for t in document) <= SEVERAL


def _beside(a: Statement, b: Statement, mine: Sequence[Statement], yours: Sequence[Statement]) -> bool:
    """Whether one more figure stands beside both."""
    near, far = _neighbours(a, mine), _neighbours(b, yours)
    return any(s.family == t.family and verdicts.verdict(s, t) == "consistent" for s in near for t in far)


def _echoed(a: Statement, b: Statement) -> bool:
    """Whether the same digits are told with another multiplier: 28.6万元, 28.6亿元."""
    return a.fact.value == b.fact.value and verdicts.telling(a, b)


def _neighbours(s: Statement, document: Sequence[Statement]) -> list[Statement]:
    """Figures of some length that stand in the same sentence, near another one; of the same group, longer ones."""
    return [
        t for t in document
        if t is not s and t.fact.sentence == s.fact.sentence and abs(t.fact.start - s.fact.start) <= REACH
        and verdicts.length(t) >= (LONG if t.figure is s.twin else verdicts.TELLING)
    ]


def _states(s: Statement, document: Sequence[Statement], apart: Statement) -> bool:
    """Whether a document states a figure too, apart from the one that is held against it."""
    least = min(verdicts.length(s), verdicts.TELLING)
    alike = (t for t in document if t is not apart and t.family == s.family and t.where.key == s.where.key)
    return any(verdicts.length(t) >= least and verdicts.verdict(s, t) == "consistent" for t in alike)


def _sure(a: Statement, b: Statement, alignment: Alignment) -> bool:
    """Whether both are surely of one indicator and one group."""
    one = a.narrowed == b.narrowed or "twin" in alignment.features
    return bool(a.name) and a.name == b.name and one and a.sure and b.sure
