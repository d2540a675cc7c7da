"""What a sentence tells of what is still to come: 今年要脱贫1200人, 全县还将新修150公里, 新的一年，将再补充教师180名.

A word that announces a plan (计划, 力争) is a role cue of the lexicon. Here are the plans that no such word announces:
will and shall, beside a time that is not over, and times that are wholly to come.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lexicons import Lexicon
from nlp.patterns import choice

# 今年将126户纳入 takes 将 as 把: what it does to something comes behind that, and no verb follows 将 itself.
_NOT_SHALL = "(?<![主重必紧首只提摘概简纲需机想扼])"
_NO_NOUN = "(?![求素点么件道塞闻领义害旨约职目账的])"
_DONE = re.compile("已|实际|(?:实现|达到|完成|超额)了|(?<![除为])了(?=[0-9一二三四五六七八九十两])")
_OPENING = 14  # characters within which a plan opens its sentence, and so governs what stands behind semicolons
_RECEIVING = frozenset("对给把向")  # before those who are there already: 对412户监测户一户一策
_MET = re.compile("完成|实现|超额|达到|兑现")
# No plan is without one of these; to look for them first is several times as fast.
_SIGNS = re.compile("[将要再]|还需|任务|目标|打算|计划|重点")
_BEHIND = 32
EARLY = 6  # the month until which 今年再 tells of a plan


class Coming:
    """The compiled words of one lexicon for what is to come."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        verbs = choice(words.get("verb", {"完成"}) | words.get("willdo", frozenset()))
        time, soon = choice(words.get("thisyear", {"今年"})), choice(words.get("soon", {"再"}))
        do = f"{soon}*{verbs}(?![的后率量额]|资金|情况|任务)"
        near = r"[^。；\d]{0,14}?"
        named = r"(?:19|20)\d\d年，?[^。；，\d]{0,4}"
        self.plan = re.compile(
            f"(?:{named}|{time}{near}){_NOT_SHALL}(?<![已即])(?:[还仍也]要|[还仍]需|要){_NO_NOUN}"
            f"|{named}(?<![已即必])将(?={do})"
            f"|{time}{near}(?<![已即必])将(?={do})|(?:还|也|仍|即)将(?={do})|(?<![已即必])将{soon}+(?={verbs})"
            rf"|{time}的?[^，。；\d]{{0,8}}(?:任务|目标|打算|计划|重点)(?:是|为|有|：)"
        )
        self.again = re.compile(rf"{time}，?[^。；，\d]{{0,6}}再(?={verbs})")
        self.time = re.compile(f"{time}[^。；]*$")
        haste = choice(words.get("atonce", {"尽快"}))
        self.behind = re.compile(rf"[^，。；\d]{{0,8}}?{_NOT_SHALL}要(?P<soon>{haste})?{soon}*(?:{verbs}|摘帽)")
        self.named = re.compile("[^，。；]{0,24}?的(?:年度)?(?:计划|目标|任务|打算)")

    def governs(self, text: str, start: int, figure: int, end: int, early: bool) -> bool:
        """Whether a figure is only planned, by what stands around it in its sentence that begins at `start`.

        `figure` and `end` are where the figure begins and ends; `early` is true where the text was written in the
        first half of a year, so that 今年再 tells of a plan.
        """
        if not _SIGNS.search(text, start, end + _BEHIND) or text[figure - 1 : figure] in _RECEIVING:
            return False
        for pattern in (self.plan, self.again) if early else (self.plan,):
            for found in pattern.finditer(text, start, figure):
                opens = found.start() - start <= _OPENING
                between = text[found.end() : figure]
                if (opens or "；" not in between) and not _DONE.search(between):
                    return True
        behind = self.behind.match(text, end)
        timed = self.time.search(text, start, figure) is not None
        if behind and (timed or behind["soon"]):
            return True
        return bool(timed and self.named.match(text, end) and not _MET.search(text, start, figure))


@lru_cache(maxsize=4)
def coming(lexicon: Lexicon) -> Coming:
    """What tells of what is to come, compiled once."""
    return Coming(lexicon)
