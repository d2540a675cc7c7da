"""The words that name a figure: those on its two sides, else of the figure before it, else the sentence's topic."""

from __future__ import annotations

import re

from msgspec.structs import replace

from lexicons import Indicator, Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.phrases import Left
from nlp.quantity import Quantity, forms
from nlp.roles import COMPARED, SHARE, Roles, roles
from nlp.sides import Figure, Sides
from nlp.turns import Turns, plainly
from nlp.unnamed import COMPANION

_PURPOSE = re.compile(
    r"(?:用于|用以|用来|支持|投向|投入|对|为|给|帮助|资助|补助|扶持|建设|修建|新建|发展|设立|建立|成立|实施|购置|采购|改造)"
)
_BARE = 4
_SPENT_ON = re.compile("(?:用于|用以|用来|投向|投入)")
_TIMES_OF = re.compile(r"(?<![认设视划评列定成])，?(?:是|为|相当于)[^，。；是为]{1,16}的$")
_ARTICLE = re.compile("[一两几数][条座个栋处项口批家所户名位]")
_OF_THOSE = re.compile("(?:其中[，：]?|(?:按|分)[^，。；\\d]{1,8}[分看]，)[^，。；]*$")
_DISTANCE = re.compile(r"(?P<noun>(?<![相差])(?:距离?|离)[^，。；、\d]{1,12}?)(?:约|有|仅|为|大约|近)*$")
# 为年初预算5.8亿元的53.9%, 为目标任务6500人的105.3%: what was planned of the figure before it.
_PLANNED = re.compile(
    "(?:年初|全年|年度|当年|年|调整|变动|收入|支出|目标|上级|市定)*(?:预算|任务|目标|计划)(?:数|任务|目标)?"
)
_SHARE_OF = re.compile(r"的[\d百]")
_BUILT = frozenset({"修", "建", "通", "修通", "新修", "修建", "硬化", "铺", "铺设"})
_EARNED = frozenset({"收入", "收益", "利润", "产值", "存款", "贷款", "税收"})
_WITH = frozenset({"会同", "配合", "协同", "协助", "联合", "协调"})
_OFFICE = re.compile("[^，。；、\\d]{1,8}?(?:(?<![布格结破])局|部门|委员会|扶贫办|移民办)")
_TOGETHER = frozenset({"共", "合计", "共计", "总计", "共有"})
_OF_WHOLES = frozenset({"share", "level", "target"})
_CLAUSES = frozenset({"clause:around", "clause:right", "verb:purpose", "subject:verb"})
SHORT_CLAUSE = 8
_EACH = ("人均", "户均", "村均", "亩均")  # 惠及1260人|人均增收300元: of the next figure
_BRACKET = 24  # characters of a bracket inside a name, at most
_INCLUDING = re.compile(r"[（(](?:不?含|包括|包含)[^（）()。；]*[）)]$")
Named = tuple[str, str]
"""The naming words and the rule that chose them."""


