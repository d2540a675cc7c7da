"""The year that a document reports on, for figures whose sentence leaves it unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from nlp.compare.words import Words
from nlp.model import DocumentRecord, Fact
from nlp.occasion import in_digits

_TITLED = regex.compile(r"((?:19|20)\d\d)年(?!\d{1,2}月\d)")
_OF_YEAR = regex.compile(r"(?:19|20)\d\d年度?")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_TELLING = frozenset({"level", "to", "average", "change", "growth"})
FIRST_MONTHS = "03"  # what is written until then tells of the year that has ended


def reported(document: DocumentRecord, facts: Iterable[Fact], words: Words) -> str | None:
    """The one year of the title, else the year that most figures with a time tell, else what the date gives.

    A document of January to March tells of the year before, unless its figures say otherwise; an address to an
    assembly (2023年政府工作报告) does so although its title names the year in which it is given.
    """
    title = in_digits(document.title or "")
    titled: set[str] = set(_TITLED.findall(title))
    written, month = (document.date or "")[:4], (document.date or "")[5:7]
    early = bool(month) and month <= FIRST_MONTHS
    if len(titled) == 1:
        year = str(titled.pop())
        address = words.address.search(_OF_YEAR.sub("", title))
        return str(int(year) - 1) if early and year == written and address else year
    told: Counter[str] = Counter()
    for fact in facts:
        if fact.role in _TELLING and fact.time and fact.kind not in ("date", "period"):
            year = fact.time[:4]
            over = not written or year < written or (year == written and not early)
            if over and _YEAR.fullmatch(year) and "/" not in fact.time:
                told[year] += 1
    if told:
        year, count = min(told.items(), key=lambda item: (-item[1], item[0]))
        if 2 * count > told.total():
            return year
    if not written:
        return None
    return str(int(written) - 1) if early else written
