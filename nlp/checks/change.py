"""由A到B，减少C: what is left of A and C is B; and the direction that the words tell is the figures' own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from nlp.checks import aside
from nlp.checks.cumulative import cumulative
from nlp.checks.moves import DOWN, Move, by_years, compared, moves, yearly
from nlp.checks.reading import C, F, Mark, Paragraph, Q, Reading, T
from nlp.checks.result import FITS, Comparison, Located, compare, figures, note
from nlp.checks.vocabulary import compiled

RULE: Final = "change"
ABOUT = ("由A到B，减少C：差额与方向", "from A to B, down by C: the difference and the direction")

_BALANCE = regex.compile(
    rf"(?:(?P<born>出生)|(?P<moved>迁入|流入|转入)){C}{{0,6}}?(?P<plus>{Q})[，、；]{C}{{0,4}}?(?(born)死亡|(?:迁出|流出|转出)){C}{{0,6}}?(?P<minus>{Q})[，、；]"
    rf"{C}{{0,4}}?(?P<verb>净(?:增加?|减少?|流入|流出|迁入|迁出)|自然增长|自然增加){C}{{0,4}}?(?P<by>{Q})"
)
_RATES = regex.compile(
    rf"出生率(?:为|是)?(?P<plus>{F})[，；、](?:{C}{{0,6}}{F}[，；、])?{C}{{0,4}}?死亡率(?:为|是)?(?P<minus>{F})[，；、]"
    rf"(?:{C}{{0,8}}{F}[，；、])?{C}{{0,6}}?(?P<verb>自然增长率)(?:为|是)?(?P<by>{F})"
)
_LEFT = regex.compile(
    rf"(?<![占超近约])(?P<plus>{Q}){C}{{0,8}}?(?:已经?|其中|中){C}{{0,8}}?(?P<minus>{Q})[，；]{C}{{0,4}}?(?P<verb>还剩|仅剩|只剩|剩下|剩余|尚余){C}{{0,6}}?(?P<by>{Q})"
)
_NET = regex.compile(
    rf"(?P<plus>{Q})[，；](?:刨去|扣除|除去|减去|去掉|刨除)[^。；{Q[1:-1]}]{{0,14}}?(?P<minus>{Q})[，；]{C}{{0,4}}?"
    rf"(?P<verb>净[落赚挣剩得收余]入?|净利润?|纯利润?|纯收入|净收入|结余|还剩){C}{{0,3}}?(?P<by>{Q})"
)
_SINCE = regex.compile(
    rf"[与同和较比](?:年初|上年末|上年底|去年底|去年末|{T})(?:时|末|底)?的?(?P<old>{Q})(?:相比|比较)?[，]?(?P<verb>净(?:减少?|增加?))了?(?P<by>{Q})"
)
_GAIN = regex.compile(
    rf"(?P<new>{Q})[，、（]{C}{{0,3}}?[比较](?:上年|去年|前一?年|年初|上年末|{T})(?:同期|年?[末底])?(?:净|又)?(?:增加|增长|增)了?(?P<by>{Q})"
)
_TIME = regex.compile("^(?:今年|全年|年内|目前|共|总数|总量|数量|规模|这)+")
_NOW = regex.compile("目前|现有|现在|截至|截止|年末|年底|现共|现保有")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on stated differences and on directions."""
    seen: set[int] = set()
    for paragraph, move in moves(reading):
        yield from _direction(reading, paragraph, move)
        for stated, _, verb in move.followed:
            if stated.start not in seen and (found := _difference(stated, move.old, move.new)):
                seen.add(stated.start)
                yield _told(reading, found, move.old, move.new, verb)
    for paragraph, (old, new, stated, verb) in [*yearly(reading), *compared(reading), *by_years(reading)]:
        if stated.start in seen or not (found := _difference(stated, old, new)):
            continue
        if found.verdict not in FITS and aside.listed(paragraph, new) is not None:
            continue  # behind a list of parts: of the whole, it may be
        seen.add(stated.start)
        yield _told(reading, found, old, new, verb)
    for paragraph, match in reading.find(_SINCE):
        old, by = paragraph.of(match["old"])[0], paragraph.of(match["by"])[0]
        now = _now(paragraph, match.start(), old)
        if now is None or old.unit != by.unit or by.start in seen or old.figure.loose or now.figure.loose:
            continue
        found = _difference(by, old, now)
        # 目前A户, 与年初的B户相比净减少C: two stocks of one thing are near each other.
        if found and (found.verdict in FITS or _near(old, now)):
            seen.add(by.start)
            yield _told(reading, found, old, now, match["verb"])
    yield from _gains(reading)
    yield from cumulative(reading)
    for paragraph, match in (found for pattern in (_BALANCE, _RATES, _LEFT, _NET) for found in reading.find(pattern)):
        plus, minus, by = (paragraph.of(match[name])[0] for name in ("plus", "minus", "by"))
        if not plus.unit == minus.unit == by.unit or by.start in seen:
            continue
        found = compare(by, (plus, minus), plus.figure.interval().minus(minus.figure.interval()).size())
        if found:
            seen.add(by.start)
            a, b, verb = plus.fact.text.strip(), minus.fact.text.strip(), match["verb"]
            yield figures(reading, RULE, found, f"{a}与{b}相抵，{verb}", f"{a} less {b}, the balance")


