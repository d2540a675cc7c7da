"""Spaces inside a line: which ones a writer meant and which ones came from typesetting or copying."""

from __future__ import annotations

import re
from functools import lru_cache

from lexicons import Lexicon
from nlp.cleaning.characters import WIDE
from nlp.cleaning.offsets import Map, drop

# A space goes where a wide character stands on either side, before a per cent sign, around a sign that joins two
# figures (2017 - 2019, 24 + 1) and around a decimal point. Two figures side by side stay apart, and so do two Latin
# words. In "3. 15" the dot may end a section number, so a Chinese character must stand before it.
_STRAY = re.compile(
    rf"([ \u3000](?:(?<={WIDE}[ \u3000])[ \u3000]*|[ \u3000]*(?={WIDE}|[%‰‱])"
    r"|(?<=\d )[ ]*(?=[-~/+×*=.] *\d)|(?:(?<=\d[-~/+×*=] )|(?<=\d [-~/+×*=] ))[ ]*(?=\d)"
    r"|(?<=[\u4e00-\u9fff]\d\. )(?=\d)|(?<=[\u4e00-\u9fff]\d\d\. )(?=\d)"
    r"|(?<=[\u4e00-\u9fff]\d\d\d\. )(?=\d))|\x1e)"
)


BESIDE_MARK = re.compile(r"[，；：？！（）。][ \u3000]| [，；：？！（）。]")
_FIRST_GROUPS = re.compile(r"(?:[^\d., ]|(?<!\d) |^)\d{1,3}(?: \d{3})*$")


def without_stray(text: str, lexicon: Lexicon) -> tuple[str, Map]:
    """`text` without stray spaces, and its map."""
    return drop(_STRAY.split(_grouped(lexicon).sub(_group, text)))


@lru_cache(maxsize=8)
def _grouped(lexicon: Lexicon) -> re.Pattern[str]:
    """The space in a figure in groups of three before a unit: 1 100.9亿元."""
    starts = {form[0] for unit in lexicon.units.values() for form in unit.forms} | set("万亿千百余多")
    units = "".join(sorted(re.escape(c) for c in starts if not c.isascii() or c in "%"))
    return re.compile(rf" (?<=\d )(?=\d{{3}}(?: \d{{3}})*(?:\.\d+)? ?[{units}])")


def _group(match: re.Match[str]) -> str:
    """A mark to delete, where the first group has at most three digits (2019 is a year); else the space."""
    before = match.string[max(match.start() - 24, 0) : match.start()]
    return "\x1e" if _FIRST_GROUPS.search(before) else " "
