"""The builds that policy phrases have, and what is none: plain words, counts, names of places, indicators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lexicons import Lexicon
from nlp.discovery.coined import Coined
from nlp.model import Category
from nlp.segmenter import segmenter
from nlp.slogans.phrases import Phrases
from nlp.slogans.words import Words
from nlp.tokens import tagged

_H = "[\u4e00-\u9fff]"
_N = "(?:十[一二三四五六七八九]|[一二两三四五六七八九十])"
_MANY = "(?:十[一二三四五六七八九]|[二两三四五六七八九十])"
_X = "(?:(?![一二两三四五六七八九十百千万亿第零几])[\u4e00-\u9fff])"
_NO_PHRASE = re.compile("[的了是在着过与及或为被把将对从向由到和等其这那该各我你他们个]")
_PARTICLE = re.compile("[的了是着过与及或和等其这那该我你他们]")  # Not even inside a motto.
_WITH = re.compile("(?<=.[跟随围绕盯守扛向沿顺])着(?=.)")  # 车间跟着户走
_COMPOUND = re.compile(f"{_N}{_X}{{1,4}}(?:(?:{_N}|双){_X}{{1,4}}){{1,4}}$")
_DOUBLE = re.compile(f"双{_X}{{1,3}}双{_X}{{1,3}}$")
_MEASURED = re.compile(f"(?:{_MANY}[个项]|[二两三四五六七八九十]大)({_H}{{2,8}})$")  # 十九大 is a congress.
_NUMBERED = re.compile(f"{_MANY}({_X}{{2,5}})$")
_HUNDREDS = re.compile(f"[百千万]{_H}{{1,4}}[百千万]{_H}{{1,4}}$")
_MODEL = re.compile(r"[^+]{1,10}(?:\+[^+]{1,10})+$")
_DIGITS = re.compile(r"\d{2,4}[\u4e00-\u9fff]{2,5}$")
_REACH = re.compile("^到(?=.)")  # 七到田
_ORDINAL = re.compile("[是要则来大]")  # 三是, 二要; 十九大
_NUMERAL = re.compile("[第一二两三四五六七八九十](?![彩色星]|季$)")  # 七彩 and 四季 count nothing.
# 以茶养路; 两张清单管到底, 不让一滴污水进湖
_BY_MEANS = re.compile(f"以{_H}[代促养带补换兴奖富护管治]{_H}$")
_MOTTO = re.compile(f"{_H}{{3,7}}到底$|(?:不让|[绝决]不){_H}{{4,9}}$")
_LOOKS = re.compile("(?:.[高低大小多少长短深浅陡好差远近]){2}$")  # 山高坡陡 only describes.
_ORDER = re.compile("先..、后..$")
_WAY = re.compile(f"{_H}{{3,6}}(?:调解|议事|帮扶|服务|治理|管理|接访)法$")  # 一碗奶茶调解法
_DEMAND = re.compile("[必不敢能严先勤带一]")  # 六个必到场, 四个一遍
_MEASURE = re.compile(
    "[名位口户人家年月日天周岁次元角亩斤吨米里时分秒点号届期座栋间台套辆支批份项种块级条类轮季成倍本章节]"
)
# Plain nouns stand before these as often as names.
_ARRANGEMENTS = frozenset(
    ("机制", "制度", "责任制", "要求", "总要求", "原则", "精神", "理念", "方针", "改革", "工作机制", "专项整治")
)
_COUNT = re.compile(f"{_MEASURE.pattern}|{_ORDINAL.pattern}")
_METHODS = ("工作法", "战法")
_SCOPE = re.compile("(?:全|我|本|各|该)[省市县区州旗镇乡村国]")
_PLACE = re.compile(f"{_H}{{1,4}}[省市县区州旗镇乡村]$")


@dataclass(frozen=True)
class Shape:
    """A build: `weight` says how much it alone speaks for a policy phrase, from 0 to 1."""

    name: str
    weight: float
    category: Category
    zh: str
    en: str


COMPOUND = Shape("compound", 1.0, "numeric", "几个数字并列的略语", "numbers in parallel")
MEASURED = Shape("measured", 0.8, "numeric", "数字加要求的略语", "a number of demands")
COUNTED = Shape("counted", 0.45, "numeric", "数字加名词的提法", "a number of things")
NUMBERED = Shape("numbered", 0.7, "numeric", "数字略语", "a numeric abbreviation")
DIGITS = Shape("digits", 0.85, "numeric", "数字代号", "a code of digits")
MODEL = Shape("model", 1.0, "programme", "“+”连接的模式", "a model joined by +")
PAIR = Shape("pair", 0.95, "principle", "字数相同的对句", "a parallel of equal halves")
COUPLET = Shape("couplet", 0.6, "principle", "字数相同的两句", "two clauses of equal length")
NAMED = Shape("named", 0.85, "campaign", "有名称的行动或做法", "a named action or practice")
ARRANGED = Shape("arranged", 0.5, "principle", "有名称的制度或原则", "a named arrangement or principle")
COINED = Shape("coined", 0.7, "campaign", "有名称的场所或做法", "a coined name of an institution or practice")
TAKEN = Shape("taken", 0.7, "principle", "曾被当作提法引用的说法", "words that were once quoted as a phrase")
QUOTED = Shape("quoted", 0.75, "campaign", "引号中的提法", "a phrase in quotation marks")
SET = Shape("set", 0.6, "principle", "固定句式的说法", "words in a set pattern")
FREE = Shape("free", 0.35, "principle", "紧凑的固定说法", "a set phrase")

COMMON = 50
"""From this frequency in jieba's dictionary on, a word before 行动 or 计划 makes no name of it (生产计划)."""

