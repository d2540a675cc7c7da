"""Which encoding a text file is in, and its text: UTF-8, UTF-16, UTF-32, GB18030 (with GBK and GB2312), Big5.

Files of Chinese offices rarely say what they are in. What cannot be told by its form (a byte order mark, valid UTF-8)
goes to charset-normalizer, which names the encodings that the bytes may be in. Which of them it is, is settled by what
the text says: the one whose characters are the commonest wins. Nothing is ever replaced or dropped: bytes that no
decoding explains are an error.

Why not the library's own first choice: it weighs a text by the look of its characters, and short Chinese texts look
well in GB18030 and in Big5 alike. Measured with charset-normalizer 3.5.2 on random excerpts of our sample reports, half
in GB18030, half in Big5 (`tests/test_encoding.py` repeats this), told right of 200 (last row: 400) at each length:

    characters                       2      4      8     12     20     40    200
    its first choice, all of its    48 %   40 %   29 %   48 %   62 %   88 %   92 %
    its first choice, ours only     52 %   57 %   57 %   68 %   84 %   91 %   92 %
    its candidates, settled here    99 %  100 %  100 %  100 %  100 %  100 %  100 %

The encoding's name is one that Python knows, and `data.decode(encoding) == text` for every result.
"""

from __future__ import annotations

from codecs import lookup
from functools import lru_cache
from itertools import islice
from math import log
from pathlib import Path
from typing import NamedTuple

COMMON = Path(__file__).with_name("common_characters.txt")
MARKS = (
    (b"\xef\xbb\xbf", "UTF-8-SIG"),
    (b"\xff\xfe\x00\x00", "UTF-32"),  # before UTF-16, whose mark it begins with
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP/Office"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97–2003"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
)
LEGACY = ("GB18030", "Big5", "CP950", "Big5-HKSCS")
"""CP950 and Big5-HKSCS add characters to Big5; they are asked only where Big5 itself fails."""
UTF16 = ("UTF-16-LE", "UTF-16-BE")
DISORDER = 1.0
"""How much of what charset-normalizer calls mess a candidate may have. Its own limit, 0.2, drops the right encoding of
every tenth excerpt of 200 characters: punctuation, figures and rare characters of reports are mess to it."""
SAMPLE = 4000
"""Characters weighed: more do not change the verdict."""

# Costs in nats. The gaps between the classes matter, not the figures: a letter of a fitting text costs 3 to 6.5.
_FIRST_RANK, _KNOWN, _RARE, _FOREIGN = 12, 8.5, 11.0, 13.0
_PUNCTUATION = 3.5
_MARKS_OF_TEXT = (
    "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—―–…·‧•％　\u00a0０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩〇○×±°℃㎡．－～"
)
PLAUSIBLE = 9.0
"""The highest mean cost of a non-ASCII character in a text that is taken for Chinese."""
EVERYDAY = 6.5
"""The highest in a text that is Chinese beyond doubt, though its bytes are valid UTF-8."""


