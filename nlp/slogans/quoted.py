"""Phrases in quotation marks that no lexicon lists: numeric abbreviations, parallels, models, named practices.

Quotation marks are strong evidence, but they also stand around names, terms and speech; what is inside must have the
build of a phrase, or what follows must say that it names one (行动, 工作法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.model import Category
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

LONGEST = 25  # Longer quotations are speech; famous ones stand in the lexicon.

_QUOTE = re.compile(
    "“([^“”\n]{2,40})”|‘([^‘’\n]{2,40})’|\"([^\"\n]{1,200})\"|「([^「」\n]{2,40})」|『([^『』\n]{2,40})』"
)
_N = "(?:十[一二三四五六七八九]|[一二两双三四五六七八九十])"
_MANY = "(?:十[一二三四五六七八九]|[二两双三四五六七八九十]|[2-9](?!\\d)|1\\d(?!\\d))"
_H = "[\u4e00-\u9fff]"
_X = "(?:(?![一二两三四五六七八九十])[\u4e00-\u9fff])"
_FIVE_YEAR = re.compile("(?:[一二三四五六七八九]|十[一二三四五])五(?:[、—至和到-]?十?[一二三四五六七八九]五)?$")
_TIME = re.compile("[年月日天周岁点时分秒号元角]")
_SPEECH = re.compile("[我你您咱他她俺这那吗呢吧啊呀哦]")
_SAYING = re.compile("(?:说|道|表示|称|问|喊|回答|告诉|写道|笑道|感慨|：|:)[：:，]?$")
_STRUCTURES: tuple[tuple[str, re.Pattern[str], float, Category], ...] = (
    # 党建+脱贫攻坚, 1+N, 互联网+
    ("model", re.compile(r"[^+]{1,12}(?:\+[^+]{1,12})+\+?$|[\u4e00-\u9fff]{2,6}\+$"), 0.93, "programme"),
    # 七清四严, 一领办、三参与, 两茶一水, 3会1课
    ("compound", re.compile(f"(?:(?:{_N}|\\d){_X}{{1,6}}[、，]?){{2,5}}$"), 0.93, "numeric"),
    # 四个增强, 九大指标体系, 五项机制
    ("measured", re.compile(f"{_MANY}[个大项][^，。；]{{1,10}}$"), 0.93, "numeric"),
    # 七步法, 双负责, 三集中, 四不准
    ("numbered", re.compile(f"{_MANY}(?![个大项一二两三四五六七八九十百千万]){_H}{{1,7}}$"), 0.85, "numeric"),
    # 百企帮百村, 千村示范、万村整治
    ("hundreds", re.compile(f"[百千万]{_H}{{1,4}}[、，]?[百千万]{_H}{{1,4}}$|百千万{_H}{{0,3}}$"), 0.85, "numeric"),
    # 以奖代补, 先建后补, 宜林则林
    ("set form", re.compile("(?:以.代.|先.后.|边.边.|前.后.|零.{2,3}|.随.走)$"), 0.8, "principle"),
)
_FULL_STOP = re.compile("[。！？…]")
_DIGITS = re.compile(r"\d{3,6}$|\d(?:-\d)+$|\d(?:\d{0,3})[A-Z]\d?$")
_TRIPLE = re.compile(f"{_H}{{2}}(?:[、，]{_H}{{2}}){{2,5}}$")  # 稳粮、扩烟、兴茶: a motto where a kind follows.
_NAMED = re.compile(".{2}(?:工作法|战法|行动|工程|革命|战略|战役|攻坚战|模式|计划|精神)$")  # “一线工作法” names itself.
_PLAIN = re.compile(f"[{_H[1:-1]}·]{{3,12}}$")


def find(text: str, words: Words) -> Iterator[SloganSpan]:
    """The phrases in quotation marks, whole; a phrase of the lexicon inside is the caller's to weigh."""
    for match in _QUOTE.finditer(text):
        group = match.lastindex or 1
        start, end = match.span(group)
        content = match[group].strip()
        if not 2 <= len(content) <= LONGEST:
            continue
        start = text.index(content, start)
        found = _read(content, text, match.start(), match.end(), words)
        if found:
            rule, confidence, category = found
            end = start + len(content)
            name = words.named.match(text, match.end()) if rule == "digits" else None
            parts = [p for p in re.split("[+＋]", content) if p] if rule == "model" else []
            yield SloganSpan(
                start=start, end=end, slogan=_canonical(content) + (name[0] if name else ""), category=category,
                components=parts, confidence=confidence, rule=f"quoted:{rule}",
            )


