"""What words tell like from unlike: phrases read with the lists of `lexicons/words/comparing.tsv`."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import Literal

import regex

from lexicons import Indicator, Lexicon
from nlp.compare.wordlists import NAME, WordLists

Nature = Literal["stock", "flow", "ratio"]
_DIGITS = regex.compile(r"[\d０-９.．%％]+")
_MARKS = regex.compile(r"[“”\"‘’'《》〈〉（）()\[\]【】、，。：:；;·\s]+")
_ABOVE = regex.compile(r"^.*[省市县区州旗镇乡村](?=.)")
_TOWN = regex.compile(
    rf"(?:^|[，。；：、“”（\s]|[县区市旗省州的在进到自是])(?P<name>{NAME})(?![里民级庄委上村镇])"
)
REACHED = "受益"  # what all words for whom something reaches count as: 享受, 惠及
_AGE = regex.compile(r"\d+(?:[-—至~]\d+)?(?:周?岁)(?:[及含]?以[上下]|[-—至~到]\d+周?岁)?的?$")
_PAUSES = regex.compile(r"[，。；：！？]")
_KINDS = regex.compile(r"^.+[^同平均优高]等(?:各类|各种|\d*[类种个项])?$")  # 草管员、护林员等|公益性岗位
_SETTING = regex.compile(r"^.*(?:\d年[末底初度]?|[全我本该][省市县区州旗镇乡村])的?")
# 中央、省、市、县四级财政专项扶贫资金
_EVERY_LEVEL = regex.compile(
    "^(?:中央)?(?:和|及)?(?:自治区|省)级?[州市]级?(?:和|及)?[县区旗]级?(?:[三四两]级)?(?=.{2})"
)
_DURING = regex.compile(r"^(?:时期|期间|以来)+")


class Words(WordLists):
    """Reads phrases and clauses by the lists of one lexicon."""

    def phrase(self, text: str | None, place: str | None = None) -> str:
        """The words that name what is counted: without the place, figures, marks and words that say nothing of it."""
        quoted = (text or "").rpartition("“")[2]  # 总结中“累计改造
        words = _MARKS.sub("", quoted if quoted and "”" not in quoted else text or "")
        if (plan := self.plan.match(words)) and plan.end() < len(words):
            words = _DURING.sub("", words[plan.end() :]) or words
        words = _EVERY_LEVEL.sub("", words) or words
        for name in (place, place[:-1]) if place and len(place) > 2 else ():
            if words.startswith(name) and words not in self.indicators.names:
                words = words[len(name) :]
        cut = self.replacing.search(words)
        # 贫困户17437户应为: what stands before the figure that is put right names it.
        words = _DIGITS.split(words[: cut.start()])[0] if cut else _DIGITS.sub("", words)
        while True:
            match = self.neutral.match(words)
            if not match or match.end() == len(words) or self.narrowing.match(words):
                break
            words = words[match.end() :]
        if (match := self.counting.search(words)) and match.start() > 1:
            words = words[: match.start()]
        return self.trailing.sub("", words) or words

    def corrected(self, before: str) -> str:
        """What a figure behind 应为 is of: the words before it, from the last year or place on."""
        cuts = [cut.start() for cut in self.replacing.finditer(before)]
        told = _PAUSES.split(before[: cuts[-1]].rstrip("，、"))[-1] if cuts else ""
        return self.phrase(_SETTING.sub("", told))

    def plain(self, phrase: str) -> str:
        """A phrase with one word for each thing that has several: 水稻总产, 稻谷产量; 村集体进账, 村集体收入."""
        for pattern, name in self.aliases:
            phrase = pattern.sub(name, phrase)
        return phrase

    def modifiers(self, phrase: str) -> frozenset[str]:
        """The narrowing words in a phrase, longest first from the left."""
        return frozenset(self.plain(word) for word in self.narrowing.findall(phrase))

    def scope(self, phrase: str) -> frozenset[str]:
        """The narrowing words that count, with one word for all that tell of the registered poor."""
        found = self.modifiers(phrase) - self.faint
        poor = found & self.poor
        return (found - poor) | ({"贫困"} if poor else set())

    @cached_property
    def people(self) -> frozenset[str]:
        """Words for people of whom nothing more is said."""
        return frozenset({*self.folk, *(self.plain(word) for word in self.folk), "农牧民", "居民", "百姓", "乡亲"})

    @cached_property
    def left_of(self) -> dict[str, str]:
        """Indicator → what remains of it, where the lexicon knows that (建档立卡贫困户 → 未脱贫户)."""
        rows = self.lexicon.indicators.values()
        return {whole.indicator: row.indicator for row in rows if (whole := self.whole_of(row))}

    @cached_property
    def groups(self) -> frozenset[str]:
        """The indicators of which the lexicon knows what remains."""
        return frozenset(self.left_of)

    def whole_of(self, row: Indicator) -> Indicator | None:
        """The group of which an indicator is what remains (未脱贫户 → 建档立卡贫困户): its synonym 剩余贫困户 tells."""
        for name in row.synonyms:
            for whole in self.indicators.names.get(name.removeprefix("剩余"), ()) if name.startswith("剩余") else ():
                if whole.indicator == row.within:
                    return whole
        return None

    def residue(self, phrase: str, row: Indicator, behind: bool = False) -> str:
        """What a phrase says beyond an indicator's name and all known words (干部 in 干部满意度), or nothing.

        With `behind`, what follows a name at the beginning is a sentence about it.
        """
        names = (row.indicator, *row.synonyms)
        name = max((n for n in names if n in phrase), key=len, default="")
        if not name and (plain := self.plain(phrase)) != phrase:
            phrase, name = plain, max((n for n in names if n in plain), key=len, default="")
        if behind and name and phrase.startswith(name):
            return ""
        rest = phrase.replace(name, "", 1) if name else ""
        rest = _KINDS.sub("", rest)
        if row.dimension in ("persons", "households") and rest in self.people:
            return ""  # 农民喝上放心水: of people nobody else is told of
        if self.narrowing.fullmatch(rest + name[:1]):
            return ""  # 行政村集体收入: 行政村, and 村集体收入
        spent = (self.event, self.handling, self.narrowing, self.remaining, self.cumulative, self.standing)
        for known in (_ABOVE, *spent, self.neutral, self.particles):
            rest = known.sub("", rest)
        return rest if len(rest) > 1 and rest not in row.indicator else ""  # 乡村振兴的衔接资金

    def names(self, phrase: str) -> bool:
        """Whether a phrase that no lexicon knows names something: 民宿 does; 资金, 致贫 and 省级 do not."""
        rest = self.narrowing.sub("", self.event.sub("", self.acting.sub("", phrase)))
        return len(phrase) > 1 and phrase not in self.generic and bool(rest)

    def nature(self, phrase: str) -> Nature | None:
        """What a name unknown to the lexicon tells of the nature of its figures: 产量 and 收入 are by the year."""
        return "flow" if phrase.endswith(self.annual) else None

    def flows(self, name: str) -> list[Indicator]:
        """What flows into an indicator's stock: 扶贫小额信贷 into 扶贫小额信贷余额; a flow itself."""
        row = self.lexicon.indicators.get(name)
        if row is None or row.nature == "flow":
            return [row] if row else []
        found = self.indicators.names.get(self.outstanding.sub("", name), ())
        return [row for row in found if row.nature == "flow"]

    def headless(self, phrase: str) -> bool:
        """Whether a phrase is a bare measure, of what other words tell: 产量, 综合产值."""
        rest = self.neutral.sub("", phrase)
        return rest in self.measures and self.measures[rest] is not None and len(rest) > 1

    def stem(self, name: str) -> str:
        """The thing that a phrase gives a measure of: 玉米 of 玉米种植面积; empty where it ends in no measure."""
        size = next((size for size in range(4, 1, -1) if name[-size:] in self.measures), 0)
        stem = self.crop.sub("", name[:-size]) if size else ""
        return stem if len(stem) > 1 else ""

    @cached_property
    def stems(self) -> Counter[str]:
        """What the lexicon knows measures of, and how many of each."""
        return Counter(stem for name in self.indicators.names if (stem := self.stem(name)))

    def project(self, phrase: str) -> bool:
        """Whether a phrase is 项目 with nothing but verbs of doing (实施项目, 安排项目)."""
        return bool(self.doing.fullmatch(phrase))

    def acts(self, clause: str, name: str) -> frozenset[str]:
        """What a clause says was done to a group, unless the group's name says so already."""
        found = (w for w in self.acting.findall(clause) if w not in name)
        return frozenset(REACHED if w in self.reached else w for w in found)

    def joined(self, clause: str, name: str) -> bool:
        """Whether a clause tells that those whom a name names have joined their group: 新增监测对象, 新纳入监测对象."""
        beside = regex.search(rf"{self.joining.pattern}{regex.escape(name)}", clause) if name else None
        return bool(beside or self.joining.match(name))

    def stage(self, clause: str) -> int | None:
        """Which stage of money a clause speaks of (下达, 到位, 支出, …); None where it tells none, or several."""
        found = {i for i, row in enumerate(self.stages) if any(word in clause for word in row)}
        return found.pop() if len(found) == 1 else None

    def coming(self, clause: str) -> bool:
        """Whether a clause speaks of money granted, put in or arrived."""
        found = self.stage(clause)
        return found is not None and not self.incoming.isdisjoint(self.stages[found])

    def towns(self, text: str) -> dict[str, str]:
        """The town, the township and the village that a text names last, by their last characters."""
        found = (m["name"] for m in _TOWN.finditer(text))
        return {name[-1]: name for name in found if not self.nameless.fullmatch(name[:-1])}

    def one_indicator(self, a: str, b: str) -> bool:
        """Whether the lexicon has two phrases for one indicator."""
        mine, yours = ({row.indicator for row in self.indicators.names.get(p, ())} for p in (a, b))
        return bool(mine & yours)

    def aged(self, before: str, name: str) -> str:
        """The age of those that a name right behind it counts: 60岁以上 of 60岁以上脱贫人口."""
        found = _AGE.search(before.removesuffix(name)) if name else None
        return found[0] if found else ""

    def says_nothing(self, rest: str) -> bool:
        """Whether words beside a name leave it the same: 综合 in 茶叶综合产值."""
        for known in (self.cultivating, self.neutral, self.narrowing, self.event, self.particles):
            rest = known.sub("", rest)
        return not rest

    def measured(self, phrase: str) -> int | None:
        """Which kind of measure a phrase ends in (率, 面积, 人次, …), by its longest known end."""
        ends = (phrase[-size:] for size in range(min(4, len(phrase)), 0, -1))
        return next((self.measures[end] for end in ends if end in self.measures), None)

    def contrast(self, a: str, b: str) -> int:
        """How many sets of contrasting words tell two phrases apart."""
        count = 0
        for row in self.contrasts:
            mine, yours = {w for w in row if w in a}, {w for w in row if w in b}
            count += bool(mine and yours and not mine & yours)
        return count


@lru_cache(maxsize=4)
def words(lexicon: Lexicon) -> Words:
    """The words of a lexicon, compiled once."""
    return Words(lexicon)
