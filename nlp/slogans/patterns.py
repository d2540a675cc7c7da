"""Phrases without quotation marks that no lexicon lists: only where their build leaves no doubt.

A number before a noun counts things (三个乡镇); a number before a verb, two numbers in parallel, or a number before a
plain syllable where a verb introduces it and a kind word closes it, make an abbreviation (四个到位, 三讲一评活动).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.model import Category
from nlp.slogans.parallels import UNITS
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

_N = "(?:十[一二三四五六七八九]|[一二两三四五六七八九十])"
_MANY = "(?:十[一二三四五六七八九]|[二两三四五六七八九十])"
_TEN = "(?:(?<=十)[一二三四五六七八九])?"  # The rest of a numeral whose first sign has been read.
_H = "[\u4e00-\u9fff]"
_X = "(?:(?![一二两三四五六七八九十百千万亿零几余的了是和与及等为对将被把从由到使让])[\u4e00-\u9fff])"
_LONGER = "第零〇一二两三四五六七八九十百千万亿几数.．％%\\d"  # Before a numeral: it is a part of another.
_STOP = "[”’」』）)\"，。；、：！？\\s]|$"
_MEASURE = re.compile("[个名位口户人家年月日天周岁次元角亩斤吨米里时分秒点号届期座栋间台套辆支批份项种块]")
# What describes a noun to come: 三个在建…, 两个不同…, 三个全县….
_ATTRIBUTE = "(?!在[建册校职岗产库园读办外]|不[合达同]|全[县市省乡镇区国村程部体])"
_AREA = "核轴心廊主副翼带区园片点湾环板极城屏线谷港网链"  # What a layout is drawn with: 一核两翼三区.
_SHAPE = "核轴廊副翼带环屏极"  # No count of things has these.
_JOINTLY = "(?:共建|共治|同创|共创|联创|并举|融合|齐抓|同治|并进)"
_WHO = "机关|党?支部|党组织|班子|干部|党员|社区|家庭|单位|庭院|农户|文明户|教师|校园|警营|工地|公路|企业文化"
_DOES = ("推行", "执行", "坚持", "落实", "实行", "推广", "严守", "遵循")  # No building and no buying.
_SYSTEM = ("机制", "体系", "模式", "格局", "布局", "工作法", "架构")
_MEANS = f"{_X}{{1,2}}[促带兴富养补强定引净护治惠]{_X}{{1,2}}"
_TAKEN = (  # After a number: what it counts.
    "[个名位口户人家年月日天周岁次元角亩斤吨米里时分秒点号届期座栋间台套辆支批份项种块头只株棵尾羽对册条件所"
    "村镇乡县市区组度级多来]"
)
_CLOSE = frozenset("”\"’」』")
_SAME = re.compile("([三四五六七八九])[\u4e00-\u9fff]\\1[\u4e00-\u9fff]")  # 三苦三真
_ENDS = frozenset("，。；：、”（")
_AFRESH = frozenset("是，。；：、")
_CODE = re.compile(r"\d{3,4}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_CATEGORY: dict[str, Category] = {
    "model": "programme", "set_form": "principle", "parallel": "principle", "means": "principle",
}
_OTHERS = ("hundreds", "doubles", "double", "set_form", "parallel", "means", "lines")
_CONFIDENCE = {
    "compound": 0.8, "numbered": 0.75, "one_each": 0.9, "act": 0.85, "great": 0.85, "nots": 0.8, "method": 0.9,
    "digits": 0.85, "doubles": 0.85, "double": 0.8, "bare_act": 0.75, "measured": 0.7, "set_form": 0.9,
    "parallel": 0.85, "lines": 0.8, "model": 0.8, "code": 0.8, "means": 0.85, "jointly": 0.8, "kinds": 0.75,
    "layout": 0.85, "hundreds": 0.85,
}
_RULE = {rule: f"pattern:{rule}" for rule in _CONFIDENCE}


class Patterns:
    """The compiled patterns over one lexicon's word classes. Build once (`Patterns.of`)."""

    def __init__(self, words: Words) -> None:
        self.words = words
        # After a counted verb a kind of thing makes a noun of it (两个保障机制), a demand does not (四个到位要求).
        close = f"(?=的?(?:{words.demand})|{words.onward}|等|和|与|及|（|{_STOP})"
        end = f"(?={words.kinds}|{words.onward}|工作|等|的|和|与|及|上|{_STOP})"
        great = f"大(?:{_X}|[与和]){{0,8}}?{words.great}(?![性家者师部院单])"
        method = (
            "(?:步工作法|步法|字诀|字工作法|步走|位一体|环工作法|心工作法|级联动|级联创|连[丰快]|"
            f"场(?:硬仗|大仗|攻坚战|战役)|(?!户){_X}合一{end})"
        )
        alternatives = {
            # 一户一策, 一村一品: the second half says that it is a policy, not a count.
            "one_each": f"(?<=一){_X}{{1,2}}一(?:{words.one})"
            f"(?:[、，](?:一{_X}{{1,2}}|半[月年])一(?:{words.one}))*(?![送道告])",
            # 一主两副, 一廊两带三区: how a place is laid out
            "layout": f"(?<=一)(?:[{_AREA}团](?:[二两双三四五六七八九多][{_AREA}])+(?<=[{_SHAPE}])|[{_AREA}]"
            f"(?:[二两双三四五六七八九多][{_AREA}]){{2,}}){end}",
            # 四个到位
            "act": f"(?<!一){_TEN}个(?:{words.act}){close}",
            # 做到四个不松懈, 推行三个在一线
            "measured": f"(?<!一){_TEN}个{_ATTRIBUTE}(?:[不在再更全零]{_X}{{1,4}}?){close}",
            # 五大振兴行动
            "great": f"(?<!一){_TEN}{great}",
            # 七步工作法, 六字诀, 三步走, 五位一体
            "method": f"{_TEN}{method}",
            # 五园共建, 三治融合
            "jointly": f"{_TEN}(?![地村县市省区镇乡家校企方国级户个人]){_X}{_JOINTLY}{end}",
            # 四型机关, 五好支部
            "kinds": f"{_TEN}(?:[好型有美](?:{_WHO})|[强优星](?:党?支部|党组织|班子|社区|庭院|农户|文明户))",
            # 三讲一评, 四议两公开
            "compound": f"{_TEN}{_X}{{1,4}}?(?:、?{_N}(?:统一|{_X}{{1,4}}?)){{1,6}}{end}",
            # 三联包抓机制, 四查活动, 五有目标
            "numbered": f"{_TEN}(?:[{words.deeds}]{_X}{{0,3}}?(?=责任|工作机制|机制|工作法|模式|活动|行动)"
            "|[有化好真无能会实](?=目标|标准|要求))",
            "nots": f"(?<!一){_TEN}不{_X}{{1,2}}?{end}",
            "bare_act": f"(?<!一){_TEN}(?:{words.act}){end}",
        }
        body = "|".join(f"(?P<{name}>{pattern})" for name, pattern in alternatives.items())
        # The numeral comes first, its surroundings after: the scan can leap from numeral to numeral.
        self.numeric = re.compile(f"[一二两三四五六七八九十](?<![{_LONGER}].)(?:{body})")
        ends = re.escape("".join(sorted({*_CLOSE, *"了好实着起出“‘「", *words.intro_by_end})))
        self.digits = re.compile(
            f"[0-9](?<![{_LONGER}A-Za-z+-].)(?:"
            f"[0-9]?+(?:(?P<act>个(?:{words.act}){close})|(?P<great>{great})|(?P<method>{method}))"
            "|(?P<digits>[0-9]{1,5}+(?:工作法|工作模式|模式|工作机制|工程))"
            f"|(?P<code>(?<=[{ends}].)[0-9]{{2,3}}+(?!{_TAKEN}){_X}{{2,6}}?(?:机制|工作法|模式)))"
        )
        self.others = re.compile(
            "[双应愿能宜不一无以二两三四五六七八九十百千万](?:"
            # 百名干部进百企|活动; 千名党员联千户|，; 百村示范千村整治|工程
            f"(?P<hundreds>(?<=[百千万])(?<![{_LONGER}].)(?:(?:名|家|支)?{_H}{{1,3}}[进下联帮驻包入访挂助兴带扶]"
            f"(?:[百千万]{_H}{{1,2}}|[村户企校镇乡基][层区社]?)|{_H}{{3}}、?[百千万]{_H}{{3}})(?=活动|行动|工程|计划|{_STOP}))|"
            f"(?<=双)(?:(?P<doubles>{_X}{{1,3}}[、，]?双{_X}{{1,3}}?{end})"
            f"|(?P<double>{_X}{{2,3}}?(?=责任制|制(?![度造作定])|机制|工作法)))"
            f"|(?P<set_form>(?<=[应愿能])(?P<x>(?![有属为是])[\u4e00-\u9fff])[尽即必](?P=x)"
            f"|(?<=宜)(?P<y>{_H})则(?P=y)(?:[、，]宜(?P<z>{_H})则(?P=z))*)"
            f"|(?P<parallel>(?<=不){_X}{{1,2}}一{_H}{{1,2}}?[、，](?:也)?不{_X}{{1,2}}一{_H}"
            # 不乱搭、不乱建、不乱停
            f"|(?<=不)(?P<w>[乱错准许留搞]){_X}(?:[、，]不(?P=w){_X}){{2,}}(?={_STOP}|的)"
            # 一户一户盯、一村一村过; 无一户返贫、无一人致贫
            f"|(?<=一)(?P<e>{_H})一(?P=e){_X}{{1,2}}[、，]一(?P<f>{_H})一(?P=f){_X}{{1,2}}"
            f"|(?<=无)一[{UNITS}]{_X}{{2,4}}[、，]无一[{UNITS}]{_X}{{2,4}}?(?={_STOP}|的))"
            # 以巡促改、以巡促建
            f"|(?P<means>(?<=以)(?:{_H}代{_H}[、，]以{_H}代{_H}(?:[、，]以{_H}代{_H})*|{_MEANS}[、，]以{_MEANS}?(?={_STOP}|的|等)))"
            f"|(?P<lines>(?<=[二两三四五六七八九十])(?<![{_LONGER}].){_TEN}道{_H}{{0,4}}?(?:防线|保障线|屏障)))"
        )
        self.model_head = re.compile("(?:[\u4e00-\u9fffA-Za-z]{1,10}|\\d)$")
        self.model_tail = re.compile(f"(?:\\+(?:{_X}|和|[A-Z\\d]){{1,8}}?)+(?={words.kinds}|等|的|{_STOP})")

    @classmethod
    def of(cls, words: Words) -> Patterns:
        """The patterns of one lexicon, compiled once."""
        return _compiled(words)

    def find(self, text: str) -> Iterator[SloganSpan]:
        """Every phrase that a pattern is sure of, in no order; spans may overlap."""
        for match in self.numeric.finditer(text):
            rule, found = match.lastgroup or "", match[0]
            start, end = match.span()
            if self._sure(rule, found, text, start, end):
                yield _span(found, start, rule)
        for match in self.digits.finditer(text):
            rule = match.lastgroup or ""
            if rule in ("digits", "code") and _YEAR.match(match[0]):
                continue
            if rule != "code" or self._coded(text, match.start()):
                yield _span(match[0], match.start(), rule)
        for match in self.others.finditer(text):
            rule = next(name for name in _OTHERS if match[name])
            if rule != "double" or self.words.introduced(text, match.start()):
                yield _span(match[0], match.start(), rule)
        if "+" in text:
            yield from self._models(text)

    def _coded(self, text: str, start: int) -> bool:
        """A code of three digits or four that names a mechanism, not a number that counts (推行3331利益联结机制)."""
        if not _CODE.match(text, start):
            return False
        return text[start - 1 : start] in _CLOSE or self.words.introduced(text, start)

    def _models(self, text: str) -> Iterator[SloganSpan]:
        plus = text.find("+")
        while plus >= 0:
            tail = self.model_tail.match(text, plus)
            before = self.model_head.search(text, max(0, plus - 10), plus)
            if tail and before and (span := self._model(text, before[0], tail[0], plus)):
                yield span
            plus = text.find("+", tail.end() if tail else plus + 1)

    def _model(self, text: str, head: str, tail: str, plus: int) -> SloganSpan | None:
        if head.isdigit() and not self.words.classed(text, plus + len(tail)):
            return None
        # Words run on without spaces: what introduces the phrase is cut off its first part.
        cut = max((head.rfind(word) + len(word) for word in self.words.intro if word in head[:-1]), default=0)
        short = min(map(len, (head[cut:] + tail).split("+"))) < 2
        if cut >= len(head):
            return None
        if (short or not re.search(_H, head + tail)) and not self.words.classed(text, plus + len(tail)):
            return None
        return _span(head[cut:] + tail, plus - len(head) + cut, "model")

    def _sure(self, rule: str, found: str, text: str, start: int, end: int) -> bool:
        words = self.words
        if found in words.never:
            return False
        if rule in ("one_each", "act", "great", "method", "jointly", "kinds", "layout"):
            return rule != "layout" or words.introduced(text, start) or words.classed(text, end)
        if rule == "numbered":
            return (
                words.introduced(text, start) or text[start - 1 : start] in _CLOSE
                or (len(found) > 3 and text.startswith(("机制", "责任制", "工作法"), end))
            )
        if rule == "nots":
            if text[start - 2 : start] in ("坚持", "做到", "落实", "严守") and text[end : end + 1] in _ENDS:
                return True
            return words.classed(text, end) and text[end : end + 1] != "服"
        introduced = words.introduced(text, start) or (rule == "bare_act" and text[start - 1 : start] in _CLOSE)
        if rule == "compound":
            halves = [half for half in re.split(f"{_N}|、", found) if half]
            done = text[start - 2 : start] in _DOES
            if any(_MEASURE.match(half) or half in words.counted_words for half in halves):
                twin = found[0] == found[2:3] and len(found) == 4 and done  # 推行三审三校
                return twin or (found[0] == "一" and found[1] not in "个人名" and text.startswith(_SYSTEM, end))
            classed = words.classed(text, end)
            nots = found[1] == "不" and len(halves) > 1 and len(found) > 4
            level = len({len(half) for half in halves}) == 1
            if _SAME.fullmatch(found) and text[start - 1 : start] in _AFRESH and text[end : end + 1] in "，。；”":
                return True
            known = (introduced and (classed or level)) or (classed and len(found) < 6)
            return nots or known or (done and len(halves) > 2)
        return (introduced and not text.startswith(("的", "上"), end)) or (
            rule != "bare_act" and words.classed(text, end)
        )


def _span(found: str, start: int, rule: str) -> SloganSpan:
    return SloganSpan(
        start=start, end=start + len(found), slogan=found, category=_CATEGORY.get(rule, "numeric"),
        components=[part for part in found.split("+") if part] if rule == "model" else [],
        confidence=_CONFIDENCE[rule], rule=_RULE[rule],
    )


@lru_cache(maxsize=8)
def _compiled(words: Words) -> Patterns:
    return Patterns(words)
