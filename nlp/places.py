"""Places: the document's own, and the one that each claim is about. 全县, 我县 resolve to the document's own."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from lexicons import Lexicon

LEVELS = {"省": "省", "市": "市", "县": "县", "区": "区", "州": "州", "旗": "旗", "镇": "镇", "乡": "乡", "村": "村", "国": "国"}
_OWN = regex.compile(r"(?:全|我|本|该)(?P<level>[省市县区州旗镇乡村国盟])(?![级域委道际内外城农部民家籍长庄医干区])")
_STOP = r"[全我本该各贫困个县市区镇乡村省为在至及和与的是对了向由从到于按等里属辖乡是将以把让使被一二三四五六七八九十两\d]"
_NAMED = regex.compile(
    rf"(?:(?<=^|[\n，。；、：“（\s在向对为至和与])|(?<=[省市州]))(?P<name>(?:(?!{_STOP})[\u4e00-\u9fff]){{1,4}}(?:自治)?|[xX×*]{{1,4}}|某)(?P<level>[县市区州旗镇乡村])(?![级域委道场际内外城民家籍长庄医干])"
)


class PlaceMention(NamedTuple):
    """A place as it stands in the text; `own` is true of 全县, 我县."""

    start: int
    end: int
    text: str
    own: bool


class Places:
    """The known places of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.codes = lexicon.places
        self.names = sorted(name for name in self.codes if len(name) > 1)
        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest) if self.names else None

    def find(self, text: str) -> list[PlaceMention]:
        """Every mention in order; a known name wins over a pattern."""
        found = [PlaceMention(s, e, text[s:e], False) for _, s, e in self._known(text)]
        taken = {(m.start, m.end) for m in found}
        found += [PlaceMention(*m.span(), m[0], True) for m in _OWN.finditer(text)]
        for m in _NAMED.finditer(text):
            if not any(s < m.end() and m.start() < e for s, e in taken if abs(s - m.start()) < 20):
                found.append(PlaceMention(*m.span(), m[0], False))
        return sorted(found)

    def _known(self, text: str) -> list[tuple[int, int, int]]:
        return self.automaton.find_matches_as_indexes(text) if self.automaton else []

    def own(self, title: str | None, mentions: list[PlaceMention], reach: int = 600) -> str | None:
        """The document's own place: named in its title, else the most frequent name near its beginning."""
        if title:
            inside = [m for m in self.find(title) if not m.own and m.text[-1] in "县市区州旗镇乡村省xX"]
            if inside:
                return inside[-1].text
        levels = Counter(m.text[-1] for m in mentions if m.own)
        named = [m for m in mentions if not m.own and m.start < reach]
        if levels:
            level = levels.most_common(1)[0][0]
            named = [m for m in named if m.text[-1] == level] or []
        counts = Counter(m.text for m in named)
        return counts.most_common(1)[0][0] if counts else None

    def code(self, name: str | None) -> str | None:
        """The GB/T 2260 code of a full name."""
        return self.codes.get(name) if name else None


def nearest(mentions: list[PlaceMention], starts: list[int], floor: int, position: int) -> PlaceMention | None:
    """The last place named between the sentence's beginning and the figure."""
    i = bisect_right(starts, position) - 1
    return mentions[i] if i >= 0 and mentions[i].start >= floor else None


@lru_cache(maxsize=4)
def places(lexicon: Lexicon) -> Places:
    """The places of a lexicon, compiled once."""
    return Places(lexicon)
