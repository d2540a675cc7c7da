"""Figures that a later place of the document means by their name alone: 占一般公共预算支出的p%, 占全村人口的p%."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import regex

from lexicons import Lexicon
from nlp.checks import aside
from nlp.checks.lists import EARLIER, NOT_LEVEL
from nlp.checks.parts import words_before
from nlp.checks.reading import C, Mark, Paragraph, Q, Reading
from nlp.checks.vocabulary import compiled

_PLACE = "[全我本][市县区镇乡村省州盟旗]"
_SCOPE = regex.compile("全[国省州市县区镇乡村盟旗]")
_NEVER = NOT_LEVEL | {"target"}
_POPULATION = regex.compile(
    r"(?P<of>[全我本][村镇乡县区市])?[^，。；：、\n\t\U000f0000-\U0010ffff]{0,4}?(?<!(?:劳动|贫困|脱贫|低保|农业|就业|转移|流动|搬迁))(?:总|户籍)?人口(?:数|为|有|共|达到?|约)*$"
)
_RUN = regex.compile(
    rf"(?:^|[，。；])(?P<of>[全我本][村镇乡县区市]){C}{{0,3}}?(?:现|共|总|下)*[有辖](?:{Q}{C}{{0,6}}[、，]?)*$"
)
_PEOPLE = regex.compile(
    r"(?<!(?:劳动|贫困|脱贫|低保|就业|转移|流动|搬迁))(?:总|户籍|常住|农业|农村)人口(?:数|为|有|共|达到?|约)*$"
)
_COUPLE = regex.compile(rf"{Q}[、，]?(?:共)?{Q}")
_SEATED = regex.compile(rf"(?:[全我本][村镇乡县区市]|辖|小组|村)[^。其中]*$|^{C}{{0,8}}(?:小组|村){C}*$")
_PLAIN = regex.compile("^(?:共|累计|已|实际)+")
_ALL = regex.compile(r"^全?(?P<of>全[村镇乡县区市])(?:的)?(?:总|户籍)?人(?:口|数)(?:总数|数)?$")


def bare(lexicon: Lexicon, words: str) -> str:
    """A figure's name without what says only when, where, and that it came about."""
    words = compiled(lexicon, f"^(?:{{lead}}|{_PLACE})+").sub("", words)
    return compiled(lexicon, "{trail}*$").sub("", words)


def before(reading: Reading, part: Mark, name: str) -> Mark | None:
    """The one figure before a part that bears just this name; none where two figures do, of two years or two places."""
    wanted = bare(reading.lexicon, name)
    if len(wanted) < 2 or "同期" in name:
        return None
    scope = _SCOPE.search(name)
    found = [
        mark
        for paragraph, mark in _earlier(reading, part)
        if mark.unit == part.unit
        and mark.fact.kind == part.fact.kind
        and mark.fact.role not in _NEVER
        and _called(reading, paragraph, mark, name, wanted)
        and (not scope or scope[0] in paragraph.clause(mark.at))  # 占全市…支出: the county's own are not meant
        and not aside.base(paragraph, mark)
        and not aside.increment(paragraph, mark)
        and not EARLIER.search(paragraph.clause(mark.at))
    ]
    years = {(m.fact.time or "")[:4] for m in (*found, part)} - {""}
    return found[0] if found and len({m.figure.value for m in found}) == 1 and len(years) < 2 else None


def _called(reading: Reading, paragraph: Paragraph, mark: Mark, said: str, wanted: str) -> bool:
    """Whether a figure bears a name, in other words for it too (生产总值, 地区生产总值)."""
    words = words_before(paragraph, mark)
    name = bare(reading.lexicon, words)
    if name == wanted or _spans(said, _PLAIN.sub("", words)):
        return True
    known = reading.indicator_of(wanted)
    near = wanted in name or name in wanted  # 民办幼儿园 is not 公办幼儿园, though both are kindergartens
    return near and known is not None and known == reading.indicator_of(name)


def _spans(short: str, name: str) -> bool:
    """Whether a name is a short one with words put in: 到位资金, 到位财政专项扶贫资金."""
    return len(short) == 4 < len(name) and name.startswith(short[:2]) and name.endswith(short[2:])