Count = Callable[[str], int]


class Shapes:
    """Tells builds, for one lexicon. `Shapes.of` compiles it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = Words.of(lexicon)
        segments = segmenter(lexicon)
        self._cut, self._dictionary = segments.cut, segments.FREQ
        self.coined = Coined(lexicon)
        self.known = frozenset(Phrases.of(lexicon).surfaces)
        named = {w for row in lexicon.indicators.values() for w in (row.indicator, *row.synonyms)}
        self.plain = frozenset(named | set(lexicon.places) | set(lexicon.units) | self.words.term | self.words.never)
        self.places = frozenset(name for name in lexicon.places if len(name) > 1)
        rows = lexicon.tables["sloganword"]
        named_kinds = {row.sloganword for row in rows if row.part == "named" and not row.sloganword.startswith("的")}
        self.kinds = tuple(sorted({row.sloganword for row in rows if row.part == "kind"}, key=len, reverse=True))
        self.named = tuple(sorted((k for k in named_kinds if len(k) > 1), key=len, reverse=True))
        self.intro = frozenset(self.words.intro)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Shapes:
        """The shapes over one lexicon, compiled once."""
        return _compiled(lexicon)

    def of_phrase(self, phrase: str, count: Count, quoted: bool, hinted: bool) -> Shape | None:
        """The build of a phrase; None for what is no candidate. `count` tells how often any part of it stands."""
        if phrase in self.known or phrase in self.plain or self._is_word(phrase) or phrase in self.words.counted_words:
            return None
        if _SCOPE.match(phrase) or self._names_place(phrase):
            return None
        if "+" in phrase:
            return MODEL if _MODEL.match(phrase) and not self._runs_on(phrase) else None
        if "、" in phrase or "，" in phrase:
            if not self._is_pair(phrase, count):
                return None
            return COUPLET if "，" in phrase and not _frame(re.split("[、，]", phrase)) else PAIR
        if len(phrase) < 3:
            return None
        if hinted and _DIGITS.match(phrase):
            return DIGITS
        if (shape := self._numeric(phrase)) is not None:
            return shape
        if self._runs_on(phrase) or (_PLACE.match(phrase) and not self.coined.kind_of(phrase)):  # 超市
            return None
        if _BY_MEANS.match(phrase) or _MOTTO.match(phrase):
            return SET
        if _WAY.match(phrase) and self._first(phrase) not in self.intro:
            return NAMED
        # A method of work always has a name (一碗水工作法); else a number at the beginning counts.
        if _NUMERAL.match(self._first(phrase)) and not phrase.endswith(_METHODS) and not self._is_coined(phrase):
            return None
        if self._is_named(phrase, count):
            kind = self.kind_of(phrase)
            if kind not in _ARRANGEMENTS:
                return NAMED
            # 早茶议事 makes a name of the 机制 after it.
            return COINED if self.coined(phrase.removesuffix(kind), count) else ARRANGED
        if self.coined(phrase, count):
            return COINED
        if quoted:
            return QUOTED if not self.words.other.search(phrase[-2:]) else None
        return FREE if self._is_free(phrase, count) else None

    def introduces(self, word: str) -> bool:
        """Whether a word to the left is one that phrases follow: a verb of doing, a mark."""
        return word in self.intro or word in ("|", "“") or _NO_PHRASE.fullmatch(word) is not None

    def closes(self, word: str) -> bool:
        """Whether a word to the right is one that follows phrases: a kind (活动), a mark, a particle."""
        return word in self.kinds or word in ("|", "”", "“") or _NO_PHRASE.fullmatch(word) is not None

    def kind_of(self, phrase: str) -> str:
        """The kind word that a named phrase ends with."""
        return next((kind for kind in self.named if phrase.endswith(kind)), "")

    def _is_word(self, phrase: str) -> bool:
        return bool(self._dictionary.get(phrase))

    def _names_place(self, phrase: str) -> bool:
        size = len(phrase)
        return any(phrase[i:j] in self.places for i in range(size) for j in range(i + 2, size + 1))

    def _numeric(self, phrase: str) -> Shape | None:
        if _COMPOUND.match(phrase) and not _MEASURED.match(phrase):
            halves = [half for half in re.split(f"{_N}|双", phrase) if half]
            # 三镇两乡 only counts; in 十户一体 the second half says what for.
            counts = all(half in self.words.counted_words or _COUNT.match(half) for half in halves)
            return COMPOUND if len(halves) > 1 and not counts and not _PARTICLE.search(phrase) else None
        if _DOUBLE.match(phrase) or _HUNDREDS.match(phrase):
            return COMPOUND if not self._runs_on(phrase) else None
        if match := _MEASURED.match(phrase):
            rest = match[1]
            if self._counts(rest) or _PARTICLE.search(re.sub("(?<=.)着(?=.)", "", rest)) or rest in self.plain:
                return None
            return COUNTED if "项" in phrase[:2] or tagged(rest, self.lexicon)[-1][1].startswith("n") else MEASURED
        if match := _NUMBERED.match(phrase):
            rest = match[1]
            known = self._is_word(rest) and len(rest) > 2
            # 四级包联: at four levels, not four levels of something.
            levels = re.match("级[包联共协贯齐]|[户村店组][联共互同合结]|步|字诀", rest)
            grouped = not levels and (_MEASURE.match(rest) or self._counts(rest))
            plain = grouped or known or _ORDINAL.match(rest) or self._runs_on(_REACH.sub("", rest))
            return None if plain else NUMBERED
        return None

    def _counts(self, rest: str) -> bool:
        """Whether what stands after a number is a counted thing, or begins with one (四个|村获评先进)."""
        if _DEMAND.match(rest):
            return False
        first = self._first(rest)
        if first in self.words.counted_words or self.words.counted.search(rest):
            return True
        return len(first) > 2 and self.words.counted.search(first) is not None  # 三个|村民小组|正在施工

    def _is_pair(self, phrase: str, count: Count) -> bool:
        parts = re.split("[、，]", phrase)
        if any(_PARTICLE.search(_WITH.sub("", part)) or part in self.plain for part in parts):
            return False
        if self._first(parts[0]) in self.intro and self._first(parts[1]) not in self.intro:
            return False  # 举办|篮球赛、棋类赛
        whole = count(phrase)
        # The halves of a motto stand together; the items of a list come and go.
        if sum(whole >= 0.7 * count(part) for part in parts) < len(parts):
            return False
        if "，" in phrase:
            return _frame(parts) or len(parts[0]) < 8
        if len(parts[0]) == 3:
            # 先引水、再修路、后种果; 联户养、分户管
            if len(parts) == 2 and not _ORDER.match(phrase):
                return parts[0][1] == parts[1][1] and parts[0][2] != parts[1][2]
            return all(len(self._first(part)) == 1 for part in parts)
        return len(parts[0]) > 3 and not all(self._is_plain_noun(part) for part in parts)

    def _is_named(self, phrase: str, count: Count) -> bool:
        kind = self.kind_of(phrase)
        head = phrase.removesuffix(kind)
        if not kind or not 2 <= len(head) <= 8 or head in self.plain or head.endswith(self.named):
            return False
        words = list(self._cut(head, HMM=False))
        if words[0] in self.intro or (kind.endswith("活动") and words[-1] in self.intro):
            return False  # 服务站|开展|活动
        if len(head) == 2 and self.words.classed(head, 0):
            return False
        # A name hardly stands without its kind; what does is a plain word with a plain noun after it.
        return count(phrase) >= 0.7 * count(head) and not self._is_plain_noun(head)

    def _is_coined(self, phrase: str) -> bool:
        """Whether four single signs make the name of an action (九渠润田|工程): no count is put like that."""
        head = phrase.removesuffix(self.kind_of(phrase))
        return len(head) == 4 and head != phrase and all(len(word) == 1 for word in self._cut(head, HMM=False))

    def _runs_on(self, phrase: str) -> bool:
        """Whether a word of a sentence's grammar stands in it: not the 对 of 结对, but 对 by itself."""
        return any(_NO_PHRASE.fullmatch(word) for word in self._cut(phrase, HMM=False))

    def _first(self, phrase: str) -> str:
        return str(next(iter(self._cut(phrase, HMM=False))))

    def _is_free(self, phrase: str, count: Count) -> bool:
        """Single signs in the main, as mottos are made of; or two words that stand only together."""
        if not 4 <= len(phrase) <= 10:
            return False
        words = list(self._cut(phrase, HMM=False))
        single = sum(len(word) for word in words if len(word) == 1)
        if any(word in "省市县区州旗镇乡村组" for word in words) or _MEASURE.match(words[0]) or _LOOKS.match(phrase):
            return False
        together = len(words) == 2 and all(10 * count(phrase) >= 9 * count(word) for word in words)
        together = together and not self.coined.kind_of(phrase)  # 文艺|宣传队 is plain, even where it is the only one.
        return (2 * single >= len(phrase) or together) and words[0] not in self.intro and words[-1] not in self.kinds

    def _is_plain_noun(self, phrase: str) -> bool:
        """Whether a phrase is made of terms only, or is one common word."""
        words = list(self._cut(phrase, HMM=False))
        if len(words) == 1:
            return bool(self._dictionary.get(phrase, 0) >= COMMON)
        return all(len(word) > 2 or word in self.plain for word in words)


def _frame(parts: list[str]) -> bool:
    """Whether the parts begin alike, or each with a doubled sign (户户…人人)."""
    return len({part[0] for part in parts}) == 1 or all(part[0] == part[1] for part in parts)


@lru_cache(maxsize=4)
def _compiled(lexicon: Lexicon) -> Shapes:
    return Shapes(lexicon)
