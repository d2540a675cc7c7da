"""The weights that tell how sure a fact is: `corpus.samples.confidence` fits them, `nlp.confidence` adds them up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).with_name("confidence.json")


@cache
def weights() -> dict[str, float]:
    """Feature → weight of a logistic regression, and `intercept`."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=dict[str, float])
