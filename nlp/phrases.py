"""The noun phrases on the two sides of a figure.

On the left the grammar steps over what links a noun to its figure (达到, 共, 增长), then takes words until one that a
noun phrase cannot reach across: a predicate verb, an adverb, a preposition, a pause. On the right it takes words
until such a one. A nominal verb (扶贫, 安置) does not end a noun phrase; a predicate verb (建成, 担任) does.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from nlp.lexemes import Lexeme, Lexemes

PAUSES = frozenset("，。；：！？\n\t（）()《》—…")
QUOTES = "“”‘’\"「」『』"
CONJUNCTIONS = frozenset("和及与或、")
_EDGE = QUOTES + "、和及与或的了等之，：:·-— "
_SKIP_LEFT = frozenset({"link", "adverb", "cue", "scope"})
LONGEST = 28


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a figure: its noun phrase, the verb before that, the words stepped over (nearest first).

    `start` and `end` are the noun phrase's place; `words` are the linking words between it and the figure.
    """

    noun: str
    verb: str
    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Right:
    """What stands behind a figure: its noun phrase, and the clause's remaining words."""

    noun: str
    rest: str


def left_of(text: str, lexemes: Lexemes, floor: int, position: int, times: dict[int, int]) -> Left:
    """The left side of the figure that begins at `position`, not reaching below `floor`.

    `times` maps the end of each time mention to its start; times are stepped over.
    """
    words: list[str] = []
    position = _step_over(text, lexemes, floor, position, times, words)
    end = position
    start, verb = _noun_start(text, lexemes, floor, position, times)
    noun = text[start:end].strip(_EDGE)
    return Left(noun, verb, tuple(words), start, end)


def _step_over(text: str, lexemes: Lexemes, floor: int, position: int, times: dict[int, int], words: list[str]) -> int:
    while position > floor:
        if position in times and times[position] >= floor:
            words.append("\0time")
            position = times[position]
            continue
        lexeme = lexemes.ending_at(position)
        if lexeme and lexeme.start >= floor and lexeme.parts & _SKIP_LEFT and not lexeme.parts & {"noun", "indicator"}:
            words.append(lexeme.word)
            position = lexeme.start
        elif text[position - 1] in _EDGE and text[position - 1] not in QUOTES:
            words.append(text[position - 1])
            position -= 1
        else:
            break
    return position


def _noun_start(text: str, lexemes: Lexemes, floor: int, end: int, times: dict[int, int]) -> tuple[int, str]:
    """Where the noun phrase that ends at `end` begins, and the verb that closes it off."""
    floor = max(floor, end - LONGEST)
    position = end
    while position > floor:
        if position in times and times[position] >= floor:
            return position, ""
        lexeme = lexemes.ending_at(position)
        if lexeme and lexeme.start >= floor:
            after = text[lexeme.end] if lexeme.end < end else ""
            if lexeme.closes(after) and not _inside_conjunction(text, lexeme, end):
                return position, lexeme.word if "verb" in lexeme.parts or "cue" in lexeme.parts else ""
            position = lexeme.start
        elif text[position - 1] in PAUSES:
            return position, ""
        else:
            position -= 1
    return position, ""


def _inside_conjunction(text: str, lexeme: Lexeme, end: int) -> bool:
    """的, 和 and 在 inside a noun phrase do not end it (村和社区; 的 joins what is possessed)."""
    return lexeme.word in ("的", "和", "与", "及", "含", "等") and lexeme.end < end


def right_of(text: str, lexemes: Lexemes, position: int, ceiling: int) -> Right:
    """The right side of the figure that ends at `position`, not reaching beyond `ceiling`."""
    ceiling = min(ceiling, position + LONGEST)
    pause = position
    while pause < ceiling and text[pause] not in PAUSES:
        pause += 1
    clause = text[position:pause]
    end = pause
    seen_noun = False
    for lexeme in lexemes.between(position, pause):
        after = text[lexeme.end] if lexeme.end < pause else ""
        if lexeme.closes(after):
            if lexeme.word in ("和", "与", "及") and seen_noun:
                continue
            if lexeme.word == "的" and not seen_noun:
                continue
            end = lexeme.start
            break
        seen_noun = seen_noun or bool(lexeme.parts & {"noun", "indicator"})
    if cut := regex.search("[、]", text[position:end]):
        end = position + cut.start() if cut.start() else end
    noun = text[position:end].strip(_EDGE)
    return Right(noun, clause.strip(_EDGE))
