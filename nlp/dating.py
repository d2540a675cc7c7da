"""The time of a figure: the nearest before it in its sentence that tells it, else the one that is carried over."""

from __future__ import annotations

import re

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.roles import RELATIVE_KINDS
from nlp.scopes import closed
from nlp.times import TimeMention

_BRACKETS = frozenset("（(")
# 使用年限25年 is told, not what it happened in.
_SPANS = ("年限", "期限", "寿命", "周期", "工期", "合同期", "建设期", "服务期", "租期", "保质期", "期为", "限为")
# 增加到上年的3倍
_TIMES = re.compile("的[0-9.一二三四五六七八九十两]+[多余]?倍")
_MOVED = re.compile("，?(?:[又再还][有所]?|有所|略有)?(?:下降|提高|上升|增加|降低|减少|回落|增长|提升|高|低)")
_AGAINST = re.compile("[^，。；]{0,14}相比")
# 为年初预算5.8亿元的53.9%，增长9.2%: the time of the plan, of nothing behind it.
_PLANNED = re.compile("的?(?:预算|目标|计划|任务)数?")
_NOW = re.compile("(?:^|[，；])(?:目前|如今|现在|眼下)")
_PAUSES = ("，", "；")
_UNTIL = re.compile("(?:截至|截止到?|到|至)$")
_YEAR_END = re.compile(r"(\d{4})-12-31$")
# What is between a time and the figure that it is the subject of (2019年是213万元).
_IS = re.compile("(?:是|为|达|达到)?")


class Dater:
    """Dates the figures of one text."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.text = context.text
        self.events = (*lexicon.words.get("event", ()), *lexicon.words.get("moneyverb", ()))

    def date(self, claim: Claim, start: int, claims: list[Claim], carried: TimeMention | None) -> None:
        """Puts in the time of a figure; `start` is where its sentence begins, `claims` are those before it there."""
        position = claim.quantity.outer
        bracket = self.text[claim.quantity.end : claim.quantity.end + 1] in _BRACKETS
        if bracket and (behind := self._bracketed(claim.quantity.end)):
            claim.time, claim.time_text = behind.time, self.text[behind.start : behind.end]
            claim.rules.append("time:sentence")
            return
        own = self._own_start(claim, start) if claim.role == "from" else start
        for mention in self.context.times_before(position, own):
            if self._now(mention, position):
                return
            if self._tells(mention, claim, claims) and self._reaches(mention, position, start, claims):
                if not mention.time and self.text[mention.start] in "当同":
                    continue
                if mention.time:
                    begun = mention.time.endswith("-01-01") and _PLANNED.match(self.text, mention.end)
                    mention = replace(mention, time=mention.time[:4]) if begun else mention
                    claim.time, claim.time_text = mention.time, self.text[mention.start : mention.end]
                    claim.rules.append("time:sentence")
                return
        if claim.role != "from" and carried and carried.time:
            claim.time = carried.time
            claim.rules.append("time:carried")

    def _bracketed(self, end: int) -> TimeMention | None:
        """The time in a bracket right behind a figure (高标准农田21.2万亩（2018年末）); None where there is none."""
        return next((m for m in self.context.times_at(end + 1) if self.text[m.end : m.end + 1] in ("）", ")")), None)

    def settle(self, claim: Claim) -> None:
        """A time carried over tells the year only of what is counted by the year (2019年末人口…。脱贫312户。)."""
        flow = claim.metric is not None and claim.metric.nature == "flow"
        flow = flow or bool(claim.metric_text and claim.metric_text.endswith(self.events))
        if flow and "time:carried" in claim.rules and (end := _YEAR_END.match(claim.time or "")):
            claim.time = end[1]

    def _own_start(self, claim: Claim, start: int) -> int:
        """Where the 由 of a `from` figure stands: the time it answers for is told behind that, or nowhere."""
        q = claim.quantity
        return max(start, *(self.text.rfind(word, start, q.outer) for word in ("由", "从", "自")))

    def _now(self, mention: TimeMention, position: int) -> bool:
        """True where 目前 between a time and a figure leaves the time (2019年4月退出1户后，目前共有72户)."""
        between = self.text[mention.end : position]
        if not _NOW.search(between):
            return False
        return not _UNTIL.search(self.text, max(0, mention.start - 3), mention.start)

    def _reaches(self, mention: TimeMention, position: int, start: int, claims: list[Claim]) -> bool:
        """False of a time in a bracket that is closed, and of one inside a clause that a semicolon has ended."""
        if closed(self.text, mention.end, position):
            return False
        stop = self.text.find("；", mention.end, position)
        if stop < 0 or self._turned(mention, start):
            return True
        if self.text[mention.start - 1 : mention.start] in _PAUSES and self.text[mention.end] == "，":
            return True
        if self.text.find("其中", self.context.clause_start(mention.start, start), mention.start) >= 0:
            return False
        if any(start <= c.quantity.start < mention.start for c in claims):
            return False
        return not any(_IS.fullmatch(self.text, mention.end, c.quantity.outer) for c in claims)

    def _turned(self, mention: TimeMention, start: int) -> bool:
        """Whether a sentence that began with 去年 has come to 今年, of which all is told that follows."""
        if self.text[mention.start] != "今":
            return False
        return any(self.text[m.start] in "去上" for m in self.context.times_before(mention.start - 1, start))

    def _tells(self, mention: TimeMention, claim: Claim, claims: list[Claim]) -> bool:
        """False of a comparison's base (比2018年, 是2014年的2.3倍) and of a `from` figure's own time (由2014年的)."""
        q = claim.quantity
        before, after = self.text[mention.start - 1 : mention.start], self.text[mention.end : mention.end + 1]
        if _TIMES.match(self.text, mention.end):
            return False
        planned = (mention.time or "").endswith("-01-01") and _PLANNED.match(self.text, mention.end)
        if planned and any(c.quantity.start > mention.end for c in claims):
            return False
        # 比2014年底的22.35%下降5.63个百分点; not 是2014年的2.3倍, 占2014年的30%.
        own = q.kind not in ("multiple", "percent") or (before in ("比", "较") and _MOVED.match(self.text, q.end))
        if after == "的" and mention.end + 1 == q.outer and own:
            return True
        if self.text.endswith(("比之", "相比于", "相较于"), 0, mention.start):
            return False
        if before in ("比", "较", "同", "与") or (before in ("是", "为", "于") and after == "的"):
            return False
        if before in ("比", "较", "同", "与", "和") and _AGAINST.match(self.text, mention.end):
            return False
        if q.kind in RELATIVE_KINDS and self.text[q.outer - 1] == "的" and before in ("是", "为", "占"):
            return False
        if mention.form == "duration" and self.text.endswith(_SPANS, 0, mention.start):
            return False
        if before in ("由", "从", "自") and after == "的":
            return claim.role == "from" and (not claims or claims[-1].quantity.end <= mention.end)
        return True
