"""Wholes that a share's own sentence does not settle: named far off, told in a row, or shared by a run of shares.

Each function gives the pairs of part and whole that may be meant. `certain` ones are judged as they stand; of the
others only a slip of digits, which chance hardly makes, is told (`nlp.checks.share`).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from nlp.checks import aside, divisions, named
from nlp.checks.lists import EARLIER, NOT_LEVEL
from nlp.checks.parts import cluster, words_before
from nlp.checks.reading import C, Mark, P, Paragraph, Reading

Pair = tuple[Mark, Mark]
_OF_NAMED = regex.compile(rf"[，、](?:已|约|正好|就)?(?:为|是|相当于|完成)(?P<of>{C}{{2,12}}?)的$")
_BOTH_NAMED = regex.compile(
    rf"(?:^|[，。；])(?P<part>{C}{{2,10}}?)(?:所)?占(?P<of>{C}{{2,12}}?)的?(?:比重|比例)?(?:达到?|为|是|约|仅)*(?:的)?$"
)
_MOVED = regex.compile("由|从|比(?!重|例)|较|提高|增长|增加|上升|下降|减少|降低|分别|其中|以上|以下")
_IN_TURN = regex.compile(
    rf"(?:(?:依次|分别|各)占(?:{C}{{0,10}}?的?)?(?:比重|比例)?|占比|比重|比例|份额)(?:依次|分别|各)?(?:为|是|达到?)*(?P<run>(?:{P}[、和及与，]?)+)$"
)
_NEXT_SHARE = regex.compile(rf"[、和及与，]?{P}")
_RATE = regex.compile(
    rf"(?P<stem>{C}{{2,6}}?)(?:普及|覆盖)?率(?:就|已|也|均|只有|仅)?(?:达到?了?|为|是|约|超过?|近|至|降到|降至)*$"
)
_POPULATED = regex.compile("参保|参合|普及|覆盖|改厕|卫生厕所|城镇化|发生|签约|入户|通达|自来水|接种|健身")
_NEVER = NOT_LEVEL | {"target"}
_NARROWED = regex.compile(r"的(?:有|约|共|为)?$")


def named_share(reading: Reading, paragraph: Paragraph, stated: Mark) -> list[Pair]:
    """贷款余额A，为存款的p%: the whole bears its name somewhere before."""
    start, _ = paragraph.sentence(stated.at)
    found = _OF_NAMED.search(paragraph.text, start, stated.at)
    if not found:
        return []
    parts = cluster(paragraph, start, found.start() + 1)
    return [(part, whole) for part in parts if (whole := named.before(reading, part, found["of"]))]


def named_part(reading: Reading, paragraph: Paragraph, stated: Mark) -> list[Pair]:
    """第三产业占地区生产总值的比重为p%: both bear their names somewhere before."""
    start, _ = paragraph.sentence(stated.at)
    told = _BOTH_NAMED.search(paragraph.text, max(0, start - 1), stated.at)
    if not told or _MOVED.search(told[0]):
        return []
    part = named.part(reading, stated, told["part"], told["of"])
    whole = named.before(reading, part, told["of"]) if part else None
    whole = whole or (named.head(reading, part, told["of"]) if part else None)
    return [(part, whole)] if part and whole else []


def in_turn(paragraph: Paragraph, stated: Mark) -> list[Pair]:
    """A，其中甲B、乙C、丙D。甲、乙、丙占比依次为b%、c%、d%: as many shares as the list has parts that make up A."""
    start, _ = paragraph.sentence(stated.at)
    told = _IN_TURN.search(paragraph.text, start, stated.at + 1)
    if not told:
        return []
    end = stated.at + 1
    while more := _NEXT_SHARE.match(paragraph.text, end):
        end = more.end()
    shares = paragraph.of(paragraph.text[told.start("run") : end])
    first, _ = paragraph.sentence(start, before=1)
    amounts = [m for m in paragraph.between(first, told.start()) if m.fact.kind in ("count", "money", "measure")]
    amounts = [m for m in amounts if m.fact.role not in _NEVER and m.unit == amounts[-1].unit]
    parts = amounts[-len(shares) :]
    wholes = [m for m in amounts[: -len(shares)] if not EARLIER.search(paragraph.clause(m.at))]
    if len(shares) < 2 or len(parts) != len(shares):
        return []
    total = sum((p.figure.value or 0) for p in parts)
    fitting = [w for w in wholes if w.figure.value is not None and abs(w.figure.value - total) <= w.figure.step * 2]
    if len({w.figure.value for w in fitting}) != 1:
        return []
    return [(parts[shares.index(stated)], fitting[-1])]


def narrowed(paragraph: Paragraph, stated: Mark, part: Mark) -> list[Pair]:
    """外出务工A人，去年同期B人；去省外的C人，占p%: the one figure left, when the last year's and the gains are gone."""
    clause = paragraph.clause(part.at)
    if not _NARROWED.search(clause) or "率" in clause:
        return []
    start, _ = paragraph.sentence(part.at)
    wholes = _levels(paragraph, start, part.at, part)
    if regex.search("[里中内]面?，", paragraph.text[wholes[-1].at if wholes else start : part.at]):
        return []  # 外出的人里，去广东的…: of another group
    if not wholes and 0 < start == part.at - len(clause):
        first, _ = paragraph.sentence(part.at, before=1)
        inner = paragraph.text.find("其中", first, start)
        wholes = _levels(paragraph, first, inner if inner > 0 else start, part)
    return [(part, wholes[0])] if len(wholes) == 1 else []


