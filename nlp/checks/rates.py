"""劳动力A人，已就业B人，就业率p%: rates told right after their two figures."""

from __future__ import annotations

import regex

from nlp.checks.parts import words_before
from nlp.checks.reading import C, Mark, Paragraph, Q, Reading

_RATE = regex.compile(
    r"(?P<stem>[^，。；：、的\n\t\U000f0000-\U0010ffff]{1,8})率(?:就|已|也|均)?(?:达到?|为|是|约|超过?|近|至)*了?$"
)
_DUE = regex.compile(rf"(?:应|需|计划|任务|目标|须)(?!对|用|急){C}{{0,12}}$")
_EVERY = regex.compile("^(?:[全我本][市县区镇乡村州盟旗]|共|总共|现有|下?辖)")
_DONE = regex.compile(rf"(?:^|[^未])(?:实|已|完成|实际|到位){C}{{0,12}}$")


def pairs(paragraph: Paragraph, stated: Mark) -> list[tuple[Mark, Mark, bool]]:
    """Part and whole of a rate whose own word stands with the part (已就业B人); the nearest whole is the sure one."""
    start, _ = paragraph.sentence(stated.at)
    rate = _RATE.search(paragraph.text[start : stated.at])
    if not rate:
        return []
    marks = [
        m
        for m in paragraph.between(start, start + rate.start())
        if m.fact.kind in ("count", "money", "measure") and m.fact.role not in ("average", "standard")
    ]
    if len(marks) < 2 or stated.at - marks[-1].at > 20:
        return []
    if due := _due(paragraph, marks[-2:], rate["stem"]):
        return [due]
    if every := _of_every(paragraph, marks):
        return [every]
    if called := _called(paragraph, marks, rate["stem"]):
        return [called]
    said = [_said(paragraph, mark, rate["stem"]) for mark in marks[-3:]]
    if max(said) < 2:
        return []
    # 集中供养418人、分散供养944人，集中供养率: the figure that says most of the rate's word, the last of equals.
    at = len(marks) - 1 - said[::-1].index(max(said))
    group = [
        m for m in marks[: at + 1] if not paragraph.text[m.at + 1 : marks[at].at].strip("".join(paragraph.by_sign))
    ]
    found: list[tuple[Mark, Mark, bool]] = []
    for part in group:
        found += _wholes(paragraph, marks, part, len(group))
    return found


_FOUND = regex.compile(rf"(?:发现|查出|反馈|梳理|排查出?|交办|指出|移交){C}{{0,8}}?(?P<what>问题|线索|隐患)$")
_PUT_RIGHT = regex.compile(
    rf"已(?P<verb>整改|办结|销号|查结|消除){C}{{0,6}}?(?:问题|线索|隐患)?(?P<part>{Q})，(?P=verb)率(?:为|达到?|约)?$"
)


def put_right(reading: Reading, paragraph: Paragraph, stated: Mark) -> list[tuple[Mark, Mark, bool]]:
    """共发现问题A个 … 已整改B个，整改率p%: the document tells once only how many were found."""
    done = _PUT_RIGHT.search(paragraph.text, 0, stated.at)
    if not done:
        return []
    part = paragraph.of(done["part"])[0]
    found = [
        (earlier, mark)
        for earlier in reading.paragraphs
        for mark in earlier.marks
        if mark.start < part.start and mark.unit == part.unit and _FOUND.search(earlier.clause(mark.at))
    ]
    return [(part, found[0][1], True)] if len(found) == 1 else []


def _due(paragraph: Paragraph, marks: list[Mark], stem: str) -> tuple[Mark, Mark, bool] | None:
    """应收A，实收B，收缴率p%: what was due is the whole, whatever the rate is called."""
    whole, part = marks
    gap = paragraph.text[whole.at + 1 : part.at]
    if whole.unit != part.unit or not regex.fullmatch(rf"{C}{{0,6}}[，、；]{C}{{1,7}}", gap):
        return None
    if not any(c in paragraph.clause(whole.at) + paragraph.clause(part.at) for c in stem):
        return None
    if not _DUE.search(paragraph.clause(whole.at)) or not _DONE.search(paragraph.clause(part.at)):
        return None
    if regex.search("增|未|欠|逾期|不良|差|降", stem):
        return None
    return part, whole, True


def _called(paragraph: Paragraph, marks: list[Mark], stem: str) -> tuple[Mark, Mark, bool] | None:
    """参保A人，应参保B人，参保率: the whole bears the rate's word behind 应, and stands right before it."""
    whole = marks[-1]
    if not regex.search(f"应{regex.escape(stem)}", paragraph.clause(whole.at)):
        return None
    parts = [m for m in marks[:-1] if m.unit == whole.unit and stem in paragraph.clause(m.at)]
    return (parts[0], whole, True) if parts else None


def _of_every(paragraph: Paragraph, marks: list[Mark]) -> tuple[Mark, Mark, bool] | None:
    """全县A个行政村，有B个建起…，覆盖率p%: all there are, and how many of them have it; no third figure between."""
    if len(marks) != 2 or marks[0].unit != marks[1].unit or marks[0].fact.kind != "count":
        return None
    whole, part = marks
    gap = paragraph.text[whole.at + 1 : part.at]
    every = _EVERY.search(paragraph.clause(whole.at))
    return (part, whole, True) if every and regex.fullmatch(rf"{C}{{0,8}}，(?:已|现|目前)?有", gap) else None


def _wholes(paragraph: Paragraph, marks: list[Mark], part: Mark, apart: int) -> list[tuple[Mark, Mark, bool]]:
    """What a part may be taken of: the amounts of its unit before it; the nearest is the sure one."""
    at = marks.index(part)
    found: list[tuple[Mark, Mark, bool]] = []
    for whole in [m for m in reversed(marks[:at]) if m.unit == part.unit]:
        gap = paragraph.gap(whole.at, part.at)
        if regex.search("[。；]|率[和及与、]", gap):
            break
        # Right after its whole, or after the 其中 of its own clause.
        if not found and at - marks.index(whole) > apart and not regex.search(rf"其中[：，]?{C}{{0,8}}$", gap):
            break
        if part.figure.interval().low <= whole.figure.interval().high:
            found.append((part, whole, not found))
    return found


def _said(paragraph: Paragraph, mark: Mark, stem: str) -> int:
    """How much of the end of a rate's word stands with a figure (已就业B人, B人就业)."""
    words = words_before(paragraph, mark) + paragraph.after(mark.at + 1)
    return next((n for n in range(len(stem), 1, -1) if stem[-n:] in words), 0)
