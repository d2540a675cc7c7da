"""Percentages above 100 where there can be none, and ranges whose ends are the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.result import Located, note

RULE: Final = "range"
ABOUT = (
    "超过100%的占比、覆盖率、下降幅度；上下限颠倒",
    "shares, rates of coverage and falls above 100 %; ranges the wrong way round",
)
# Rates of those who have something among those who could: at most all of them.
_BOUNDED = regex.compile(
    r"(?:发生|覆盖|普及|参保|入住|巩固|签约|合格|达标|就业|救治|安置|入户|通达|通畅|硬化|满意|知晓|受益|供水|保证|验收|竣工|开工|入学|"
    r"净入学|在校|在岗|漏评|错退|错评|返贫|脱贫|退出|致贫|治理|清洁|绿化|城镇化|识字|升学|辍学|及时|准确|处理|收集|卫生厕所|"
    r"走访|回访|排查|核查|检查|摸排|随访|体检|筛查|接种|建档|上岗|出勤|到岗|持证|入库|整改|销号|"
    r"反馈|响应|公开|成活|保存|优良|优秀|好评|毕业|复学|控辍|接通|入网|通电|通邮|通水|认领|识别)(?:和\S{1,6})?率"
    r"(?:分别)?(?:均|都|已|就|稳定|始终|保持|维持|在)*(?:达到?了?|提高到|提升到|升至|提高至|为|是|约|高达|超过?|在)*$"
)
_MAY = regex.compile(
    "毛入学率|完成率|增长率|执行率|利用率|产销率|拨备|替代率|周转|目标|任务|计划|同期|预算|GDP|生产总值|存款|财力|收入"
)
_SHARE = regex.compile(r"占[^，。；：\n\t\U000f0000-\U0010ffff]{0,16}$")
_FALL = regex.compile(r"(?:下降|降低|减少|降幅|降)(?:了|达到?|为|约|幅度?)*$")
_MAY_FALL = regex.compile("利润|效益|盈")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on percentages and ranges that cannot be."""
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            value = mark.figure.low if mark.figure.value is None else mark.figure.value
            above = mark.fact.kind == "percent" and value is not None and value > 100
            if above and (cannot := _cannot(paragraph, mark)):
                text = mark.fact.text.strip()
                zh, en = f"“{text}”：{cannot[0]}不会超过100%，不符", f"“{text}”: {cannot[1]} cannot be above 100 %"
                yield note(reading, RULE, "conflict", (mark.start, mark.end), zh, en, marks=(mark,), stated=value)
            if mark.fact.low is not None and mark.fact.high is not None and mark.fact.low > mark.fact.high:
                text = mark.fact.text.strip()
                zh, en = f"“{text}”：下限大于上限", f"“{text}”: the lower end is above the upper one"
                yield note(reading, RULE, "conflict", (mark.start, mark.end), zh, en, marks=(mark,), severity="warning")


def _cannot(paragraph: Paragraph, mark: Mark) -> tuple[str, str] | None:
    clause = paragraph.clause(mark.at)
    if _MAY.search(clause):
        return None
    if _BOUNDED.search(clause):
        return "这一比率", "this rate"
    if _SHARE.search(clause):
        return "占比", "a share"
    if _FALL.search(clause) and not _MAY_FALL.search(clause):
        return "降幅", "a fall"
    return None
