"""Offsets lead back to the source, and the same text yields the same facts however it was typeset."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from unicodedata import normalize

import pytest
from cases import HERE
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from corpus.readers import read
from corpus.samples import build, render
from nlp.model import Extraction, Fact

FIELDS = ("kind", "value", "low", "high", "unit", "bound", "approx", "role", "direction", "metric")
SENTENCES = [
    case["text"]
    for case in map(json.loads, (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines())
    # No table and no title; and no 4G and no 2017、2018年, which a rendering would tear apart.
    if "\n" not in case["text"] and "title" not in case and not re.search(r"[A-Za-z]|\d{4}、", case["text"])
]
CHARACTERS = "全县贫困户1２3.,，、%％亿万十百元户人 \n\t　年月日至—-xX×“”（）第一二三两|\ufeff\xad增长由降至"
RENDERINGS = {
    "spaced": render.spaced, "full_width": render.full_width, "thousands": render.thousands,
    "soft_hyphens": render.soft_hyphens,
}


def texts_of(sentences: list[str], least: int) -> st.SearchStrategy[list[str]]:
    """Paragraphs of at least six sentences. A sentence stands once: what repeats is taken for a running head."""
    drawn = st.lists(st.sampled_from(sentences), min_size=least, max_size=2 * least, unique=True)
    return st.tuples(drawn, st.integers(6, 9)).map(
        lambda pair: ["".join(pair[0][i : i + pair[1]]) for i in range(0, len(pair[0]), pair[1])]
    )


@pytest.mark.parametrize("row", build.plan(), ids=lambda row: row["name"])
def test_every_record_of_a_sample_is_a_slice_of_its_text(row: dict[str, str]) -> None:
    path = build.output(row)
    document, _ = read(path.read_bytes(), path.name)
    assert document is not None
    extraction = nlp.extract(document)
    assert extraction.facts
    assert_slices(extraction)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(texts_of(SENTENCES, 6), st.sampled_from(sorted(RENDERINGS)))
def test_typesetting_changes_no_fact(paragraphs: list[str], rendering: str) -> None:
    plain = "\n".join(paragraphs)
    assert_same(plain, render.string(RENDERINGS[rendering](render.cells(plain))))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(texts_of(SENTENCES, 6))
def test_a_number_on_each_line_changes_no_fact(paragraphs: list[str]) -> None:
    plain = "\n".join(paragraphs)
    assert_same(plain, render.string(render.one_number_a_line(render.cells(plain))))


# Fewer lines than these do not show at what width a text was wrapped; a line that ends with a colon may head a list.
@settings(max_examples=25, deadline=None, derandomize=True)
@given(texts_of([sentence for sentence in SENTENCES if "：" not in sentence], 24), st.integers(30, 44), st.booleans())
def test_hard_wraps_change_no_fact(paragraphs: list[str], width: int, spaced: bool) -> None:
    plain = "\n".join(paragraphs)
    cells = render.cells(plain)
    assert_same(plain, render.string(render.wrapped(render.spaced(cells) if spaced else cells, width)))


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from(CHARACTERS), max_size=80))
def test_any_text_yields_slices(text: str) -> None:
    extraction = nlp.extract(text)
    assert_slices(extraction)
    assert [record.id for record in nlp.extract(text).facts] == [record.id for record in extraction.facts]


def assert_slices(extraction: Extraction) -> None:
    text = extraction.document.text
    for record in (*extraction.facts, *extraction.slogans):
        assert record.start < record.end
        assert record.text == text[record.start : record.end]
        assert record.text == record.text.strip()


def assert_same(plain: str, rendered: str) -> None:
    wanted, extraction = reading(plain), nlp.extract(rendered)
    assert_slices(extraction)
    found = [fields(fact) for fact in extraction.facts]
    assert found == wanted


@lru_cache(maxsize=64)
def reading(text: str) -> list[tuple[object, ...]]:
    return [fields(fact) for fact in nlp.extract(text).facts]


def fields(fact: Fact) -> tuple[object, ...]:
    """What must not change. A time that is carried over may: a line that ends a sentence may end a paragraph."""
    words = normalize("NFKC", "".join((fact.metric_text or "").replace("\xad", "").split()))
    stated = fact.time if fact.kind in ("date", "period") else None
    return (words, stated, *(getattr(fact, name) for name in FIELDS))
