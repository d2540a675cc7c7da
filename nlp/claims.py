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
from nlp.coming import coming
from nlp.completing import Completer
from nlp.context import REACH, Context
from nlp.dating import Dater
from nlp.implied import Implied
from nlp.lexemes import Lexeme
from nlp.naming import Namer
from nlp.neighbours import LIST_MARKS
from nlp.phrases import Left, Right
from nlp.quantity import Quantity
from nlp.roles import BY, DONE, RELATIVE_KINDS, UNTIL, Reading, roles
from nlp.sharing import share
from nlp.sides import Figure
from nlp.times import TimeMention
from nlp.unnamed import Unnamed
from nlp.wholes import Wholes

# 12846人（含贫困人口2163人）喝上安全水: the bracket parts the figure from what follows it.
_ASIDE = re.compile(r"[（(](?:均?不?含|包括|包含|其中)[^（）()。；]{1,24}[）)](?=[^，。；、）\s])")
_FIGURE = re.compile(r"\d|$")
_QUOTED = re.compile("”[^，。；、]{1,2}$")
_END = re.compile("[0-9]{0,2}月?份?[底末]")
# 完成计划7万亩的111.4%，其中…: what is measured against a plan is none itself.
_MEASURED = re.compile("(?:为|是|占|达到?|完成|超过?|相当于)了?[^，。；、的]{0,8}$")
_SHORT_MEASURE = 7
_EACH = re.compile("[人户村亩]均")
# 低于扶贫标准2736元的608户: the figure is the line's own.
_LINE = re.compile("(?:高于|低于|超过)[^，。；]{1,12}(?:标准|线)$")
# 完成计划目标100%: how much of it was done.
_NOUNS_END = re.compile("完成[^，。；]{0,10}(?:计划|规划|目标)$")
# 收入增速，应为8.2%: the pause parts the cue from its figure.
_GROWING = re.compile("(?:增速|增幅|增长率)，?(?:应|实|更正|订正|修正|改|修订)[^，。；\\d]{0,4}$")
_ESTIMATES = ("预计",)
_NOUNS = ("计划", "规划", "目标")
_NOMINAL = re.compile("[，。；、）的不]")
_DUTY = re.compile("任务数?(?:为|是|共)?$")
_OF_DUTY = re.compile(r"的[\d百]")
_ALREADY = re.compile("[已全均][于在]?$")  # 已于11月底前发放到户
_ARRIVED = re.compile("\\d[^，；。]{0,4}[，；](?:已|实际|现)?到位(?:资金)?$")  # 计划整合6亿元，到位3.9亿元
_AIMED = ("level", "change", "to", "average", "growth")
_MONTHS = re.compile(r"\d{4}-\d\d/\d{4}-\d\d")
_DO = re.compile("(?:全面|全部|圆满|顺利|超额)?完成了?")


