"""Text that no report holds: long runs of one sign must neither raise nor take more than linear work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import nlp

RUNS = (
    "一", "1234567890", "1,234", "十百千万", " ", "\n", "1\t2\n", "，", "12、", "1-", "2019年", "“", "《", "x",
    "|1|2|\n", "占全县", "由2014年的", "全县投入1.2亿元建成合作社12个", "全县投入资金建设", "不", "+支部",
    "第1批", "3至", "百分之", "二〇一",
)


@pytest.mark.parametrize("run", RUNS)
def test_long_runs(run: str) -> None:
    text = run * (12_000 // len(run))
    extraction = nlp.extract(text)
    assert all(record.text == text[record.start : record.end] for record in [*extraction.facts, *extraction.slogans])


@pytest.mark.parametrize("date", ["2021", "2021-13", "not a date", ""])
def test_a_caller_may_date_a_document_loosely(date: str) -> None:
    document = nlp.Document.of("县政府工作报告\n3月，改造危房12户。").with_(date=date)
    facts = [fact for fact in nlp.extract(document).facts if fact.kind == "count"]
    assert [fact.time for fact in facts] == ["2021-03" if date.startswith("2021") else "--03"]


CLAIMS = Path(__file__).parent / "cases" / "claims.jsonl"


@pytest.mark.parametrize("part", range(4))
def test_text_may_break_off_anywhere(part: int) -> None:
    """Excerpts end where somebody cut them; the checks read what is left as well."""
    lines = CLAIMS.read_text(encoding="utf-8").splitlines()[part::16]
    for text in (*(json.loads(line)["text"] for line in lines), "建设300平方米村级活动室、种植28亩花椒"):
        for end in range(1, len(text) + 1):
            extraction = nlp.extract(text[:end])
            assert all(f.text == text[f.start : f.end] for f in extraction.facts)
            nlp.check(extraction)
