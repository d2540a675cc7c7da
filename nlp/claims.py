"""What every figure is about: indicator, role, whole and time, sentence by sentence.

Each figure is read from its two sides (`nlp.phrases`); `nlp.naming` chooses the words that name it, `nlp.roles` its
role. A figure without a noun of its own takes the one before it (17473户63622人; 同比增长8.2%), the one after it
(17473户63622位贫困人口), or the sentence's topic.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.claim import Claim
from nlp.context import REACH, Context
from nlp.implied import Implied
from nlp.lexemes import Lexeme
from nlp.naming import Figure, Namer
from nlp.neighbours import LIST_MARKS
from nlp.phrases import Left, Right
from nlp.quantity import Quantity
from nlp.roles import BY, DONE, UNTIL, Reading, roles
from nlp.sharing import share
from nlp.times import TimeMention

_WITHIN = re.compile(r"(?:其中|当中|[^其]中[，：])")
_QUOTED = re.compile("”[^，。；、]{1,2}$")
_AGAINST = re.compile("[^，。；]{0,14}相比")
_END = re.compile("[0-9]{0,2}月?份?[底末]")
# 完成计划7万亩的111.4%，其中…: what is measured against a plan is none itself.
_MEASURED = re.compile("(?:为|是|占|达到?|完成|超过?|相当于)了?[^，。；、的]{0,8}$")
_SHORT_MEASURE = 7


class Reader:
    """Reads the claims of one text.

    `times` are its resolved time mentions, `reported` the year it reports on, `places` the names of places in it.
    """

    def __init__(
        self, text: str, lexicon: Lexicon, times: list[TimeMention], reported: int | None = None,
        places: frozenset[str] = frozenset(),
    ) -> None:
        self.text = text
        self.reported = reported
        self.context = Context(text, lexicon, times, places)
        self.roles = roles(lexicon)
        self.money_verbs = lexicon.words.get("moneyverb", frozenset())
        self.aims = [lexeme for lexeme in self.context.lexemes.found if self._aim(lexeme)]
        self.aim_ends = [lexeme.end for lexeme in self.aims]
        self.namer = Namer(self.context, lexicon)
        self.implied = Implied(self.context, lexicon)

    def _aim(self, lexeme: Lexeme) -> bool:
        """Whether a word announces a plan; not so in a quoted name (“启明星”助学计划), nor 争取 of what was got."""
        if lexeme.word not in self.roles.aims or _QUOTED.search(self.text, max(0, lexeme.start - 3), lexeme.start):
            return False
        return not (lexeme.word in self.money_verbs and self.roles.obtained.match(self.text, lexeme.end))

    def sentence(
        self, start: int, end: int, figures: list[Quantity], carried: TimeMention | None, planned: bool = False
    ) -> list[Claim]:
        """The claims of one sentence; bare numbers whose unit nothing tells are left out.

        `carried` is the time that the sentences before or the headings speak of, `planned` is true under a heading
        that announces plans.
        """
        claims: list[Claim] = []
        floor = start
        for q, following in zip(figures, [*(f.outer for f in figures[1:]), end], strict=True):
            begin = max(start, q.outer - REACH)
            left, right = self._sides(q, max(floor, begin), following)
            if q.unit is None and q.kind == "count":
                q = self.implied.bare(q, left, right, claims[-1] if claims else None)
                if q.unit is None:
                    floor = q.end
                    continue
            q = self.implied.shared_form(q, left, claims[-1] if claims else None)
            claim = self._claim(q, left, right, begin, claims, planned)
            self._time(claim, begin, claims, carried)
            claims.append(claim)
            counted = right.noun and claim.metric_text == right.noun and q.unit and q.unit.counts
            floor = right.end if counted else q.end
        share(self.context, claims, start)
        for claim in claims:
            claim.metric = self.namer.indicator(claim)
        return claims

    def _sides(self, q: Quantity, floor: int, following: int) -> tuple[Left, Right]:
        """What stands on the two sides of a figure; 每公里 before it is stepped over (补助标准为每公里25万元)."""
        left = self.context.left(floor, q.outer)
        if left.noun.removeprefix("平均").startswith("每") and len(left.noun) <= _SHORT_MEASURE:
            left = self.context.left(floor, left.start)
        return left, self.context.right(q.end, following)

    def _claim(
        self, q: Quantity, left: Left, right: Right, start: int, claims: list[Claim], planned: bool
    ) -> Claim:
        previous = claims[-1] if claims else None
        gap = self.text[previous.quantity.end : q.outer] if previous else ""
        reading = self._reading(q, left, right, start, previous, planned)
        claim = Claim(q, reading=reading, of=reading.of, rules=[*q.rules])
        noun, rule = self.namer.name(Figure(q, left, right, reading, start, claims))
        claim.metric_text = noun or None
        claim.rules += [r for r in (rule, reading.rule) if r]
        if previous and not claim.of:
            claim.of = self._whole(claim, previous, gap)
        return claim

    def _whole(self, claim: Claim, previous: Claim, gap: str) -> str | None:
        """What the figure is a part of: the figure before 其中 or a bracket, else what the list so far is part of."""
        if _WITHIN.search(gap) or gap.startswith(("（", "(")):
            return previous.metric_text if previous.metric_text != claim.metric_text else None
        goes_on = gap.startswith("、") and not any(pause in gap for pause in "，；。")
        told_again = claim.role == "share" and previous.metric_text == claim.metric_text
        return previous.of if goes_on or told_again else None

    # -- role ---------------------------------------------------------------------------------------------------

    def _reading(
        self, q: Quantity, left: Left, right: Right, start: int, previous: Claim | None, planned: bool
    ) -> Reading:
        """The figure's role: by its cues, else that of the list it stands in; a target where a plan is announced."""
        floor = max(self.context.clause_start(q.outer, start), previous.quantity.end if previous else start)
        opened = previous is not None and previous.role == "from"
        reading = self.roles.read(
            q, left, right, self.context.blanked(floor, q.outer), opened, self.context.blanked(start, q.outer)
        )
        if previous and reading.role == "level" and self._listed(q, left, previous):
            reading = replace(previous.reading, rule="listed")
        aimed = reading.role in ("level", "change", "average", "growth") or (reading.role == "to" and not opened)
        if aimed and (planned or self._targeted(start, q.outer)):
            return Reading("target", rule="target")
        return reading

    def _listed(self, q: Quantity, left: Left, previous: Claim) -> bool:
        """True where the figure only goes on a list (降至168户412人; 200元、300元)."""
        gap = self.text[previous.quantity.end : q.outer]
        same = previous.quantity.kind == q.kind and previous.role != "share"
        return same and not left.noun and (gap == "" or gap in LIST_MARKS)

    def _targeted(self, start: int, position: int) -> bool:
        """True where a word that announces a plan governs the figure: no word of completion stands between."""
        i = bisect_right(self.aim_ends, position) - 1
        if i >= 0 and self.aims[i].start >= start:
            named = "verb" not in self.aims[i].parts
            measured = named and _MEASURED.search(self.text, start, self.aims[i].start)
            if measured and any(pause in self.text[self.aim_ends[i] : position] for pause in "的，；、"):
                return False
            return not DONE.search(self.text, self.aim_ends[i], position)
        before = self.text[start:position]
        for year in UNTIL.finditer(self.text, start, position) if "到" in before else ():
            later = int(year[1]) > self.reported if self.reported else not _END.match(self.text, year.end())
            if later and not DONE.search(self.text, year.end(), position):
                return True
        if self.roles.ahead.search(before):
            return True
        return "前" in before and BY.search(self.context.blanked(start, position)) is not None

    # -- time ---------------------------------------------------------------------------------------------------

    def _time(self, claim: Claim, start: int, claims: list[Claim], carried: TimeMention | None) -> None:
        """The nearest time before the figure in its sentence, else the one that is carried over."""
        own = self._own_start(claim, start) if claim.role == "from" else start
        for mention in self.context.times_before(claim.quantity.outer, own):
            if self._tells(mention, claim, claims):
                if mention.time:
                    claim.time, claim.time_text = mention.time, self.text[mention.start : mention.end]
                    claim.rules.append("time:sentence")
                return
        if claim.role != "from" and carried and carried.time:
            claim.time = carried.time
            claim.rules.append("time:carried")

    def _own_start(self, claim: Claim, start: int) -> int:
        """Where the 由 of a `from` figure stands: the time it answers for is told behind that, or nowhere."""
        q = claim.quantity
        return max(start, *(self.text.rfind(word, start, q.outer) for word in ("由", "从", "自")))

    def _tells(self, mention: TimeMention, claim: Claim, claims: list[Claim]) -> bool:
        """False of a comparison's base (比2018年, 是2014年的2.3倍) and of a `from` figure's own time (由2014年的)."""
        q = claim.quantity
        before, after = self.text[mention.start - 1 : mention.start], self.text[mention.end : mention.end + 1]
        if after == "的" and mention.end + 1 == q.outer and q.kind not in ("multiple", "percent"):
            return True
        if before in ("比", "较", "同", "与") or (before in ("是", "为", "于") and after == "的"):
            return False
        if before in ("比", "较", "同", "与", "和") and _AGAINST.match(self.text, mention.end):
            return False
        if before in ("由", "从", "自") and after == "的":
            return claim.role == "from" and (not claims or claims[-1].quantity.end <= mention.end)
        return True