class EncodingError(ValueError):
    """Bytes that are no text in a known encoding. `code` is stable; the message is Chinese / English."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code, self.zh, self.en = code, zh, en
        super().__init__(f"{zh} / {en}")


class Decoded(NamedTuple):
    """A file's text, exactly as decoded (line ends included, byte order mark left out), and its encoding."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text and the encoding of `data`.

    Raises EncodingError: `not_text` for a binary file, `undecodable` for text with damaged bytes or in an encoding
    that is not among those named above.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise EncodingError(
                "not_text",
                f"内容是 {what} 文件，不是纯文本：请改用正确的扩展名",
                f"the content is a {what} file, not plain text: give it its proper suffix",
            )
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error)
    if _binary(text):
        raise _not_text()
    if "\x80" <= max(text, default="") < "\u0800":
        return _short_utf8(data, text)
    return Decoded(text, "UTF-8")


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(encoding, error) from None
    if _binary(text):
        raise _not_text()
    return Decoded(text, encoding)


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 without a mark, known by its zero bytes (every ASCII character has one)."""
    if found := _best(data, UTF16):
        return found
    raise _not_text()


def _legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """The most plausible of the encodings of before Unicode; UTF-16 without a mark and without ASCII is among them."""
    if _damaged_utf8(data):
        raise _undecodable("UTF-8", error)
    if found := _best(data, (*LEGACY, *UTF16)):
        return found
    if sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in data[:SAMPLE]) * 50 > len(data[:SAMPLE]):
        raise _not_text()
    raise _undecodable("UTF-8, UTF-16, GB18030, Big5", error)


def _short_utf8(data: bytes, text: str) -> Decoded:
    """Valid UTF-8 without one Chinese character may be a few words in GB18030: 通知 is such a pair of pairs."""
    found, valid = _best(data, LEGACY), Decoded(text, "UTF-8")
    return found if found and _cost(found)[1] < min(EVERYDAY, _cost(valid)[1]) else valid


def _best(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    """The decoding whose characters are the commonest on average, or None where none is plausible."""
    best: Decoded | None = None
    lowest = PLAUSIBLE
    for encoding in _candidates(data, encodings):
        if encoding in LEGACY[2:] and best and best.encoding in LEGACY[1:]:
            continue
        try:
            found = Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
        count, mean = _cost(found)
        if _binary(found.text):
            continue
        if count and mean < lowest:
            best, lowest = found, mean
        elif not best and encoding.startswith("UTF-16") and count * 2 < len(found.text):
            best = found  # mostly ASCII, which weighs nothing
    return best


def _candidates(data: bytes, encodings: tuple[str, ...]) -> list[str]:
    """Those of the encodings that charset-normalizer takes for possible, in the order given."""
    from charset_normalizer import from_bytes

    ours = {lookup(encoding).name: encoding for encoding in encodings}
    matches = from_bytes(
        data,
        threshold=DISORDER,
        cp_isolation=list(encodings),
        preemptive_behaviour=False,  # what a page declares is its reader's business
        enable_fallback=False,
    )
    named = {lookup(name).name for match in matches for name in match.could_be_from_charset}
    return [encoding for name, encoding in ours.items() if name in named]


def _cost(decoded: Decoded) -> tuple[int, float]:
    """How many characters beyond ASCII the text has (as far as they are weighed), and their mean cost."""
    listed = _costs(traditional=decoded.encoding in LEGACY[1:])
    sample = islice((char for char in decoded.text if char >= "\x80"), SAMPLE)
    costs = [listed.get(char) or _unlisted(char) for char in sample]
    return len(costs), sum(costs) / len(costs) if costs else 0.0


def _unlisted(char: str) -> float:
    if "\u4e00" <= char <= "\u9fff":
        for encoding, last in (("gb2312", b"\xd7\xff"), ("big5", b"\xc6\x7e")):
            try:
                if char.encode(encoding) <= last:  # the first level of each standard: the characters in common use
                    return _KNOWN
            except UnicodeEncodeError:
                continue
        return _RARE
    if "\u3400" <= char <= "\u4dbf" or "\U00020000" <= char <= "\U0003ffff":
        return _RARE
    return _FOREIGN


@lru_cache(maxsize=2)
def _costs(traditional: bool) -> dict[str, float]:
    """Character → cost, for the common ones. Big5 has traditional forms only, the others write either."""
    lines = [line for line in COMMON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    costs: dict[str, float] = {}
    for variant in (lines[1::2],) if traditional else (lines[::2], lines[1::2]):
        for rank, char in enumerate("".join(variant)):
            costs[char] = min(log(rank + _FIRST_RANK), costs.get(char, _RARE))
    costs.update(dict.fromkeys(_MARKS_OF_TEXT, _PUNCTUATION))
    return costs


def _damaged_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few broken bytes: most of what is not ASCII still decodes as UTF-8."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum("\u2e80" <= char <= "\uffef" for char in text) - broken
    return whole > 4 * broken


def _binary(text: str) -> bool:
    """True where more than one character in a hundred is a control character that no text has."""
    sample = text[:SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in sample)
    return controls * 100 > len(sample)


def _not_text() -> EncodingError:
    return EncodingError(
        "not_text",
        "不是文本文件：含有大量控制字符",
        "not a text file: it is full of control characters",
    )


def _undecodable(encoding: str, error: UnicodeDecodeError) -> EncodingError:
    return EncodingError(
        "undecodable",
        f"无法按 {encoding} 解码（第 {error.start + 1} 个字节处出错）：请用原来的程序另存为 UTF-8",
        f"cannot be decoded as {encoding} (fails at byte {error.start + 1}): save it anew as UTF-8",
    )
