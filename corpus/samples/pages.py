"""Files with a layout of their own, and the gold moved to where a reader finds its characters."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from corpus.samples.as_docx import docx
from corpus.samples.as_html import html
from corpus.samples.as_pdf import pdf
from corpus.samples.markup import Gold
from corpus.samples.parts import shown
from corpus.samples.render import Cells, move

WRITERS: dict[str, Callable[[Cells, str], bytes]] = {"docx": docx, "pdf": pdf, "html": html}


def aligned(text: str, under_way: Cells, records: list[Gold]) -> list[Gold]:
    """The gold with its spans where the same characters stand in the text that a reader gave back.

    Raises ValueError for a span of which a character got lost.
    """
    ours = list(shown(under_way))
    theirs = [(char, position) for position, char in enumerate(text) if not char.isspace()]
    matcher = SequenceMatcher(None, "".join(c for c, _ in ours), "".join(c for c, _ in theirs), autojunk=False)
    place = {
        ours[a + i][1]: theirs[b + i][1] for a, b, size in matcher.get_matching_blocks() for i in range(size)
    }  # fmt: skip
    for record in records:
        lost = [o for o in range(record.get("start", 0), record.get("end", 0)) if o not in place]
        if lost:
            raise ValueError(f"{record['text']!r} is not in the text that was read")
    return [move(record, place, text) for record in records]
