"""城乡居民收入比2.34∶1, 师生比1∶13.4, 存贷比64%: ratios that have a name, and the two figures that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from nlp.checks import aside
from nlp.checks.parts import words_before
from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.relations.base import value
from nlp.checks.result import Located, note
from nlp.checks.vocabulary import words
from nlp.intervals import Figure, judge

_NUMBER = r"(?P<{0}>\d+(?:\.\d+)?)"
_RATIO = regex.compile(rf"{_NUMBER.format('a')}\s*[:：∶比]\s*{_NUMBER.format('b')}(?![\d:：∶])")
_TIMES = regex.compile(rf"{_NUMBER.format('a')}(?=倍?[，。；）])")
_SAYS = (
    r"(?:由[^，。；]{0,16}?(?:缩小|下降|降低|降|扩大)(?:到|至|为))?"
    r"(?:已|逐步|进一步|继续)?(?:缩小|下降|降低|降|扩大|调整)?(?:到|至|为|是|达|约)*"
)
_OLD = regex.compile("(?<![比较])(?:上年|去年|同期)(?!.*今年)")


class Named(NamedTuple):
    """A ratio's name, and a word of what stands above and below in it."""

    name: str
    above: str
    below: str


def ratios(reading: Reading) -> Iterator[Located]:
    """Findings on ratios whose two figures the document tells once each, before or in the same sentence."""
    rows = [Named(*row.split("/")) for row in sorted(words(reading.lexicon, "ratio"), key=len, reverse=True)]
    seen: set[int] = set()
    for row in rows:
        for match in regex.finditer(regex.escape(row.name) + _SAYS, reading.text):
            told = _RATIO.match(reading.text, match.end()) or _TIMES.match(reading.text, match.end())
            if told is None or told.start() in seen:
                continue
            seen.add(told.start())
            above, below = (_only(reading, told.start(), word) for word in (row.above, row.below))
            if above is None or below is None or above.unit != below.unit or not value(below):
                continue
            yield _found(reading, told, above, below)


def _found(reading: Reading, told: regex.Match[str], above: Mark, below: Mark) -> Located:
    numbers = [_figure(told["a"]), _figure(told.groupdict().get("b") or "1")]
    more = 0 if numbers[1].value == 1 else 1  # 1∶13.4 is told by its second number
    of, to = (above, below) if more == 0 else (below, above)
    expected = of.figure.interval().over(to.figure.interval())
    verdict = judge(numbers[more], expected)
    fits = verdict in ("consistent", "truncated")
    made = (value(of) / value(to)).quantize(numbers[more].step)
    a, b = above.fact.text.strip(), below.fact.text.strip()
    return note(
        reading,
        "growth",
        "consistent" if fits else verdict,
        told.span(),
        f"“{told[0]}”：{a}与{b}之比约为{f'{made}∶1' if more == 0 else f'1∶{made}'}，{'相符' if fits else '不符'}",
        f"“{told[0]}”: {a} to {b} is about {made}",
        marks=(above, below),
        stated=numbers[more].value,
    )


def _figure(text: str) -> Figure:
    number = Decimal(text)
    return Figure(number, Decimal(1).scaleb(int(number.as_tuple().exponent)))


def _only(reading: Reading, position: int, word: str) -> Mark | None:
    """The one figure that bears a name, in the paragraph of a position and the one before."""
    near = [p for p in reading.paragraphs if p.start <= position][-2:]
    found = [m for p in near for m in p.marks if m.start < position and _called(p, m, word)]
    return found[0] if len({m.figure.value for m in found}) == 1 else None


def _called(paragraph: Paragraph, mark: Mark, word: str) -> bool:
    name = words_before(paragraph, mark)
    start, _ = paragraph.sentence(mark.at)
    old = _OLD.search(paragraph.text, max(start, paragraph.text.rfind("；", 0, mark.at) + 1), mark.at)
    stands = mark.fact.role in ("level", "to", "average") and not mark.figure.loose and not old
    return stands and not aside.base(paragraph, mark) and all(part in name for part in word.split("+"))
