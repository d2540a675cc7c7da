"""Hard wraps: the width at which a text was broken, and whether a line break is one of them."""

from __future__ import annotations

import re
from collections import Counter

from nlp.cleaning.lines import Line, width

# What cannot be broken at the start of the next line: a figure or a word, and the marks that must follow it.
_UNIT = re.compile(r"(?:[A-Za-z0-9.,%]+|.)[，。、；：！？”’》）」』%‰]*", re.S)
_MARK = re.compile(r"[，、,]|[。；：;:].")
NARROWEST, TOLERANCE = 16, 3


def wrap_width(lines: list[Line]) -> int | None:
    """The width at which the text was wrapped, or None where its lines are its paragraphs.

    Wrapped lines crowd just below one width and carry punctuation; lines that are paragraphs or list items do not.
    """
    widths = [line.reach for line in lines if line.kind != "row"]
    if len(widths) < 3:
        return None
    counts = Counter(widths)
    # A few lines may stick out, by hanging punctuation or a long word.
    limit = sorted(widths)[-1 - len(widths) // 25]
    for top in sorted(counts, reverse=True):
        if top > limit:
            continue
        if top < max(NARROWEST, limit - TOLERANCE):
            break
        crowd = sum(counts[top - k] for k in range(TOLERANCE + 1))
        if crowd >= max(3, len(widths) // 4):
            crowded = [line for line in lines if top - TOLERANCE <= line.reach <= top]
            marked = sum(1 for line in crowded if line.kind == "text" and _MARK.search(line.text))
            return top if marked * 3 >= len(crowded) else None
    return None


def full(line: Line, following: Line, limit: int | None) -> bool:
    """True where the first unit of the following line would not have fitted at the end of this one."""
    if limit is None:
        return False
    if line.reach >= limit - 1:
        return True
    unit = _UNIT.match(following.text)
    return line.reach + width(unit[0] if unit else "") > limit - 1
