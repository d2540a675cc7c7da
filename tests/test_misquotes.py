"""Misquotations against `cases/misquotes.tsv`, and what a finding says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import lexicons
import nlp
from nlp.misquotes.forms import WrongForms
from nlp.misquotes.lists import compare, is_open
from nlp.model import Document, Extraction, Finding

CASES = Path(__file__).parent / "cases" / "misquotes.tsv"


def find(extraction: Extraction, lexicon: lexicons.Lexicon, lang: str = "zh") -> list[Finding]:
    return nlp.check(extraction, lang, select=["claim"], lexicon=lexicon)


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_sentence(sentence: str, expected: str) -> None:
    found = find(nlp.extract(sentence), lexicons.load())
    assert "|".join(f"{f.severity}:{f.rule}:{f.metric}" for f in found) == expected.replace("-", "", expected == "-")


def test_a_finding_says_what_the_canonical_form_says() -> None:
    document = Document.of("工作\n回顾：严格执行 “两不愁两保障”标准。", "a.txt")
    extraction = nlp.extract(document)
    (zh,), (en,) = find(extraction, lexicons.load(), "zh"), find(extraction, lexicons.load(), "en")
    assert (zh.verdict, zh.severity, zh.documents) == ("conflict", "warning", ["a.txt"])
    assert (zh.stated, zh.expected_low, zh.expected_high) == (Decimal(4), Decimal(5), Decimal(5))
    assert "两不愁三保障" in zh.message and "住房安全有保障" in zh.message
    assert "canonical “两不愁三保障”" in en.message and en.id == zh.id
    assert document.text[int(zh.id.split("-phrase")[1]) :].startswith("两不愁两保障")


def test_a_list_elsewhere_in_the_document_makes_the_phrase_its_own() -> None:
    text = "推行“四个精准”（宣传精准、排查精准、登记精准、回访精准）。\n各村坚持四个精准。"
    assert [f.severity for f in find(nlp.extract(text), lexicons.load())] == ["info", "info"]


def test_no_wrong_form_is_a_known_phrase() -> None:
    lexicon = lexicons.load()
    known = {wording for row in lexicon.slogans.values() for wording in (row.slogan, *row.variants)}
    assert not known & set(WrongForms.of(lexicon).surfaces)
    assert len(WrongForms.of(lexicon).surfaces) > 500


def test_quoted_in_full_the_lexicon_misquotes_nothing() -> None:
    """Every numeric phrase with its own components as a list."""
    lexicon = lexicons.load()
    told = []
    for row in lexicon.slogans.values():
        if row.category == "numeric" and row.components and not any("，" in c or "、" in c for c in row.components):
            extraction = nlp.extract(f"全县落实“{row.slogan}”（{'、'.join(row.components)}），成效明显。")
            told += [f.message for f in find(extraction, lexicon) if f.severity != "info"]
    assert told == []


@pytest.mark.parametrize(("items", "matched", "missing", "strange"), [
    (["项目精准", "成效精准"], 2, ["因村派人精准"], []),
    (["因村派人精准", "脱贫成效精准", "项目安排精准"], 3, [], []),
    (["项目精准", "成效精准", "考核严格"], 2, ["因村派人精准"], ["考核严格"]),
])
def test_compare(items: list[str], matched: int, missing: list[str], strange: list[str]) -> None:
    told = compare(items, ["项目安排精准", "因村派人精准", "脱贫成效精准"])
    assert (told.matched, told.missing, told.strange) == (matched, missing, strange)


def test_is_open() -> None:
    assert is_open("落实三保障（教育、医疗等）", ["教育", "医疗"], 2)
    assert not is_open("落实三保障（教育、医疗）", ["教育", "医疗"], 2)
