"""What a line break between two lines is: the end of a paragraph, a space, or nothing at all."""

from __future__ import annotations

import re
from functools import lru_cache

from lexicons import Lexicon
from nlp.cleaning.lines import Line
from nlp.cleaning.wrapping import full

_OPEN = frozenset("，、（“‘《〈【「『(,—～~＋+-/·及和与或的")
_CONTINUES = frozenset("，。、；：？！）”’》〉】」』),.;:?!%‰％")
# No Chinese paragraph begins with a clause of one character, but a line that was broken inside a word does.
_REMNANT = re.compile(r"[\u4e00-\u9fff](?<!另)[，。、；：！？]")
_INNER = re.compile(r"[，。；！？,;!?]")
LONG, SHORTEST_WRAP, NEARLY = 50, 20, 0.8


class Joiner:
    """Decides for one text: how it was wrapped, how far its lines are indented, how its paragraphs are set apart."""

    def __init__(self, lines: list[Line], limit: int | None, lexicon: Lexicon) -> None:
        self.limit = limit
        indents = sorted(line.indent for line in lines)
        self.base = indents[len(indents) // 10] if indents else 0
        if limit is None or not any(line.indent == self.base for line in lines[1:]):
            self.base = max(self.base, 0)
        marked = any(line.blank or line.indent > self.base + 1 for line in lines[1:] if not line.page)
        self.marked = marked or bool(lines and lines[0].indent > self.base + 1)
        deep = sum(1 for line in lines if line.indent > self.base + 1)
        self.indented = deep >= 3 and deep < len(lines)
        blanks = sum(1 for line in lines[1:] if line.blank)
        self.spaced = len(lines) > 3 and blanks >= 0.9 * (len(lines) - 1)
        self.follows, self.leads = _cues(lexicon)
        self.scattered = self._is_scattered(lines)

    def join(self, one: Line, two: Line) -> str:
        """What stands between the lines: a newline, a space, or nothing."""
        if self._plainly_wrapped(one, two):
            return _seam(one, two, True)
        if two.fixed or "row" in (one.kind, two.kind):
            return "\n"
        listed = two.kind in ("marker", "bullet") and one.text[-1] not in "、-—至"
        if listed:
            return "\n"
        if two.text[0] in _CONTINUES or (one.text[-1] in _OPEN and not two.fixed and len(one.text) > 1):
            return _seam(one, two, True)
        broken = one.text[-1].isdecimal() and one.kind != "number" and not two.blank
        if broken and two.text.startswith(self.follows) and _INNER.search(one.text):
            return ""
        scattered = self._number(one, two)
        if scattered is not None:
            return " " if scattered else "\n"
        if two.indent > self.base + 1 and not self._indented_block(one, two):
            return "\n"
        if _REMNANT.match(two.text) and not two.blank and not one.ended:
            return _seam(one, two, True)
        filled = full(one, two, self.limit)
        if two.blank and not two.page and not (self.spaced and filled):
            return "\n"
        if one.ended or one.text[-1] in "：:":
            return _seam(one, two, True) if filled and self.marked and self.limit else "\n"
        if self.indented and one.indent + len(one.text) >= SHORTEST_WRAP and not two.page:
            return _seam(one, two, True)
        if self.limit and one.reach >= NEARLY * self.limit and _INNER.search(one.text):
            return _seam(one, two, True)  # prose in a proportional font, where the columns are an estimate
        if one.kind == "marker" and not filled and not _INNER.search(one.text):
            return "\n"
        if self.limit is None:
            prose = bool(_INNER.search(one.text))
            return _seam(one, two, prose) if prose or two.page or len(one.text) >= LONG else "\n"
        return _seam(one, two, True) if filled else "\n"

    def _plainly_wrapped(self, one: Line, two: Line) -> bool:
        """The usual case of a wrapped text, settled without the finer questions: a filled line that ends nothing."""
        return (
            self.limit is not None and one.reach >= self.limit - 1 and one.kind == two.kind == "text"
            and two.indent <= self.base + 1 and not (two.fixed or two.blank)
            and not one.ended and one.text[-1] not in "：:"
        )

    def _indented_block(self, one: Line, two: Line) -> bool:
        """True where the lines stand in a wrapped block that is indented as a whole."""
        same = one.indent == two.indent and not one.ended and one.kind != "marker"
        return same and full(one, two, self.limit)

    def _number(self, one: Line, two: Line) -> bool | None:
        """Whether a figure on a line of its own belongs to its neighbour; None where neither line is one."""
        if one.kind == "number" and two.kind == "number":
            return False
        if two.kind == "number":
            heading = one.kind == "marker" and not _INNER.search(one.text)
            if one.ended or one.text[-1] in "：:" or heading:
                return False
            if full(one, two, self.limit):
                return None
            return self.scattered or one.text.endswith(self.leads)
        if one.kind == "number":
            return self.scattered or two.text.startswith(self.follows)
        return None

    def _is_scattered(self, lines: list[Line]) -> bool:
        """True where most figures on a line of their own are followed by what only a figure can stand before."""
        evident = total = 0
        for index in range(1, len(lines) - 1):
            if lines[index].kind == "number" and "number" not in (lines[index - 1].kind, lines[index + 1].kind):
                total += 1
                before, after = lines[index - 1].text, lines[index + 1].text
                evident += after[0] in _CONTINUES or after.startswith(self.follows) or before.endswith(self.leads)
        return total > 0 and evident * 2 > total


def _seam(one: Line, two: Line, tight: bool) -> str:
    """A figure that was broken is put together again; any other seam is a space, which goes beside Chinese."""
    last, first = one.text[-1], two.text[0]
    figure = last.isdecimal() and (first.isdecimal() or first in ".,%")
    figure = figure or (last in ".," and first.isdecimal() and one.text[-2:-1].isdecimal())
    if not figure:
        return " "
    return "" if tight else "\n" if first.isdecimal() and last.isdecimal() else ""


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands after a figure, and what stands before one."""
    follows = {form for unit in lexicon.units.values() for form in unit.forms} | set("万亿千百余多年月日号")
    follows |= {hedge.hedge for hedge in lexicon.hedges if hedge.position == "after"}
    follows |= {cue.cue for cue in lexicon.cues if cue.position == "after"}
    leads = {hedge.hedge for hedge in lexicon.hedges if hedge.position == "before"} | set("由从至到达为约占共比")
    leads |= {cue.cue for cue in lexicon.cues if cue.position == "before"}
    return tuple(sorted(follows)), tuple(sorted(leads))
