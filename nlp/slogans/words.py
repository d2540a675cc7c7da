"""The closed word classes that the patterns lean on, compiled from `lexicons/sloganwords.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lexicons import Lexicon

_H = "[\u4e00-\u9fff]"
_PARTICLES = "了好实着起出“\"‘「"


@dataclass(frozen=True, eq=False)
class Words:
    """The classes by part: what may stand before and after a phrase, and what its inside may be."""

    intro: tuple[str, ...]
    verbs: tuple[str, ...]
    intro_by_end: dict[str, tuple[str, ...]]
    kind: re.Pattern[str]
    named: re.Pattern[str]
    drive: re.Pattern[str]
    drive_afar: re.Pattern[str]
    way: re.Pattern[str]
    creed: re.Pattern[str]
    plight: re.Pattern[str]
    tenet: str
    manner: str
    coded: re.Pattern[str]
    other: re.Pattern[str]
    act: str
    counted: re.Pattern[str]
    counted_words: frozenset[str]
    topics: frozenset[str]
    deeds: str
    demand: str
    onward: str
    great: str
    one: str
    kinds: str
    never: frozenset[str]
    term: frozenset[str]
    weak: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Words:
        """The classes of one lexicon, compiled once."""
        return _compiled(lexicon)

    def introduced(self, text: str, start: int) -> bool:
        """Whether what stands before `start` introduces a phrase (落实, 开展, …的)."""
        before = text[max(0, start - 8) : start]
        if before.endswith(self.intro_by_end.get(before[-1:], ())):
            return True
        if before[-1:] not in _PARTICLES:
            return False
        bare = before.rstrip(_PARTICLES)
        return bare.endswith(self.intro_by_end.get(bare[-1:], ()))

    def classed(self, text: str, end: int) -> bool:
        """Whether what stands after `end` says what kind of phrase it was (活动, 工作法)."""
        return self.kind.match(text, end) is not None


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> Words:
    parts: dict[str, list[str]] = {}
    for row in lexicon.tables["sloganword"]:
        parts.setdefault(row.part, []).append(row.sloganword)

    def get(part: str) -> list[str]:
        return parts.get(part, [])

    drive = either(get("drive"))
    way = either([*get("way"), *get("manner"), *get("tenet"), *get("named")])
    return Words(
        intro=tuple(get("intro")),
        intro_by_end={end: tuple(w for w in get("intro") if w[-1] == end) for end in {w[-1] for w in get("intro")}},
        verbs=tuple(word for word in get("intro") if len(word) > 1),
        kind=re.compile(f"[”\"’」]?(?:{either(get('kind'))})"),
        # A word or two may say of what sort it is (“宝贝出村”|公益|行动).
        named=re.compile(f"(?:{either(get('sort'))}){{0,2}}(?:{either(get('named'))})(?![室场所区院站])"),
        drive=re.compile(f"(?:{either(get('sort'))}){{0,2}}(?:{drive})(?![室场所区院站])"),
        # What is said first of the action (“启明星”|助学|计划).
        drive_afar=re.compile(f"(?P<gap>(?:(?!{either(get('object'))}){_H}){{1,6}}?)(?:{drive})(?![室场所区院站])"),
        way=re.compile(f"的?(?:(?![一二两三四五六七八九十]){_H}){{0,4}}?(?:{way})"),
        creed=re.compile(f"的?(?:{either(get('creed'))})"),
        plight=re.compile(f"的(?:[\u4e00-\u9fff]{{2,3}})?(?:{either(get('plight'))})"),
        tenet=either(get("tenet")),
        manner=either(get("manner")),
        # What a quoted code may be the name of, with a word or two between (“4321”|结对帮扶机制).
        coded=re.compile(f"(?:(?!热线|电话|平台)[\u4e00-\u9fff]){{0,6}}?(?:{either(get('named') + get('coded'))})"),
        # 市 after a name makes a place of it, 市场 does not.
        other=re.compile(f"(?:{either(get('other'))})(?![场域径召望民村党]|[^，。]?称号)"),
        act=either(get("act")),
        counted=re.compile(f"(?:{either(get('counted'))})$"),
        counted_words=frozenset(get("counted")),
        topics=frozenset(get("topic")),
        deeds="".join(get("deed")),
        demand=either(get("demand")),
        onward=either(get("onward")),
        great=either(get("great")),
        one=either(get("one")),
        kinds=either(get("kind")),
        never=frozenset(get("never")),
        term=frozenset(get("term")),
        weak=frozenset(get("weak")),
    )


def either(words: list[str]) -> str:
    """An alternation of literal words, longest first; matches nothing when there are none.

    What no word begins with is turned away by one look at its first sign.
    """
    if not words:
        return r"(?!)"
    longest_first = "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
    begins = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{begins}])(?:{longest_first})"
