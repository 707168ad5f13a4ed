"""Documents as they are made public under the Dutch law on open government (Woo)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kwalicode.model.identifying import IdentifierKind
from kwalicode.model.sources import Language

BLOCKS = "████████"
"""What stands for everything that is blacked out: its length tells nothing of what was there."""

GROUNDS: tuple[str, ...] = (
    *(f"5.1.1.{letter}" for letter in "abcde"),
    *(f"5.1.2.{letter}" for letter in "abcdefghi"),
    "5.1.5",
    "5.2.1",
)
"""Grounds to withhold: article, paragraph and letter of the Wet open overheid (Stb. 2021, 499).

Those of article 5.1, first paragraph, are absolute; those of the second ask for a balance.
"""

PRIVACY, SPECIAL, NUMBERS = "5.1.2.e", "5.1.1.d", "5.1.1.e"
"""Respect for privacy; special and criminal personal data; numbers by which the law identifies."""

Masked = IdentifierKind | Literal["barred"]
"""What is blacked out: a kind of identifying text, or a passage that a participant keeps out."""

Outcome = Literal["full", "part", "none"]


def default_ground(kind: Masked) -> str:
    """Give the ground that fits a kind where nobody chose another one.

    >>> default_ground(IdentifierKind.BSN), default_ground("barred")
    ('5.1.1.e', '5.1.2.e')
    """
    grounds = {IdentifierKind.SENSITIVE: SPECIAL, IdentifierKind.BSN: NUMBERS}
    return PRIVACY if kind == "barred" else grounds.get(kind, PRIVACY)


class Piece(NamedTuple):
    """Words that stay, or a mask.

    Attributes:
        text: The words, or `BLOCKS`.
        ground: Why it is masked; empty for words that stay.
    """

    text: str
    ground: str = ""


Pieces = tuple[Piece, ...]


class Paragraph(NamedTuple):
    """A paragraph with what stands before it, such as a speaker or 'to'; that may be empty."""

    label: Pieces
    body: Pieces


@dataclass(frozen=True, slots=True)
class Record:
    """A document as it may be seen.

    Attributes:
        number: From 1, in the inventory and in the name of the file.
        kind: In the words of the team, or 'interview' and the like.
        dated: ISO date of the document itself in one piece, or a mask; empty where nobody knows.
        head: Of a mail: 'from', 'to' and the like with what stands behind it.
        n_words: Of the document before anything was masked.
        withheld: The ground on which the whole of it is withheld; empty where it is not.
    """

    number: int
    kind: Pieces
    title: Pieces
    dated: Pieces
    head: tuple[tuple[str, Pieces], ...]
    paragraphs: tuple[Paragraph, ...]
    language: Language
    n_words: int
    withheld: str = ""

    @property
    def masks(self) -> Counter[str]:
        """How many masks stand in what is shown of it, by ground."""
        return Counter(piece.ground for piece in self._pieces() if piece.ground)

    @property
    def outcome(self) -> Outcome:
        """Whether it is disclosed in full, in part or not."""
        if self.withheld:
            return "none"
        return "part" if self.masks else "full"

    def _pieces(self) -> Iterator[Piece]:
        yield from (*self.kind, *self.title, *self.dated)
        if not self.withheld:
            for _name, value in self.head:
                yield from value
            for label, body in self.paragraphs:
                yield from (*label, *body)


def plain_text(pieces: Iterable[Piece]) -> str:
    """Give pieces as text, each mask with its ground behind it.

    >>> plain_text([Piece("Aan "), Piece(BLOCKS, "5.1.2.e"), Piece(", hier")])
    'Aan ████████[5.1.2.e], hier'
    """
    return "".join(f"{text}[{ground}]" if ground else text for text, ground in pieces)
