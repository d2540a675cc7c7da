"""Which lists of parts leave nothing over, and which may name a thing twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from nlp.checks.reading import CT, WHICH, C, F, Mark, Paragraph, T

Sets = Sequence[tuple[str, ...]]
REST = regex.compile("(?:和|及|以及)?(?:其余|剩余|余下|剩下|其他)")
_COMPOSED = regex.compile(rf"{C}{{0,3}}?(?:[两三四五六七八九十]\S{{1,2}})?(?:共同)?(?:组成|构成)")
_DENIED = regex.compile(rf"(?:[尚还仍]?未|不|没有?|非)({C}{{2}})")
_MEANT = regex.compile("拟|预计|预期|计划|力争|将|确保|目标")
_NAME = f"(?:{CT}|{WHICH})"
_NEXT = regex.compile(rf"{C}{{0,8}}?[、和及与]{_NAME}{{1,16}}")
_ONE_BY_ONE = regex.compile(rf"{C}{{0,8}}?[、，；和及与]{_NAME}{{0,16}}")
_BESIDE = regex.compile(rf"^[、，（(]?{F}[）)]?")  # 已脱贫1098户、3916人，未脱贫26户: the persons of the households
_SPAN = regex.compile(r"(\d{4})/(\d{4})")


def divided(names: Sequence[str], sets: Sets) -> bool:
    """Whether the names hold the words of one set, each its own, in whatever order."""
    return any(len(names) == len(row) and _each_its_own(names, row) for row in sets)


def _each_its_own(names: Sequence[str], row: tuple[str, ...]) -> bool:
    """Longer words first: 市县 before 县, 非贫困户 before 贫困户. A word behind = is all of its name (=镇)."""
    left = list(names)
    for word in sorted(row, key=len, reverse=True):
        found = next((name for name in left if word in name or word == "=" + _last(name)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _last(name: str) -> str:
    """The last word of a name, that of the part before left off."""
    return name.rpartition("、")[2].strip("，；和及与 （）()")


def opposed(names: Sequence[str]) -> bool:
    """已脱贫A户，未脱贫B户; 合格A份，不合格B份: two names, the one the other's denial."""
    if len(names) != 2 or any(_MEANT.search(name) for name in names):
        return False
    for one, other in (names, reversed(names)):
        denied = _DENIED.search(other)
        if denied and denied[1] in one and not _DENIED.search(one):
            return True
    return False


def composed(paragraph: Paragraph, link: str, parts: Sequence[Mark]) -> bool:
    """由A、B和C（三类）组成: the list is all there is."""
    return link.rstrip("：").endswith("由") and bool(_COMPOSED.match(paragraph.text, parts[-1].at + 1))


def adjoining(paragraph: Paragraph, parts: Sequence[Mark], loose: bool = False) -> bool:
    """Whether the parts follow one another with nothing but a name between; `loose` admits 、 and ， alike."""
    pattern = _ONE_BY_ONE if loose else _NEXT
    gaps = [_BESIDE.sub("", paragraph.text[a.at + 1 : b.at]) for a, b in pairwise(parts)]
    return len(parts) > 1 and all(pattern.fullmatch(gap) and not regex.search(F, gap) for gap in gaps)


def apart(names: Sequence[str], crossing: frozenset[str] | set[str], complements: Sets) -> bool:
    """Whether no thing can be counted under two of the names: 农村党员 and 机关党员, but not 女干部 and 党员."""
    if divided(names, complements) or opposed(names):
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


def spanned(paragraph: Paragraph, whole: Mark, parts: Sequence[Mark]) -> bool:
    """2020—2022年…A，其中2020年B、2021年C、2022年D: every year of the period has its part."""
    years = years_of(paragraph, parts, whole.at + 1)
    start, _ = paragraph.sentence(whole.at)
    spans = {m.fact.time for m in paragraph.of_times(start, whole.at) if "/" in (m.fact.time or "")}
    return bool(years) and spans == {f"{years[0]}/{years[-1]}"}


def span_before(paragraph: Paragraph, position: int) -> tuple[int, int] | None:
    """The years of the period that stands right before a position (2016年至2020年分别为), both ends included."""
    if not position or not regex.match(T, paragraph.text[position - 1]):
        return None
    marks = paragraph.of(paragraph.text[position - 1])
    match = _SPAN.fullmatch(marks[0].fact.time or "") if marks else None
    return (int(match[1]), int(match[2])) if match else None
