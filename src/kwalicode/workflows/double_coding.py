"""What two coders made of the same documents, laid side by side.

How far they agree beyond chance is another question; here it is counted only.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kwalicode.errors import AccessError
from kwalicode.model import Coding
from kwalicode.store.codebook import find_codes
from kwalicode.store.pass_codings import find_pass_coders, find_pass_codings
from kwalicode.store.pass_documents import find_pass_documents
from kwalicode.store.passes import blind_passes
from kwalicode.store.study import Study

Verdict = Literal["agreed", "other code", "first only", "second only"]


class Pair(NamedTuple):
    """A segment of one coder beside the one of the other that stands for the same place.

    Attributes:
        first: Of the first coder; None where they coded nothing there.
        second: Of the second coder, likewise.
    """

    verdict: Verdict
    first: Coding | None
    second: Coding | None

    @property
    def place(self) -> tuple[int, int]:
        """Where it is: the stretch that both together take."""
        both = [one for one in (self.first, self.second) if one]
        return min(one.start for one in both), max(one.end for one in both)


def lay_side_by_side(first: Sequence[Coding], second: Sequence[Coding]) -> list[Pair]:
    """Pair the codings of two coders in one document; each coding is in one pair.

    Codings that overlap with the same code agree, also where they begin or end elsewhere; what is
    left and overlaps has another code. Of several, those that share most words are paired first.

    Args:
        first: Codings of one coder in one document.
        second: Codings of another coder in the same document.

    Returns:
        The pairs in reading order.
    """
    # Where two share as many words, the order of reading decides, whoever is called the first.
    overlaps = sorted(_overlaps(first, second), key=lambda one: (-one[0], one[1] + one[2]))
    free = [set(range(len(first))), set(range(len(second)))]
    pairs: list[Pair] = []
    for is_same in (True, False):
        for _shared, i, j in overlaps:
            same_code = first[i].code_id == second[j].code_id
            if same_code is is_same and i in free[0] and j in free[1]:
                free[0].remove(i)
                free[1].remove(j)
                pairs.append(Pair("agreed" if is_same else "other code", first[i], second[j]))
    pairs += [Pair("first only", first[i], None) for i in free[0]]
    pairs += [Pair("second only", None, second[j]) for j in free[1]]
    return sorted(pairs, key=lambda pair: (pair.place, pair.verdict))


def _overlaps(first: Sequence[Coding], second: Sequence[Coding]) -> Iterator[tuple[int, int, int]]:
    """Give the codings that overlap, as (letters they share, place in first, place in second)."""
    sides = first, second
    begins = sorted((one.start, side, k) for side in (0, 1) for k, one in enumerate(sides[side]))
    reached: tuple[list[int], list[int]] = ([], [])
    for start, side, k in begins:
        one, other = sides[side][k], 1 - side
        reached[other][:] = [m for m in reached[other] if sides[other][m].end > start]
        for m in reached[other]:
            shared = min(one.end, sides[other][m].end) - start
            yield (shared, m, k) if side else (shared, k, m)
        reached[side].append(k)


class DocumentPairs(NamedTuple):
    """The work of two coders in one document."""

    document_id: str
    title: str
    pairs: list[Pair]

    @property
    def counts(self) -> Counter[Verdict]:
        """Give how many pairs there are of each verdict."""
        return Counter(pair.verdict for pair in self.pairs)


class DoubleCoding(NamedTuple):
    """The work of two coders in one pass.

    Attributes:
        documents: Those that both have coded in, in order of sign-off.
        codes: Names of the codes by id.
    """

    documents: list[DocumentPairs]
    codes: dict[str, str]


def pass_coders(study: Study, pass_id: int) -> dict[int, str]:
    """Give the coders of a pass by id, in the order of the alphabet."""
    with study.read() as db:
        return find_pass_coders(db, pass_id)


def compare_coders(study: Study, pass_id: int, coders: tuple[int, int]) -> DoubleCoding:
    """Lay the work of two coders side by side, document by document.

    Args:
        study: The study.
        pass_id: The pass in which they coded.
        coders: Ids of two coders.

    Raises:
        AccessError: The pass is blind and not closed yet.
    """
    with study.read() as db:
        if pass_id in blind_passes(db):
            raise AccessError("Coders do not see each other's work until this pass is closed.")
        found = find_pass_codings(db, pass_id, coders)
        names = {code.code_id: code.name for code in find_codes(db)}
        titles = {one.document_id: one.title for one in find_pass_documents(db)}
    documents = [
        DocumentPairs(document_id, titles[document_id], lay_side_by_side(*sides))
        for document_id, sides in found.items()
    ]
    return DoubleCoding(documents, names)
