"""A中B，占p%; 应A人，已B人，B率p%: a part over its whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

from nlp.checks.reading import Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Comparison, Located, best, compare, figures
from nlp.intervals import INFINITY, Interval

RULE: Final = "share"
ABOUT = ("部分占整体的百分比", "the percentage that a part is of its whole")
HUNDRED = Interval.exact(100)
_SHARE = regex.compile(
    r"占(?P<of>[^，。；：、\n\t\U000f0000-\U0010ffff]{0,20}?)(?:的?(?:比重|比例|比率|百分比|比))?(?:高|就|也|均|各)?(?:达到?|为|约|近|超过?|仅|到|了)*(?:的)?$"
)
_DIRECT = regex.compile(
    rf"占(?P<of>[^，。；：、\n\t\U000f0000-\U0010ffff]{{0,14}})(?P<whole>{Q})[^，。；：、\n\t\U000f0000-\U0010ffff]{{0,14}}?的?(?:比重|比例)?(?:为|达)?$"
)
_WITHIN = regex.compile("其中|当中|(?<![其集])中(?!央|心|学|药|小|职|专|级)|里面?[，有]")
_GENERIC = regex.compile(
    r"(?:其|总|全部|全体|的|人数|户数|总数|总量|总额|总人数|总户数|总人口|数量|整个|所有|资金|投资|投入|规模|面积|比|人口|个数)*"
)
_RATE = regex.compile(
    r"(?P<stem>[^，。；：、的\n\t\U000f0000-\U0010ffff]{1,8})率(?:就|已|也|均)?(?:达到?|为|是|约|超过?|近|至)*了?$"
)
_BY = regex.compile(
    r"按(?:照)?[^，。；\s]{1,10}[分看]，"
)  # 按致贫原因分，: the parts are of what the sentence before counted
_WIDER = regex.compile("全[国省市州]|同期|世界")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on shares and on rates told right after their two figures."""
    for paragraph in reading.paragraphs:
        last: Comparison | None = None
        for stated in paragraph.marks:
            if stated.fact.kind != "percent" or stated.figure.value is None:
                continue
            pairs = _share_pairs(paragraph, stated, last) or _rate_pairs(paragraph, stated)
            if found := _judge(stated, pairs):
                last = found if found.verdict in (*FITS, "truncated") or last is None else last
                part, whole = (m.fact.text.strip() for m in found.others)
                yield figures(reading, RULE, found, f"{part}占{whole}的比例", f"{part} of {whole}")


def _judge(stated: Mark, pairs: list[tuple[Mark, Mark, bool]]) -> Comparison | None:
    """What a figure is, given the pairs of part and whole that may be meant, each sure or not."""
    sure, any_ = [], []
    for part, whole, certain in pairs:
        try:
            expected = _ratio(part.figure.interval(), whole.figure.interval())
            rounded = _ratio(part.figure.rounded(), whole.figure.rounded())
        except ZeroDivisionError:
            continue
        found = compare(stated, (part, whole), expected, rounded)
        any_.append(found)
        if certain:
            sure.append(found)
    fitting = best(any_)
    if (fitting and fitting.verdict == "consistent") or (fitting and fitting.verdict in FITS and sure):
        return fitting
    return best(sure)


def _ratio(part: Interval, whole: Interval) -> Interval:
    share = part.over(whole).times(HUNDRED)
    return Interval(share.low, min(share.high, Interval.exact(100).high) if part.high != INFINITY else share.high)


