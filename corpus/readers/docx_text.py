"""The text of one Word paragraph: runs, links, fields, insertions, formulas; and what hangs on it (boxes, notes)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PLAIN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
SKIPPED = {
    "del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "fPr", "footnoteRef",
    "endnoteRef", "softHyphen", "tblPr", "trPr", "tcPr", "oMathParaPr", "ctrlPr",
}  # fmt: skip
OFF = {"0", "false", "off"}


def paragraph(element: Any) -> tuple[str, list[Any], list[tuple[str, str]]]:
    """Its text, the text boxes anchored in it (elements with paragraphs), and its notes as (kind, id)."""
    parts: list[str] = []
    boxes: list[Any] = []
    notes: list[tuple[str, str]] = []
    _inline(element, parts, boxes, notes)
    return "".join(parts), boxes, notes


def _inline(parent: Any, parts: list[str], boxes: list[Any], notes: list[tuple[str, str]]) -> None:
    for child in children(parent):
        tag = local(child)
        if tag in SKIPPED or (tag == "r" and _hidden(child)):
            continue
        if tag == "t":
            parts.append(child.text or "")
        elif tag in PLAIN:
            parts.append(PLAIN[tag])
        elif tag == "br":
            parts.append("\n")
        elif tag == "sym":
            parts.append(_symbol(child))
        elif tag in ("footnoteReference", "endnoteReference"):
            notes.append((tag.removesuffix("Reference"), value(child, "id")))
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag == "AlternateContent":  # the same drawing twice, for newer and for older programs
            for choice in list(children(child))[:1]:
                _inline(choice, parts, boxes, notes)
        elif tag == "f":
            _joined(child, "num", "/", "den", parts, boxes, notes)
        elif tag == "sSup":
            _joined(child, "e", "^", "sup", parts, boxes, notes)
        elif tag != "sdt" or find(child, "sdtPr", "showingPlcHdr") is None:
            _inline(child, parts, boxes, notes)


def _joined(
    element: Any, first: str, sign: str, second: str, parts: list[str], boxes: list[Any], notes: list[tuple[str, str]]
) -> None:
    """A formula's fraction or power: without the sign two figures would run into one."""
    for name, before in ((first, ""), (second, sign)):
        if (part := find(element, name)) is not None:
            parts.append(before)
            _inline(part, parts, boxes, notes)


def _hidden(run: Any) -> bool:
    mark = find(run, "rPr", "vanish")
    return mark is not None and value(mark) not in OFF


def _symbol(element: Any) -> str:
    """A character of a symbol font; those in the private use area mean nothing without the font."""
    try:
        code = int(value(element, "char"), 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or not 32 <= code <= 0x10FFFF else chr(code)


def local(element: Any) -> str:
    """An element's name without its namespace, which differs between transitional and strict documents."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any) -> Iterator[Any]:
    """The child elements; comments and processing instructions have no string for a tag."""
    return (child for child in element if isinstance(child.tag, str))


def find(element: Any, *path: str) -> Any | None:
    """The first element down a path of local names, or None."""
    for name in path:
        element = next((child for child in children(element) if local(child) == name), None)
        if element is None:
            return None
    return element


def value(element: Any | None, name: str = "val") -> str:
    """An attribute by its local name; empty where it, or the element, is missing."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")
