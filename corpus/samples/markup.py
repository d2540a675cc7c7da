"""Gold as inline markup: a report's text with its facts and slogans marked where they stand.

    贫困发生率由〔2014年底〕的〔6.9%|贫困发生率|@2014 from〕降至〔0.66%|贫困发生率|@2019 to〕
    利用〔两个工作日|measure|2|工作日|>=〕走访；坚持〔两不愁三保障|s〕标准

A mark is `〔text|cell|cell…〕`; marks nest. There are three forms:

- short, `〔text|metric,metric|attributes〕`: a plain Arabic figure or date, its reading taken from the text itself by
  `corpus.samples.figures`; both cells may be left out (a date is then `〔2019年|〕`);
- long, `〔text|kind|value|unit,unit|metric|attributes〕` for everything else, the value worked out by hand; a date or a
  period has neither value nor unit: `〔“十三五”期间|period|time=2016/2020〕`;
- `〔text|s|canonical form〕` for a slogan, `s?` for one that scoring leaves aside.

Attributes, separated by spaces: `@2019` when, `#县` place (commas between alternatives), a bare role (`from`), a bare
bound (`>=`), `low=3`, `high=5`, `time=…`, `optional`, `placeholder`. A line that begins with `%%check` says what a
check has to find: `%%check share|621人;1776名;34.9%|truncated|note`; it is no part of the text.

Period names and 第一书记 are counted as optional slogans wherever they stand, and 今年, 上年末, 全年 and the like as
optional dates, so nobody needs to mark them.
"""

from __future__ import annotations

import re
from typing import Any

from corpus.samples.figures import read_date, read_figure

Gold = dict[str, Any]
"""One gold record, as JSON."""
KINDS = {"count", "money", "percent", "point", "multiple", "ratio", "measure", "rank", "date", "period"}
ROLES = {"level", "from", "to", "change", "growth", "difference", "share", "average", "target", "standard"}
BOUNDS = {">=", ">", "<=", "<"}
FLAGS = {"optional", "placeholder"}
OPTIONAL_SLOGAN = re.compile("十[一二三四]五|第一[书書][记記]")
OPTIONAL_DATE = re.compile("(?:今|去|上|当|當|全|同)年(?:以来|度?末|底|同期)?|[上下]半年|年[底末初]")


def parse(marked: str) -> tuple[str, list[Gold]]:
    """The plain text and its gold records, facts, checks and slogans, each in order of start.

    Raises ValueError for a mark that is not closed or that cannot be read.
    """
    checks = [line[len("%%check") :].strip() for line in marked.splitlines() if line.startswith("%%check")]
    marked = re.sub(r"(?m)^%%.*\n?", "", marked)
    text: list[str] = []
    records: list[Gold] = []
    open_marks: list[int] = []
    position = 0
    while position < len(marked):
        char = marked[position]
        if char == "〔" and "|" in marked[position : marked.find("〕", position)]:
            open_marks.append(len(text))
        elif char == "|" and open_marks:
            end = marked.index("〕", position)
            start = open_marks.pop()
            records.append(_record("".join(text[start:]), start, marked[position + 1 : end].split("|")))
            position = end
        else:
            text.append(char)
        position += 1
    plain = "".join(text)
    if open_marks:
        raise ValueError(f"mark not closed at {plain[open_marks[-1] :][:30]!r}")
    records += _unmarked(plain, records, OPTIONAL_SLOGAN, "slogan") + _unmarked(plain, records, OPTIONAL_DATE, "fact")
    facts = sorted((r for r in records if r["record"] == "fact"), key=lambda r: (r["start"], -r["end"]))
    slogans = sorted((r for r in records if r["record"] == "slogan"), key=lambda r: (r["start"], -r["end"]))
    return plain, facts + [_check(line) for line in checks] + slogans


def _record(text: str, start: int, cells: list[str]) -> Gold:
    span: Gold = {"text": text, "start": start, "end": start + len(text)}
    if cells[0] in ("s", "s?"):
        name = cells[1] if len(cells) > 1 else "".join(text.split())
        return {"record": "slogan"} | span | {"slogan": name, "optional": cells[0] == "s?"}
    record: Gold = {"record": "fact", **span}
    if cells[0] not in KINDS:
        reading = read_date(text) or read_figure(text)
        if reading is None:
            raise ValueError(f"{text!r} needs the long form")
        record |= reading
    elif cells[0] in ("date", "period"):
        record["kind"] = cells.pop(0)
    else:
        kind, value, unit = [*cells, "", ""][:3]
        record |= {"kind": kind, "value": float(value) if value else None, "unit": unit.split(",")}
        cells = cells[3:]
    for word in " ".join(cells).split():
        _attribute(record, word)
    if record["kind"] in ("date", "period") and "time" not in record:
        raise ValueError(f"{text!r} has no time")
    return record


def _attribute(record: Gold, word: str) -> None:
    if word in ROLES:
        record["role"] = word
    elif word in BOUNDS:
        record["bound"] = word
    elif word in FLAGS:
        record[word] = True
    elif word[0] == "@":
        record["when"] = word[1:].split(",")
    elif word[0] == "#":
        record["place"] = word[1:].split(",")
    elif word.startswith("time="):
        record["time"] = word[5:].split(",")
    elif word.startswith(("low=", "high=")):
        name, _, value = word.partition("=")
        record[name] = float(value)
    elif re.search("[=<>a-z]{2}|;", word) or "metric" in record:
        raise ValueError(f"attribute {word!r} of {record['text']!r} not understood")
    else:
        record["metric"] = word.split(",")


def _unmarked(plain: str, records: list[Gold], pattern: re.Pattern[str], record: str) -> list[Gold]:
    rest = {"fact": {"kind": "date", "time": []}, "slogan": {}}[record]
    taken = [(r["start"], r["end"]) for r in records if r["record"] == record]
    return [
        {"record": record, "text": m[0], "start": m.start(), "end": m.end()}
        | (rest or {"slogan": m[0]})
        | {"optional": True}
        for m in pattern.finditer(plain)
        if not any(start < m.end() and m.start() < end for start, end in taken)
    ]


def _check(line: str) -> Gold:
    rule, parts, expect, note = (line + "|||").split("|")[:4]
    return {"record": "check", "rule": rule, "parts": parts.split(";"), "expect": expect, "note": note}
