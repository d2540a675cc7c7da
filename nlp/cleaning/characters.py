"""Replacements of one character by one: widths, compatibility forms, marks by their neighbours, traditional script."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from opencc import OpenCC

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# Some sites write the reading behind a character, 堅(jiān): no part of the text.
_READING = rf"(?<=[\u4e00-\u9fff])[(（](?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}[)）]"
_NO_WIDTH = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]"
INVISIBLE = re.compile(rf"((?:{_NO_WIDTH}|{_READING})+)")
# What `INVISIBLE` begins with, in two patterns that a scan leaps through.
_HINTS = (re.compile(_NO_WIDTH), re.compile(rf"[(（][a-zü]{{0,5}}[{_TONED}]"))
WIDE = r"[^\x00-\u024f\u0370-\u052f]"
"""Characters that need no space between them: neither Latin, Greek nor Cyrillic, digits or ASCII signs."""

# Chinese punctuation stays wide; the rest of the full-width block, digits and letters above all, becomes ASCII.
_KEPT_WIDE = "，；：？！（）～｛｝［］｜"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
# Signs that only a document in traditional script uses, among the most frequent ones of any report.
_TRADITIONAL = frozenset(
    "個國縣鄉鎮貧萬億戶產業發會這為與對們來時過學區農務進開動實現長經濟團領導標準還衛優轉項題險險總結構資質類員條設計"
    "說讓應當點體單雙數據視聽議論謀戰績續維護網絡關鍵機幹從後裡"
)


def _single(character: str) -> str | None:
    """The one character that a compatibility character stands for, or None where it stays or stands for several."""
    plain = normalize("NFKC", character)
    return plain if len(plain) == 1 and plain != character else None


def has_invisible(text: str) -> bool:
    """Whether `INVISIBLE` may find anything: nothing is missed, and the look costs far less than the search."""
    return any(hint.search(text) for hint in _HINTS)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = {c: "\n" for c in _BREAKS} | {chr(c): " " for c in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F)}
    table |= {c: " " for c in "\xa0\u1680\u180e\u202f\u205f"} | {chr(c): " " for c in range(0x2000, 0x200B)}
    blocks = (range(0xFF01, 0xFF5F), range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
    for block in blocks:
        for code in block:
            if chr(code) not in _KEPT_WIDE and (plain := _single(chr(code))):
                table[chr(code)] = plain
    return table | {"﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（",
                    "﹚": "）",
                    "﹪": "%", "﹢": "+", "﹣": "-", "｡": "。", "､": "、", "−": "-", "‐": "-", "‑": "-", "٪": "%"}


@lru_cache(maxsize=1)
def _notable() -> re.Pattern[str]:
    """Every character that calls for action, none beyond the BMP: so a scan for them beats a set of all characters."""
    return re.compile("[" + "".join(map(re.escape, sorted({*_table(), *_TRADITIONAL}))) + "]")


def plain(text: str) -> str:
    """`text` with compatibility forms made plain, of the same length; every kind of line break becomes a newline."""
    text = text.replace("\r\n", " \n")
    table = _table()
    notable = set(_notable().findall(text))
    found = notable & table.keys()
    if len(found) > 40:
        text = text.translate({ord(c): table[c] for c in found})
    else:
        for character in found:
            text = text.replace(character, table[character])
    if len(notable & _TRADITIONAL) >= 5:
        text = _simplified(text)
    return _ZERO.sub("〇", text)


# A circle or a letter O among Chinese digits is a zero: 二○一九, 二O二O年.
_ZERO = re.compile(r"[○◯Oo](?<=[一二三四五六七八九〇].)(?=[一二三四五六七八九〇○◯Oo年])")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    """The converter to simplified characters: slow to build, so imported and built only where it is needed."""
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    convert = _converter().convert
    characters = set(text)
    wanted = {c: s for c in characters if c > "\u3400" and (s := convert(c)) != c and len(s) == 1}
    # A document in simplified script may quote a few traditional signs: convert only where they are the rule.
    if len(wanted) <= len(characters.intersection(wanted.values())):
        return text
    return text.translate({ord(c): s for c, s in wanted.items()})


_MARKS = [
    (re.compile(rf",(?:(?<={WIDE},)|(?<=[%‰)\]],)|(?= *{WIDE})|(?<=\d,)(?= +\d))"), "，"),
    (re.compile(rf";(?:(?<={WIDE};)|(?<=[\d%‰)\]];)|(?= *{WIDE}))"), "；"),
    (re.compile(rf":(?:(?<={WIDE}:)|(?<=[%‰)\]]:)|(?= *{WIDE}))"), "："),
    (re.compile(rf"\?(?:(?<={WIDE}\?)|(?<=[\d%‰)\]]\?)|(?= *{WIDE}))"), "？"),
    (re.compile(rf"!(?:(?<={WIDE}!)|(?<=[\d%‰)\]]!)|(?= *{WIDE}))"), "！"),
    (re.compile(r"\.(?<=[\u4e00-\u9fff）”》]\.)(?<!\n[一二三四五六七八九十]\.)(?=[\n”’）]|$)"), "。"),
]
_PAIR = re.compile(r"\([^()\n]*\)")
_LONE = [
    (re.compile(rf"\((?:(?<={WIDE}\()|(?= *{WIDE}))"), "（"),
    (re.compile(rf"\)(?<![A-Za-z]\))(?:(?<={WIDE}\))|(?= *{WIDE}))"), "）"),
]
_HAS_WIDE = re.compile(WIDE)
# A full-width comma is a thousands separator between groups of exactly three digits (1，100.9亿), else a real comma.
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?:，\d{3})*(?:\.\d|[^\d，,.]))")
_FIRST_GROUPS = re.compile(r"(?:[^\d.，,]|(?<!\d)[，,]|^)\d{1,3}(?:[，,]\d{3})*$")


def punctuation(text: str) -> str:
    """Half-width marks beside Chinese become full-width ones; the length stays."""
    for pattern, mark in _MARKS:
        text = pattern.sub(mark, text)
    if "(" in text:
        text = _PAIR.sub(_brackets, text)
    for pattern, mark in _LONE:
        text = pattern.sub(mark, text)
    if "，" in text:
        text = _THOUSANDS.sub(_thousands, text)
    return text


def _brackets(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if text[max(start - 1, 0) : start].isascii() and start and text[start - 1].isalpha() and match[0].isascii():
        return match[0]
    around = text[max(start - 1, 0) : start] + match[0] + text[end : end + 1]
    return f"（{match[0][1:-1]}）" if _HAS_WIDE.search(around) else match[0]


def _thousands(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - 24, 0) : match.start()]
    return "," if _FIRST_GROUPS.search(before) else "，"
