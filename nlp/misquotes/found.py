"""Misquotations in a document: phrases with a wrong number, lists that depart from the canonical one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lexicons import Lexicon
from nlp.misquotes.forms import Wrong, WrongForms
from nlp.misquotes.lists import Comparison, compare, is_open
from nlp.model import Extraction, Rule, Severity, Slogan, Verdict
from nlp.slogans import listed
from nlp.slogans.forms import number
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words
from nlp.view import View, clean

Lang = Literal["zh", "en"]
_FIRST = r"[：，。；]?\n?(?:一是|（一）|1[.．、]|第一，|一要)"
_SAID = re.compile(f"[”’」』\"]?[^，。；：、\n]{{0,10}}{_FIRST}")
_DIRECTLY = re.compile(
    "[”’」』\"]?的?(?:总?要求|工作法|机制|行动|工程|政策|原则|标准|目标|制度|活动|模式|方针|部署|举措|方略|思路|任务|理念)?"
    f"(?:主要|具体|分别|也?就)?(?:是|即|为|包括)?{_FIRST}"
)


class Misquote(NamedTuple):
    """One misquotation: where it stands in the document's text, what the canonical form says, told in both languages.

    `slogan` is the id of the slogan record at that place, if there is one.
    """

    start: int
    end: int
    rule: Rule
    verdict: Verdict
    severity: Severity
    stated: int
    expected: int
    canonical: str
    slogan: str | None
    zh: str
    en: str


def misquotes(extraction: Extraction, lexicon: Lexicon) -> list[Misquote]:
    """The misquotations of a document, in reading order."""
    view = clean(extraction.document, lexicon)
    found = [*_numbers(extraction, view, lexicon), *_lists(extraction, lexicon, view)]
    return sorted(found, key=lambda one: (one.start, one.end, one.rule))


def _numbers(extraction: Extraction, view: View, lexicon: Lexicon) -> Iterator[Misquote]:
    known = [s for s in extraction.slogans if s.slogan_id is not None]
    wrongs = WrongForms.of(lexicon).find(view.text)
    own: dict[str, list[str]] = {}
    for wrong in wrongs:
        if listing := _own_list(view.text, wrong, lexicon):
            own[wrong.text] = listing
    for wrong in wrongs:
        start, end = view.source(wrong.start, wrong.end)
        if any(s.start <= start and end <= s.end for s in known):
            continue
        here = next((s.id for s in extraction.slogans if s.start < end and start < s.end), None)
        row, items = wrong.form.row, own.get(wrong.text)
        told = compare(items, row.components) if items else None
        spot = (start, end), wrong.stated, len(row.components), row.slogan, here
        zh, en = _joined(row.components)
        if told and told.plainly == len(items or ()):
            missing = _joined(told.missing)
            yield _made(
                *spot, "claim", "conflict", "warning",
                f"“{wrong.text}”所列{wrong.stated}项都出自规范提法“{row.slogan}”，缺{missing[0]}",
                f"all {wrong.stated} items of “{wrong.text}” are of canonical “{row.slogan}”; missing: {missing[1]}",
            )
        elif told and wrong.form.sure != "common":
            yield _made(
                *spot, "claim", "not_comparable", "info",
                f"“{wrong.text}”自有所列，与规范提法“{row.slogan}”（{zh}）不是一回事",
                f"“{wrong.text}” has a list of its own and is not the canonical “{row.slogan}” ({en})",
            )
        elif wrong.form.sure == "telling":
            yield _made(
                *spot, "claim", "conflict", "warning",
                f"“{wrong.text}”与规范提法“{row.slogan}”数目不同，规范提法是：{zh}",
                f"“{wrong.text}” differs in number from the canonical “{row.slogan}”: {en}",
            )
        elif wrong.form.sure == "close":
            yield _made(
                *spot, "claim", "not_comparable", "info",
                f"“{wrong.text}”与规范提法“{row.slogan}”（{zh}）相近，请核对是否另有所指",
                f"“{wrong.text}” is close to the canonical “{row.slogan}” ({en}); does it mean something else?",
            )


def _lists(extraction: Extraction, lexicon: Lexicon, view: View) -> Iterator[Misquote]:
    for slogan in extraction.slogans:
        row = lexicon.slogans.get(slogan.slogan_id or "")
        if row is None or not slogan.listed or number(row.slogan) != len(row.components):
            continue
        told = compare(slogan.listed, row.components)
        if 2 * told.matched < len(row.components) or told.matched < 2:
            continue
        if named_only(view.text[view.clean_of(slogan.end - 1) + 1 :][:24]):
            continue
        yield from _list(slogan, row.slogan, row.components, told, view)


def named_only(after: str) -> bool:
    """“三农”工作稳中有进。一是…: the phrase is a mere name here, and the list is of what is said of it."""
    return bool(_SAID.match(after)) and not _DIRECTLY.match(after)


def _list(slogan: Slogan, canonical: str, components: list[str], told: Comparison, view: View) -> Iterator[Misquote]:
    spot = (slogan.start, slogan.end), len(slogan.listed), len(components), canonical, slogan.id
    missing, strange = _joined(told.missing), _joined(told.strange)
    if told.missing and told.strange:
        zh = f"“{slogan.text}”所列{strange[0]}不在规范提法中，规范提法此处是{missing[0]}"
        en = f"“{slogan.text}” lists {strange[1]}, which the canonical form does not have; it has {missing[1]}"
        yield _made(*spot, "enumeration", "conflict", "warning", zh, en)
    elif told.missing and len(slogan.listed) < len(components):
        if is_open(view.text, slogan.listed, view.clean_of(slogan.start)):
            return
        zh = f"“{slogan.text}”只列出{len(slogan.listed)}项，规范提法共{len(components)}项，缺{missing[0]}"
        of = f"{len(slogan.listed)} of the {len(components)}"
        en = f"“{slogan.text}” lists {of} of the canonical form; missing: {missing[1]}"
        yield _made(*spot, "enumeration", "conflict", "warning", zh, en)
    elif told.strange and not told.missing:
        zh = f"“{slogan.text}”比规范提法的{len(components)}项多列{strange[0]}"
        en = f"“{slogan.text}” adds {strange[1]} to the {len(components)} of the canonical form"
        yield _made(*spot, "enumeration", "compatible", "info", zh, en)


def _made(
    span: tuple[int, int], stated: int, expected: int, canonical: str, slogan: str | None, rule: Rule, verdict: Verdict,
    severity: Severity, zh: str, en: str,
) -> Misquote:
    return Misquote(*span, rule, verdict, severity, stated, expected, canonical, slogan, zh, en)


def _own_list(text: str, wrong: Wrong, lexicon: Lexicon) -> list[str]:
    span = SloganSpan(start=wrong.start, end=wrong.end, slogan=wrong.text)
    floor = max((text.rfind(stop, 0, wrong.start) for stop in "。！？\n"), default=-1) + 1
    ends = [end + 1 for stop in "。！？\n" if (end := text.find(stop, wrong.end)) >= 0]
    items = listed.find(text, span, floor, min(ends, default=len(text)), Words.of(lexicon))
    return items if len(items) == wrong.stated else []


def _joined(items: list[str]) -> tuple[str, str]:
    return "、".join(items), ", ".join(items)
