"""五项措施 and the 一是…二是… after it; “四个增强” and the four that it sums up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nlp.checks.reading import Reading
from nlp.checks.recited import repeated, summed_up
from nlp.checks.result import Located, note
from nlp.enumerations import enumerations
from nlp.misquotes import named_only
from nlp.slogans.forms import number

RULE: Final = "enumeration"
ABOUT = ("“四个…”“五项…”与所列条目数", "four of these, five of those, and how many the text lists")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on announced numbers of items."""
    done: set[int] = set()
    for found in (*enumerations(reading.text), *repeated(reading.text), *summed_up(reading.text)):
        if found.start in done:
            continue
        few = found.counted < found.stated
        fits = found.stated == found.counted or (found.open_ and few)
        if few and not fits and _cut(reading.text, found.end):
            continue
        done.update(range(found.start, found.end))
        told = ("相符", "consistent") if fits else ("不符", "in conflict")
        yield note(
            reading,
            RULE,
            "consistent" if fits else "conflict",
            (found.start, found.end),
            f"“{found.text}”：文中列出{found.counted}项，{told[0]}",
            f"“{found.text}”: the text lists {found.counted}: {told[1]}",
            severity=None if fits else "warning",
            ids=_slogans(reading, found.start, found.end),
        )
    for slogan in reading.extraction.slogans:
        start = reading.view.clean_of(slogan.start)
        if named_only(reading.text[reading.view.clean_of(slogan.end - 1) + 1 :][:24]):
            continue
        if slogan.listed and start not in done and len(slogan.listed) == number(slogan.slogan):
            yield note(
                reading,
                RULE,
                "consistent",
                (start, reading.view.clean_of(slogan.end - 1) + 1),
                f"“{slogan.text}”：文中列出{len(slogan.listed)}项，相符",
                f"“{slogan.text}”: the text lists {len(slogan.listed)}: consistent",
                ids=[slogan.id],
            )


def _cut(text: str, position: int) -> bool:
    """Whether the paragraph at a position is the text's last and breaks off, as excerpts do: the list may go on."""
    rest = text[position:].rstrip()
    return "\n" not in rest and not rest.rstrip("”’』）)").endswith(("。", "！", "？"))


def _slogans(reading: Reading, start: int, end: int) -> list[str]:
    first, last = reading.view.source(start, end)
    return [s.id for s in reading.extraction.slogans if s.start < last and first < s.end]
