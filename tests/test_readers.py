"""corpus.readers: what every reader keeps to, and plain text. The formats have files of their own."""

import subprocess
import sys

import pytest

from corpus.readers import READERS, ReadError, read


def code(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    assert " / " in str(caught.value)
    return caught.value.code


def test_text_is_the_decoded_file_unchanged() -> None:
    text = "　 全县脱贫\r\n\r\n共 5 户\r两行\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        document, failures = read(text.encode(encoding), "x.TXT")
        assert document.text == text
        assert not document.blocks and not failures
        assert document.encoding and document.format == "txt"
    assert read(b"# 1", "x.md")[0].format == "md"


@pytest.mark.parametrize("suffix", READERS)
def test_empty_and_garbage_are_errors(suffix: str) -> None:
    assert code(b"", f"x{suffix}") == "empty_file"
    garbage = bytes(range(256)) * 20
    assert code(garbage, f"x{suffix}") in {"not_text", "undecodable", "broken_file"}


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b" \r\n\t ", "x.txt", "no_text"),
        (b"\xff\xfe\x01", "x.txt", "undecodable"),
        (b"hello", "x.docx", "broken_file"),
        (b"PK\x03\x04 not whole", "x.docx", "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "x.docx", "unsupported_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.docx", "encrypted"),
        (b"%PDF-1.4 garbage", "x.pdf", "broken_file"),
        (b"hello", "x.pdf", "broken_file"),
        (b"<html><body><script>var a = 5;</script></body></html>", "x.html", "no_text"),
        (b"   ", "x.html", "no_text"),
        (b"x", "x.doc", "unsupported_format"),
        (b"x", "x", "unsupported_format"),
    ],
)
def test_errors(data: bytes, name: str, expected: str) -> None:
    assert code(data, name) == expected


def test_heavy_libraries_load_with_their_reader_only() -> None:
    script = (
        "import sys, corpus, corpus.readers, corpus.folder;"
        "heavy = {'docx', 'lxml', 'pypdfium2', 'trafilatura', 'pandas', 'spacy', 'jieba'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
