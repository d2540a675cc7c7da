"""How two statements about the same thing stand to each other, by the contract's verdicts."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from nlp import intervals
from nlp.compare.statement import Statement
from nlp.intervals import Figure, Interval
from nlp.model import Verdict

ORDER: tuple[Verdict, ...] = (
    "consistent", "compatible", "truncated", "digit_slip", "unit_slip", "conflict", "not_comparable",
)
DISTANT = 2
CLOSE = Decimal("1.6")
LONG = 4
TELLING = 3  # digits from which a slip between two figures is evidence by itself
SLIPS: frozenset[Verdict] = frozenset({"truncated", "digit_slip", "unit_slip"})
FITS: frozenset[Verdict] = frozenset({"consistent", "compatible"})
WRONG: frozenset[Verdict] = frozenset({"digit_slip", "unit_slip", "conflict"})


def verdict(a: Statement, b: Statement) -> Verdict:
    """The verdict on a pair, the same whichever stands first."""
    return figures(a.figure, b.figure, a.family)


@lru_cache(maxsize=1 << 16)
def figures(a: Figure, b: Figure, family: str = "") -> Verdict:
    """The verdict on two figures in one unit. 约16.6亿 beside 16.58亿 is consistent: it is what rounding gives."""
    one, two = a, b
    a, b = _closed(a), _closed(b)
    if a.bound is None and b.bound is None and _digits(a).meets(_digits(b)):
        return "consistent" if a.value is not None and b.value is not None else "compatible"
    either = {intervals.judge(a, b.interval(), b.loose), intervals.judge(b, a.interval(), a.loose)}
    found = min(either, key=ORDER.index)
    # Zeros at the end may be rounding in 17000人; 100% is no round number but all of it.
    if found not in FITS and family != "%" and (a.rounded().meets(b.interval()) or b.rounded().meets(a.interval())):
        return "compatible"
    if found == "digit_slip" and not _strict(a, b):
        return "conflict"
    if found == "conflict" and any(_off(x, y) for x, y in ((one, two), (two, one))):
        return "unit_slip"
    if found == "conflict" and any(_cropped(x, y) for x, y in ((a, b), (b, a))):
        return "digit_slip"
    # A lost decimal point turns 8.4% into 84%: no unit of a percentage is that much larger.
    return "digit_slip" if found == "unit_slip" and family in ("%", "point") else found


def kin(a: Statement, b: Statement) -> bool:
    """Whether the figures themselves tell that two statements mean one thing, where the wording leaves it open.

    They do when equal to more than one digit, or when one is a slip of the other too long for that to be chance.
    """
    found = verdict(a, b)
    digits = min(len(_written(s.fact.value)) for s in (a, b))
    alike = a.fresh == b.fresh and a.left == b.left and a.part == b.part
    long = TELLING if alike and (_summed(a, b) or ((a.open or b.open) and "until" not in (a.mode, b.mode))) else LONG
    return (found == "consistent" and digits > 1) or (found in SLIPS and digits >= long) or twins(a, b)


def _summed(a: Statement, b: Statement) -> bool:
    """Whether what was summed up is what there is: 累计建成 and 共有光伏电站, not 累计选派 and 现有驻村干部."""
    return {a.mode, b.mode} == {"until", "at"} and a.stock and a.family not in ("persons", "households", "元")


def twins(a: Statement, b: Statement, least: int = TELLING) -> bool:
    """Whether both stand beside one figure of the same group in the other unit: 126户412人, 126户421人.

    `least`: digits that this figure must have.
    """
    if a.twin is None or b.twin is None or a.family != b.family:
        return False
    same = figures(a.twin, b.twin) == "consistent"
    return same and min(len(_written(twin.value)) for twin in (a.twin, b.twin)) >= least


def telling(a: Statement, b: Statement) -> bool:
    """Whether both figures have digits enough for a slip to be no chance."""
    return min(length(a), length(b)) >= TELLING


def length(s: Statement) -> int:
    """The digits that a figure is written with, without zeros at either end."""
    return len(_written(s.fact.value))


def near(a: Statement, b: Statement) -> bool:
    """Whether one unit of the last digit parts them, where digits were rounded: careless, rarely wrong."""
    if a.figure.whole and b.figure.whole:
        return False
    return intervals.near(a.figure, b.figure.interval()) or intervals.near(b.figure, a.figure.interval())


def distant(a: Statement, b: Statement) -> bool:
    """Whether one figure is several times the other. Beside other words that means another scope, not another opinion:
    all who were ever registered, and those who are poor today."""
    one, two = a.figure.value, b.figure.value
    return one is not None and two is not None and (max(one, two) > DISTANT * min(one, two))


def loosely(a: Statement, b: Statement) -> bool:
    """Whether what one says was done in a year may be what the other says there is: 实施饮水工程142处, and 建成118处
    with nothing to tell since when. What has stood for years is most often many times as much as a year adds."""
    there = next((s for s in (a, b) if s.mode == "at"), a)
    fresh = (a.fresh or b.fresh) and not there.acted
    open_ = {a.mode, b.mode} == {"at", "within"} and there.open and a.stock and not fresh
    one, two = a.figure.value, b.figure.value
    near = one is not None and two is not None and max(one, two) <= CLOSE * min(one, two)
    return open_ and near and a.left == b.left and a.part == b.part and a.family != "元"


def _closed(figure: Figure) -> Figure:
    """3840多万 as the range that it tells: up to the next number of as many digits, 3850万."""
    if figure.bound != ">" or not figure.approx or not figure.value or figure.value < 0:
        return figure
    digits = str(int(figure.value / figure.step))
    unit = figure.step * 10 ** (len(digits) - len(digits.rstrip("0")))
    return figure._replace(value=None, bound=None, approx=False, low=figure.value, high=figure.value + unit)


def _strict(a: Figure, b: Figure) -> bool:
    """Whether the digits themselves are one slip apart. Half a unit of the last digit more, and 3.1 is near 1.2 too."""
    if a.loose or b.loose or a.value is None or b.value is None or a.step != b.step:
        return True
    pairs = ((a, b.value), (b, a.value))
    return any(intervals.judge(figure, Interval.exact(value)) == "digit_slip" for figure, value in pairs)


def _cropped(long: Figure, short: Figure) -> bool:
    """Whether the last digit was dropped: 1538万元, 153万元."""
    if long.loose or short.loose or long.step != short.step:
        return False
    one, two = (str(int(abs(f.value or Decimal(0)) / f.step)) for f in (long, short))
    return len(two) > 1 and one[:-1] == two


def _off(exact: Figure, vague: Figure) -> bool:
    """Whether a power of ten brings an exact figure to where 3.1万余 stands, which is below 3.2万."""
    if exact.loose or vague.bound != ">" or not vague.approx or vague.value is None:
        return False
    return intervals.judge(exact, Interval(vague.value, vague.value + vague.step)) == "unit_slip"


def _written(value: Decimal | None) -> str:
    """The digits of a figure as stated, without zeros at either end."""
    return format(value.normalize(), "f").replace(".", "").strip("0") if value else ""


def _digits(figure: Figure) -> Interval:
    """What the digits alone allow, however the figure is hedged."""
    if figure.value is None:
        return figure.interval()
    half = Decimal(0) if figure.whole and not figure.approx else figure.step / 2
    return Interval(figure.value - half, figure.value + half)
