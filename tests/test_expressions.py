"""Every line of the shared expressions, bare and inside sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import nlp
from nlp.model import Fact

FILE = Path(__file__).parents[2] / "shared" / "expressions.tsv"
CARRIERS = (
    "{}", "经核实，{}，情况属实。", "全县已落实{}。", "截至目前，我县为{}；其他情况正常。", "其中{}，其余待报。",
    "按照要求，全部做到{}，较好完成任务。",
)
FIELDS = ("expression", "kind", "value", "low", "high", "unit", "bound", "approx", "time")


def _lines() -> list[dict[str, str]]:
    if not FILE.exists():
        return []
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [dict(zip(FIELDS, [*line.split("\t"), *[""] * 9], strict=False)) for line in lines]


@pytest.mark.skipif(not FILE.exists(), reason="the shared expressions are not beside this project")
@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("row", _lines(), ids=lambda row: row["expression"])
def test_an_expression_reads(row: dict[str, str], carrier: str) -> None:
    facts = nlp.extract(carrier.format(row["expression"])).facts
    assert len(facts) == 1, [fact.text for fact in facts]
    assert _reads(facts[0], row), facts[0]
    start = carrier.index("{}")
    assert start <= facts[0].start and facts[0].end <= start + len(row["expression"])


def _reads(fact: Fact, row: dict[str, str]) -> bool:
    if row["kind"] in ("date", "period"):
        return fact.kind == row["kind"] and fact.time == row["time"]
    numbers = all(_equal(getattr(fact, name), row[name]) for name in ("value", "low", "high"))
    named = (fact.kind, fact.unit or "", fact.bound or "") == (row["kind"], row["unit"], row["bound"])
    return numbers and named and fact.approx == (row["approx"] == "y")


def _equal(value: Decimal | None, wanted: str) -> bool:
    if value is None or not wanted:
        return value is None and not wanted
    return abs(value - Decimal(wanted)) <= abs(Decimal(wanted)) * Decimal("1e-9")
