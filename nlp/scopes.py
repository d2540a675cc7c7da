"""Which place a figure stands under: the last one named before it in its sentence that its sentence speaks of.

A place in a bracket that is closed again, one that only says where another lies (雁门镇位于芦川县北部), one that
something is measured by (占全省的65%, 比全省高) or ranked in (居全市第一), one that gives or where people go to work
(浙江帮扶资金, 广东务工) and those that are counted (柳树村、杨家村2个村) are none. One told of between figures of a
greater place (…26.4公里，其中双龙冲村5.6公里；解决饮水2140人) holds up to the semicolon.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from lexicons import Lexicon
from nlp.patterns import choice
from nlp.phrases import PAUSES
from nlp.places import PlaceMention
from nlp.quantity import Quantity

_MEASURING = re.compile("(?:占|比|较|与|跟|高于|低于|多于|少于|快于|慢于|超过|相当于|距离?|离)$")
_RANKED = re.compile(
    "同?[县区市镇乡村州旗省类]{0,2}(?:排名|位次|[位名]列|排在)?(?:首位|前[列茅]|榜首|上游|[第前][0-9一二三四五六七八九])"
)
_PRAISED = re.compile("的?(?:做法|经验|模式|样板)")
# 居全市第一, 把桥头村的做法推广到…
# 岔河村在大箐乡东南部 only tells where the village lies.
_ASIDE = re.compile(
    f"{_RANKED.pattern}|{_PRAISED.pattern}|的?[东南西北中]{{1,2}}(?:部|面|侧|端|角|边|缘|郊|麓)|境内|腹地|以[东南西北]"
)
_REACH = 30
_FIGURE = re.compile("[\\d]")
_JOINING = frozenset(("、", "和", "与", "及", "以及"))
_SHARED = re.compile("(?:[0-9.]+[万余多]*[户人名])*")
_SMALL = frozenset("镇乡村木查")
# What stands between a figure and the place where it is.
_LYING = re.compile(
    "[^，。；、（）\\d]{0,6}(?:养|种|栽|集中|分布|坐落|落户|安置|布局|建|设|分散|聚集|落地|出自|来自|位于)(?:在|于|到|了)?"
)
# What may stand before a place that a paragraph opens with, and behind one that is not told of alone.
_TOPIC = re.compile("(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]+)?(?:——?)?(?:【[^】]*】)?(?:在|据)?")
_MANY = re.compile("[、和与及等]")
_LOCAL = frozenset("县区旗镇乡村木查")  # the last characters of 苏木 and 嘎查, too
_RANKS = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "木": 4, "村": 5, "查": 5}
# 走进石门村，…; 石门村的大棚里，…: where a story is set. What follows tells on of that place.
_SETTING = re.compile(
    "(?:[^。；]{0,40}[，：])?(?:[^，。；\\d]{0,8}(?:走进|来到|走在|步入|站在)|[^，。；\\d]{1,10}[的，])?在?"
)
_INSIDE = "[里上中内前旁边间外下]"
_SCENE = re.compile(f"(?:[^，。；\\d的]{{0,6}}的[^，。；\\d]{{1,8}}?{_INSIDE}|[^，。；\\d的]{{0,4}}{_INSIDE}?，)")
# A figure, not a year, a month or a day; the figures that go on one place: 412户1263人, 412户、1263人.
_TOLD = re.compile("\\d[\\d.,]*(?![\\d.,年月日])")
_BARE = re.compile("[\\d.万亿余多个户人名公里亩元吨米平方头只所处眼支台套%、（）]*")


class Scopes:
    """The places of one text, in order, as its figures stand under them. `titled` are those in a title outside it."""

    def __init__(self, text: str, mentions: list[PlaceMention], lexicon: Lexicon, titled: list[str]) -> None:
        self.text = text
        self.mentions = mentions
        self.titled = titled
        self.starts = [m.start for m in mentions]
        self.codes = lexicon.places
        self.locating = _locating(lexicon)
        self.giving, self.going, self.coming, self.among = _abroad(lexicon)
        self.own: str | None = None
        self.topics: dict[int, PlaceMention | None] = {}
        self.aside: dict[PlaceMention, bool] = {}

    def place(self, q: Quantity, floor: int) -> PlaceMention | None:
        """The place that a figure stands under in the sentence that begins at `floor`."""
        if lying := self._lying(q):
            return lying
        last = bisect_right(self.starts, q.start) - 1
        while last >= 0 and self.mentions[last].start >= floor:
            first = self._chain(last, floor)
            m = self.mentions[last]
            if first < last and not self._passed(m, q):
                return self._joined(first, last, q)
            if not self._passed(m, q) and not self._over(m, floor, q):
                return m
            last = first - 1
        return None

    def _lying(self, q: Quantity) -> PlaceMention | None:
        """The place where what was counted is said to be, behind its figure (1240箱养在柏树村)."""
        match = _LYING.match(self.text, q.end)
        if not match:
            return None
        i = bisect_right(self.starts, match.end()) - 1
        found = i >= 0 and self.mentions[i].start == match.end() and not _MANY.match(self.text, self.mentions[i].end)
        return self.mentions[i] if found else None

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch names any place."""
        return bisect_left(self.starts, start) < bisect_right(self.starts, end)

    def carried(self, start: int) -> PlaceMention | None:
        """The place that the paragraph of a sentence speaks of: a small one that opens it, and no other is told there.

        `start` is where the sentence begins; it names no place itself.
        """
        if start not in self.topics:
            self.topics[start] = self._topic(start)
        return self.topics[start]

    def _topic(self, start: int) -> PlaceMention | None:
        line = self.text.rfind("\n", 0, start) + 1
        i = bisect_left(self.starts, line)
        if i >= len(self.mentions) or self.mentions[i].start >= start:
            return None
        m = self.mentions[i]
        opening = bool(_TOPIC.fullmatch(self.text, line, m.start))
        while i + 1 < len(self.mentions) and self.mentions[i + 1].start == m.end:
            i, m = i + 1, self.mentions[i + 1]  # 清河县大垭镇石门村
        if m.own or m.start >= start or m.text[-1] not in _SMALL or not (opening or self._scene(line, m)):
            return None
        if _PRAISED.match(self.text, m.end):
            return None  # 大垭镇的做法得到肯定。全年…
        others = self.mentions[i + 1 : bisect_left(self.starts, start)]
        alone = all(other.text == m.text for other in others if not other.own)
        alone = alone and all(other.text[-1] == m.text[-1] for other in others if other.own)
        return m if alone and not _MANY.match(self.text, m.end) else None

    def _scene(self, line: int, m: PlaceMention) -> bool:
        """Whether a paragraph that begins at `line` is a story set at a place."""
        first = self._listed(m)
        return bool(_SETTING.fullmatch(self.text, line, first) and _SCENE.match(self.text, m.end))

    def _over(self, m: PlaceMention, floor: int, q: Quantity) -> bool:
        """Whether the sentence has turned back from a place told of between figures of a greater one."""
        low = _RANKS.get(m.text[-1], 0)
        if m.own or low <= _RANKS.get((self.own or "")[-1:], 3) or not _TOLD.search(self.text, floor, m.start):
            return False
        stop = self.text.find("；", m.end, q.start)
        if stop >= 0:
            return True
        inside = self.text.rfind("其中", floor, m.start)
        if inside < 0 or "；" in self.text[inside : m.start] or not _FIGURE.match(self.text, m.end):
            return False
        pause = self.text.find("，", m.end, q.start)
        return pause >= 0 and not _BARE.fullmatch(self.text, self.text.rfind("，", m.end, q.start) + 1, q.start)

    def resolved(self, place: PlaceMention | None, own: str | None) -> str | None:
        """The document's own place for 全县 and where none is named; 全省 in a county's report stays 全省.

        全县 in a town's report is the county that the text names, 全镇 in a county's the town named last.
        """
        if place is None:
            return own
        level, that = place.text[-1], place.text[0] in "该这"
        spoken = self.text[place.start : place.end] != place.text
        if not that and own and (own[-1] == level or own + level in self.codes):
            return own
        if not that and level not in _LOCAL:
            return place.text
        earlier = [m.text for m in reversed(self.mentions) if m.start < place.start and not m.own] + self.titled
        return next((name for name in earlier if name[-1] == level), own if that or spoken else place.text)

    def _chain(self, last: int, floor: int) -> int:
        """The index of the first of the places that are told in a row up to one."""
        first = last
        while first and self.mentions[first - 1].start >= floor:
            a, b = self.mentions[first - 1], self.mentions[first]
            if self.text[a.end : b.start] not in _JOINING:
                break
            first -= 1
        return first

    def _joined(self, first: int, last: int, q: Quantity) -> PlaceMention | None:
        """Several places as one, right before their figure (金山镇和银山镇269户); None where they are counted."""
        start, end = self.mentions[first].start, self.mentions[last].end
        if not _shared(q) or not _SHARED.fullmatch(self.text, end, q.outer):
            return None
        return PlaceMention(start, end, self.text[start:end], False)

    def _passed(self, m: PlaceMention, q: Quantity) -> bool:
        """True of a place that the figure does not stand under."""
        aside = self.aside.get(m)
        if aside is None:
            aside = self.aside[m] = self._stands_aside(m)
        if aside or closed(self.text, m.end, q.outer):
            return True
        return m.end == q.outer and self._last_of_several(m) and not _shared(q)

    def _last_of_several(self, m: PlaceMention) -> bool:
        """True of the last of a list (柳树村、杨家村), not behind the figure of another place (8200亩、大垭镇)."""
        i = bisect_right(self.starts, m.start) - 1
        return self.text[m.start - 1 : m.start] == "、" and i > 0 and self.mentions[i - 1].end == m.start - 1

    def _stands_aside(self, m: PlaceMention) -> bool:
        """True of a place that no figure stands under: it only locates, measures or ranks, or is one of a list."""
        behind, before = self.text[m.end : m.end + 1], self.text[m.start - 1 : m.start]
        if behind == "、" or (before == "、" and behind == "等") or _ASIDE.match(self.text, m.end):
            return True
        first = self._listed(m)
        if _MEASURING.search(self.text, max(0, first - 3), first) or self._abroad(m, first):
            return True
        return self.locating.search(self.text, max(0, m.start - _REACH), m.start) is not None


    def _listed(self, m: PlaceMention) -> int:
        """Where the names begin that go with one: 与上海市杨浦区, 销往北京、上海."""
        first = m.start
        for other in reversed(self.mentions[: bisect_left(self.starts, m.start)]):
            if self.text[other.end : first] not in ("", *_JOINING):
                break
            first = other.start
        return first

    def _abroad(self, m: PlaceMention, first: int) -> bool:
        """True of another county or province that gives, or that people or goods go to or come from.

        `first` is where its list begins. 其中嘉兴市320人 behind 浙江务工820人 is of those who went there.
        """
        if m.own or m.text == self.own or m.text[-1] in _SMALL:
            return False
        code, own = self.codes.get(m.text, ""), self.codes.get(self.own or "", "")
        if code and own and (code.startswith(own.rstrip("0")) or own.startswith(code.rstrip("0"))):
            return False
        if _RANKS.get(m.text[-1], 1) > _RANKS.get((self.own or "")[-1:], 3):
            return False  # a county in the report of its city
        beside = self.giving.match(self.text, m.end) or self.going.match(self.text, m.end)
        if beside or self.coming.search(self.text, max(0, first - _REACH), first):
            return True
        return bool(code and self.among.search(self.text, max(0, first - _REACH), first))


