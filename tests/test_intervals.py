"""What a stated figure allows: rounding, bounds, arithmetic, cuts and slips."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.intervals import APPROXIMATE, INFINITY, Figure, Interval, judge, near
from nlp.model import Fact

HUNDRED = Interval.exact(100)


def figure(value: str, step: str = "1", **other: Any) -> Figure:
    return Figure(Decimal(value), Decimal(step), **other)


def pair(interval: Interval) -> tuple[str, str]:
    return str(interval.low), str(interval.high)


@pytest.mark.parametrize(
    ("stated", "low", "high"),
    [
        (figure("6.9", "0.1"), "6.85", "6.95"),
        (figure("1658000000", "1000000"), "1657500000", "1658500000"),
        (figure("621", whole=True), "621", "621"),
        (figure("100", bound=">="), "100", "Infinity"),
        (figure("100", bound=">"), "100", "Infinity"),
        (figure("100", bound="<"), "0", "100"),
        (figure("1000", approx=True), "900.0", "1100.0"),
        (figure("100", bound=">", approx=True), "100", "Infinity"),
        (Figure(None, Decimal(1), low=Decimal(3), high=Decimal(5)), "2.5", "5.5"),
    ],
)
def test_what_a_figure_allows(stated: Figure, low: str, high: str) -> None:
    assert pair(stated.interval()) == (low, high)


def test_a_figure_without_a_number_allows_nothing() -> None:
    with pytest.raises(ValueError, match="no number"):
        Figure(None).interval()


@pytest.mark.parametrize(
    ("stated", "low", "high"),
    [
        (figure("5000", "1"), "4950", "5050"),
        (figure("5000", "1", whole=True), "4950", "5050"),
        (figure("500", "1", whole=True), "500", "500"),
        (figure("5210", "1"), "5209.5", "5210.5"),
    ],
)
def test_zeros_may_be_rounding(stated: Figure, low: str, high: str) -> None:
    rounded = stated.rounded()
    assert (rounded.low, rounded.high) == (Decimal(low), Decimal(high))


SHARE = Interval.exact(621).over(Interval.exact(1776)).times(HUNDRED)


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("35.0", "consistent"),
        ("34.9", "truncated"),
        ("39.4", "digit_slip"),
        ("43.9", "conflict"),
        ("3.5", "unit_slip"),
        ("349.7", "unit_slip"),
        ("34.99", "conflict"),
        ("344.9", "digit_slip"),
        ("36.1", "conflict"),
    ],
)
def test_the_contract_s_example(stated: str, verdict: str) -> None:
    assert judge(figure(stated, "0.01" if stated == "34.99" else "0.1"), SHARE) == verdict


@pytest.mark.parametrize(
    ("stated", "expected", "verdict"),
    [
        (figure("35", "1", bound=">="), SHARE, "conflict"),
        (figure("30", "10", bound=">="), SHARE, "compatible"),
        (figure("37", "1", approx=True), SHARE, "compatible"),
        (figure("45", "1", approx=True), SHARE, "conflict"),
        (figure("20902", whole=True), Interval.exact(20092), "digit_slip"),
        (figure("57.3", "0.1"), Interval.exact(Decimal("75.312")), "digit_slip"),
        (figure("86"), Interval(Decimal("67.98"), Decimal("68.02")), "digit_slip"),
        (figure("80"), Interval.exact(8), "unit_slip"),
        (figure("2092", whole=True), Interval.exact(20092), "digit_slip"),
        (figure("200092", whole=True), Interval.exact(20092), "digit_slip"),
        (figure("42", "1"), Interval.exact(420000), "unit_slip"),
        (figure("420000", "10000"), Interval.exact(42), "unit_slip"),
        (figure("9.85", "0.01"), Interval(Decimal(8), Decimal("9.8")), "conflict"),
        (figure("-1.31", "0.01"), Interval.exact(Decimal("-1.31")), "consistent"),
        (figure("-13.1", "0.1"), Interval.exact(Decimal("-1.31")), "unit_slip"),
        (figure("-134.2", "0.1"), Interval.exact(Decimal("-143.2")), "digit_slip"),
        (figure("-1.31", "0.01"), Interval.exact(Decimal("1.31")), "conflict"),
        (figure("-1", "1", bound="<"), Interval.exact(-2), "compatible"),
        (figure("-10", "1", approx=True), Interval.exact(Decimal("-10.4")), "compatible"),
    ],
)
def test_verdicts(stated: Figure, expected: Interval, verdict: str) -> None:
    assert judge(stated, expected) == verdict


def test_a_loose_other_makes_it_compatible() -> None:
    assert judge(figure("35.0", "0.1"), SHARE, loose=True) == "compatible"


def test_near() -> None:
    assert near(figure("35.1", "0.1"), SHARE)
    assert not near(figure("35.3", "0.1"), SHARE)


def test_facts_of_base_units() -> None:
    fact = Fact(
        id="a", document="", text="3.5公里", start=0, end=5, sentence="", kind="measure", value=Decimal("3.5"),
        step=Decimal("0.1"), unit="公里", base_value=Decimal(3500), base_unit="米",
    )  # fmt: skip
    assert Figure.of(fact).interval() == Interval(Decimal(3450), Decimal(3550))


def test_division_by_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.exact(1).over(Interval.exact(0))
    assert Interval.exact(1).over(Interval(Decimal(0), Decimal(2))) == Interval(Decimal("0.5"), INFINITY)


def test_open_ends() -> None:
    some = Interval(Decimal(100), INFINITY)
    assert some.over(Interval(Decimal(10), INFINITY)) == Interval(Decimal(0), INFINITY)
    assert some.minus(some) == Interval(-INFINITY, INFINITY)
    assert some.times(Interval.exact(0)).low == 0
    assert APPROXIMATE < 1


numbers = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)


@given(numbers, numbers, st.decimals(0, 1, places=2), st.decimals(0, 1, places=2), numbers, numbers)
def test_arithmetic_holds_for_what_lies_inside(
    a: Decimal, b: Decimal, at: Decimal, bt: Decimal, da: Decimal, db: Decimal
) -> None:
    """Whatever x and y stand for, their sum, difference, product and quotient lie in those of the intervals."""
    one, two = Interval(a, a + da), Interval(b, b + db)
    x, y = a + at * da, b + bt * db
    slack = Decimal("1e-9")
    for interval, value in (
        (one.plus(two), x + y), (one.minus(two), x - y), (one.times(two), x * y), (one.over(two), x / y),
        (one.minus(two).size(), abs(x - y)),
    ):  # fmt: skip
        room = slack * max(abs(value), 1)
        assert interval.low - room <= value <= interval.high + room


any_number = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@given(any_number, any_number, st.sampled_from([None, ">", ">=", "<", "<="]), st.booleans())
def test_figures_of_either_sign_are_judged(a: Decimal, b: Decimal, bound: Any, approx: bool) -> None:
    stated = figure(str(a), "0.01", bound=bound, approx=approx)
    assert stated.interval().low <= a <= stated.interval().high
    assert judge(stated, stated.interval()) in ("consistent", "compatible")
    mirrored = figure(str(-a), "0.01")
    if bound is None and not approx:
        assert judge(stated, Interval.exact(b)) == judge(mirrored, Interval.exact(-b))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_rounding_is_consistent_and_cutting_is_not_a_conflict(part: int, rest: int, places: int) -> None:
    exact = Interval.exact(part).over(Interval.exact(part + rest)).times(HUNDRED)
    step = Decimal(1).scaleb(-places)
    assert judge(Figure(exact.low.quantize(step), step), exact) == "consistent"
    assert judge(Figure(exact.low // step * step, step), exact) in ("consistent", "truncated")