def _levels(paragraph: Paragraph, start: int, end: int, part: Mark) -> list[Mark]:
    """The figures of a part's unit that tell how many there are, neither last year's nor a plan nor a gain."""
    return [
        m
        for m in paragraph.between(start, end)
        if m.unit == part.unit
        and m.fact.kind == part.fact.kind
        and m.fact.role not in _NEVER
        and not EARLIER.search(paragraph.clause(m.at))
        and not aside.base(paragraph, m)
        and not aside.increment(paragraph, m)
    ]


def of_pair(paragraph: Paragraph, stated: Mark, complements: divisions.Sets) -> Sequence[tuple[Mark, tuple[Mark, ...]]]:
    """集中安置A户，分散安置B户，集中安置率p%: of both together. The second member is the two of them."""
    start, _ = paragraph.sentence(stated.at)
    rate = _RATE.search(paragraph.text, start, stated.at)
    if not rate:
        return []
    marks = [m for m in paragraph.between(start, rate.start("stem")) if m.fact.kind in ("count", "money", "measure")]
    if len(marks) < 2 or not divisions.adjoining(paragraph, marks[-2:], loose=True):
        return []
    pair = marks[-2:]
    names = [words_before(paragraph, m) + paragraph.after(m.at + 1) for m in pair]
    if pair[0].unit != pair[1].unit or not divisions.divided(names, complements):
        return []
    parts = [m for m, name in zip(pair, names, strict=True) if rate["stem"][:2] in name]
    return [(parts[0], (pair[0], pair[1]))] if len(parts) == 1 else []


def of_population(reading: Reading, paragraph: Paragraph, stated: Mark) -> list[Pair]:
    """医保参保A人，参保率p%: of all persons, or households, that the document told of. Only one of several bases."""
    start, _ = paragraph.sentence(stated.at)
    rate = _RATE.search(paragraph.text, start, stated.at)
    if not rate or not _POPULATED.search(rate[0]):
        return []
    marks = [m for m in paragraph.between(start, stated.at) if m.unit in ("人", "户") and m.fact.kind == "count"]
    near = [m for m in marks if m.fact.role not in _NEVER and stated.at - m.at < 24][-2:]
    return [(part, whole) for part in near for whole in named.inhabitants(reading, part, part.unit or "")]


def earlier(paragraph: Paragraph, stated: Mark, part: Mark) -> list[Pair]:
    """The figures of a part's unit that stand before it in its sentence, or in the one before where there is none."""
    for back in (0, 1):
        start, _ = paragraph.sentence(stated.at, before=back)
        found = [
            m
            for m in paragraph.between(start, part.at)
            if m.unit == part.unit and m.fact.kind == part.fact.kind and m.fact.role not in _NEVER
        ]
        if found:
            more = [m for m in found if m.figure.interval().low > part.figure.interval().high]
            return [(part, m) for m in more[-3:] or (found[:1] if len(found) == 1 or back else [])]
    return []


