"""Turns of speech that name a figure: its verb before it and its noun behind, a superlative, what stands 为准."""

from __future__ import annotations

import re

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.sides import Figure, Sides

_PLACED = tuple("县区镇乡村")
_TOPMOST = re.compile("(?P<what>[^，。；：的\\d]{2,8}?)(?:最[高多大好低少小]|居首|领先|靠前)的")
_WITHIN = frozenset({"", "年内", "内", "全年", "全县", "期间"})
# What those counted have become: 684名贫困群众|当上|护林员.
_BECAME = re.compile(
    "(?:当上了?|当起了?|当了|成为了?|成了|担任了?|从事|做起了?|走上了?|端上了?|端起了?|吃上了?|捧上了?|捧起了?|变身为?|转型为|受聘为|被聘为|被选聘为|被聘用为|就任)"
    "(?P<what>[^，。；、]{2,12})$"
)
_VERBAL = frozenset({"verb", "verbal", "nominal", "cue"})
# How it was done, between a noun and its verb (贫困村全部出列).
_MANNER = re.compile(
    "全部|全都|一个不落地?|一户不落地?|无一例外|都|均|如期|顺利|已经|已|相继|陆续|先后|稳定|高质量|率先|实现了?|达标|通过验收|了|达到(?=退出|脱贫|出列)|(?<=退出|脱贫|出列)(?:标准|条件)"
)


def plainly(phrase: str) -> str:
    """A clause without the words that say how, or that it is done (贫困村全部出列 → 贫困村出列)."""
    return _MANNER.sub("", phrase)


def _persons(f: Figure) -> bool:
    return f.q.unit is not None and f.q.unit.unit == "人"


class Turns:
    """Reads them in one text. `before` are the claims of the sentence before."""

    def __init__(self, context: Context, lexicon: Lexicon, sides: Sides) -> None:
        self.context = context
        self.sides = sides
        self.folk = ("人家", "乡亲", *sides.persons)
        self.before: list[Claim] = []

    def named(self, f: Figure) -> tuple[str, str] | None:
        """The words that name a figure and the rule that chose them, where a turn of speech tells them."""
        if not f.left.noun and f.left.verb:  # 其中，花椒坪乡建成42.6公里
            f = replace(f, left=self.context.left(f.after, f.left.verb_start))
        placed = f.left.noun.endswith(_PLACED) or f.left.noun in self.context.places
        if placed and (told := self._topmost(f) or self._elsewhere(f)):
            return told
        return self._valid(f) if self.context.text.startswith("为准", f.q.end) else None

    def achieved(self, f: Figure, noun: str, rule: str) -> str | None:
        """退出|34个|贫困村, 312户|风险|已消除: noun and verb that are another indicator of the lexicon together."""
        known, unit, wholes, told = self.context.indicators, f.q.unit, [], 0
        if rule != "noun:left" and (became := self._became(f)):
            return became
        if rule == "noun:left":
            joined = f.left.verb and f.left.verb_start + len(f.left.verb) >= f.left.start - 1
            wholes = [f.left.verb + noun] if joined else []
            if f.right.rest and self.context.text[f.q.outer - 1] == "中":
                return self._among(f, noun)
        else:
            of = self.context.text[f.q.outer - 1 : f.q.outer] == "的"  # 全县出列的36个贫困村
            word = self.context.lexemes.ending_at(f.q.outer - of)
            acted = word is not None and word.start >= f.after and word.parts & _VERBAL
            if word is not None and acted and (of or f.left.noun[: -len(word.word)] in _WITHIN):
                wholes.append(word.word + noun)
            rest = plainly(f.right.rest) if len(f.right.rest) > len(noun) else ""
            if rest != noun and rest.startswith(noun):
                wholes.append(rest)
                told = len(rest) - len(noun)  # what the noun does: 群众|脱贫
            elif (bare := plainly(noun)) in known.names and bare != noun:
                return bare if known.at_end(bare, unit) else None  # 贫困村一个不落出列
        if not wholes:
            return None
        row, size = known.at_end(noun, unit), len(known.ending(noun))
        for whole in wholes:
            found, length = known.at_end(whole, unit), len(known.ending(whole))
            if found is None or found is row:
                continue
            acting = row is None and length == told and noun.endswith(self.folk)
            if length > size and (whole[: len(noun)] != noun or length > told - acting):
                return whole
        return None

    def _became(self, f: Figure) -> str | None:
        """684名贫困群众当上护林员, 1180人端上公益岗位的“饭碗”: what persons have become, where the lexicon has it."""
        found = _BECAME.search(f.right.rest) if f.q.unit_text in self.sides.counts_before or _persons(f) else None
        if found is None:
            return None
        what = re.sub("[“”\"‘’]", "", found["what"])
        row = self.context.indicators.at_end(what, f.q.unit)
        before = f.right.rest[: found.start()]
        told = not before or before.endswith(self.folk) or self.context.strong(before)
        return what if told and row is not None and "人" in row.units else None

    def _among(self, f: Figure, noun: str) -> str | None:
        """监测对象中|80户|消除了风险: what those of a group did who are counted, where the lexicon has it as a part."""
        known, did = self.context.indicators, plainly(f.right.rest)
        group, part = known.at_end(noun, f.q.unit), known.at_end(did, f.q.unit)
        return did if group and part and part.within == group.indicator else None

    def _topmost(self, f: Figure) -> tuple[str, str] | None:
        """收入最高的桥头村达46.5万元: what a place has most of, by its full name where that was told."""
        match = _TOPMOST.search(self.context.text, f.after, f.left.start + 1)
        if not match or match.end() < f.left.start:
            return None
        what = match["what"]
        told = (c.metric_text or "" for c in reversed(f.claims) if not c.of)
        return next((name for name in told if name.endswith(what)), what), "noun:left"

    def _elsewhere(self, f: Figure) -> tuple[str, str] | None:
        """其中高坎村620亩 at the head of a sentence: the part that a place has of what the sentence before told."""
        if f.previous or not self.before or not self.context.text.startswith(("其中", "仅"), f.start):
            return None
        if not self.sides.placed(f.left.noun):
            return None
        last, q = self.before[-1], f.q
        alike = last.quantity.kind == q.kind and getattr(last.quantity.unit, "base", 0) == getattr(q.unit, "base", 1)
        return (last.metric_text, "noun:previous") if alike and last.metric_text else None

    def _valid(self, f: Figure) -> tuple[str, str] | None:
        """受益人口以水利局汇报的4.26万人为准: the subject, not who told it."""
        by = self.context.text.rfind("以", f.after, f.q.outer)
        left = self.context.left(f.after, by) if by > f.after else None
        return (left.noun, "noun:left") if left and self.context.strong(left.noun) else None
