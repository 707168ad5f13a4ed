"""Misspellings of names that are known: 'Jansen' where 'Janssen' is meant."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

_SHORTEST, _LONG = 5, 8
_MOST_CANDIDATES = 200
NEAR = "spelled like a known name"
"""The name of the rule, for the reviewer."""
NEAR_KNOWN = "near a known name"
"""The same where the name was accepted before, anywhere in the study."""


class NearIndex:
    """Finds words that stand in no dictionary and differ from a name in one letter, or two.

    Two letters may differ from eight letters on; two letters that changed places count as one.
    A word is compared only with names that share its first two letters or its last three and
    that are about as long, of each group with the first 200, so that time grows with the text and
    not with the number of names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        parts = {part.key for name in names for part in Page(name, "nl").parts}
        self._names = {key for key in parts if _can_be_near(key)}
        self._by_edge: dict[str, list[str]] = {}
        for key in sorted(self._names):
            if not is_word(key, "nl"):
                for edge in _edges(key):
                    group = self._by_edge.setdefault(edge, [])
                    if len(group) < _MOST_CANDIDATES:
                        group.append(key)

    def find(self, page: Page, score: float, reason: str = NEAR) -> Iterator[Finding]:
        """Give every word that is nearly one of the names, but none of the names themselves.

        Args:
            page: The text.
            score: Of the findings.
            reason: The name that the findings carry as their recognizer.
        """
        answers: dict[str, bool] = {}
        for word in page.parts if self._by_edge else ():
            if word.key not in answers:
                answers[word.key] = self._is_near(page, word)
            if answers[word.key]:
                yield Finding(word.start, word.end, IdentifierKind.PERSON, score, reason)

    def _is_near(self, page: Page, word: Word) -> bool:
        key = word.key
        if not _can_be_near(key) or key in self._names or key.removesuffix("s") in self._names:
            return False
        candidates = [name for edge in _edges(key) for name in self._by_edge.get(edge, ())]
        most = 2 if len(key) >= _LONG else 1
        near = [name for name in candidates if abs(len(name) - len(key)) <= most]
        best = process.extractOne(key, near, scorer=OSA.distance, score_cutoff=most)
        return best is not None and not is_word(page.text[word.start : word.end], page.language)


def _can_be_near(key: str) -> bool:
    return len(key) >= _SHORTEST and key.isalpha()


def _edges(key: str) -> tuple[str, str]:
    return f"{key[:2]}*", f"*{key[-3:]}"
