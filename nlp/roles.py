"""The role of a figure: level, from, to, change, growth, difference, share, average, target, standard.

What medspaCy's context is to a diagnosis, cues are to a figure: words at its side that the lexicon lists. The nearest
cue decides; the kind of figure then tells a growth (percent, multiple) from a change (anything else).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from lexicons import Cue, Lexicon
from nlp.model import Direction, Role
from nlp.patterns import choice
from nlp.phrases import Left, Right
from nlp.quantities import Quantity

RELATIVE_KINDS = ("percent", "multiple", "ratio")
_COMPARED = regex.compile(
    r"(?:比|较|与|低于|高于|超过|高出)(?:全[国省市县区州]|[国省市州县]里?|同期全|周边|其他|非|所在)[^，。；]{0,14}$"
)
_COMPARATIVE = regex.compile(r"(?:高出?|低|多出?|少|快|慢|大|小)(?:了|于|出)?$")
_FROM = regex.compile(r"(?:由|从|自)(?:过去|原来|当时|最初|之前|以前|年初|年底|年末|建档立卡时|\0)*的?(?:\0)*的?$")
_SHARE = regex.compile(r"占(?:到|比)?(?P<of>[^，。；：占]{0,24})$")
_AVERAGE = regex.compile(r"(?:(?:[户人村亩年月日场社棚头平])均|每个?[户人村亩年月天日名位家头只座棚株斤吨所公生学镇乡县岗车][^，。；]{0,8})[^，。；、]{0,10}$")
_STANDARD = regex.compile(r"(?:标准|(?:按照?|以)每?[^，。；]{0,8}|补助|补贴|奖励|奖补|资助|代缴)[^，。；]{0,8}$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A role with its direction, the whole that a share is taken of, and the rule that saw it."""

    role: Role = "level"
    direction: Direction | None = None
    of: str | None = None
    rule: str = ""


class Roles:
    """The compiled role cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.before = {cue.cue: cue for cue in lexicon.cues if cue.position == "before"}
        targets = [cue.cue for cue in lexicon.cues if cue.position == "before" and cue.role == "target"]
        self.target = regex.compile(choice(targets)) if targets else regex.compile("(?!)")
        after = [cue.cue for cue in lexicon.cues if cue.position == "after"]
        self.after = {cue.cue: cue for cue in lexicon.cues if cue.position == "after"}
        self.behind = regex.compile(choice(after)) if after else regex.compile("(?!)")

    def read(self, q: Quantity, left: Left, right: Right, before: str, opened: bool, sentence: str) -> Reading:
        """The role of a figure.

        `before` is its clause up to it with times blanked to NUL, `opened` tells that the figure before it was a
        `from`, `sentence` is the text from the sentence's beginning to the figure.
        """
        if _FROM.search(before):
            return Reading("from", rule="cue:由")
        if _COMPARATIVE.search(before) and _COMPARED.search(before[: _COMPARATIVE.search(before).start()]):  # type: ignore[union-attr]
            down = before.rstrip("了于出")[-1:] in "低少慢小"
            return Reading("difference", "down" if down else "up", rule="compared")
        cue = self._cue(left)
        if cue and cue.role == "to":
            return Reading("to", cue.direction, rule=f"cue:{cue.cue}")
        if opened and regex.search(r"(?:到|至|为)(?:了|\0|的)*$", before):
            return Reading("to", rule="cue:到")
        if cue and cue.role in ("change", "growth"):
            relative = q.kind in RELATIVE_KINDS and cue.cue not in ("增收",)
            return Reading("growth" if relative else "change", cue.direction, rule=f"cue:{cue.cue}")
        if (share := _SHARE.search(before)) and q.kind in ("percent", "ratio"):
            of = share["of"].replace("\0", "").strip("的总比例重约达为")
            return Reading("share", of=of or None, rule="cue:占")
        if q.kind == "money" and (self.behind.match(right.rest) or _STANDARD.search(before) and (q.per or "标准" in before)):
            return Reading("standard", rule="standard")
        if q.per or _AVERAGE.search(before):
            return Reading("average", rule="average")
        if self._targeted(sentence):
            return Reading("target", rule="target")
        if q.kind in ("percent", "ratio") and right.noun and right.rest and regex.match("的", right.rest or ""):
            return Reading("share", of=right.noun, rule="share_of")
        return Reading()

    def _cue(self, left: Left) -> Cue | None:
        for word in left.words:
            if (cue := self.before.get(word)) and cue.role != "level":
                return cue if cue.role not in ("average", "share", "target", "standard") else None
        return self.before.get(left.verb) if left.verb else None

    def _targeted(self, sentence: str) -> bool:
        match = None
        for match in self.target.finditer(sentence):
            pass
        return bool(match) and not regex.search(r"[已了；。]|完成|实现了|达到了", sentence[match.end() :])


@lru_cache(maxsize=4)
def roles(lexicon: Lexicon) -> Roles:
    """The role cues of a lexicon, compiled once."""
    return Roles(lexicon)
