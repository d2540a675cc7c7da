"""Places: the document's own, and the one that each claim is about. 全县, 我县 resolve to the document's own.

A known name (GB/T 2260) counts wherever it stands as a word. An unknown one (清溪县, 湖坪村, xx县) counts where what
stands before 县, 镇 or 村 is no ordinary word: 设立县, 自然村 and 驻村 name no place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from lexicons import Lexicon
from nlp.lexemes import Tagger, tagger

_NOT_PLACE = (
    r"(?!中(?!心[校学小幼卫敬])"
    r"|[级域委道场际内外上下里城民家籍长庄医干区容貌镇乡情志直属管办政党亲贤愁]|村(?!集体|级|民|均|干部|支书))"
)
# A 苏木 of Inner Mongolia is a township, a 嘎查 a village.
_BANNER = "苏木|嘎查"
_OWN = re.compile(rf"(?:[全本该]|[我咱俺]们?|这个|整个)(?P<level>[省市县区州旗镇乡村国盟]|{_BANNER}){_NOT_PLACE}")
_NAMED = re.compile(
    rf"(?P<body>[\u4e00-\u9fff]{{1,5}}?(?:(?:[\u4e00-\u9fff]{{1,4}}(?<!民)族)?自治)?|[xX×*某]{{1,4}})"
    rf"(?P<level>[县市州旗镇乡村]|(?<=[xX×某])区|街道|{_BANNER}){_NOT_PLACE}"
)
# 村里, 镇里 of one who speaks of his own; 贫困村里 and 全镇里 are none.
_HOME = re.compile(r"(?P<level>[县镇乡村])里(?![面程边])")
_HOMELY = frozenset("，。；：！？“\n、年来前今月日")
# What may stand right before the name of a place, and before that of a place that is a word, too (桥头村).
_OPEN = frozenset("，。；：！？“”\n\t（）()《》【】—、的是在为由和与及把将对从到至让使以中")
_COUNTED = re.compile(r"(?:\d|[一二三四五六七八九十两几多])个$")
_SEVERAL = re.compile(r"(?:共|有)?\d+个")
_FIGURE = re.compile(r"\d")
_TOWNS = "镇乡"
_DOING = re.compile(r"[\u4e00-\u9fff]{1,4}\d")
# A scan from one end of a name to the next, this far back, need not try every character of the text.
_LEVEL = re.compile(rf"(?:[县市州旗镇乡村区]|街道|{_BANNER}){_NOT_PLACE}")
_LONGEST = 12
# What a title has that is no headline.
_OFFICIAL = ("年", "局", "办公室", "委", "政府", "情况", "工作", "方案", "意见", "通知", "规划", "乡镇", "第一书记")
# A district counts where a title names it, and then in the text: 清河区 is a place, 示范区 and 山区 are none.
_DISTRICT = re.compile(r"(?P<body>[\u4e00-\u9fff]{1,5}?)(?P<level>区)(?![域间块长划位内外别])")
# In a title the name of an office begins with its place: 岚河县委, 岚河县民政局.
_OFFICE = re.compile(rf"(?P<body>[\u4e00-\u9fff]{{1,5}}?(?:自治)?)(?P<level>[县市州旗镇乡村]|{_BANNER})")
_PLACEHOLDER = frozenset("xX×*某")
# Characters that end a word before a name; no name of a place begins with one.
_ENDING = (
    "暨访出驻年月底末初全我本该各贫困个县市区镇乡村省为在至及和与的是对了向由从到于按等属辖将以把让使被而仅据着们给"
)
# The sounds that names of other tongues are written with: there 和 and 日 are sounds, too (呼和诺尔苏木, 哈日敖包镇).
_SOUND = "呼巴额乌阿嘎哈塔敖诺尔勒力伊图布宝那干彦硕赛罕浩特鄂伦锡苏尼斯莫都拉吉格其朝鲁沁"
_FOREIGN = f"(?<=[{_SOUND}])[和日](?=[{_SOUND}])"
_DAY = "(?:^|[一二三四五六七八九十今昨当近次本即同每节假生])日"
_CUT = re.compile(f".*(?:(?!{_FOREIGN})[{_ENDING}一二三四五六七八九十两每]|{_DAY})")
_WORDS = re.compile(f".*(?:(?!{_FOREIGN})[{_ENDING}]|{_DAY})")
# 修通村公路, 通乡油路, 进村道路: the road leads there.
_LEADING = ("通", "进", "到", "入", "连", "联")
_ROAD = re.compile(r"[^，。；：、\d]{0,4}(?:路|客车|班车|客运|公交|管道|桥)")
_ABSTRACT = ("嘎查", "苏木")  # 嘎查村: villages of either kind
_NUMERALS = "二三四五六七八九十"
# 三合村, 八里桥镇, 三棵树村; not 三类村, 五个村 or 三区三州.
_WITH_NUMBER = re.compile(
    f"[{_NUMERALS}][^{_NUMERALS}一两百千万个名户位类级批条项座处所家期线好无型有代年月日次种轮届强优大余多几来些半][^{_NUMERALS}]{{0,2}}"
)
# 岑江瑶族自治县, 青山土家族苗族自治县
_AUTONOMOUS = re.compile("(?P<front>[\u4e00-\u9fff]{2,4}?)(?P<people>[\u4e00-\u9fff]{1,5}(?<!民)族自治)")
_COMMON = ("农村", "乡村", "城镇", "集镇", "乡镇")  # 建设新农村点428个
_KINDS = ("自治", "民族自治")
# The line of an office above or below what it writes: 塔林旗林业和草原局.
_LETTERHEAD = re.compile(
    rf"^[^\S\n]*(?P<body>[\u4e00-\u9fff]{{1,5}}?(?:自治)?)(?P<level>[县市区旗镇乡]|{_BANNER})"
    r"[\u4e00-\u9fff]{0,16}(?:局|办公室|委员会|政府|党委|委|中心|联社|院|社|会|小组|办|部)[^\S\n]*$",
    re.MULTILINE,
)
# 县人力资源和社会保障局2019年工作总结: of a county that its title leaves unnamed.
_NAMELESS = re.compile(
    r"(?:中共)?(?P<level>[省市县区州旗镇乡])(?!级)[\u4e00-\u9fff（）]{1,18}?(?:局|办公室|办|委|院|中心|联社|联|会|政府|党组)(?!长)"
)
_SHORT = 2
_BESIDE = frozenset("上下东西南北大小新老前后中内外左右")
_SMALL = frozenset("镇乡村")
_ORDINARY = frozenset({"name"})


class PlaceMention(NamedTuple):
    """A place as it stands in the text; `own` is true of 全县, 我县."""

    start: int
    end: int
    text: str
    own: bool


class Places:
    """The known places of one lexicon, and what makes an unknown name plausible."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.codes = lexicon.places
        self.names = sorted(name for name in self.codes if len(name) > 1)
        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest) if self.names else None
        self.kinds = tuple(lexicon.words.get("zone", ()))
        self.tagger: Tagger = tagger(lexicon)
        self.organs = tuple(sorted(lexicon.words.get("organ", ()), key=len, reverse=True))
        self.official = tuple(lexicon.words.get("official", ()))
        self.nameless = lexicon.words.get("nameless", frozenset())

    def find(self, text: str, title: str | None = None) -> list[PlaceMention]:
        """Every mention in order. A name that the title holds counts in the text, whatever its characters mean."""
        found = self._known(text)
        taken = [(m.start, m.end) for m in found]
        found += [PlaceMention(*m.span(), m[0], True) for m in _OWN.finditer(text)]
        titled = {name for m in _NAMED.finditer(title or "") if (name := self._name(m, strict=False))}
        districts = self._districts(title or "")
        for name in districts:
            spans = [m.span() for m in re.finditer(re.escape(name), text)]
            found += [PlaceMention(*span, name, False) for span in spans if not _overlaps(taken, span[1] - 1)]
        for m in _HOME.finditer(text):
            if m.start() == 0 or text[m.start() - 1] in _HOMELY:
                found.append(PlaceMention(*m.span(), f"本{m['level']}", True))
        words: dict[str, list[int]] = {}
        for m in _named(text):
            if _overlaps(taken, m.start("level")):
                continue
            name = next((n for n in titled if m[0].endswith(n)), None) or self._name(m, strict=True)
            if name:
                found.append(PlaceMention(m.end() - len(name), m.end(), name, False))
            elif word := self._word(m):
                words.setdefault(word, []).append(m.end() - len(word))
        if words:
            found += self._telling(text, words, found)
        return sorted(_shortened(found))

    def _word(self, m: re.Match[str]) -> str | None:
        """The name that a match ends with where it is an ordinary noun (桥头村, 石门镇); None for 山区村, 养殖村."""
        if m["level"] not in _SMALL:
            return None
        body = m["body"]
        for size in (2, 3):
            word = body[-size:]
            if len(word) == size and self.tagger.parts.get(word) == _ORDINARY and word not in self.nameless:
                return None if self.tagger.parts.get(word + m["level"]) else word + m["level"]
        return None

    def _telling(self, text: str, words: dict[str, list[int]], found: list[PlaceMention]) -> list[PlaceMention]:
        """Of names that are ordinary words, those that the text uses as names.

        Right behind the name of a larger place (大垭镇石门村), in a row with one of its kind (麻柳镇脱贫286户，
        铜锣镇…), with a figure behind 其中, or again and again; never where they are counted (12个库区村).
        """
        ends = {m.end: m for m in found if not m.own}
        out = []
        for name, starts in words.items():
            if any(self._kind(text, start, start + len(name)) for start in starts):
                continue
            free = [s for s in starts if s == 0 or text[s - 1] in _OPEN or s in ends]
            sure = any(s in ends and ends[s].text[-1] != name[-1] for s in starts)
            sure = sure or (len(starts) > 1 and bool(free)) or any(self._rowed(text, s, name, found) for s in free)
            if sure:
                out += [PlaceMention(s, s + len(name), name, False) for s in starts]
        return out

    def _kind(self, text: str, start: int, end: int) -> bool:
        """True where a name in -村 is counted, and so is one of a kind."""
        return bool(_COUNTED.search(text, max(0, start - 3), start) or _SEVERAL.match(text, end))

    def _rowed(self, text: str, start: int, name: str, found: list[PlaceMention]) -> bool:
        """True in a row with another place of its level, in one sentence, and with a figure right behind 其中."""
        if text.endswith(("其中", "其中：", "其中，"), 0, start) and _FIGURE.match(text, start + len(name)):
            return True
        opening = max(text.rfind(stop, 0, start) for stop in "。！？\n")
        if name[-1] in _TOWNS and _DOING.match(text, start + len(name)):
            return True  # 大寨乡搬迁786人，石板镇搬迁542人
        counted = _FIGURE.match(text, start + len(name))  # 龙洞镇94.2公里，石笋村14.6公里
        alike = _SMALL if counted else name[-1]
        return any(opening < m.start < start and not m.own and m.text[-1] in alike for m in found)

    def _districts(self, title: str) -> set[str]:
        """The districts that a title names; a known one needs no such guess."""
        if "区" not in title:
            return set()
        names = (self._name(m, strict=False) for m in _DISTRICT.finditer(title))
        return {name for name in names if name and name not in self.codes and not name[:-1].endswith(self.kinds)}

    def own(self, title: str | None, mentions: list[PlaceMention], text: str = "", reach: int = 600) -> str | None:
        """The document's own place: named in its title, else that of the office whose name is a line of its own, else
        the most frequent name near its beginning."""
        if title:
            formal = any(word in title for word in (*self.official, *_OFFICIAL))
            inside = [m.text for m in self.find(title, title if formal else None) if not m.own]  # 春风拂过|幸福村
            offices = [name for m in _OFFICE.finditer(title) if (name := self._name(m, strict=not formal))]
            inside = inside or offices
            if inside:
                told = {*offices, *(m.text for m in (*mentions, *self.find(title)) if not m.own)}
                less = [n for n in told if len(n) > _SHORT and n != inside[-1] and inside[-1].endswith(n)]
                return min(less, key=len, default=inside[-1])  # 督查室|沱阳县, 楼房|清泺县
        unnamed = _NAMELESS.match(title or "")
        levels = Counter([unnamed["level"]] if unnamed else (m.text[-1] for m in mentions if m.own))
        heads = (self._name(m, strict=False) for m in _LETTERHEAD.finditer(text))
        if office := next((name for name in heads if name and (not levels or name[-1] in levels)), None):
            return office
        named = [m for m in mentions if not m.own and m.start < reach]
        # 全市 in a county's report is the city above it, whose name it may never tell.
        alike = ([m for m in named if m.text[-1] == level] for level, _ in levels.most_common())
        named = next(filter(None, alike), [] if levels else named)
        counts = Counter(m.text for m in named)
        return counts.most_common(1)[0][0] if counts else None

    def code(self, name: str | None) -> str | None:
        """The GB/T 2260 code of a full name."""
        return self.codes.get(name) if name else None

    def _known(self, text: str) -> list[PlaceMention]:
        """Known names; a two-character one (丰县) only where no other name's character stands before it."""
        matches = self.automaton.find_matches_as_indexes(text) if self.automaton else []
        return [
            PlaceMention(s, e, text[s:e], False) for _, s, e in matches
            if e - s > _SHORT or s == 0 or not "\u4e00" <= text[s - 1] <= "\u9fff" or _CUT.fullmatch(text[s - 1])
        ]

    def _name(self, m: re.Match[str], strict: bool) -> str | None:
        """The name that a match ends with, once the words before it are cut off; None where nothing is left.

        Not strict, only words that cannot stand in a name are cut off (在, 建议); strict, every ordinary word.
        """
        body, level = m["body"], m["level"]
        if body[0] in _PLACEHOLDER:
            return f"{body}{level}"
        if m.start() and m.string[m.start() - 1 : m.start() + 1] in self.tagger.parts and len(body) > 2:
            body = body[1:]  # 其|中哈日敖包镇
        if body.endswith(_ABSTRACT) or (body.endswith(_LEADING) and _ROAD.match(m.string, m.end())):
            return None
        body = body.removeprefix(next((organ for organ in self.organs if body.startswith(organ)), ""))
        if not body:
            return None
        if named := self._numbered(body, level, strict):
            return named
        if cut := _CUT.match(body):
            body = body[cut.end() :]
        if body in _KINDS:
            return None
        if people := _AUTONOMOUS.fullmatch(body):
            words = [w for w in self.tagger.tag(people["front"]).found if len(w.word) > 1 and "proper" not in w.parts]
            front = people["front"][words[-1].end if words else 0 :]
            return f"{front}{people['people']}{level}" if len(front) > 1 else None
        kept = 0
        for lexeme in self.tagger.tag(body + level).found:
            if lexeme.start >= len(body) or len(lexeme.word) == 1:
                continue
            if "proper" in lexeme.parts or not (strict or lexeme.closes("") or lexeme.end > len(body)):
                continue
            if lexeme.end > len(body):
                return None
            kept = lexeme.end
        return self._rest(body[kept:], level)

    def _numbered(self, body: str, level: str, strict: bool) -> str | None:
        """A name that begins with a number; strict, one that has no ordinary word for it (三农)."""
        cut = _WORDS.match(body)
        body = body[cut.end() :] if cut else body
        parts = self.tagger.parts.get(body, frozenset())
        ordinary = strict and parts and "proper" not in parts
        plausible = _WITH_NUMBER.fullmatch(body) and level in "镇乡村" and not ordinary
        return f"{body}{level}" if plausible and not self.tagger.parts.get(body[1:] + level) else None

    def _rest(self, body: str, level: str) -> str | None:
        name = f"{body}{level}"
        plausible = 1 < len(body) <= 4 and body not in _KINDS and not name.endswith(_COMMON) and body[-1] not in "局办"
        return name if plausible and not self.tagger.parts.get(name) else None


