"""Lines that a document site put around the text, and the title where it stands more than once."""

from __future__ import annotations

import re
from functools import lru_cache

from lexicons import Lexicon
from nlp.cleaning.lines import Line
from nlp.cleaning.wrapping import TOLERANCE

_SPACE = re.compile(r"\s+")
_PROSE = re.compile(r"[，。；]|[,;](?!\d)")
_TRIM = " \t>》»…：:。.·|-—【】[]（）()《<«"
LONGEST_FIELD_LINE, LONGEST_LINK, TITLE_LINES, SHORTEST_TITLE = 80, 60, 12, 6


def without_boilerplate(lines: list[Line], lexicon: Lexicon) -> list[Line]:
    """The lines of the text itself. A line after a removed one starts a paragraph."""
    kept: list[Line] = []
    label, counted, start, tail = _patterns(lexicon)
    removed = False
    index = 0
    while index < len(lines):
        line = lines[index]
        text = line.text
        if line.kind != "row":
            short = len(text) <= LONGEST_FIELD_LINE and not _PROSE.search(text)
            words = _SPACE.sub("", text).strip(_TRIM) if short else ""
            if short and (not words or (label.fullmatch(words) and not counted.search(words))):
                removed = True
                index += 1
                continue
            if short and tail.fullmatch(words):
                removed = True
                index = _after_links(lines, index + 1)
                continue
            if start.match(text):
                removed = True
                index = _end_of_paragraph(lines, index) + 1
                continue
        line.fixed |= removed
        removed = False
        kept.append(line)
        index += 1
    return kept


def _after_links(lines: list[Line], index: int) -> int:
    """The first line of prose from `index` on: links are short and do not end like a sentence."""
    while index < len(lines):
        line = lines[index]
        if line.kind == "row" or len(line.text) > LONGEST_LINK or line.text[-1] in "。；":
            return index
        index += 1
    return index


def _end_of_paragraph(lines: list[Line], index: int) -> int:
    """The last line of the paragraph that starts at `index`, where it was wrapped."""
    while (
        index + 1 < len(lines)
        and not lines[index].ended
        and len(lines[index].text) > 20
        and not (following := lines[index + 1]).blank
        and following.kind == "text"
        and following.indent <= lines[index].indent
    ):
        index += 1
    return index


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    kinds: dict[str, list[str]] = {"line": [], "start": [], "field": [], "tail": []}
    for row in lexicon.boilerplate:
        words = _SPACE.sub("", row.boilerplate).strip(_TRIM) or row.boilerplate
        kinds[row.match].append(re.escape(words).replace("：", "[：:]"))
    either = {kind: "|".join(sorted(words, key=lambda w: (-len(w), w))) or "(?!)" for kind, words in kinds.items()}
    fields = f"(?:{either['field']})[：:]"
    # A field line holds labelled values only: none may hold a comma or a stop, which prose would.
    label = re.compile(rf"(?:{either['line']})(?:[|>》\-]*(?:{either['line']}))*|[【（(\[]?{fields}[^，。；]*")
    head = re.compile(rf"[【（(\[]?(?:{either['start']})", re.I)
    # A label's value may be a date, a time or a number of clicks; what counts anything else is prose.
    counted = re.compile(rf"\d(?!{fields}|[次年月日时分秒页点积])[万亿]?[\u4e00-\u9fff]")
    return label, counted, head, re.compile(either["tail"])


def without_repeats(lines: list[Line], limit: int | None) -> list[Line]:
    """The lines with the title standing once, also where a longer line begins with it and a space.

    A line that reaches the wrap width `limit` is no title: it may be a piece of prose that happens to come twice.
    """
    kept: list[Line] = []
    titles: set[str] = set()
    repeated = prose = False
    for line in lines[:TITLE_LINES]:
        bare = _SPACE.sub("", line.text)
        if bare in titles:
            repeated = True
            continue
        if line.kind == "text":
            for title in sorted(titles, key=len, reverse=True):
                if bare.startswith(title):
                    again = re.match(r"\s*".join(map(re.escape, title)) + r"[ \u3000]+", line.text)
                    if again:
                        line.start, line.text, repeated = line.start + again.end(), line.text[again.end() :], True
                    break
            prose |= bool(_PROSE.search(line.text))
            whole = limit is None or line.reach < limit - TOLERANCE
            if whole and not prose and SHORTEST_TITLE <= len(bare) <= LONGEST_LINK and bare[-1] not in "！？：、":
                titles.add(bare)
        line.fixed |= repeated
        repeated = False
        kept.append(line)
    return kept + lines[TITLE_LINES:]