class Reader:
    """Reads the claims of one text.

    `times` are its resolved time mentions, `reported` the year it reports on, `places` the names of places in it.
    `early` is true of what was written in the first half of a year; what happens after `horizon`, the month of writing
    (2018-07), is planned, and so are months that begin when what the text reports on ends, at `until`.
    """

    def __init__(
        self, text: str, lexicon: Lexicon, times: list[TimeMention], reported: int | None = None,
        places: frozenset[str] = frozenset(), early: bool = False, horizon: str = "",
        until: str = "",
    ) -> None:
        self.text = text
        self.reported = reported
        self.early, self.horizon, self.until = early, horizon, horizon or until
        self.coming = coming(lexicon)
        self.context = Context(text, lexicon, times, places)
        self.roles = roles(lexicon)
        self.estimated = False
        self.money_verbs = lexicon.words.get("moneyverb", frozenset())
        self.aims = [lexeme for lexeme in self.context.lexemes.found if self._aim(lexeme)]
        self.aim_ends = [lexeme.end for lexeme in self.aims]
        self.namer = Namer(self.context, lexicon)
        self.implied = Implied(self.context, lexicon)
        self.dater = Dater(self.context, lexicon)
        self.wholes = Wholes(self.context, lexicon)
        self.completer = Completer(self.context, lexicon)
        self.unnamed = Unnamed(self.context, lexicon)

    def _aim(self, lexeme: Lexeme) -> bool:
        """Whether a word announces a plan.

        Not so in a quoted name (“启明星”助学计划), of a plan that is drawn up (编制规划，…), nor 争取 of what was got.
        """
        if lexeme.word not in self.roles.aims or _QUOTED.search(self.text, max(0, lexeme.start - 3), lexeme.start):
            return False
        if lexeme.word in _NOUNS and _NOMINAL.match(self.text, lexeme.end):
            return False
        return not (lexeme.word in self.money_verbs and self.roles.obtained.match(self.text, lexeme.end))

    def sentence(
        self, start: int, end: int, figures: list[Quantity], carried: TimeMention | None, planned: bool = False,
        estimated: bool = False, heading: str | None = None,
    ) -> list[Claim]:
        """The claims of one sentence; bare numbers whose unit nothing tells are left out.

        `carried` is the time that the sentences before or the headings speak of, `planned` is true under a heading
        that announces plans, `estimated` where 预计 tells of the year that is over, `heading` is the section's.
        """
        self.estimated = estimated
        claims: list[Claim] = []
        floor = start
        for q, following in zip(figures, [*(f.outer for f in figures[1:]), end], strict=True):
            begin = max(start, q.outer - REACH)
            left, right = self._sides(q, max(floor, begin), following)
            if q.unit is None and q.kind == "count":
                q = self.implied.bare(q, left, right, claims)
                if q.unit is None:
                    floor = q.end
                    continue
            q = self.implied.shared_form(q, left, claims[-1] if claims else None)
            claim = self._claim(q, left, right, begin, claims, planned)
            self.dater.date(claim, begin, claims, carried)
            if self._later(claim):
                claim.reading = Reading("target", rule="target")
            claims.append(claim)
            named = q.kind == "measure" and "noun:right" in claim.rules
            parallel = named and self.text.startswith(LIST_MARKS, right.end)
            counts = q.unit is not None and (q.unit.counts or parallel)
            counted = right.noun and claim.metric_text == right.noun and counts
            floor = right.end if counted and right.end <= following else q.end
        share(self.context, claims, start)
        self.unnamed.complete(claims, heading, self.namer.turns.before)
        self.completer.complete(claims, start, heading, self.namer.turns.before)
        for claim in claims:
            each = claim.role == "level" and claim.quantity.kind in ("money", "measure")
            if each and _EACH.search(claim.metric_text or ""):
                claim.reading = Reading("average", rule="average")
            claim.metric = self.namer.indicator(claim)
            self.dater.settle(claim)
        self.namer.turns.before = claims
        return claims

    def _sides(self, q: Quantity, floor: int, following: int) -> tuple[Left, Right]:
        """What stands on the two sides of a figure; 每公里 before it is stepped over (补助标准为每公里25万元)."""
        left = self.context.left(floor, q.outer)
        if left.noun.removeprefix("平均").startswith("每") and len(left.noun) <= _SHORT_MEASURE:
            left = self.context.left(floor, left.start)
        if aside := _ASIDE.match(self.text, q.end):
            end = self.text.find("\n", aside.end())
            beyond = _FIGURE.search(self.text, aside.end(), end if end >= 0 else len(self.text))
            return left, self.context.right(aside.end(), beyond.start() if beyond else aside.end())
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
            claim.of = self.wholes.of(claim, claims, gap)
        return claim

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
        modifies = reading.role == "difference" and self.text[q.end : q.end + 1] == "的"
        if previous and reading.role == "level" and self.namer.planned(q, left, previous):
            return Reading("target", rule="target")
        if modifies and _LINE.search(self.text, start, q.outer):
            reading = Reading("standard", rule="standard")
        if previous and reading.role == "level" and self._listed(q, left, previous):
            reading = replace(previous.reading, rule="listed")
        elif previous and reading.role == "level" and self._respective(q, left, previous):
            changed = Reading("growth" if q.kind in RELATIVE_KINDS else "change", rule="listed")
            reading = replace(changed, direction=previous.reading.direction)
        if reading.role == "level" and q.kind in ("percent", "ratio") and (
            group := self.wholes.group(previous.quantity.end if previous else start, q.outer)
        ):
            reading = Reading("share", of=group, rule="among")
        if reading.role == "level" and not right.noun and self._duty(q, floor):
            return Reading("target", rule="target")
        bare = reading.role == "level" and q.kind == "percent"
        if bare and _GROWING.search(self.text, max(start, q.outer - 12), q.outer):
            reading = Reading("growth", "up", rule="cue:增速")
        done = q.kind == "percent" and _NOUNS_END.search(self.text, floor, q.outer)
        aimed = reading.role in ("level", "change", "average", "growth") or (reading.role == "to" and not opened)
        planned = planned or (aimed and not done and self._aimed(start, q))
        if aimed and not done and planned:
            return Reading("target", rule="target")
        return reading

    def _respective(self, q: Quantity, left: Left, previous: Claim) -> bool:
        """True of the second figure of another kind behind 分别 (分别下降1260人和2.3%)."""
        gap = self.text[previous.quantity.end : q.outer]
        told = self.text.rfind("分别", max(0, previous.quantity.outer - 8), previous.quantity.outer) >= 0
        return told and previous.role in ("change", "growth") and not left.noun and gap in LIST_MARKS

    def _duty(self, q: Quantity, floor: int) -> bool:
        """True of what an office is told to do (下达减贫任务35户), also of what is done of it (完成任务35户的114%)."""
        if self.text.find("任务", floor, q.outer) < 0 or not _DUTY.search(self.text, floor, q.outer):
            return False
        return bool(_OF_DUTY.match(self.text, q.end)) or not DONE.search(self.text, floor, q.outer)

    def _listed(self, q: Quantity, left: Left, previous: Claim) -> bool:
        """True where the figure only goes on a list (降至168户412人; 200元、300元)."""
        gap = self.text[previous.quantity.end : q.outer]
        if gap in ("（", "(") and self.text[q.end : q.end + 1] in ("）", ")"):
            return {q.unit_text, previous.quantity.unit_text} == {"户", "人"}  # 减少9246人（2759户）
        same = previous.quantity.kind == q.kind and previous.role != "share"
        before = self.text[max(0, previous.quantity.outer - 12) : previous.quantity.outer]
        told = gap == "，" and "分别" in before
        return same and not left.noun and (gap == "" or gap in LIST_MARKS or told)

    def _aimed(self, start: int, q: Quantity) -> bool:
        """Whether words around a figure tell that it is only planned."""
        if _ARRIVED.search(self.text, start, q.outer):
            return False
        return self._targeted(start, q.outer) or self.coming.governs(self.text, start, q.outer, q.end, self.early)

    def _later(self, claim: Claim) -> bool:
        """Whether the sentence tells a time of a figure that was still to come when the text was written."""
        if not self.until or "time:sentence" not in claim.rules or claim.role not in _AIMED:
            return False
        first, _, last = (claim.time or "").partition("/")
        if self.horizon and first[:4].isdigit() and f"{first}-01"[: len(self.horizon)] > self.horizon:
            return True
        if not _MONTHS.fullmatch(claim.time or ""):
            return False
        now = _month(self.until)
        return _month(first) >= now - 1 and _month(last) >= now + 2

    def _targeted(self, start: int, position: int) -> bool:
        """True where a word that announces a plan governs the figure: no word of completion stands between."""
        i = bisect_right(self.aim_ends, position) - 1
        while i >= 0 and self.estimated and self.aims[i].word in _ESTIMATES:
            i -= 1
        if i >= 0 and self.aims[i].start >= start:
            named = "verb" not in self.aims[i].parts
            measured = named and _MEASURED.search(self.text, start, self.aims[i].start)
            if measured and any(pause in self.text[self.aim_ends[i] : position] for pause in "的，；、"):
                return False
            done = self.aims[i].word != "预计" and _DO.match(self.text, self.aim_ends[i])
            return not DONE.search(self.text, done.end() if done else self.aim_ends[i], position)
        before = self.text[start:position]
        for year in UNTIL.finditer(self.text, start, position) if "到" in before else ():
            later = int(year[1]) > self.reported if self.reported else not _END.match(self.text, year.end())
            if later and not DONE.search(self.text, year.end(), position):
                return True
        if self.roles.ahead.search(before):
            return True
        by = BY.search(self.context.blanked(start, position)) if "前" in before else None
        return by is not None and not _ALREADY.search(self.context.blanked(start, position)[: by.start()])


def _month(time: str) -> int:
    """The months from year 0 to one that is written as 2018-07."""
    return 12 * int(time[:4]) + int(time[5:7])
