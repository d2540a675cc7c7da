"""Test cases as data, and how the tests read them."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases, by its header; lines that begin with # are comments, fields left out are empty."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    return [dict(zip(header, [*line.split("\t"), *[""] * len(header)], strict=False)) for line in lines[1:]]