@lru_cache(maxsize=4)
def _abroad(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    """What stands behind a place that gives and one where people go, and before one that things go to or come from
    and one of those where people went."""
    giving, going, coming = (lexicon.words.get(name, frozenset("\0")) for name in ("giving", "outgoing", "exchange"))
    return (
        re.compile("[^，。；：、\\d]{0,14}?" + choice(giving)), re.compile("[^，。；：、\\d]{0,2}" + choice(going)),
        re.compile(choice(coming) + "[^，。；：\\d]{0,14}$"),
        re.compile(choice(going) + "[^，。；：]{0,12}，?其中(?:[到在赴去]|前往)?$"),
    )


@lru_cache(maxsize=4)
def _locating(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before a place that only says where another lies, up to it."""
    return re.compile(choice(lexicon.words.get("locating", {"位于"})) + f"[^{''.join(PAUSES)}]*$")


def _shared(q: Quantity) -> bool:
    """Whether a figure can be that of several places told before it (two towns' households), not their number."""
    return q.unit is None or q.unit.unit in ("户", "人")


def closed(text: str, start: int, end: int) -> bool:
    """True where a bracket that is open at `start` is closed before `end`."""
    if "）" not in text[start:end] and ")" not in text[start:end]:
        return False
    depth = 0
    for i in range(start, end):
        if text[i] in "（(":
            depth += 1
        elif text[i] in "）)":
            depth -= 1
            if depth < 0:
                return True
    return False
