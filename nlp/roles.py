"""The role of a figure: level, from, to, change, growth, difference, share, average, target, standard.

What medspaCy's context is to a diagnosis, cues are to a figure: words at its side that the lexicon lists. The nearest
cue decides; the kind of figure then tells a growth (percent, multiple) from a change (anything else).
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex
from msgspec import Struct

from lexicons import Cue, Lexicon
from nlp.model import Direction, Role
from nlp.patterns import choice
from nlp.phrases import Left, Right
from nlp.quantity import Quantity

RELATIVE_KINDS = ("percent", "multiple", "ratio")
COMPARED = regex.compile(
    r"(?:(?<![同环对相占可])比(?![例重率值])|较)(?P<base>[^，。；]{1,18}?)(?P<how>高出?|低|多出?|少|快|慢|大|小|长|短)(?:了|于|出)?$"
    r"|(?P<how>高于|低于|超过|高出|超出|多于|少于|快于|慢于)(?P<base>[^，。；\0]{0,12}(?:全[国省市县区州]|国家|平均|水平|目标)[^，。；\0]{0,8})$"
    r"|(?P<how>高于|低于|多于|少于|快于|慢于)(?P<base>[^，。；\0\d的有每]{2,8})$"
    r"|(?:与|和|同)(?P<base>[^，。；]{1,18}?)相比，[^，。；]{0,20}?(?<![提减升增降])(?P<how>高出?|低|多出?|少)(?:了|于|出)?$"
    r"|(?:与|距|离)(?P<base>[^，。；\0]{1,18}?)(?:还|尚|仍)?(?:相|有)?(?P<how>差)(?:了|距)?$"
)
# No comparison is without one of these; to look for them first is four times as fast.
_COMPARING = re.compile("[比较差于过出]")
_FROM = re.compile(
    r"(?:由|从|自)(?:过去|原来|当时|当初|最初|起初|之前|以前|原先|初期|年初|年底|年末|建档立卡时|\0)*的?(?:\0)*的?(?:每[^，。；]{1,4}|年?[人户村亩]均|约)?$"
)
SHARE = re.compile(r"占(?:到|比|了)?(?P<of>[^，。；：占]{0,30})$")
_AVERAGE = re.compile(
    r"(?:(?:[户人村亩年月日场社棚头平生]|(?<![各全乡个两])[县乡镇校班组]|每[人户亩村年月天])均|每(?:[个名位支家][^，。；、\d均每]{1,5}?)?[户人村亩年月天日名位家头只座棚株斤吨所公生学镇乡县岗车千万百][^，。；]{0,8})[^，。；、]{0,10}$"
)
_DOSE = re.compile(r"每[^，。；每\d]{1,4}每(?:年|月|天|日|学期|学年)[^，。；]{0,8}$")
_EARNED = re.compile("分红|增收|收入|收益|将|预计")
_SCOPE = re.compile(r"(?<!高)标准(?:是|为|如下|[^，。；]{0,8}：)")
_EACH = re.compile(r"每|标准|按(?!照?(?:规定|要求|期|时|计划|政策|程序))")
BY = re.compile(r"\0(?:年?底|月底)?前(?:[^。；已了]*)$")
UNTIL = re.compile(r"(?<![^，；：。\n])到((?:19|20)\d\d)年")
_ARRIVING = re.compile(r"(?:到|至|为)(?:了|\0|的)*$")
_PROPORTION = re.compile("的(?:比重|比例)")
DONE = re.compile(r"[已了；。]|完成|实际|实现了|达到了")


class Reading(Struct, frozen=True):
    """A role with its direction, the whole that a share is taken of, and the rule that saw it."""

    role: Role = "level"
    direction: Direction | None = None
    of: str | None = None
    rule: str = ""


class Roles:
    """The compiled role cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.before = {cue.cue: cue for cue in lexicon.cues if cue.position == "before"}
        self.aims = frozenset(word for word, cue in self.before.items() if cue.role == "target")
        words = lexicon.words
        self.earlier = re.compile(choice(words.get("earlier", {"上年"})) + "|前$")
        self.works = words.get("works", frozenset())
        self.grant = re.compile(choice(words.get("grant", {"标准"})))
        self.limit = re.compile(choice(words.get("limit", {"标准"})) + r"(?:为|是|达到?|在|分别|提高到|\0|的)*$")
        self.obtained = re.compile(
            "到?[^，。；、0-9]{0,10}?" + choice(words.get("obtained", {"资金"}))
            + "[约近逾超共]?[0-9一二三四五六七八九十百千](?![^，。；]{0,12}(?:以上|目标))"
        )
        self.ahead = re.compile(choice(words.get("ahead", {"今后"})) + "[^。；]*$")
        after = [cue.cue for cue in lexicon.cues if cue.position == "after"]
        self.after = {cue.cue: cue for cue in lexicon.cues if cue.position == "after"}
        self.behind = re.compile(choice(after)) if after else re.compile("(?!)")

    def read(self, q: Quantity, left: Left, right: Right, before: str, opened: bool, sentence: str) -> Reading:
        """The role of a figure.

        `before` is its clause up to it with times blanked to NUL, `opened` tells that the figure before it was a
        `from`, `sentence` is the sentence up to it blanked in the same way.
        """
        if _FROM.search(before):
            return Reading("from", rule="cue:由")
        if q.kind == "rank":
            return Reading("to", rule="cue:到") if opened else Reading()
        if "doubling" in q.rules:
            return Reading("growth", "up", rule="doubling")
        if compared := self._compared(q, sentence):
            return compared
        cue = self._cue(left)
        if cue and cue.cue in self.works and left.verb == cue.cue and q.kind in ("count", "measure"):
            cue = None
        if cue and cue.role == "to":
            return Reading("to", cue.direction, rule=f"cue:{cue.cue}")
        if opened and _ARRIVING.search(before):
            return Reading("to", rule="cue:到")
        if cue and left.noun.endswith(cue.cue) and _AVERAGE.search(before):
            return Reading("average", rule="average")
        if cue and cue.role in ("change", "growth"):
            relative = q.kind in RELATIVE_KINDS and cue.cue not in ("增收",)
            return Reading("growth" if relative else "change", cue.direction, rule=f"cue:{cue.cue}")
        if q.kind in ("percent", "ratio") and before.endswith("其中"):
            return Reading("share", rule="within")
        if q.kind in ("percent", "ratio") and (share := SHARE.search(sentence)):
            of = _PROPORTION.split(share["of"].replace("\0", ""))[0].strip("的约达为到")
            of = of.removesuffix("比例").removesuffix("比重")
            return Reading("share", of=of or None, rule="cue:占")
        if q.kind == "money" and (self._granted(q, before) or self.behind.match(right.rest)):
            return Reading("standard", rule="standard")
        if q.kind in ("money", "measure", "percent") and _SCOPE.search(sentence):
            return Reading("standard", rule="standard")
        measured = q.kind in RELATIVE_KINDS and before.endswith("的")
        if q.per or (not measured and _AVERAGE.search(before)):
            return Reading("average", rule="average")
        return Reading()

    def _granted(self, q: Quantity, before: str) -> bool:
        """True of an amount that a rule sets for each (按每人200元标准)."""
        if self.grant.search(before) and (q.per or _EACH.search(before)):
            return True
        dosed = _DOSE.search(before)
        return bool((dosed and not _EARNED.search(dosed[0])) or self.limit.search(before))

    def _compared(self, q: Quantity, sentence: str) -> Reading | None:
        """比全省高9.6个百分点 is a difference; against an earlier time (比上年高1.2个百分点) it is a change."""
        match = _COMPARING.search(sentence) and COMPARED.search(sentence)
        if not match:
            return None
        base = match["base"]
        direction: Direction = "down" if match["how"][0] in "低少慢小短差" else "up"
        if base[0] == "\0" or self.earlier.search(base):
            relative = q.kind in RELATIVE_KINDS
            return Reading("growth" if relative else "change", direction, rule="compared:time")
        return Reading("difference", direction, rule="compared")

    def _cue(self, left: Left) -> Cue | None:
        for word in left.words:
            if (cue := self.before.get(word)) and cue.role != "level":
                return cue if cue.role not in ("average", "share", "target", "standard") else None
        tail = self.before.get(left.noun[-3:]) or self.before.get(left.noun[-2:])
        if tail and tail.role in ("change", "growth"):
            return tail
        return self.before.get(left.verb) if left.verb else None


@lru_cache(maxsize=4)
def roles(lexicon: Lexicon) -> Roles:
    """The role cues of a lexicon, compiled once."""
    return Roles(lexicon)
