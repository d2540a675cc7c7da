"""A text with its known words and its times, as the claim grammar walks over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from lexicons import Lexicon
from nlp.indicators import indicators
from nlp.lexemes import NAMING, Lexemes, tagger
from nlp.phrases import PAUSE, PAUSES, QUOTES, Left, Right, left_of, right_of
from nlp.times import TimeMention

# So far back a figure looks in its sentence. Only text without punctuation has longer ones.
REACH = 400
_VERB = frozenset({"verb"})


class Context:
    """One text. `times` are its resolved time mentions, in order, `places` the names of the places in it."""

    def __init__(
        self, text: str, lexicon: Lexicon, times: list[TimeMention], places: frozenset[str] = frozenset()
    ) -> None:
        self.text = text
        self.places = places
        self.lexemes: Lexemes = tagger(lexicon).tag(text)
        self.indicators = indicators(lexicon)
        self.naming = tagger(lexicon).naming
        self.known_words = tagger(lexicon).parts
        self.pauses = [pause.end() for pause in PAUSE.finditer(text)]
        self.times = times
        self.time_starts = [t.start for t in times]
        self.time_spans = {t.end: t.start for t in times}

    def left(self, floor: int, position: int) -> Left:
        """What stands before a position, not below `floor`."""
        return left_of(self.text, self.lexemes, floor, position, self.time_spans)

    def right(self, position: int, ceiling: int) -> Right:
        """What stands behind a position, up to `ceiling` or the next time."""
        i = bisect_left(self.time_starts, position)
        if i < len(self.time_starts):
            ceiling = min(ceiling, self.time_starts[i])
        right = right_of(self.text, self.lexemes, position, ceiling)
        return self._without_next(right, position) if right.end == ceiling else right

    def _without_next(self, right: Right, position: int) -> Right:
        """A noun phrase without the name of the figure that follows it (67个帮扶车间|带动就业|1395人)."""
        last = self.lexemes.ending_at(right.end)
        if last is None or last.start <= position or "indicator" not in last.parts:
            return right
        before = self.lexemes.ending_at(last.start)
        acting = _VERB & self.known_words.get(last.word[:2], frozenset())
        if not acting or before is None or not before.parts & NAMING:
            return right
        return Right(self.text[position : last.start].strip(QUOTES), last.start, right.rest)

    def clause_start(self, position: int, floor: int) -> int:
        """Where the clause that holds a position begins."""
        if position <= floor:
            return position
        i = bisect_right(self.pauses, position) - 1
        return max(floor, self.pauses[i]) if i >= 0 else floor

    def blanked(self, start: int, end: int) -> str:
        """text[start:end] with each time mention as one NUL."""
        first, last = bisect_left(self.time_starts, start), bisect_left(self.time_starts, end)
        if first == last:
            return self.text[start:end]
        parts, position = [], start
        for t in self.times[first:last]:
            if t.start >= position and t.end <= end:
                parts += [self.text[position : t.start], "\0"]
                position = t.end
        return "".join([*parts, self.text[position:end]])

    def times_before(self, position: int, floor: int) -> list[TimeMention]:
        """The times of a sentence before a position, the nearest first."""
        first, last = bisect_left(self.time_starts, floor), bisect_right(self.time_starts, position)
        return self.times[first:last][::-1]

    def times_at(self, position: int) -> list[TimeMention]:
        """The time that begins at a position, if one does and its date is known."""
        i = bisect_left(self.time_starts, position)
        return [t for t in self.times[i : i + 1] if t.start == position and t.time and t.form == "absolute"]

    def strong(self, noun: str) -> bool:
        """Whether a phrase ends in a noun that names something, not in a verbal word."""
        if not noun:
            return False
        endings = (noun[-1], noun[-2:], noun[-3:], noun[-4:], noun[-5:])
        return not self.naming.isdisjoint(endings) or self.indicators.at_end(noun, None) is not None

    def without_predicate(self, phrase: str) -> str:
        """A phrase up to its last naming word (贫困村达标退出 → 贫困村)."""
        for end in range(len(phrase) - 1, 1, -1):
            if self.strong(phrase[:end]):
                return phrase[:end]
        return phrase

    def first_noun(self, position: int) -> str:
        """The noun that begins at a position, or an empty string."""
        words = self.lexemes.between(position, position + 6)
        return words[0].word if words and words[0].start == position and words[0].parts & NAMING else ""

    def topic(self, position: int, floor: int) -> str:
        """The last strong noun phrase before a position, over pauses; an empty string for none."""
        while position > floor:
            position -= 1
            if self.text[position] in PAUSES or position in self.time_spans:
                left = self.left(floor, position)
                if self.strong(left.noun):
                    return left.noun
        return ""
