"""Which sums, differences, shares, means and rates the figures that stand together may be meant to make.

A relation is found by the figures' units, their order and one word (剩余, 共, 率, 均, 增长). Where that leaves open
whether these figures belong together, nothing but a slip is told of it; where the words leave one whole, one number,
one total alone to be meant, the group is `sure`, and what does not fit is told (`nlp.checks.neighbours`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.relations.amounts import beyond, lists, rests, totals
from nlp.checks.relations.base import Group, Relation
from nlp.checks.relations.changes import growths, points, since
from nlp.checks.relations.means import means, products
from nlp.checks.relations.sequences import sequences
from nlp.checks.relations.shares import bare, done, loans, named, rates, task

_Way = Callable[[Reading, Paragraph, Mark], Iterator[Group]]
_WAYS: tuple[_Way, ...] = (
    *(rests, beyond, totals),
    *(means, products),
    *(done, bare, task, named, loans, rates),
    *(growths, since, points),
)


def possible(reading: Reading, paragraph: Paragraph) -> Iterator[Group]:
    """Groups of relations of a paragraph."""
    for mark in paragraph.marks:
        if not mark.figure.loose:
            for way in _WAYS:
                yield from way(reading, paragraph, mark)
    yield from lists(paragraph)
    yield from sequences(paragraph)


__all__ = ["Group", "Relation", "possible"]
