"""corpus.folder: a stable walk, every file once, and a failure instead of an exception."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.folder import load, load_bytes, walk
from nlp.model import Document, Failure


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("全县脱贫5户。", encoding="utf-8")
    return root


def names(*paths: Path) -> list[str]:
    return [name for name, _ in walk(paths)]


def only(records: object) -> Failure:
    [record] = list(records)  # type: ignore[call-overload]
    assert isinstance(record, Failure)
    assert record.stage == "read"
    assert " / " in record.message
    return record


def test_sorted_by_whole_relative_path(tmp_path: Path) -> None:
    files = ["b.txt", "a/z.txt", "a.txt", "a-b.txt", "a/b/c.txt", "乙县.md", "甲县/报告.txt", "A.txt"]
    assert names(tree(tmp_path, *files)) == sorted(files)


def test_skips_what_systems_leave_behind(tmp_path: Path) -> None:
    tree(tmp_path, "x.txt", ".hidden.txt", ".git/x.txt", "~$x.docx", "Thumbs.db", ".DS_Store", "__MACOSX/x.txt")
    assert names(tmp_path) == ["x.txt"]


def test_a_hidden_file_given_by_itself_is_read(tmp_path: Path) -> None:
    tree(tmp_path, ".x.txt")
    assert names(tmp_path / ".x.txt") == [".x.txt"]


def test_each_file_once(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt", "b.txt")
    assert names(tmp_path, tmp_path / "b.txt", tmp_path / "a", tmp_path) == ["a/x.txt", "b.txt"]
    assert names(tmp_path / "a", tmp_path) == ["x.txt", "b.txt"]


def test_two_documents_never_share_a_name(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt", "b/x.txt")
    found = names(tmp_path / "a", tmp_path / "b")
    assert found == ["x.txt", (tmp_path / "b/x.txt").as_posix()]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_and_loops(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt", "elsewhere/y.txt")
    (tmp_path / "a/loop").symlink_to(tmp_path / "a")
    (tmp_path / "a/to").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "a/same.txt").symlink_to(tmp_path / "a/x.txt")
    (tmp_path / "a/broken.txt").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path / "a") == ["broken.txt", "same.txt", "to/y.txt"]
    assert only(load(tmp_path / "a/broken.txt")).error == "not_found"


def test_missing_path(tmp_path: Path) -> None:
    [(name, path)] = walk([tmp_path / "没有.txt"])
    failure = only(load(path, name))
    assert (failure.document, failure.error) == ("没有.txt", "not_found")


def test_unsupported_names_what_is_supported(tmp_path: Path) -> None:
    tree(tmp_path, "旧.doc", "表.xls", "图.JPG", "包.zip", "程序.exe", "无后缀")
    for name, path in walk([tmp_path]):
        failure = only(load(path, name))
        assert (failure.document, failure.error) == (name, "unsupported_format")
        assert ".docx" in failure.message and ".pdf" in failure.message
    assert "另存为 .docx" in only(load(tmp_path / "旧.doc")).message
    assert "OCR" in only(load(tmp_path / "图.JPG")).message


def test_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    assert only(load(tmp_path / "x.txt")).error == "not_a_file"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    tree(tmp_path, "x.txt", "closed/y.txt")
    (tmp_path / "x.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        assert [only(load(path, name)).error for name, path in walk([tmp_path])] == ["no_permission"] * 2
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_permission_error_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    tree(tmp_path, "x.txt")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert only(load(tmp_path / "x.txt")).error == "no_permission"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "x.txt")
    monkeypatch.setattr("corpus.folder.LARGEST", 3)
    assert only(load(tmp_path / "x.txt")).error == "too_large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert only(load(tmp_path / "x.txt")).error == "not_a_file"


def test_a_crash_in_a_reader_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(data: bytes, name: str) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("corpus.readers.text.read", crash)
    failure = only(load_bytes(b"x", "x.txt"))
    assert failure.error == "broken_file" and "ZeroDivisionError" in failure.message


def test_a_document_with_its_fields(tmp_path: Path) -> None:
    tree(tmp_path, "甲县/报告.txt")
    [(name, path)] = walk([tmp_path])
    [document] = load(path, name)
    assert isinstance(document, Document)
    assert document.document == "甲县/报告.txt"
    assert document.characters == len(document.text) == 7
    assert document.sha256 == sha256(path.read_bytes()).hexdigest()
    assert (document.format, document.encoding) == ("txt", "UTF-8")


def test_standard_input() -> None:
    [document] = load_bytes("全县脱贫5户。".encode("gb18030"))
    assert isinstance(document, Document)
    assert (document.document, document.format, document.encoding) == ("-", "txt", "GB18030")
    [page] = load_bytes("<!DOCTYPE html><p>全县脱贫5户。</p>".encode())
    assert isinstance(page, Document)
    assert (page.format, page.text) == ("html", "全县脱贫5户。")
    assert only(load_bytes(b"")).error == "empty_file"


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode there")
def test_a_name_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("报告.txt".encode("gb18030"))).write_text("县", encoding="utf-8")
    [(name, path)] = walk([tmp_path])
    name.encode("utf-8")
    [document] = load(path, name)
    assert isinstance(document, Document)
