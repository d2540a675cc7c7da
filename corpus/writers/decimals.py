"""Exact decimals in formats that have numbers of their own."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

SCALE = 10
PRECISION = 38
_PLACES = Decimal(1).scaleb(-SCALE)
_LIMIT = Decimal(10) ** (PRECISION - SCALE)


def plain(value: Decimal) -> str:
    """A decimal in plain notation, no exponent, no idle zeros: 1E+9 → 1000000000, 16.580 → 16.58.

    Raises ValueError for what is no finite number.
    """
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def is_plain(value: Decimal) -> bool:
    """Whether `str(value)` is already `plain(value)`."""
    text = str(value)
    return not ("E" in text or "N" in text or "f" in text or ("." in text and text[-1] in "0.") or text == "-0")


def fixed(value: Decimal | None) -> Decimal | None:
    """A value as decimal(38, 10) holds it: rounded half to even beyond ten places, None from 10^28 up."""
    if value is None or abs(value) >= _LIMIT:
        return None
    with localcontext(Context(prec=PRECISION + SCALE)):
        return value.quantize(_PLACES)


def number(value: Decimal | None) -> int | float | str | None:
    """A value for formats that know only 64-bit integers and doubles.

    A whole number becomes an int, another one a float, if that prints as exactly the same decimal; else plain text.
    """
    if value is None:
        return None
    if value == value.to_integral_value():
        whole = int(value)
        return whole if -(2**63) <= whole < 2**63 else plain(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else plain(value)
