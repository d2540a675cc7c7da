"""What follows a quotation and says what it was: the name of a campaign, a list held to as a principle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.slogans.words import Words

_CHAIN = re.compile("(?:[、和]?“[^”\n]{2,12}”){1,5}等?|等")  # “…”“…”等活动: what closes a list names all of it.
_TECHNICAL = ("模式", "工程", "计划", "制度")  # Lists of these are lists of names (“稻渔共生”“林下养鸡”等模式).
# Persons, things and days: an action far from their name is done to them (“困境儿童”关爱行动, “世界水日”宣传活动).
_BEING = frozenset("户人者员民生童师工企村校病炎日节周月法例品车船房矿厂库点区")
_WORDS = re.compile("[\u4e00-\u9fff]+")
_LEAST = 6  # A name that long needs no kind close to it (“从心出发为民而行”联系服务群众活动).


class Fellows:
    """Quotations side by side of one build: where one is a phrase, so is the other (“山湾联防”“十户联防”).

    Given the quotations of a text one by one, in order.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.before: tuple[int, str, int, bool] = (-9, "", 0, False)  # Where it ended, what it was, where, a phrase?

    def of(self, match: re.Match[str], content: str, start: int, found: object) -> Iterator[tuple[str, int]]:
        """The quotations (words, start) that this one, or the one before it, brings along."""
        end, other, begun, was = self.before
        beside = end >= 0 and self.text[end : match.start()] in ("", "、", "和")
        alike = beside and _alike(content, other)
        if alike and found and not was:
            yield other, begun
        elif alike and was and not found:
            yield content, start
        self.before = (match.end(), content, start, bool(found) or (alike and was))


def _alike(one: str, other: str) -> bool:
    """Whether two names have one build: as long, and the same two signs at the end or one that measures first."""
    if len(one) != len(other) or not 3 <= len(one) <= 5 or one == other or not _WORDS.fullmatch(one + other):
        return False
    if len(one) == 3:
        return one[0] == other[0] and one[0] in "大零全"
    return one[-2:] == other[-2:] and one[-1] not in _BEING


def names(text: str, after: int, words: Words) -> bool:
    """Whether what follows the quotation says that it names a phrase, at once or closing a list (“…”“…”等活动)."""
    if words.named.match(text, after):
        return True
    chain = _CHAIN.match(text, after)
    named = words.named.match(text, chain.end()) if chain else None
    return named is not None and not named[0].endswith(_TECHNICAL)


def names_from_afar(content: str, text: str, after: int, words: Words) -> bool:
    """Whether an action of which something is said first bears the name (“启明星”助学计划)."""
    if content[-1] in _BEING:
        return False
    found = words.drive_afar.match(text, after)
    return found is not None and (found.end("gap") - after < 4 or len(content) >= _LEAST)


def is_drive(content: str, text: str, after: int, words: Words) -> bool:
    """Whether an action follows at once, as a name of two signs needs (“亮剑”行动, “暖冬”专项行动; no “面子”工程)."""
    chain = _CHAIN.match(text, after)
    found = words.drive.match(text, chain.end() if chain else after)
    return found is not None and content + found[0] not in words.never


def says_how(text: str, after: int, words: Words) -> bool:
    """Whether the quoted parts are told as the way in which something is done (“…、…、…”的产业布局)."""
    return words.way.match(text, after) is not None
