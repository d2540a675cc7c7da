"""Titles, sections and sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.model import Document
from nlp.segment import section_at, sections, sentence_at, sentences, title
from nlp.view import View, clean

FILE = Path(__file__).parent / "cases" / "segment.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def view_of(source: str) -> View:
    return clean(Document.of(source))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict[str, Any]) -> None:
    view = view_of(case["text"])
    assert [[section.level, section.heading] for section in sections(view)] == case["sections"]
    assert [view.text[start:end] for start, end in sentences(view)] == case["sentences"]


@given(st.text(alphabet="全县一二、（）。！？；”“\n1.\t"))
def test_sentences_cover_the_text_and_look_ups_agree(source: str) -> None:
    view = view_of(source)
    spans = sentences(view)
    assert "".join(view.text[start:end] for start, end in spans) == view.text.replace("\n", "")
    for start, end in spans:
        assert "\n" not in view.text[start:end]
        assert sentence_at(spans, start) == sentence_at(spans, end - 1) == (start, end)


def test_sections_nest_and_innermost_is_found() -> None:
    view = view_of("一、情况\n总述。\n（一）人口\n12万人。\n二、做法\n30人。")
    found = sections(view)
    assert [view.text[s.start : s.end].count("\n") for s in found] == [4, 2, 1]
    assert (inner := section_at(found, view.text.index("12万"))) and inner.heading == "（一）人口"
    assert (outer := section_at(found, view.text.index("总述"))) and outer.heading == "一、情况"
    assert section_at(found[1:], 0) is None


@pytest.mark.parametrize(("source", "expected"), [
    ("某某县脱贫工作总结\n全县12个村退出。", "某某县脱贫工作总结"),
    ("某某县人民政府文件\n某政发〔2019〕12号\n关于脱贫工作的报告\n市政府：", "关于脱贫工作的报告"),
    ("全县12个村退出。", None),
    ("", None),
])
def test_title(source: str, expected: str | None) -> None:
    assert title(view_of(source)) == expected
