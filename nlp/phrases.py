"""The noun phrases on the two sides of a figure.

On the left the grammar steps over what links a noun to its figure (达到, 共, 增长), then takes words until one that a
noun phrase cannot reach across: a predicate verb, an adverb, a preposition, a pause. On the right it takes words
until such a one. A nominal verb (扶贫, 安置) does not end a noun phrase; a predicate verb (建成, 担任) does.
"""

from __future__ import annotations

import re

from msgspec import Struct

from nlp.lexemes import NAMING, OPEN_CLASSES, Lexeme, Lexemes

PAUSES = frozenset("，。；：！？\n\t（）()《》【】—…")
PAUSE = re.compile(f"[{''.join(sorted(PAUSES))}]")
QUOTES = "“”‘’\"「」『』"
# Verbs of one character, that only 了 behind them tells from a part of a noun: 专项扶贫资金|投了, 水泥路|修了.
_DID = frozenset("投修建打架铺通栽种养盖花拨")
_ACTORS = frozenset("户人民家村县镇乡局员社队组们")  # who did it, before such a verb, is not what was done
_DONE = frozenset({"了", "过"})
_TURNED = frozenset("成变多少修架建")
_EDGE = QUOTES + "、和及与或的了等之，：:·-— "
_FIRST = frozenset("和及与或")
_COMPARED = ("相比", "相较")
_STEP = frozenset("、和及与的了中：: ")
_SKIP_LEFT = frozenset({"link", "adverb", "cue", "scope"})
_NOUNS = frozenset({"noun", "indicator", "nominal"})
_JOINING = frozenset({"的", "和", "与", "及", "含", "等"})
_LINKING = frozenset({"link", "adverb", "cue", "preposition"})
# 未达标83户: the negation belongs to what it negates.
_NEGATIONS = frozenset({"未", "尚未", "未能", "不"})
TIME, BASE = "\0time", "\0base"
LONGEST = 28
LONGEST_BRACKET = 12


class Left(Struct, frozen=True):
    """What stands before a figure: its noun phrase, the verb before that, the words stepped over (nearest first).

    `start` and `end` are the noun phrase's place, `verb_start` where the verb begins. A time stepped over is `TIME`,
    one that is the base of a comparison (比上年) `BASE`.
    """

    noun: str
    verb: str
    words: tuple[str, ...]
    start: int
    end: int
    verb_start: int


class Right(Struct, frozen=True):
    """What stands behind a figure: its noun phrase and where that ends, and the clause's words."""

    noun: str
    end: int
    rest: str


def left_of(text: str, lexemes: Lexemes, floor: int, position: int, times: dict[int, int]) -> Left:
    """The left side of the figure that begins at `position`, not reaching below `floor`.

    `times` maps the end of each time mention to its start; times are stepped over.
    """
    words: list[str] = []
    if text[position - 1 : position] == "“" and position - 1 > floor:
        position -= 1  # 面积误为“6.8万公顷”
    end = _step_over(text, lexemes, floor, position, times, words)
    start, verb, verb_start = _noun_start(text, lexemes, floor, end, times)
    first = lexemes.starting_at(start) if text[start : start + 1] in _FIRST else None
    named = first is not None and len(first.word) > 1 and first.end <= end  # 和美乡村
    noun = text[start:end].rstrip(_EDGE) if named else _phrase(text, start, end)
    return Left(noun, verb, tuple(words), start, end, verb_start)


def _phrase(text: str, start: int, end: int) -> str:
    """text[start:end] without the marks at its edges; a quotation mark whose partner is inside stays (“双创”基地)."""
    phrase = text[start:end].strip(_EDGE)
    if "“" not in phrase and "”" not in phrase:
        return phrase
    opened, closed = phrase.count("“"), phrase.count("”")
    if opened == closed:
        return phrase
    if opened < closed and f"“{phrase}" in text[max(0, start - 1) : end]:
        return f"“{phrase}"
    return f"{phrase}”" if opened > closed and f"{phrase}”" in text[start : end + 1] else phrase


