"""Where a sentence's own words begin: behind its number, and behind the name of who speaks (主任：9018人…)."""

from __future__ import annotations

import re
from functools import lru_cache

from lexicons import Lexicon
from nlp.patterns import choice

_NUMBER = (
    r"(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳])"
)


def behind(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """The position behind the number or the speaker that a sentence opens with; `start` where there is neither."""
    match = _label(lexicon).match(text, start, end)
    return match.end() if match else start


def spoken(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a paragraph opens with the name of who speaks, as in an interview."""
    match = _label(lexicon).match(text, start, end)
    return match is not None and match["voice"] is not None


@lru_cache(maxsize=4)
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    voices = choice(lexicon.words.get("voice", {"记者"}))
    who = rf"[^\s，。；：、（）\d]{{0,10}}{voices}(?:[（(][^）)\n]{{1,12}}[）)])?"
    counted = r"(?!\d+[名人位个户]?(?:[，。；、\n]|$))"  # 代表：32名 is a list of offices
    return re.compile(rf"{_NUMBER}|(?P<voice>(?:{who}|[问答])：{counted})")
