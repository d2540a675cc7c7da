"""What pygal draws, made fit for the page: no scripts, styles, comments, nor anything that changes from run to run."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "{http://www.w3.org/2000/svg}"


def cleaned(made: bytes, label: str, drop: tuple[str, ...]) -> etree._Element:
    """The drawing without its groups of the classes `drop`; `label` says it in words, for those who do not see it."""
    root = etree.fromstring(made)
    for name in ("id", "{http://www.w3.org/1999/xlink}href"):
        root.attrib.pop(name, None)
    dead = (*root.iter(etree.Comment), *root.findall(f"{NAMESPACE}defs"))
    for element in (*dead, *root.iter(f"{NAMESPACE}desc", f"{NAMESPACE}title")):
        _remove(element)
    for overlay in list(root.iter(f"{NAMESPACE}g")):
        if any(word in overlay.get("class", "") for word in drop):
            _remove(overlay)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("class", "chart")
    return root


def text(root: etree._Element) -> str:
    """The drawing as it stands in a page."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
