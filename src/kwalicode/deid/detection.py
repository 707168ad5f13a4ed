"""Find identifying text: every recognizer and every known name over one text."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from kwalicode.deid.known import NameIndex, with_pieces
from kwalicode.deid.marks import hide_marks
from kwalicode.deid.spans import merged
from kwalicode.model import Finding, IdentifierKind, Language

_KNOWN = "accepted before"
_LABEL = re.compile(
    r"(?:interview(?:er|ster|ee)|ge[iï]nterviewde|sprek(?:er|ster)|speaker|respondente?|"
    r"deelnemer|participant|moderator|facilitator|gespreksleider|onderzoek(?:er|ster)|researcher|"
    r"notulist|vraag(?:steller)?|antwoord|question|answer|stem|voice|onbekend|unknown|man|vrouw|"
    r"woman|male|female|informant|subject|persoon|person|host|gast|guest)(?:[\s._-]*\w?\d{0,3})?\W?"
    r"|[a-z]?[\s._-]*\d{0,3}\W?|[a-z]{2}[\s._-]*\d{1,3}\W?",
    re.IGNORECASE,
)


def detect(
    text: str,
    language: Language,
    *,
    known: Mapping[str, IdentifierKind],
    refused: Collection[str],
) -> list[Finding]:
    """Find identifying text; marks of earlier redactions are left alone.

    Args:
        text: Raw text, any length.
        language: Of the text: it decides which words count as dates, titles and the like.
        known: Surfaces accepted elsewhere in the study. They are found with score 1 as whole
            words in any case, as genitives, as adjectives of places and inside compounds with a
            hyphen; ages and very short numbers are not carried over.
        refused: Surfaces not to be proposed.

    Returns:
        Findings that do not overlap, in reading order, in code points of `text`.
    """
    # Presidio and spaCy take a second to import; whoever never detects does not wait for them.
    from kwalicode.deid.engine import analyze

    refused = frozenset(refused)
    found = analyze(hide_marks(text), language, _index(frozenset(known.items())), _KNOWN)
    return merged((f for f in found if text[f.start : f.end] not in refused), text)


@lru_cache(maxsize=4)
def _index(known: frozenset[tuple[str, IdentifierKind]]) -> NameIndex:
    """Make the index once for all texts of a study: with 5,000 names it takes half a second."""
    return NameIndex(with_pieces(dict(sorted(known))))


def real_names(names: Mapping[str, IdentifierKind]) -> dict[str, IdentifierKind]:
    """Leave out speaker labels that name nobody, such as 'I', 'Interviewer' and 'Spreker 1'.

    >>> real_names({"Spreker 1": IdentifierKind.PERSON, "Roos": IdentifierKind.PERSON})
    {'Roos': <IdentifierKind.PERSON: 'person'>}
    """
    return {
        name: kind
        for name, kind in names.items()
        if kind != IdentifierKind.PERSON or not _LABEL.fullmatch(name.strip())
    }
