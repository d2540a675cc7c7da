"""Titles that a rendering says more than once: their gold at every place, and all of it optional."""

from __future__ import annotations

import re

from corpus.samples.markup import Gold
from corpus.samples.render import move


def with_title_repeats(plain: str, text: str, records: list[Gold], moved: list[Gold]) -> list[Gold]:
    """The gold with that of the title's copies, facts, checks and slogans each in order."""
    end = plain.index("\n")
    inside = [new for old, new in zip(records, moved, strict=True) if old.get("start", end) < end]
    rest = [record for record in moved if record not in inside]
    order = ["fact", "check", "slogan"]
    every = rest + title_repeats(text, inside)
    return sorted(every, key=lambda record: (order.index(record["record"]), record.get("start", 0)))


def title_repeats(text: str, records: list[Gold]) -> list[Gold]:
    """What stands in the title, at each other place where the title is said again; all of it optional.

    Which of several copies of a title is *the* title (the site's, the running head's, the text's own) is anybody's
    choice.
    """
    if not records:
        return []
    begin = text.rfind("\n", 0, records[0]["start"]) + 1
    end = text.find("\n", records[-1]["end"])
    own = [place for place in range(begin, end) if not text[place].isspace()]
    copies = []
    for copy in re.finditer(r"\s*".join(re.escape(text[place]) for place in own), text):
        there = [place for place in range(*copy.span()) if not text[place].isspace()]
        moved = dict(zip(own, there, strict=True))
        copies += [move(record, moved, text) | {"optional": True} for record in records]
    return copies if len(copies) > len(records) else records
