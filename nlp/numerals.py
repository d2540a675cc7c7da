"""Every way to write a number in Chinese text → an exact Decimal.

    >>> parse_number("一万五千亿")
    Decimal('1500000000000')
    >>> parse_number("3亿4千万"), parse_number("1,100.9亿"), parse_number("叁佰万")
    (Decimal('340000000'), Decimal('110090000000'), Decimal('3000000'))

Numerals follow GB/T 15835-2011 (出版物上数字用法), the financial capitals (壹贰叁…) included.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_ROWS = ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {character: digit for digit, row in enumerate(_ROWS) for character in row}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
CHINESE_DIGIT = "[" + "".join(DIGITS) + "]"
_ARABIC = re.compile(ARABIC)
_TRANSLATE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_POSITIONAL = re.compile(f"{CHINESE_DIGIT}{{2,}}")
LONGEST = 40
_HALF = Decimal("0.5")


class Number(NamedTuple):
    """A number and one unit of the last digit stated (16.58亿 → 1658000000, step 1000000)."""

    value: Decimal
    step: Decimal


def parse_number(text: str) -> Decimal:
    """The value of a numeral, Arabic, Chinese or mixed; white space is ignored. ValueError for what is no number."""
    return read_number(text).value


def read_number(text: str) -> Number:
    """The value and the step of a numeral. ValueError for what is no number."""
    if text.isascii() and text.isdigit():
        return Number(Decimal(int(text)), Decimal(1))
    bare = "".join(text.split()).translate(_TRANSLATE)
    if not 0 < len(bare) <= LONGEST:
        raise ValueError(f"no number: {text[:LONGEST]!r}")
    try:
        value, step = _read(bare)
    except (ValueError, KeyError, IndexError):
        raise ValueError(f"no number: {text!r}") from None
    return Number(plain(value), plain(step))


def plain(value: Decimal) -> Decimal:
    """The same value without exponent or trailing zeros behind the point (1E+9 → 1000000000, 2.50 → 2.5)."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _read(text: str) -> tuple[Decimal, Decimal]:
    if text == "半":
        return _HALF, _HALF
    for names in ("亿億", "万萬"):
        cut = max(text.rfind(name) for name in names)
        if cut >= 0:
            scale = Decimal(MYRIADS[text[cut]])
            return _join(text[:cut], text[cut + 1 :], scale)
    return _below_myriad(text)


def _join(left: str, right: str, scale: Decimal) -> tuple[Decimal, Decimal]:
    """left × scale + right; a lone digit on the right counts the next lower place (三万二 → 32000)."""
    value, step = _read(left) if left else (Decimal(1), Decimal(1))
    if not right:
        return value * scale, step * scale
    if len(right) == 1 and (right in DIGITS or right in "0123456789"):
        return value * scale + _digit(right) * scale / 10, scale / 10
    if right[0] in MYRIADS:
        raise ValueError
    low, low_step = _read(right.lstrip("零〇"))
    if low >= scale:
        raise ValueError
    return value * scale + low, low_step


def _digit(sign: str) -> int:
    return int(sign) if sign.isascii() else DIGITS[sign]


def _below_myriad(text: str) -> tuple[Decimal, Decimal]:
    whole, point, fraction = text.partition("点")
    if point:
        tail = "".join(str(DIGITS[c]) for c in fraction)
        if not (whole and tail):
            raise ValueError
        return _below_myriad(whole)[0] + Decimal(f"0.{tail}"), Decimal(1).scaleb(-len(tail))
    if _ARABIC.fullmatch(text):
        number = Decimal(text.replace(",", ""))
        return number, Decimal(1).scaleb(min(0, int(number.as_tuple().exponent)))
    if _POSITIONAL.fullmatch(text):
        return Decimal("".join(str(DIGITS[c]) for c in text)), Decimal(1)
    return _with_tens(text)


def _with_tens(text: str) -> tuple[Decimal, Decimal]:
    """千百十 notation, Chinese or mixed (一百二十, 4千, 2千3百); scales must fall from left to right."""
    total, step, last, position, zero = Decimal(0), Decimal(1), 10**5, 0, False
    while position < len(text):
        match = _ARABIC.match(text, position)
        unit = Decimal(1)
        if match:
            digit, position = Decimal(match[0].replace(",", "")), match.end()
            unit = unit.scaleb(min(0, int(digit.as_tuple().exponent)))
        elif text[position] in TENS:
            digit = Decimal(1)
        else:
            digit, position = Decimal(DIGITS[text[position]]), position + 1
            if digit == 0:
                zero = True
                continue
        if position < len(text):
            scale = TENS[text[position]]
            position += 1
        else:
            scale = 1 if zero or match or last in (10, 10**5) else last // 10
        if scale >= last:
            raise ValueError
        total, step, last, zero = total + digit * scale, scale * unit, scale, False
    return total, step
