"""What a Word paragraph's style makes of it: a heading, or a line of the generated table of contents."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

NAMES = ("heading", "title", "标题")


class Styles:
    """Remembers what it has found out about each style of one document."""

    def __init__(self) -> None:
        self._headings: dict[str, bool] = {}

    def is_contents(self, paragraph: Any) -> bool:
        """True for TOC 1, TOC 2 and so on."""
        return (paragraph._p.style or "").lower().startswith("toc")

    def is_heading(self, paragraph: Any) -> bool:
        """By the paragraph's own outline level, or by its style's name or level, or those of a style it is based on."""
        level = _level(paragraph._p)
        if level is not None:
            return level < 9
        identity = paragraph._p.style
        if not identity:
            return False
        if identity not in self._headings:
            style = paragraph.style
            self._headings[identity] = style.style_id == identity and _is_heading(style)
        return self._headings[identity]


def _is_heading(style: Any) -> bool:
    seen: set[str] = set()
    while style is not None and style.style_id not in seen:
        level = _level(style.element)
        if (style.name or "").lower().startswith(NAMES) or (level is not None and level < 9):
            return True
        seen.add(style.style_id)
        style = style.base_style
    return False


def _level(element: Any) -> int | None:
    """The outline level (0 to 8, 9 is body text), for which python-docx has no call."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    level = found.get(qn("w:val"), "") if found is not None else ""
    return int(level) if level.isdigit() else None
