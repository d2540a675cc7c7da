"""劳动力A人，已就业B人，就业率p%: rates told right after their two figures."""

from __future__ import annotations

import regex

from nlp.checks.reading import Mark, Paragraph

_RATE = regex.compile(
    r"(?P<stem>[^，。；：、的\n\t\U000f0000-\U0010ffff]{1,8})率(?:就|已|也|均)?(?:达到?|为|是|约|超过?|近|至)*了?$"
)


def pairs(paragraph: Paragraph, stated: Mark) -> list[tuple[Mark, Mark, bool]]:
    """Part and whole of a rate whose own word stands with the part (已就业B人); the nearest whole is the sure one."""
    start, _ = paragraph.sentence(stated.at)
    rate = _RATE.search(paragraph.text[start : stated.at])
    if not rate:
        return []
    marks = [m for m in paragraph.between(start, start + rate.start()) if m.fact.kind in ("count", "money", "measure")]
    if len(marks) < 2 or stated.at - marks[-1].at > 20:
        return []
    part, before = marks[-1], [m for m in reversed(marks[:-1]) if m.unit == marks[-1].unit]
    stem = rate["stem"][-2:]
    if len(stem) < 2 or not before or before[0] is not marks[-2]:
        return []
    if stem not in paragraph.text[before[0].at + 1 : part.at] + paragraph.after(part.at + 1):
        return []
    found: list[tuple[Mark, Mark, bool]] = []
    for whole in before:
        if regex.search("[。；]", paragraph.text[whole.at : part.at]):
            break
        if part.figure.interval().low <= whole.figure.interval().high:
            found.append((part, whole, not found))
    return found
