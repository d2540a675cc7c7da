"""Text that no report holds: long runs of one sign must neither raise nor take more than linear work."""

from __future__ import annotations

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
