"""Title, sections and sentences of a cleaned text. All spans are offsets into `View.text`.

    >>> from nlp.model import Document
    >>> from nlp.view import clean
    >>> view = clean(Document.of("一、主要成效\\n全县脱贫1007户。发生率降至0.66%。"))
    >>> [view.text[start:end] for start, end in sentences(view)]
    ['一、主要成效', '全县脱贫1007户。', '发生率降至0.66%。']
    >>> sections(view)[0].heading
    '一、主要成效'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nlp.cleaning.lines import MARKER, NUMERAL
from nlp.view import View


class Section(Struct, frozen=True):
    """A heading and the text up to the next heading of its level or above.

    `level`: 1 第一章 第一部分, 2 第一节 一、, 3 （一）, 4 第一条 1., 5 （1） 1） ①, 6 a short line without a number.
    """

    start: int
    end: int
    level: int
    heading: str


LONGEST_HEADING, LONGEST_BARE, LONGEST_TITLE = 48, 24, 64
_HEADING = re.compile(
    rf"(?:^|(?<=[。！？；]))(?=[第（(\d①-⑳⒈-⒛㈠-㈩{NUMERAL}])(?P<marker>{MARKER})(?P<words>[^。：！？；\n\t]*)|"
    rf"^(?P<bare>(?:(?:19|20)\d\d年)?[^\s，。；：！？,;:!?、\d“”《》]{{2,{LONGEST_BARE}}})$"
    rf"(?=\n[^\n]{{{LONGEST_BARE + 6}}})",
    re.M,
)
_STOP = re.compile("[。！？；\n]")
_LEVELS = [
    (re.compile(r"第.+(?:[章编篇]|部分)"), 1),
    (re.compile(rf"第.+节|[{NUMERAL}]+[、.]"), 2),
    (re.compile(rf"[（(][{NUMERAL}]+[）)]|[㈠-㈩]"), 3),
    (re.compile(r"第.+条|\d+[、.]|[⒈-⒛]"), 4),
]
# A stop inside quotation marks or brackets ends the sentence with them, unless the sentence plainly goes on.
_END = re.compile(r"[。！？]+(?:[”’」』）)》】]+(?![，、；：。的等和与及])|(?![”’」』）)》】。！？]))|\n")
_DOCUMENT_NUMBER = re.compile(r"[〔\[［（(【]\d{4}[〕\]］）)】] *第?\d+ *号")
# The office that issues a document often stands above its title.
_OFFICE = re.compile(r"(?:局|委员会|办公室|政府|领导小组|指挥部|中心|公司|党委|[省市县区]委|工作队|合作社|联社)$")
_DATE_LINE = re.compile(r"[（(]?(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?[）)]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def sentences(view: View) -> list[tuple[int, int]]:
    """The spans of sentences, in order. The end of a paragraph, heading or table row ends one; a semicolon does not."""
    text = view.text
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if text[end - 1] == "\n":
            if end - 1 > start:
                spans.append((start, end - 1))
        elif end > start:
            spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def sections(view: View) -> list[Section]:
    """The sections, in the order of their headings; those of a lower level lie inside those above them."""
    found: list[tuple[int, int, str]] = []
    text = view.text
    for match in _headings(text):
        marker, words, bare = match.group("marker", "words", "bare")
        if bare:
            if match.start() > 0:
                found.append((match.start(), 6, bare))
            continue
        if len(words) > LONGEST_HEADING:
            words = words.split("，", 1)[0]
        if len(words) <= LONGEST_HEADING and _begins(text, match, words):
            found.append((match.start(), _level(marker), (marker + words).strip()))
    ends: list[int] = [len(text)] * len(found)
    open_: list[int] = []
    for index, (start, level, _) in enumerate(found):
        while open_ and found[open_[-1]][1] >= level:
            ends[open_.pop()] = start
        open_.append(index)
    return [Section(start, end, level, heading) for (start, level, heading), end in zip(found, ends, strict=True)]


def _headings(text: str) -> Iterator[re.Match[str]]:
    """What `_HEADING.finditer` finds, which would try every character."""
    done = 0
    for start in (0, *(stop.end() for stop in _STOP.finditer(text))):
        if start >= done and (match := _HEADING.match(text, start)):
            yield match
            done = match.end()


def _begins(text: str, match: re.Match[str], words: str) -> bool:
    """A marker inside a paragraph heads a section only where it is one of the higher ones; a list item does not."""
    at_start = match.start() == 0 or text[match.start() - 1] == "\n"
    return bool(words) and (at_start or (_level(match["marker"]) <= 3 and text[match.start() - 1] != "；"))


def _level(marker: str) -> int:
    return next((level for pattern, level in _LEVELS if pattern.match(marker)), 5)


def title(view: View) -> str | None:
    """The first line that reads like a title, or None. Document numbers above it are passed over."""
    text = view.text
    start = 0
    office: str | None = None
    for _ in range(5):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        if "\t" in line or len(line) > LONGEST_TITLE or line[-1:] in {"。", "；", "，", "！", "？"}:
            return office
        dated = _DATE_LINE.fullmatch(line.strip()) is not None
        if _HAN.search(line) and not dated and not line.endswith(("文件", "：")) and not _DOCUMENT_NUMBER.search(line):
            if not _OFFICE.search(line):
                return line
            office = office or line
        if end < 0:
            break
        start = end + 1
    return office


def sentence_at(spans: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """The sentence that holds `position`, or None between sentences. Takes O(log n)."""
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return spans[index] if index >= 0 and position < spans[index][1] else None


def section_at(found: Sequence[Section], position: int) -> Section | None:
    """The innermost section that holds `position`, or None before the first heading. Takes O(log n)."""
    index = bisect_right(found, position, key=lambda section: section.start) - 1
    return found[index] if index >= 0 else None
