"""Figures that their own words leave unnamed: a bare verb, a place or nothing stands beside them.

    5.危房改造。会同住建部门完成3146户: what the heading names was done
    发放农村低保金4826万元，保障8246户: those whom the money reaches
    当年脱贫38户126人，还剩4户9人: those who are still poor
"""

from __future__ import annotations

import re

from lexicons import Indicator, Lexicon
from nlp.claim import Claim
from nlp.context import Context

# With whom or in whose place something was done is no part of what was done (会同住建部门完成…, 县里安排…).
COMPANION = re.compile(
    r"^(?:(?:积极|主动|认真|全力)?(?:会同|配合|协同|协调|联合|协助|商请|协商)(?:好|了)?[^，。；、\d]{0,10}?"
    r"(?:部门|单位|(?<![布格结破])局|办公室|扶贫办|移民办|振兴局|委员会|中心|公司|政府|乡镇|镇村|各村|村“?两委”?)"
    r"里?|[^，。；、\d]{0,6}局里|[县乡镇省市区旗上]里)(?:共同|联合|一道|一起)?"
)
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十\d]+[、.．条件]|[（(][一二三四五六七八九十\d]+[）)])?\s*")
_SEVERAL = re.compile("[、和与及]|等")
_HOW = re.compile(
    "全部|全都|已经|已|共计|共|累计|当年|全年|年内|年底|年末|今年|去年|实现|顺利|如期|相继|先后|陆续|新|又|再|还"
    "|均|都|直接|对应|相应|了"
)
_REST = re.compile("(?:还剩|只剩|仅剩|尚剩|剩余|剩下|余下|仅余|尚余|剩)(?:下|的|了|有|最后)*$")
_FREED = frozenset({"脱贫户", "脱贫人口", "减贫人口"})
_PEOPLE = {"户": "剩余贫困户", "人": "剩余贫困人口"}
_GAP = 24
_ANYONE = "受益人口"  # 受益群众8420人: of what, the heading tells
_FOR = re.compile("(?:已|共|累计|直接)?(?P<verb>惠及|覆盖|受益|资助|补助|服务)(?:了|到|全[县市区旗]|农村|城乡)?$")


