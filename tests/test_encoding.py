"""corpus.encoding: each sample of cases/encodings.tsv is told from its bytes; nothing is ever replaced."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.encoding import EncodingError, decode
from corpus.samples.build import plan, source

LINES = (Path(__file__).parent / "cases" / "encodings.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t", 1)) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("encoding", "text"), CASES)
def test_sample(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8", "UTF-16", "UTF-8-SIG"])
def test_line_ends_and_spaces_are_kept(encoding: str) -> None:
    text = "　　全县脱贫\r\n共 5 户\r两行\n末行\x1a"
    assert decode(text.encode(encoding)).text == text


@cache
def reports(encoding: str) -> list[str]:
    """Our sample reports in simplified characters for GB18030, in traditional ones for Big5."""
    from opencc import OpenCC

    convert = OpenCC("s2tw" if encoding == "big5" else "t2s").convert
    return [convert(source(name)[0]) for name in sorted({row["source"] for row in plan()})]


def excerpts(encoding: str, length: int, count: int) -> list[str]:
    """Random excerpts, of which a third and at least two characters are Chinese: 12 and 3.4 are the same in both."""
    dice = random.Random(length)
    found: list[str] = []
    while len(found) < count:
        report = dice.choice(reports(encoding))
        start = dice.randrange(max(1, len(report) - length))
        excerpt = report[start : start + length]
        if sum("\u4e00" <= char <= "\u9fff" for char in excerpt) < max(2, length // 3):
            continue
        try:
            excerpt.encode(encoding)
        except UnicodeEncodeError:
            continue
        found.append(excerpt)
    return found


@pytest.mark.parametrize(
    ("length", "least"), [(2, 0.97), (3, 0.99), (4, 0.99), (8, 1), (12, 1), (20, 1), (200, 1), (2000, 1)]
)
def test_random_excerpts(length: int, least: float) -> None:
    from charset_normalizer import from_bytes

    count, right, alone = 100, 0, 0
    for encoding in ("gb18030", "big5"):
        for excerpt in excerpts(encoding, length, count):
            data = excerpt.encode(encoding)
            right += read_back(data) == excerpt
            alone += str(from_bytes(data, cp_isolation=["gb18030", "big5"]).best()) == excerpt
    assert right >= least * 2 * count
    assert right >= alone, "charset-normalizer alone does as well: our own settling is not needed"


def read_back(data: bytes) -> str | None:
    try:
        return decode(data).text
    except EncodingError:
        return None


def test_gbk_and_gb2312_are_gb18030() -> None:
    assert decode("镕基同志与贫困户".encode("gbk")) == ("镕基同志与贫困户", "GB18030")
    assert decode("贫困户".encode("gb2312")) == ("贫困户", "GB18030")


def test_mark_is_not_text() -> None:
    for data in ("县".encode("utf-8-sig"), "\ufeff县".encode("utf-16-le"), "\ufeff县".encode("utf-16-be")):
        assert decode(data).text == "县"


def test_first_ascii_then_chinese_far_down() -> None:
    text = "a" * 20000 + "贫困发生率"
    assert decode(text.encode("gb18030")) == (text, "GB18030")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("全县贫困发生率由6.9%降至0.66%".encode()[:-3] + b"\xe4\xb8", "undecodable"),
        ("全县贫困".encode() + b"\xff" + "发生率由6.9%".encode(), "undecodable"),
        ("全县贫困发生率".encode("gb18030") + b"\xff\xff\xff", "undecodable"),
        (b"\xef\xbb\xbf" + "贫困".encode("gbk"), "undecodable"),
        (b"\xff\xfea", "undecodable"),
        ("naïve café".encode("latin-1"), "undecodable"),
        (bytes(range(256)), "not_text"),
        (b"\x00\x01\x02\x03" * 50, "not_text"),
        (b"%PDF-1.7\n", "not_text"),
        (b"PK\x03\x04 and so on", "not_text"),
        (b"\x89PNG\r\n", "not_text"),
    ],
)
def test_errors(data: bytes, code: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data)
    assert caught.value.code == code
    assert " / " in str(caught.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_with_mark_always_reads_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == (text, "UTF-8-SIG")


@given(st.binary(max_size=200))
def test_what_is_decoded_is_the_file(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except EncodingError:
        return
    assert data.decode(encoding) == text
    assert "\ufffd" not in text or "\ufffd".encode(encoding) in data
