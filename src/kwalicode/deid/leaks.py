"""The leak scanner: what identifies someone in text that is about to leave the study."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from kwalicode.deid.disguised import DisguisedNames
from kwalicode.deid.known import NameIndex, left_standing, with_pieces
from kwalicode.deid.marks import FILLER, hide_marks, readable
from kwalicode.deid.near import NEAR_KNOWN, NearIndex
from kwalicode.deid.page import Page
from kwalicode.deid.spans import merged
from kwalicode.model import Finding, IdentifierKind, Language, Leak
from kwalicode.text import Replacement, replace_spans

_REASON = "key"
_SURE = 0.4
"""Findings below it are guesses of the catch-all."""
_NEAR_SCORE = 0.6
_MOST_KEPT = 20_000
"""So many texts a scanner keeps what it found in: an export scans what a check saw just before."""
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
        persons = sorted(name for name, kind in names.items() if kind == IdentifierKind.PERSON)
        self._near = NearIndex(persons)
        self._disguised = DisguisedNames(names)
        self._allowed, self._stays, self._strict = {*allowed, *replaced}, stays, strict
        phrases = {phrase for text in replaced for phrase in _BRACKETED.findall(text)}
        self._phrases = {readable(phrase, "nl")[0] for phrase in phrases}
        # A made-up name beside a capital looks like a longer name to a rule, so it is hidden.
        plain = (text for text in replaced if text and hide_marks(text)[0] not in f"[{FILLER}")
        self._replaced = NameIndex({text: _kind_of(text) for text in plain})
        self._seen: dict[tuple[str, Language], list[Leak]] = {}

    def names_in(self, text: str, language: Language) -> list[Leak]:
        """Find only the names of the key in one text; no other rule runs."""
        plain, back = readable(text, language)
        whole, read = self._pages(self._hidden(plain), language)
        found = list(self._index.find(whole, _REASON, 1.0))
        found += self._disguised.find(read, _REASON, 1.0)
        counted = left_standing(merged(found, plain), plain, language, self._stays)
        leaks = [Leak(*back(f.start, f.end), f.kind, f.recognizer) for f in counted]
        return [leak for leak in leaks if text[leak.start : leak.end] not in self._allowed]

    def scan_many(self, texts: Sequence[str], language: Language) -> list[list[Leak]]:
        """Scan texts, such as all quotes of an export, in one go.

        Args:
            texts: De-identified texts; what stands in marks such as `[subject 12]` is passed over.
            language: Which recognizers run; names of the key are found in any language.

        Returns:
            For each text its leaks in reading order, in code points of that text. No text has a
            part in what is found in another.
        """
        seen = self._seen if len(self._seen) < _MOST_KEPT else {}
        fresh = [text for text in dict.fromkeys(texts) if (text, language) not in seen]
        for text, leaks in zip(fresh, self._scan(fresh, language), strict=True):
            seen[text, language] = leaks
        self._seen = seen
        return [list(seen[text, language]) for text in texts]

    def _scan(self, texts: Sequence[str], language: Language) -> list[list[Leak]]:
        forms = [readable(text, language) for text in texts]
        starts, position = [], 0
        for plain, _ in forms:
            starts.append(position)
            position += len(plain) + len(_SEPARATOR)
        leaks: list[list[Leak]] = [[] for _ in texts]
        joined = _SEPARATOR.join(self._hidden(plain) for plain, _ in forms)
        for f in self._findings(joined, language):
            place = bisect_right(starts, f.start) - 1
            back, shift = forms[place][1], starts[place]
            leak = Leak(*back(f.start - shift, f.end - shift), f.kind, f.recognizer)
            if texts[place][leak.start : leak.end] not in self._allowed:
                leaks[place].append(leak)
        return leaks

    def _findings(self, joined: str, language: Language) -> list[Finding]:
        from kwalicode.deid.engine import analyze

        whole, read = self._pages(joined, language)
        # What the learned layer suggests counts only where guesses do.
        every = analyze(read.text, language, self._index, _REASON, learned=self._strict)
        every += self._index.find(whole, _REASON, 1.0)
        every += self._near.find(read, _NEAR_SCORE, NEAR_KNOWN)
        every += self._disguised.find(read, _REASON, 1.0)
        counted = [f for f in every if self._counts(f)]
        found = left_standing(counted, joined, language, self._stays)
        return merged((f for f in found if joined[f.start : f.end] not in self._allowed), joined)

    def _hidden(self, text: str) -> str:
        """Hide phrases in brackets that stand for someone; marks are hidden already."""
        return _BRACKETED.sub(
            lambda m: FILLER * len(m.group()) if m.group() in self._phrases else m.group(),
            text,
        )

    def _pages(self, text: str, language: Language) -> tuple[Page, Page]:
        """Give the page of a text, and the one with made-up names and moved dates hidden too."""
        whole = Page(text, language)
        found = [
            Replacement(f.start, f.end, FILLER * (f.end - f.start))
            for f in self._replaced.find(whole, "", 1.0)
        ]
        return whole, Page(replace_spans(text, found), language) if found else whole

    def _counts(self, finding: Finding) -> bool:
        is_guess = finding.kind == IdentifierKind.NAME_LIKE or finding.score < _SURE
        return self._strict or not is_guess or finding.recognizer == _REASON
