"""A、B、C，合计D; D，其中A、B，其余C; 男A人、女B人: parts that make up their whole. And shares that make up 100."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import regex

from nlp.checks import aside, divisions
from nlp.checks.aside import ASIDE
from nlp.checks.bands import banded
from nlp.checks.divisions import REST, Sets, divided
from nlp.checks.lists import EARLIER, add, headed, in_turn, itemized, rests, slipped
from nlp.checks.parts import words_before
from nlp.checks.reading import CT, C, Mark, Paragraph, Q, Reading, T
from nlp.checks.result import FITS, Comparison, Located, figures, note
from nlp.checks.tables import totals
from nlp.intervals import Figure, Interval, judge

RULE: Final = "sum"
ABOUT = ("各部分之和与合计；表格的合计行、合计列", "parts and their total; the total rows and columns of tables")
_TOTAL = regex.compile(
    rf"(?:共计|合计|总计|总共|一共|加起来|(?P<items>{Q})(?:合计|共计|相加|加起来)|，共|累计共?)(?:为|达到?|是|有|约)?(?P<total>{Q})(?P<more>[、和]?{Q})?"
)
# 2014年脱贫142户，2015年脱贫186户，累计脱贫328户: one verb for every year and for all of them
_YEARS = regex.compile(rf"(?:累计|共|合计|[两三四五六七八九]年)+(?P<verb>{C}{{1,4}})(?P<total>{Q})(?P<more>{Q})?")
_GRAND = regex.compile(
    rf"，{C}{{0,4}}总(?:面积|数|量|额|规模|产量|产值|投资|里程|长度|装机|收入)(?:容量)?(?:为|达到?|是|有|约)*(?P<total>{Q})"
)
_PARTS = regex.compile(
    rf"(?P<whole>{Q})(?P<more>[、，和（]?{Q})?(?P<aside>{ASIDE})?(?P<link>{CT}{{0,16}}?(?:[，：（(。]|——)?(?:按\S{{1,12}}?分[，：])?(?:其中|包括|分别为|分别是|由|含|当中|[：（(])[：，]?)"
)
_NAMED_AGAIN = regex.compile(
    rf"(?P<whole>{Q}){C}{{0,8}}[，；](?P<name>{C}{{2,8}})(?<![其集])中[，有]?(?={C}{{1,8}}{Q})"
)
_BARE = regex.compile(rf"(?P<whole>{Q})(?P<more>[、，和]?{Q})?(?:，|：)(?={C}{{1,8}}{Q})")  # 总人口A，男B，女C
_STOP = regex.compile("[。]")
_RATIO = regex.compile(r"(?<![\d.:：∶])\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,}(?![\d:：∶])")
_STRUCTURE = regex.compile("结构[^。；，\n]{0,50}$")
_NOT_LEVEL = frozenset({"average", "standard", "growth", "change", "difference", "share"})
_PERSONS = frozenset({"人", "户"})  # who may get several things; a 人次 is one person at one thing
_TOLERATED = Decimal("0.15")  # three shares, each rounded to a tenth
MOST_PARTS = 12


def check(reading: Reading) -> Iterator[Located]:
    """Findings on totals after their parts, on parts after their whole, on structures of shares, on tables."""
    words = reading.lexicon.words
    complements, exhaustive = (
        [tuple(row.split("/")) for row in sorted(words.get(part, ()))] for part in ("complement", "division")
    )
    seen: set[int] = set()
    told: set[tuple[int, int]] = set()
    for paragraph, match in reading.find(_TOTAL):
        for total in paragraph.of(match["total"] + (match["more"] or "")):
            parts = _counted_off(paragraph, match, _listed_before(paragraph, match.start(), total))
            if total.start not in seen and (
                found := _total(total, parts, sure=bool(match["items"]) or match[0][:2] in ("共计", "合计", "总计"))
            ):
                seen.add(total.start)
                yield _told(reading, found)
    for paragraph, match in reading.find(_GRAND):
        total = paragraph.of(match["total"])[0]
        parts = _listed_before(paragraph, match.start(), total)
        if total.start not in seen and len(parts) > 2 and divisions.adjoining(paragraph, parts):
            found = add(total, parts)
            # Not all that there is need be listed, but no more than all.
            if found.verdict in (*FITS, "digit_slip") or found.expected.low > total.figure.interval().high:
                seen.add(total.start)
                yield _told(reading, found)
    for paragraph, match in reading.find(_YEARS):
        for total in paragraph.of(match["total"] + (match["more"] or "")):
            parts = _of_years(paragraph, match, total) or _year_by_year(paragraph, match, total)
            if (
                total.start not in seen
                and len(parts) > 1
                and (found := _over_years(total, parts, _years(paragraph, match)))
            ):
                seen.add(total.start)
                yield _told(reading, found)
    for paragraph, match in reading.find(_PARTS):
        for whole in paragraph.of(match["whole"] + (match["more"] or "")):
            if whole.start in seen or whole.fact.role in ("average", "standard", "growth", "share"):
                continue
            if EARLIER.search(paragraph.clause(whole.at)) or aside.base(paragraph, whole):
                continue
            if match["aside"] and (aside.increment(paragraph, whole) or whole.fact.role in _NOT_LEVEL):
                continue
            twice = words.get("crossing", frozenset())
            if whole.unit in _PERSONS:
                twice |= words.get("helped", frozenset())
            found = _whole(paragraph, whole, match, complements, exhaustive, twice)
            if found and match["aside"] and found.verdict not in FITS and _second(paragraph, whole):
                continue
            if found:
                seen.add(whole.start)
                told.add((whole.start, found.others[0].start))
                yield _told(reading, found)
    for paragraph, match in reading.find(_BARE):
        for whole in paragraph.of(match["whole"] + (match["more"] or "")):
            if whole.start in seen or whole.fact.role in _NOT_LEVEL or EARLIER.search(paragraph.clause(whole.at)):
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
    yield from _structures(reading)
    yield from totals(reading)


def _told(reading: Reading, found: Comparison) -> Located:
    found = slipped(found)
    parts = "+".join(m.fact.text.strip() for m in found.others)
    return figures(reading, RULE, found, f"{parts}", f"{parts}")


def _listed_before(paragraph: Paragraph, position: int, total: Mark) -> list[Mark]:
    """The amounts of the total's unit that the sentence lists before it."""
    start, _ = paragraph.sentence(position)
    start = max(start, paragraph.text.rfind("；", 0, position) + 1, paragraph.text.rfind("：", 0, position) + 1)
    return [m for m in paragraph.between(start, position) if m.unit == total.unit and m.fact.kind == total.fact.kind]


