"""A text with its known words and its times, as the claim grammar walks over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from lexicons import Lexicon
from nlp.indicators import indicators
from nlp.lexemes import NAMING, Lexemes, tagger
from nlp.phrases import PAUSE, PAUSES, Left, Right, left_of, right_of
from nlp.times import TimeMention

# So far back a figure looks in its sentence. Only text without punctuation has longer ones.
REACH = 400


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
        return right_of(self.text, self.lexemes, position, ceiling)

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
