"""The general vocabulary: the words of jieba's dictionary, read as the file that it is.

jieba itself is not imported for it: that alone takes as long as to load the whole lexicon.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

# A word of two to four characters, how often it was seen (30 times at least), its class by the PKU scheme.
_WORD = re.compile(r"^([^ \n]{2,4}) (?:[3-9]\d|[1-9]\d{2,}) (\S+)", re.MULTILINE)


def words() -> list[tuple[str, str]]:
    """The words of two to four characters with their PKU classes, the rare ones left out, in the dictionary's order.

    Raises ModuleNotFoundError where jieba is not installed.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed: pip install jieba / 未安装 jieba", name="jieba")
    return _WORD.findall(Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8"))