def _counted_off(paragraph: Paragraph, match: regex.Match[str], parts: list[Mark]) -> list[Mark]:
    """两项合计: the last two; what each gets is no item of the list (每人70元)."""
    named = [m for m in parts if m.fact.role not in _NOT_LEVEL]
    items = paragraph.of(match["items"] or "")
    number = int(items[0].figure.value or 0) if items and items[0].fact.unit in ("项", "类", "个") else 0
    return named[-number:] if 1 < number <= len(named) else parts


def _of_years(paragraph: Paragraph, match: regex.Match[str], total: Mark) -> list[Mark]:
    """The amounts before a total that each stand behind a time and the total's own verb; none where one does not."""
    parts = _listed_before(paragraph, match.start(), total)
    told = regex.compile(f"{T}{C}{{0,2}}{regex.escape(match['verb'])}{Q}{{1,2}}[，、；]")
    runs = [m.span() for m in told.finditer(paragraph.text, 0, match.start())]
    return parts if all(any(start < part.at < end for start, end in runs) for part in parts) else []


def _over_years(total: Mark, parts: list[Mark], years: int) -> Comparison | None:
    """A total of years; one far from the sum counts years that are not told (2019年脱贫186户，累计脱贫1109户)."""
    found = add(total, parts)
    stated = total.figure.interval()
    close = abs(found.expected.low - stated.low) * 20 <= stated.high and len(parts) > 2
    return found if found.verdict in FITS or close or years == len(parts) else None


