"""The sample reports: the committed files are what the marked texts yield, and the gold fits them."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from corpus.readers import read
from corpus.samples import build, pages, render
from corpus.samples.figures import read_date, read_figure
from corpus.samples.markup import parse

ROWS = build.plan()
SOURCES = sorted({row["source"] for row in ROWS})
KINDS = {"count", "money", "percent", "point", "multiple", "ratio", "measure", "rank", "date", "period"}
by_name = pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])


def gold(row: dict[str, str]) -> list[dict]:
    path = build.gold(row)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bare(text: str) -> str:
    """Text without white space, soft hyphens and thousands separators, digits in their ordinary form."""
    half = "".join(chr(ord(c) - 0xFEE0) if c in "０１２３４５６７８９．％" else c for c in text)
    return "".join(half.split()).replace("\u00ad", "").replace(",", "")


def same(record: dict, other: dict) -> bool:
    moving = ("start", "end", "text", "optional")
    return bare(record.get("text", "")) == bare(other.get("text", "")) and {
        key: value for key, value in record.items() if key not in moving
    } == {key: value for key, value in other.items() if key not in moving}


@by_name
def test_committed_files_are_what_the_build_writes(row: dict[str, str]) -> None:
    data, records = build.build_one(row)
    assert build.output(row).read_bytes() == data
    assert gold(row) == json.loads(json.dumps(records))


@by_name
def test_gold_spans_are_slices_of_the_text_as_read(row: dict[str, str]) -> None:
    path = build.output(row)
    document, failures = read(path.read_bytes(), path.name)
    head, *records = gold(row)
    assert not failures
    assert (head["sha256"], head["characters"]) == (document.sha256, document.characters)
    for record in records:
        if record["record"] != "check":
            assert document.text[record["start"] : record["end"]] == record["text"]


@by_name
def test_rendering_loses_no_record(row: dict[str, str]) -> None:
    """Copies of the title may add optional ones."""
    _, records = build.source(row["source"])
    rendered = iter(gold(row)[1:])
    for record in records:
        assert any(same(record, other) for other in rendered), record


@pytest.mark.parametrize("name", ["yunling_scraped", "fengqi_township"])
def test_gold_of_a_repeated_title_is_optional(name: str) -> None:
    row = next(row for row in ROWS if row["name"] == name)
    first = gold(row)[1]
    again = [r for r in gold(row)[1:] if bare(r.get("text", "")) == bare(first["text"]) and r.get("optional")]
    assert first["optional"] and len(again) == 3


def test_every_marked_report_is_rendered() -> None:
    assert sorted(path.stem for path in (build.HERE / "marked").glob("*.marked")) == SOURCES


def test_totals_count_each_text_once() -> None:
    records = [record for name in SOURCES for record in build.source(name)[1] if not record.get("optional")]
    assert len(SOURCES) >= 14
    assert sum(record["record"] == "fact" for record in records) >= 450
    assert sum(record["record"] == "slogan" for record in records) >= 120
    assert {record["kind"] for record in records if record["record"] == "fact"} == KINDS


@pytest.mark.parametrize("name", SOURCES)
def test_figures_do_not_overlap_and_metrics_stand_in_the_text(name: str) -> None:
    text, records = build.source(name)
    facts = [record for record in records if record["record"] == "fact"]
    assert all(before["end"] <= after["start"] for before, after in pairwise(facts))
    for fact in facts:
        assert any(word in text for word in fact.get("metric", [""])), fact
        assert fact["kind"] in ("date", "period") or fact["unit"] is not None


@pytest.mark.parametrize("name", SOURCES)
def test_checks_name_figures_of_the_report(name: str) -> None:
    text, records = build.source(name)
    for record in records:
        if record["record"] == "check":
            assert all(part in text for part in record["parts"]), record


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("17473户", 17473, "户", None), ("3.15万亩", 31500, "亩", None), ("2.5万千瓦", 25000, "千瓦", None),
        ("3万多人", 30000, "人", ">"), ("2100多万元", 21000000, "元", ">"), ("10万元以上", 100000, "元", ">="),
        ("5000元/户", 5000, "元", None), ("1,204.5亿元", 120450000000, "元", None), ("98.6%", 98.6, "%", None),
    ],
)  # fmt: skip
def test_plain_figures(text: str, value: float, unit: str, bound: str | None) -> None:
    reading = read_figure(text)
    assert reading is not None
    assert (reading["value"], reading["unit"][0], reading.get("bound")) == (value, unit, bound)


@pytest.mark.parametrize("text", ["三成", "x万人", "3—5个", "翻一番", "第3位", "第一书记"])
def test_figures_that_are_not_plain(text: str) -> None:
    assert read_figure(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [("2019年", "2019"), ("2019年6月", "2019-06"), ("2019年2月底", "2019-02-28"), ("2020年4月6日", "2020-04-06"),
     ("2019年末", "2019-12-31")],
)  # fmt: skip
def test_plain_dates(text: str, time: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading["time"][0] == time


def test_marks_nest_and_checks_are_no_text() -> None:
    text, records = parse(
        "〔112个“〔十三五|s?〕”贫困村|count|112|个|贫困村|@2019 #县〕退出\n%%check sum|a;b|consistent|\n"
    )
    assert text == "112个“十三五”贫困村退出\n"
    assert [(r["record"], r.get("text")) for r in records] == [
        ("fact", "112个“十三五”贫困村"), ("check", None), ("slogan", "十三五")
    ]  # fmt: skip
    assert records[0]["when"] == ["2019"] and records[0]["place"] == ["县"] and records[0]["value"] == 112


@pytest.mark.parametrize("marked", ["〔三成|贫困户〕", "〔3户|贫困户", "〔3户|贫困户|form〕", "〔五年来|period〕"])
def test_marks_that_cannot_be_read(marked: str) -> None:
    with pytest.raises(ValueError):
        parse(marked + "|" * (not marked.endswith("〕")))


def test_document_numbers_are_no_marks() -> None:
    assert parse("国发〔2015〕34号") == ("国发〔2015〕34号", [])


@pytest.mark.parametrize("name", sorted(set(render.RENDERINGS) - {"boilerplate", "paged", "tabbed"}))
def test_renderings_keep_the_characters(name: str) -> None:
    plain = "标题\n全县共有贫困户17473户，占比34.9%，其中低保户1200余户。\n" * 3
    rendered, moved = render.text_and_gold(
        render.RENDERINGS[name](render.cells(plain)), [{"record": "fact", "start": 10, "end": 16, "text": ""}]
    )
    assert bare(rendered) == bare(plain)
    assert bare(moved[0]["text"]) == "17473户"


@pytest.mark.parametrize("format", sorted(pages.WRITERS))
def test_pages_have_fixed_bytes_and_a_table(format: str) -> None:
    under_way = render.cells("标题\n第一段有3户。\n|乡镇|户数（户）|\n|---|---|\n|青石镇|120|\n")
    data = pages.WRITERS[format](under_way, "utf-8")
    assert data == pages.WRITERS[format](under_way, "utf-8")
    assert "青石镇\t120" in read(data, f"a.{format}")[0].text
