"""Test cases as data, and how the tests read them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases, by its header; lines that begin with # are comments, fields left out are empty."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    return [dict(zip(header, [*line.split("\t"), *[""] * len(header)], strict=False)) for line in lines[1:]]


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A line without its […] marks, with \\n and \\t as written made real, and the spans of what was marked."""
    spans: list[tuple[int, int]] = []
    out, start = "", 0
    for character in line.replace("\\n", "\n").replace("\\t", "\t"):
        if character == "[":
            start = len(out)
        elif character == "]":
            spans.append((start, len(out)))
        else:
            out += character
    return out, spans


def known_gaps(suite: str, cases: Iterable[Any]) -> list[Any]:
    """The cases as pytest parameters, the ones that gaps.tsv lists marked as expected to fail, with the reason."""
    reasons = {row["case"]: row["reason"] for row in rows("gaps.tsv") if row["suite"] == suite}
    out = []
    for case in cases:
        values = case if isinstance(case, tuple) else (case,)
        marks = [pytest.mark.xfail(reason=reasons[values[0]], strict=False)] if values[0] in reasons else []
        out.append(pytest.param(*values, id=str(values[0]), marks=marks))
    return out