def _year_by_year(paragraph: Paragraph, match: regex.Match[str], total: Mark) -> list[Mark]:
    """2015年A，2016年B，两年共C: as many years in a row as the words before 共 count, each with its figure."""
    parts = _listed_before(paragraph, match.start(), total)
    years = _years(paragraph, match)
    parts = parts[-years:] if 1 < years <= len(parts) else []
    known = parts and divisions.years_of(paragraph, parts, paragraph.sentence(parts[0].at)[0])
    return parts if known and divisions.adjoining(paragraph, parts, loose=True) else []


def _years(paragraph: Paragraph, match: regex.Match[str]) -> int:
    """The years that stand before 共 (四年共脱贫); 0 where none do."""
    before = paragraph.of(paragraph.text[match.start() - 1 : match.start()])
    told = regex.fullmatch(r"P(\d+)Y", before[0].fact.time or "") if before else None
    return int(told[1]) if told else 0


def _total(total: Mark, parts: list[Mark], sure: bool) -> Comparison | None:
    """A total after its parts: any run of parts that ends before it may be meant, so only all of them can conflict."""
    for first in range(len(parts) - 1):
        found = add(total, parts[first:])
        if found.verdict in FITS:
            return found
    if not sure or len(parts) < 2 or any(m.fact.role in _NOT_LEVEL for m in parts) or len(parts) > MOST_PARTS:
        return None
    found = add(total, parts)
    # A figure of the list that is more than the total is a whole of its own, so the list is not what was added up.
    return found if max(m.figure.interval().low for m in parts) < total.figure.interval().high else None


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
        if mark.unit != whole.unit or mark.fact.kind != whole.fact.kind or mark.fact.role in _NOT_LEVEL:
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
        if mark.unit == whole.unit and mark.fact.kind == whole.fact.kind and mark.fact.role not in _NOT_LEVEL:
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
        if match["name"][-2:] not in around or whole.fact.role in _NOT_LEVEL:
            continue
        parts = [m for m in paragraph.between(match.end(), paragraph.sentence(match.end())[1]) if m.unit == whole.unit]
        names = [_name(paragraph, m, p, match.end()) for p, m in zip((None, *parts), parts, strict=False)]
        if found := _over(paragraph, whole, parts, names, crossing, complements):
            yield found


def _second(paragraph: Paragraph, whole: Mark) -> bool:
    """发现A个，已整改B个，整改率p%。其中…: a list that is not next to its whole may be of an amount before it."""
    start, _ = paragraph.sentence(whole.at)
    return any(m.unit == whole.unit and m.fact.kind == whole.fact.kind for m in paragraph.between(start, whole.at))


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


def _structures(reading: Reading) -> Iterator[Located]:
    """三次产业结构为15.8∶39.7∶44.5: shares of one whole make up 100."""
    for match in _RATIO.finditer(reading.text):
        text, (start, end) = match[0], match.span()
        numbers = [Decimal(n) for n in regex.split("[:：∶]", text)]
        if (
            not _STRUCTURE.search(reading.text[max(0, start - 60) : start]) or not 80 <= sum(numbers) <= 120
        ):  # parts of ten or of one another, not of a hundred
            continue
        total = sum(numbers, Decimal(0))
        verdict = judge(Figure(Decimal(100), whole=True), Interval.exact(total).widened(_TOLERATED))
        told = "相符" if verdict == "consistent" else "不符"
        yield note(
            reading,
            RULE,
            "consistent" if verdict == "consistent" else "conflict",
            (start, end),
            f"“{text}”：各项之和为{total}，应为100，{told}",
            f"“{text}”: the shares add up to {total}, not 100"
            if verdict != "consistent"
            else f"“{text}”: the shares add up to 100",
            ids=[f.id for f in reading.extraction.facts if reading.view.clean_of(f.start) == start],
            stated=total,
            expected=Decimal(100),
        )
