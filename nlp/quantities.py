"""Number + unit + hedge → quantity. Works on cleaned text; what a figure is about is `nlp.claims`' business.

The scan is one compiled expression: an optional hedge, a number in any writing, an inner hedge (300余万), a unit,
what it is per (元/户), a closing hedge (以上). Neighbouring atoms then join into ranges (3至5个) and lists that share
a unit (12、15、18个).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

import regex

from lexicons import Hedge, Lexicon, Unit
from nlp.model import Bound, Kind
from nlp.numerals import ARABIC, plain, read_number
from nlp.patterns import choice, guarded

CHINESE = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
SCALES = "十百千万亿拾佰仟"
CONNECTORS = ("-", "—", "–", "―", "－", "~", "～", "至", "到", "——")
LIST_MARKS = ("、", "和", "及", "与", "，")
_ADJACENT = regex.compile(r"([一二两三四五六七八])([二两三四五六七八九])")
_PAIR = regex.compile(rf"([十]?)([{CHINESE}])([{CHINESE}])([{SCALES}]*)$")
_DIGITS = regex.compile(rf"(\d[\d,.]*)([{SCALES}]*)$")
_PLACED = regex.compile(r"(?:全[省市县区国州盟镇乡]|[省市州县区国]内?|居|列|排名?|排在|位次|名次|名列|位居|进入|跻身)$")
_LIMIT = regex.compile(r"(至少|最少|最多|至多|不少于|不超过)[^，。；、：\d一二三四五六七八九十]{1,5}$")
_COUNTLESS = regex.compile(f"[{SCALES[1:]}]+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it stands in the cleaned text. `outer` is its start with the hedges before it.

    `unit` is None for a bare number with 万 or 亿 (投入5.2亿, 3.2万贫困人口): what is counted tells the unit.
    """

    start: int
    end: int
    outer: int
    number_end: int
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    approx: bool = False
    step: Decimal | None = None
    unit: Unit | None = None
    unit_text: str | None = None
    per: str | None = None
    rules: tuple[str, ...] = field(default=())


