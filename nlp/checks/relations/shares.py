"""Shares and rates: a part over a whole that stands in the sentence, or that its name points at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise

import regex

from nlp.checks.parts import cluster, words_before
from nlp.checks.reading import C, Mark, Paragraph, Reading
from nlp.checks.relations.base import REACH, Group, Relation, alike, inner, level, ratio, relation, value, values
from nlp.checks.vocabulary import compiled

_RATE = regex.compile(
    r"(?P<stem>[^，。；：、\n\t\U000f0000-\U0010ffff]{2,10}?)(?:率|比例|进度|占比|比重|程度)"
    r"(?:就|已|也|均|只有|仅)?(?:达到?了?|为|是|约|超过?|近|至)*$"
)
_OF = regex.compile(r"(?:^|[，、（])(?:正好|约|已|就)?占(?:到|了|比)?(?:的?(?:比重|比例))?(?:达到?|为|约|近)*$")
_NAMED = regex.compile(
    rf"占(?:到|了|比)?(?P<of>{C}{{2,14}}?)(?:的|的?比[重例])?(?:高|就|也|均)?(?:达到?|为|约|近|超过?|仅|到)*(?:的)?$"
)
_PLAIN = "^(?:{of_all}|[全我本][县市区镇乡村])+|(?:{of_all}|人数|户数|个数|数量|的)+$"
_LOANS = regex.compile("存贷(?:款)?比(?:例|率)?(?:达到?|为|是)*$")
_SUMS = regex.compile("合计|一共|共计|总计")
_SCOPE = regex.compile("全[市县区镇乡村盟旗]")
_ACTED = "{acted}|[中新还尚未非]"
_NO_PART = regex.compile("死亡|出生|发生|增|未|欠|逾期|不良|差|降|利$|毛")
_TASK = regex.compile(
    rf"(?:^|[，、])(?:占|为|是|超额|已|约)*(?:完成)?(?:(?:全年|年度|年初|[省市县]定?|上级|下达|目标)+的?)?"
    rf"(?P<of>{C}{{0,6}}(?:任务|目标|计划)数?)的$"
)


def rates(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """资金A … 支出B，支出进度p%: the part that is called as the rate is, over what stands before it."""
    rate = _RATE.search(paragraph.clause(stated.at)) if stated.fact.kind == "percent" else None
    if not rate:
        return
    start, _ = paragraph.sentence(stated.at, before=2)
    marks = [m for m in paragraph.between(start, stated.at) if level(paragraph, m)]
    for part in islice((m for m in reversed(marks) if _called(paragraph, m, rate["stem"])), 2):
        wholes = [m for m in marks if alike(m, part) and value(m) > value(part)]
        if wholes:
            yield Group([_share(stated, part, whole) for whole in wholes[-REACH:]])


def done(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """下达项目A个 … 已开工B个，开工率p%: of the one number that stands before, here or a sentence or two back."""
    rate = _RATE.search(paragraph.clause(stated.at)) if stated.fact.kind == "percent" else None
    if not rate or _NO_PART.search(rate["stem"]):
        return
    start, _ = paragraph.sentence(stated.at)
    near = [m for m in paragraph.between(start, stated.at) if m.fact.kind != "date" and m.fact.kind != "period"]
    part = near[-1] if near else None
    if part is None or not level(paragraph, part) or "。" in paragraph.text[part.at : stated.at]:
        return
    if not _named_as(paragraph, part, rate["stem"]) or paragraph.text[part.at + 1 : stated.at].count("，") != 1:
        return
    process = compiled(reading.lexicon, "{process}$").search(rate["stem"])
    if wholes := _wholes(paragraph, part, 3 if process else 1):
        yield Group([_share(stated, part, wholes[0])], sure=True)


def bare(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """劳动力A人，务工B人，占p%: of the only larger number of the sentence."""
    if stated.fact.kind != "percent" or not _OF.search(paragraph.text, 0, stated.at):
        return
    start, _ = paragraph.sentence(stated.at)
    start = max(start, paragraph.text.rfind("；", 0, stated.at) + 1)
    marks = [m for m in paragraph.between(start, stated.at) if m.fact.kind not in ("date", "period")]
    if len(marks) < 2 or not level(paragraph, marks[-1]) or paragraph.text[marks[-1].at : stated.at].count("，") > 1:
        return
    part = marks[-1]
    same = [m for m in marks[:-1] if alike(m, part)]
    if len(same) != 1 or "）" in paragraph.text[same[0].at : stated.at]:
        return
    if level(paragraph, same[0]) and value(same[0]) >= value(part):
        yield Group([_share(stated, part, same[0])], sure=True)


def named(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """9874户参与产业发展，占全部贫困户的p%: of the one number that the document told before under this name."""
    told = _NAMED.search(paragraph.clause(stated.at)) if stated.fact.kind == "percent" else None
    if not told or regex.search("全[国省州]|同期|任务|目标|计划|预算", told["of"]):
        return
    of = compiled(reading.lexicon, _PLAIN).sub("", told["of"])
    start, _ = paragraph.sentence(stated.at)
    parts = cluster(paragraph, start, stated.at - len(told[0]))
    if len(of) < 2 or not parts:
        return
    for part in parts:
        scope = _SCOPE.search(told["of"])
        wholes = [
            m
            for p, m in _earlier(reading, paragraph, part)
            if (m.unit, m.fact.kind) == (part.unit, part.fact.kind)
            and _bears(reading, p, m, of)
            and (not scope or scope[0] in p.text[p.sentence(m.at)[0] : m.at])
        ]
        if wholes and len(values(wholes)) == 1:
            yield Group([_share(stated, part, wholes[-1])], sure=True)


def _earlier(reading: Reading, last: Paragraph, part: Mark) -> Iterator[tuple[Paragraph, Mark]]:
    for paragraph in reading.paragraphs:
        if paragraph.start <= last.start:
            yield from ((paragraph, m) for m in paragraph.marks if m.start < part.start and level(paragraph, m))


def _bears(reading: Reading, paragraph: Paragraph, mark: Mark, name: str) -> bool:
    """Whether a figure is called by a name alone: 识别贫困户A户, A户贫困户; not 带动贫困户A户."""
    before, after = words_before(paragraph, mark), paragraph.after(mark.at + 1)
    acted = compiled(reading.lexicon, _ACTED).search(before[: -len(name)])
    return (before.endswith(name) and not acted) or (not before and after == name)


def loans(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """存款余额A，贷款余额B，存贷比p%."""
    if stated.fact.kind != "percent" or not _LOANS.search(paragraph.clause(stated.at)):
        return
    start, _ = paragraph.sentence(stated.at, before=1)
    told = [(words_before(paragraph, m), m) for m in paragraph.between(start, stated.at) if level(paragraph, m)]
    kinds = [[m for name, m in told if regex.search(f"{kind}款?余额", name)] for kind in ("贷", "存")]
    if all(len(marks) == 1 and marks[0].fact.kind == "money" for marks in kinds):
        yield Group([_share(stated, kinds[0][0], kinds[1][0])], sure=True)


def task(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """下达任务A人，实际适配B人，完成任务的p%: the one task that the sentence tells, and what came of it."""
    told = _TASK.search(paragraph.text, 0, stated.at) if stated.fact.kind == "percent" else None
    if not told or regex.search("全[国省市州]", told["of"]):
        return
    start, _ = paragraph.sentence(stated.at)
    start = max(start, paragraph.text.rfind("；", 0, stated.at) + 1)
    marks = [m for m in paragraph.between(start, stated.at) if m.fact.kind in ("count", "money", "measure")]
    if len(marks) < 2 or marks[-1].unit != marks[-2].unit or marks[-1].figure.loose:
        return
    due, part = marks[-2:]
    if regex.search("任务|目标|计划", words_before(paragraph, due)) and due.figure.value:
        yield Group([_share(stated, part, due)], sure=True)


def _wholes(paragraph: Paragraph, part: Mark, sentences: int) -> list[Mark]:
    """The numbers that a part may be of: those of its sentence, else of the one before, so many in all."""
    floor = part.at
    for back in range(sentences):
        start, _ = paragraph.sentence(part.at, before=back)
        found = [
            m
            for m in paragraph.between(start, floor)
            if m.unit == part.unit
            and m.fact.kind == part.fact.kind
            and m.fact.role != "average"
            and not inner(paragraph, m, part.at)
        ]
        if found:
            # 总费用A，医保报销B、救助C，合计报销D: what makes up the part stands between.
            whole = found[0]
            made_up = sum(map(value, found[1:]), Decimal(0)) == value(part) or (
                _SUMS.search(words_before(paragraph, part)) and all(value(m) < value(part) for m in found[1:])
            )
            clear = level(paragraph, whole) and value(whole) >= value(part)
            return [whole] if clear and (len(found) == 1 or made_up) else []
        floor = start
    return []


def _share(stated: Mark, part: Mark, whole: Mark) -> Relation:
    made = value(part) / value(whole) * 100
    return relation("share", stated, (part, whole), ratio(part, whole), made, "{0}占{1}的比例", "{0} of {1}")


def _named_as(paragraph: Paragraph, mark: Mark, stem: str) -> bool:
    """Whether a figure bears the end of a rate's word (已开工B个，开工率): its verb, not only what it is of."""
    around = words_before(paragraph, mark) + "/" + paragraph.after(mark.at + 1)
    return stem[-2:] in around or ("已" in around and any(c in around for c in stem[-2:]))


def _called(paragraph: Paragraph, mark: Mark, stem: str) -> bool:
    """Whether the words around a figure share two characters in a row with a rate's word (整改到位资金, 整改到位率)."""
    lead = words_before(paragraph, mark)
    around = lead + "/" + paragraph.after(mark.at + 1)
    return any(a + b in around for a, b in pairwise(stem)) or (lead.rfind("已") >= 0 and any(c in lead for c in stem))
