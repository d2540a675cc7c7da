"""Names that offices coin without a word like 行动 or 工程: an institution or a practice after an unusual noun.

麦穗超市, 铜铃积分, 竹哨联防 are such names; 爱心超市, 道德积分, 治安联防 are what any report calls such things.
The kinds and their ordinary partners stand in `sloganwords.tsv`; what else is common, jieba's frequencies and the
folder itself tell.
"""

from __future__ import annotations

from collections.abc import Callable

from lexicons import Lexicon
from nlp.segmenter import segmenter
from nlp.tokens import tagged

USUAL = 1100
"""From this frequency in jieba's dictionary on, a word is too common to make a name."""
_PLACES = "省市县区州旗镇乡村组社屯寨"
_NOT_PLACES = ("ns", "nt")


class Coined:
    """Tells coined names, for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        segments = segmenter(lexicon)
        self._cut, self._dictionary = segments.cut, segments.FREQ
        parts: dict[str, set[str]] = {}
        for row in lexicon.tables["sloganword"]:
            parts.setdefault(row.part, set()).add(row.sloganword)
        self._offices = tuple(sorted(parts.get("office", ()), key=len, reverse=True))
        self._partners = frozenset(parts.get("partner", ()))
        self._trades, self._wares = frozenset(parts.get("trade", ())), frozenset(parts.get("ware", ()))
        self._verbs = frozenset(parts.get("intro", ()))
        self._kinds = tuple(kind for part in ("kind", "named") for kind in parts.get(part, ()) if len(kind) > 1)

    def __call__(self, phrase: str, count: Callable[[str], int]) -> bool:
        """Whether a phrase is an office's kind after an unusual noun. `count` tells how often any part stands."""
        kind = self.kind_of(phrase)
        head = phrase.removesuffix(kind)
        if not kind or not 2 <= len(head) <= 6 or head.endswith((*self._kinds, *self._offices)):
            return False
        ordinary = self._partners | self._wares if kind in self._trades else self._partners
        if any(head[i:j] in ordinary for i in range(len(head)) for j in range(i + 1, len(head) + 1)):
            return False
        words = list(self._cut(head, HMM=False))
        if words[0] in self._verbs or any(self._is_usual(word) for word in words):
            return False
        if not self._is_noun(head):
            return False
        # Where the head is what the folder speaks of anyway (核桃), or a village (上坪村), it makes no name.
        return 2 * count(phrase) >= count(head) and not any(count(head + sign) for sign in _PLACES)

    def kind_of(self, phrase: str) -> str:
        """The office's kind that a phrase ends with, or nothing."""
        return next((kind for kind in self._offices if phrase.endswith(kind)), "")

    def _is_usual(self, word: str) -> bool:
        return len(word) > 1 and bool(self._dictionary.get(word, 0) >= USUAL)

    def _is_noun(self, head: str) -> bool:
        """Whether it may be a noun, with a sign for how it looks or a 双 before it (蓝背篓, 双穗)."""
        words = tagged(head, self.lexicon)
        first = words[0][1].startswith(("n", "a")) or words[0][0] == "双" or len(words) == 1
        last = words[-1]
        noun = last[1].startswith("n") and not last[1].startswith(_NOT_PLACES)
        return first and (noun or (len(words) > 1 and len(last[0]) == 1))
