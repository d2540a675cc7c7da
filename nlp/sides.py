"""A figure with what stands on its two sides, and which of the two names it."""

from __future__ import annotations

import re

from msgspec import Struct

from lexicons import Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.phrases import Left, Right
from nlp.quantity import Quantity, forms
from nlp.roles import Reading, Roles, roles

_LEVELS = (*"省市县区州旗盟镇乡村道", "苏木", "嘎查")
_JOINED = re.compile("[、和及与]")


class Figure(Struct, frozen=True):
    """A figure to be named: its two sides, its role, where its sentence begins, the claims before it there."""

    q: Quantity
    left: Left
    right: Right
    reading: Reading
    start: int
    claims: list[Claim]

    @property
    def previous(self) -> Claim | None:
        """The claim before it in its sentence."""
        return self.claims[-1] if self.claims else None

    @property
    def after(self) -> int:
        """Where the figure before it in its sentence ends, else where the sentence begins."""
        return self.previous.quantity.end if self.previous else self.start


class Sides:
    """Tells of the figures of one text which side counts."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.cues: Roles = roles(lexicon)
        self.money_heads = tuple(lexicon.words.get("moneyhead", ()))
        self.reaching = tuple(lexicon.words.get("reaching", ()))
        self.counts_before = forms(lexicon).counts_before
        self.persons = ("户", "家庭", *lexicon.words.get("person", ()))

    def mere_size(self, f: Figure) -> bool:
        """True where the noun behind a number of persons or households is not they (18人的住房, 40户收入过万元)."""
        q, noun = f.q, f.right.noun
        if q.unit_text not in self.counts_before or not noun or noun.endswith(self.persons):
            return False
        if self.context.text[q.end : q.end + 1] == "的":
            return f.previous is not None and self.paired(f.previous, q)
        return noun.endswith(self.money_heads) and not self.context.first_noun(q.end).endswith(self.persons)

    def paired(self, previous: Claim, q: Quantity) -> bool:
        """17473户63622人, 11409户、27240人: persons right after their households."""
        gap = self.context.text[previous.quantity.end : q.outer]
        return gap == "" or (gap == "、" and (previous.quantity.unit_text, q.unit_text) == ("户", "人"))

    def owned(self, previous: Claim, q: Quantity) -> bool:
        """17473户63622人, 11409户、27240人, 98个贫困户238人: persons right after the households that they belong to."""
        named = previous.metric_text or ""
        if q.unit_text == "人" and named.endswith("户") and self.context.text[previous.quantity.end : q.outer] == named:
            return True
        return self.paired(previous, q) and "noun:left" in previous.rules

    def leads_on(self, f: Figure) -> bool:
        """True where what follows the figure is the cue of the next one (27240人减少至…), no name of this one."""
        words = self.context.lexemes.between(f.q.end, f.q.end + 6)
        return bool(words) and words[0].start == f.q.end and words[0].word in self.cues.before

    def mere_place(self, f: Figure) -> bool:
        """其中清河县3.4%: where only a place stands before the figure, the one before it says what is meant."""
        places, noun = self.context.places, f.left.noun.rstrip("内里")
        if noun not in places and not noun.endswith(_LEVELS):
            return False
        if not self.placed(noun) and any(n not in places for n in _JOINED.split(noun)):
            return False
        told = bool(f.right.rest) and self.placed(noun)  # 双龙冲村108人|脱贫
        return told or bool(f.previous or self.context.topic(f.left.start, f.start))

    def placed(self, noun: str) -> bool:
        """True of the name of a place, with that of the larger one before it (大垭镇石门村)."""
        places = self.context.places
        return noun in places or any(noun.startswith(place) and noun[len(place) :] in places for place in places)

    def unplaced(self, name: str) -> str:
        """A name without the places that it begins with (高桥乡连片种植脆李), unless it is nothing else."""
        rest = name
        while place := max((p for p in self.context.places if rest.startswith(p)), key=len, default=""):
            rest = rest[len(place) :]
        return rest if len(rest) > 1 else name

    def counts_after(self, f: Figure, named: bool) -> bool:
        """Whether the noun after the figure comes first: after most measure words, and after a bare measure."""
        q, left = f.q, f.left
        told = q.kind == "measure" and left.words == ("为",) and self.context.text[q.end : q.end + 1] != "的"
        joined = not left.words or (told and self.context.strong(f.right.noun))
        if q.kind in ("measure", "money") and not named and not left.verb and joined:
            return not (q.kind == "money" and left.noun.endswith(self.money_heads))
        if q.unit is None or not q.unit.counts:
            return False
        if self._reaches(f):
            return False
        if q.unit_text == "户" and f.right.noun.endswith("户"):
            return not left.noun.endswith(self.persons)  # 安置点71户贫困户
        return q.unit_text not in self.counts_before or "占" in left.words or left.noun.endswith("占")

    def _reaches(self, f: Figure) -> bool:
        """帮扶车间57个吸纳就业1326人: what follows tells what those did that stand right before the figure."""
        told = bool(f.left.noun) and not f.left.words and self.context.strong(f.left.noun)
        return told and self.context.text.startswith(self.reaching or ("\0",), f.q.end)
