"""What every reader needs: its result, its error, and the builder that lays blocks end to end into a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from nlp.model import Block


class ReadError(ValueError):
    """A file, or a part of one, that could not be read. `code` is stable; the message is Chinese / English."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code, self.zh, self.en = code, zh, en
        super().__init__(f"{zh} / {en}")


class Reading(NamedTuple):
    """What a reader returns: `errors` are the parts of the file that have no text here.

    `ocr_pages` are the pages whose text was recognized from a picture.
    """

    text: str
    blocks: list[Block]
    format: str
    encoding: str | None = None
    errors: list[ReadError] = []  # noqa: RUF012  (never changed)
    ocr_pages: list[int] = []  # noqa: RUF012


class Builder:
    """Collects blocks in reading order. Each stands on a line of its own, unless `separator` says otherwise."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._numbers: dict[str, int] = {}

    def add(
        self,
        text: str,
        kind: Literal["paragraph", "heading", "cell", "note"] = "paragraph",
        *,
        separator: str = "\n",
        ref: str | None = None,
        page: int | None = None,
        cell: tuple[int, int, int] | None = None,
    ) -> None:
        """Appends one block after a separator; a text of nothing but white space makes no block and no line.

        `cell` is (table, row, column), from 1. Without `ref`, blocks are numbered: p1, p2, …; note1, note2, …
        """
        text = storable(text)
        if not text.strip():
            return
        if self._length:
            self.raw(separator)
        if cell:
            ref = ref or "t{}r{}c{}".format(*cell)
        table, row, column = cell or (None, None, None)
        start = self._length
        self.raw(text)
        self.blocks.append(
            Block(
                start=start,
                end=self._length,
                ref=ref or self.number("note" if kind == "note" else "p"),
                kind=kind,
                page=page,
                table=table,
                row=row,
                column=column,
            )
        )

    def raw(self, text: str) -> None:
        """Appends text that belongs to no block: separators."""
        self._parts.append(text)
        self._length += len(text)

    def number(self, prefix: str) -> str:
        """The next reference with this prefix."""
        self._numbers[prefix] = self._numbers.get(prefix, 0) + 1
        return f"{prefix}{self._numbers[prefix]}"

    @property
    def text(self) -> str:
        """Everything so far."""
        return "".join(self._parts)

    def reading(
        self, format: str, encoding: str | None = None, errors: Sequence[ReadError] = (), ocr_pages: Sequence[int] = (),
    ) -> Reading:
        """The finished result; raises ReadError `no_text` where no block was added."""
        if not self.blocks:
            raise ReadError("no_text", "文件里没有文字", "the file holds no text")
        return Reading(self.text, self.blocks, format, encoding, list(errors), list(ocr_pages))


def page_ranges(pages: Sequence[int]) -> str:
    """Page numbers, ascending, as one writes them in a print dialogue.

    >>> page_ranges([1, 2, 3, 7])
    '1-3,7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ",".join("-".join(map(str, run)) for run in runs)


def storable(text: str) -> str:
    """Text without what no output format can hold: NUL and halves of surrogate pairs, which stand for no character."""
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return text
