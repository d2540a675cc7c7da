"""The real report with gold that stands beside the project: the thresholds that its figures must reach."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

import nlp
from corpus.gold import read
from corpus.score import figures, score

GOLD = Path(__file__).parents[2] / "shared" / "gold"
THRESHOLDS = {
    ("quantity", "F1"): 1.0, ("span", "F1"): 1.0, ("metric",): 0.95, ("claim", "F1"): 0.93, ("slogan", "F1"): 0.93,
}
pytestmark = pytest.mark.skipif(not (GOLD / "seed.jsonl").exists(), reason="the shared gold is not beside this project")


@lru_cache
def seed() -> tuple[dict[str, Any], list[str]]:
    text = (GOLD / "seed.txt").read_bytes().decode("utf-8")
    encoder = msgspec.json.Encoder(decimal_format="number")
    found = [json.loads(encoder.encode(record)) for record in nlp.extract(text).records()]
    result = score(read(GOLD / "seed.jsonl"), found)
    return figures(result.counts), result.notes


@pytest.mark.parametrize(("path", "least"), THRESHOLDS.items(), ids=map(".".join, THRESHOLDS))
def test_a_figure_reaches_its_threshold(path: tuple[str, ...], least: float) -> None:
    measured, notes = seed()
    value: Any = measured
    for name in path:
        value = value[name]
    assert value >= least, notes
