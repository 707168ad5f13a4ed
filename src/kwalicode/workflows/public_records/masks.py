"""What is blacked out in a text: whole words, with the ground for it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kwalicode import deid
from kwalicode.deid.inside_names import NamesInside
from kwalicode.deid.known import with_pieces
from kwalicode.deid.look_alikes import plain_letters
from kwalicode.model import IdentifierKind, Language
from kwalicode.model.public_records import BLOCKS, Masked, Piece, Pieces, default_ground
from kwalicode.workflows.lists import StudyLayer


class Span(NamedTuple):
    """`[start, end)` of a text that is blacked out, and the ground."""

    start: int
    end: int
    ground: str


# Letters and figures, and what joins them to one word, compound, address or number.
_LETTER = rf"[\w\u0300-\u036f{BLOCKS[0]}]"
_WORD = re.compile(
    rf"[@#+]?{_LETTER}+(?:(?!\.\.|--)[-‐‑'’.@/&+:%#=?~\\]{{1,3}}{_LETTER}+)*", re.IGNORECASE
)


class BundleNames:
    """Everything that identifies someone in a bundle; it is masked wherever it stands.

    Args:
        layer: What the study knows. What a reviewer refused everywhere may stay.
        grounds: Ground by kind; a kind that is left out has its own.

    Attributes:
        known: The names, and first names and surnames by themselves, with their kinds.
    """

    def __init__(self, layer: StudyLayer, grounds: Mapping[Masked, str]) -> None:
        self.known = with_pieces(layer.known)
        self.scanner = deid.LeakScanner(layer.known, allowed=layer.refused, stays=layer.stays)
        self.inside = NamesInside(layer.known, allowed={*layer.refused, *layer.stays})
        self._grounds = grounds

    def ground(self, kind: Masked) -> str:
        """Give the ground on which a kind is masked."""
        return self._grounds.get(kind, default_ground(kind))

    def spans(self, text: str, language: Language) -> list[Span]:
        """Give where the names stand, also inside words and in letters that only look alike.

        What others blacked out before the text came in is masked once more: so their masks have
        our length, and letters that they left beside one go too.
        """
        read = plain_letters(text)
        known = self.scanner.names_in(read, language)
        person = self.ground(IdentifierKind.PERSON)
        return [
            *(Span(*match.span(), person) for match in re.finditer(f"{BLOCKS[0]}+", text)),
            *(Span(leak.start, leak.end, self.ground(leak.kind)) for leak in known),
            *(Span(*place, person) for place in self.inside.find(read, language)),
        ]

    def masked(self, text: str, language: Language, more: Iterable[Span] = ()) -> list[Pieces]:
        """Black out a text; see `masked_lines`."""
        return masked_lines(text, [*self.spans(text, language), *more])


def masked_lines(text: str, spans: Iterable[Span]) -> list[Pieces]:
    r"""Black out spans of a text and give it line by line.

    A span grows to the ends of its words, so no letters are left beside a mask. Masks of one
    ground with only blanks between them become one; where two grounds meet in one word, the one
    that comes first in the law counts.

    >>> masked_lines("Bel J. Dam-Bos!\nNu.", [Span(7, 10, "5.1.2.e")])[0]
    (Piece(text='Bel J. ', ground=''), Piece(text='████████', ground='5.1.2.e'), Piece(text='!', ground=''))
    """  # noqa: E501
    found = sorted(spans)
    lines, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [
            Span(max(0, one.start - start), min(len(line), one.end - start), one.ground)
            for one in found
            if one.start < end and start < one.end
        ]
        lines.append(_masked_line(line, inside))
        start = end + 1
    return lines


def _masked_line(line: str, spans: Sequence[Span]) -> Pieces:
    if not spans:
        return (Piece(line),) if line else ()
    pieces: list[Piece] = []
    done = 0
    for start, end, ground in _joined(line, _grown(line, spans)):
        if start > done:
            pieces.append(Piece(line[done:start]))
        pieces.append(Piece(BLOCKS, ground))
        done = end
    if done < len(line):
        pieces.append(Piece(line[done:]))
    return tuple(pieces)


def _grown(line: str, spans: Sequence[Span]) -> list[Span]:
    words = [match.span() for match in _WORD.finditer(line)]
    grown = []
    for start, end, ground in spans:
        shown = line[start:end]
        first = start + len(shown) - len(shown.lstrip())
        last = start + len(shown.rstrip())
        if first < last:
            # Also a word that only begins where the span ends.
            touched = [word for word in words if word[0] <= last and first <= word[1]]
            first = min([first, *(word[0] for word in touched)])
            last = max([last, *(word[1] for word in touched)])
            grown.append(Span(first, last, ground))
    return sorted(grown)


def _joined(line: str, spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        last = kept[-1] if kept else None
        if last and span.start < last.end:
            ground = min(last.ground, span.ground)
            kept[-1] = Span(last.start, max(last.end, span.end), ground)
        else:
            kept.append(span)
    joined: list[Span] = []
    for span in kept:
        last = joined[-1] if joined else None
        touches = last is not None and not line[last.end : span.start].strip()
        if last and touches and last.ground == span.ground:
            joined[-1] = last._replace(end=span.end)
        else:
            joined.append(span)
    return joined
