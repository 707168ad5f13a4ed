"""Names and words of somebody that are left in what others wrote, and how to cut them out."""

import json
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from kwalicode.model import Participant
from kwalicode.store.cases import find_turns
from kwalicode.store.files import Database
from kwalicode.store.persons import withdrawal_code
from kwalicode.text import folded
from kwalicode.workflows.sentences import sentence_spans

LONG, SHORT = 5, 3
"""A run of so many words is somebody's own; and a whole sentence of at least so many."""

CUT = "[…]"

_WORD = re.compile(r"\w+")
Run = tuple[str, ...]


class Traces:
    """Finds what somebody is called and what they said, word for word.

    Words that stand in what stays of the study as well are not theirs alone: see `spare`.

    Args:
        names: Ways in which the person alone is called.
        texts: What the person said, a turn each.
        surfaces: What identifies others in it.
        phrases: Names of codes; those that stand in what was said count as the person's words
            where they are the whole of a text.
    """

    def __init__(
        self,
        names: Iterable[str],
        texts: Iterable[str] = (),
        *,
        surfaces: Iterable[str] = (),
        phrases: Iterable[str] = (),
    ) -> None:
        self.names = tuple(sorted({name.strip() for name in names} - {""}, key=len, reverse=True))
        self._named = _pattern(self.names)
        self._runs: set[Run] = {tuple(_folded_words(surface)) for surface in surfaces} - {()}
        wanted = {tuple(_folded_words(phrase)) for phrase in phrases}
        self._phrases: set[Run] = set()
        for text in texts:
            self._runs |= _runs(text)
            self._phrases |= _held(_folded_words(text), wanted)
        self._sizes = {len(run) for run in self._runs}

    def spare(self, text: str) -> None:
        """Leave alone what this text holds too."""
        words = _folded_words(text)
        self._runs -= {run for size in self._sizes for run in _windows(words, size)}
        self._phrases -= _held(words, self._phrases)

    def places_of_names(self, text: str) -> list[tuple[int, int]]:
        """Give every place where the person is named as a whole word, with a genitive."""
        return [match.span() for match in self._named.finditer(text)]

    def are_in(self, text: str) -> bool:
        """Tell whether anything of the person stands in a text."""
        return self.clean(text) != text

    def clean(self, text: str) -> str:
        """Cut what is of the person out of a text, or out of every text in JSON."""
        if text[:1] in {"{", "["}:
            if self._is_free(text):
                return text
            try:
                found = json.loads(text)
            except ValueError:
                return self._clean(text)
            cleaned = self._leaves(found)
            if cleaned == found:
                return text
            return json.dumps(cleaned, ensure_ascii=False, separators=(",", ":"))
        return self._clean(text)

    def _is_free(self, text: str) -> bool:
        """Tell without reading JSON that nothing of the person stands in it, if that is plain."""
        if self._phrases or "\\u" in text:
            return False
        flat = text.replace("\\n", " ")
        return self._clean(flat) == flat

    def _leaves(self, found: Any) -> Any:
        if isinstance(found, str):
            # History keeps some texts that are JSON themselves.
            return self.clean(found)
        if isinstance(found, list):
            return [self._leaves(one) for one in found]
        if isinstance(found, dict):
            return {name: self._leaves(one) for name, one in found.items()}
        return found

    def _clean(self, text: str) -> str:
        places = [match.span() for match in _WORD.finditer(text)]
        words = _folded_words(text)
        if tuple(words) in self._phrases:
            return CUT
        spans = self.places_of_names(text)
        for size in self._sizes:
            spans += [
                (places[first][0], places[first + size - 1][1])
                for first, run in enumerate(_windows(words, size))
                if run in self._runs
            ]
        return _without(text, spans)


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """Match the names as whole words, with a genitive, as written or in capitals.

    A name of several words is met in any case: 'marloes de wit' is nobody else.
    """
    forms = [
        f"(?i:{re.escape(name)})" if " " in name else f"{re.escape(name)}|{re.escape(name.upper())}"
        for name in names
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?:['’]?s|['’])?(?!\w)" if forms else r"(?!)")


def _folded_words(text: str) -> list[str]:
    return [_folded(word) for word in _WORD.findall(text)]


_folded = lru_cache(maxsize=50_000)(folded)


def _windows(words: list[str], size: int) -> Iterable[Run]:
    return zip(*(words[first:] for first in range(size)), strict=False)


def _runs(text: str) -> set[Run]:
    runs = set(_windows(_folded_words(text), LONG))
    for start, end in sentence_spans(text):
        words = _folded_words(text[start:end])
        if SHORT <= len(words) < LONG:
            runs.add(tuple(words))
    return runs


def _held(words: list[str], phrases: Collection[Run]) -> set[Run]:
    sizes = {len(phrase) for phrase in phrases} - {0}
    return {run for size in sizes for run in _windows(words, size) if run in phrases}


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text
    pieces, done = list[str](), 0
    for start, end in sorted(spans):
        if start > done or not pieces:
            pieces += [text[done:start], CUT]
        done = max(done, end)
    return "".join([*pieces, text[done:]])


def released_words(
    db: Database, person: Participant, document_ids: Collection[str] | None
) -> list[str]:
    """Give what a person said as it stands in the study, in some documents or in all."""
    turns = find_turns(db, [person.pseudonym])
    return [turn[-1] for turn in turns if document_ids is None or turn[1] in document_ids]


def contacts_of(db: Database, person: Participant) -> list[str]:
    """Give the addresses, numbers and the code that are recorded of a person."""
    code = withdrawal_code(db, person.participant_id)
    parts = re.split(r"[,;\n]", person.contact)
    return [part.strip() for part in (*parts, code) if len(part.strip()) > 3]
