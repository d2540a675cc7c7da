"""The tables of the lexicon: one struct a table, one field a column. The first field names the table in a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct


class Unit(Struct, frozen=True):
    """A unit or a measure word. `forms` are the ways to write it; `factor` × value gives the value in `base`.

    `counts` is true of a measure word that the counted noun follows (112个贫困村); `unless` lists what, standing right
    after, makes the form another word (口 before 井 counts no persons); `form:word` says it of one form only.
    `after`: of several units with one form, this one where the noun before ends so (蓄水池37口). `before`: forms that
    mostly count the noun before them (搬迁户1007户), where other measure words count the noun after. `plain` is true
    where a bare 一 or 两 before it is a real figure (一亿元), false where it is mostly an article (一个, 一批). `weak`:
    read only after Arabic digits or from ten upwards (3类, but 三类 is mostly part of a name).
    """

    unit: str
    kind: Literal["count", "money", "percent", "point", "multiple", "measure"]
    forms: list[str]
    dimension: str | None = None
    factor: Decimal = Decimal(1)
    base: str | None = None
    counts: bool = False
    plain: bool = False
    weak: bool = False
    unless: list[str] = []
    after: list[str] = []
    before: list[str] = []


class Hedge(Struct, frozen=True):
    """A word that bounds or blurs a figure, by where it stands: before it, after it, or inside (300余万).

    `scale`: before a bare multiplier only (上千万, 过亿). `unless`: what stands next to it on the far side when it is
    part of another word (附近, 签约, 起到).
    """

    hedge: str
    position: Literal["before", "after", "inside", "scale"]
    bound: Literal[">=", ">", "<=", "<"] | None = None
    approx: bool = False
    unless: list[str] = []


class Cue(Struct, frozen=True):
    """A word that tells the role of the figure it stands next to (增长12.3%; 5000元的标准)."""

    cue: str
    position: Literal["before", "after"]
    role: Literal["level", "from", "to", "change", "growth", "difference", "share", "average", "target", "standard"]
    direction: Literal["up", "down"] | None = None


class Word(Struct, frozen=True):
    """A word of one grammatical class that the claim grammar needs. Classes are explained in `words.tsv`."""

    word: str
    part: str


class Indicator(Struct, frozen=True):
    """What a figure can be about. `within` is the indicator that this one is a part of."""

    indicator: str
    synonyms: list[str] = []
    dimension: str | None = None
    units: list[str] = []
    nature: Literal["stock", "flow", "ratio"] | None = None
    within: str | None = None
    topic: str | None = None
    english: str | None = None
    source: str | None = None


class Slogan(Struct, frozen=True):
    """A policy phrase. `components` says in full what it stands for.

    `year` and `occasion` tell of its first known use.
    """

    slogan: str
    id: str
    category: Literal["numeric", "programme", "principle", "campaign", "quotation"]
    variants: list[str] = []
    components: list[str] = []
    year: str | None = None
    occasion: str | None = None
    source: str | None = None
    english: str | None = None
    related: list[str] = []


class SloganWord(Struct, frozen=True):
    """A word of one class that the patterns for policy phrases need. Classes are explained in `sloganwords.tsv`."""

    sloganword: str
    part: Literal[
        "intro", "kind", "named", "sort", "creed", "tenet", "manner", "plight", "way", "drive", "object", "coded",
        "demand", "onward", "great", "other", "act", "deed", "counted", "topic", "one", "never", "term", "weak",
        "office", "partner", "trade", "ware", "tail",
    ]


class Period(Struct, frozen=True):
    """A named period and the ISO 8601 interval it stands for, both ends included (十三五 → 2016/2020)."""

    period: str
    time: str


class Place(Struct, frozen=True):
    """A place and its GB/T 2260 code."""

    place: str
    code: str


class Boilerplate(Struct, frozen=True):
    """A line that a document site or a page template puts around a text, white space and closing marks left out.

    `match` says how it stands: `line` is the whole line, `start` the beginning of a paragraph that goes entirely,
    `field` a label before a colon on a short line (浏览次数：12), `tail` a line after which only links follow.
    """

    boilerplate: str
    match: Literal["line", "start", "field", "tail"] = "line"


class Series(Struct, frozen=True):
    """One official figure of a reference series: what, where, when, how much, and who published it when."""

    series: str
    place: str
    time: str
    value: Decimal
    unit: str
    source: str
    published: str | None = None
    step: Decimal | None = None


TABLES: dict[str, type[Struct]] = {
    kind.__struct_fields__[0]: kind
    for kind in (
        Unit, Hedge, Cue, Word, Indicator, Slogan, SloganWord, Period,
        Place, Boilerplate, Series,
    )
}
