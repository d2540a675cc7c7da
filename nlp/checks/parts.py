"""Which figures may be a share's part and which its whole, by the words between and around them."""

from __future__ import annotations

from itertools import pairwise

import regex

from nlp.checks import aside
from nlp.checks.reading import C, Mark, Paragraph, Reading
from nlp.checks.vocabulary import words

_WITHIN = regex.compile(
    "其中|当中|[，、](?:共|已)?(?:发现|检出|查出)|(?<![其集])中(?!央|心|学|药|小|职|专|级)|里面?[，有]"
)
GENERIC = regex.compile(
    r"(?:其|总|全部|全体|的|人数|户数|总数|总量|总额|总人数|总户数|总人口|数量|整个|所有|资金|投资|投入|规模|面积|比|人口|个数)*"
)
_WIDER = regex.compile("全[国省市州]|同期|世界")


def cluster(paragraph: Paragraph, start: int, end: int) -> list[Mark]:
    """The last amounts before a position that stand side by side, or none where many words lie between."""
    marks = [m for m in paragraph.between(start, end) if m.fact.kind in ("count", "money", "measure")]
    gap = paragraph.text[marks[-1].at + 1 : end] if marks else ""
    # 81户；C级危房占62.8%: words after a pause are another subject, unless they name the figure again.
    subject = gap.rpartition("，")[2].strip("也约仅均人数户总（(") if "，" in gap else ""
    if regex.search("[。；]", gap) or (subject and subject[:3] not in words_before(paragraph, marks[-1])):
        return []
    if (
        not marks
        or len(gap) > 20
        or [m for m in paragraph.between(marks[-1].at + 1, end) if m.fact.kind not in ("date",)]
    ):
        return []
    group = [marks[-1]]
    for mark in reversed(marks[:-1]):
        gap = paragraph.text[mark.at + 1 : group[-1].at]
        if gap.strip("、，（(和") or mark.unit == group[-1].unit:
            break
        group.append(mark)
    return group


def wholes(paragraph: Paragraph, start: int, part: Mark) -> list[tuple[Mark, bool]]:
    """Amounts before a part that it may be taken of, nearest first; true where 其中 or 中 stands between."""
    found = []
    for mark in reversed(paragraph.between(start, part.at)):
        if (
            mark.unit == part.unit
            and mark.fact.kind == part.fact.kind
            and (mark.fact.role not in ("average", "standard") or _parted(paragraph, mark, part))
            and not aside.base(paragraph, mark)
            and not aside.increment(paragraph, mark)
        ):
            gap = paragraph.gap(mark.at + 1, part.at)
            if mark.figure.interval().high >= part.figure.interval().low:
                found.append((mark, bool(_WITHIN.search(gap)) and not regex.search("。", gap)))
    return found


def _parted(paragraph: Paragraph, whole: Mark, part: Mark) -> bool:
    """人均收入A，其中工资B: an average has parts too, told right after it."""
    return bool(regex.fullmatch(f"[，：]其中[，：]?{C}{{0,12}}", paragraph.gap(whole.at + 1, part.at)))


def means(reading: Reading, paragraph: Paragraph, named: str, whole: Mark) -> bool:
    """Whether the words after 占 may mean this whole. A head that many names end in (收入, 人口) does not tell so."""
    if GENERIC.fullmatch(named):
        return True
    around = _around(paragraph, whole)
    if ((wider := _WIDER.search(named)) and wider[0] not in around) or _narrower(reading, named, around):
        return False
    heads = words(reading.lexicon, "ending")
    return any(a + b in around for a, b in pairwise(named) if a not in "全我本" and a + b not in heads)


def _narrower(reading: Reading, named: str, around: str) -> bool:
    """Whether the words of a figure narrow the very name: 旗级一般公共预算收入 for 一般公共预算收入."""
    at = around.find(named) if len(named) > 3 else -1
    before = around[:at] if at > 0 else ""
    return before.endswith("级") or before in words(reading.lexicon, "narrowing")


def bears(paragraph: Paragraph, named: str, whole: Mark) -> bool:
    """Whether a whole is called by the full name that stands after 占, 总数 and the like left off."""
    bare = regex.sub("(?:总?人数|总?户数|总数|总量|总额|总)的?$|的$", "", named)
    return len(bare) > 3 and bare in _around(paragraph, whole)


def _around(paragraph: Paragraph, whole: Mark) -> str:
    """The words that name a figure; those of 由A到B stand before A."""
    moved = (whole.fact.metric_text or "") if whole.fact.role == "to" else ""
    return paragraph.clause(whole.at) + paragraph.after(whole.at + 1) + moved


def words_before(paragraph: Paragraph, mark: Mark) -> str:
    """The words that name a figure, those of a figure right before it included (因病致贫4286户13842人)."""
    start = mark.at
    while start and paragraph.text[start - 1] in paragraph.by_sign:
        start -= 1
    return paragraph.clause(start)
