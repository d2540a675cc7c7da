"""Quantities: each line of cases/quantities.tsv bare and in sentences; each line of cases/not_facts.txt."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

import pytest
from cases import HERE, known_gaps, marked, rows

import nlp
from nlp.model import Fact

CARRIERS = ("{}", "经核实，{}，情况属实。", "全乡已落实{}。", "其中{}，其余待报。", "{}；以上情况已公示。")
FIELDS = ("kind", "value", "low", "high", "unit", "bound", "approx", "step")
ROWS = rows("quantities.tsv")
CASES = [(expression, list(group)) for expression, group in groupby(ROWS, lambda row: row["expression"])]
PLAIN = [line for line in (HERE / "not_facts.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
SENTENCES = ("{}", "会议指出，{}，要抓好落实。")


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(("expression", "wanted"), known_gaps("quantities", CASES))
def test_a_figure_reads(expression: str, wanted: list[dict[str, str]], carrier: str) -> None:
    start = carrier.index("{}")
    facts = nlp.extract(carrier.format(expression)).facts
    assert all(start <= fact.start and fact.end <= start + len(expression) for fact in facts)
    expected = [_expected(row) for row in wanted if row["kind"]]
    assert [_read(fact, silent) for fact, (_, silent) in zip(facts, expected, strict=False)] == [e for e, _ in expected]
    assert len(facts) == len(expected)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("line", known_gaps("not_facts", PLAIN))
def test_what_is_no_fact_stays_out(line: str, sentence: str) -> None:
    """`[…]` marks what is a fact in a line; nothing else is."""
    text, spans = marked(line)
    if "\n" in text and sentence != "{}":
        sentence = "{}"
    shift = sentence.index("{}")
    found = nlp.extract(sentence.format(text)).facts
    assert [(f.start - shift, f.end - shift) for f in found] == spans, [f.text for f in found]


def test_the_corpora_are_large_enough() -> None:
    assert len(ROWS) >= 350
    assert len(PLAIN) >= 150


def _expected(row: dict[str, str]) -> tuple[dict[str, object], frozenset[str]]:
    """The fields of a row, and the names of those on which it is silent."""
    number = {name: Decimal(row[name]) if row[name] else None for name in ("value", "low", "high", "step")}
    silent = frozenset() if row["step"] else frozenset({"step"})
    fields: dict[str, object] = {
        "kind": row["kind"], "unit": row["unit"] or None, "bound": row["bound"] or None, "approx": row["approx"] == "y",
        **number,
    }
    return {name: value for name, value in fields.items() if name not in silent}, silent


def _read(fact: Fact, silent: frozenset[str]) -> dict[str, object]:
    return {name: getattr(fact, name) for name in FIELDS if name not in silent}