def _step_over(text: str, lexemes: Lexemes, floor: int, position: int, times: dict[int, int], words: list[str]) -> int:
    while position > floor:
        if words and words[-1] in _DONE and text[position - 1] in _DID and _acted_on(text, lexemes, position - 1):
            position -= 1
            words.append(text[position])
            continue
        if position in times and times[position] >= floor:
            position = times[position]
            if text[position - 1 : position] in ("比", "较", "同", "与") and position > floor:
                position -= 1
                words.append(BASE)
            else:
                words.append(TIME)
            continue
        if text.endswith(_COMPARED, floor, position):
            against = _against(text, floor, position)
            words.append(BASE)
            position = position - 2 if against is None else against
            continue
        lexeme = lexemes.ending_at(position)
        if lexeme and lexeme.start >= floor and lexeme.parts & _SKIP_LEFT and lexeme.parts.isdisjoint(_NOUNS):
            words.append(lexeme.word)
            position = lexeme.start
        elif text[position - 1] in "）)" and (opening := _opening(text, floor, position)) is not None:
            position = opening
        elif text[position - 1] in _STEP and not _known(lexemes, position):
            words.append(text[position - 1])
            position -= 1
        else:
            break
    return position


def _acted_on(text: str, lexemes: Lexemes, position: int) -> bool:
    """Whether a noun that is no actor ends at a position (专项扶贫资金|投了, not 贫困户|种了)."""
    lexeme = lexemes.ending_at(position)
    return lexeme is not None and bool(lexeme.parts & NAMING) and text[position - 1] not in _ACTORS


def _opening(text: str, floor: int, position: int) -> int | None:
    """Where the short bracket that closes before `position` opens (扶贫基地（车间）132个)."""
    start = max(text.rfind("（", floor, position), text.rfind("(", floor, position))
    return start if start > floor and position - start <= LONGEST_BRACKET else None


def _against(text: str, floor: int, position: int) -> int | None:
    """Where 与…相比 begins."""
    for i in range(position - 3, max(floor, position - 20) - 1, -1):
        if text[i] in PAUSES:
            return None
        if text[i] in "与同和较":
            return i
    return None


def _noun_start(text: str, lexemes: Lexemes, floor: int, end: int, times: dict[int, int]) -> tuple[int, str, int]:
    """Where the noun phrase that ends at `end` begins, the verb that closes it off, and where that begins."""
    floor = max(floor, end - LONGEST)
    position = end
    while position > floor:
        if position in times and times[position] >= floor:
            return position, "", position
        lexeme = lexemes.ending_at(position)
        if lexeme and lexeme.start >= floor:
            if lexeme.start + 1 in times and len(lexeme.word) > 1:
                return lexeme.start + 1, "", lexeme.start + 1  # 今年|产量, not 今|年产量
            after = _after(text, lexeme, end)
            joins = lexeme.end < end and (lexeme.word in _JOINING or _compounds(lexemes, lexeme))
            if lexeme.word in _NEGATIONS and lexeme.end == position < end:
                return lexeme.start, "", lexeme.start
            if "clausal" in lexeme.parts and "的" in text[lexeme.end : end + 1]:
                position = lexeme.start
                continue
            if lexeme.closes(after) and not joins:
                verbal = bool(lexeme.parts & {"verb", "verbal", "cue"})
                negation = lexemes.ending_at(lexeme.start) if verbal else None
                negated = negation is not None and negation.word in _NEGATIONS and lexeme.end == position < end
                if negation and negated and floor <= negation.start:
                    return negation.start, "", negation.start
                return position, lexeme.word if verbal else "", lexeme.start
            position = lexeme.start
        elif text[position - 1] in PAUSES:
            return position, "", position
        else:
            position -= 1
    return position, "", position


def _after(text: str, lexeme: Lexeme, end: int) -> str:
    """The character that follows a word and may be an ending of it; 参保|人 is a noun, 达到|人均收入 is none."""
    position = lexeme.end
    return "" if position >= end or text.startswith("均", position + 1) else text[position]


def _compounds(lexemes: Lexemes, lexeme: Lexeme) -> bool:
    """True of a verb of the general vocabulary between two nouns: a compound (安全防护工程), not a predicate."""
    if lexeme.parts != {"verbal"}:
        return False
    before = lexemes.ending_at(lexeme.start)
    return before is not None and bool(before.parts & (NAMING | {"nominal", "common"}))