def _named(text: str) -> Iterator[re.Match[str]]:
    """What `_NAMED.finditer` finds."""
    done = 0
    for level in _LEVEL.finditer(text):
        if level.start() >= done:
            m = _NAMED.search(text, max(done, level.start() - _LONGEST))
            if not m:
                return
            yield m
            done = m.end()


def _shortened(found: list[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions, each by the shorter name that the text has for it, too: 来清泺县, 像双庙镇; 上石桥镇 is another."""
    names = {m.text for m in found if not m.own and len(m.text) > _SHORT}
    for m in found:
        less = (m.text[cut:] for cut in (1, 2) if not m.own and m.text[0] not in _BESIDE)
        short = next((name for name in less if name in names), None)
        yield PlaceMention(m.end - len(short), m.end, short, False) if short else m


def _overlaps(taken: list[tuple[int, int]], position: int) -> bool:
    i = bisect_right(taken, (position, 1 << 60)) - 1
    return i >= 0 and taken[i][1] > position


def numbered(name: str) -> bool:
    """Whether a name of a place begins with a number, which counts nothing."""
    return name[0] in _NUMERALS


@lru_cache(maxsize=4)
def places(lexicon: Lexicon) -> Places:
    """The places of a lexicon, compiled once."""
    return Places(lexicon)