def part(reading: Reading, stated: Mark, name: str, of: str) -> Mark | None:
    """The one figure before that is called as a share's part is: 农林水支出 is 农林水 in a list of what was spent."""
    names = {name, bare(reading.lexicon, name)}
    names |= {word.removesuffix(of[-2:]) for word in names}
    found = [
        mark
        for paragraph, mark in _earlier(reading, stated)
        if mark.fact.kind in ("count", "money", "measure")
        and mark.fact.role not in _NEVER
        and bare(reading.lexicon, words_before(paragraph, mark).removesuffix("增加值")) in names
    ]
    return found[0] if len({m.figure.value for m in found}) == 1 and len(names & {""}) == 0 else None


def head(reading: Reading, part: Mark, of: str) -> Mark | None:
    """The figure that opens the sentence of a part and ends in the name that is asked for: 全部支出, 总支出."""
    if not regex.match("全部|总|全县|全市", of):
        return None
    for paragraph in reading.paragraphs:
        if part in paragraph.marks:
            start, _ = paragraph.sentence(part.at)
            first = [m for m in paragraph.between(start, part.at) if m.fact.kind == part.fact.kind]
            opens = first and first[0].unit == part.unit and paragraph.clause(first[0].at).endswith(of[-2:])
            return first[0] if opens else None
    return None


def of_all(reading: Reading, mark: Mark, name: str) -> Mark | None:
    """The population that 全村人口 means, where the document tells of one before."""
    every = _ALL.match(name)
    return population(reading, mark, every["of"]) if every else None


def population(reading: Reading, mark: Mark, of: str) -> Mark | None:
    """The one number of persons that a document told before as those of its village, town or county."""
    found = [m for paragraph, m in _earlier(reading, mark) if _persons(paragraph, m, of[-1])]
    return found[0] if len({m.figure.value for m in found}) == 1 else None


def inhabitants(reading: Reading, part: Mark, unit: str) -> list[Mark]:
    """The persons, or the households, whom the document told of before as those of a place; each number once."""
    found = {
        mark.figure.value: mark
        for paragraph, mark in _earlier(reading, part)
        if mark.unit == unit and mark.fact.kind == "count" and not mark.figure.loose and _of_place(paragraph, mark)
    }
    return list(found.values())


def _of_place(paragraph: Paragraph, mark: Mark) -> bool:
    """常住人口A人; 全乡辖14个行政村，共B户、A人."""
    if _PEOPLE.search(paragraph.clause(mark.at)):
        return True
    start, _ = paragraph.sentence(mark.at)
    couple = _COUPLE.search(paragraph.text, start, min(len(paragraph.text), mark.at + 4))
    while couple:
        two = paragraph.of(couple[0])
        if mark in two and [m.unit for m in two] == ["户", "人"]:
            return bool(_SEATED.search(paragraph.text, start, couple.start()))
        couple = _COUPLE.search(paragraph.text, couple.start() + 1, min(len(paragraph.text), mark.at + 4))
    return False


def _persons(paragraph: Paragraph, mark: Mark, level: str) -> bool:
    """总人口A人; 我村有7个小组、426户、A人."""
    if mark.unit != "人" or mark.fact.kind != "count" or mark.fact.role in _NEVER or mark.figure.loose:
        return False
    clause = paragraph.clause(mark.at)
    if named := _POPULATION.match(clause):
        return not named["of"] or named["of"][-1] == level
    start, _ = paragraph.sentence(mark.at)
    run = _RUN.search(paragraph.text, start, mark.at)
    beside = [m for m in paragraph.between(start, mark.at) if m.fact.kind == "count"]
    return bool(run and run["of"][-1] == level and not clause and beside and beside[-1].unit == "户")


def _earlier(reading: Reading, part: Mark) -> Iterator[tuple[Paragraph, Mark]]:
    for paragraph in takewhile(lambda p: p.start <= part.start, reading.paragraphs):
        for mark in paragraph.marks:
            if mark.start < part.start and mark.fact.kind not in ("date", "period"):
                yield paragraph, mark
