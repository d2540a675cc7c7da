"""What a stated figure allows, and how another figure stands to it.

A number x stated to a step s is the interval [x − s/2, x + s/2]; a count of single things is exact (621 persons are
621); a bound is open to one side; an approximation allows `APPROXIMATE` to either side. Arithmetic over several
statements is interval arithmetic. These are the semantics of XBRL Calculations 1.1, with bounds and hedges added.

    >>> part, whole = Interval.exact(621), Interval.exact(1776)
    >>> share = part.over(whole).times(Interval.exact(100))
    >>> [judge(Figure(Decimal(x), Decimal("0.1")), share) for x in ("35.0", "34.9", "39.4", "43.9")]
    ['consistent', 'truncated', 'digit_slip', 'conflict']
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nlp.model import Bound, Fact, Verdict

INFINITY = Decimal("Infinity")
APPROXIMATE = Decimal("0.1")  # 约, 左右, 上下: a tenth to either side; wider than most writers mean, so as to be safe
_DAYS = ("day", "working-day")  # counted one by one, as persons are
_NARROW = 4  # steps of the last digit
UNIT_SLIPS = (1, 2, 3, 4, 8)  # powers of ten by which a unit or a multiplier (十 百 千 万 亿) is lost


class Interval(NamedTuple):
    """A closed interval of numbers; an infinite end is open. Products and quotients need ends that are not negative."""

    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, value: Decimal | int) -> Interval:
        """The interval of one number."""
        return cls(Decimal(value), Decimal(value))

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        return Interval(_difference(self.low, other.high, -INFINITY), _difference(self.high, other.low, INFINITY))

    def times(self, other: Interval) -> Interval:
        return Interval(_product(self.low, other.low), _product(self.high, other.high))

    def over(self, other: Interval) -> Interval:
        """The quotient; ZeroDivisionError where the divisor may be nothing but zero."""
        if other.high == 0:
            raise ZeroDivisionError("division by an interval of zero")
        high = INFINITY if other.low <= 0 else self.high / other.low if self.high != INFINITY else INFINITY
        return Interval(Decimal(0) if other.high == INFINITY else self.low / other.high, high)

    def root(self, years: int) -> Interval:
        """The `years`-th root of both ends."""
        power = Decimal(1) / years
        return Interval(self.low**power, self.high if self.high == INFINITY else self.high**power)

    def widened(self, by: Decimal) -> Interval:
        return Interval(self.low - by, self.high + by)

    def size(self) -> Interval:
        """The interval of absolute values."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return Interval(-self.high, -self.low)
        return Interval(Decimal(0), max(-self.low, self.high))


class Figure(NamedTuple):
    """A number as stated. `step` is one unit of its last digit; `whole` is true of a count of single things."""

    value: Decimal | None
    step: Decimal = Decimal(1)
    bound: Bound | None = None
    approx: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False

    @classmethod
    def of(cls, fact: Fact) -> Figure:
        """The figure of a fact, in the fact's base unit where it has one."""
        scale = Decimal(1)
        if fact.base_value is not None and fact.value and fact.kind != "percent":
            scale = fact.base_value / fact.value
        step = (fact.step or Decimal(1)) * scale
        return cls(
            None if fact.value is None else fact.value * scale,
            step,
            fact.bound,
            fact.approx,
            None if fact.low is None else fact.low * scale,
            None if fact.high is None else fact.high * scale,
            (fact.kind == "count" or fact.dimension in _DAYS) and step == 1,
        )

    @property
    def loose(self) -> bool:
        """True where the wording admits more than rounding: a bound, an approximation, a range."""
        return self.bound is not None or self.approx or self.value is None

    def interval(self) -> Interval:
        """What the figure allows. ValueError for a figure without any number."""
        half = Decimal(0) if self.whole else self.step / 2
        if self.value is None:
            if self.low is None or self.high is None:
                raise ValueError("no number stated")
            return Interval(self.low - half, self.high + half)
        if self.bound in (">", ">="):
            return Interval(self.value, INFINITY)
        if self.bound in ("<", "<="):
            return Interval(Decimal(0) if self.value > 0 else -INFINITY, self.value)
        if self.approx:
            return Interval(self.value, self.value).widened(abs(self.value) * APPROXIMATE)
        return Interval(self.value - half, self.value + half)

    def rounded(self) -> Interval:
        """The interval if zeros at the end are taken for rounding: 5000 may be 4950 to 5050. Wider than `interval`."""
        if self.value is None or self.loose or not self.value:
            return self.interval()
        digits = _digits(self)
        zeros = len(digits) - len(digits.rstrip("0"))
        if zeros < (3 if self.whole else 2):
            return self.interval()
        return Interval.exact(self.value).widened(self.step * 10 ** (zeros - 1) / 2)


