"""Work over processes: order, bounds, deaths."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from corpus.pool import AHEAD, CHUNK, Died, ordered

MANY = 60


def double(number: int) -> int:
    return number * 2


def deadly(number: int) -> int:
    if number % 17 == 3:
        os._exit(9)
    return number * 2


def bad(number: int) -> int:
    if number == 5:
        raise LookupError(number)
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_order(workers: int) -> None:
    assert list(ordered(double, range(MANY), workers)) == [i * 2 for i in range(MANY)]


def test_a_death_costs_one_item() -> None:
    wanted = [Died(i) if i % 17 == 3 else i * 2 for i in range(MANY)]
    assert list(ordered(deadly, range(MANY), 2)) == wanted


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_raised(workers: int) -> None:
    with pytest.raises(LookupError):
        list(ordered(bad, range(MANY), workers))


def test_no_more_is_taken_than_is_under_way() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(1, 1001):
            taken = number
            yield number

    results = ordered(double, items(), 2)
    next(results)
    assert taken <= 2 * AHEAD * CHUNK
    results.close()
