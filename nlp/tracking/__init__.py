"""Who says which phrase, where and when: counts by document, place and year over a stream of extractions.

    >>> import nlp
    >>> track = Tracker()
    >>> for year in (2017, 2018):
    ...     _ = track.add(nlp.extract(f"{year}年青石镇总结\\n坚持六个精准。"))
    >>> [(row.slogan, row.count, row.first_year) for row in track.phrases()]
    [('六个精准', 2, 2017)]

Extractions are read one after the other and none is kept: a `Tracker` grows with the number of phrases, places, years
and documents, not with the text. Everything it returns is a flat record, ready for a table, a chart or a page.
"""

from nlp.tracking.records import (
    Mention,
    MisquotedSlogan,
    SharedSlogan,
    SharingPair,
    SloganDocument,
    SloganPlace,
    SloganTrack,
    SloganYear,
)
from nlp.tracking.tracker import RARE, Tracker

__all__ = [
    "RARE", "Mention", "MisquotedSlogan", "SharedSlogan", "SharingPair", "SloganDocument", "SloganPlace", "SloganTrack",
    "SloganYear", "Tracker",
]
