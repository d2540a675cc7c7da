"""Which place a statement is about, so that a town is never held against its county."""

from __future__ import annotations

from typing import NamedTuple

import regex

from nlp.compare.clauses import Clause
from nlp.compare.words import Words
from nlp.model import DocumentRecord, Fact

_ABOVE = regex.compile(r"^.{1,8}?(?:省|自治区|市|州|盟|地区)(?=.{1,10}[县区市旗镇乡村])")
_COUNTY = regex.compile(r"^.{1,8}?[县区旗](?=.{1,8}[镇乡村])")
_OFFICE = regex.compile(r"(?:中共|关于|在)?(?P<name>[\u4e00-\u9fff]{1,5}?(?P<level>[省市县区州旗镇乡]))")
_NAMED = regex.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{1,5}?(?P<level>[县区旗市]))(?![委政])")
_OWN = regex.compile(r"[全我本该各]")
_RANKS = {"国": 0, "省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "道": 4, "村": 5}


class Where(NamedTuple):
    """`key` is the code of GB/T 2260, else the name without what is above it. `level`: 国 省 市 县 镇 村, else ''."""

    key: str
    name: str
    level: str
    sure: bool


def where(fact: Fact, document: DocumentRecord, clause: Clause, words: Words) -> Where:
    """The place of a fact. 全省 in the clause of a county's report is the province, which the record may not know.

    全县 with nothing else is the county of the office that the document's title begins with (岚河县民政局).
    """
    name = fact.place or document.place or ""
    level = name[-1:] if name[-1:] in _RANKS else ""
    if clause.level and level and _RANKS[clause.level] < _RANKS[level]:
        return Where(f"全{clause.level}", f"全{clause.level}", clause.level, False)
    if not name or (_OWN.match(name) and len(name) == 2):
        office = _OFFICE.match(document.title or "") if level else None
        if office is not None and office["level"] == level:
            name = office["name"]
        elif above := _above(document, level):
            return Where(words.lexicon.places.get(above) or above, above, level, False)
        else:
            return Where(name, name, level, False)
    short = _COUNTY.sub("", _ABOVE.sub("", name))
    code = fact.place_code or (document.place_code if not fact.place else words.lexicon.places.get(name))
    return Where(code or short, short, level, True)


def _above(document: DocumentRecord, level: str) -> str:
    """岭西县 for 全县 in a document on 岭西县澄江镇: the first of that level that its place or its title names."""
    for text in (document.place or "", document.title or ""):
        for name in _NAMED.finditer(text) if level else ():
            if name["level"] == level and not _OWN.match(name["name"]):
                return name["name"]
    return ""


def rank(place: Where) -> int | None:
    """How high up a place stands: 0 the country, 3 a county, 4 a town; None when its name does not tell."""
    return _RANKS.get(place.level)
