"""Figures side by side: ranges (3至5个, 20—30%) and lists that share the last one's unit (12、15和18个)."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec.structs import replace

from nlp.numerals import plain, read_number
from nlp.quantity import CONNECTORS, Quantity, scaled

LIST_MARKS = ("、", "和", "及", "与")
LONGEST_LIST = 40
_MULTIPLIER = re.compile("[百千万亿]+")


def joined(text: str, atoms: list[Quantity]) -> list[Quantity]:
    """Ranges and shared units; bare numbers that belong to neither and have no 万 or 亿 are dropped."""
    out: list[Quantity] = []
    i = 0
    while i < len(atoms):
        a = atoms[i]
        if i + 1 < len(atoms):
            b = atoms[i + 1]
            link = text[a.end : b.start] if b.start == b.outer else text[a.end : b.outer]
            if link in CONNECTORS and (pair := _range(text, a, b)):
                out += pair
                i += 2
                continue
        if a.unit is None:
            run = _run(text, atoms, i)
            if run > i:
                last = atoms[run]
                out += [_lend(x, last, _face(text, x), _face(text, last)) for x in atoms[i:run]]
                i = run
                continue
            if text[a.number_end - 1] not in "万亿余多":
                i += 1
                continue
        out.append(a)
        i += 1
    return out


def _run(text: str, atoms: list[Quantity], i: int) -> int:
    """The index of the atom whose unit a list of bare numbers shares (12、15和18个), or i."""
    j = i
    while j + 1 < len(atoms) and j - i < LONGEST_LIST and atoms[j].unit is None:
        if text[atoms[j].end : atoms[j + 1].outer] not in LIST_MARKS:
            break
        j += 1
    arabic = all(text[a.start].isdigit() for a in atoms[i : j + 1])
    numbering = j == i + 1 and text[atoms[i].end] == "、" and _numbering(text, atoms[i].start)
    return j if j > i and atoms[j].unit is not None and arabic and not numbering else i


def _range(text: str, a: Quantity, b: Quantity) -> list[Quantity] | None:
    if b.unit is None and not (a.unit is None and text[b.number_end - 1] in "万亿"):
        return None
    if a.unit and b.unit and a.unit.unit != b.unit.unit:
        return None
    unit = b.unit
    low, high = a.value, b.value
    if low is None or high is None:
        return None
    step = a.step
    if a.unit is None and unit is not None:
        low, step = scaled(low, unit), scaled(step, unit)
    face = _face(text, b)
    if a.unit is None and face != 1 and low is not None and low < high / face and _face(text, a) == 1:
        low, step = plain(low * face), plain((step or Decimal(1)) * face)
    fromto = text[a.outer - 1 : a.outer] in ("由", "从") and text[a.end : b.start] in ("至", "到")
    if low is None or low >= high or fromto:
        first = replace(a, value=low, unit=unit, kind=b.kind, unit_text=b.unit_text, step=step)
        return [first, b] if unit is not None else None
    return [
        replace(
            b, start=a.start, outer=a.outer, value=None, low=low, high=high, approx=a.approx or b.approx,
            bound=b.bound, rules=("range",),
        )
    ]


def _numbering(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "\n。；"


def _face(text: str, q: Quantity) -> Decimal:
    """The multiplier that follows a quantity's digits (30万元 → 10000)."""
    digits = text[q.start : q.number_end - len(q.unit_text or "")]
    tail = digits.lstrip("0123456789.,").rstrip("余多来几")
    return read_number("一" + tail).value if tail and _MULTIPLIER.fullmatch(tail) else Decimal(1)


def _lend(a: Quantity, b: Quantity, own: Decimal, face: Decimal) -> Quantity:
    """A bare number of a list with the unit of the list's last figure, and with its multiplier (20和30万元)."""
    value, step = (scaled(x, b.unit) for x in (a.value, a.step)) if b.unit else (a.value, a.step)
    if own == 1 < face and value is not None and b.value is not None and value < 100 * b.value / face:
        value, step = plain(value * face), plain((step or Decimal(1)) * face)
    return replace(a, unit=b.unit, unit_text=b.unit_text, kind=b.kind, value=value, step=step, rules=("shared_unit",))
