"""The leak scanner: what identifies someone in text that is about to leave the study."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from kwalicode.deid.known import NameIndex, with_pieces
from kwalicode.deid.marks import FILLER, hide_marks
from kwalicode.deid.spans import merged
from kwalicode.model import IdentifierKind, Language, Leak

_REASON = "key"
# A filler on a line of its own: no rule reads across it, and a new sentence starts after it.
_SEPARATOR = f"\n{FILLER}\n"


class LeakScanner:
    """Finds names of the key, and what the recognizers find, in texts that should hold none.

    Args:
        names: Every surface that was accepted as identifying, with its kind.
        allowed: Surfaces a reviewer refused; they may stay.
    """

    def __init__(self, names: Mapping[str, IdentifierKind], *, allowed: Collection[str]) -> None:
        self._index = NameIndex(with_pieces(names))
        self._allowed = frozenset(allowed)

    def scan_many(self, texts: Sequence[str], language: Language) -> list[list[Leak]]:
        """Scan texts, such as all quotes of an export, in one go.

        Args:
            texts: De-identified texts; what stands in marks such as `[subject 12]` is passed over.
            language: Which recognizers run; names of the key are found in any language.

        Returns:
            For each text its leaks in reading order, in code points of that text. Unknown
            capitalised words are suggestions and do not count.
        """
        from kwalicode.deid.engine import analyze

        starts, position = [], 0
        for text in texts:
            starts.append(position)
            position += len(text) + len(_SEPARATOR)
        joined = _SEPARATOR.join(map(hide_marks, texts))
        found = [
            f
            for f in analyze(joined, language, self._index, _REASON)
            if self._counts(f.kind, f.recognizer)
        ]
        leaks: list[list[Leak]] = [[] for _ in texts]
        for f in merged((f for f in found if joined[f.start : f.end] not in self._allowed), joined):
            place = bisect_right(starts, f.start) - 1
            shift = starts[place]
            leaks[place].append(Leak(f.start - shift, f.end - shift, f.kind, f.recognizer))
        return leaks

    def _counts(self, kind: IdentifierKind, recognizer: str) -> bool:
        return kind != IdentifierKind.NAME_LIKE or recognizer == _REASON
