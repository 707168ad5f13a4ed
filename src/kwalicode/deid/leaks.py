"""The leak scanner: what identifies someone in text that is about to leave the study."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from kwalicode.deid.known import NameIndex, left_standing, with_pieces
from kwalicode.deid.marks import FILLER, hide_marks
from kwalicode.deid.page import Page
from kwalicode.deid.spans import merged
from kwalicode.model import IdentifierKind, Language, Leak
from kwalicode.text import Replacement, replace_spans

_REASON = "key"
_NONE: Mapping[str, IdentifierKind] = {}
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,200}\]")
# A filler on a line of its own: no rule reads across it, and a new sentence starts after it.
_SEPARATOR = f"\n{FILLER}\n"


def _kind_of(text: str) -> IdentifierKind:
    return IdentifierKind.DATE if any(map(str.isdigit, text)) else IdentifierKind.PERSON


class LeakScanner:
    """Finds names of the key, and what the recognizers find, in texts that should hold none.

    Args:
        names: Every surface that was accepted as identifying, with its kind.
        allowed: Surfaces a reviewer refused. They may stay.
        replaced: What stands in the place of others: made-up names, moved dates, descriptions.
            No rule but that of the key reads them.
        stays: Names on the study's lists that are no identifiers here.
        strict: Whether unknown words that may be names count too.
    """

    def __init__(
        self,
        names: Mapping[str, IdentifierKind],
        *,
        allowed: Collection[str],
        replaced: Collection[str] = (),
        stays: Mapping[str, IdentifierKind] = _NONE,
        strict: bool = False,
    ) -> None:
        self._index = NameIndex(with_pieces(names))
        self._allowed, self._stays, self._strict = {*allowed, *replaced}, stays, strict
        self._phrases = {phrase for text in replaced for phrase in _BRACKETED.findall(text)}
        # A made-up name beside a capital looks like a longer name to a rule, so it is hidden.
        plain = (text for text in replaced if text and hide_marks(text)[0] not in f"[{FILLER}")
        self._replaced = NameIndex({text: _kind_of(text) for text in plain})

    def names_in(self, text: str, language: Language) -> list[Leak]:
        """Find only the names of the key in one text; no other rule runs."""
        found = self._index.find(Page(self._hidden(text), language), _REASON, 1.0)
        counted = left_standing(found, text, language, self._stays)
        return [
            Leak(f.start, f.end, f.kind, f.recognizer)
            for f in counted
            if text[f.start : f.end] not in self._allowed
        ]

    def scan_many(self, texts: Sequence[str], language: Language) -> list[list[Leak]]:
        """Scan texts, such as all quotes of an export, in one go.

        Args:
            texts: De-identified texts; what stands in marks such as `[subject 12]` is passed over.
            language: Which recognizers run; names of the key are found in any language.

        Returns:
            For each text its leaks in reading order, in code points of that text.
        """
        from kwalicode.deid.engine import analyze

        starts, position = [], 0
        for text in texts:
            starts.append(position)
            position += len(text) + len(_SEPARATOR)
        joined = _SEPARATOR.join(map(self._hidden, texts))
        every = analyze(self._without_replaced(joined, language), language, self._index, _REASON)
        every += self._index.find(Page(joined, language), _REASON, 1.0)
        counted = [f for f in every if self._counts(f.kind, f.recognizer)]
        found = left_standing(counted, joined, language, self._stays)
        leaks: list[list[Leak]] = [[] for _ in texts]
        for f in merged((f for f in found if joined[f.start : f.end] not in self._allowed), joined):
            place = bisect_right(starts, f.start) - 1
            shift = starts[place]
            leaks[place].append(Leak(f.start - shift, f.end - shift, f.kind, f.recognizer))
        return leaks

    def _hidden(self, text: str) -> str:
        """Hide marks, and phrases in brackets that stand for someone."""
        return _BRACKETED.sub(
            lambda m: FILLER * len(m.group()) if m.group() in self._phrases else m.group(),
            hide_marks(text),
        )

    def _without_replaced(self, text: str, language: Language) -> str:
        """Hide made-up names and moved dates too."""
        found = self._replaced.find(Page(text, language), "", 1.0)
        return replace_spans(
            text, [Replacement(f.start, f.end, FILLER * (f.end - f.start)) for f in found]
        )

    def _counts(self, kind: IdentifierKind, recognizer: str) -> bool:
        is_guess = kind == IdentifierKind.NAME_LIKE and not self._strict
        return not is_guess or recognizer == _REASON