def _share_pairs(paragraph: Paragraph, stated: Mark, last: Comparison | None) -> list[tuple[Mark, Mark, bool]]:
    start, _ = paragraph.sentence(stated.at)
    before = paragraph.text[start : stated.at]
    if direct := _DIRECT.search(before):
        parts = _cluster(paragraph, start, start + direct.start())
        whole = paragraph.of(direct["whole"])[0]
        return [(part, whole, True) for part in parts if part.unit == whole.unit]
    share = _SHARE.search(before)
    if not share:
        return []
    parts = _cluster(paragraph, start, start + share.start())
    named = share["of"].strip("的")
    pairs: list[tuple[Mark, Mark, bool]] = []
    for part in parts:
        wholes = _wholes(paragraph, start, part)
        if not any(inside for _, inside in wholes):
            first, _ = paragraph.sentence(stated.at, before=1)
            wholes += [(w, False) for w, _ in _wholes(paragraph, first, part) if w.at < start]
        fits = [(w, inside) for w, inside in wholes if _means(paragraph, named, w)]
        # Named after 占: the only one, or the nearest after a 其中, of those whose words share the name.
        sure = next(
            (w for w, inside in fits if inside),
            fits[0][0] if named and not _GENERIC.fullmatch(named) and len(fits) == 1 else None,
        )
        if sure is None and not named and _BY.search(paragraph.text, start, part.at) and wholes:
            sure = max((w for w, _ in wholes), key=lambda w: w.figure.interval().low)
        # 因病A人，占a%，因残B人，占b%: shares told in a row are of one whole.
        if sure is None and last and last.stated.at > start and not named and last.others[1].unit == part.unit:
            sure = last.others[1]
        pairs += [(part, w, w is sure) for w, _ in wholes]
    return pairs


def _cluster(paragraph: Paragraph, start: int, end: int) -> list[Mark]:
    """The last amounts before a position that stand side by side, or none where many words lie between."""
    marks = [m for m in paragraph.between(start, end) if m.fact.kind in ("count", "money", "measure")]
    gap = paragraph.text[marks[-1].at + 1 : end] if marks else ""
    # 81户；C级危房占62.8%: words after a pause are another subject, unless they name the figure again.
    subject = gap.rpartition("，")[2].strip("也约仅分别均人数户数总（(") if "，" in gap else ""
    if regex.search("[。；]", gap) or (subject and subject[:3] not in _around(paragraph, marks[-1])):
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


def _around(paragraph: Paragraph, mark: Mark) -> str:
    """The words that name a figure, those of a figure right before it included (因病致贫4286户13842人)."""
    start = mark.at
    while start and paragraph.text[start - 1] in paragraph.by_sign:
        start -= 1
    return paragraph.clause(start)


def _wholes(paragraph: Paragraph, start: int, part: Mark) -> list[tuple[Mark, bool]]:
    """Amounts before a part that it may be taken of, nearest first; true where 其中 or 中 stands between."""
    found = []
    for mark in reversed(paragraph.between(start, part.at)):
        if (
            mark.unit == part.unit
            and mark.fact.kind == part.fact.kind
            and mark.fact.role not in ("average", "standard")
        ):
            gap = paragraph.text[mark.at + 1 : part.at]
            if mark.figure.interval().high >= part.figure.interval().low:
                found.append((mark, bool(_WITHIN.search(gap)) and not regex.search("。", gap)))
    return found


def _means(paragraph: Paragraph, named: str, whole: Mark) -> bool:
    """Whether the words after 占 may mean this whole."""
    if _GENERIC.fullmatch(named):
        return True
    around = paragraph.clause(whole.at) + paragraph.after(whole.at + 1)
    if (wider := _WIDER.search(named)) and wider[0] not in around:
        return False
    return any(
        a + b in around for a, b in pairwise(named) if a + b not in ("全县", "总数", "人口", "的总", "资金", "贫困")
    )


def _rate_pairs(paragraph: Paragraph, stated: Mark) -> list[tuple[Mark, Mark, bool]]:
    """劳动力A人，已就业B人，就业率p%: the rate's own word stands with B."""
    start, _ = paragraph.sentence(stated.at)
    rate = _RATE.search(paragraph.text[start : stated.at])
    if not rate:
        return []
    marks = paragraph.between(start, start + rate.start())
    if len(marks) < 2 or stated.at - marks[-1].at > 20:
        return []
    whole, part = marks[-2:]
    stem = rate["stem"][-2:]
    said = paragraph.text[whole.at + 1 : part.at] + paragraph.after(part.at + 1)
    if (
        whole.unit != part.unit
        or part.fact.kind not in ("count", "money", "measure")
        or len(stem) < 2
        or stem not in said
    ):
        return []
    if (
        regex.search("[。；]", paragraph.text[whole.at : part.at])
        or part.figure.interval().low > whole.figure.interval().high
    ):
        return []
    return [(part, whole, True)]
