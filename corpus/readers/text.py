"""Plain text and Markdown: the decoded file, unchanged, line ends included."""

from __future__ import annotations

from corpus.encoding import EncodingError, decode
from corpus.readers.base import ReadError, Reading


def read(data: bytes, name: str) -> Reading:
    """Raises ReadError `not_text`, `undecodable`, or `no_text` for nothing but white space."""
    try:
        text, encoding = decode(data)
    except EncodingError as error:
        raise ReadError(error.code, error.zh, error.en) from None
    if not text.strip():
        raise ReadError("no_text", "文件里没有文字", "the file holds no text")
    return Reading(text, [], "md" if name.lower().endswith((".md", ".markdown")) else "txt", encoding)
