"""Scanned pages and pictures read by optical character recognition, where it is asked for."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

import nlp
from cli.shared import group
from corpus import run
from corpus.extras import MissingExtra
from corpus.readers import ReadError, ocr, read
from corpus.samples.as_scan import pack, pictures
from nlp.model import Document, Failure

REPORT = Path(__file__).parent.parent / "corpus/samples/reports/qingfeng_housing_water.pdf"


@pytest.fixture(scope="module")
def scan() -> bytes:
    pytest.importorskip("rapidocr", reason="needs the extra ocr: pip install 'jushi[ocr]'")
    return pack(pictures(REPORT.read_bytes(), turned=0.7, noise=12))


def said(document: Document) -> Counter[tuple[object, ...]]:
    extraction = nlp.extract(document)
    for record in [*extraction.facts, *extraction.slogans]:
        assert document.text[record.start : record.end] == record.text and record.page == 1
    facts = [(f.value, f.low, f.unit, f.metric, f.role) for f in extraction.facts]
    return Counter([*facts, *((s.slogan,) for s in extraction.slogans)])


def test_a_scan_yields_what_its_text_layer_does(scan: bytes) -> None:
    document, failures = read(scan, "x.pdf", ocr=True)
    assert (document.format, document.ocr_pages, failures) == ("pdf", "1", [])
    layer, recognized = said(read(REPORT.read_bytes(), "x.pdf")[0]), said(document)
    assert (layer & recognized).total() >= 0.95 * layer.total()
    assert (recognized - layer).total() <= 0.03 * layer.total()


def test_only_when_asked(scan: bytes) -> None:
    with pytest.raises(ReadError, match="--ocr") as caught:
        read(scan, "x.pdf")
    assert caught.value.code == "no_text_layer"
    with pytest.raises(ReadError, match="--ocr") as caught:
        read(b"x", "x.png")
    assert caught.value.code == "unsupported_format"


def test_a_page_with_a_text_layer_is_not_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(picture: object) -> ocr.Recognized:
        raise AssertionError

    monkeypatch.setattr("corpus.readers.recognize", never)
    document, _ = read(REPORT.read_bytes(), "x.pdf", ocr=True)
    assert document.ocr_pages is None and document.text == read(REPORT.read_bytes(), "x.pdf")[0].text


def test_pictures(scan: bytes) -> None:
    page = pictures(REPORT.read_bytes())[0]
    document, failures = read(pack([page, page], "TIFF"), "a/x.tiff", ocr=True)
    assert not failures and (document.format, document.ocr_pages) == ("tiff", "1-2")
    assert [(b.page, b.ref) for b in document.blocks] == [(1, "page1"), (2, "page2")]
    assert document.text.count("3626户") == 2


def test_unsure_lines_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.recognize", lambda picture: ocr.Recognized("共120户。", 3))
    document, [failure] = read(pack(pictures(REPORT.read_bytes())), "x.pdf", ocr=True)
    assert document.text == "共120户。"
    assert failure.error == "unsure_lines" and "第 1 页 3 行" in failure.message and "3 on page 1" in failure.message


@pytest.mark.parametrize("name", ["x.pdf", "x.png"])
def test_nothing_recognized(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.recognize", lambda picture: ocr.Recognized("", 0))
    page = pictures(REPORT.read_bytes())
    data = BytesIO()
    page[0].save(data, "PNG")
    with pytest.raises(ReadError) as caught:
        read(pack(page) if name == "x.pdf" else data.getvalue(), name, ocr=True)
    assert caught.value.code == "no_text"


def test_a_damaged_picture() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"\x89PNG\r\n\x1a\nxxxx", "x.png", ocr=True)
    assert caught.value.code == "broken_file"


def test_lines_side_by_side_are_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def box(left: float, top: float, right: float) -> list[list[float]]:
        return [[left, top], [right, top], [right, top + 20], [left, top + 20]]

    class Found:
        boxes = [box(300, 10, 340), box(10, 12, 60), box(10, 50, 60), box(301, 48, 340), box(500, 90, 520)]  # noqa: RUF012
        txts = ("户数", "乡镇", "青石镇", "120", "?")
        scores = (0.99, 0.99, 0.99, 0.99, 0.3)

    monkeypatch.setattr(ocr, "_engine", lambda: lambda picture: Found)
    assert ocr.recognize(None) == ocr.Recognized("乡镇\t户数\n青石镇\t120", 1)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ocr, "MODULES", ("jushi_no_such_module",))
    with pytest.raises(MissingExtra, match=r"pip install 'jushi\[ocr\]'"):
        list(run.extract_paths([tmp_path], ocr=True))
    (tmp_path / "a.txt").write_text("共120户。", encoding="utf-8")
    done = CliRunner().invoke(group.application(), ["extract", str(tmp_path), "--ocr"])
    assert done.exit_code == 2 and "jushi[ocr]" in done.output


def test_a_folder(scan: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("全县脱贫120户。", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(scan)
    plain = list(run.extract_folder(tmp_path))
    assert [isinstance(item, Failure) for item in plain] == [False, True]
    recognized = list(run.extract_folder(tmp_path, ocr=True))
    assert [item.document.ocr_pages for item in recognized if not isinstance(item, Failure)] == [None, "1"]