def judge(stated: Figure, expected: Interval, loose: bool = False) -> Verdict:
    """How a stated figure stands to what others allow. `loose`: one of those others is a bound or an approximation."""
    if stated.interval().meets(expected):
        return "compatible" if loose or stated.loose else "consistent"
    if stated.loose or stated.value is None:
        return "conflict"
    if stated.value < 0:  # −1.31‰ has the digits, and so the slips, of 1.31‰
        return judge(stated._replace(value=-stated.value), Interval(-expected.high, -expected.low))
    if _cut(stated.value, stated.step, expected):
        return "truncated"
    if _unit_slip(stated, expected):
        return "unit_slip"
    if _digit_slip(stated, expected):
        return "digit_slip"
    return "conflict"


def near(stated: Figure, expected: Interval) -> bool:
    """Whether one more unit of the last digit would make the two meet: most often careless rounding."""
    return stated.interval().widened(stated.step).meets(expected)


def _cut(value: Decimal, step: Decimal, expected: Interval) -> bool:
    return value < expected.high and expected.low < value + step


def _unit_slip(stated: Figure, expected: Interval) -> bool:
    value, half = stated.value or Decimal(0), stated.step / 2
    if not value or expected.high == INFINITY:
        return False
    for k in UNIT_SLIPS:
        for scale in (Decimal(10) ** k, Decimal(10) ** -k):
            if Interval((value - half) * scale, (value + half) * scale).meets(expected):
                return True
    return False


def _digit_slip(stated: Figure, expected: Interval) -> bool:
    """A slip leaves the first digit, which carries the magnitude, in its place, or swaps just the first two."""
    if expected.high - expected.low > stated.step * _NARROW:
        return False  # among so many numbers some slip would always be found
    half = Decimal(0) if stated.whole else stated.step / 2
    if (digits := _digits(stated)) and len(digits) > 1 and digits[1] != "0" and digits[0] != digits[1]:
        value = int(digits[1] + digits[0] + digits[2:]) * stated.step
        if _told_as(value, half, expected):
            return True
    for digits in _slips(_digits(stated)):
        value = int(digits) * stated.step
        if _told_as(value, half, expected) or (half and _cut(value, stated.step, expected)):
            return True
    return False


def _told_as(value: Decimal, half: Decimal, expected: Interval) -> bool:
    """Whether what was expected is told as this value: intervals that only touch tell two different numbers."""
    if expected.low == expected.high or not half:
        return Interval(value - half, value + half).meets(expected)
    return value - half < expected.high and expected.low < value + half


def _slips(digits: str) -> Iterator[str]:
    """Digit strings that one slip turns into `digits`: two neighbours swapped, one dropped, one doubled."""
    if len(digits) < 3:
        return
    for i in range(1, len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
    for i in range(1, len(digits)):
        if digits[i] == digits[i - 1]:
            yield digits[:i] + digits[i + 1 :]
        for digit in "0123456789":
            yield digits[:i] + digit + digits[i:]


def _digits(figure: Figure) -> str:
    return str(int((figure.value or Decimal(0)) / figure.step))


def _difference(a: Decimal, b: Decimal, undefined: Decimal) -> Decimal:
    return undefined if a.is_infinite() and b.is_infinite() else a - b


def _product(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if not a or not b else a * b
