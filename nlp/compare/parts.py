"""A group about one thing, taken apart by what sentences may leave unsaid, and gathered by what fits together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.compare import verdicts
from nlp.compare.statement import Statement


def parted(group: Sequence[Statement]) -> Iterator[list[Statement]]:
    """The parts of a group within which figures may be held against each other."""
    for stage in by_stage(group):
        for reading in by_reading(stage):
            yield from by_kin(reading)


def by_stage(group: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Money paid out is not the money granted: parts by stage; what tells none stays with the rest if there is one."""
    stages = sorted({s.stage for s in group if s.stage is not None})
    if len(stages) < 2:
        yield list(group)
        return
    parts = [[s for s in group if s.stage == stage] for stage in (*stages, None)]
    parts.sort(key=lambda part: -len(part))
    for i, part in enumerate(parts):
        for rest in parts[i + 1 :]:
            # 到位2.71亿元 and 投入2.71亿元 are one sum, whichever verb a document has for it; so, almost, is 2.17亿元.
            for s in [s for s in rest if _equal(s, part) or _slip(s, part)]:
                rest.remove(s)
                part.append(s)
        if part:
            yield sorted(part, key=lambda s: s.key)


def by_reading(group: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Parts by what sentences may leave unsaid: all who were ever registered, and those who remain.

    A statement of the smaller part goes over to the larger where its figure fits that of another or is a slip of it:
    then it means the same, and only the wording left it open.
    """
    parts: dict[tuple[bool, str, str, str], list[Statement]] = {}
    for s in group:
        parts.setdefault(s.reading, []).append(s)
    if len(parts) > 1:
        _regroup(list(parts.values()))
    ordered = sorted(filter(None, parts.values()), key=lambda part: (-len(part), part[0].reading))
    for i, part in enumerate(ordered):
        moved = True
        while moved:
            moved = False
            for other in ordered[i + 1 :]:
                for s in [s for s in other if any(verdicts.kin(s, t) for t in part if s.exact or t.exact)]:
                    other.remove(s)
                    part.append(s)
                    moved = True
        for other in ordered[i + 1 :]:
            for s in [s for s in other if _strays_to(s, other, part)]:
                other.remove(s)
                part.append(s)
        if part:
            yield sorted(part, key=lambda s: s.key)


def _regroup(parts: Sequence[list[Statement]]) -> None:
    """贫困人口1265人, alone among 48317人, goes over to where others say that 1265 remain."""
    for part in parts:
        for s in [s for s in part if any(t.voice != s.voice for t in part)]:
            if not _fits(s, part):
                home = next((other for other in parts if other is not part and _kin(s, other)), None)
                if home is not None:
                    part.remove(s)
                    home.append(s)


def _strays_to(s: Statement, home: Sequence[Statement], part: Sequence[Statement]) -> bool:
    """Whether a statement that nobody confirms where it is may as well be of another part."""
    alone = not any(t.voice != s.voice and verdicts.verdict(s, t) in verdicts.FITS for t in home)
    others = [t for t in part if t.exact]
    mine = any(t.voice == s.voice for t in part)
    return alone and s.exact and not mine and any(verdicts.loosely(s, t) for t in others)


def _equal(s: Statement, part: Sequence[Statement]) -> bool:
    return any(t.voice != s.voice and verdicts.verdict(s, t) == "consistent" and verdicts.kin(s, t) for t in part)


def _slip(s: Statement, part: Sequence[Statement]) -> bool:
    """Whether money on its way in, by whichever verb, is told by a slip of the figure that others tell."""
    return s.coming and any(
        t.voice != s.voice and t.coming and verdicts.verdict(s, t) in verdicts.SLIPS and verdicts.telling(s, t)
        for t in part
    )


def _fits(s: Statement, part: Sequence[Statement]) -> bool:
    return any(t.voice != s.voice and verdicts.verdict(s, t) in verdicts.FITS | verdicts.SLIPS for t in part)


def _kin(s: Statement, part: Sequence[Statement]) -> bool:
    return any(t.voice != s.voice and verdicts.kin(s, t) for t in part)


def by_kin(group: Sequence[Statement]) -> list[list[Statement]]:
    """Parts of a group in which documents tell two things side by side: 34215人 once, 6218人 now, and a slip of those.

    A document that states figures of two parts knows that they differ, so nothing is held across; without one, the
    group stays whole.
    """
    if not torn(clusters(group)):
        return [list(group)]
    parts: list[list[Statement]] = []
    exact = [s for s in group if s.exact]
    for s in exact:
        joined = [part for part in parts if any(verdicts.kin(s, t) for t in part)]
        parts = [part for part in parts if part not in joined] + [[s, *(t for part in joined for t in part)]]
    parts = [part for part in parts if len({s.voice for s in part}) > 1]
    voices = [voice for part in parts for voice in {s.voice for s in part}]
    if len(voices) == len(set(voices)):
        return [list(group)]
    known = {s.key for part in parts for s in part}
    parts.sort(key=lambda part: (-len(part), min(s.key for s in part)))
    for s in [s for s in group if s.key not in known]:
        next((part for part in parts if any(verdicts.verdict(s, t) in verdicts.FITS for t in part)), parts[0]).append(s)
    return [sorted(part, key=lambda s: s.key) for part in parts]


def clusters(group: Sequence[Statement]) -> list[list[Statement]]:
    """Statements that fit each other, gathered around the most exact one, which stands first."""
    ordered = sorted(group, key=lambda s: (not s.exact, s.figure.step, s.key))
    found: list[list[Statement]] = []
    for s in ordered:
        home = next((c for c in found if verdicts.verdict(s, c[0]) in verdicts.FITS), None)
        if home is None:
            found.append([s])
        else:
            home.append(s)
    return found


def torn(gathered: Sequence[Sequence[Statement]]) -> frozenset[str]:
    """Documents that give several figures for what seems one thing, and so know a difference that was not seen."""
    voices = [s for cluster in gathered for s in {s.voice for s in cluster if s.exact}]
    return frozenset(v for v in voices if voices.count(v) > 1)
