"""A，其中B: a part is not more than its whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from nlp.checks.reading import CT, Mark, Paragraph, Q, Reading
from nlp.checks.result import Located, note
from nlp.intervals import Interval

RULE: Final = "part_of_whole"
ABOUT = ("“其中”之后的部分不大于整体", "what follows 其中 is not more than its whole")
_PART = regex.compile(rf"其中[：，]?(?P<words>{CT}{{0,24}})(?P<part>{Q})(?P<more>{Q})?")
# Words that turn to another quantity than the whole's: a single case, an average, what the whole brought about.
_OTHER = regex.compile("最[高多大低少]|均|每|单|带动|撬动|增收|产值|收入|受益|惠及|覆盖|年|月|日均|次|余额|累计")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on parts introduced by 其中."""
    for paragraph, match in reading.find(_PART):
        for part in paragraph.of(match["part"] + (match["more"] or "")):
            wholes = _before(paragraph, match.start(), part)
            if not wholes or part.fact.role in ("average", "standard", "growth") or _OTHER.search(match["words"]):
                continue
            if _OTHER.search(paragraph.after(part.at + 1)[:6]):
                continue
            # The nearest one is meant, or all that stand before it together.
            most = Interval.exact(0)
            for whole in wholes:
                most = most.plus(whole.figure.rounded())
            nearest = wholes[0]
            over = part.figure.interval().low > most.high
            if over or part.figure.interval().low <= nearest.figure.interval().high:
                yield _told(reading, part, nearest, over)


def _told(reading: Reading, part: Mark, whole: Mark, over: bool) -> Located:
    a, b = whole.fact.text.strip(), part.fact.text.strip()
    zh = f"“{b}”：大于其整体{a}，不符" if over else f"“{b}”：不大于其整体{a}，相符"
    return note(
        reading,
        RULE,
        "conflict" if over else "consistent",
        (part.start, part.end),
        zh,
        f"“{b}”: {'' if over else 'not '}more than its whole, {a}",
        marks=(part, whole),
        stated=part.figure.value,
    )


def _before(paragraph: Paragraph, position: int, part: Mark) -> list[Mark]:
    start, _ = paragraph.sentence(position)
    start = max(start, paragraph.text.rfind("；", 0, position))
    return [
        m
        for m in reversed(paragraph.between(start, position))
        if m.unit == part.unit
        and m.fact.kind == part.fact.kind
        and m.fact.role not in ("average", "standard", "growth")
    ]
