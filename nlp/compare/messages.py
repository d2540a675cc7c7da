"""One sentence for a reader, in Chinese and English, with the figures in it."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.compare.settle import Outcome
from nlp.compare.statement import Statement
from nlp.model import Verdict

_SAID: dict[Verdict, tuple[str, str]] = {
    "consistent": ("相符", "agree"),
    "compatible": ("可以相容", "are compatible"),
    "truncated": ("舍去了末位、没有四舍五入", "differ by cutting off digits, not rounding"),
    "unit_slip": ("疑为数量级或单位有误", "differ by a power of ten: a unit or multiplier seems lost"),
    "digit_slip": (
        "疑为数字颠倒、漏写、重写或小数点错位", "differ by digits swapped, dropped or doubled, or a lost point",
    ),
    "conflict": ("不符", "conflict"),
    "not_comparable": ("口径不同，不作比较", "are not comparable"),
}
_BASIS = {
    "correction": ("，以更正后的数字为准", "; the correction stands"),
    "later": ("，后者日期较新", "; the latter is of later date"),
}
_REASONS = {
    "indicator": ("指标", "indicator"), "scope": ("范围", "scope"), "place": ("地区", "place"),
    "time": ("时点或时期", "time"), "mode": ("累计、当期或时点", "sum, period or point in time"),
    "unit": ("计量单位", "unit"), "role": ("性质（现状、目标、增减等）", "role"),
    "base": ("比较基数或占比整体", "base"), "stage": ("资金环节", "stage of the money"),
}
_HEDGES = {">": "超过", ">=": "不少于", "<": "不足", "<=": "不超过"}
_WRITTEN = ("余", "多", "以上", "以内", "以下", "左右")


def topic(s: Statement, lang: str) -> str:
    """What a statement is about: place, time, indicator."""
    if lang == "zh":
        return "".join(filter(None, (s.where.name, f"（{s.when.text}）" if s.when.text else "", s.phrase)))
    return " ".join(filter(None, (s.where.name, f"({s.when.text})" if s.when.text else "", s.phrase)))


def claim(outcome: Outcome, lang: str) -> str:
    """The sentence of an agreement or a departure."""
    stated, others = outcome.stated, outcome.others
    zh, en = _SAID[outcome.verdict]
    basis = _BASIS.get(outcome.basis, ("", "")) if outcome.severity != "info" else ("", "")
    if lang == "zh":
        more = f"等{_documents(others)}份文件" if _documents(others) > 1 else ""
        tail = "（多数文件的说法）" if outcome.basis == "majority" and outcome.severity != "info" else ""
        return f"{topic(stated, lang)}：{_quote(stated, lang)}，{_quote(others[0], lang)}{more}{tail}，{zh}{basis[0]}"
    more = f" and {_documents(others) - 1} more" if _documents(others) > 1 else ""
    tail = " (most documents)" if outcome.basis == "majority" and outcome.severity != "info" else ""
    return f"{topic(stated, lang)}: {_quote(stated, lang)}, {_quote(others[0], lang)}{more}{tail}: they {en}{basis[1]}"


def change(outcome: Outcome, lang: str) -> str:
    """The sentence of a series that cannot go on like that."""
    told = ("、" if lang == "zh" else ", ").join(f"{s.when.text} {_figure(s)}" for s in outcome.others)
    s = outcome.stated
    if outcome.basis == "falls":
        if lang == "zh":
            return f"{topic(s, lang)}累计数不应减少：此前{told}，此处{_figure(s)}"
        return f"{topic(s, lang)}: a cumulative figure cannot fall: {told} before, {_figure(s)} here"
    slip = outcome.verdict == "unit_slip"
    if lang == "zh":
        more = f"，{_SAID['unit_slip'][0]}" if slip else ""
        return f"{topic(s, lang)}为{_figure(s)}，与前后年份（{told}）相差悬殊{more}"
    more = "; a unit seems lost" if slip else ""
    return f"{topic(s, lang)}: {_figure(s)} is far off the years around it ({told}){more}"


def apart(a: Statement, b: Statement, why: Sequence[str], lang: str) -> str:
    """The sentence of a look-alike."""
    index = 0 if lang == "zh" else 1
    told = ("、" if lang == "zh" else ", ").join(_REASONS[reason][index] for reason in why)
    if lang == "zh":
        return f"{topic(a, lang)}（{_quote(a, lang)}）与{topic(b, lang)}（{_quote(b, lang)}）{told}不同，不作比较"
    one, two = (f"{topic(s, lang)} ({_quote(s, lang)})" for s in (a, b))
    return f"{one} and {two} differ in {told}: not compared"


def reused(mine: Sequence[Statement], yours: Sequence[Statement], lang: str) -> str:
    """The sentence of figures that a copied passage kept."""
    shown = ("、" if lang == "zh" else ", ").join(_figure(s) for s in mine)
    a, b = mine[0], yours[0]
    if lang == "zh":
        return (
            f"《{_name(a)}》{a.where.name}（{a.when.text}）与《{_name(b)}》{b.where.name}（{b.when.text}）有雷同段落，"
            f"其中{shown}原样照搬"
        )
    one, two = (f"{_name(s)} on {s.where.name} ({s.when.text})" for s in (a, b))
    return f"{one} and {two} share a passage; its {shown} stand unchanged"


def _quote(s: Statement, lang: str) -> str:
    return f"《{_name(s)}》称{_figure(s)}" if lang == "zh" else f"{_name(s)} says {_figure(s)}"


def _name(s: Statement) -> str:
    return s.fact.document or s.document.title or s.document.sha256[:12]


def _figure(s: Statement) -> str:
    """The figure as written, with the hedge that its record keeps."""
    hedge = _HEDGES.get(s.fact.bound or "", "约" if s.fact.approx else "")
    text = "".join(s.fact.text.split())
    return text if not hedge or any(h in text for h in (*_WRITTEN, hedge)) else hedge + text


def _documents(others: Sequence[Statement]) -> int:
    return len({(s.fact.document, s.document.sha256) for s in others})
