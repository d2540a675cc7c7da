"""五个坚持：坚持A、坚持B…; 一是住房有保障 … 以上五个有保障: what is counted by a word that each item holds."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from nlp.enumerations import NUMERALS, Enumeration

_NUMBER = "(?P<n>[二两三四五六七八九十])"
_RECITED = regex.compile(
    rf"{_NUMBER}(?:个|项|大)?(?P<word>[\u4e00-\u9fff]{{2,3}})[”]?(?:：|，即|——)(?P<items>[^。：\n（）\d]{{8,160}})。"
)
_ABOVE = regex.compile(rf"(?:以上|上述|这){_NUMBER}(?:个|项|大)(?P<word>[\u4e00-\u9fff]{{2,3}})")
_NOUNS = regex.compile(".*(?:方面|问题|措施|工作|项目|任务|领域|环节|重点|部分|阶段|关键|机制|特点)")


def repeated(text: str) -> Iterator[Enumeration]:
    """五个坚持：坚持A、坚持B、坚持C、坚持D。 Every item begins with the word, or every one ends with it."""
    for match in _RECITED.finditer(text):
        word, items = match["word"], regex.split("[、；，]", match["items"])
        if len(items) < 2 or _NOUNS.fullmatch(word):
            continue
        if all(item.startswith(word) for item in items) or all(item.endswith(word) for item in items):
            yield _told(match, word, len(items))


def summed_up(text: str) -> Iterator[Enumeration]:
    """以上五个有保障, after headings 一是…有保障, 二是…, counted from the first one that holds the word."""
    for match in _ABOVE.finditer(text):
        counted, position = 0, 0
        for numeral in NUMERALS:
            word = regex.escape(match["word"]) if not counted else ""
            heading = regex.compile(rf"(?:^|[\n。；])\s*{numeral}(?:是|、)[^，。；\n]{{0,12}}{word}")
            found = heading.search(text, position, match.start())
            if not found:
                break
            counted, position = counted + 1, found.end()
        if counted >= 3:
            yield _told(match, match["word"], counted)


def _told(match: regex.Match[str], word: str, counted: int) -> Enumeration:
    stated = 2 if match["n"] == "两" else NUMERALS.index(match["n"]) + 1
    start, end = match.start("n"), match.end("word")
    return Enumeration(start, end, match.string[start:end], stated, counted)
