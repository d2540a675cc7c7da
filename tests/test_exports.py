"""Findings for spreadsheets and for other tools: whole, exact, and nothing in them that a program would run."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from evidence import HOSTILE, case, extracted, fact, finding, hostile

from corpus import exports
from corpus.exports.claimreview import RATINGS
from nlp.model import Extraction, Finding


def linked(format: str, made: tuple[list[Extraction], list[Finding]] | None = None, lang: str = "zh") -> Any:
    return json.loads(exports.text(format, *(made or case()), lang))


def test_claim_reviews() -> None:
    made = linked("claimreview")
    assert made["@context"] == "https://schema.org"
    first = made["@graph"][0]
    assert first["@type"] == "ClaimReview" and first["author"]["@type"] == "Organization"
    assert first["claimReviewed"] == "松岭县 2014-12-31 建档立卡贫困户 17437户"
    assert first["reviewRating"] == {
        "@type": "Rating", "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "数字笔误",
        "ratingExplanation": "17437户与17473户，疑为数字颠倒",
    }
    (work,) = first["itemReviewed"]["appearance"]
    assert unquote(work["url"]) == "县/审计.txt" and "17437户" in work["text"]
    (other,) = first["citation"]
    assert "17473户" in other["text"] and other["name"] == "松岭县2019年脱贫攻坚工作总结"
    assert len(made["@graph"]) == 5


def test_ratings_fall_with_the_verdict() -> None:
    values = [RATINGS[verdict][0] for verdict in ("consistent", "compatible", "truncated", "unit_slip", "conflict")]
    assert values == sorted(values, reverse=True) and len(set(values)) == 5


def test_what_cannot_be_compared_is_no_claim_review() -> None:
    extractions, _ = case()
    found = [finding(1, fact(extractions[0], "24个"), verdict="not_comparable", severity="info")]
    assert linked("claimreview", (extractions, found))["@graph"] == []
    assert len(linked("annotation", (extractions, found))["items"]) == 1


def test_annotations_point_at_the_text() -> None:
    extractions, findings = case()
    texts = {e.document.document: e.document.text for e in extractions}
    items = linked("annotation")["items"]
    assert [item["type"] for item in items] == ["Annotation"] * 5
    assert items[0]["body"][0]["value"] == findings[0].message
    assert {body["value"] for body in items[0]["body"][1:]} == {"severity:error", "verdict:digit_slip", "rule:claim"}
    assert [len(item["target"]) for item in items] == [2, 2, 2, 1, 1]
    for item in items:
        for target in item["target"]:
            text = texts[unquote(target["source"])]
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, start) and len(quote["suffix"]) == min(32, len(text) - end)


def test_annotations_without_text_quote_alone() -> None:
    made = extracted("投入资金3亿元。", "a.txt")
    bare = Extraction(document=made.document.with_(text=""), facts=made.facts)
    (item,) = linked("annotation", ([bare], [finding(1, fact(made, "3亿元"))]))["items"]
    assert item["target"][0]["selector"][1] == {"type": "TextQuoteSelector", "exact": "3亿元"}


def test_lines_and_rows_for_standard_output() -> None:
    extractions, findings = case()
    lines = exports.text("jsonl", extractions, findings).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f.id for f in findings]
    rows = list(csv.DictReader(StringIO(exports.text("csv", extractions, findings))))
    assert [row["message"] for row in rows] == [f.message for f in findings]
    assert rows[0]["facts"].count("|") == 1
    with pytest.raises(ValueError, match="xlsx"):
        exports.text("xlsx", extractions, findings)


def test_workbook_has_a_sheet_a_table(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    exports.write(tmp_path / "f.xlsx", "xlsx", *case())
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    rows = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert rows == {"findings": 5, "facts": 7, "slogans": 0, "documents": 3}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_formulas_are_neutralised(tmp_path: Path, start: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    extractions, _ = case()
    found = [finding(1, fact(extractions[0], "24个"), message=f"{start}HYPERLINK(\"x\")", metric=f"{start}1+1")]
    exports.write(tmp_path / "f.xlsx", "xlsx", extractions, found)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "f.xlsx")["findings"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.quotePrefix for cell in cells if str(cell.value).startswith(start)] == [True, True]
    (row,) = csv.DictReader(StringIO(exports.text("csv", extractions, found)))
    assert row["message"].startswith("'") and row["metric"].startswith("'")


def test_csv_file_is_the_findings(tmp_path: Path) -> None:
    exports.write(tmp_path / "f.csv", "csv", *case())
    with open(tmp_path / "f.csv", encoding="utf-8-sig", newline="") as file:
        assert [row["record"] for row in csv.DictReader(file)] == ["finding"] * 5
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["f.csv", "f.documents.csv", "f.facts.csv", "f.slogans.csv"]


def test_jsonl_file_can_be_read_on_its_own(tmp_path: Path) -> None:
    exports.write(tmp_path / "f.jsonl", "jsonl", *case())
    records = [json.loads(line) for line in (tmp_path / "f.jsonl").read_text("utf-8").splitlines()]
    facts = {record["id"] for record in records if record["record"] == "fact"}
    documents = {record["document"] for record in records if record["record"] == "document"}
    findings = [record for record in records if record["record"] == "finding"]
    assert len(findings) == 5
    assert {fact for f in findings for fact in f["facts"]} == facts
    assert {document for f in findings for document in f["documents"]} <= documents


@pytest.mark.parametrize("format", exports.FORMATS)
def test_hostile_names_and_texts(tmp_path: Path, format: str) -> None:
    exports.write(tmp_path / "out", format, *hostile())
    if format in ("claimreview", "annotation"):
        made = json.loads((tmp_path / "out").read_text("utf-8"))
        assert HOSTILE in json.dumps(made, ensure_ascii=False).replace('\\"', '"')


def test_formats(tmp_path: Path) -> None:
    assert exports.suffix_format("a.XLSX") == "xlsx" and exports.suffix_format("a.jsonld") == "claimreview"
    with pytest.raises(ValueError, match="pdf"):
        exports.write(tmp_path / "f", "pdf", *case())
    assert list(tmp_path.iterdir()) == []
