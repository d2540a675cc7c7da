"""What every figure is about: indicator, role, whole, place and time, sentence by sentence.

Each figure is read from its two sides (`nlp.phrases`). A figure without a noun of its own takes the one before it
(17473户63622人; 同比增长8.2%), the one after it (17473户63622位贫困人口), or the sentence's topic.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import regex

from lexicons import Indicator, Lexicon, Unit
from nlp.indicators import indicators
from nlp.lexemes import Lexemes, tagger
from nlp.model import Direction, Role
from nlp.phrases import PAUSES, Left, Right, left_of, right_of
from nlp.quantities import Quantity
from nlp.roles import Reading, roles
from nlp.times import TimeMention

_JOINED = regex.compile(r"[（(、和及与或共计合其中约 ]*$")
_PURPOSE = regex.compile(r"(?:用于|用以|用来|支持|投向|投入|对|为|给|帮助|资助|补助|扶持|建设|修建|新建|发展)")
_WITHIN = regex.compile(r"(?:其中|当中|[^其]中[，：])")
_BASE = regex.compile(r"(?:比|较|同|与|相比于?|相较于?|对比)$")
_RESPECTIVELY = regex.compile(r"分别(?:达到?|为|是|有|增长|下降|完成|实现|提高|增加|降至|降到)*")
SIDE_LEFT = frozenset({"人", "户", "人次", "户次", "人口", "口人", "家庭"})


@dataclass(slots=True)
class Claim:
    """A quantity with what it is about. `inherited` tells that the words naming it stand elsewhere."""

    quantity: Quantity
    metric_text: str | None = None
    metric: Indicator | None = None
    reading: Reading = field(default_factory=Reading)
    of: str | None = None
    time: str | None = None
    time_text: str | None = None
    rules: list[str] = field(default_factory=list)

    @property
    def role(self) -> Role:
        return self.reading.role

    @property
    def direction(self) -> Direction | None:
        return self.reading.direction


class Reader:
    """Reads the claims of one text. `times` are the text's resolved time mentions."""

    def __init__(self, text: str, lexicon: Lexicon, times: list[TimeMention]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.lexemes: Lexemes = tagger(lexicon).tag(text)
        self.indicators = indicators(lexicon)
        self.roles = roles(lexicon)
        self.times = times
        self.time_starts = [t.start for t in times]
        self.time_spans = {t.end: t.start for t in times}
        self.money_heads = tuple(lexicon.words.get("moneyhead", ()))
        self.money_verbs = lexicon.words.get("moneyverb", frozenset())

    def sentence(self, start: int, end: int, figures: list[Quantity], carried: TimeMention | None) -> list[Claim]:
        """The claims of one sentence; bare numbers whose unit nothing tells are left out."""
        claims: list[Claim] = []
        floor = start
        for i, q in enumerate(figures):
            following = figures[i + 1].outer if i + 1 < len(figures) else end
            left = left_of(self.text, self.lexemes, floor, q.outer, self.time_spans)
            right = right_of(self.text, self.lexemes, q.end, min(following, self._next_time(q.end, following)))
            if q.unit is None and q.kind == "count" and not (q := self._with_unit(q, left, right)).unit:
                floor = q.end
                continue
            claim = self._claim(q, left, right, start, claims)
            self._time(claim, start, claims, carried)
            claims.append(claim)
            floor = q.end
            if claim.metric_text and claim.metric_text == right.noun and right.noun:
                floor = self.text.find(right.noun, q.end) + len(right.noun)
        self._from_next(claims)
        self._shared_out(claims, start)
        for claim in claims:
            if claim.metric_text:
                claim.metric = self.indicators.inside(claim.metric_text, claim.quantity.unit)
        return claims

    # -- indicator ----------------------------------------------------------------------------------------------

    def _claim(self, q: Quantity, left: Left, right: Right, start: int, claims: list[Claim]) -> Claim:
        previous = claims[-1] if claims else None
        clause = self._clause_start(q.outer, start)
        before = self._blanked(max(clause, previous.quantity.end if previous and previous.quantity.end > clause else clause), q.outer)
        opened = bool(previous and previous.role == "from")
        reading = self.roles.read(q, left, right, before, opened, self._blanked(start, q.outer))
        claim = Claim(q, reading=reading, of=reading.of, rules=[*q.rules])
        noun, rule = self._noun(q, left, right)
        if not noun or (reading.role == "to" and opened and not left.noun):
            noun, rule = self._inherited(q, left, right, start, claims) or (noun, rule)
        claim.metric_text = noun or None
        if rule:
            claim.rules.append(rule)
        if reading.rule:
            claim.rules.append(reading.rule)
        if not claim.of and previous and (_WITHIN.search(self.text[previous.quantity.end : q.outer]) or reading.role == "share"):
            whole = previous.of if reading.role == "share" and previous.of else previous.metric_text
            claim.of = whole if whole != claim.metric_text else None
        return claim

    def _noun(self, q: Quantity, left: Left, right: Right) -> tuple[str, str]:
        """The words that name the figure on its own two sides, and the rule that chose them."""
        counted = bool(q.unit and q.unit.counts) and q.unit_text not in SIDE_LEFT
        sides = [(right.noun, "noun:right"), (left.noun, "noun:left")] if counted else [(left.noun, "noun:left"), (right.noun, "noun:right")]
        if not counted and q.kind in ("percent", "ratio") and right.rest and not left.noun:
            return right.rest, "clause:right"
        for noun, rule in sides:
            if noun and self._strong(noun):
                if rule == "noun:left" and q.kind in ("percent", "ratio") and right.rest and len(right.rest) <= 8 and not left.words:
                    return noun + right.rest, "clause:around"
                return noun, rule
        if left.verb and not left.noun:
            if q.kind == "money" and right.rest and _PURPOSE.match(right.rest):
                return left.verb + right.rest, "verb:purpose"
        for noun, rule in sides:
            if noun:
                return noun, rule
        return "", ""

    def _strong(self, noun: str) -> bool:
        """Whether a phrase holds a noun that names something, not only verbal words."""
        known = self.lexicon.words.get("noun", frozenset())
        if self.indicators.at_end(noun, None):
            return True
        return any(noun[-n:] in known for n in range(1, 6)) or any(noun[i:] for i in ()) or len(noun) > 6

    def _inherited(self, q: Quantity, left: Left, right: Right, start: int, claims: list[Claim]) -> tuple[str, str] | None:
        """The noun of a figure that names none itself."""
        previous = claims[-1] if claims else None
        if previous and not previous.metric_text and not left.verb:
            return None
        if previous and (not left.verb or self.roles.before.get(left.verb)):
            bare = not left.verb and not left.words
            if not (bare and right.rest and q.unit and q.unit.kind == "count"):
                return previous.metric_text or "", "noun:previous"
        if left.verb and not self.roles.before.get(left.verb):
            return left.verb + (right.rest if q.kind == "money" and _PURPOSE.match(right.rest or "") else ""), "verb"
        if topic := self._topic(left.start, start):
            return topic, "noun:topic"
        if left.verb:
            return left.verb, "verb"
        if right.rest:
            return right.rest, "clause:right"
        if q.unit_text in ("人口", "家庭") or (q.unit and q.unit.kind == "count" and not q.unit.counts):
            return q.unit_text or "", "unit"
        return None

    def _topic(self, position: int, start: int) -> str:
        """The last noun phrase of the sentence before a position, over its pauses."""
        while position > start:
            position -= 1
            if self.text[position] in PAUSES or position in self.time_spans:
                left = left_of(self.text, self.lexemes, start, position, self.time_spans)
                if left.noun and self._strong(left.noun):
                    return left.noun
        return ""

    def _from_next(self, claims: list[Claim]) -> None:
        """17473户63622位贫困人口: a figure without a noun, right before one that has it, shares it."""
        for claim, following in zip(reversed(claims[:-1]), reversed(claims[1:]), strict=True):
            gap = self.text[claim.quantity.end : following.quantity.outer]
            if following.metric_text and not gap.strip("、（(") and (
                not claim.metric_text or (claim.rules[-1:] == ["noun:topic"] and following.rules[-1:] == ["noun:right"])
            ):
                claim.metric_text = following.metric_text
                claim.rules.append("noun:next")

    def _shared_out(self, claims: list[Claim], start: int) -> None:
        """茶叶、油茶面积分别达到3.15万亩、4万亩: names and figures pair off in order."""
        for i, claim in enumerate(claims):
            floor = claims[i - 1].quantity.end if i else start
            before = self.text[floor : claim.quantity.outer]
            found = None
            for found in _RESPECTIVELY.finditer(before):
                pass
            if not found:
                continue
            run = [claim]
            for following in claims[i + 1 :]:
                if self.text[run[-1].quantity.end : following.quantity.outer].strip("、和及与，"):
                    break
                run.append(following)
            left = left_of(self.text, self.lexemes, floor, floor + found.start(), self.time_spans)
            names = [n for n in regex.split("[、和与及]", left.noun) if n]
            if len(run) > 1 and len(names) == len(run):
                for each, name in zip(run, names, strict=True):
                    each.metric_text = name
                    each.rules.append("respectively")

    def _with_unit(self, q: Quantity, left: Left, right: Right) -> Quantity:
        """A bare 3.2亿 or 3.2万 with the unit that its noun tells: 元 for funds, 人 or 户 for a population."""
        from dataclasses import replace

        units = self.lexicon.units
        for noun in (right.noun, left.noun):
            row = self.indicators.inside(noun, None) if noun else None
            if row and row.units and (unit := units.get(row.units[0])):
                return replace(q, unit=unit, kind=unit.kind)
        if left.noun.endswith(self.money_heads) or left.verb in self.money_verbs or any(w in self.money_verbs for w in left.words):
            return replace(q, unit=units["元"], kind="money")
        for noun in (right.noun, left.noun):
            if noun and noun[-1] in "户人":
                unit = units[noun[-1]]
                return replace(q, unit=unit, kind=unit.kind)
        return q

    # -- time ---------------------------------------------------------------------------------------------------

    def _time(self, claim: Claim, start: int, claims: list[Claim], carried: TimeMention | None) -> None:
        """The nearest time before the figure in its sentence; a comparison's base and a `from` figure's own do not count."""
        previous = claims[-1] if claims else None
        closed = self._from_clause(claim, previous, start)
        i = bisect_right(self.time_starts, claim.quantity.outer) - 1
        while i >= 0 and self.times[i].start >= start:
            mention = self.times[i]
            belongs_to_from = closed is not None and closed <= mention.start < (previous.quantity.outer if previous else 0)
            if not belongs_to_from and not _BASE.search(self.text[max(start, mention.start - 3) : mention.start]) and mention.time:
                claim.time, claim.time_text = mention.time, self.text[mention.start : mention.end]
                claim.rules.append("time:sentence")
                return
            i -= 1
        if carried and carried.time:
            claim.time = carried.time
            claim.rules.append("time:carried")

    def _from_clause(self, claim: Claim, previous: Claim | None, start: int) -> int | None:
        """Where the 由 or 从 stands whose figure the claim's one answers, or None."""
        if claim.role != "to" or previous is None or previous.role != "from":
            return None
        before = self.text[start : previous.quantity.outer]
        return start + max(before.rfind("由"), before.rfind("从"), before.rfind("自"))

    # -- positions ----------------------------------------------------------------------------------------------

    def _clause_start(self, position: int, floor: int) -> int:
        while position > floor and self.text[position - 1] not in PAUSES:
            position -= 1
        return position

    def _next_time(self, position: int, ceiling: int) -> int:
        i = bisect_left(self.time_starts, position)
        return min(ceiling, self.time_starts[i]) if i < len(self.time_starts) else ceiling

    def _blanked(self, start: int, end: int) -> str:
        """text[start:end] with each time mention as one NUL."""
        parts, position = [], start
        for t in self.times[bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)]:
            if t.start >= position and t.end <= end:
                parts += [self.text[position : t.start], "\0"]
                position = t.end
        return "".join([*parts, self.text[position:end]])


def unit_name(unit: Unit | None) -> str | None:
    """The canonical unit as a record prints it: per mille figures are told in percent."""
    if unit is None:
        return None
    return unit.base if unit.kind == "percent" else unit.unit
