"""What comparing two sentences tells: `corpus/samples/compare/cases.tsv`."""

from __future__ import annotations

import pytest

import nlp
from corpus.samples.compare.judging import CASES
from nlp.compare.verdicts import ORDER
from nlp.model import Document

ROWS = [
    line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
][1:]


@pytest.mark.parametrize(("a", "b", "told", "severity"), ROWS, ids=[f"{row[0]}|{row[1]}" for row in ROWS])
def test_case(a: str, b: str, told: str, severity: str) -> None:
    documents = ((a, "甲.txt"), (b, "乙.txt"))
    one, two = (nlp.extract(Document.of(text.replace("\\n", "\n"), name)) for text, name in documents)
    findings = nlp.compare([one, two])
    worst = max(findings, key=lambda f: ORDER.index(f.verdict), default=None)
    assert (worst.verdict if worst else "none") == told, [f.message for f in findings]
    if worst:
        assert worst.severity == severity
    assert findings == nlp.compare([two, one])
