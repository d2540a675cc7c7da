"""The ways to write a phrase of the lexicon: numerals, measure words and script; separators are dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from opencc import OpenCC

SEPARATOR_SIGNS = "、，“”‘’\"「」『』·, 　"
SEPARATORS = re.compile(f"[{SEPARATOR_SIGNS}]+")
MEASURES = ("", "个", "大", "项")
DIGITS = {**dict(zip("一二两三四五六七八九", "1223456789", strict=True)), "十": "10"}
_DIGIT = "二两双三四五六七八九十"
_A = "一(?![体般样起切直])"  # In 一体 and 一样 no one is counted.
_ONE = f"(?:十[一二三四五六七八九]|[一二两三四五六七八九]十|{_A}|[{_DIGIT}])"
_REST = f"(?:[^一{_DIGIT}]|一[体般样起切直])"
_GROUP = re.compile(f"({_ONE})[个大项张]?({_REST}*)")
_COMPOUND = re.compile(f"(?:{_ONE}(?:[个大项张](?={_REST}))?(?![百千万亿个]){_REST}{{1,6}}){{2,}}")
_NUMERAL = re.compile("十[一二三四五六七八九]|[一二两三四五六七八九]十|[一二两三四五六七八九十]")
_COUNTED = re.compile("^(十[一二三四五六七八九]|[一二两三四五六七八九十])(个|大|项)?(.+)$")


def skeleton(phrase: str) -> str:
    """The phrase without separators and quotation marks."""
    return SEPARATORS.sub("", phrase).replace("＋", "+")


def spellings(phrase: str) -> set[str]:
    """Other spellings of the same words: 二 for 两, digits. Includes the phrase itself."""
    bare = skeleton(phrase)
    parts = _NUMERAL.split(bare)
    numerals = _NUMERAL.findall(bare)
    found = {bare}
    if numerals and len(numerals) <= 3:
        choices = [("两", "二") if n in "两二" else (n,) for n in numerals]
        found |= {_weave(parts, choice) for choice in product(*choices)}
        found.add(_weave(parts, [_digits(n) for n in numerals]))
        found.add(_weave(parts, [_digits(numerals[0]), *numerals[1:]]))
    return found


def measured(phrase: str, counted: re.Pattern[str]) -> set[str]:
    """The phrase with the measure word put in, left out or exchanged (四不摘 → 四个不摘).

    A phrase whose head is a plain counted noun (`counted` matches its end) keeps the one it has: 五项任务 is a count.
    """
    match = _COUNTED.match(skeleton(phrase))
    if not match or len(match[3]) < 2 or match[1] in "一" or counted.search(match[3]) or _NUMERAL.match(match[3]):
        return set()
    # 二 and 两 read naturally with a measure word only; without it too few characters are left to be sure.
    swaps = [m for m in MEASURES if m != (match[2] or "") and (m or match[1] not in "二两" or len(match[3]) > 2)]
    return {match[1] + measure + match[3] for measure in swaps}


@lru_cache(maxsize=4096)
def number(phrase: str) -> int | None:
    """How many things the phrase announces: 四不摘 → 4, 三讲一评 → 4, 双负责 → 2; None where it names no number."""
    bare = skeleton(phrase)
    if digits := re.match(r"\d{1,2}(?=[个大项\u4e00-\u9fff])", bare):
        return int(digits[0])
    groups = numbered(phrase)
    return sum(value for value, _ in groups) if groups else None


def numbered(phrase: str) -> list[tuple[int, str]]:
    """The numerals of a phrase, each with the words that it counts; the first alone unless the phrase is built of them.

    三讲一评 → [(3, 讲), (1, 评)]; 三个一亿人 → [(3, 一亿人)]. Empty where the phrase does not begin with a number.
    """
    bare = skeleton(phrase)
    groups = _GROUP.findall(bare)
    if not groups or not _GROUP.match(bare):
        return []
    values = [(_value(numeral), rest) for numeral, rest in groups]
    if len(values) > 1 and _COMPOUND.fullmatch(bare):
        return values
    return [(values[0][0], bare[len(groups[0][0]) :])]


def _value(numeral: str) -> int:
    return 2 if numeral == "双" else int(_digits(numeral))


def _digits(numeral: str) -> str:
    if len(numeral) == 1:
        return DIGITS[numeral]
    return "1" + DIGITS[numeral[1]] if numeral[0] == "十" else DIGITS[numeral[0]] + "0"


def _weave(parts: list[str], numerals: tuple[str, ...] | list[str]) -> str:
    return "".join(part + numeral for part, numeral in zip(parts, [*numerals, ""], strict=True))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(phrases: list[str]) -> list[str]:
    """The phrases in traditional characters, in one call: the converter is slow to call and quick to run."""
    return str(_converter().convert("\n".join(phrases))).split("\n")
