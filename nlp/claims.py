"""What every figure is about: indicator, role, whole, place and time, sentence by sentence.

Each figure is read from its two sides (`nlp.phrases`). A figure without a noun of its own takes the one before it
(17473户63622人; 同比增长8.2%), the one after it (17473户63622位贫困人口), or the sentence's topic.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex
from msgspec import Struct
from msgspec.structs import replace

from lexicons import Indicator, Lexicon, Unit
from nlp.indicators import indicators
from nlp.lexemes import NAMING, Lexemes, tagger
from nlp.model import Direction, Role
from nlp.phrases import PAUSES, Left, Right, left_of, right_of
from nlp.quantity import Quantity, forms
from nlp.roles import BY, COMPARED, DONE, SHARE, UNTIL, Reading, roles
from nlp.times import TimeMention

_PURPOSE = regex.compile(
    r"(?:用于|用以|用来|支持|投向|投入|对|为|给|帮助|资助|补助|扶持|建设|修建|新建|发展|设立|建立|成立|实施|购置|采购|改造)"
)
_WITHIN = regex.compile(r"(?:其中|当中|[^其]中[，：])")
_TIMES_OF = regex.compile(r"^，?(?:是|为|相当于)[^，。；]{1,16}的$")
_AND = regex.compile("[、和与及]")
_RESPECTIVELY = regex.compile(r"分别(?:达到?|为|是|有|增长|下降|完成|实现|提高|增加|降至|降到)*")
LIST_MARKS = frozenset({"、", "和", "及", "与"})


class Claim(Struct):
    """A quantity with what it is about. `inherited` tells that the words naming it stand elsewhere."""

    quantity: Quantity
    metric_text: str | None = None
    metric: Indicator | None = None
    reading: Reading = Reading()
    of: str | None = None
    time: str | None = None
    time_text: str | None = None
    place: str | None = None
    rules: list[str] = []

    @property
    def role(self) -> Role:
        return self.reading.role

    @property
    def direction(self) -> Direction | None:
        return self.reading.direction


class Reader:
    """Reads the claims of one text. `times` are its resolved time mentions, `reported` the year it reports on."""

    def __init__(self, text: str, lexicon: Lexicon, times: list[TimeMention], reported: int | None = None) -> None:
        self.reported = reported
        self.text = text
        self.lexicon = lexicon
        self.lexemes: Lexemes = tagger(lexicon).tag(text)
        self.indicators = indicators(lexicon)
        self.roles = roles(lexicon)
        self.times = times
        self.time_starts = [t.start for t in times]
        self.time_spans = {t.end: t.start for t in times}
        self.nouns = tagger(lexicon).naming
        words = lexicon.words
        self.persons = "".join(sorted(words.get("person", ())))
        self.pronominal = words.get("pronominal", frozenset())
        self.linking = words.get("linking", frozenset())
        self.side_left = frozenset(form for unit in lexicon.units.values() for form in unit.before)
        self.forms = forms(lexicon).units
        self.nominal = tuple(words.get("nominal", ()))
        self.money_heads = tuple(lexicon.words.get("moneyhead", ()))
        self.money_verbs = lexicon.words.get("moneyverb", frozenset())

    def sentence(
        self, start: int, end: int, figures: list[Quantity], carried: TimeMention | None, planned: bool = False
    ) -> list[Claim]:
        """The claims of one sentence; bare numbers whose unit nothing tells are left out.

        `carried` is the time that the sentences before or the headings speak of, `planned` is true under a heading
        that announces plans.
        """
        self.planned = planned
        claims: list[Claim] = []
        floor = start
        for i, q in enumerate(figures):
            following = figures[i + 1].outer if i + 1 < len(figures) else end
            left = left_of(self.text, self.lexemes, floor, q.outer, self.time_spans)
            if left.noun.startswith("每") and len(left.noun) <= 7:
                left = left_of(self.text, self.lexemes, floor, left.start, self.time_spans)
            right = right_of(self.text, self.lexemes, q.end, min(following, self._next_time(q.end, following)))
            if q.unit is None and q.kind == "count" and not (q := self._with_unit(q, left, right, claims[-1] if claims else None)).unit:
                floor = q.end
                continue
            claim = self._claim(self._shared_form(q, left), left, right, start, claims)
            self._time(claim, start, claims, carried)
            claims.append(claim)
            floor = q.end
            if right.noun and claim.metric_text == right.noun and q.unit and q.unit.counts:
                floor = right.end
        self._from_next(claims)
        self._shared_out(claims, start)
        for claim in claims:
            claim.metric = self._indicator(claim)
        return claims

    # -- indicator ----------------------------------------------------------------------------------------------

    def _claim(self, q: Quantity, left: Left, right: Right, start: int, claims: list[Claim]) -> Claim:
        previous = claims[-1] if claims else None
        floor = max(self._clause_start(q.outer, start), previous.quantity.end if previous else start)
        before = self._blanked(floor, q.outer)
        opened = bool(previous and previous.role == "from")
        reading = self.roles.read(q, left, right, before, opened, self._blanked(start, q.outer))
        gap = self.text[previous.quantity.end : q.outer] if previous else None
        listed = gap in LIST_MARKS or gap == ""
        if previous and listed and reading.role == "level" and previous.quantity.kind == q.kind and not left.noun and previous.role != "share":
            reading = replace(previous.reading, rule="listed")
        aimed = reading.role in ("level", "change", "average") or reading.role == "to" and not opened
        if aimed and (self.planned or self._targeted(start, q.outer)):
            reading = Reading("target", rule="target")
        claim = Claim(q, reading=reading, of=reading.of, rules=[*q.rules])
        noun, rule = self._noun(q, left, right, reading, start, claims)
        claim.metric_text = noun or None
        claim.rules += [r for r in (rule, reading.rule) if r]
        within = previous and (_WITHIN.search(gap or "") or (gap or "").startswith(("（", "(")))
        if not claim.of and previous and (within or reading.role == "share"):
            whole = previous.of if reading.role == "share" and previous.of else previous.metric_text
            claim.of = whole if whole != claim.metric_text else None
        return claim

    def _noun(
        self, q: Quantity, left: Left, right: Right, reading: Reading, start: int, claims: list[Claim]
    ) -> tuple[str, str]:
        """The words that name a figure, and the rule that chose them: its own sides first, then what stands before."""
        previous = claims[-1] if claims else None
        if reading.role == "share" and reading.rule == "cue:占":
            return self._part(q, start, claims)
        if reading.rule.startswith("compared"):
            return self._compared(q, start, previous)
        if reading.role == "to" and previous and previous.role == "from" and not left.noun:
            return previous.metric_text or "", "noun:previous"
        if previous and q.kind in ("multiple", "percent") and _TIMES_OF.search(self.text[previous.quantity.end : q.outer]):
            return previous.metric_text or "", "noun:previous"
        owned = bool(previous and previous.quantity.end == q.outer and "noun:left" in previous.rules)
        if left.noun in self.pronominal:
            left = replace(left, noun="")
        if q.kind == "rank" and left.noun:
            return _rated(left), "noun:left"
        if left.noun and left.words[-1:] == ("的",) and len(left.words) > 1 and (head := self._head(left, start, previous)):
            return f"{left.noun}的{head}", "noun:headless"
        return (
            self._beside(q, left, right, reading, owned)
            or self._verbal(q, left, right, reading, start)
            or self._inherited(q, left, right, start, previous)
            or ("", "")
        )

    def _beside(self, q: Quantity, left: Left, right: Right, reading: Reading, owned: bool) -> tuple[str, str] | None:
        """The noun phrase on the side that the kind of figure asks for, else the other one."""
        beside_left, beside_right = (left.noun, "noun:left"), (right.noun, "noun:right")
        counted = bool(q.unit and q.unit.counts) and (q.unit_text not in self.side_left or "占" in left.words or left.noun.endswith("占"))
        named = bool(left.noun) and self.indicators.at_end(left.noun, q.unit) is not None
        spending = q.kind == "money" and left.noun.endswith(self.money_heads)
        if q.kind in ("measure", "money") and not named and not spending and left.verb == "" and not left.words:
            counted = True
        if spending and left.noun in self.money_verbs and right.rest:
            return left.noun + right.rest, "verb:purpose"
        if q.kind in ("percent", "ratio") and not left.noun and right.rest and reading.role in ("share", "level", "target"):
            if right.rest[0] == "的" or self._strong(right.noun) or self.text[q.end] == "的":
                return right.rest, "clause:right"
        if q.kind == "money" and not named and self.text[q.end : q.end + 1] == "的" and self._strong(right.noun):
            return right.noun, "noun:right"
        sides = [beside_right, beside_left] if counted else [beside_left, beside_right]
        if q.kind == "money" and left.verb in self.money_verbs and not left.noun and right.rest:
            return left.verb + right.rest, "verb:purpose"
        for noun, rule in sides:
            if noun and self._strong(noun):
                if rule == "noun:left" and q.kind in ("percent", "ratio") and right.rest and len(right.rest) <= 8 and not left.words:
                    return noun + right.rest, "clause:around"
                return noun, rule
        if q.unit_text in self.side_left and not left.noun and not left.verb and right.rest and not self._cued(left) and not owned:
            return right.rest, "clause:right"
        for noun, rule in sides:
            if noun and len(noun) > 1:
                return noun, rule
        return None

    def _verbal(self, q: Quantity, left: Left, right: Right, reading: Reading, start: int) -> tuple[str, str] | None:
        """小额信贷累计发放231户: subject and verb name the figure; 投入3亿元用于… the verb and its purpose."""
        if not left.verb or self.roles.before.get(left.verb) or (q.unit and q.unit.kind == "count" and not q.unit.counts):
            return None
        subject = left_of(self.text, self.lexemes, start, left.verb_start, self.time_spans)
        named = bool(subject.noun) and (self._strong(subject.noun) or subject.noun.endswith(self.nominal))
        if named and self._clause_start(left.verb_start, start) <= subject.start:
            return subject.noun + left.verb, "subject:verb"
        if q.kind == "money" and right.rest and _PURPOSE.match(right.rest):
            return left.verb + right.rest, "verb:purpose"
        if not subject.noun and left.verb in self.linking:
            return None
        return left.verb, "verb"

    def _inherited(
        self, q: Quantity, left: Left, right: Right, start: int, previous: Claim | None
    ) -> tuple[str, str] | None:
        """The noun of a figure that names none itself."""
        if previous:
            population = q.unit_text in ("户", "人") and not left.words and not left.verb and not right.rest
            gap = self.text[previous.quantity.end : q.outer]
            other = previous.quantity.unit_text not in self.side_left and (gap.endswith(("，", "、")) or gap == previous.metric_text)
            if population and self.text[q.end : q.end + 1] != "的" and (other or previous.rules[-1:] == ["unit"]):
                return q.unit_text or "", "unit"
            if previous.metric_text:
                return previous.metric_text, "noun:previous"
        if topic := self._topic(left.start, start):
            return topic, "noun:topic"
        if right.rest and q.kind != "rank":
            return right.rest, "clause:right"
        if q.unit and q.unit.kind == "count" and (q.unit_text in ("人口", "家庭") or not q.unit.counts):
            return q.unit_text or "", "unit"
        if left.words and self._cued(left):
            return next(w for w in left.words if w in self.roles.before), "verb"
        return None

    def _indicator(self, claim: Claim) -> Indicator | None:
        """The lexicon's indicator: the one that ends the words, or stands among them where they are a whole clause."""
        if not claim.metric_text:
            return None
        unit = claim.quantity.unit
        if row := self.indicators.at_end(claim.metric_text, unit):
            return row
        clause = {"clause:around", "clause:right", "verb:purpose", "subject:verb"} & set(claim.rules)
        return self.indicators.inside(claim.metric_text, unit) if clause and claim.quantity.kind in ("count", "measure") else None

    def _compared(self, q: Quantity, start: int, previous: Claim | None) -> tuple[str, str]:
        """What a difference is about: the noun before 比 or 高于, else the figure before."""
        before = self.text[start : q.outer]
        match = COMPARED.search(before)
        cut = match.start("how" if "相比，" in match[0] else 0) if match else 0
        left = left_of(self.text, self.lexemes, start, start + cut, self.time_spans)
        if left.noun and self._strong(left.noun):
            return _rated(left), "noun:left"
        if previous:
            return previous.metric_text or "", "noun:previous"
        return self._topic(start + cut, start) or _rated(left), "noun:topic"

    def _part(self, q: Quantity, start: int, claims: list[Claim]) -> tuple[str, str]:
        """What a share is the share of: the noun before 占, else the figure before."""
        match = SHARE.search(self.text, start, q.outer)
        position = match.start() if match else q.outer
        floor = max([start, *(c.quantity.end for c in claims if c.quantity.end <= position)])
        left = left_of(self.text, self.lexemes, floor, position, self.time_spans)
        previous = next((c for c in reversed(claims) if c.quantity.end <= position), None)
        if left.noun and left.words[-1:] == ("的",) and (head := self._head(left, start, previous)):
            return f"{left.noun}的{head}", "noun:headless"
        if left.noun and (self._strong(left.noun) or len(left.noun) > 1 and left.noun not in self.pronominal and floor < left.start):
            return left.noun, "noun:left"
        if previous and previous.metric_text and not left.noun:
            return previous.metric_text, "noun:previous"
        return left.noun or self._topic(left.start, start), "noun:topic"

    def _head(self, left: Left, start: int, previous: Claim | None) -> str:
        """The noun that a headless 的 phrase leaves out (运行良好的仅412个: 合作社)."""
        return (previous.metric_text or "") if previous else self._topic(left.start, start)

    def _targeted(self, start: int, position: int) -> bool:
        """True where a word that announces a plan governs the figure: no word of completion stands between."""
        for lexeme in reversed(self.lexemes.between(start, position)):
            if (cue := self.roles.before.get(lexeme.word)) and cue.role == "target":
                return not DONE.search(self.text, lexeme.end, position)
        for year in UNTIL.finditer(self.text, start, position):
            if int(year[1]) > (self.reported or 0) and not DONE.search(self.text, year.end(), position):
                return True
        return bool(self.roles.ahead.search(self.text[start:position]) or BY.search(self._blanked(start, position)))

    def _cued(self, left: Left) -> bool:
        return any(word in self.roles.before for word in left.words)

    def _strong(self, noun: str) -> bool:
        """Whether a phrase ends in a noun that names something, not in a verbal word."""
        if not noun:
            return False
        if self.indicators.at_end(noun, None):
            return True
        return any(noun[-n:] in self.nouns for n in range(1, 6))

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
            borrowed = {"noun:topic", "unit", "noun:previous"} & set(claim.rules)
            owns = {"noun:right", "clause:right"} & set(following.rules)
            if following.metric_text and not gap.strip("、（(") and (not claim.metric_text or (borrowed and owns and not gap)):
                claim.metric_text = following.metric_text
                claim.rules.append("noun:next")

    def _shared_out(self, claims: list[Claim], start: int) -> None:
        """茶叶、油茶面积分别达到3.15万亩、4万亩: names and figures pair off in order.

        A later 分别 without names of its own (，分别增长8.1%和9.7%) takes those of the one before.
        """
        names: list[str] = []
        for i, claim in enumerate(claims):
            floor = claims[i - 1].quantity.end if i else start
            found = None
            for found in _RESPECTIVELY.finditer(self.text, floor, claim.quantity.outer):
                pass
            if not found:
                continue
            run = self._run(claims[i:])
            left = left_of(self.text, self.lexemes, floor, found.start(), self.time_spans)
            own = [name for name in _AND.split(left.noun) if name]
            if len(run) > 1 and len(own) == len(run):
                head = self._shared_head(own)
                names = [name if name.endswith(head) else name + head for name in own]
            if len(run) > 1 and len(names) == len(run) and (own or not left.noun):
                for each, name in zip(run, names, strict=True):
                    each.metric_text = name
                    each.rules.append("respectively")

    def _run(self, claims: list[Claim]) -> list[Claim]:
        """The first claims that only list marks part."""
        run = claims[:1]
        for following in claims[1:]:
            if self.text[run[-1].quantity.end : following.quantity.outer].strip("、和及与，"):
                break
            run.append(following)
        return run

    def _shared_head(self, names: list[str]) -> str:
        """The noun that ends the last of several names and belongs to all (小学、初中入学率)."""
        last = names[-1]
        for size in range(len(last) - 1, 1, -1):
            if last[-size:] in self.nouns and not any(name.endswith(last[-size:]) for name in names[:-1]):
                return last[-size:]
        return ""

    def _with_unit(self, q: Quantity, left: Left, right: Right, previous: Claim | None) -> Quantity:
        """A bare 3.2亿 or 3.2万 with the unit that its noun tells: 元 for funds, 人 or 户 for a population."""
        units = self.lexicon.units
        for name in (self.indicators.first(right.noun), self.indicators.ending(left.noun)):
            known = self.indicators.units(name)
            unit = "户" if name.endswith("户") and "户" in known else "人" if "人" in known else known[0] if known else ""
            if unit in units:
                return replace(q, unit=units[unit], kind=units[unit].kind)
        if left.noun.endswith(self.money_heads) or left.verb in self.money_verbs or any(w in self.money_verbs for w in left.words):
            return replace(q, unit=units["元"], kind="money")
        for noun in (self._first_noun(q.end), left.noun):
            if noun and noun[-1] in "户" + self.persons:
                return replace(q, unit=units["户" if noun[-1] == "户" else "人"], kind="count")
        if previous and (previous.quantity.kind == "money" or previous.role == "from") and not right.noun:
            return replace(q, unit=previous.quantity.unit, kind=previous.quantity.kind)
        return q

    def _first_noun(self, position: int) -> str:
        """The noun that begins at a position, or an empty string."""
        words = self.lexemes.between(position, position + 6)
        return words[0].word if words and words[0].start == position and words[0].parts & NAMING else ""

    def _shared_form(self, q: Quantity, left: Left) -> Quantity:
        """Of several units with one form, the one whose nouns stand before the figure (蓄水池37口 counts no persons)."""
        for unit in self.forms.get(q.unit_text or "", ()):
            if unit is not q.unit and unit.after and left.noun.endswith(tuple(unit.after)):
                return replace(q, unit=unit, kind=unit.kind)
        return q

    # -- time ---------------------------------------------------------------------------------------------------

    def _time(self, claim: Claim, start: int, claims: list[Claim], carried: TimeMention | None) -> None:
        """The nearest time before the figure in its sentence; a comparison's base and a `from` figure's own do not count."""
        i = bisect_right(self.time_starts, claim.quantity.outer) - 1
        while i >= 0 and self.times[i].start >= start:
            mention = self.times[i]
            before, after = self.text[mention.start - 1 : mention.start], self.text[mention.end : mention.end + 1]
            own = after == "的" and mention.end + 1 == claim.quantity.outer and claim.quantity.kind not in ("multiple", "percent")
            based = not own and (before in ("比", "较", "同", "与") or before in ("是", "为", "于") and after == "的")
            opening = before in ("由", "从", "自") and after == "的" and not (claim.role == "from" and claims_after(claims, mention.end))
            if not based and not opening:
                if mention.time:
                    claim.time, claim.time_text = mention.time, self.text[mention.start : mention.end]
                    claim.rules.append("time:sentence")
                return
            i -= 1
        if carried and carried.time:
            claim.time = carried.time
            claim.rules.append("time:carried")

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


def _rated(left: Left) -> str:
    """A noun phrase with the rate that was stepped over behind it (经济|增速|列全市第一)."""
    rate = left.words[-1] if left.words and left.words[-1][-1] in "速幅率" else ""
    return left.noun + rate


def claims_after(claims: list[Claim], position: int) -> bool:
    """True where no figure stands between a position and the figure that is being read."""
    return not claims or claims[-1].quantity.end <= position


def unit_name(unit: Unit | None) -> str | None:
    """The canonical unit as a record prints it: per mille figures are told in percent."""
    if unit is None:
        return None
    return unit.base if unit.kind == "percent" else unit.unit
