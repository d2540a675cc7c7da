"""Files to records: order, workers, failures, what a second run does."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import engine
import folders
import pytest

import corpus
import nlp
from corpus import cache, run
from corpus.writers.jsonl import encode
from lexicons import LexiconError
from nlp.model import DocumentRecord, Extraction, Fact, Failure


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(nlp, "extract", engine.extract, raising=False)
    monkeypatch.setattr(corpus, "folder", folders, raising=False)
    monkeypatch.setitem(sys.modules, "corpus.folder", folders)
    monkeypatch.setenv("ENGINE_CALLS", str(tmp_path / "calls"))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "b").mkdir(parents=True)
    for i in range(12):
        (folder / "b" / f"{i:02}.txt").write_text(f"共{i}户，{i * 3}人，四不摘。", encoding="utf-8")
    (folder / "a.txt").write_text("无数字", encoding="utf-8")
    return folder


def records(*paths: Path | str, **options: object) -> list[bytes]:
    return [encode(record) for batch in run.extract_records(paths, **options) for record in batch]


def test_order_and_names(reports: Path) -> None:
    results = list(run.extract_paths([reports]))
    assert all(isinstance(result, Extraction) for result in results)
    assert [result.document.document for result in results] == ["a.txt", *(f"b/{i:02}.txt" for i in range(12))]


def test_workers_make_no_difference(reports: Path) -> None:
    (reports / "b" / "05x.txt").write_bytes(b"\xff\xfe\x00")
    assert records(reports) == records(reports, workers=2) == records(reports, workers=3)
    assert list(run.extract_paths([reports])) == list(run.extract_paths([reports], workers=2))


def test_records_are_the_extractions(reports: Path) -> None:
    wanted = [encode(record) for result in run.extract_paths([reports]) for record in result.records()]
    assert records(reports) == wanted


def test_a_bad_file_stops_nothing(reports: Path) -> None:
    (reports / "b" / "03x.txt").write_text("这里有错", encoding="utf-8")
    (reports / "b" / "04x.txt").write_bytes(b"\xff")
    failures = [result for result in run.extract_paths([reports]) if isinstance(result, Failure)]
    assert [(f.document, f.stage, f.error) for f in failures] == [
        ("b/03x.txt", "extract", "internal"), ("b/04x.txt", "read", "encoding"),
    ]
    assert sum(isinstance(result, Extraction) for result in run.extract_paths([reports])) == 13


def test_a_file_that_kills_its_worker(reports: Path) -> None:
    (reports / "b" / "03x.txt").write_text("死", encoding="utf-8")
    results = list(run.extract_paths([reports], workers=2))
    assert [(r.document, r.error) for r in results if isinstance(r, Failure)] == [("b/03x.txt", "worker_died")]
    assert sum(isinstance(result, Extraction) for result in results) == 13


def test_a_reader_that_raises(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "load", lambda path, name: 1 / 0)
    assert {result.error for result in run.extract_paths([reports])} == {"internal"}


def test_standard_input(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("共3户".encode())))
    names = [result.document.document for result in run.extract_paths([reports / "a.txt", "-", reports])]
    assert names[:3] == ["a.txt", "-", "a.txt"]


def test_lone_surrogates_are_replaced(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(path: Path, name: str, ocr: bool):
        yield nlp.model.Document(document=name, text="甲\ud800乙3", characters=4)

    monkeypatch.setattr(folders, "load", load)
    result = next(run.extract_paths([reports]))
    assert result.document.text == "甲\ufffd乙3"


def test_an_unusable_lexicon_is_told(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("colour\tname\n", encoding="utf-8")
    with pytest.raises(LexiconError):
        next(run.extract_paths([reports], lexicon=[tmp_path / "bad.tsv"]))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_run_does_only_what_changed(reports: Path, tmp_path: Path, workers: int) -> None:
    kept, noted = tmp_path / ".out.jushi-cache", tmp_path / "calls"
    first = records(reports, kept=kept, workers=workers)
    noted.unlink()
    assert records(reports, kept=kept, workers=workers) == first
    assert engine.calls(noted) == []
    (reports / "b" / "07.txt").write_text("共700户", encoding="utf-8")
    (reports / "b" / "08.txt").unlink()
    (reports / "c.txt").write_text("共9户", encoding="utf-8")
    again = records(reports, kept=kept, workers=workers)
    assert sorted(engine.calls(noted)) == ["b/07.txt", "c.txt"]
    assert again == records(reports) != first


def test_failures_are_tried_again(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "cache"
    (reports / "a.txt").write_text("错3", encoding="utf-8")
    records(reports, kept=kept)
    monkeypatch.setattr(nlp, "extract", lambda document, lexicon=None: Extraction(document=document))
    first = next(iter(run.extract_records([reports], kept=kept)))
    assert isinstance(first[0], DocumentRecord)


def test_another_lexicon_is_another_key(reports: Path, tmp_path: Path) -> None:
    kept, noted, mine = tmp_path / "cache", tmp_path / "calls", tmp_path / "mine.tsv"
    mine.write_text("period\ttime\n十四五\t2021/2025\n", encoding="utf-8")
    records(reports, kept=kept)
    noted.unlink()
    records(reports, kept=kept, lexicon=[mine])
    assert len(engine.calls(noted)) == 13
    mine.write_text("period\ttime\n十五五\t2026/2030\n", encoding="utf-8")
    noted.unlink()
    records(reports, kept=kept, lexicon=[mine])
    assert len(engine.calls(noted)) == 13


def test_a_run_cut_short_is_taken_up(reports: Path, tmp_path: Path) -> None:
    kept, noted = tmp_path / "cache", tmp_path / "calls"
    batches = run.extract_records([reports], kept=kept)
    for _ in range(5):
        next(batches)
    batches.close()
    done = engine.calls(noted)
    noted.unlink()
    records(reports, kept=kept)
    assert not set(done[:4]) & set(engine.calls(noted))
    assert len(set(done) | set(engine.calls(noted))) == 13


def test_a_damaged_cache_is_made_anew(reports: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    kept.write_bytes(b"no database at all" * 100)
    assert records(reports, kept=kept) == records(reports)
    reader = cache.Reader(kept)
    assert reader.get("nothing") is None
    reader.close()


def test_cache_keeps_records_exactly() -> None:
    kept = [engine.Fact(
        id="1", document="甲", text="3", start=0, end=1, sentence="3", kind="count", value=engine.Decimal("1.50"),
        rules=["a"],
    )]
    assert cache.unpack(cache.pack(kept)) == kept
    assert isinstance(cache.unpack(cache.pack(kept))[0], Fact)
