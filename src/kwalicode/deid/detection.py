"""Find identifying text: every recognizer and every known name over one text."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kwalicode.deid.known import NameIndex, left_standing, with_pieces
from kwalicode.deid.marks import readable
from kwalicode.deid.near import NEAR_KNOWN, NearIndex
from kwalicode.deid.page import Page
from kwalicode.deid.spans import merged
from kwalicode.deid.special import find_special
from kwalicode.model import Finding, IdentifierKind, Language

_KNOWN = "accepted before"
_NEAR_SCORE = 0.6
_NONE: Mapping[str, IdentifierKind] = {}


class Layers(NamedTuple):
    """Which layers take part beside the rules.

    Attributes:
        learned: The small model that comes with kwalicode.
        engines: Engines that the user has installed; see `engine_setting`.
        special: Special personal data (W55), as findings of kind `SENSITIVE`.
    """

    learned: bool = True
    engines: str = ""
    special: bool = False


_ALL = Layers()
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
    stays: Mapping[str, IdentifierKind] = _NONE,
    layers: Layers = _ALL,
) -> list[Finding]:
    """Find identifying text; marks of earlier redactions are left alone.

    Args:
        text: Raw text in any form and of any length; see `marks.readable`.
        language: Of the text: it decides which words count as dates, titles and the like.
        known: Surfaces accepted elsewhere in the study. They are found with score 1 as whole
            words in any case, as genitives, as adjectives of places and inside compounds with a
            hyphen; ages and very short numbers are not carried over. Words that are spelled
            almost like a person's name are found with score 0.6.
        refused: Surfaces not to be proposed.
        stays: Names that are no identifiers in this study; nothing inside one is proposed.
        layers: Which layers take part beside the rules.

    Returns:
        Findings that do not overlap, in reading order, in code points of `text`.
    """
    # Presidio and spaCy take a second to import; whoever never detects does not wait for them.
    from kwalicode.deid.engine import analyze

    refused = frozenset(refused)
    plain, back = readable(text, language)
    index, near = _indexes(frozenset(known.items()))
    found = analyze(plain, language, index, _KNOWN, learned=layers.learned, engines=layers.engines)
    if known:
        found += near.find(Page(plain, language), _NEAR_SCORE, NEAR_KNOWN)
    if layers.special:
        found += find_special(Page(plain, language))
    found = left_standing(found, plain, language, stays)
    found = [
        replace(f, start=start, end=end) for f in found for start, end in [back(f.start, f.end)]
    ]
    kept = merged((f for f in found if text[f.start : f.end] not in refused), text)
    # What is left of a finding beside a longer one may be a refused surface again.
    return [f for f in kept if text[f.start : f.end] not in refused]


@lru_cache(maxsize=4)
def _indexes(known: frozenset[tuple[str, IdentifierKind]]) -> tuple[NameIndex, NearIndex]:
    """Make them once for all texts of a study: with 5,000 names it takes half a second."""
    persons = sorted(name for name, kind in known if kind == IdentifierKind.PERSON)
    return NameIndex(with_pieces(dict(sorted(known)))), NearIndex(persons)


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
