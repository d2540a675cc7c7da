"""The text of a Word file as it reads in the end, for python-docx, which passes over whatever wraps a run or paragraph.

Changes are accepted: what was deleted or moved away goes, what was inserted stays. Content controls, fields and tags
give way to what they hold, formulas and symbols to their characters; hidden runs, prompts and the generated table of
contents go. After `settle` runs stand in paragraphs, and paragraphs and tables in the body or in cells.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.text.run import Run

NAMES = {
    **nsmap,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
GONE = (
    "//w:tr[w:trPr/w:del] | //w:del | //w:moveFrom | //w:rt | //w:sdt[w:sdtPr/w:showingPlcHdr]"
    " | //w:sdt[starts-with(w:sdtPr/w:docPartObj/w:docPartGallery/@w:val, 'Table of')]"
    " | //mc:AlternateContent/*[position() > 1]"  # the same drawing again, for older programs
    " | //w:sdtPr | //w:sdtEndPr | //w:customXmlPr | //w:smartTagPr"
    " | //w:tc[w:tcPr/w:hMerge[not(@w:val='restart')]]/*[not(self::w:tcPr)]"
)
WRAPPERS = (
    "//w:sdt | //w:sdtContent | //w:customXml | //w:smartTag | //w:ins | //w:moveTo | //w:fldSimple | //w:dir | //w:bdo"
    " | //mc:AlternateContent | //mc:Choice | //mc:Fallback | //m:oMathPara"
)


def settle(root: Any) -> None:
    """Changes the tree in place."""
    _drop(_found(root, GONE))
    _drop([run for run in root.iter(qn("w:r")) if Run(run, None).font.hidden])  # type: ignore[arg-type]
    for wrapper in _found(root, WRAPPERS):
        _replace(wrapper, list(wrapper))
    for formula in _found(root, "//m:oMath[not(ancestor::m:oMath)]"):
        run = OxmlElement("w:r")
        run.append(_text(_line(formula)))
        _replace(formula, [run])
    for ruby in _found(root, "//w:ruby"):
        _replace(ruby, [_text("".join(text.text or "" for text in ruby.iter(qn("w:t"))))])
    for symbol in _found(root, "//w:sym"):
        _replace(symbol, [_text(_character(symbol.get(qn("w:char"), "")))])
    for end in _found(root, "//w:br[@w:type]"):  # python-docx reads the end of a page or column as nothing
        del end.attrib[qn("w:type")]


def _found(root: Any, path: str) -> list[Any]:
    from lxml import etree

    return list(etree.XPath(path, namespaces=NAMES)(root))


def _drop(elements: list[Any]) -> None:
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _replace(element: Any, by: list[Any]) -> None:
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = by


def _text(text: str) -> Any:
    element = OxmlElement("w:t")
    element.text = text
    return element


def _line(formula: Any) -> str:
    """A formula in one line: without a sign the two figures of a fraction or a power would run together."""
    name = str(formula.tag).rpartition("}")[2]
    if name == "t":
        return formula.text or ""
    parts = [_line(part) for part in formula if isinstance(part.tag, str)]
    return {"f": "/", "sSup": "^"}.get(name, "").join(part for part in parts if part)


def _character(code: str) -> str:
    """A character of a symbol font; those in the private use area mean nothing without the font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number <= 0xF8FF or not 32 <= number <= 0x10FFFF else chr(number)
