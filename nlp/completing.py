"""Names that leave out what was told before: of which crop the yield, of which loan the sum that was paid out.

    2.柑橘：种植面积7600公顷，总产97500吨: 柑橘种植面积, 柑橘总产
    扶贫小额信贷余额2.4亿元，当年新放1.63亿元: 扶贫小额信贷新放
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexicons import Indicator, Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.indicators import fits

_LEAD = re.compile(r"(?P<lead>[^，。；：！？\d（）()【】]{2,12}?)(?:方面|情况|产业|生产|工作)?[：:]")
_BRACKET = re.compile(r"【(?P<lead>[^】\d]{2,12})】")
_SUBJECT = re.compile(r"(?P<lead>[^，。；：\d]{2,8}?)(?:产业)?(?:是|成为|已成为|作为)[^，。；\d]{2,16}，")
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十\d]+[、.．条件]|[（(][一二三四五六七八九十\d]+[）)])?")
_APART = re.compile("[；。！？\n]")
_LOANS = re.compile(
    "(?:历年|累计|当年|新增|新|共|已)*(?:放贷|放款|投放|发放|新放|贷出|放出|贷款)(?:总额|金额|资金|总量)?$"
)
_CREDIT = re.compile("信贷|贷款(?:余额)?|贷")
_LENT = re.compile("贷|放款|新放|放出")
_FIGURES = re.compile(r"\d")
_HELPED = re.compile("(?:受助|资助|获助|受资助|享受资助)$")
_PUPILS = re.compile("(?:学生|大学生|儿童|学子|在校生|幼儿)")
_REBUILT = re.compile("(?:户|群众|农民|家庭|对象)(?:已|全部|顺利|实现)?(?:完成|实施|开工|竣工)?(?:改造|改建|重建)$")
_BARE = re.compile("(?:完成|实施|开工|竣工)?(?:改造|改建|重建)(?:任务)?")
_CLAUSE = re.compile("[^，。；、]{0,12}")
_OBJECTS = (("危房", "危房改造"), ("户厕", "户厕改造"), ("厕所", "厕所改造"), ("旧房", "危房改造"))
_TOPPED = re.compile("首位|第一|最[高多大好]|居前|领先|其次|前列|榜首|前茅")
_UNDONE = ("剩余", "未脱贫", "未出列", "未退出")
_LONGEST, _NEAR, _SHORT = 6, 60, 4


class Completer:
    """Completes the names in one text, where the lexicon or the sentence leaves no doubt."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.text = context.text
        self.known = context.indicators
        self.measures = lexicon.words.get("measure", frozenset())
        self.scopes = lexicon.words.get("scope", frozenset())
        self.rest = frozenset(word for word in lexicon.words.get("remaining", ()) if word[0] in "剩余")

    def complete(self, claims: list[Claim], start: int, heading: str | None, before: list[Claim]) -> None:
        """Completes the names of one sentence, which begins at `start`; `before` are the claims of the one before."""
        for i, claim in enumerate(claims):
            name = claim.metric_text or ""
            if not name or "noun:next" in claim.rules:
                continue
            whole, kind = None, claim.quantity.kind
            if name in self.measures:
                whole = self._measured(name, claim, claims[:i], start, heading, before)
            elif name in self.rest and claim.quantity.unit_text in ("户", "人"):
                whole = self._left(name, claims[:i])
            elif "noun:previous" in claim.rules and i and claim.quantity.unit is not claims[i - 1].quantity.unit:
                whole = self._labelled(name, claim, start)
            elif "verb" in claim.rules and claim.role in ("level", "change", "to"):
                whole = self._done(claim, claims[:i], start)
            if not whole and before and len(name) <= _SHORT:
                whole = self._topped(name, claim, start, before)
            if not whole and kind == "money" and _LOANS.search(name):
                whole = self._money(name, claim, claims[:i], start, heading)
            elif not whole and kind == "count":
                whole = self._served(name, claim, start, heading)
            if whole:
                claim.metric_text = whole

    # -- crops and herds ----------------------------------------------------------------------------------------

    def _measured(
        self, name: str, claim: Claim, claims: list[Claim], start: int, heading: str | None,
        before: list[Claim],
    ) -> str | None:
        """The whole name of a bare measure (总产, 面积, 存栏) by what it is a measure of."""
        for owner in self._owners(claim, claims, start, before):
            if whole := self._named(owner, name, claim):
                return whole
        topic = heading and _NUMBER.sub("", heading)
        return self._named(topic, name, claim, sure=True) if topic and not claims else None

    def _owners(self, claim: Claim, claims: list[Claim], start: int, before: list[Claim]) -> Iterator[str]:
        """What a bare measure may belong to: the name before it, what its sentence opens with."""
        q = claim.quantity
        for previous in reversed(claims):
            if _APART.search(self.text, previous.quantity.end, q.outer):
                break
            if previous.metric_text and previous.metric_text != claim.metric_text:
                yield previous.metric_text
                break
        for pattern in (_LEAD, _BRACKET, _SUBJECT):
            if found := pattern.match(self.text, start, q.outer):
                yield found["lead"]
        opens = not claims and self.text.startswith(claim.metric_text or "\0", start)
        if opens and before and before[-1].metric_text and q.outer - before[-1].quantity.end < _NEAR:
            yield before[-1].metric_text

    def _named(self, owner: str, name: str, claim: Claim, sure: bool = False) -> str | None:
        """`owner` and `name` as one name: one that the lexicon has, else the crop whose other measure `owner` is."""
        unit = claim.quantity.unit
        for scope in self.scopes:
            if owner.startswith(scope):
                owner = owner[len(scope) :]
        short = name[1:] if name[0] == "年" and name[1:] in self.measures else name
        row = self.known.at_end(owner, None)
        alike = (row.indicator, *row.synonyms) if row else ()
        for other in (owner, *(alike if owner in alike else ())):
            for size in range(len(other), 1, -1):
                for form in (name, short):
                    whole = other[:size] + form
                    if any(fits(found, unit) for found in self.known.names.get(whole, ())):
                        return whole
        stem = self._stem(owner)
        if stem and not sure:
            return stem + name
        if row and not sure and owner in alike and self._stem(row.indicator):
            return owner + name  # 柑橘 alone is a name of 柑橘种植面积
        return None

    def _topped(self, name: str, claim: Claim, start: int, before: list[Claim]) -> str | None:
        """排在首位的是柏树村，收入62.8万元: the income of which the sentence before told the whole."""
        if not _TOPPED.search(self.text, start, claim.quantity.outer):
            return None
        kind = claim.quantity.kind
        told = (c.metric_text for c in before if c.quantity.kind == kind and not c.of and c.metric_text)
        return next((whole for whole in told if whole.endswith(name) and whole != name), None)

    def _stem(self, owner: str) -> str:
        """The crop or herd of which a name is a measure (柑橘 of 柑橘面积); empty where it is of none."""
        size = next((n for n in range(6, 1, -1) if owner[-n:] in self.measures and len(owner) > n), 0)
        stem = owner[:-size] if size else ""
        return stem if 1 < len(stem) <= _LONGEST else ""

    # -- what was done ------------------------------------------------------------------------------------------

    def _done(self, claim: Claim, claims: list[Claim], start: int) -> str | None:
        """改厕：完成31户: the topic before the colon names what a bare verb was done to."""
        found = _LEAD.match(self.text, start, claim.quantity.outer) or _BRACKET.match(
            self.text, start, claim.quantity.outer
        )
        if not found or not self._row(found["lead"], claim):
            return None
        strange = any(c.metric_text and found["lead"] not in c.metric_text for c in claims)
        return None if strange else found["lead"]

    def _left(self, name: str, claims: list[Claim]) -> str | None:
        """剩余333户 behind a group of the same sentence is what remains of that group."""
        for previous in reversed(claims):
            told = previous.metric_text or ""
            if told.startswith(_UNDONE):
                return told
            if self.known.names.get(f"剩余{told}"):
                return f"剩余{told}"
        return None

    def _labelled(self, name: str, claim: Claim, start: int) -> str | None:
        """2.中蜂：养蜂户63户，共12400箱: what the colon announces, where the name before does not go with the unit."""
        found = _LEAD.match(self.text, start, claim.quantity.outer)
        if found is None or self._row(name, claim) or not self._row(found["lead"], claim):
            return None
        return found["lead"]

    def _row(self, name: str, claim: Claim) -> Indicator | None:
        return self.known.at_end(name, claim.quantity.unit)

    def _money(
        self, name: str, claim: Claim, claims: list[Claim], start: int, heading: str | None
    ) -> str | None:
        """新放1.63亿元: the loan that the sentence, the one before it or the heading names."""
        if self._row(name, claim):
            return None
        for text in self._lending(name, claim, claims, start, heading):
            ends = [m.end() for m in _CREDIT.finditer(text)]
            rows = (self.known.at_end(text[:end], claim.quantity.unit) for end in reversed(ends))
            if row := next((row for row in rows if row and "贷" in row.indicator), None):
                if name == "贷款" and any(self._row(c.metric_text or "", c) is row for c in claims):
                    return None  # 发放小额信贷1.3亿元，其中新增贷款3200万元: a part by a name of its own
                verb = _LOANS.search(name)
                return row.indicator.removesuffix("余额") + (verb[0] if verb else "").removeprefix("贷款")
        return None

    def _lending(
        self, name: str, claim: Claim, claims: list[Claim], start: int, heading: str | None
    ) -> Iterator[str]:
        """Where the loan may be told; 发放 and 投放 are said of other money, too, and reach no further than it."""
        sentence, before, title = self._near(claim, start, heading)
        told = [c.metric_text or "" for c in claims if c.quantity.kind == "money"]
        lent = _LENT.search(name) is not None
        if lent or not told or any("贷" in name for name in told):
            yield sentence
        if lent or not (told or _FIGURES.search(before.rstrip("。\n").rpartition("。")[2])):
            yield before
        if lent or not told:
            yield title

    def _served(self, name: str, claim: Claim, start: int, heading: str | None) -> str | None:
        """受助2846人次, 支持1837户农户完成改造: the pupils, the houses that the words before tell of."""
        q = claim.quantity
        if q.unit_text == "户" and self._rebuilt(claim):
            for text in self._near(claim, start, heading):
                if found := next((whole for word, whole in _OBJECTS if word in text), None):
                    return found
        if _HELPED.search(name) and not self._row(name, claim):
            near = next((t for t in self._near(claim, start, heading) if _PUPILS.search(t)), "")
            return f"学生{name}" if near else None
        return None

    def _rebuilt(self, claim: Claim) -> bool:
        """True where what follows the figure's noun is that something was rebuilt (户农户|完成改造)."""
        name, clause = claim.metric_text or "", _CLAUSE.match(self.text, claim.quantity.end)
        return bool(_BARE.fullmatch(name)) or (clause is not None and bool(_REBUILT.search(clause[0])))

    def _near(self, claim: Claim, start: int, heading: str | None) -> tuple[str, str, str]:
        """The sentence before the figure, the words before that sentence, the heading."""
        return self.text[start : claim.quantity.outer], self.text[max(0, start - _NEAR) : start], heading or ""
