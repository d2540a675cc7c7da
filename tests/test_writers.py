"""Output formats: the same records in each, exact figures, nothing half-written."""

from __future__ import annotations

import csv
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import writers
from corpus.extras import MissingExtra
from corpus.writers import base, decimals
from corpus.writers.columns import columns
from corpus.writers.csv import neutral
from corpus.writers.jsonl import encode
from nlp.model import DocumentRecord, Fact, Failure, Finding, Slogan

HUGE = Decimal(10) ** 30


def fact(number: int = 0, **fields: object) -> Fact:
    given = {
        "id": f"f{number}", "document": "县/甲.txt", "text": "3户", "start": number, "end": number + 2, "kind": "count",
        "sentence": "共3户。", "value": Decimal(3), "unit": "户",
    }
    return Fact(**{**given, **fields})


RECORDS = [
    DocumentRecord(document="县/甲.txt", title="总结", characters=9, sha256="0" * 64),
    fact(1, value=Decimal("1658000000.00"), step=Decimal("1E+6"), bound=">=", approx=True, rules=["a", "b|c\\"]),
    fact(2, value=Decimal("6.9"), unit="%", kind="percent", text='=HYPERLINK("x")', sentence="两\r\n行，“引号\""),
    fact(3, value=None, low=Decimal("-0.5"), high=Decimal("1E-9"), confidence=0.25),
    Slogan(
        id="s1", document="县/甲.txt", text="-四不摘", start=1, end=5, sentence="@x", slogan="四不摘",
        components=["甲", "乙"],
    ),
    Failure(document="乙.pdf", stage="read", error="no_text", message="+scan"),
]


def write(path: Path, given: str | None = None, records: list = RECORDS) -> Path:
    with writers.open_writer(path, given) as writer:
        writer.write(records)
    return path


@pytest.mark.parametrize("value, text", [
    ("1E+9", "1000000000"), ("16.580", "16.58"), ("1658000000.00", "1658000000"), ("1E-12", "0.000000000001"),
    ("-0", "0"), ("0.00", "0"), ("100", "100"), ("-2.50", "-2.5"),
    ("123456789012345678901234567890.1", "123456789012345678901234567890.1"),
])
def test_plain(value: str, text: str) -> None:
    assert decimals.plain(Decimal(value)) == text
    assert json.loads(encode(fact(value=Decimal(value))), parse_float=str, parse_int=str)["value"] == text


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        encode(fact(value=Decimal(value)))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_json_numbers_are_exact(value: Decimal) -> None:
    line = encode(fact(value=value))
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["value"] == value
    assert b"E" not in line.split(b'"value":')[1].split(b",")[0]
    assert decimals.is_plain(value) == (str(value) == decimals.plain(value))


