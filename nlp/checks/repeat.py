"""The same claim stated twice: same words, same scope, same time, and another figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

import regex

from nlp.checks import named
from nlp.checks.couples import couples, reached
from nlp.checks.lists import NOT_LEVEL
from nlp.checks.reading import C, Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Located, compare, figures
from nlp.checks.vocabulary import compiled
from nlp.model import Severity

RULE: Final = "repeat"
ABOUT = ("同一说法前后两处的数字", "the same claim in two places of the document")
# Words that make a count one of all: 全县18个乡镇, 辖332个村, 共有建档立卡贫困户3.4万户.
_ALL = regex.compile(
    r"(?:(?:[全我本][县市区镇乡村省州])(?:下?辖|总|共|现|有|的|计)*|下?辖|总共|共有|现有|共计)(?P<name>\w{0,16}?)(?:共|总数|总计|达到?|有|为|的)*$"
)
_RATE = regex.compile(
    r"(?P<name>\w{2,14}?(?:率|比重|可支配收入|纯收入))(?:仅|约|已|就)?(?:分别)?(?:下降|降|降低|提高|上升|升|增加|增长|增)?(?:达到?|为|是|到|至)*$"
)
_AMONG = regex.compile(rf"辖(?:{Q}{C}{{1,6}}[、和，])+$")  # 辖12个乡镇、156个村
# 建成安置点27个 … 全部26个安置点: what was built, and all of it.
# 管好25家帮扶车间: what is kept well is all that there is
_BUILT = r"^(?:{tallying}|全[县市区镇乡村州])*{erected}(?P<name>\w{3,12})(?:共|总数)?$"
# 管好25家帮扶车间: what is kept well is all that there is
_KEPT = "(?:{keeping}好|盘活)(?:这|现有的?|已建成?的?)?$"
_EVERY = "{everyone}的?$"
_WHOLE_PLACE = regex.compile("(?:^|，)(?P<of>全[村镇乡县区])$")
_WHOLE_NAME = regex.compile("全[村镇乡县区市州][^，。；有共新]{3,12}")
_NEVER = NOT_LEVEL | {"target"}


class Claim(NamedTuple):
    """What makes two statements the same one."""

    name: str
    unit: str | None
    place: str
    time: str | None


def check(reading: Reading) -> Iterator[Located]:
    """Findings on later statements of a claim against its first one."""
    yield from _built(reading)
    yield from _peopled(reading)
    yield from _named_twice(reading)
    yield from couples(reading)
    yield from reached(reading)
    first: dict[Claim, Mark] = {}
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            if mark.fact.kind in ("date", "period", "point", "multiple") or mark.fact.value is None:
                continue
            if not (claim := _counted(reading, paragraph, mark) or _rate(paragraph, mark)):
                continue
            if claim not in first:
                first[claim] = mark
                continue
            earlier = first[claim]
            found = compare(mark, (earlier,), earlier.figure.interval(), earlier.figure.rounded())
            if found.verdict in ("truncated",):
                found = found._replace(verdict="compatible")
            # A very different count is one of something else; the words alone cannot tell.
            if found.verdict in FITS or (claim.time and mark.fact.kind == "percent") or _close(mark, earlier):
                text = earlier.fact.text.strip()
                severity: Severity | None = None if found.verdict in FITS else "warning"
                yield figures(
                    reading, RULE, found, f"前文同一说法为{text}，", f"stated before as {text}, which", severity
                )


def _built(reading: Reading) -> Iterator[Located]:
    """Findings on 全部26个集中安置点 after 建成集中安置点27个, where that is told once only."""
    built: dict[Claim, list[Mark]] = {}
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            if mark.fact.kind != "count" or mark.figure.value is None or mark.figure.loose:
                continue
            left = paragraph.clause(mark.at)
            place = mark.fact.place or ""
            if named := compiled(reading.lexicon, _BUILT).fullmatch(left):
                built.setdefault(Claim(named["name"], mark.unit, place, None), []).append(mark)
            elif compiled(reading.lexicon, f"{_EVERY}|{_KEPT}").search(left) and (
                noun := regex.match(r"\w{3,}", paragraph.after(mark.at + 1))
            ):
                known = [c for c in built if noun[0].startswith(c.name) and (c.unit, c.place) == (mark.unit, place)]
                if len(known) == 1 and len(built[known[0]]) == 1 and _alike(mark, earlier := built[known[0]][0]):
                    found = compare(mark, (earlier,), earlier.figure.interval())
                    text = earlier.fact.text.strip()
                    severity: Severity | None = None if found.verdict in FITS else "warning"
                    said = f"stated before as {text}, which"
                    yield figures(reading, RULE, found, f"前文为{text}，全部", said, severity)


def _named_twice(reading: Reading) -> Iterator[Located]:
    """Findings on 全镇持证残疾人1142人 after 全镇持证残疾人1124人: one name, one time, the digits out of order."""
    told: dict[tuple[str, str | None, str | None], Mark] = {}
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            name = paragraph.clause(mark.at)
            if not _WHOLE_NAME.fullmatch(name) or mark.fact.kind != "count" or mark.figure.loose:
                continue
            earlier = told.setdefault((name, mark.unit, mark.fact.time), mark)
            found = compare(mark, (earlier,), earlier.figure.interval())
            same = sorted(str(mark.figure.value)) == sorted(str(earlier.figure.value))
            if found.verdict == "digit_slip" and same:
                text = earlier.fact.text.strip()
                yield figures(reading, RULE, found, f"前文为{text}，", f"stated before as {text}, which", "warning")


def _peopled(reading: Reading) -> Iterator[Located]:
    """Findings on 全村1583人 after the document told of 1538: only digits out of order are surely an error."""
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            place = _WHOLE_PLACE.search(paragraph.clause(mark.at))
            if not place or mark.unit != "人" or mark.fact.kind != "count" or mark.figure.loose:
                continue
            earlier = named.population(reading, mark, place["of"])
            if earlier is None or compiled(reading.lexicon, "{partaking}").search(paragraph.after(mark.at + 1)):
                continue
            found = compare(mark, (earlier,), earlier.figure.interval())
            if found.verdict in FITS or (
                found.verdict == "digit_slip" and sorted(str(mark.figure.value)) == sorted(str(earlier.figure.value))
            ):
                text = earlier.fact.text.strip()
                severity: Severity | None = None if found.verdict in FITS else "warning"
                yield figures(reading, RULE, found, f"前文为{text}，", f"stated before as {text}, which", severity)


def _counted(reading: Reading, paragraph: Paragraph, mark: Mark) -> Claim | None:
    """A count of all there are of a kind, in this place."""
    if mark.fact.kind != "count" or mark.fact.role in _NEVER or mark.figure.loose:
        return None
    left, right = paragraph.clause(mark.at), paragraph.after(mark.at + 1)
    if not left and _AMONG.search(paragraph.text, 0, mark.at):
        left = "下辖"
    part = compiled(reading.lexicon, "{of_some}")
    if not (every := _ALL.search(left)) or part.search(left[every.start() :]):
        return None
    if not regex.search("辖|共|现有|总", every[0]) and not regex.search("全部|均|都", right):
        return None  # 全县16个乡镇建有…: perhaps not all there are
    named = mark.fact.metric_text or ""
    noun = regex.match(r"\w{2,12}", right)
    name = every["name"] or (named if len(named) > 1 and right.startswith(named) else noun[0] if noun else "")
    if every["name"] and right:
        return None  # 全县识别贫困村18个乡镇: named on both sides, so the noun is in doubt
    if len(name) < 2 or part.search(name) or regex.search("全部|均|都|开展|完成|建|已", name):
        name = regex.split("全部|均|都|共|已|中|的", name)[0]
    if len(name) < 2 or part.search(name):
        return None
    return Claim(name, mark.unit, mark.fact.place or "", mark.fact.time if mark.fact.time_text else None)


def _rate(paragraph: Paragraph, mark: Mark) -> Claim | None:
    """A rate or an income at a time that its own sentence states."""
    if mark.fact.role in _NEVER or not mark.fact.time_text or mark.figure.loose or not mark.fact.time:
        return None
    left = paragraph.clause(mark.at)
    rate = _RATE.search(left)
    if (
        not rate
        or regex.search("其中|比|较|同期|目标|计划|预计|全国|全省|全市", left)
        or "/" in mark.fact.time
        or "初" in mark.fact.time_text
    ):
        return None
    return Claim(
        regex.sub("^(?:全[县市区镇乡村]|我[县市区])", "", rate["name"]),
        mark.unit,
        mark.fact.place or "",
        mark.fact.time[:4],
    )


def _alike(mark: Mark, other: Mark) -> bool:
    """Whether two counts said to be all of the same things are near enough for one to be a slip."""
    a, b = mark.figure.value, other.figure.value
    return bool(a and b and (_close(mark, other) or abs(a - b) * 10 <= max(a, b)))


def _close(mark: Mark, other: Mark) -> bool:
    a, b = mark.figure.value, other.figure.value
    if not a or not b:
        return False
    return abs(a - b) <= max(Decimal(1), max(a, b) / 20) or sorted(str(a)) == sorted(str(b))