class Grammar:
    """The compiled quantity grammar of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        units = [(form, unit) for unit in lexicon.units.values() for form in unit.forms]
        self.units: dict[str, list[Unit]] = {}
        for form, unit in units:
            self.units.setdefault(form, []).append(unit)
        hedges = lexicon.hedges
        self.before = {h.hedge: h for h in hedges if h.position in ("before", "scale")}
        self.after = {h.hedge: h for h in hedges if h.position == "after"}
        self.inside = {h.hedge: h for h in hedges if h.position == "inside"}
        self.abstract = lexicon.words.get("abstract", frozenset())
        self.idioms = regex.compile(choice(lexicon.words.get("idiom", {"三位一体"})))
        unit = guarded([(form, _guards(form, u)) for form, u in units], ahead=True)
        people = choice(form for form, _ in units if len(form) <= 3)
        before = guarded([(h.hedge, h.unless) for h in self.before.values()], ahead=False)
        after = guarded([(h.hedge, h.unless) for h in self.after.values()], ahead=True)
        inside = choice(self.inside)
        connector = choice(CONNECTORS)
        first = regex.escape("".join(sorted({hedge[0] for hedge in self.before})))
        number = rf"""
            (?<![\d.A-Za-z]){ARABIC}(?:[{SCALES}]{{1,2}}(?:[零〇]?[\d{CHINESE}]{{1,4}}[{SCALES}]{{1,2}})*)??
            | (?<![第{CHINESE}{SCALES}])[{CHINESE}{SCALES}][{CHINESE}{SCALES}点]*+(?<!点)
            | (?<![第{CHINESE}{SCALES}])[{CHINESE}{SCALES}][{CHINESE}{SCALES}点]*(?<!点)
            | [数几][{SCALES}]{{1,3}}
            | (?<![A-Za-z×])[xX×*○□]{{1,4}}(?![A-Za-z])
        """
        self.scan = regex.compile(
            rf"""
            (?=[\d{CHINESE}{SCALES}数几xX×*○□人¥￥{first}])
            (?P<before>{before})?(?:人民币|[¥￥])?
            (?P<number>{number})
            (?P<inner>{inside}|几)?(?P<scale>[{SCALES}]{{1,2}}?)??(?P<inner2>{inside})?
            (?:(?P<unit>{unit})(?P<per>(?:/|每){people}?(?:[·./]?(?:人|年|月|天|日|亩|户))?)?(?P<after>(?:\(|（)?{after}(?:\)|）)?)?
              |(?=(?P<open>{connector}|[、和及与])[\d{CHINESE}{SCALES}])
              |(?<=[万亿][余多]?)(?![\d.%{CHINESE}{SCALES}])(?P<bare>)
            )
            """,
            regex.VERBOSE,
        )
        chinese = f"[{CHINESE}{SCALES}点]+"
        amount = f"(?:{ARABIC}|{chinese})"
        self.special = regex.compile(
            rf"""
            (?=[\d{CHINESE}{SCALES}翻过第前{first}])
            (?P<before>{before})?
            (?: (?P<hundred>百分之|千分之|万分之)(?P<low>{amount}|几|[xX×*]{{1,3}})(?:(?:{connector})(?:(?P=hundred))?(?P<high>{amount}))?
              | (?<![{CHINESE}{SCALES}\d])(?:(?P<tenth0>\d|[{CHINESE}])成?(?:{connector}))?(?P<tenth>\d|[{CHINESE}]{{1,2}}|十)成(?P<twentieth>[{CHINESE}半])?
                (?!立|为|功|果|员|本|长|效|绩|熟|了|都|就|份|分|千|人|套|品|型|语|交|因|器|活|天|群|片|年|排|组|形|灾|渝|县|安|德|色|立)
              | 翻(?:了|近|一?)*?(?P<double>近?{amount})?番
              | (?<![百千万{CHINESE}\d])(?P<bottom>\d+|[{CHINESE}{SCALES}]+)分之(?P<top>\d+|[{CHINESE}{SCALES}]+)
              | (?P<half>一半|半数|过半)(?=以上|以下|左右|的)
              | (?P<rank>(?:第(?P<place>\d+|[{CHINESE}{SCALES}]+)|前(?P<top_n>\d+|[{CHINESE}{SCALES}]+))
                (?P<rank_unit>位|名(?!书|副|录|工|党|干|学|村|队|选|教|医)|强)?)
            )
            (?P<after>{after})?
            """,
            regex.VERBOSE,
        )

    def find(self, text: str) -> list[Quantity]:
        """All quantities of a cleaned text, in order of start, none overlapping another."""
        found = [q for m in self.special.finditer(text) if (q := self._special(m))]
        taken = [(q.start, q.end) for q in found]
        blocked = _Blocked(taken + [m.span() for m in self.idioms.finditer(text)])
        atoms = [a for m in self.scan.finditer(text) if not blocked.hit(m.start("number"), m.end()) and (a := self._atom(m))]
        found += self._joined(text, atoms)
        return sorted(found, key=lambda q: (q.start, q.end))

    # -- one atom ---------------------------------------------------------------------------------------------

    def _atom(self, m: regex.Match[str]) -> Quantity | None:
        text, number, unit_text = m.string, m["number"], m["unit"]
        unit = self._unit(text, unit_text, m.end("unit")) if unit_text else None
        before = self.before.get(m["before"] or "") or self._at_least(text, m.start("number"))
        inner = m["inner"] or m["inner2"] or ""
        start, placeholder = m.start("number"), number[0] in "xX×*○□"
        number, start = _without_section_number(text, number, start, m["scale"], unit)
        vague = number[0] in "数几" or inner == "几"
        countless = bool(_COUNTLESS.fullmatch(number)) and not (number[0] in "十拾")
        arabic = number[0].isdigit() and number.isascii() or any(c.isdigit() for c in number)
        if countless and not before:
            return None
        if before and before.position == "scale" and not countless:
            before = None
        if unit and not placeholder and not arabic and self._mere_word(text, number + (m["scale"] or ""), unit, m.end("unit")):
            return None
        if placeholder and (unit is None or unit.weak or (unit.kind == "count" and not unit.counts)):
            return None
        if unit is None and not (m["bare"] is not None or m["open"]):
            return None
        value = step = low = high = None
        if not placeholder and not vague:
            try:
                low, high, value, step = _number(number, (m["scale"] or ""))
            except ValueError:
                return None
        after = self.after.get((m["after"] or "").strip("()（）")) or self.after.get(m["after"] or "")
        hedges = [h for h in (before, self.inside.get(inner), after) if h]
        approx = vague or any(h.approx for h in hedges) or low is not None
        if unit:
            value, low, high, step = (_scaled(x, unit) for x in (value, low, high, step))
        end = m.end("after") if after else m.end("per") if m["per"] else m.end("unit") if unit_text else m.end()
        return Quantity(
            start=start, end=end, outer=m.start() if m["before"] else start, number_end=m.end("unit") if unit_text else m.end(),
            kind=unit.kind if unit else "count", value=value, low=low, high=high, bound=_bound(hedges), approx=approx,
            step=step, unit=unit, unit_text=unit_text, per=m["per"], rules=(_rule(placeholder, vague, low, unit),),
        )

    def _unit(self, text: str, form: str, end: int) -> Unit:
        """The unit that a form stands for at a place; a form of several units goes to the first it is allowed for."""
        candidates = self.units[form]
        for unit in candidates:
            if not any(text.startswith(word, end) for word in _guards(form, unit)):
                return unit
        return candidates[0]

    def _at_least(self, text: str, start: int) -> Hedge | None:
        """A limit that stands before the verb of the figure (每户至少落实1人)."""
        match = _LIMIT.search(text, max(0, start - 9), start)
        return self.before.get(match[1]) if match else None

    def _mere_word(self, text: str, number: str, unit: Unit, end: int) -> bool:
        """True where a Chinese numeral with a measure word is an article or part of a phrase, not a figure."""
        if unit.plain:
            return False
        if number in ("一", "两", "二") and (unit.weak or number == "一"):
            return True
        if len(number) == 1 and (unit.weak or any(text.startswith(word, end) for word in self.abstract)):
            return True
        return False

    # -- neighbours -------------------------------------------------------------------------------------------

    def _joined(self, text: str, atoms: list[Quantity]) -> list[Quantity]:
        """Ranges and shared units; bare numbers that belong to neither and have no 万 or 亿 are dropped."""
        out: list[Quantity] = []
        i = 0
        while i < len(atoms):
            a = atoms[i]
            if i + 1 < len(atoms):
                b = atoms[i + 1]
                link = text[a.end : b.start] if b.start == b.outer else text[a.end : b.outer]
                if link in CONNECTORS and (joined := self._range(text, a, b)):
                    out += joined
                    i += 2
                    continue
            if a.unit is None:
                run = self._run(text, atoms, i)
                if run > i:
                    last = atoms[run]
                    out += [_lend(x, last) for x in atoms[i:run]]
                    i = run
                    continue
                if text[a.number_end - 1] not in "万亿余多":
                    i += 1
                    continue
            out.append(a)
            i += 1
        return out

    def _run(self, text: str, atoms: list[Quantity], i: int) -> int:
        """The index of the atom whose unit a list of bare numbers shares (12、15和18个), or i."""
        j = i
        while j + 1 < len(atoms) and text[atoms[j].end : atoms[j + 1].outer] in LIST_MARKS[:-1] and atoms[j].unit is None:
            j += 1
        arabic = all(text[a.start].isdigit() for a in atoms[i : j + 1])
        return j if j > i and atoms[j].unit is not None and arabic and not _numbering(text, atoms[i].start) else i

    def _range(self, text: str, a: Quantity, b: Quantity) -> list[Quantity] | None:
        if b.unit is None and not (a.unit is None and text[b.number_end - 1] in "万亿"):
            return None
        if a.unit and b.unit and a.unit.unit != b.unit.unit:
            return None
        unit = b.unit
        low, high = a.value, b.value
        if low is None or high is None:
            return None
        step = a.step
        if a.unit is None and unit is not None:
            low, step = _scaled(low, unit), _scaled(step, unit)
        face = _face(text, b)
        if a.unit is None and face != 1 and low is not None and low < high / face and _face(text, a) == 1:
            low, step = plain(low * face), plain((step or Decimal(1)) * face)
        fromto = text[a.outer - 1 : a.outer] in ("由", "从") and text[a.end : b.start] in ("至", "到")
        if low is None or low >= high or fromto:
            first = replace(a, value=low, unit=unit, kind=b.kind, unit_text=b.unit_text, step=step)
            return [first, b] if unit is not None else None
        return [
            replace(
                b, start=a.start, outer=a.outer, value=None, low=low, high=high, approx=a.approx or b.approx,
                bound=b.bound, rules=("range",),
            )
        ]

    # -- percent in words, tenths, doublings, fractions, ranks -------------------------------------------------

    def _special(self, m: regex.Match[str]) -> Quantity | None:
        before, after = self.before.get(m["before"] or ""), self.after.get(m["after"] or "")
        hedges = [h for h in (before, after) if h and h.position != "scale"]
        start = m.end("before") if m["before"] else m.start()
        end = m.end()
        common = {
            "start": start, "end": end, "outer": m.start(), "number_end": m.start("after") if m["after"] else end,
            "bound": _bound(hedges), "approx": any(h.approx for h in hedges),
        }
        try:
            return self._read_special(m, common)
        except ValueError:
            return None

    def _read_special(self, m: regex.Match[str], common: dict) -> Quantity | None:  # type: ignore[type-arg]
        percent = self.units["%"][0]
        if m["hundred"]:
            scale = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[m["hundred"][0]]
            if m["low"][0] in "几xX×*":
                return Quantity(kind="percent", unit=percent, unit_text="%", rules=("percent_words",), **common)
            low = read_number(m["low"])
            value, step = plain(low.value * scale), plain(low.step * scale)
            high = plain(read_number(m["high"]).value * scale) if m["high"] else None
            single = {"value": value} if high is None else {"low": value, "high": high}
            return Quantity(kind="percent", step=step, unit=percent, unit_text=m["hundred"], rules=("percent_words",), **single, **common)
        if m["tenth"]:
            if pair := _ADJACENT.fullmatch(m["tenth"]):
                low_, high_ = (read_number(pair[k]).value * 10 for k in (1, 2))
                common["approx"] = True
                return Quantity(kind="percent", low=low_, high=high_, step=Decimal(10), unit=percent, unit_text="成", rules=("tenths",), **common)
            if len(m["tenth"]) > 1:
                return None
            if m["tenth0"]:
                low_, high_ = (read_number(m[k]).value * 10 for k in ("tenth0", "tenth"))
                return Quantity(kind="percent", low=low_, high=high_, step=Decimal(10), unit=percent, unit_text="成", rules=("tenths",), **common)
            extra = {"": Decimal(0), "半": Decimal(5)}.get(m["twentieth"] or "")
            extra = read_number(m["twentieth"]).value if extra is None else extra
            value = read_number(m["tenth"]).value * 10 + extra
            step = Decimal(1) if m["twentieth"] else Decimal(10)
            return Quantity(kind="percent", value=value, step=step, unit=percent, unit_text="成", rules=("tenths",), **common)
        if m[0].startswith("翻") or m["double"] or "翻" in m[0][:3]:
            times = read_number(m["double"].lstrip("近")).value if m["double"] else Decimal(1)
            return Quantity(kind="multiple", value=plain(2**times), unit=self.units["倍"][0], unit_text="番", rules=("doubling",), **common)
        if m["bottom"]:
            top, bottom = read_number(m["top"]).value, read_number(m["bottom"]).value
            return Quantity(kind="ratio", value=(top / bottom).quantize(Decimal("1e-10")), rules=("fraction",), **common) if bottom else None
        if m["half"]:
            if m["half"] == "过半" or not (m["after"] or m["before"]):
                return None
            return Quantity(kind="ratio", value=Decimal("0.5"), rules=("half",), **common)
        return _rank(m, common)


def _rank(m: regex.Match[str], common: dict) -> Quantity | None:  # type: ignore[type-arg]
    """第3位, 居全市第2位, 全省第一; 第一 alone is a rank only after a place or 居/列/排 and before a pause."""
    before, after = m.string[max(0, common["start"] - 6) : common["start"]], m.string[common["end"] : common["end"] + 1]
    placed = _PLACED.search(before)
    if m["top_n"]:
        if not m["rank_unit"] or not placed:
            return None
        common["bound"] = "<="
        number = read_number(m["top_n"])
    elif m["rank_unit"] or (placed and (not after or after in "，。；、！？）)\n的”")):
        number = read_number(m["place"])
        if m["rank_unit"] == "名" and not placed and after not in "，。；、！？）\n的":
            return None
    else:
        return None
    return Quantity(kind="rank", value=number.value, step=Decimal(1), unit_text=m["rank_unit"], rules=("rank",), **common)


def _number(number: str, scale: str) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal]:
    """low, high, value, step: 两三百 and 三五 are ranges; everything else is one value."""
    body = number + scale
    head = _PAIR.match(body)
    if head and (_ADJACENT.fullmatch(head[2] + head[3]) or head[2] + head[3] == "三五"):
        one, two = (read_number(head[1] + head[k] + head[4]) for k in (2, 3))
        if two.value - one.value in (one.step, 2 * one.step):
            return one.value, two.value, None, one.step
    whole = _DIGITS.match(number)
    if scale and whole:
        read = read_number(number)
        times = read_number("一" + scale).value if scale[0] not in "十拾" else read_number(scale).value
        return None, None, plain(read.value * times), plain(read.step * times)
    read = read_number(body)
    return None, None, read.value, read.step


def _without_section_number(text: str, number: str, start: int, scale: str | None, unit: Unit | None) -> tuple[str, int]:
    """At the head of a paragraph 1.3个乡镇 is item 1 and the figure 3."""
    if unit is None or unit.kind != "count" or scale or "." not in number or not (start == 0 or text[start - 1] == "\n"):
        return number, start
    section, _, rest = number.partition(".")
    return (rest, start + len(section) + 1) if section.isdigit() and len(section) <= 2 and rest.isdigit() else (number, start)


def _numbering(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "\n。；"


def _face(text: str, q: Quantity) -> Decimal:
    """The multiplier that follows a quantity's digits (30万元 → 10000)."""
    digits = text[q.start : q.number_end - len(q.unit_text or "")]
    tail = digits.lstrip("0123456789.,").rstrip("余多来几")
    return read_number("一" + tail).value if tail and _COUNTLESS.fullmatch(tail) else Decimal(1)