def test_jsonl(tmp_path: Path) -> None:
    lines = write(tmp_path / "x.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["record"] for line in lines] == ["document", "fact", "fact", "fact", "slogan", "failure"]
    assert list(json.loads(lines[1])) == [column.name for column in columns(Fact)]
    assert '"unit":"户"' in lines[1].decode()


def test_json(tmp_path: Path) -> None:
    assert len(json.loads(write(tmp_path / "x.json").read_text("utf-8"))) == len(RECORDS)
    assert json.loads(write(tmp_path / "x.json", records=[]).read_text("utf-8")) == []
    assert write(tmp_path / "x.jsonl", records=[]).read_bytes() == b""


def test_csv_folder(tmp_path: Path) -> None:
    out = write(tmp_path / "out", "csv")
    assert sorted(p.name for p in out.iterdir()) == ["documents.csv", "facts.csv", "failures.csv", "slogans.csv"]
    assert (out / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbfrecord,id,")
    with open(out / "facts.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows] == ["1658000000", "6.9", ""]
    assert (rows[0]["step"], rows[0]["approx"], rows[1]["approx"]) == ("1000000", "true", "false")
    assert rows[0]["rules"] == "a|b\\|c\\\\"
    assert rows[1]["sentence"] == "两\r\n行，“引号\""
    assert rows[2]["low"] == "-0.5", "a figure is no formula"


def test_csv_file(tmp_path: Path) -> None:
    write(tmp_path / "out.csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "out.csv", "out.documents.csv", "out.failures.csv", "out.slogans.csv",
    ]
    assert b'"\'=HYPERLINK(""x"")"' in (tmp_path / "out.csv").read_bytes()
    assert b",'-" in (tmp_path / "out.slogans.csv").read_bytes()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"])
def test_formulas_are_neutral(text: str) -> None:
    assert neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["甲=1", "1-2", "", "'=1"])
def test_other_text_stays(text: str) -> None:
    assert neutral(text) == text


def test_parquet(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    out = write(tmp_path / "out", "parquet", [*RECORDS, fact(9, value=HUGE, low=Decimal(1) / 3)])
    rows = pq.read_table(out / "facts.parquet").to_pylist()
    assert [row["value"] for row in rows] == [Decimal(1658000000), Decimal("6.9"), None, None]
    assert rows[3]["low"] == Decimal("0.3333333333")
    assert rows[0]["rules"] == ["a", "b|c\\"] and rows[0]["approx"] is True
    assert str(pq.read_schema(out / "facts.parquet").field("value").type) == "decimal128(38, 10)"
    assert pq.read_table(out / "failures.parquet").num_rows == 1


def test_parquet_file_is_the_facts(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert pq.read_table(write(tmp_path / "out.parquet")).num_rows == 3


def test_xlsx(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    records = [*RECORDS, fact(8, value=Decimal("1234567890.1234567"), sentence="长" * 40000)]
    book = openpyxl.load_workbook(write(tmp_path / "x.xlsx", records=records))
    assert book.sheetnames == ["documents", "failures", "facts", "slogans"]
    head, *rows = book["facts"].iter_rows()
    at = {cell.value: i for i, cell in enumerate(head)}
    assert [row[at["value"]].value for row in rows] == [1658000000, 6.9, None, "1234567890.1234567"]
    formula = rows[1][at["text"]]
    assert (formula.value, formula.data_type, formula.quotePrefix) == ('=HYPERLINK("x")', "s", True)
    assert len(rows[3][at["sentence"]].value) == 32767


def test_xlsx_goes_on_on_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsx = pytest.importorskip("corpus.writers.xlsx")
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr(xlsx, "ROWS", 4)
    book = openpyxl.load_workbook(write(tmp_path / "x.xlsx", records=[fact(i) for i in range(7)]))
    assert [book[name].max_row for name in ("facts", "facts 2", "facts 3")] == [4, 4, 2]


def test_sqlite(tmp_path: Path) -> None:
    base = sqlite3.connect(write(tmp_path / "x.db", records=[*RECORDS, fact(9, value=HUGE)]))
    values = base.execute("select value, typeof(value) from facts").fetchall()
    assert values == [(1658000000, "integer"), (6.9, "real"), (None, "null"), ("1" + "0" * 30, "text")]
    assert base.execute("select e.value from slogans, json_each(components) e").fetchall() == [("甲",), ("乙",)]
    assert base.execute("select count(*) from failures").fetchone() == (1,)


def test_duckdb(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(write(tmp_path / "x.duckdb")), read_only=True) as base:
        values = base.execute("select value, rules from facts order by start").fetchall()
    assert values == [(Decimal(1658000000), ["a", "b|c\\"]), (Decimal("6.9"), []), (None, [])]


@pytest.mark.parametrize("name", [name for name in writers.FORMATS if name != "duckdb"])
def test_same_records_same_bytes(name: str, tmp_path: Path) -> None:
    if extra := writers.FORMATS[name].extra:
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter"}[extra])
    first, second = tmp_path / f"a.{name}", tmp_path / f"b.{name}"
    assert write(first, name).read_bytes() == write(second, name).read_bytes()


@pytest.mark.parametrize("name", list(writers.FORMATS))
def test_many_records_pass_through_small_batches(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if extra := writers.FORMATS[name].extra:
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter", "duckdb": "duckdb"}[extra])
    monkeypatch.setattr(base, "BATCH", 3)
    held = 0
    with writers.open_writer(tmp_path / f"x.{name}", name) as writer:
        for i in range(50):
            writer.write([fact(i)])
            held = max(held, sum(map(len, writer._held.values())))
    assert held <= 3


@pytest.mark.parametrize("name", list(writers.FORMATS))
def test_an_error_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    if extra := writers.FORMATS[name].extra:
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter", "duckdb": "duckdb"}[extra])
    out = tmp_path / f"x.{name}"
    out.write_bytes(b"before")
    with pytest.raises(RuntimeError), writers.open_writer(out, name) as writer:
        writer.write(RECORDS)
        raise RuntimeError
    assert out.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == [out.name]


def test_a_table_not_announced_is_made(tmp_path: Path) -> None:
    finding = Finding(id="x", rule="sum", verdict="consistent", severity="info", facts=[], documents=[], message="和")
    assert (write(tmp_path / "out", "csv", [finding]) / "findings.csv").exists()


@pytest.mark.parametrize("path, given, name", [
    ("a.parquet", None, "parquet"), ("a.DB", None, "sqlite"), ("a", None, "jsonl"), ("a.csv", "json", "json"),
    ("-", None, "jsonl"),
])
def test_format_of(path: str, given: str | None, name: str) -> None:
    assert writers.format_of(path, given) == name


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="jsonl"):
        writers.format_of("a", "xml")


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = writers.Format("corpus_no_such_module:X", (), "parquet")
    monkeypatch.setitem(writers.FORMATS, "parquet", entry)
    with pytest.raises(MissingExtra, match=r"pip install 'jushi\[parquet\]'"):
        writers.open_writer(tmp_path / "x", "parquet")