class Namer:
    """Names the figures of one text."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.cues: Roles = roles(lexicon)
        self.sides = Sides(context, lexicon)
        self.turns = Turns(context, lexicon, self.sides)
        words = lexicon.words
        self.pronominal = words.get("pronominal", frozenset())
        self.linking = words.get("linking", frozenset())
        self.nominal = tuple(words.get("nominal", ()))
        self.leading = tuple(sorted(words.get("leading", ()), key=lambda word: (-len(word), word)))
        self.ends = ("任务", "目标", "总数", "总额", "新", "累计", *sorted(words.get("moneydone", ())))
        self.milestones = words.get("milestone", frozenset())
        self.correcting = words.get("replacing", frozenset())
        self.scopes = words.get("scope", frozenset())
        self.bare = words.get("barehead", frozenset())
        self.persons = ("户", "家庭", *words.get("person", ()))
        self.money_heads = tuple(words.get("moneyhead", ()))
        self.money_verbs = words.get("moneyverb", frozenset())
        self.counts_before = forms(lexicon).counts_before

    def name(self, f: Figure) -> Named:
        """The words that name a figure, and the rule that chose them; both empty where nothing does."""
        noun, rule = self._named(f)
        if rule == "noun:left" and noun == f.left.noun:
            noun = self._across_bracket(f) + noun
        noun = self._alone(noun, f)
        whole = self.turns.achieved(f, noun, rule) if rule in ("noun:left", "noun:right", "clause:right") else None
        return whole or self._without_aim(noun), rule

    def _alone(self, noun: str, f: Figure) -> str:
        """配合农业农村部门改厕, 县里安排资金: with whom it was done, or who told to do it, names nothing."""
        lead = self.context.text[max(f.after, f.left.start - 2) : f.left.start]
        bare = COMPANION.sub("", f"{lead}{noun}" if lead in _WITH and noun == f.left.noun else noun)
        if bare == noun and (office := _OFFICE.match(noun)) and noun[office.end() :] in self.context.indicators.names:
            return noun[office.end() :]  # 教育局资助学生
        return bare if len(bare) > 1 else noun

    def _across_bracket(self, f: Figure) -> str:
        """脱贫人口 of 脱贫人口（含监测对象）务工12684人: the name that a bracket cuts in two."""
        match = _INCLUDING.search(self.context.text, max(f.after, f.left.start - _BRACKET), f.left.start)
        subject = self.context.left(f.after, match.start()) if match else None
        return subject.noun if subject and match and subject.end == match.start() else ""

    def _without_aim(self, noun: str) -> str:
        """计划脱贫退出贫困户: a word of intent or of completion is no part of the name (but 计划生育, 完成投资)."""
        for lead in self.leading if noun.startswith(self.leading) else ():
            if noun.startswith(lead) and len(noun) > len(lead) + 1:
                held = any(noun[:size] in self.context.known_words for size in range(len(lead) + 1, len(lead) + 5))
                return noun if held else noun.removeprefix(lead)
        return noun

    def _named(self, f: Figure) -> Named:
        previous = f.previous
        if f.reading.role == "share" and f.reading.rule == "cue:占":
            return self._part(f)
        if f.reading.rule.startswith("compared"):
            return self._compared(f)
        if previous and f.reading.role == "to" and previous.role == "from" and not f.left.noun:
            return previous.metric_text or "", "noun:previous"
        if previous and self.planned(f.q, f.left, previous):
            return previous.metric_text or "", "noun:previous"
        if f.q.kind in ("multiple", "percent") and (times := self._times_of(f)):
            return times
        if f.q.unit and f.q.unit.kind == "count" and not f.q.unit.counts:
            return f.q.unit_text or "", "unit:itself"
        if told := self.turns.named(f) or self._roads(f):
            return told
        if f.right.noun in self.milestones or f.right.rest.startswith(_EACH):
            f = replace(f, right=replace(f.right, noun="", rest=""))
        if f.left.noun in self.pronominal or _ARTICLE.fullmatch(f.left.noun) or self._mere_place(f):
            f = replace(f, left=replace(f.left, noun=""))
        if f.q.kind == "rank" and f.left.noun:
            return _rated(f.left), "noun:left"
        return self._headless(f) or self._beside(f) or self._verbal(f) or self._inherited(f) or ("", "")

    def indicator(self, claim: Claim) -> Indicator | None:
        """The lexicon's indicator: the one that ends the words, or stands among them where they are a whole clause."""
        if not claim.metric_text:
            return None
        known, unit = self.context.indicators, claim.quantity.unit
        phrase = claim.metric_text
        if row := known.at_end(phrase, unit):
            return row
        bare = phrase
        while end := next((end for end in self.ends if bare.endswith(end)), ""):
            bare = bare.removesuffix(end)
            if row := known.at_end(bare, unit):
                return row
        if "noun:right" in claim.rules:
            bare = self.context.without_predicate(claim.metric_text)
            if row := known.at_end(bare, unit):
                return row
        if "clause:right" in claim.rules and (row := known.at_end(plainly(phrase), unit)):
            return row
        clause = _CLAUSES & set(claim.rules) and claim.quantity.kind in ("count", "measure")
        return known.inside(claim.metric_text, unit) if clause else None

    def planned(self, q: Quantity, left: Left, previous: Claim) -> bool:
        """为年初预算5.8亿元的53.9%: what was planned of the figure before, by which it is measured."""
        same = q.kind == previous.quantity.kind and q.kind in ("money", "count", "measure")
        told = same and getattr(q.unit, "dimension", 0) == getattr(previous.quantity.unit, "dimension", 1)
        if not told or not _SHARE_OF.match(self.context.text, q.end):
            return False
        written = self.context.text[left.start : q.outer]
        return bool(_PLANNED.fullmatch(left.noun) or _PLANNED.fullmatch(written))

    def _roads(self, f: Figure) -> Named | None:
        """修了2864公里路: the word that is written with the measure, and what was done, where nothing else names it."""
        noun = (f.q.unit_text or "")[-1:]
        if noun != "路" or f.q.kind != "measure" or self.context.strong(f.left.noun):
            return None
        verb = f.left.verb if f.left.verb in _BUILT else next((w for w in f.left.words if w in _BUILT), "修")
        return f"{verb}{noun}", "unit:itself"

    def _times_of(self, f: Figure) -> Named | None:
        """人均收入是全国平均水平的69.8%: the subject, not what it is measured by."""
        measured = self.context.text[f.q.outer - 1 : f.q.outer] == "的"
        match = _TIMES_OF.search(self.context.text, f.after, f.q.outer) if measured else None
        if not match:
            return None
        subject = self.context.left(f.after, match.start())
        if self.context.strong(subject.noun) or subject.noun.endswith("率"):
            return subject.noun, "noun:left"
        if f.previous and not subject.noun:
            return f.previous.metric_text or "", "noun:previous"
        return None

    def _mere_place(self, f: Figure) -> bool:
        """True of a place before a figure whose name stands elsewhere: 双龙冲村6200亩茶园, 双龙冲村108人脱贫."""
        if self.sides.mere_place(f):
            return True
        right = f.right
        told = self.context.strong(right.noun) or bool(self.context.indicators.at_end(right.rest, f.q.unit))
        return told and self.sides.placed(f.left.noun)

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
        edges = self.context.text[q.outer - 1 : q.outer] + self.context.text[q.end : q.end + 1]
        if q.kind == "measure" and edges in ("（）", "()"):
            item = self.context.left(f.after, q.outer - 1).noun.rpartition("、")[2]
            if strong(item) or len(item) > 1:
                return item, "noun:left"  # 药材、洋芋（32.4万亩）、果业
        named = bool(left.noun) and self.context.indicators.at_end(left.noun, q.unit) is not None
        if q.kind == "money" and (spent := self._spent(f, named)):
            return spent
        of_whole = q.kind in ("percent", "ratio") and not left.noun and f.reading.role in _OF_WHOLES
        if of_whole and self._rate(right.noun, f):
            return right.noun, "noun:right"
        if of_whole and right.rest and (self.context.text[q.end] == "的" or strong(right.noun)):
            return right.rest, "clause:right"
        sides = [(left.noun, "noun:left"), (right.noun, "noun:right")]
        if self.sides.counts_after(f, named):
            sides.reverse()
        if mere := self.sides.mere_size(f):
            sides = [(left.noun, "noun:left")]
        for noun, rule in sides:
            if strong(noun):
                if noun in self.bare and left.verb and rule == "noun:left":
                    subject = self.context.left(f.after, left.verb_start)
                    whole = subject.end == left.verb_start and strong(subject.noun)
                    return (subject.noun if whole else "") + left.verb + noun, rule
                around = rule == "noun:left" and q.kind in ("percent", "ratio") and not left.words
                around = around and self.context.text[q.end : q.end + 1] != "的"
                if around and right.rest and len(right.rest) <= SHORT_CLAUSE:
                    return noun + right.rest, "clause:around"
                return noun, rule
        owned = f.previous and self.sides.owned(f.previous, q)
        bare = not left.noun and not left.verb and not self._cued(left) and not owned and not self.sides.leads_on(f)
        if q.unit_text in self.counts_before and bare and right.rest and not mere:
            return right.rest, "clause:right"
        for noun, rule in () if owned and not left.noun else sides:
            if len(noun) > 1 and noun not in self.pronominal:
                return self._dated(f, noun) if rule == "noun:left" else (noun, rule)
        return None

    def _rate(self, noun: str, f: Figure) -> bool:
        """18.6%的贫困发生率降至0: the figure is that of the rate, whatever the rate does."""
        row = self.context.indicators.at_end(noun, f.q.unit) if noun else None
        return row is not None and row.nature == "ratio"

    def _dated(self, f: Figure, noun: str) -> Named:
        """扶贫贷款今年新放867万元: a word behind a time says what happened to the subject before the time."""
        if f.left.start not in self.context.time_spans:
            return noun, "noun:left"
        subject = self.context.left(f.after, f.left.start)
        near = self.context.clause_start(f.left.start, f.start) <= subject.start
        if near and self.context.strong(subject.noun):
            return subject.noun + noun, "subject:verb"
        return noun, "noun:left"

    def _spent(self, f: Figure, named: bool) -> Named | None:
        """投资3亿元新建学校: for money, the verb with what it is spent on; 500元的补贴: the noun after 的."""
        left, right = f.left, f.right
        owned = left.noun + right.noun
        if not named and left.noun and right.noun in _EARNED and self.context.indicators.at_end(owned, f.q.unit):
            return owned, "noun:left"  # 村集体有了12.6万元收入
        if left.noun in self.money_verbs and left.noun.endswith(self.money_heads) and right.rest:
            return left.noun + right.rest, "verb:purpose"
        after = self.context.text[f.q.end : f.q.end + 1]
        if not named and after == "的" and self.context.strong(right.noun):
            return right.noun, "noun:right"
        if left.verb in self.money_verbs and not left.noun and right.rest:
            return left.verb + right.rest, "verb:purpose"
        return self._portion(f)

    def _portion(self, f: Figure) -> Named | None:
        """其中城镇居民33085元, 其中柳河镇安排320万元: whose or where the part of the money before is."""
        left = f.left
        previous = next((c for c in reversed(f.claims) if c.quantity.kind == "money"), None)
        if not previous or not previous.metric_text:
            return None
        goes_on = "noun:part" in previous.rules
        if not goes_on and not _OF_THOSE.search(self.context.text, previous.quantity.end, f.q.outer):
            return None
        giver = self.context.left(f.after, left.verb_start).noun if left.verb in self.money_verbs else ""
        if left.verb in self.money_verbs and not left.noun and (not giver or giver in self.context.places):
            return previous.metric_text, "noun:part"
        if left.noun.endswith(self.persons) and not left.verb and left.noun[-2:] in previous.metric_text:
            return left.noun + previous.metric_text.rpartition(left.noun[-2:])[2], "noun:part"
        return None

    def _verbal(self, f: Figure) -> Named | None:
        """小额信贷累计发放231户: subject and verb name the figure; 投入3亿元用于… the verb and its purpose."""
        q, left, right = f.q, f.left, f.right
        if not left.verb or self.cues.before.get(left.verb):
            return None
        subject = self.context.left(f.after, left.verb_start)
        if f.previous and left.verb in self.linking and self.sides.placed(subject.noun):
            return None  # 通村公路完成127公里，石桥河镇|完成|11.2公里
        beside = self.context.text[max(0, subject.start - 2) : subject.start] in _WITH
        if beside or self.sides.placed(subject.noun) or not COMPANION.sub("", subject.noun):
            subject = replace(subject, noun="")  # 其中石桥河镇完成11.2公里, 会同住建部门完成3146户
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
        if previous and not self.correcting.isdisjoint(left.words):
            return None  # “改造危房7215户”有误，应为7251户: what compares the two finds what it stands for
        if previous:
            few = q.kind == "money" and previous.quantity.kind == "count" and len(previous.metric_text or "") <= _BARE
            if few and _SPENT_ON.match(right.rest):
                return right.rest, "clause:right"
            if self._population(f, previous):
                return q.unit_text or "", "unit"
            if previous.metric_text:
                gap = self.context.text[f.after : q.outer]
                elsewhere = any(place in gap for place in self.context.places)  # 8600公顷，龙洞镇1.26万亩
                name = self.sides.unplaced(previous.metric_text) if elsewhere else previous.metric_text
                return name, "noun:previous"
        topic = self.context.topic(left.start, f.start)
        if topic and not topic[0].isdigit():
            return topic, "noun:topic"
        if right.rest and q.kind != "rank":
            return right.rest, "clause:right"
        everyone = q.unit_text == "户" and not left.noun and not self.scopes.isdisjoint(left.words)
        if q.unit_text in ("人口", "家庭") or everyone:
            return q.unit_text or "", "unit"
        return next(((word, "verb") for word in left.words if word in self.cues.before), None)

    def _population(self, f: Figure, previous: Claim) -> bool:
        """辖9个村，3216户12874人: households and persons after other counts name themselves."""
        q, text = f.q, self.context.text
        scopes = self.scopes if q.unit_text == "户" else frozenset()
        bare = not f.left.verb and not f.right.rest and set(f.left.words) <= _TOGETHER | {"、"} | scopes
        if q.unit_text not in ("户", "人") or not bare or text[q.end : q.end + 1] == "的":
            return False
        gap = text[previous.quantity.end : q.outer]
        gap = gap[:-2] if gap[-2:] in scopes else gap
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
