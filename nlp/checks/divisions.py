"""Which lists of parts leave nothing over, and which may name a thing twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from nlp.checks.reading import CT, C, F, Mark, Paragraph, T

Sets = Sequence[tuple[str, ...]]
REST = regex.compile("(?:和|及|以及)?(?:其余|剩余|余下|剩下|其他)")
_COMPOSED = regex.compile(rf"{C}{{0,3}}?(?:[两三四五六七八九十]\S{{1,2}})?(?:共同)?(?:组成|构成)")
_NEXT = regex.compile(rf"{C}{{0,8}}?[、和及与]{CT}{{1,16}}")
_ONE_BY_ONE = regex.compile(rf"{C}{{0,8}}?[、，；和及与]{CT}{{0,16}}")
_SPAN = regex.compile(r"(\d{4})/(\d{4})")


def divided(names: Sequence[str], sets: Sets) -> bool:
    """Whether the names hold the words of one set, in its order."""
    return any(
        len(names) == len(row) and all(word in name for word, name in zip(row, names, strict=True)) for row in sets
    )


def composed(paragraph: Paragraph, link: str, parts: Sequence[Mark]) -> bool:
    """由A、B和C（三类）组成: the list is all there is."""
    return link.rstrip("：").endswith("由") and bool(_COMPOSED.match(paragraph.text, parts[-1].at + 1))


def adjoining(paragraph: Paragraph, parts: Sequence[Mark], loose: bool = False) -> bool:
    """Whether the parts follow one another with nothing but a name between; `loose` admits 、 and ， alike."""
    pattern = _ONE_BY_ONE if loose else _NEXT
    gaps = [paragraph.text[a.at + 1 : b.at] for a, b in pairwise(parts)]
    return len(parts) > 1 and all(pattern.fullmatch(gap) and not regex.search(F, gap) for gap in gaps)


def apart(names: Sequence[str], crossing: frozenset[str] | set[str], complements: Sets) -> bool:
    """Whether no thing can be counted under two of the names: 农村党员 and 机关党员, but not 女干部 and 党员."""
    if divided(names, complements):
        return True
    bare = [name.strip("、，；和及与 ") for name in names]
    if any(a != b and a in b for a in bare for b in bare):
        return False  # 工业、规模以上工业: the one is in the other
    while min(map(len, bare)) > 1 and len({name[-1] for name in bare}) == 1:
        bare = [name[:-1] for name in bare]
    return len(set(bare)) == len(bare) and not any(word in name for name in bare for word in crossing)


def years_of(paragraph: Paragraph, parts: Sequence[Mark], floor: int) -> list[int]:
    """The years that stand each before its part (2017年A、2018年B), where they run on without a gap; else none."""
    found: list[int] = []
    start = floor
    for part in parts:
        times = [m for m in paragraph.of_times(start, part.at) if regex.fullmatch(r"\d{4}", m.fact.time or "")]
        if len(times) != 1 or part.at - times[0].at > 10:
            return []
        found.append(int(times[0].fact.time or 0))
        start = part.at + 1
    return found if found == list(range(found[0], found[0] + len(found))) else []


def span_before(paragraph: Paragraph, position: int) -> tuple[int, int] | None:
    """The years of the period that stands right before a position (2016年至2020年分别为), both ends included."""
    if not position or not regex.match(T, paragraph.text[position - 1]):
        return None
    marks = paragraph.of(paragraph.text[position - 1])
    match = _SPAN.fullmatch(marks[0].fact.time or "") if marks else None
    return (int(match[1]), int(match[2])) if match else None