def _lend(a: Quantity, b: Quantity) -> Quantity:
    """A bare number of a list with the unit of the list's last figure."""
    value, step = (_scaled(x, b.unit) for x in (a.value, a.step)) if b.unit else (a.value, a.step)
    return replace(a, unit=b.unit, unit_text=b.unit_text, kind=b.kind, value=value, step=step, rules=("shared_unit",))


def _guards(form: str, unit: Unit) -> list[str]:
    """The words that must not follow a form of a unit."""
    named = [entry.partition(":") for entry in unit.unless]
    return [word if colon else of for of, colon, word in named if not colon or of == form]


def _scaled(value: Decimal | None, unit: Unit) -> Decimal | None:
    """Per mille is told in percent; other units keep their own scale."""
    return plain(value * unit.factor) if value is not None and unit.unit == "‰" else value


def _bound(hedges: list[Hedge]) -> Bound | None:
    return next((h.bound for h in hedges if h.bound), None)


def _rule(placeholder: bool, vague: bool, low: Decimal | None, unit: Unit | None) -> str:
    if placeholder:
        return "placeholder"
    if vague:
        return "vague"
    if low is not None:
        return "range"
    return unit.kind if unit else "bare_number"


class _Blocked:
    """Spans that a scan must not touch, asked for in rising order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.next = 0

    def hit(self, start: int, end: int) -> bool:
        while self.next < len(self.spans) and self.spans[self.next][1] <= start:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next][0] < end


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon, compiled once."""
    return Grammar(lexicon)
