"""Which texts repeat each other: candidates by MinHash, then counted exactly.

Broder, 'On the resemblance and containment of documents' (1997): a text is the set of its runs of
five words; how much of a text stands in another is the share of its runs that the other has too.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from zlib import crc32

from kwalicode.text import folded

LEAST = 0.8
"""From this share on one text repeats another."""

_RUN = 5
# A note of a few words is like another one by chance.
_FEWEST_WORDS = 20
_N_HASHES, _N_PARTS = 128, 8
# The estimate strays from the exact share, so more is looked at than is kept.
_LOOKED_AT = 0.7
_WORD = re.compile(r"[^\W_]+")


class Repeat(NamedTuple):
    """One text that stands in another.

    Attributes:
        one: Key of the text that repeats: the shorter, or of two alike the later.
        other: Key of the text in which it stands.
        share: How much of it does, 0 to 1.
    """

    one: str
    other: str
    share: float


def find_repeats(texts: Mapping[str, str], new: Collection[str]) -> list[Repeat]:
    """Find the texts that stand in another one for the greater part.

    Case, accents, signs and marks of redaction do not count; nor do texts under twenty words.

    Args:
        texts: By key, in order of age.
        new: Keys of those to look at; pairs of two others are left out.

    Returns:
        The closest first; of every text only the one it repeats most.
    """
    from datasketch import MinHash, MinHashLSHEnsemble  # type: ignore[import-untyped]

    runs = {key: found for key, text in texts.items() if (found := _runs(text))}
    if len(runs) < 2:
        return []
    hashes = {key: MinHash(num_perm=_N_HASHES, hashfunc=_as_is) for key in runs}
    for key, found in runs.items():
        hashes[key].update_batch(list(found))
    index = MinHashLSHEnsemble(threshold=_LOOKED_AT, num_perm=_N_HASHES, num_part=_N_PARTS)
    index.index((key, hashes[key], len(found)) for key, found in runs.items())
    age = {key: place for place, key in enumerate(texts)}
    best: dict[str, Repeat] = {}
    for one, found in runs.items():
        for other in index.query(hashes[one], len(found)):
            is_later = (len(found), -age[one]) < (len(runs[other]), -age[other])
            if other == one or not is_later or (one not in new and other not in new):
                continue
            share = len(found & runs[other]) / len(found)
            if share >= max(LEAST, best[one].share if one in best else 0):
                best[one] = Repeat(one, other, share)
    return sorted(best.values(), key=lambda pair: (-pair.share, age[pair.one]))


def _as_is(run: int) -> int:
    return run


def _runs(text: str) -> set[int]:
    words = _WORD.findall(folded(text))
    if len(words) < _FEWEST_WORDS:
        return set()
    return {
        crc32(" ".join(words[place : place + _RUN]).encode())
        for place in range(len(words) - _RUN + 1)
    }
