"""The forms in which plain text goes around: wrapped, spaced, full-width, with a site's own words around it.

A text under way is a list of `(character, origin)`: the origin is the character's offset in the plain text, or None for
one that a rendering put there. Spans move along with their characters (`text_and_gold`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from corpus.samples.markup import Gold

Cells = list[tuple[str, int | None]]
DIGIT_RUN = re.compile(r"[0-9][0-9,.]*[%％‰]?")
SITE_BEFORE = (
    "{title}\n\n声明：本文由网友上传，仅供学习参考，版权归原作者所有，如有侵权请联系删除。\n\n文档简介\n\n{title}\n\n"
)
SITE_AFTER = "\n展开全文\n\n相关推荐\n\n猜你喜欢\n\n下载该文档　返回顶部　举报"
NO_BREAK = re.compile(r"[0-9A-Za-z.,%％‰]")
NOT_FIRST = "，。、；：！？）》”〕％%,.;:!?)"


def cells(text: str) -> Cells:
    """The text before any rendering."""
    return [(char, offset) for offset, char in enumerate(text)]


def put(text: str) -> Cells:
    """Characters that stand for nothing in the plain text."""
    return [(char, None) for char in text]


def string(under_way: Cells) -> str:
    """The text as it stands."""
    return "".join(char for char, _ in under_way)


def lines(under_way: Cells) -> list[Cells]:
    """The text cut at its line breaks, which are left out."""
    found: list[Cells] = [[]]
    for cell in under_way:
        if cell[0] == "\n":
            found.append([])
        else:
            found[-1].append(cell)
    return found


def joined(parts: Iterable[Cells], between: str = "\n") -> Cells:
    """Lines put together again."""
    whole: Cells = []
    for number, part in enumerate(parts):
        whole += (put(between) if number else []) + part
    return whole


def wrapped(under_way: Cells, width: int = 34) -> Cells:
    """Hard line breaks every `width` characters, paragraphs indented by two full-width spaces.

    Every third break is a stray space instead, as when a page was pasted into a form; no number is torn apart.
    """
    out = []
    breaks = 0
    for line in lines(under_way):
        current: Cells = put("　　") if line else []
        since = 2
        for index, (char, origin) in enumerate(line):
            torn = index and NO_BREAK.match(char) and NO_BREAK.match(line[index - 1][0])
            if since >= width and not torn and char not in NOT_FIRST:
                breaks += 1
                current += put(" " if breaks % 3 == 0 else "\n")
                since = 0
            current.append((char, origin))
            since += 1
        out.append(current)
    return joined(out)


def _around_digits(under_way: Cells, before: str, after: str) -> Cells:
    out: Cells = []
    text = string(under_way)
    position = 0
    for run in DIGIT_RUN.finditer(text):
        out += under_way[position : run.start()]
        out += put(before) if run.start() and not text[run.start() - 1].isspace() else []
        out += under_way[run.start() : run.end()]
        out += put(after) if text[run.end() : run.end() + 1].strip() else []
        position = run.end()
    return out + under_way[position:]


def spaced(under_way: Cells) -> Cells:
    """A space on either side of every run of digits."""
    return _around_digits(under_way, " ", " ")


def one_number_a_line(under_way: Cells) -> Cells:
    """Every number on a line of its own, as converters leave text that changes its font at each number."""
    return _around_digits(under_way, "\n", "\n")


def full_width(under_way: Cells) -> Cells:
    """Digits, decimal points and percent signs in their full-width forms."""
    text = string(under_way)
    inside = {i for run in DIGIT_RUN.finditer(text) for i in range(run.start(), run.end())}
    return [(chr(ord(c) + 0xFEE0) if i in inside and c.isascii() else c, o) for i, (c, o) in enumerate(under_way)]


def thousands(under_way: Cells) -> Cells:
    """A comma in every whole number of four digits and more that is no year and no telephone number."""
    text = string(under_way)
    at = set()
    for run in re.finditer(r"(?<![0-9.\-])[0-9]{4,}(?![0-9年\-])", text):
        at |= {run.end() - back for back in range(3, run.end() - run.start(), 3)}
    return [cell for i, one in enumerate(under_way) for cell in (put(",") if i in at else []) + [one]]


def soft_hyphens(under_way: Cells) -> Cells:
    """A soft hyphen inside every eleventh pair of Chinese characters."""
    out: Cells = []
    for index, (char, origin) in enumerate(under_way):
        if index % 11 == 10 and re.match("[一-龥]", char) and re.match("[一-龥]", under_way[index - 1][0]):
            out += put("\u00ad")
        out.append((char, origin))
    return out


def boilerplate(under_way: Cells) -> Cells:
    """A document site's words around the text, with the title said two more times."""
    title = string(lines(under_way)[0]).strip()
    return put(SITE_BEFORE.format(title=title)) + under_way + put(SITE_AFTER)


def paged(under_way: Cells, length: int = 14) -> Cells:
    """A page number and a running head after every `length` lines."""
    all_lines = lines(under_way)
    head = string(all_lines[0]).strip()
    out: list[Cells] = []
    for number, line in enumerate(all_lines):
        if number and number % length == 0:
            out += [put(f"— {number // length} —"), put(head)]
        out.append(line)
    return joined(out)


def tabbed(under_way: Cells) -> Cells:
    """Table rows written with pipes as rows written with tabs, the rule under the heads left out."""
    out = []
    for line in lines(under_way):
        said = string(line)
        if re.fullmatch(r"\|[-| :]+\|", said):
            continue
        if said.startswith("|"):
            inner = [(("\t" if char == "|" else char), origin) for char, origin in line[1:-1] if char != " "]
            line = inner
        out.append(line)
    return joined(out)


RENDERINGS: dict[str, Callable[[Cells], Cells]] = {
    "plain": lambda under_way: under_way,
    "wrapped": wrapped,
    "spaced": spaced,
    "one_number_a_line": one_number_a_line,
    "full_width": full_width,
    "thousands": thousands,
    "soft_hyphens": soft_hyphens,
    "boilerplate": boilerplate,
    "paged": paged,
    "tabbed": tabbed,
    "crlf": lambda under_way: joined(lines(under_way), "\r\n"),
}


def text_and_gold(under_way: Cells, records: list[Gold]) -> tuple[str, list[Gold]]:
    """The rendered text, and the gold with its spans moved to where they stand in it."""
    text = string(under_way)
    place = {origin: position for position, (_, origin) in enumerate(under_way) if origin is not None}
    return text, [move(record, place, text) for record in records]


def move(record: Gold, place: dict[int, int], text: str) -> Gold:
    """One record with `start`, `end` and `text` as the map from old offsets to new says; a check stays as it is."""
    if "start" not in record:
        return record
    start, end = place[record["start"]], place[record["end"] - 1] + 1
    return record | {"text": text[start:end], "start": start, "end": end}
