"""The words that name a figure: those on its two sides, else of the figure before it, else the sentence's topic."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from lexicons import Indicator, Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.phrases import Left, Right
from nlp.quantity import Quantity, forms
from nlp.roles import COMPARED, SHARE, Reading, Roles, roles

_PURPOSE = re.compile(
    r"(?:用于|用以|用来|支持|投向|投入|对|为|给|帮助|资助|补助|扶持|建设|修建|新建|发展|设立|建立|成立|实施|购置|采购|改造)"
)
_TIMES_OF = re.compile(r"^，?(?:是|为|相当于)[^，。；]{1,16}的$")
_DISTANCE = re.compile(r"(?P<noun>(?<![相差])(?:距离?|离)[^，。；、\d]{1,12}?)(?:约|有|仅|为|大约|近)*$")
_TOGETHER = frozenset({"共", "合计", "共计", "总计", "共有"})
_OF_WHOLES = frozenset({"share", "level", "target"})
_CLAUSES = frozenset({"clause:around", "clause:right", "verb:purpose", "subject:verb"})
SHORT_CLAUSE = 8
Named = tuple[str, str]
"""The naming words and the rule that chose them."""


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


class Namer:
    """Names the figures of one text."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.cues: Roles = roles(lexicon)
        words = lexicon.words
        self.pronominal = words.get("pronominal", frozenset())
        self.linking = words.get("linking", frozenset())
        self.nominal = tuple(words.get("nominal", ()))
        self.money_heads = tuple(words.get("moneyhead", ()))
        self.money_verbs = words.get("moneyverb", frozenset())
        self.counts_before = forms(lexicon).counts_before

    def name(self, f: Figure) -> Named:
        """The words that name a figure, and the rule that chose them; both empty where nothing does."""
        previous = f.previous
        if f.reading.role == "share" and f.reading.rule == "cue:占":
            return self._part(f)
        if f.reading.rule.startswith("compared"):
            return self._compared(f)
        if previous and f.reading.role == "to" and previous.role == "from" and not f.left.noun:
            return previous.metric_text or "", "noun:previous"
        compared = previous is not None and f.q.kind in ("multiple", "percent")
        if previous and compared and _TIMES_OF.search(self.context.text[previous.quantity.end : f.q.outer]):
            return previous.metric_text or "", "noun:previous"
        if f.q.unit and f.q.unit.kind == "count" and not f.q.unit.counts:
            return f.q.unit_text or "", "unit:itself"
        if f.left.noun in self.pronominal or self._mere_place(f):
            f = replace(f, left=replace(f.left, noun=""))
        if f.q.kind == "rank" and f.left.noun:
            return _rated(f.left), "noun:left"
        return self._headless(f) or self._beside(f) or self._verbal(f) or self._inherited(f) or ("", "")

    def indicator(self, claim: Claim) -> Indicator | None:
        """The lexicon's indicator: the one that ends the words, or stands among them where they are a whole clause."""
        if not claim.metric_text:
            return None
        known, unit = self.context.indicators, claim.quantity.unit
        if row := known.at_end(claim.metric_text, unit):
            return row
        if "noun:right" in claim.rules:
            bare = self.context.without_predicate(claim.metric_text)
            if row := known.at_end(bare, unit):
                return row
        clause = _CLAUSES & set(claim.rules) and claim.quantity.kind in ("count", "measure")
        return known.inside(claim.metric_text, unit) if clause else None

    # -- its own sides ------------------------------------------------------------------------------------------

    def _headless(self, f: Figure) -> Named | None:
        """运行良好的仅412个: the noun that a 的 phrase leaves out is the one before."""
        if not f.left.noun or f.left.words[-1:] != ("的",) or len(f.left.words) < 2:
            return None
        head = self._head(f.left, f.start, f.previous)
        return (f"{f.left.noun}的{head}", "noun:headless") if head else None

    def _beside(self, f: Figure) -> Named | None:
        """The noun phrase on the side that the kind of figure asks for, else the other one."""
        q, left, right, strong = f.q, f.left, f.right, self.context.strong
        if q.kind == "measure" and (distance := _DISTANCE.search(self.context.text[f.start : q.outer])):
            return distance["noun"], "noun:left"
        named = bool(left.noun) and self.context.indicators.at_end(left.noun, q.unit) is not None
        if q.kind == "money" and (spent := self._spent(f, named)):
            return spent
        of_whole = q.kind in ("percent", "ratio") and not left.noun and f.reading.role in _OF_WHOLES
        if of_whole and right.rest and (self.context.text[q.end] == "的" or strong(right.noun)):
            return right.rest, "clause:right"
        sides = [(left.noun, "noun:left"), (right.noun, "noun:right")]
        if self._counts_after(f, named):
            sides.reverse()
        for noun, rule in sides:
            if strong(noun):
                around = rule == "noun:left" and q.kind in ("percent", "ratio") and not left.words
                around = around and self.context.text[q.end : q.end + 1] != "的"
                if around and right.rest and len(right.rest) <= SHORT_CLAUSE:
                    return noun + right.rest, "clause:around"
                return noun, rule
        owned = f.previous and self._paired(f.previous, q) and "noun:left" in f.previous.rules
        bare = not left.noun and not left.verb and not self._cued(left) and not owned and not self._leads_on(f)
        if q.unit_text in self.counts_before and bare and right.rest:
            return right.rest, "clause:right"
        for noun, rule in sides:
            if len(noun) > 1:
                return noun, rule
        return None

    def _paired(self, previous: Claim, q: Quantity) -> bool:
        """17473户63622人, 11409户、27240人: persons right after their households."""
        gap = self.context.text[previous.quantity.end : q.outer]
        return gap == "" or (gap == "、" and (previous.quantity.unit_text, q.unit_text) == ("户", "人"))

    def _leads_on(self, f: Figure) -> bool:
        """True where what follows the figure is the cue of the next one (27240人减少至…), no name of this one."""
        words = self.context.lexemes.between(f.q.end, f.q.end + 6)
        return bool(words) and words[0].start == f.q.end and words[0].word in self.cues.before

    def _mere_place(self, f: Figure) -> bool:
        """其中清河县3.4%: where only a place stands before the figure, the one before it says what is meant."""
        return f.left.noun in self.context.places and bool(f.previous or self.context.topic(f.left.start, f.start))

    def _counts_after(self, f: Figure, named: bool) -> bool:
        """Whether the noun after the figure comes first: after most measure words, and after a bare measure."""
        q, left = f.q, f.left
        if q.kind in ("measure", "money") and not named and not left.verb and not left.words:
            return not (q.kind == "money" and left.noun.endswith(self.money_heads))
        if q.unit is None or not q.unit.counts:
            return False
        return q.unit_text not in self.counts_before or "占" in left.words or left.noun.endswith("占")

    def _spent(self, f: Figure, named: bool) -> Named | None:
        """投资3亿元新建学校: for money, the verb with what it is spent on; 500元的补贴: the noun after 的."""
        left, right = f.left, f.right
        if left.noun in self.money_verbs and left.noun.endswith(self.money_heads) and right.rest:
            return left.noun + right.rest, "verb:purpose"
        after = self.context.text[f.q.end : f.q.end + 1]
        if not named and after == "的" and self.context.strong(right.noun):
            return right.noun, "noun:right"
        if left.verb in self.money_verbs and not left.noun and right.rest:
            return left.verb + right.rest, "verb:purpose"
        return None

    def _verbal(self, f: Figure) -> Named | None:
        """小额信贷累计发放231户: subject and verb name the figure; 投入3亿元用于… the verb and its purpose."""
        q, left, right = f.q, f.left, f.right
        if not left.verb or self.cues.before.get(left.verb):
            return None
        subject = self.context.left(f.after, left.verb_start)
        named = self.context.strong(subject.noun) or (subject.noun != "" and subject.noun.endswith(self.nominal))
        if named and self.context.clause_start(left.verb_start, f.start) <= subject.start:
            return subject.noun + ("" if left.verb in self.linking else left.verb), "subject:verb"
        if q.kind == "money" and right.rest and _PURPOSE.match(right.rest):
            return left.verb + right.rest, "verb:purpose"
        if not subject.noun and left.verb in self.linking:
            return None
        return left.verb, "verb"

    # -- what stands before -------------------------------------------------------------------------------------

    def _inherited(self, f: Figure) -> Named | None:
        """The noun of a figure that names none itself."""
        q, left, right, previous = f.q, f.left, f.right, f.previous
        if previous:
            if self._population(f, previous):
                return q.unit_text or "", "unit"
            if previous.metric_text:
                return previous.metric_text, "noun:previous"
        if topic := self.context.topic(left.start, f.start):
            return topic, "noun:topic"
        if right.rest and q.kind != "rank":
            return right.rest, "clause:right"
        if q.unit_text in ("人口", "家庭"):
            return q.unit_text or "", "unit"
        return next(((word, "verb") for word in left.words if word in self.cues.before), None)

    def _population(self, f: Figure, previous: Claim) -> bool:
        """辖9个村，3216户12874人: households and persons after other counts name themselves."""
        q, text = f.q, self.context.text
        bare = not f.left.verb and not f.right.rest and set(f.left.words) <= _TOGETHER | {"、"}
        if q.unit_text not in ("户", "人") or not bare or text[q.end : q.end + 1] == "的":
            return False
        gap = text[previous.quantity.end : q.outer]
        apart = gap.endswith(("，", "、")) or gap == previous.metric_text
        return (apart and previous.quantity.unit_text not in self.counts_before) or previous.rules[-1:] == ["unit"]

    def _compared(self, f: Figure) -> Named:
        """What a difference is about: the noun before 比 or 高于, else the figure before."""
        match = COMPARED.search(self.context.text[f.start : f.q.outer])
        cut = f.start + (match.start("how" if "相比，" in match[0] else 0) if match else 0)
        left = self.context.left(f.after if f.after < cut else f.start, cut)
        if self.context.strong(left.noun):
            return _rated(left), "noun:left"
        if f.previous:
            return f.previous.metric_text or "", "noun:previous"
        return self.context.topic(cut, f.start) or _rated(left), "noun:topic"

    def _part(self, f: Figure) -> Named:
        """What a share is the share of: the noun before 占, else the figure before."""
        match = SHARE.search(self.context.text, f.start, f.q.outer)
        position = match.start() if match else f.q.outer
        previous = next((c for c in reversed(f.claims) if c.quantity.end <= position), None)
        floor = previous.quantity.end if previous else f.start
        left = self.context.left(floor, position)
        if left.noun and left.words[-1:] == ("的",) and (head := self._head(left, f.start, previous)):
            return f"{left.noun}的{head}", "noun:headless"
        clear = len(left.noun) > 1 and left.noun not in self.pronominal and floor < left.start
        if clear or self.context.strong(left.noun):
            return left.noun, "noun:left"
        if previous and previous.metric_text and not left.noun:
            return previous.metric_text, "noun:previous"
        return left.noun or self.context.topic(left.start, f.start), "noun:topic"

    def _head(self, left: Left, start: int, previous: Claim | None) -> str:
        return (previous.metric_text or "") if previous else self.context.topic(left.start, start)

    def _cued(self, left: Left) -> bool:
        return any(word in self.cues.before for word in left.words)


def _rated(left: Left) -> str:
    """A noun phrase with the rate that was stepped over behind it (经济|增速|列全市第一)."""
    rate = left.words[-1] if left.words and left.words[-1][-1] in "速幅率" else ""
    return left.noun + rate
