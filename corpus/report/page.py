"""The evidence page put together: findings, matrix, charts and documents, in one template."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from corpus.exports.claimreview import reviews
from corpus.report import chart, evidence, matrix
from corpus.report.anchors import ORDER, Anchors
from corpus.report.evidence import FACETS
from corpus.report.highlight import CLASSES
from corpus.report.labels import labels
from corpus.report.reading import reading
from corpus.report.series import series
from corpus.statements import Statements
from nlp.model import Extraction, Finding

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render(extractions: list[Extraction], findings: list[Finding], lang: str) -> str:
    """The page. ValueError for a language that is neither `zh` nor `en`."""
    words = labels(lang)
    statements = Statements(extractions)
    anchors = Anchors(statements, findings)
    shown = evidence.shown(anchors, words)
    script, style = _file("page.js"), _file("page.css")
    return _environment().get_template("page.html.j2").render(
        t=words, anchors=anchors, sources=statements.sources, shown=shown, groups=evidence.groups(shown),
        choices=evidence.choices(shown, words), facets=FACETS, severities=ORDER,
        counts={severity: sum(f.severity == severity for f in findings) for severity in ORDER},
        tables=matrix.tables(anchors, words),
        charts=[(one, Markup(chart.svg(one, words))) for one in series(anchors)],
        reading=lambda source: reading(anchors, source), classes=[*dict.fromkeys(CLASSES.values()), "slogan"],
        script=Markup(script), style=Markup(style), script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        reviews=embedded(reviews(statements, anchors.findings, lang)),
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
