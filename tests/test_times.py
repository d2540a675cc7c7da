"""Times: each line of cases/times.tsv bare and in sentences."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from cases import known_gaps, rows

import nlp
from nlp.model import Document

CARRIERS = ("{}", "经核实，{}，情况属实。", "{}，各项工作有序推进。", "各项任务在{}如期完成。")
TIMES = rows("times.tsv")
CASES = [
    (*key, [(row["kind"], row["time"]) for row in group if row["kind"]])
    for key, group in groupby(TIMES, lambda row: (row["expression"], row["year"]))
]
ISO = re.compile(r"(\d{4}|-)(-\d\d(-\d\d)?)?|P\d+(\.5)?[YM]|--\d\d(-\d\d)?|\.\.")


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(("expression", "year", "wanted"), known_gaps("times", CASES))
def test_a_time_reads(expression: str, year: str, wanted: list[tuple[str, str]], carrier: str) -> None:
    document = Document.of(carrier.format(expression)).with_(title=f"{year}年工作总结" if year else "工作总结")
    facts = nlp.extract(document).facts
    assert [(f.kind, f.time) for f in facts] == wanted, [f.text for f in facts]
    start = carrier.index("{}")
    assert all(start <= f.start and f.end <= start + len(expression) for f in facts)


@pytest.mark.parametrize("time", sorted({row["time"] for row in TIMES if row["kind"]}))
def test_the_corpus_is_iso_8601(time: str) -> None:
    assert all(ISO.fullmatch(part) for part in time.split("/"))


def test_a_partial_time_takes_the_year_of_its_sentence() -> None:
    facts = nlp.extract("2018年3月启动，6月底建成，12月20日通过验收。").facts
    assert [f.time for f in facts] == ["2018-03", "2018-06-30", "2018-12-20"]


def test_the_corpus_is_large_enough() -> None:
    assert len(TIMES) >= 150