def right_of(text: str, lexemes: Lexemes, position: int, ceiling: int) -> Right:
    """The right side of the figure that ends at `position`, not reaching beyond `ceiling`."""
    ceiling = min(ceiling, position + LONGEST)
    if position >= len(text) or text[position] == "、" or text.startswith(_COMPARED, position):
        return Right("", position, "")
    if text[position] == "是":
        position += 1
    found = PAUSE.search(text, position, ceiling)
    pause = found.start() if found else max(position, ceiling)
    end = _noun_end(text, lexemes, position, pause)
    if end == ceiling:
        end = _before_predicate(lexemes, position, end)
    if end - position > 1 and text[end - 1] == "中" and not _known(lexemes, end):
        end -= 1
    if text[end : end + 1] == "了" and end - position > 1 and text[end - 1] in _TURNED:
        end -= 1  # 1.86万亩茶园|成了金叶子
    end = _before_partner(text, lexemes, position, end)
    listed = text.find("、", position, end)
    end = listed if listed >= 0 else end
    rest = text[position:pause].strip(_EDGE)
    rest = "" if len(rest) == 1 or _says_nothing(lexemes, position, pause) else rest
    return Right(_phrase(text, position, end), end, rest)


def _before_partner(text: str, lexemes: Lexemes, position: int, end: int) -> int:
    """The end of a noun phrase without what stands beside the noun (8个省市|与西部…, 22个省份|公益岗位…)."""
    first = lexemes.starting_at(position)
    if first and "region" in first.parts:
        return min(first.end, end)
    partner = text.find("与", position, end)
    noun = lexemes.ending_at(partner) if partner > position else None
    return partner if noun and noun.parts & NAMING else end


def _known(lexemes: Lexemes, position: int) -> bool:
    """Whether a word of more than one character ends at a position (高中, not 村|中)."""
    lexeme = lexemes.ending_at(position)
    return lexeme is not None and len(lexeme.word) > 1


def _says_nothing(lexemes: Lexemes, position: int, pause: int) -> bool:
    """True where only linking words stand between a figure and the next (504户|共|1810人, 141人|计划|于…)."""
    for lexeme in lexemes.between(position, pause):
        if lexeme.start != position or lexeme.parts & OPEN_CLASSES or not lexeme.parts & _LINKING:
            return False
        position = lexeme.end
    return position == pause


def _before_predicate(lexemes: Lexemes, position: int, end: int) -> int:
    """The end of a noun phrase without the nominal verb that governs the next figure (3个安置点安置186户)."""
    words = lexemes.between(position, end)
    if len(words) < 2 or words[-1].end != end or words[-1].parts & NAMING or "nominal" not in words[-1].parts:
        return end
    return words[-1].start if words[-2].end == words[-1].start and words[-2].parts & NAMING else end


def _noun_end(text: str, lexemes: Lexemes, position: int, pause: int) -> int:
    """Where the noun phrase that begins at `position` ends: before its predicate, behind a relative clause's noun."""
    named = False
    for lexeme in lexemes.between(position, pause):
        if lexeme.closes(_after(text, lexeme, pause)):
            if (named and lexeme.word in ("和", "与", "及")) or (not named and lexeme.word == "的"):
                continue
            if lexeme.word[1:] == "均" or lexeme.word[:1] == "每":
                return lexeme.start
            if lexeme.word != "的" and not named and (relative := _relative(text, lexemes, lexeme.start, pause)):
                return relative
            return lexeme.start
        named = named or bool(lexeme.parts & NAMING)
    return pause


def _relative(text: str, lexemes: Lexemes, position: int, pause: int) -> int | None:
    """The end of the noun that a relative clause leads to (行动不便的老党员), or None where there is no such clause."""
    de = text.find("的", position, min(pause, position + 12))
    if de < 0:
        return None
    end = _noun_end(text, lexemes, de + 1, pause)
    inside = lexemes.between(de + 1, end)
    return end if inside and inside[-1].parts & NAMING and end - de <= 12 else None
