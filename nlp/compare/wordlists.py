"""The parts of `lexicons/words/comparing.tsv`, compiled; what each is for stands at the head of that file."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from lexicons import Lexicon
from nlp.indicators import Indicators, indicators
from nlp.patterns import choice

NEWCOMERS = "新识别"  # what all words for those who joined a group within the year count as
NAME = r"[\u4e00-\u9fff]{2,3}?[镇乡村]"


class WordLists:
    """Sets and patterns out of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.indicators: Indicators = indicators(lexicon)
        self._narrow()
        self._happen()
        self._correct()
        self._name()
        self._place()

    def _narrow(self) -> None:
        """What makes a group smaller or another one, and what does not."""
        self.narrowing = self._any("narrowing")
        self.narrowed = regex.compile(f"{self.narrowing.pattern}+$")
        self.neutral, self.particles = self._any("neutral"), self._any("particle")
        self.negative, self.remaining = self._any("negative"), self._any("remaining")
        self.rest = regex.compile(f"(?:{self.remaining.pattern}|余)[下的]?")
        self.acting, self.sampling, self.purpose = self._any("acting"), self._any("sampling"), self._any("purpose")
        self.reached = self._set("reached")
        self.generic, self.folk = self._set("generic"), self._set("folk")
        self.kept = self._set("kept")
        self.faint, self.poor = self._set("faint"), self._set("poor")
        self.contrasts = self._rows("contrast")

    def _happen(self) -> None:
        """What is there, what happens, and when."""
        self.cumulative, self.event = self._any("cumulative"), self._any("event")
        self.happens = regex.compile(f"{self.event.pattern}$")
        self.standing, self.now = self._any("standing"), self._any("now")
        self.tasking = self._any("tasking")
        self.yearly, self.partly = self._any("yearly"), self._any("partly")
        self.fresh = _choice(word for word in self._set("yearly") if word[0] == "新")
        rows = (row for row in self._rows("alias") if row[0] == NEWCOMERS)
        self.joining = _choice([NEWCOMERS, "新增", *(word for row in rows for word in row)])
        self.annual: tuple[str, ...] = tuple(sorted(self._set("annual")))
        self.plans = self.lexicon.periods
        self.plan = _choice(self.plans)
        cues = (cue.cue for cue in self.lexicon.cues if cue.role == "target" and cue.position == "before")
        self.aims = _choice((*cues, *self._set("planning")))
        self.shared, self.steady = self._set("shared"), self._set("steady")
        self.happening = {whole: gain for gain, whole in self._rows("happening")}
        self.stages, self.incoming = self._rows("moneystage"), self._set("incoming")
        verbs = self._set("event").union(*self.stages)
        self.done = regex.compile(f"{_choice(verbs).pattern}+$")
        self.doing = regex.compile(f"(?:{_choice(verbs).pattern}|谋划|共|了|各类)*项目")

    def _correct(self) -> None:
        """What a document takes back, and from when and where it speaks."""
        self.correction, self.replacing = self._any("correction"), self._any("replacing")
        self.retracting = self._any("retracting")
        self.address, self.official = self._any("address"), self._any("official")

    def _name(self) -> None:
        """What names a thing and what measures it."""
        self.counting = regex.compile(f"{self._any('counting').pattern}+$")
        self.trailing = regex.compile(f"{self._any('trailing').pattern}+$")
        self.heading = regex.compile(f"{self._any('heading').pattern}+$")
        self.aliases = [
            (regex.compile(choice(names) + end), name)
            for part, end in (("alias", ""), ("head", "$"))
            for name, *names in self._rows(part)
        ]
        self.handling = self._any("handling")
        self.handled = regex.compile(f"{self.handling.pattern}+$")
        self.growing = regex.compile(f"的?{self._any('growing').pattern}$")
        self.belonging, self.totals = self._any("belonging"), self._set("total")
        self.institution = regex.compile(f"{self._any('institution').pattern}$")
        self.outstanding = regex.compile(f"{self._any('outstanding').pattern}$")
        self.joint = {word: halves for word, *halves in self._rows("joint")}
        self.each = self._any("each")
        self.measures = {word: i for i, row in enumerate(self._rows("measured")) for word in row}
        self.bare = self._set("measure")
        self.cultivating = self._any("cultivating")
        self.crop = regex.compile(f"{self.cultivating.pattern}+$")
        self.measured_names = regex.compile(f"{self.cultivating.pattern}+{choice(self.measures)}")

    def _place(self) -> None:
        """What tells of which place a figure is."""
        self.locating = self._any("locating")
        self.speaking = regex.compile(
            f"(?P<name>{NAME}){self._any('speaker').pattern}[^，。；：\\d]{{0,8}}{self._any('saying').pattern}"
        )
        verbs = self._set("verb") | self._set("nominal") | self._set("event")
        verb = _choice(verb for verb in verbs if len(verb) > 1)
        self.nameless = regex.compile(f".*{self._any('nameless').pattern}|{verb.pattern}.*")
        self.inhabited = regex.compile(f"(?:{self.standing.pattern}|{self.neutral.pattern})*")
        rows = (self.lexicon.indicators.get(name) for name in sorted(self._set("inhabitants")))
        self.inhabitants = {row.dimension: row.indicator for row in rows if row is not None}

    def _set(self, part: str) -> frozenset[str]:
        return self.lexicon.words.get(part, frozenset())

    def _any(self, part: str) -> regex.Pattern[str]:
        return _choice(self._set(part))

    def _rows(self, part: str) -> list[tuple[str, ...]]:
        """The rows of words that belong together, told by slashes."""
        return [tuple(row.split("/")) for row in sorted(self._set(part))]


def _choice(words: Iterable[str]) -> regex.Pattern[str]:
    found = frozenset(words)
    return regex.compile(choice(found) if found else "(?!)")