def _gains(reading: Reading) -> Iterator[Located]:
    """A，比上年增加B: what was gained within a year is no more than all there is, unless it may be below nothing."""
    for paragraph, match in reading.find(_GAIN):
        new, by = paragraph.of(match["new"])[0], paragraph.of(match["by"])[0]
        if new.unit != by.unit or new.fact.kind != by.fact.kind or aside.base(paragraph, new):
            continue
        if compiled(reading.lexicon, "{deficit}").search(paragraph.clause(new.at)) or aside.increment(paragraph, new):
            continue
        if by.figure.interval().low > new.figure.interval().high and aside.listed(paragraph, new) is None:
            a, b = new.fact.text.strip(), by.fact.text.strip()
            zh, en = f"“{b}”：增加的比现有的{a}还多，不符", f"“{b}”: a gain of more than all there is now, {a}"
            yield note(reading, RULE, "conflict", (by.start, by.end), zh, en, marks=(by, new), stated=by.figure.value)


def _now(paragraph: Paragraph, position: int, old: Mark) -> Mark | None:
    """The first count of its kind in the one sentence before that tells how things stand now."""
    found, subject = [], paragraph.clause(position)
    while position > 0:
        start, end = paragraph.sentence(position)
        for mark in paragraph.between(start, min(end, position)):
            if mark.unit == old.unit and mark.fact.kind == old.fact.kind and mark is not old:
                if "其中" in paragraph.text[start : mark.at]:
                    break  # its parts
                if _NOW.search(paragraph.text[start : mark.at]):
                    found.append(mark)
        position = start - 1
    if len(found) != 1:
        return None
    named = _TIME.sub("", subject)
    return found[0] if named in paragraph.clause(found[0].at) + paragraph.after(found[0].at + 1) else None


def _near(old: Mark, now: Mark) -> bool:
    a, b = old.figure.value, now.figure.value
    return bool(a and b and abs(a - b) * 10 <= max(a, b))


def _difference(stated: Mark, old: Mark, new: Mark) -> Comparison | None:
    points = stated.fact.kind == "point" and new.fact.kind == "percent"
    if not points and stated.unit != new.unit:
        return None
    expected = new.figure.interval().minus(old.figure.interval()).size()
    found = compare(stated, (old, new), expected, new.figure.rounded().minus(old.figure.rounded()).size())
    if stated.fact.kind == "percent":  # 提高5.1%: of points said as percent, or of a growth; either may be meant
        return found if found.verdict == "consistent" else None
    return found


def _told(reading: Reading, found: Comparison, old: Mark, new: Mark, verb: str) -> Located:
    a, b = old.fact.text.strip(), new.fact.text.strip()
    return figures(reading, RULE, found, f"由{a}到{b}，{verb}", f"from {a} to {b}, the difference")


def _direction(reading: Reading, paragraph: Paragraph, move: Move) -> Iterator[Located]:
    if move.direction is None or move.old.figure.value is None or move.new.figure.value is None:
        return
    old, new = move.old.figure.interval(), move.new.figure.interval()
    wrong = new.low > old.high if move.direction == DOWN else new.high < old.low
    if wrong and not move.old.figure.loose and not move.new.figure.loose:
        a, b = move.old.fact.text.strip(), move.new.fact.text.strip()
        yield note(
            reading,
            RULE,
            "conflict",
            (move.new.start, move.new.end),
            f"“{b}”：文中说由{a}{move.verb}{b}，数字的方向相反",
            f"“{b}”: said to go {move.direction} from {a}, but does the opposite",
            marks=(move.new, move.old),
            stated=move.new.figure.value,
        )
