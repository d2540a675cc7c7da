"""The real report with gold that stands beside the project: the thresholds that its figures must reach."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import nlp
from corpus.gold import read
from corpus.schema import plain
from corpus.score import score

GOLD = Path(__file__).parents[2] / "shared" / "gold"
pytestmark = pytest.mark.skipif(not (GOLD / "seed.jsonl").exists(), reason="the shared gold is not beside this project")
