"""A page put together: its templates, its one style sheet and script, and what makes text from documents safe in it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from corpus.report.labels import Labels
from corpus.report.marks import Marks
from corpus.report.reading import reading

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


class Heading(NamedTuple):
    """What stands above a page's parts: `tally` has class, number and name of each count."""

    title: str
    lead: str
    tally: Sequence[tuple[str, int, str]]


def compose(template: str, words: Labels, heading: Heading, parts: Sequence[str], marks: Marks, **filled: Any) -> str:
    """The page of that template. `parts` name its sections in order; the documents with their `marks` are the last."""
    script, style = _file("page.js"), _file("page.css")
    return _environment().get_template(template).render(
        **heading._asdict(), t=words, parts=[*parts, "documents"], marks=marks, sources=marks.statements.sources,
        reading=reading, script=Markup(script), style=Markup(style),
        script_hash=b64encode(sha256(script.encode()).digest()).decode(), **filled,
    )


def embedded(value: Any) -> Markup:
    """A value as JSON that no text in it can get out of: inside a script element `</script>` would end it."""
    return Markup(json.dumps(value, ensure_ascii=False).translate(_UNSAFE))


def visible(text: str) -> str:
    """Text without characters that HTML does not allow; each becomes U+FFFD, so that offsets still count."""
    return "".join("\ufffd" if (c < " " and c not in "\t\n\r\f") or "\x7f" <= c < "\xa0" else c for c in text)


def exact(text: str) -> Markup:
    """Text as HTML that gives the same characters again: a bare CR would be read as a line feed."""
    return Markup(str(escape(visible(text))).replace("\r", "&#13;"))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("corpus.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["visible"], made.filters["exact"] = visible, exact
    return made


def _file(name: str) -> str:
    return files("corpus.report").joinpath("templates", name).read_text("utf-8")
