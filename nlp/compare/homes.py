"""Statements that leave open of which time or county they are, and where the others show that they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nlp.compare.places import COUNTIES, TOWNS, Where, own
from nlp.compare.statement import Statement
from nlp.compare.verdicts import ORDER, kin, verdict

NAME = 2
"""Characters of a name that is too short to be told from the end of another."""
BESIDE = frozenset("上下东西南北大小新老前后中内外左右")
"""What makes another name of a name that follows it: 上石桥镇."""


def placed(every: Sequence[Statement]) -> Iterator[Statement]:
    """The statements with places that only the other documents tell: 全县 in a town's report is the one county whose
    documents name that town; 村里 is the one village that some document is of; and what no place is told of is of the
    one county that all documents with a place are of."""
    found: dict[str, set[Where]] = {}
    for s in every:
        if s.where.level in TOWNS and (s.document.place or "")[-1:] in COUNTIES:
            found.setdefault(s.where.name, set()).add(own(s.document))
    owns = {own(s.document) for s in every}
    for s in (_named(s, owns) for s in every):
        name, level = s.where.name, s.where.level
        if name[:1] == level and len(name) == 2:  # 村里, 镇上
            above = {where for where in owns if where.level == level}
        elif not s.document.place and level in ("", *COUNTIES) and not s.placed:
            above = {where for where in owns if where.level in COUNTIES}
        else:
            above = found.get(own(s.document).name, set()) if s.where.key == f"全{level}" else set()
        home = next(iter(above)) if len(above) == 1 else None
        yield replace(s, where=home) if home is not None and level in ("", home.level) else s


def _named(s: Statement, owns: Iterable[Where]) -> Statement:
    """A statement by the name that another document gives its county or town: 楼房清泺县 of a headline is 清泺县."""
    name, level = s.where.name, s.where.level
    alike = (w for w in owns if w.level == level and level in (*COUNTIES, *TOWNS) and len(w.name) > NAME)
    less = [w for w in alike if w.name != name and name.endswith(w.name) and name[0] not in BESIDE]
    return replace(s, where=min(less, key=lambda w: (len(w.name), w.name))._replace(sure=s.where.sure)) if less else s


def either(loose: Sequence[Statement], blocks: dict[tuple[object, ...], list[Statement]]) -> None:
    """Statements that may mean either of two times: those of one 去年, or of one sentence, go together to the other
    time where more of their figures fit there."""
    together: dict[tuple[str, ...], list[tuple[Statement, Statement, int]]] = {}
    for s in loose:
        other = replace(s, when=s.other or s.when)
        here, there = (
            any(_timeless(t) == _timeless(s) and kin(s, t) for t in blocks.get(at.block, ())) for at in (s, other)
        )
        key = (s.fact.document, s.document.sha256, s.fact.time_text or s.fact.sentence)
        together.setdefault(key, []).append((s, other, there - here))
    for members in together.values():
        moved = sum(vote for _, _, vote in members) > 0
        for s, other, _ in members:
            home = other if moved else s
            blocks.setdefault(home.block, []).append(home)


def undated(loose: Sequence[Statement], blocks: dict[tuple[object, ...], list[Statement]]) -> None:
    """Statements without a time join the block of another time where their figure fits that of the same indicator or is
    a slip of it; elsewhere nothing tells what they are to be held against."""
    dated: dict[tuple[object, ...], list[Statement]] = {}
    for block in sorted(blocks, key=str):
        for s in blocks[block]:
            dated.setdefault(_timeless(s), []).append(s)
    for s in loose:
        near = {verdict(s, t): t for t in reversed(dated.get(_timeless(s), [])) if t.exact and kin(s, t)}
        if near:
            blocks[near[min(near, key=ORDER.index)].block].append(s)


def _timeless(s: Statement) -> tuple[object, ...]:
    return (s.name, s.narrowed, s.family, s.role, s.where.key, s.left, s.extra)