class Unnamed:
    """Finds what such figures of one text are of, where the lexicon has a name for it."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.text = context.text
        self.known = context.indicators
        words = lexicon.words
        self.serving, self.reaching = words.get("serving", frozenset()), words.get("paying", frozenset())
        self.caring, self.deeds = words.get("caring", frozenset()), words.get("deed", frozenset())

    def complete(self, claims: list[Claim], heading: str | None, before: list[Claim]) -> None:
        """Names the unnamed figures of one sentence; `before` are the claims of the one before."""
        topic = self._topic(heading)
        written = [claim.metric_text or "" for claim in claims]
        found: list[str] = []
        for i, claim in enumerate(claims):
            previous = claims[i - 1] if i else None
            told = written[i - 1] if i else ""
            goes_on = previous is not None and ("noun:previous" in claim.rules or not told) and written[i] == told
            if whole := self._remaining(claim, [*before, *claims[:i]]):
                pass
            elif goes_on and previous is not None and found[-1] and self._pairs(claim, previous, found[-1]):
                whole = _PEOPLE.get(claim.quantity.unit_text or "", "") if found[-1] in _PEOPLE.values() else found[-1]
            else:
                whole = self._named(claim, claims[:i], topic)
            found.append(whole)
            if whole:
                claim.metric_text = whole
            renamed = {old: name for name, old in zip(found, written, strict=False) if name and old}
            claim.of = renamed.get(claim.of or "", claim.of)

    def _topic(self, heading: str | None) -> str:
        """What a section is about, by its heading; empty where it names several things."""
        text = _NUMBER.sub("", heading or "").strip("：:。 ")
        return "" if _SEVERAL.search(text) else text

    def _pairs(self, claim: Claim, previous: Claim, name: str) -> bool:
        """186条412公里, 1864户5623人; X完成31户，Y完成12户."""
        return self._row(name, claim) is not None or claim.quantity.unit is previous.quantity.unit

    def _named(self, claim: Claim, claims: list[Claim], topic: str) -> str:
        name = claim.metric_text or ""
        if claim.role not in ("level", "target", "change", "to"):
            return ""
        if "noun:right" in claim.rules and (whole := self._for_whom(name, claim)):
            return whole
        row = self._row(name, claim)
        if row is not None and row.indicator != _ANYONE:
            return ""
        verb = "受益" if row is not None else _HOW.sub("", self._bare(name))
        if verb in self.serving | self.reaching:
            for owner in self._owners(claim, claims):
                for whole in (owner + verb, owner):
                    if self._row(whole, claim, len(verb)):
                        return whole
        elif verb in self.caring:
            for owner in self._owners(claim, claims):
                if self._row(owner + verb, claim, len(verb)):
                    return owner + verb
        if not topic or (verb and verb not in self.deeds) or (not name and claims):
            return ""
        if any(self._row(c.metric_text or "", c) for c in claims if c.quantity.unit is claim.quantity.unit):
            return ""
        for whole in (topic + verb, topic) if verb not in self.serving else (topic + verb,):
            if self._row(whole, claim, len(verb)):
                return whole
        return ""

    def _owners(self, claim: Claim, claims: list[Claim]) -> list[str]:
        """The money or the work right before, that reaches those counted."""
        last = claims[-1] if claims else None
        if last is None or not last.metric_text or last.quantity.kind not in ("money", "count"):
            return []
        if last.metric_text == (last.quantity.unit_text or "") and len(claims) > 1:
            last = claims[-2]  # 确诊25种大病患者2374人，救治2316人
        gap = self.text[last.quantity.end : claim.quantity.outer]
        return [] if len(gap) > _GAP or "；" in gap or "。" in gap else [last.metric_text or ""]

    def _for_whom(self, name: str, claim: Claim) -> str:
        """营养改善计划惠及14218名学生: those of the programme, where the lexicon knows them."""
        floor = max(0, claim.quantity.outer - 40)
        found = _FOR.search(self.text, max(0, claim.quantity.outer - 8), claim.quantity.outer)
        owner = self.context.left(floor, found.start()).noun if found else ""
        wholes = (owner + name, f"{owner}{found['verb']}{name}", owner + name[-2:]) if found and owner else ()
        return next((whole for whole in wholes if whole in self.known.names and self._row(whole, claim)), "")

    def _bare(self, name: str) -> str:
        """A name without a place and a companion before it."""
        place = max((p for p in self.context.places if name.startswith(p)), key=len, default="")
        return COMPANION.sub("", name[len(place) :]).removeprefix("内")

    def _remaining(self, claim: Claim, told: list[Claim]) -> str:
        """还剩4户9人 behind those who left poverty: those who are still poor."""
        unit = claim.quantity.unit_text or ""
        if unit not in _PEOPLE or claim.role not in ("level", "target"):
            return ""
        name = claim.metric_text or ""
        if not _REST.fullmatch(name) and ("noun:previous" not in claim.rules and name):
            return ""
        if not _REST.search(self.text, max(0, claim.quantity.outer - 6), claim.quantity.outer):
            return ""
        people = (c for c in reversed(told) if c.quantity.unit_text in ("户", "人", "名", "口"))
        last = next((row for c in people if c.metric_text and (row := self._row(c.metric_text, c))), None)
        if last is None or last.indicator not in _FREED:
            return ""  # 2014年底有贫困户1726户，2016年底剩912户: the group itself at another time
        group = next((c.metric_text for c in told if f"剩余{c.metric_text}" in self.known.names), None)
        return f"剩余{group}" if group else _PEOPLE[unit]

    def _row(self, name: str, claim: Claim, beyond: int = 0) -> Indicator | None:
        """The indicator that a name ends in, by more of its characters than the verb's own."""
        row = self.known.at_end(name, claim.quantity.unit) if name else None
        return row if row is not None and len(self.known.ending(name)) > beyond else None
