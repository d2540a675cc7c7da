"""Slogan gold of our own: the sample reports, and texts that are marked for slogans alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import nlp
from corpus.samples import build
from corpus.samples import slogans as folder
from corpus.samples.markup import parse
from corpus.score import Score, figures, score, total

REPORTS = sorted((build.HERE / "marked").glob("*.marked"))
TEXTS = sorted((folder.HERE / "marked").glob("*.marked"))


@cache
def judged(path: Path) -> Score:
    text, records = parse(path.read_text(encoding="utf-8"))
    gold = [record for record in records if record["record"] == "slogan"]
    found = nlp.extract(text).slogans
    return score(gold, [{"record": "slogan", "start": s.start, "end": s.end, "text": s.text} for s in found])


@pytest.mark.parametrize(("paths", "documents", "mentions"), [(TEXTS, 18, 200), (REPORTS + TEXTS, 30, 320)])
def test_slogans(paths: list[Path], documents: int, mentions: int) -> None:
    whole = total(judged(path) for path in paths)
    result = figures(whole.counts)["slogan"]
    assert len(paths) >= documents and whole.counts["slogan gold"] >= mentions
    assert result["F1"] >= 0.95 and result["P"] >= 0.95, (result, [n for n in whole.notes if n.startswith("slogan")])


def test_no_text_is_read_badly() -> None:
    """No text stands out: four of five are found in each, and four of five that are found are right."""
    for path in TEXTS:
        result = figures(judged(path).counts)["slogan"]
        assert min(result["P"], result["R"]) >= 0.8, (path.stem, judged(path).notes)
