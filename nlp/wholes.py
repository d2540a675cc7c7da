"""What a figure is a part of: the figure before 其中 or a bracket, the group before 中， or the whole of its list."""

from __future__ import annotations

import re

from lexicons import Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.roles import RELATIVE_KINDS

_WITHIN = re.compile(r"(?:其中|当中|[^其]中[，：])")
_AMONG = re.compile(r"(?<![其当])中，[^，。；：]*$")
_LIST = 60
_CLOSING = re.compile("[）)]")


class Wholes:
    """Finds the wholes in one text."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.groups = ("户", "村", "县", "对象", "家庭", "项目", "企业", *lexicon.words.get("person", ()))

    def of(self, claim: Claim, claims: list[Claim], gap: str) -> str | None:
        """What a figure is a part of; `gap` is the text between the last of `claims`, those before it, and this one."""
        previous = claims[-1]
        if _WITHIN.search(gap) or self._bracketed(gap, previous):
            directly = claim.quantity.kind in RELATIVE_KINDS or not _WITHIN.search(gap)
            whole = previous if directly else self._alike(claim, claims)
            return whole.metric_text if whole.metric_text != claim.metric_text else None
        goes_on = gap.startswith("、") and not any(pause in gap for pause in "，；。）")
        goes_on = goes_on or (gap[:1] == "，" and gap[1:] == claim.metric_text and self._parted(claim, previous))
        told_again = claim.role == "share" and previous.metric_text == claim.metric_text
        return previous.of if goes_on or told_again else None

    def _parted(self, claim: Claim, previous: Claim) -> bool:
        """True where a list of bare nouns goes on (其中护林员12人，护路员30人)."""
        names = (claim.metric_text or "", previous.metric_text or "")
        start = previous.quantity.start
        told = self.context.text.rfind("其中：", max(0, start - _LIST), start) >= 0
        told = told and names[0][-2:] != (previous.of or "")[-2:]
        alike = (told or names[0][-1:] == names[1][-1:]) and {claim.role, previous.role} == {"level"}
        return previous.of is not None and alike and claim.quantity.unit is previous.quantity.unit

    def group(self, start: int, position: int) -> str | None:
        """The group that a sentence speaks of before 中， (贫困人口中，九成以上…); None where there is none."""
        told = self.context.text.find("中，", start, position) >= 0
        match = _AMONG.search(self.context.text, start, position) if told else None
        noun = self.context.left(start, match.start()).noun if match else ""
        return noun if noun.endswith(self.groups) and self.context.strong(noun) else None

    def _bracketed(self, gap: str, previous: Claim) -> bool:
        """True where a bracket opens right behind the figure before or its noun, and is open still."""
        inside = gap.removeprefix(previous.metric_text or "")
        return inside.startswith(("（", "(")) and not _CLOSING.search(inside)

    def _alike(self, claim: Claim, claims: list[Claim]) -> Claim:
        """The nearest figure before that one can be a part of: in its unit (务工31人，增收320元，其中女性9人)."""
        floor = self.context.text.rfind("；", claims[0].quantity.start, claim.quantity.start)
        near = [c for c in reversed(claims) if c.quantity.start > floor and c.role not in ("average", "growth")]
        return next((c for c in near if c.quantity.unit is claim.quantity.unit), claims[-1])
