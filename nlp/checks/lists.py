"""Lists of parts that stand apart from their whole (分年度看，…), what is left over (尚余…), and which part slipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from nlp.checks import divisions
from nlp.checks.divisions import Sets, divided
from nlp.checks.reading import C, Mark, Paragraph, Q, Reading, T
from nlp.checks.result import FITS, Comparison, best, compare
from nlp.intervals import Interval, judge

_HEAD = regex.compile(
    rf"(?<=[，。；：])(?:(?P<yearly>分年度|按年度|分年份|逐年)|按{C}{{1,6}}分|分{C}{{1,5}}看){C}{{0,6}}[，：]?(?=[^，：。])"
)
_OF_THESE = regex.compile("(?<=[）；。，])其中[：，]?")
EARLIER = regex.compile("(?:上年|去年|前一年|上期|同期|年初)[^，。；]{0,4}$")  # （上年为A）。其中B: of this year's
_ALL_FOR = regex.compile(rf"(?P<noun>{C}{{2,8}})(?:全部|全额)(?:用于|用作|投入|安排){C}{{0,10}}[，：](?:其中)?[：]?")
_REST = regex.compile(
    rf"[，、；](?P<lead>现|目前|还)?(?:其余|尚余|尚有|剩余|余下|还剩|还余|剩下)(?:的|约|还有|仅)?{C}{{0,4}}?(?P<rest>{Q})(?P<more>[、和]?{Q})?"
)
_SETTLED = "整改|办结|完成|脱贫|退出|消除|修复|化解|销号|建成|竣工|验收|拨付|兑现|拆除|复学|就业"
_PENDING = regex.compile(
    rf"[，、；](?:正在|尚?未|待|仍有|还有){C}{{1,6}}?(?P<rest>{Q})"
)  # of what is due some may be neither done nor in hand, but no more than all
_ITEM = rf"{C}{{1,14}}?{Q}{C}{{0,3}}(?:（[^（）]{{0,20}}）)?"
_LIST = rf"(?P<items>{_ITEM}(?:[、，；]{_ITEM})+?)(?=[。；]|，[比较同]|$)"
_ITEMIZED = regex.compile(
    rf"(?P<whole>{Q})(?:，(?:其中)?(?P<some>包括)：?|，?(?P<all>(?:具体|分别)(?:为|是)：?|"
    rf"由(?:[两三四五六七八九十]\w{{1,3}}?)?(?:组成|构成)[：，])|[。，；](?P<by>(?:分|按)\w{{1,6}}?(?:分|看|划分)?[：，])|，(?P<bare>)){_LIST}"
)
_NAMES = rf"(?:{C}{{1,8}}?[、和]){{1,5}}{C}{{1,8}}?"
_IN_TURN = regex.compile(
    rf"(?P<whole>{Q})，(?:其中)?(?P<names>{_NAMES})(?:资金|投入|收入|支出)?(?:分别|依次|各)(?:为|是|达到?|有)?(?P<items>{Q}(?:[、和，]{Q})+)"
)
_WHOLE = regex.compile("累计|共|总|合计|应|计划|识别|摸排|排查|核查|现有|发现|需|规划")
NOT_LEVEL: Final = frozenset({"average", "standard", "growth", "change", "difference", "share"})


def add(whole: Mark, parts: Sequence[Mark]) -> Comparison:
    """A whole beside the sum of its parts."""
    expected, rounded = Interval.exact(0), Interval.exact(0)
    for part in parts:
        expected, rounded = expected.plus(part.figure.interval()), rounded.plus(part.figure.rounded())
    return compare(whole, parts, expected, rounded)


def slipped(found: Comparison) -> Comparison:
    """A sum that does not hold, called by the slip of the one part that would mend it."""
    numbers = [m.figure.value for m in found.others]
    total = found.stated.figure.value
    if found.verdict != "conflict" or total is None or any(m.figure.loose for m in (found.stated, *found.others)):
        return found
    known = [n for n in numbers if n is not None]
    kinds = set()
    for part in found.others:
        value = total - sum(known) + (part.figure.value or 0)
        if value > 0:
            kinds.add(judge(part.figure, Interval.exact(value)))
    slip = next((kind for kind in ("unit_slip", "digit_slip") if kind in kinds), None)
    return found._replace(verdict=slip) if slip else found


def headed(reading: Reading, complements: Sets, exhaustive: Sets) -> Iterator[Comparison]:
    """共A。分年度看，2016年B，2017年C; 收入A，收入全部用于…，其中B、C: all parts of a whole told before."""
    for paragraph, match in reading.find(_HEAD):
        yield from _under(paragraph, match, complements, exhaustive)
    for paragraph, match in reading.find(_OF_THESE):
        yield from _divided_before(paragraph, match, complements, exhaustive)
    for paragraph, match in reading.find(_ALL_FOR):
        start, end = paragraph.sentence(match.start())
        befores = [m for m in paragraph.between(start, match.start()) if match["noun"] in paragraph.clause(m.at)]
        parts = _parts(paragraph, match.end(), end)
        wholes = [m for m in befores if parts and _like(m, parts[0])]
        if len(wholes) == 1 and len(parts) > 1 and divisions.adjoining(paragraph, parts, loose=True):
            yield add(wholes[0], parts)


def _divided_before(
    paragraph: Paragraph, match: regex.Match[str], complements: Sets, exhaustive: Sets
) -> Iterator[Comparison]:
    """生产总值A（上年为B）。其中第一产业…: a set of words that divide, and one whole of their unit before it."""
    start, end = paragraph.sentence(match.start())
    parts = _parts(paragraph, match.end(), end)
    wholes = [
        m
        for m in paragraph.between(start, match.start())
        if parts and _like(m, parts[0]) and not EARLIER.search(paragraph.clause(m.at))
    ]
    names = [
        paragraph.text[a.at + 1 if a else match.end() : b.at] + paragraph.after(b.at + 1)
        for a, b in zip((None, *parts), parts, strict=False)
    ]
    if len(wholes) == 1 and (divided(names, complements) or divided(names, exhaustive)):
        yield add(wholes[0], parts)


def _under(paragraph: Paragraph, match: regex.Match[str], complements: Sets, exhaustive: Sets) -> Iterator[Comparison]:
    first, end = match.end(), paragraph.sentence(match.end())[1]
    parts = _parts(paragraph, first, end)
    if len(parts) < 2 or len({p.unit for p in parts}) > 1:
        return
    names = [
        paragraph.text[a.at + 1 if a else first : b.at] + paragraph.after(b.at + 1)
        for a, b in zip((None, *parts), parts, strict=False)
    ]
    if match["yearly"]:
        span = regex.match(rf"({T})分别(?:为|是)", paragraph.text[first:])
        years = divisions.span_before(paragraph, first + 1) if span else None
        known = (years and years[1] - years[0] + 1 == len(parts)) or divisions.years_of(paragraph, parts, first)
        sure = bool(known) and divisions.adjoining(paragraph, parts, loose=True)
    else:
        sure = divided(names, complements) or divided(names, exhaustive)
    # In the sentence itself, or in the one before where the list opens a sentence of its own.
    opens = paragraph.sentence(match.start())[0] == match.start()
    start, _ = paragraph.sentence(match.start() - 1)
    wholes = [
        m
        for m in paragraph.between(start, match.start())
        if _like(m, parts[0]) and not EARLIER.search(paragraph.clause(m.at))
    ]
    if not opens:
        wholes = [m for m in wholes if "；" not in paragraph.text[m.at : match.start()]]
    found = [add(whole, parts) for whole in wholes]
    choice = best(found)
    if choice and choice.verdict in FITS:
        yield choice
        return
    named = [c for c in found if regex.search("累计|共|总|合计", paragraph.clause(c.stated.at))]
    # Only one sum of all is told, and no part of it is more.
    most = max(p.figure.interval().low for p in parts)
    if sure and len(named) == 1 and most < named[0].stated.figure.interval().high:
        yield named[0]


def itemized(reading: Reading) -> Iterator[Comparison]:
    """共A，具体为：甲B，乙C。A，小学B，初中C，高中D。: a list of one unit that fills the rest of the sentence.

    Only 具体为, 由…组成, 分…： say that the list is all there is; of others, and of persons and households, who may be
    listed twice, a sum is told when it holds or when one slip of digits would make it hold.
    """
    for paragraph, match in reading.find(_ITEMIZED):
        whole = paragraph.of(match["whole"])[0]
        items = regex.sub("（[^（）]*）", lambda m: " " * len(m[0]), match["items"])
        parts = paragraph.of(items)
        levels = [m for m in (whole, *parts) if _like(m, whole) and not m.figure.loose]
        if len(levels) != len(parts) + 1 or len(parts) < 2 or EARLIER.search(paragraph.clause(whole.at)):
            continue
        found = add(whole, parts)
        stated, expected = whole.figure.interval(), found.expected
        if found.verdict in FITS:
            yield found
        elif max(m.figure.interval().low for m in parts) < stated.low and len(parts) > 2:
            close = abs(expected.low - stated.low) * 10 <= stated.high
            sure = match["by"] or (match["all"] and whole.unit not in ("人", "户"))
            if (close and sure) or (slipped(found).verdict == "digit_slip" and _long(whole)):
                yield found


def in_turn(reading: Reading, complements: Sets, exhaustive: Sets) -> Iterator[Comparison]:
    """投入A，中央、省、市县分别为B、C、D: a set of words that divide, and a figure for each."""
    for paragraph, match in reading.find(_IN_TURN):
        whole, parts = paragraph.of(match["whole"])[0], paragraph.of(match["items"])
        names = regex.split("[、和]", match["names"])
        if len(names) != len(parts) or any(not _like(m, whole) for m in (whole, *parts)):
            continue
        found = add(whole, parts)
        sure = divided(names, complements) or divided(names, exhaustive)
        if found.verdict in FITS or sure:
            yield found


def _long(mark: Mark) -> bool:
    """Three digits at least: of fewer, a slip may be chance."""
    return len(str(int((mark.figure.value or 0) / mark.figure.step)).rstrip("0")) > 2


def rests(reading: Reading) -> Iterator[Comparison]:
    """共识别A，已脱贫B，尚余C: what is done and what is left make up the whole."""
    for paragraph, match in reading.find(_REST):
        start, _ = paragraph.sentence(match.start())
        start = max(start, paragraph.text.rfind("；", 0, match.start() + 1) + 1)
        for rest in paragraph.of(match["rest"] + (match["more"] or "")):
            before = [m for m in paragraph.between(start, match.start()) if _like(m, rest)]
            if len(before) != 2 or "其中" in paragraph.text[start : match.start()]:
                continue
            whole, done = before
            lead = paragraph.text[whole.at + 1 : done.at]
            named = paragraph.text[start : whole.at]
            if regex.search(f"今年|当年|本年|年内|上半年|{T}", lead):
                continue  # what was done this year and what is left are not all
            left = regex.search("其余|尚余|剩余|余下|还剩|还余|剩下", match[0])
            if regex.search(rf"[，、；]{C}{{0,6}}?已", lead) and "已" not in named and (left or _WHOLE.search(named)):
                yield add(whole, (done, rest))
    for paragraph, match in reading.find(_PENDING):
        start, _ = paragraph.sentence(match.start())
        start = max(start, paragraph.text.rfind("；", 0, match.start() + 1) + 1)
        rest = paragraph.of(match["rest"])[0]
        before = [m for m in paragraph.between(start, match.start()) if _like(m, rest)]
        if len(before) != 2 or "其中" in paragraph.text[start : match.start()]:
            continue
        named, lead = paragraph.clause(before[0].at), paragraph.text[before[0].at + 1 : before[1].at]
        if _WHOLE.search(named) and regex.search(rf"[，、；]{C}{{0,6}}?(?:{_SETTLED})", lead):
            found = add(before[0], (before[1], rest))
            if found.verdict in FITS or found.expected.low > found.stated.figure.interval().high:
                yield found


def _parts(paragraph: Paragraph, start: int, end: int) -> list[Mark]:
    """The amounts of a list that are of the first one's unit."""
    marks = [m for m in paragraph.between(start, end) if m.fact.kind in ("count", "money", "measure")]
    return [m for m in marks if _like(m, marks[0])] if marks else []


def _like(mark: Mark, other: Mark) -> bool:
    return mark.unit == other.unit and mark.fact.kind == other.fact.kind and mark.fact.role not in NOT_LEVEL
