"""The weights by which two statements are told to be of one thing. `corpus/samples/compare/judging.py` writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).with_name("judging.json")


class Split(msgspec.Struct, frozen=True, array_like=True):
    """A small tree: below or at `threshold` of a feature `low` holds, above it `high`; a number is what a leaf adds.

    `mean` is what the tree adds on average, so that each split's part in a decision can be told.
    """

    feature: str
    threshold: float
    mean: float
    low: Split | float
    high: Split | float


class Judging(msgspec.Struct, frozen=True):
    """`likeness`: feature → weight of a logistic regression on what two statements say, and its `intercept`.

    `intercept` and `trees`: of a boosted sum of trees that judges two figures which cannot both be true.
    """

    likeness: dict[str, float]
    intercept: float
    trees: list[Split]


@cache
def weights() -> Judging:
    """The weights of both steps."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Judging)
