"""What an average is taken over, as the words behind 每 or before 均 say it: 每公斤, 台均, 每名楼栋长."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lexicons import Lexicon
from nlp.checks.reading import Mark, Paragraph, Reading

_PEOPLE = ("人", "名", "位", "生")


class Per(NamedTuple):
    """The unit that words begin with, and what it is in the base unit of the figure that is counted in it."""

    name: str
    factor: Decimal


def told_unit(mark: Mark) -> str:
    """What a figure is counted in, without its multiplier."""
    return (mark.fact.unit_text or "").lstrip("十百千万亿")


def lead(paragraph: Paragraph, mark: Mark) -> str:
    """The words that name a figure from before it; 乡镇 in 14个乡镇127个村 names the figure before."""
    clause = paragraph.clause(mark.at)
    other = paragraph.by_sign.get(paragraph.text[mark.at - len(clause) - 1]) if mark.at > len(clause) else None
    mine = other is None or other.fact.kind != "count" or not paragraph.after(mark.at + 1)
    return clause if mine else ""


def per(reading: Reading, paragraph: Paragraph, mark: Mark, words: str) -> Per | None:
    """The start of `words` that a figure is counted in or called by: 每度 for 9.8万度, 每公斤 for 4.26万吨."""
    unit = told_unit(mark)
    if mark.fact.kind not in ("count", "measure") or not unit:
        return None
    if words.startswith(unit):
        return Per(unit, _told(mark))
    if mark.fact.kind == "measure":
        forms = _forms(reading.lexicon, mark.fact.base_unit or "")
        return next((Per(form, factor) for form, factor in forms if words.startswith(form)), None)
    if mark.unit == "人" and words.startswith(_PEOPLE):
        return Per(words[0], Decimal(1))
    around = lead(paragraph, mark)[-8:] + paragraph.after(mark.at + 1)[:8]
    named = next((words[:n] for n in range(min(6, len(words)), 1, -1) if words[:n] in around), "")
    if not named and words[:1] in lead(paragraph, mark)[-4:] and words[1:2] in ("", "每", "年", "月", "平"):
        named = words[:1]  # 公益性岗位912个，每岗每月
    return Per(named, Decimal(1)) if named else None


def mean(paragraph: Paragraph, mark: Mark, letter: str) -> bool:
    """Whether a figure is what 台均, 社均 are taken over: 742台, 合作社412家."""
    unit = told_unit(mark)
    if mark.fact.kind not in ("count", "measure") or not unit:
        return False
    return unit.endswith(letter) or letter in lead(paragraph, mark)[-2:]


def _told(mark: Mark) -> Decimal:
    fact = mark.fact
    return fact.base_value / fact.value if fact.base_value and fact.value else Decimal(1)


@lru_cache(maxsize=64)
def _forms(lexicon: Lexicon, base: str) -> list[tuple[str, Decimal]]:
    rows = [u for u in lexicon.units.values() if base and u.base == base]
    return sorted(((form, u.factor) for u in rows for form in u.forms), key=lambda row: (-len(row[0]), row))
