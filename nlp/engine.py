"""One document in, one extraction out: the order in which the grammars run, and records made from what they find."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache

from msgspec import structs

from lexicons import Lexicon
from nlp import chronology, partyear, quantities, shortnames, slogans, times
from nlp.anchoring import anchored, looks_back, named_period
from nlp.cells import in_cells
from nlp.claim import Claim, unit_name
from nlp.claims import Reader
from nlp.cleaning.characters import INVISIBLE
from nlp.coming import EARLY
from nlp.confidence import confidence
from nlp.layout import tables
from nlp.model import Block, Document, Extraction, Fact, Slogan
from nlp.numerals import plain
from nlp.occasion import Occasion, dated, in_digits, in_press
from nlp.opening import behind, spoken
from nlp.places import numbered, places
from nlp.quantity import Quantity
from nlp.scopes import Scopes
from nlp.segment import Section, sections, sentences, title
from nlp.slogans import SloganSpan
from nlp.times import TimeMention
from nlp.view import View, clean

Span = tuple[int, int]
_TITLES = re.compile(r"《[^《》\n]{0,80}》")
_OPENING = re.compile(
    r"(?:【[^】]{1,12}】)?(?:\S{0,6}[、.）:])?(?:[^，。；\d]{1,10}看，)?(?:截至|截止|到|至|在|自|从)?"
)
_UNCOUNTED = re.compile(r"[^\d一二三四五六七八九十百千万亿]*，")
# 要赶在雨季前开工；普及率要达到96.8%; not 主要, 重要, 要素, 要求.
_TASKS = re.compile("(?<![主重需只首次紧简纲摘概提机必想])要(?![求素点么是件道塞闻领义害旨约职目账])")
_SEEN = frozenset("今去")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_MONTH = re.compile(r"\d{4}-\d\d")


def run(document: Document, lexicon: Lexicon) -> Extraction:
    """The facts and slogans of a document; the document comes back with its title, place and date filled in."""
    return _Run(document, lexicon).extraction()


class _Run:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.view: View = clean(document, lexicon)
        self.text = self.view.text
        self.sentences = sentences(self.view)
        self.as_written = _signs(self.view.raw) == _signs(self.text)
        self.sentence_starts = [start for start, _ in self.sentences]
        self.sentence_texts = [self.text[start:end].strip() for start, end in self.sentences]
        self.sections = sections(self.view)
        self.section_starts = [section.start for section in self.sections]
        self.titles = [m.span() for m in _TITLES.finditer(self.text)]
        self.places = places(lexicon)
        self.mentions = self.places.find(self.text, document.title or title(self.view))
        self.mentions = sorted([*self.mentions, *shortnames.found(self.text, self.mentions, self.places.tagger)])
        titled = [m.text for m in self.places.find(document.title, document.title)] if document.title else []
        self.scopes = Scopes(self.text, self.mentions, lexicon, titled)
        known = self.places.codes
        named = [m for m in self.mentions if len(m.text) > 2 and (m.text in known or numbered(m.text))]
        self.named = [(m.start, m.end) for m in named]
        self.document = self._described(document)
        self.scopes.own = self.document.place
        self.occasion = Occasion.of(self.document.title, self.document.date, lexicon, in_press(self.text))
        self.block_starts = [block.start for block in document.blocks]
        self.next_year = lexicon.words.get("nextyear", frozenset())
        month = _MONTH.match(self.document.date or "")
        self.written = month[0] if month else ""
        self.part = self._part()
        self.prefix = (self.document.sha256 or "0" * 12)[:12]

    def extraction(self) -> Extraction:
        found = slogans.find(self.text, self.sentences, self.lexicon)
        masks = [spans for spans in (self.titles, [(s.start, s.end) for s in found], self.named) if spans]
        mentions = self._times()
        figures = self._figures(mentions, masks)
        claims = self._claims(figures, self._anchored(mentions))
        facts = [self._time_fact(t) for t in mentions if t.fact and t.time and not _masked(masks, t.start, t.end)]
        facts += [self._fact(c) for c in claims]
        facts.sort(key=lambda f: (f.start, f.end, f.kind))
        facts = [structs.replace(f, confidence=confidence(f)) for f in facts]
        return Extraction(document=self.document, facts=facts, slogans=[self._slogan(s) for s in found])

    # -- document -----------------------------------------------------------------------------------------------

    def _described(self, document: Document) -> Document:
        name = document.title or title(self.view)
        place = document.place or self.places.own(name, self.mentions, self.text)
        return structs.replace(
            document, title=name, place=place, place_code=document.place_code or self.places.code(place),
            date=document.date or dated(self.text),
        )

    def _early(self) -> bool:
        """Whether the document was written in the first half of a year, as far as its date tells."""
        return self.written != "" and int(self.written[5:]) <= EARLY

    def _part(self) -> str | None:
        """The part of a year that the document reports on: its title tells it, or what it opens with."""
        name, told = self.document.title or "", self.occasion
        year = told.titled or told.year
        if _plans(name, self.lexicon):
            return None
        ends = next((s.start for s in self.sections if s.start > len(name)), len(self.text))
        return partyear.named(name, year) or partyear.announced(self.text[: min(ends, partyear.OPENING)], year)

    # -- figures ------------------------------------------------------------------------------------------------

    def _times(self) -> list[TimeMention]:
        found = times.grammar(self.lexicon).find(self.text)
        breaks = [end for _, end in self.sentences]
        latest = self.occasion.spoken or chronology.latest_year(self.text, found)
        reported = self._reported(found)
        coming = int(self.written[:4]) if self._early() else reported and reported + 1
        told = chronology.with_years(self.text, found, self.occasion.year, breaks, latest, reported, coming)
        return told if self.part is None else chronology.so_far(self.text, told, self.part)

    def _anchored(self, mentions: list[TimeMention]) -> list[TimeMention]:
        """The times as what happens in them is dated: 五年来 in a review of “十三五” is 2016/2020."""
        if all(m.form != "duration" for m in mentions):
            return mentions
        told = self.occasion
        year = told.titled or (told.year if told.address else None)
        return list(anchored(self.text, mentions, self.lexicon, year, told.spoken, told.period))

    def _reported(self, mentions: list[TimeMention]) -> int | None:
        """The year that the document reports on: its title's, else the one it names most, else its date's."""
        return self.occasion.titled or chronology.reported_year(self.text, mentions) or self.occasion.year

    def _figures(self, mentions: list[TimeMention], masks: list[list[Span]]) -> list[Quantity]:
        taken = sorted((t.start, t.end) for t in mentions)
        starts = [s for s, _ in taken]
        out = []
        for q in quantities.grammar(self.lexicon).find(self.text):
            i = bisect_right(starts, q.end - 1) - 1
            inside_time = i >= 0 and taken[i][1] > q.start
            if not inside_time and not _masked(masks, q.start, q.end):
                out.append(q)
        return out

    def _claims(self, figures: list[Quantity], mentions: list[TimeMention]) -> list[Claim]:
        named = frozenset(n for m in self.mentions if not m.own for n in (m.text, self.text[m.start : m.end]))
        until = self.part.partition("/")[2] if self.part else ""
        reader = Reader(
            self.text, self.lexicon, mentions, self._reported(mentions), named, self._early(), self.written, until
        )
        cells = tables(self.document, self.view, self.lexicon)
        out: list[Claim] = [self._dated(c) for c in in_cells(cells, figures, self.lexicon, self.occasion.year)]
        inside = [(cell.start, cell.end) for cell in cells]
        by_sentence: dict[int, list[Quantity]] = {}
        for q in figures:
            if _covers(inside, q.start, q.end):
                continue
            by_sentence.setdefault(bisect_right(self.sentence_starts, q.start) - 1, []).append(q)
        carried = asked = None
        position = 0
        for index, (start, end) in enumerate(self.sentences):
            if "\n" in self.text[max(0, start - 1) : start] or start == 0:
                asked = carried if carried and "/" not in (carried.time or "/") else asked
                answers = asked is not None and spoken(self.text, start, end, self.lexicon)
                carried = self._default_time(start) or (asked if answers else None)
            if self.text.startswith("其中", start) and out and out[-1].time:
                carried = TimeMention(start, start, "date", out[-1].time, "absolute", fact=False)
            if index in by_sentence:
                begin = behind(self.text, start, end, self.lexicon)
                section = self._section(start)
                told = (carried, *self._outlook(start, end), section.heading if section else None)
                out += reader.sentence(begin, end, by_sentence[index], *told)
            while position < len(mentions) and mentions[position].start < start:
                position += 1
            mention = mentions[position] if position < len(mentions) else None
            if mention and mention.start < end and self._opens(start, end, mention):
                carried = chronology.lasting(mention)
        return out

    def _dated(self, claim: Claim) -> Claim:
        """A table's claim with the time of its section or document where its own headers name none."""
        if claim.time is None and (default := self._default_time(claim.quantity.start, table=True)):
            claim.time = default.time
        return claim

    def _opens(self, start: int, end: int, mention: TimeMention) -> bool:
        """True where a time begins its sentence and so is what the next sentences speak of, too."""
        told = mention.form == "absolute" or (mention.form == "relative" and self.text[mention.start] in _SEEN)
        told = told or looks_back(self.text, mention)
        if not told or not mention.time:
            return False
        lead = self.text[behind(self.text, start, end, self.lexicon) : mention.start]
        return bool(_OPENING.fullmatch(lead) or (mention.form == "relative" and _UNCOUNTED.fullmatch(lead)))

    def _outlook(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether a sentence stands under plans or sets several tasks (要…；要…), and whether its 预计 only estimates
        the year that is over."""
        planned = self._planned(start) or len(_TASKS.findall(self.text, start, end)) > 1
        return planned, self.occasion.address and not planned

    def _planned(self, start: int) -> bool:
        """True under a heading that announces plans (下一步打算) or a year to come, and in a document that is one
        (2020年工作计划)."""
        headings = self._headings(start)
        told = next((looks for heading in headings if (looks := _plans(heading, self.lexicon)) is not None), None)
        looked = told is not None
        told = self._later(headings) if told is None else told
        year = next(filter(None, map(_YEAR.search, headings)), None)
        coming = year is not None and self.occasion.titled is not None and int(year[0]) > self.occasion.titled
        whole = " ".join([self.document.title or "", *headings])
        return bool(told or (coming and not looked) or _plans(whole, self.lexicon))

    def _later(self, headings: list[str]) -> bool:
        """Whether the nearest heading that names a part of a year names one that is still to come (五、下半年工作)."""
        year = self.occasion.titled or self.occasion.year
        part = next(filter(None, (partyear.named(heading, year) for heading in headings)), None)
        until = self.part.partition("/")[2] if self.part else self.written
        return part is not None and until != "" and part.partition("/")[0] > until

    def _default_time(self, start: int, table: bool = False) -> TimeMention | None:
        """The time that the section's heading or the document's title names; a table may stand behind its section."""
        headings = self._headings(start)
        match = next(filter(None, map(_YEAR.search, headings)), None)
        year = int(match[0]) if match else self.occasion.titled
        if not match and year and self.occasion.address and self._planned(start):
            year = self.occasion.spoken
        elif not (match or table) and year and any(word in heading for heading in headings for word in self.next_year):
            year += 1
        named = next(filter(None, (named_period(heading, self.lexicon) for heading in headings)), None)
        period = None if match else named or (None if year else self.occasion.period)
        time = period or self._in_part(headings, year) or (str(year) if year else None)
        return TimeMention(start, start, "date", time, "absolute", fact=False) if time else None

    def _in_part(self, headings: list[str], year: int | None) -> str | None:
        """The part of the year that headings or the title speak of, unless the headings name another year."""
        own = year or self.occasion.year
        part = next(filter(None, (partyear.named(heading, own) for heading in headings)), None) or self.part
        return part if part and part[:4] == str(own) and not self._later(headings) else None

    # -- records ------------------------------------------------------------------------------------------------

    def _where(self, start: int, end: int, sentence: int | None = None) -> dict[str, object]:
        """The fields that every record has. `sentence` is the index of its sentence, where that is known."""
        index = self._sentence(start) if sentence is None else sentence
        source_start, source_end = self.view.source(start, end)
        section = self._section(start)
        block = self._block(source_start)
        return {
            "document": self.document.document, "text": self.document.text[source_start:source_end],
            "start": source_start, "end": source_end, "sentence": self.sentence_texts[index],
            "section": section.heading if section else None,
            "page": block.page if block else None, "block": block.ref if block else None,
        }

    def _sentence(self, position: int) -> int:
        """The index of the sentence that holds a position."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def _section(self, position: int) -> Section | None:
        i = bisect_right(self.section_starts, position) - 1
        return self.sections[i] if i >= 0 else None

    def _headings(self, position: int) -> list[str]:
        """The headings under which a position stands, the nearest first."""
        found: list[Section] = []
        for section in reversed(self.sections[: bisect_right(self.section_starts, position)]):
            if section.end > position and (not found or section.level < found[-1].level):
                found.append(section)
        return [in_digits(section.heading) for section in found]

    def _block(self, position: int) -> Block | None:
        blocks = self.document.blocks
        i = bisect_right(self.block_starts, position) - 1
        return blocks[i] if i >= 0 and position < blocks[i].end else None

    def _time_fact(self, t: TimeMention) -> Fact:
        where = self._where(t.start, t.end)
        return Fact(
            id=f"{self.prefix}-f{where['start']}", kind=t.kind, time=t.time, time_text=self.text[t.start : t.end],
            rules=[f"time:{t.form}"], **where,  # type: ignore[arg-type]
        )

    def _fact(self, claim: Claim) -> Fact:
        q = claim.quantity
        sentence = self._sentence(q.start)
        where = self._where(q.start, q.end, sentence)
        begin = self.sentence_starts[sentence]
        place = self.scopes.place(q, begin)
        if place is None and not claim.place and not self.scopes.names(begin, q.start):
            place = self.scopes.carried(begin)
        name = claim.place or (place.text if place else None)
        if not claim.place and (place is None or place.own):
            name = self.scopes.resolved(place, self.document.place)
        unit = q.unit
        return Fact(
            id=f"{self.prefix}-f{where['start']}", kind=q.kind, value=q.value, low=q.low, high=q.high, bound=q.bound,
            approx=q.approx, step=q.step, unit=unit_name(unit), unit_text=q.unit_text,
            dimension=unit.dimension if unit else None, base_value=_in_base(q), base_unit=unit.base if unit else None,
            metric=claim.metric.indicator if claim.metric else None,
            metric_text=self._words(claim.metric_text, q.end, sentence), role=claim.role,
            direction=claim.direction, of=claim.of, place=name, place_code=self.places.code(name), time=claim.time,
            time_text=claim.time_text, rules=claim.rules, **where,  # type: ignore[arg-type]
        )

    def _words(self, phrase: str | None, behind: int, sentence: int) -> str | None:
        """A phrase in the characters of the document itself (traditional ones, say), white space left out."""
        if not phrase or self.view.raw == self.text or (self.as_written and phrase.isalnum()):
            return phrase
        start, end = self.sentences[sentence]
        position = self.text.rfind(phrase, start, behind + len(phrase) + 2)
        if position < 0:
            position = self.text.find(phrase, start, end)
        if position < 0:
            return phrase
        written = self.view.raw[slice(*self.view.source(position, position + len(phrase)))]
        return written if written.isalnum() else "".join(INVISIBLE.sub("", written).split())

    def _slogan(self, s: SloganSpan) -> Slogan:
        where = self._where(s.start, s.end)
        return Slogan(
            id=f"{self.prefix}-s{where['start']}", slogan=s.slogan, slogan_id=s.slogan_id, category=s.category,
            variant=s.variant, components=s.components, listed=s.listed, source=s.source, confidence=s.confidence,
            **where,  # type: ignore[arg-type]
        )


@lru_cache(maxsize=1024)
def _plans(heading: str, lexicon: Lexicon) -> bool | None:
    """Whether a heading announces plans and does not look back; None where it does neither."""
    review, planning = (lexicon.words.get(part, frozenset()) for part in ("review", "planning"))
    if any(word in heading for word in review):
        return False
    ends = tuple(lexicon.words.get("planningend", ()))
    return True if heading.endswith(ends) or any(word in heading for word in planning) else None


def _in_base(q: Quantity) -> Decimal | None:
    """The value in the base of its unit; None where the unit has none."""
    if q.unit is None or not q.unit.base:
        return None
    return q.value if q.value is None or q.unit.kind == "percent" else plain(q.value * q.unit.factor)


def _signs(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def _masked(masks: list[list[Span]], start: int, end: int) -> bool:
    """True inside the title of a document, a slogan or the name of a known place (三台县)."""
    return any(_covers(spans, start, end) for spans in masks) if masks else False


def _covers(spans: list[Span], start: int, end: int) -> bool:
    i = bisect_right(spans, (start, 1 << 60)) - 1
    return i >= 0 and spans[i][1] >= end
