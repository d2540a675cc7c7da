"""Which place a statement is about, so that a town is never held against its county."""

from __future__ import annotations

from typing import NamedTuple

import regex

from nlp.compare.clauses import Clause
from nlp.compare.words import Words
from nlp.model import DocumentRecord, Fact

_ABOVE = regex.compile(r"^.{1,8}?(?:省|自治区|市|州|盟|地区)(?=.{1,10}[县区市旗镇乡村木查])")
_COUNTY = regex.compile(r"^.{1,8}?[县区旗](?=.{1,8}[镇乡村木查])")
_AUTONOMOUS = regex.compile(r"(?<=^[\u4e00-\u9fff]{2,4}?)(?:[\u4e00-\u9fff]{1,7}族)?自治(?=[县旗州]$)")
_OFFICE = regex.compile(r"(?:中共|关于|在)?(?P<name>(?!在)[\u4e00-\u9fff]{1,5}?(?P<level>[省市县区州旗镇乡]))")
_HEADED = regex.compile(
    r"(?:关于|中共)?(?P<name>(?!在?[全我本])[\u4e00-\u9fff]{2,5}?[县区州旗镇乡])"
    r"(?=人民政府|政府|\d{4}年|[\u4e00-\u9fff]{2,12}?(?:局|委员会|办公室)|：)"
)
_NAMED = regex.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{1,5}?(?P<level>[县区旗市]))(?![委政])")
_SUBJECT = regex.compile(r"(?:^|[，。；：])(?P<name>[\u4e00-\u9fff]{1,8}?[县区旗镇乡村])$")
_INSIDE = regex.compile(r"(?<![农城驻到进入包联帮乡集市])(镇|乡|村)(?:里|上)(?![门岗山级中])")
_OWN = regex.compile(r"[全我本该各]")
COUNTIES, TOWNS = frozenset("县区市旗"), frozenset("镇乡木")  # the last characters of 苏木 and 嘎查, too
VILLAGES = frozenset("村查")
_PLACEHOLDER = regex.compile(r"[A-Za-zＸ×xX*＊某○〇]+")
_RANKS = {
    "国": 0, "省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "道": 4, "村": 5,
    "木": 4, "查": 5,
}


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
    name = fact.place or document.place or _titled(document)
    level = name[-1:] if name[-1:] in _RANKS else ""
    if below := _below(name, level, document, clause, words):
        return below
    nearer = bool(fact.place) and clause.before.rfind(name) > clause.before.rfind(f"全{clause.level}")
    if clause.level and level and _RANKS[clause.level] < _RANKS[level] and not nearer:
        return Where(f"全{clause.level}", f"全{clause.level}", clause.level, False)
    if name[:1] == "全" and len(name) == 2 and _lower(level, document.place or "") and level in clause.named:
        return _named(clause.named[level], words)
    if not name or (_OWN.match(name) and len(name) == 2):
        office = _OFFICE.match(document.title or "") if level else None
        if office is not None and office["level"] == level:
            name = office["name"]
        elif above := _above(document, level):
            return Where(words.lexicon.places.get(above) or above, above, level, False)
        else:
            whole = f"全{level}" if name and name[0] != "各" else name  # 我县山清水秀: of whichever county 全县 is
            return Where(whole, whole, level, False)
    short = _short(name)
    if _unnamed(short, level, words):
        return Where("", "", level, False)  # 乡镇, XX县
    code = fact.place_code or (document.place_code if not fact.place else words.lexicon.places.get(name))
    return Where(code or short, short, level, True)


def _unnamed(name: str, level: str, words: Words) -> bool:
    """Whether a place goes by its kind or by a placeholder."""
    low = level in TOWNS or level in VILLAGES
    return bool(_PLACEHOLDER.match(name)) or (low and bool(words.nameless.fullmatch(name[:-1]) or len(name) < 3))


def own(document: DocumentRecord) -> Where:
    """The place that a document is of, as something that it does not say itself."""
    name = _short(document.place or "")
    return Where(document.place_code or name, name, name[-1:] if name[-1:] in _RANKS else "", False)


def _below(name: str, level: str, document: DocumentRecord, clause: Clause, words: Words) -> Where | None:
    """The town of 雁门镇位于芦川县北部，常住人口2.36万人, or 镇上的黄花菜1.5万亩, where the record has the county."""
    own, before = document.place or "", clause.before
    if not level:
        inside = next(reversed(list(_INSIDE.finditer(before))), None)
        name = clause.named.get(inside[1], "") if inside else ""
        return _named(name, words) if name else Where(inside[0], inside[0], inside[1], False) if inside else None
    found = regex.search(rf"(?:{words.locating.pattern}|是)[^，。；：\d]{{0,6}}?{regex.escape(name)}", before)
    if found and (found[0][0] != "是" or before.startswith("的", found.end())):
        subject = _SUBJECT.search(before[: found.start()])
        town = subject["name"] if subject else own if _RANKS.get(own[-1:], 0) > _RANKS[level] else ""
        if not town or _RANKS[town[-1]] <= _RANKS[level] or _again(before[found.end() :], level):
            return None
        short = _short(town)
        return Where(words.lexicon.places.get(town) or short, short, town[-1], True)
    said = next(reversed(list(words.speaking.finditer(before))), None)
    if said and _RANKS[said["name"][-1]] > _RANKS[level] and not _again(before[said.end() :], level):
        return _named(said["name"], words)
    inside = next(reversed(list(_INSIDE.finditer(before))), None)
    if inside is None or _RANKS[inside[1]] <= _RANKS[level] or _again(before, level):
        return None
    if own[-1:] == inside[1]:
        return Where(document.place_code or _short(own), _short(own), inside[1], True)
    name = clause.named.get(inside[1], "")
    return _named(name, words) if name else Where(inside[0], inside[0], inside[1], False)


def _named(name: str, words: Words) -> Where:
    """The place that 全镇 or a villager speaks of, found in other words than those around the figure."""
    short = _short(name)
    return Where(words.lexicon.places.get(name) or short, short, name[-1], False)


def _lower(level: str, place: str) -> bool:
    return bool(level) and _RANKS[level] > _RANKS.get(place[-1:], 9)


def _titled(document: DocumentRecord) -> str:
    """The place that a title of an office or a year begins with: 清河区 of 清河区民政局2021年工作总结."""
    found = _HEADED.match(document.title or "")
    return found["name"] if found else ""


def _again(text: str, level: str) -> bool:
    """Whether words behind turn back to the higher place: 全县, 县里."""
    return bool(level and regex.search(rf"[全本我该]{level}|{level}[里内]", text))


def _short(name: str) -> str:
    return _AUTONOMOUS.sub("", _COUNTY.sub("", _ABOVE.sub("", name)))


def _above(document: DocumentRecord, level: str) -> str:
    """岭西县 for 全县 in a document on 岭西县澄江镇: the first of that level that its place or its title names."""
    for text in (document.place or "", document.title or ""):
        for name in _NAMED.finditer(text) if level else ():
            if name["level"] == level and len(name["name"]) > 2 and not _OWN.match(name["name"]):
                return name["name"]
    return ""


def rank(place: Where) -> int | None:
    """How high up a place stands: 0 the country, 3 a county, 4 a town; None when its name does not tell."""
    return _RANKS.get(place.level)
