"""Figures in table cells: what the headers of a column and a row say a bare number is.

A column of years gives its rows' or its own time; a row that names a place gives the place; what remains of the
headers names the indicator. Serial numbers and years are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.chronology import with_years
from nlp.claim import Claim
from nlp.indicators import indicators
from nlp.layout import Cell
from nlp.quantities import grammar
from nlp.quantity import Quantity
from nlp.roles import Reading
from nlp.times import grammar as times

_BARE = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_TIME = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?P<end>[底末])?$")
_SERIAL = re.compile(r"序号|编号|电话|联系方式|账号|代码|邮编|排名|名次|备注|页码|No\.?$", re.I)
_PLACE = re.compile(r".{1,8}(?:[县市区镇乡村州旗省]|苏木|嘎查|街道|社区|农场|安置[点区])$")
_PLACE_HEAD = re.compile(r"(?:[县市区州旗]|乡镇|[镇乡村]|苏木|嘎查|街道|社区|地区|安置[点区]|单位|县市区)(?:名称)?$")
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计$")
_UNIT_HEAD = re.compile("(?:计量|统计|计算)?单位(?:名称)?")
_COUNTED = re.compile(r"(?P<unit>户|人|村|个)数|(?P<people>人口|人员|人次)")


def in_cells(cells: list[Cell], figures: list[Quantity], lexicon: Lexicon, year: int | None) -> Iterator[Claim]:
    """The claims of the cells of a document's tables; `figures` are those already read in the text.

    `year` is the document's, for headers such as 一季度.
    """
    known: dict[int, Quantity] = {q.start: q for q in figures}
    heads = {cell.table: cell.text for cell in reversed(cells) if cell.column == 1 and cell.is_header}
    firsts = {(cell.table, cell.row): cell.text for cell in cells if cell.column == 1}
    units = {(cell.table, cell.row): unit for cell in cells if (unit := _told_unit(cell, lexicon))}
    for cell in cells:
        if cell.is_header or any(_SERIAL.search(name) for name in cell.header[-1:]):
            continue
        first = firsts.get((cell.table, cell.row), "")
        if not cell.stub and cell.column > 1 and not _BARE.fullmatch(first):
            cell = replace(cell, stub=first)
        if not cell.unit and (unit := units.get((cell.table, cell.row))):
            cell = replace(cell, unit=unit)
        placed = bool(_PLACE_HEAD.search(heads.get(cell.table, "")))
        inside = [known[p] for p in range(cell.start, cell.end) if p in known]
        if not inside and _BARE.fullmatch(cell.text.strip()) and (quantity := _bare(cell, lexicon)):
            yield _claim(quantity, cell, lexicon, year, placed)
        for quantity in inside:
            yield _claim(quantity, cell, lexicon, year, placed)


def _told_unit(cell: Cell, lexicon: Lexicon) -> str | None:
    """The unit that a cell of the column 计量单位 tells for its row; 单位 may head offices as well."""
    text = cell.text.strip()
    if cell.is_header or not cell.header or not _UNIT_HEAD.fullmatch(cell.header[-1].strip()):
        return None
    read = grammar(lexicon).find(f"1{text}")
    return text if len(read) == 1 and (read[0].start, read[0].end) == (0, len(text) + 1) else None


def _bare(cell: Cell, lexicon: Lexicon) -> Quantity | None:
    """A cell's bare number with the unit that its headers or its caption state."""
    unit_text = cell.unit or _unit_of_names(cell, lexicon)
    if unit_text is None or (_TIME.match(cell.text) and not cell.unit):
        return None
    negative = cell.text[0] in "-−"
    read = grammar(lexicon).find(cell.text.strip().lstrip("-+−") + unit_text)
    if len(read) != 1 or read[0].start != 0:
        return None
    offset = len(cell.text) - len(cell.text.lstrip("-+−"))
    q = read[0]
    value = -q.value if negative and q.value is not None else q.value
    start, end = cell.start + offset, cell.start + len(cell.text.rstrip())
    return replace(q, start=start, outer=start, end=end, number_end=end, value=value, rules=("cell",))


def _unit_of_names(cell: Cell, lexicon: Lexicon) -> str | None:
    for name in (*reversed(cell.header), cell.stub):
        if found := _COUNTED.search(name):
            if found["unit"]:
                return "个" if found["unit"] == "村" else found["unit"]
            return "人次" if found["people"] == "人次" else "人"
        row = indicators(lexicon).at_end(name, None)
        if row and row.units and row.nature != "ratio":
            return row.units[0]
        if (row and row.nature == "ratio") or name.endswith(("率", "占比", "比例", "比重")):
            return "%"
    return None


def _claim(q: Quantity, cell: Cell, lexicon: Lexicon, year: int | None, placed: bool) -> Claim:
    names, time, place = [], None, None
    own = cell.text[: max(0, q.start - cell.start)].strip("：:、，共-−+")
    for name in (cell.stub, *cell.header):
        if found := _time(name, lexicon, year):
            time = found
        elif name == cell.stub and not _TOTAL.match(name) and (placed or _PLACE.match(name)):
            place = name
        elif name in lexicon.words.get("valuehead", ()):
            continue
        elif name and not own and not (name == cell.stub and _TOTAL.match(name)):
            names.append(name)
    names += [own] if own else []
    text = "".join(names)
    claim = Claim(q, metric_text=text or None, rules=[*q.rules, "table"], place=place, time=time)
    known = (indicators(lexicon).at_end(name, q.unit) for name in (text, *reversed(names)))
    claim.metric = next((row for row in known if row), None)
    if any(word in text for word in ("占比", "比重", "占")) and q.kind == "percent":
        claim.reading = Reading("share", rule="cell:share")
    elif any(word in text for word in ("增长", "增速", "增幅", "同比")) and q.kind == "percent":
        claim.reading = Reading("growth", "up", rule="cell:growth")
    elif text.startswith(("人均", "户均", "村均", "亩均")):
        claim.reading = Reading("average", rule="cell:average")
    return claim



@lru_cache(maxsize=1024)
def _time(name: str, lexicon: Lexicon, year: int | None) -> str | None:
    """The time that a header is, if it is nothing else (2019年, 2019年底, 一季度)."""
    if found := _TIME.match(name):
        return found["year"] + ("-12-31" if found["end"] else "")
    mentions = with_years(name, times(lexicon).find(name), year, [])
    if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(name)) and mentions[0].form == "absolute":
        return mentions[0].time
    return None
