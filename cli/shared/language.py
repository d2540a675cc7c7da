"""The language of messages and help: Chinese or English."""

from __future__ import annotations

import os
from collections.abc import Sequence

LANGUAGES = ("zh", "en")
_chosen = "en"


def choose(arguments: Sequence[str] = ()) -> None:
    """Takes the language from `--lang` wherever it stands, else from the locale. Help texts need it before parsing."""
    global _chosen
    _chosen = _given(arguments) or _locale()


def use(language: str) -> None:
    """Sets the language."""
    global _chosen
    _chosen = language


def current() -> str:
    """The language in use."""
    return _chosen


def t(english: str, chinese: str) -> str:
    """The text in the language in use."""
    return chinese if _chosen == "zh" else english


def _given(arguments: Sequence[str]) -> str | None:
    for place, word in enumerate(arguments):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--lang":
            value = value if equals else next(iter(arguments[place + 1 :]), "")
            return value if value in LANGUAGES else None
    return None


def _locale() -> str:
    # The order in which POSIX reads these variables.
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
