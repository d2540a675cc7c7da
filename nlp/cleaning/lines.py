"""The lines of a text and what each one is by itself."""

from __future__ import annotations

import re

from msgspec import Struct

NUMERAL = "一二三四五六七八九十"
MARKER = (
    rf"第 ?[{NUMERAL}百\d]{{1,4}} ?[章编篇节条](?![{NUMERAL}\d])|第 ?[{NUMERAL}]{{1,3}} ?部 ?分"
    rf"|[{NUMERAL}]{{1,3}} ?[、.](?![{NUMERAL}]{{1,2}}[、产])|[（(] ?[{NUMERAL}]{{1,3}} ?[）)]"
    r"|\d{1,2}[、.](?![\d ])|\d{1,2}[、.] *(?=(?:19|20)\d\d *年)|\d{1,2}\. +(?!\d)"
    r"|[（(]\d{1,2}[）)](?!\d)|\d{1,2}[）)]|[①-⑳⒈-⒛㈠-㈩]"
)
"""What a numbered heading or list item starts with."""
_KIND = re.compile(rf"(?P<marker>{MARKER})|(?P<bullet>[•●◆■▪★☆※◎○□▲►➢✓]|[-*] +(?![\d-]))")
_STARTS = frozenset(f"第（(0123456789{NUMERAL}①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩•●◆■▪★☆※◎○□▲►➢✓-*")
_COUNT = rf" *[\d{NUMERAL}百]+ *页"
_SHORT = re.compile(
    rf"(?P<page>[-—–－~·•—] *\d{{1,4}} *[-—–－~·•—]|第{_COUNT}(?:[ ,，/]*共{_COUNT})?"
    rf"|[（(]? *共{_COUNT}[ ,，/]*第{_COUNT} *[）)]?"
    r"|\d{1,4} */ *\d{1,4}|[Pp](?:age|\.)? *\d{1,4}(?: *(?:of|/) *\d{1,4})?)$"
    r"|(?P<number>[\d.,]*\d(?: *[%‰])?)$"
)
ENDS = frozenset("。！？!?；;…")
CLOSERS = "”’」』）)》】\"'"
SHORT = 24
_MARKUP = re.compile(r"(?:#{1,6} +|> ?)+")
_INDENT = re.compile(r"[ \t\u3000]*")


class Line(Struct, gc=False):
    """A line that is not blank, without the white space around it.

    `kind` is `text`, `marker` (starts like a heading or list item), `bullet`, `number` (nothing but a figure), `page`
    (a page number) or `row` (of a table, with `cells`). `reach` is the column at which it ends, its indent included.
    `blank` and `page` tell what stands before the line; `fixed` is true of one that surely starts a paragraph.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    reach: int = 0
    kind: str = "text"
    blank: bool = False
    page: bool = False
    fixed: bool = False
    cells: list[tuple[int, int]] | None = None

    @property
    def ended(self) -> bool:
        """True where the line ends with the end of a sentence, closing quotes and brackets aside."""
        last = self.text[-1]
        return last in ENDS or (last in CLOSERS and self.text.rstrip(CLOSERS)[-1:] in ENDS)


def split(text: str, original: str) -> list[Line]:
    """The lines that are not blank, in order. `original` has the characters as written, for their widths."""
    lines: list[Line] = []
    add, lookup = lines.append, _STARTS
    position, blank = 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = 0
            if raw[0].isspace():
                margin = _INDENT.match(raw)[0]  # type: ignore[index]
                indent = len(margin) + margin.count("\u3000") + 3 * margin.count("\t")
                start = position + len(margin)
            else:
                start = position
            markup = _MARKUP.match(stripped) if stripped[0] in "#>" else None
            if markup and markup.end() < len(stripped):
                start, stripped = start + markup.end(), stripped[markup.end() :]
            size = len(stripped)
            kind = _kind(stripped) if size <= SHORT or stripped[0] in lookup else "text"
            end = start + size
            reach = width(original[start:end]) + indent
            add(Line(start, end, stripped, indent, reach, kind, blank, fixed=bool(markup)))
            blank = False
        else:
            blank = True
        position += len(raw) + 1
    return lines


def _kind(text: str) -> str:
    if len(text) <= SHORT and (match := _SHORT.match(text)):
        return match.lastgroup or "text"
    if text[0] not in _STARTS:
        return "text"
    match = _KIND.match(text)
    return (match.lastgroup if match else None) or "text"


def width(text: str) -> int:
    """Columns that a text takes where a Chinese character takes two."""
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2

