"""Numerals: the corpus in cases/numerals.tsv, and integers rendered in Chinese and read back."""

from __future__ import annotations

import doctest
from decimal import Decimal

import pytest
from cases import rows
from hypothesis import given
from hypothesis import strategies as st

import nlp
from nlp import numerals
from nlp.numerals import parse_number, read_number

NUMERALS = rows("numerals.tsv")
DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize("row", [r for r in NUMERALS if r["value"] != "-"], ids=lambda r: r["numeral"])
def test_a_numeral_reads(row: dict[str, str]) -> None:
    number = read_number(row["numeral"])
    assert (number.value, number.step) == (Decimal(row["value"]), Decimal(row["step"]))
    assert "E" not in str(number.value)


@pytest.mark.parametrize("row", [r for r in NUMERALS if r["value"] == "-"], ids=lambda r: repr(r["numeral"]))
def test_what_is_no_number_raises(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no number"):
        parse_number(row["numeral"])


def test_the_corpus_is_large_enough() -> None:
    assert sum(r["value"] != "-" for r in NUMERALS) >= 120
    assert sum(r["value"] == "-" for r in NUMERALS) >= 25


def test_the_library_offers_it() -> None:
    assert nlp.parse_number("一万五千亿") == Decimal("1500000000000")


def test_the_documentation_holds() -> None:
    assert doctest.testmod(numerals).failed == 0


@given(st.integers(0, 10**12))
def test_a_chinese_integer_reads_back(value: int) -> None:
    assert parse_number(chinese(value)) == value


@given(st.integers(0, 10**12))
def test_a_capital_integer_reads_back(value: int) -> None:
    assert parse_number(chinese(value).translate(CAPITALS)) == value


@given(st.integers(0, 10**12))
def test_separators_and_width_change_nothing(value: int) -> None:
    with_commas = f"{value:,}"
    wide = with_commas.translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))
    assert parse_number(with_commas) == parse_number(wide) == value


@given(st.integers(0, 10**9), st.integers(1, 6), st.sampled_from(["", "万", "亿"]))
def test_the_step_is_one_unit_of_the_last_digit(digits: int, places: int, scale: str) -> None:
    value = Decimal(digits).scaleb(-places)
    number = read_number(f"{value:f}{scale}")
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert number.value == value * factor
    assert number.step == Decimal(1).scaleb(-places) * factor


@given(st.integers(0, 9999), st.text(DIGITS, min_size=1, max_size=4))
def test_a_chinese_decimal_reads_back(whole: int, fraction: str) -> None:
    number = read_number(f"{chinese(whole)}点{fraction}")
    tail = "".join(str(DIGITS.index(c)) for c in fraction)
    assert number == (Decimal(f"{whole}.{tail}"), Decimal(1).scaleb(-len(fraction)))


def chinese(value: int) -> str:
    """The numeral as it is written out in full, 零 wherever a place is skipped."""
    if value == 0:
        return "零"
    parts: list[str] = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, value = divmod(value, scale)
        if not group:
            continue
        written = _below_myriad(group) if group < 10**4 else chinese(group)
        parts.append(("零" if parts and group < 1000 else "") + written + name)
    return "".join(parts)


def _below_myriad(value: int) -> str:
    out, skipped = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            out += ("零" if skipped and out else "") + DIGITS[digit] + name
            skipped = False
        else:
            skipped = True
    return out
