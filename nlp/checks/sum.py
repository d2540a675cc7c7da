"""A、B、C，合计D; D，其中A、B，其余C; 男A人、女B人: parts that make up their whole. And shares that make up 100."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from nlp.checks import aside, divisions
from nlp.checks.aside import ASIDE
from nlp.checks.bands import banded
from nlp.checks.divisions import REST, Sets, divided
from nlp.checks.lists import EARLIER, NOT_LEVEL, add, headed, in_turn, itemized, rests, slipped
from nlp.checks.parts import words_before
from nlp.checks.reading import CT, C, Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Comparison, Located, figures
from nlp.checks.structures import structures
from nlp.checks.summed import MOST_PARTS, summed
from nlp.checks.tables import totals

RULE: Final = "sum"
ABOUT = ("各部分之和与合计；表格的合计行、合计列", "parts and their total; the total rows and columns of tables")
_PARTS = regex.compile(
    rf"(?P<whole>{Q})(?P<more>[、，和（]?{Q})?(?P<aside>{ASIDE})?(?P<link>{CT}{{0,16}}?(?:[，；：（(。]|——)?(?:按\S{{1,12}}?分[，：])?(?:其中|包括|分别为|分别是|由|含|当中|[：（(])[：，]?)"
)
_NAMED_AGAIN = regex.compile(
    rf"(?P<whole>{Q}){C}{{0,8}}[，；](?P<name>{C}{{2,8}})(?<![其集])中[，有]?(?={C}{{1,8}}{Q})"
)
_BARE = regex.compile(rf"(?P<whole>{Q})(?P<more>[、，和]?{Q})?(?:，|：)(?={C}{{1,8}}{Q})")  # 总人口A，男B，女C
_STOP = regex.compile("[。]")
_PERSONS = frozenset({"人", "户"})  # who may get several things; a 人次 is one person at one thing


def check(reading: Reading) -> Iterator[Located]:
    """Findings on totals after their parts, on parts after their whole, on structures of shares, on tables."""
    words = reading.lexicon.words
    complements, exhaustive = (
        [tuple(row.split("/")) for row in sorted(words.get(part, ()))] for part in ("complement", "division")
    )
    seen: set[int] = set()
    told: set[tuple[int, int]] = set()
    for total in summed(reading):
        if total.stated.start not in seen:
            seen.add(total.stated.start)
            yield _told(reading, total)
    for paragraph, match in reading.find(_PARTS):
        for whole in paragraph.of(match["whole"] + (match["more"] or "")):
            if whole.start in seen or whole.fact.role in ("average", "standard", "growth", "share"):
                continue
            if EARLIER.search(paragraph.clause(whole.at)) or aside.base(paragraph, whole):
                continue
            if match["aside"] and (aside.increment(paragraph, whole) or whole.fact.role in NOT_LEVEL):
                continue
            twice = words.get("crossing", frozenset())
            if whole.unit in _PERSONS:
                twice |= words.get("helped", frozenset())
            found = _whole(paragraph, whole, match, complements, exhaustive, twice)
            if found and found.verdict not in FITS and (
                (match["aside"] and _second(paragraph, whole)) or _of_another(paragraph, whole, found)
            ):
                continue
            if found:
                seen.add(whole.start)
                told.add((whole.start, found.others[0].start))
                yield _told(reading, found)
    for paragraph, match in reading.find(_BARE):
        for whole in paragraph.of(match["whole"] + (match["more"] or "")):
            if whole.start in seen or whole.fact.role in NOT_LEVEL or EARLIER.search(paragraph.clause(whole.at)):
                continue
            if found := _bare(paragraph, whole, match.end(), complements, exhaustive):
                seen.add(whole.start)
                told.add((whole.start, found.others[0].start))
                yield _told(reading, found)
    for found in (
        *headed(reading, complements, exhaustive),
        *in_turn(reading, complements, exhaustive),
        *rests(reading),
        *banded(reading),
        *_among(reading, complements, words.get("crossing", frozenset()) | words.get("helped", frozenset())),
    ):
        about = (found.stated.start, found.others[0].start)
        if about not in told and (found.verdict not in FITS or found.stated.start not in seen):
            seen.add(found.stated.start)
            told.add(about)
            yield _told(reading, found)
    for found in itemized(reading):
        if found.stated.start not in seen:
            seen.add(found.stated.start)
            yield _told(reading, found)
    yield from structures(reading)
    yield from totals(reading)


def _told(reading: Reading, found: Comparison) -> Located:
    found = slipped(found)
    parts = "+".join(m.fact.text.strip() for m in found.others)
    return figures(reading, RULE, found, f"{parts}", f"{parts}")


def _whole(
    paragraph: Paragraph,
    whole: Mark,
    match: regex.Match[str],
    complements: Sets,
    exhaustive: Sets,
    crossing: frozenset[str],
) -> Comparison | None:
    """A whole before its parts. Those after 其中 need not be all, unless 其余 or a complementary set closes them."""
    parts: list[Mark] = []
    names: list[str] = []
    clauses: list[str] = []
    for mark in paragraph.between(match.end(), _end(paragraph, match)):
        if mark.unit != whole.unit or mark.fact.kind != whole.fact.kind or mark.fact.role in NOT_LEVEL:
            continue
        if _STOP.search(paragraph.text[match.end() : mark.at]) or len(parts) == MOST_PARTS:
            break
        parts.append(mark)
        clauses.append(words_before(paragraph, mark) + paragraph.after(mark.at + 1))
        names.append(_name(paragraph, mark, parts[-2] if len(parts) > 1 else None, match.end()))
    fallback: Comparison | None = None
    for n in range(2, len(parts) + 1):
        found = add(whole, parts[:n])
        if found.verdict in FITS:
            return found
        # The first 其余 closes the list, as a complementary set does.
        closed = (
            REST.match(clauses[n - 1])
            or divided(names[:n], complements)
            or divisions.opposed(names[:n])
            or (n == len(parts) and divided(names, exhaustive))
            or divisions.composed(paragraph, match["link"], parts[:n])
            or (n == len(parts) and divisions.spanned(paragraph, whole, parts))
        )
        if fallback is None and closed:
            fallback = found
    return (
        fallback
        or _over(paragraph, whole, parts, names, crossing, complements)
        or _turned_round(paragraph, whole, parts)
    )


def _turned_round(paragraph: Paragraph, whole: Mark, parts: Sequence[Mark]) -> Comparison | None:
    """A whole that is the sum of a list but for two neighbouring digits; a list need not be all, yet chance seldom
    makes this of three digits, and of two items of four."""
    n = next((n for n in range(len(parts), 1, -1) if divisions.adjoining(paragraph, parts[:n], loose=True)), 0)
    digits = str(int((whole.figure.value or 0) / whole.figure.step))
    if n < 2 or whole.figure.loose or len(digits.rstrip("0")) < (3 if n > 2 else 4):
        return None
    found = add(whole, parts[:n])
    total = str(int((found.expected.low + found.expected.high) / 2 / whole.figure.step))
    swaps = {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)}
    return found if total != digits and total in swaps else None


def _bare(paragraph: Paragraph, whole: Mark, start: int, complements: Sets, exhaustive: Sets) -> Comparison | None:
    """A whole with the parts right after it, unannounced: only a set of words that divide it tells that they are."""
    parts: list[Mark] = []
    names: list[str] = []
    for mark in paragraph.between(start, paragraph.sentence(start)[1])[:6]:
        if mark.unit == whole.unit and mark.fact.kind == whole.fact.kind and mark.fact.role not in NOT_LEVEL:
            parts.append(mark)
            names.append(_name(paragraph, mark, parts[-2] if len(parts) > 1 else None, start))
            if len(parts) > 1 and (
                divided(names, complements) or divided(names, exhaustive) or divisions.opposed(names)
            ):
                return add(whole, parts) if divisions.adjoining(paragraph, parts, loose=True) else None
    return None


def _over(
    paragraph: Paragraph, whole: Mark, parts: list[Mark], names: list[str], crossing: frozenset[str], complements: Sets
) -> Comparison | None:
    """Parts told in one breath that are more than their whole, though no thing is in two of them."""
    n = next((n for n in range(len(parts), 1, -1) if divisions.adjoining(paragraph, parts[:n])), 0)
    if not n or not divisions.apart(names[:n], crossing, complements):
        return None
    found = add(whole, parts[:n])
    return found if found.verdict not in FITS and found.expected.low > whole.figure.interval().high else None


def _among(reading: Reading, complements: Sets, crossing: frozenset[str]) -> Iterator[Comparison]:
    """技术人才A名，技术人才中教师B名、医生C名: parts in one breath of what is named again."""
    for paragraph, match in reading.find(_NAMED_AGAIN):
        whole = paragraph.of(match["whole"])[0]
        around = paragraph.clause(whole.at) + paragraph.after(whole.at + 1)
        if match["name"][-2:] not in around or whole.fact.role in NOT_LEVEL:
            continue
        parts = [m for m in paragraph.between(match.end(), paragraph.sentence(match.end())[1]) if m.unit == whole.unit]
        names = [_name(paragraph, m, p, match.end()) for p, m in zip((None, *parts), parts, strict=False)]
        if found := _over(paragraph, whole, parts, names, crossing, complements):
            yield found


def _second(paragraph: Paragraph, whole: Mark) -> bool:
    """发现A个，已整改B个，整改率p%。其中…: a list that is not next to its whole may be of an amount before it."""
    start, _ = paragraph.sentence(whole.at)
    return any(m.unit == whole.unit and m.fact.kind == whole.fact.kind for m in paragraph.between(start, whole.at))


def _of_another(paragraph: Paragraph, whole: Mark, found: Comparison) -> bool:
    """标准由A提高到B，增加C，其中…: whether the parts make up a figure told before the one that they follow."""
    start, _ = paragraph.sentence(whole.at)
    return any(
        m.unit == whole.unit and m.fact.kind == whole.fact.kind and m.figure.interval().meets(found.expected)
        for m in paragraph.between(start, whole.at)
    )


def _end(paragraph: Paragraph, match: regex.Match[str]) -> int:
    """Where the parts must stop: the bracket that opened them, or the sentence."""
    opened = match["link"].rstrip("：，")[-1:]
    if opened in "（(" and opened:
        closing = [p for c in "）)" if (p := paragraph.text.find(c, match.end())) >= 0]
        if closing:
            return min(closing)
    return paragraph.sentence(match.end())[1]


def _name(paragraph: Paragraph, mark: Mark, previous: Mark | None, floor: int) -> str:
    """The words that name a part: from the figure before it, or from the link, to the next pause."""
    start = previous.at + 1 if previous else floor
    return paragraph.text[start : mark.at] + paragraph.after(mark.at + 1)
