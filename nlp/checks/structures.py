"""三次产业结构为15.8∶39.7∶44.5: shares of one whole, which make up 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from nlp.checks.reading import Reading
from nlp.checks.result import Located, note
from nlp.intervals import Figure, Interval, judge

_RATIO = regex.compile(r"(?<![\d.:：∶])\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,}(?![\d:：∶])")
_STRUCTURE = regex.compile("结构[^。；，\n]{0,50}$")
_TOLERATED = Decimal("0.15")  # three shares, each rounded to a tenth


def structures(reading: Reading) -> Iterator[Located]:
    """Findings on ratios that a text calls a structure."""
    for match in _RATIO.finditer(reading.text):
        text, (start, end) = match[0], match.span()
        numbers = [Decimal(n) for n in regex.split("[:：∶]", text)]
        if (
            not _STRUCTURE.search(reading.text[max(0, start - 60) : start]) or not 80 <= sum(numbers) <= 120
        ):  # parts of ten or of one another, not of a hundred
            continue
        total = sum(numbers, Decimal(0))
        verdict = judge(Figure(Decimal(100), whole=True), Interval.exact(total).widened(_TOLERATED))
        told = "相符" if verdict == "consistent" else "不符"
        yield note(
            reading,
            "sum",
            "consistent" if verdict == "consistent" else "conflict",
            (start, end),
            f"“{text}”：各项之和为{total}，应为100，{told}",
            f"“{text}”: the shares add up to {total}, not 100"
            if verdict != "consistent"
            else f"“{text}”: the shares add up to 100",
            ids=[f.id for f in reading.extraction.facts if reading.view.clean_of(f.start) == start],
            stated=total,
            expected=Decimal(100),
        )