def _read(content: str, text: str, begin: int, after: int, words: Words) -> tuple[str, float, Category] | None:
    plain = content.replace("＋", "+").rstrip("，；、")
    found = _build(plain, words)
    if found is None:
        return None
    rule, confidence, category = found
    named = words.named.match(text, after) is not None
    if rule == "triple":
        return ("parallel", 0.75, "principle") if words.classed(text, after) else None
    if rule in ("digits", "plain"):
        if not named and not (rule == "plain" and _NAMED.search(plain)):
            return None
        return ("digits", 0.85, "numeric") if rule == "digits" else ("named", 0.7, "campaign")
    if not named and words.other.match(text, after):
        return None
    if rule == "parallel" and _SAYING.search(text[max(0, begin - 4) : begin]):
        return None
    return rule, confidence, category


@lru_cache(maxsize=4096)
def _build(plain: str, words: Words) -> tuple[str, float, Category] | None:
    """What the build of a quotation says of it, whatever stands around; None for what is no phrase anywhere."""
    if plain in words.never or _FULL_STOP.search(plain) or _FIVE_YEAR.match(plain):
        return None
    for rule, pattern, confidence, category in _STRUCTURES:
        if pattern.match(plain) and _is_no_count(plain, rule, words):
            return rule, confidence, category
    if _DIGITS.match(plain):
        return "digits", 0.85, "numeric"
    if not _SPEECH.search(plain) and is_parallel(plain):
        return "parallel", 0.85, "principle"
    if _TRIPLE.match(plain):
        return "triple", 0.75, "principle"
    if _PLAIN.match(plain) and not words.other.search(plain[-2:]):
        return "plain", 0.7, "campaign"
    return None


def _is_no_count(content: str, rule: str, words: Words) -> bool:
    if rule == "measured":
        return re.sub(f"^{_MANY}[个大项]", "", content) not in words.counted_words or content[1] != "个"
    if rule == "numbered":
        rest = re.sub(f"^{_MANY}", "", content)
        return rest not in words.counted_words and (not _TIME.match(rest) or len(rest) > 3)
    if rule == "compound":
        halves = re.split(f"{_N}|\\d|[、，]", content)
        counts = [h for h in halves if h]
        # 一户一策 counts, 三镇两乡 and 三年两次 only count: every half is a plain measure or noun.
        return not all(h in words.counted_words or _TIME.match(h) for h in counts) and len(counts) > 1
    return True


def is_parallel(content: str) -> bool:
    """Whether the halves have the build of a slogan: as long as each other, three characters or more.

    Shorter ones may be names in a list (茶叶、油茶); longer ones that are uneven must begin alike.
    """
    parts = [part for part in re.split("[，、；,]", content) if part]
    if len(parts) == 1:
        half, odd = divmod(len(content), 2)
        if odd or not 3 <= half <= 5 or not re.fullmatch(f"{_H}+", content):
            return False
        return sum(a == b for a, b in zip(content[:half], content[half:], strict=True)) >= 1
    if not 2 <= len(parts) <= 6 or not all(3 <= len(p) <= 10 and re.fullmatch(f"{_H}+", p) for p in parts):
        return False
    first, *others = parts
    shared = all(any(a == b for a, b in zip(first, other, strict=False)) for other in others)
    level = all(len(other) == len(first) for other in others)
    if level:
        return True
    return shared and first[0] == others[0][0] and len(content) < 20


def _canonical(content: str) -> str:
    return content.replace(",", "，").replace("＋", "+").strip("，；、")
