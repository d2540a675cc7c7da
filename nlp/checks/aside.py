"""Figures that a sentence mentions beside its subject: plans (完成预算A的p%), increments, listed items."""

from __future__ import annotations

import regex

from nlp.checks.reading import B, C, M, Mark, P, Paragraph, Q, T

_OF_IT = regex.compile(rf"[）)]?的(?:{P}|{M}|\w?[一二两三四五六七八九十]成)")  # 完成任务数A的p%, 是前年A的3倍
_BY = regex.compile(
    r"(?:[比较]|同比|相比)[^，。；：、\n\t\U000f0000-\U0010ffff]{0,10}"
    r"(?:增加|增长|增|提高|减少|减|下降|多|少)了?(?:约|近|超过?)?$"
)
_STOCK = regex.compile(r"(?:年初|[上去]年末|[上去]年底|期初)(?:时|的)?$")
_FLOW = regex.compile(
    "增加|减少|新增|新分|新识别|新设|新建|新开|纳入|清退|退出|迁[入出]|转[入出]|调[入出]|流[入出]|死亡|出生|注销|取消|撤销|销号|消除|关停"
)
_BETWEEN = regex.compile("[。；！？]")
_ITEM = regex.compile(rf"[、，和及与]{{1,2}}{C}{{0,14}}$")
ASIDE = rf"(?:[，（(]{C}{{0,4}}(?:{T}{C}{{0,2}})?{C}{{0,10}}(?:{Q}的)?[{P[1:-1]}{B[1:-1]}{M[1:-1]}][）)]?){{1,2}}"
"""What may stand between a whole and its parts: ，为计划A的p%; （增长p%）."""


def base(paragraph: Paragraph, mark: Mark) -> bool:
    """Whether a figure is only what another is measured by: A in 完成任务A的p%. It is never what grew."""
    return bool(_OF_IT.match(paragraph.text, mark.at + 1))


def increment(paragraph: Paragraph, mark: Mark) -> bool:
    """Whether a figure is what another grew by: 比上年增加A."""
    return bool(_BY.search(paragraph.clause(mark.at)))


def flows(paragraph: Paragraph, new: Mark, old: Mark) -> bool:
    """退出A户，较年初的B户: what came or went in a year is not held against how many there were at its start."""
    return bool(_STOCK.search(paragraph.clause(old.at)) and _FLOW.search(paragraph.clause(new.at)))


def subject(paragraph: Paragraph, at: Mark) -> Mark | None:
    """What is said behind a base (完成任务A的p%，比上年…) is said of the last amount of the sentence before it."""
    start, _ = paragraph.sentence(at.at)
    start = max(start, paragraph.text.rfind("；", 0, at.at) + 1)
    if "其中" in paragraph.text[start : at.at]:
        return None
    before = [m for m in paragraph.between(start, at.at) if m.fact.kind not in ("date", "period")]
    last = before[-1] if before else None
    alike = last is not None and last.unit == at.unit and last.fact.kind == at.fact.kind
    return last if alike and last and not base(paragraph, last) and not increment(paragraph, last) else None


def listed(paragraph: Paragraph, item: Mark) -> list[Mark] | None:
    """The wholes before the 其中 whose list a figure closes (A，其中甲B、乙C); None where it closes no such list.

    Growth that is told behind the list may be the whole's or the last item's.
    """
    start, _ = paragraph.sentence(item.at)
    at = paragraph.text.rfind("其中", start, item.at)
    if at < 0 or _BETWEEN.search(paragraph.text[at : item.at]):
        return None
    items = [m for m in paragraph.between(at, item.at) if m.unit == item.unit and m.fact.kind == item.fact.kind]
    if not items or not _ITEM.search(paragraph.text[: item.at]):
        return None
    befores = [m for m in paragraph.between(start, at) if m.unit == item.unit and m.fact.kind == item.fact.kind]
    return [m for m in befores if not base(paragraph, m) and not increment(paragraph, m)]
