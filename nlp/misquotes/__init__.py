"""Policy phrases misquoted: another number than the canonical form has (四个精准, 两不愁两保障), or another list.

    >>> import lexicons, nlp
    >>> [found.canonical for found in misquotes(nlp.extract("坚持两不愁两保障标准。"), lexicons.load())]
    ['两不愁三保障']

Offices coin phrases of their own on the pattern of known ones. A number is called wrong only where the words around it
are those of one lexicon phrase alone and are no everyday words; a phrase that brings a list of its own is left alone
(`info`), unless the list is a part of the canonical one.
"""

from nlp.misquotes.found import Misquote, misquotes, named_only

__all__ = ["Misquote", "misquotes", "named_only"]
