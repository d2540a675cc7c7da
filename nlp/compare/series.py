"""A thing over the years: a stock that jumps and comes back, a sum that falls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from nlp.compare.align import EQUAL
from nlp.compare.settle import Outcome
from nlp.compare.statement import Statement
from nlp.model import Verdict

JUMP, CALM = 5, 2  # a figure five times off both neighbours, which themselves lie within a factor of two

SCALES = (10, 100, 1000, 10_000, 100_000_000)


def series(standing: Iterable[Statement]) -> Iterator[Outcome]:
    """Outcomes of the figures that stand, one a thing and time; those that nothing settles are left out before."""
    lines: dict[tuple[object, ...], list[Statement]] = {}
    for s in standing:
        dated = "~" not in s.when.key and s.when.key[:4].isdigit()
        if s.placed and dated and s.role == "level" and s.exact and s.figure.value:
            key = (s.name, tuple(sorted(s.narrowed)), s.family, s.where.key, s.mode, s.when.since, s.extra)
            lines.setdefault(key, []).append(s)
    for name in sorted(lines, key=str):
        line = sorted(lines[name], key=lambda s: (s.when.key, s.key))
        yield from _falls(line) if line[0].mode == "until" else _jumps(line)


def _falls(line: Sequence[Statement]) -> Iterator[Outcome]:
    for before, after in pairwise(line):
        apart = before.document is not after.document and before.when.key < after.when.key
        if apart and after.figure.interval().high < before.figure.interval().low:
            yield Outcome(after, [before], "conflict", "warning", EQUAL, "falls")


def _jumps(line: Sequence[Statement]) -> Iterator[Outcome]:
    for before, here, after in zip(line, line[1:], line[2:], strict=False):
        one, two, value = before.figure.value, after.figure.value, here.figure.value
        if not one or not two or not value or max(one, two) > CALM * min(one, two):
            continue
        if value > JUMP * max(one, two) or value * JUMP < min(one, two):
            yield Outcome(here, [before, after], _slip(here, before, after), "warning", EQUAL, "jumps")


def _slip(here: Statement, before: Statement, after: Statement) -> Verdict:
    """A unit slip where some power of ten brings the figure between its neighbours."""
    value = here.figure.value or 0
    low, high = sorted((before.figure.value or 0, after.figure.value or 0))
    lost = any(low <= value * scale <= high or low * scale <= value <= high * scale for scale in SCALES)
    return "unit_slip" if lost else "conflict"
