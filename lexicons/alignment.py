"""The weights by which two phrases are told to name one indicator. `corpus/samples/compare/train.py` writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).with_name("alignment.json")


@cache
def weights() -> dict[str, float]:
    """Feature → weight of a logistic regression, and `intercept`."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=dict[str, float])
