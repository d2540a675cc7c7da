"""Places by their names without 县, 镇 or 村 (去年，柳湾有126人脱贫), once a text has told the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.lexemes import Tagger
from nlp.places import PlaceMention

_ENDS = re.compile("(?:县|市|区|州|旗|镇|乡|村|苏木|嘎查)$")
# Only as the subject of its clause, before what it did or has: 双龙冲等4个村, 柳湾苹果 and 塬川、榕峒 are none.
_BEFORE = "(?<![^，。；：“”！？\\n年月底末初])"
_DOES = (
    "(?=(?:共|累计|已|又|还|仅|只|也|就|新)*(?:有|投|建|修|改|脱|减|完|实|交|新|发|种|养|硬|落|争|搬|办|出|接|装|安|带|栽|\\d)"
    "[^，。；：、]{0,14}?\\d|\\d+(?:户|人|名))"
)


def found(text: str, mentions: list[PlaceMention], tagger: Tagger) -> Iterator[PlaceMention]:
    """Mentions of the places of a text by their short names; never of one whose short name is a word (石桥镇)."""
    taken = {position for m in mentions for position in range(m.start, m.end)}
    seen: dict[str, str] = {}
    for m in mentions:
        short = _ENDS.sub("", m.text)
        if m.own or not 2 <= len(short) <= 5 or short == m.text or not tagger.parts.get(short, _NAME) <= _NAME:
            continue
        seen[short] = "" if seen.get(short, m.text) != m.text else m.text
    for short, name in seen.items():
        for match in re.finditer(_BEFORE + re.escape(short) + _DOES, text) if name else ():
            if match.start() not in taken:
                yield PlaceMention(*match.span(), name, False)


_NAME = frozenset({"proper"})
