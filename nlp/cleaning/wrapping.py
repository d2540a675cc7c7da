"""Hard wraps: the width at which a text was broken, and whether a line break is one of them."""

from __future__ import annotations

import re
from collections import Counter

from nlp.cleaning.lines import Line, reach, width

# What cannot be broken at the start of the next line: a figure or a word, and the marks that must follow it.
_UNIT = re.compile(r"(?:[A-Za-z0-9.,%]+|.)[，。、；：！？”’》）」』%‰]*", re.S)
_INNER = re.compile(r"[，。、；：,;:]")
NARROWEST, TOLERANCE = 16, 3


def wrap_width(lines: list[Line]) -> int | None:
    """The width at which the text was wrapped, or None where its lines are its paragraphs.

    Wrapped lines crowd just below one width and carry punctuation inside; lines that are paragraphs or list items do not.
    """
    widths = [reach(line) for line in lines if line.kind != "row"]
    if len(widths) < 3:
        return None
    counts = Counter(widths)
    limit = sorted(widths)[-1 - len(widths) // 25]
    for top in sorted(counts, reverse=True):
        if top > limit:
            continue
        if top < NARROWEST:
            break
        crowd = sum(counts[top - k] for k in range(TOLERANCE + 1))
        if crowd >= max(3, len(widths) // 4):
            crowded = [line for line in lines if top - TOLERANCE <= reach(line) <= top]
            marked = sum(1 for line in crowded if _INNER.search(line.text, 0, len(line.text) - 1))
            return top if marked * 2 >= len(crowded) else None
    return None


def full(line: Line, following: Line, limit: int | None) -> bool:
    """True where the first unit of the following line would not have fitted at the end of this one."""
    if limit is None:
        return False
    end = reach(line)
    if end >= limit - 1:
        return True
    unit = _UNIT.match(following.text)
    return end + width(unit[0] if unit else "") > limit - 1
