"""Labels beside quotes that too few participants share, and the smallest merge that mends it.

A label is safe where at least k participants could bear it (k-anonymity: Sweeney 2002; W60).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from kwalicode.analysis.suppression import withhold_list

Members = Mapping[str, frozenset[str]]
_Part = TypeVar("_Part")


class Merge(NamedTuple):
    """Labels that are replaced by another one.

    Attributes:
        labels: Those that go.
        into: What stands there instead; '' for no label.
        n_changed: Participants who get another label.
        n: Participants who share the label afterwards; all who have none are not counted.
    """

    labels: tuple[str, ...]
    into: str
    n_changed: int
    n: int


def smallest_merge(label: str, groups: Members, k: int) -> Merge:
    """Find the merge that lets at least k participants share a label.

    It changes the label of as few participants as can be, and then as few labels. Where several
    are as small, participants get the label that most of them bear elsewhere, then the largest.
    Where all together are fewer than k, the label is left out.

    Args:
        label: One that fewer than k participants share.
        groups: Ids of the participants who could bear each label.
        k: The least number.

    >>> groups = {name: frozenset(f"{name}{i}" for i in range(n)) for name, n in
    ...           {"clerk": 3, "driver": 5, "officer": 30}.items()}
    >>> smallest_merge("clerk", groups, 7)
    Merge(labels=('clerk',), into='officer', n_changed=3, n=33)
    """
    own = groups[label]
    found = [
        (rank, merge)
        for head in groups
        if head and (made := _into(head, label, groups, k)) is not None
        for rank, merge in [made]
    ]
    return min(found)[1] if found else Merge((label,), "", len(own), 0)


_Rank = tuple[int, int, int, int, str]


def _into(head: str, label: str, groups: Members, k: int) -> tuple[_Rank, Merge] | None:
    own = groups[label]
    joined = own | groups[head]
    rest = {
        name: len(members - joined)
        for name, members in groups.items()
        if name and name not in (head, label)
    }
    more = _least_sum(rest, k - len(joined))
    if more is None:
        return None
    labels = (*(() if head == label else (label,)), *more)
    if not labels:
        return None
    changed = frozenset[str]().union(*(groups[name] for name in labels))
    n = len(joined.union(*(groups[name] for name in more)))
    rank = (len(changed), len(labels), -len(own & groups[head]), -len(groups[head]), head)
    return rank, Merge(labels, head, len(changed), n)


def _least_sum(sizes: Mapping[str, int], need: int) -> tuple[str, ...] | None:
    """Choose groups of together `need` persons or as few more as can be; None if there are not."""
    if need <= 0:
        return ()
    below: dict[int, tuple[str, ...]] = {0: ()}
    best: tuple[int, int, tuple[str, ...]] | None = None
    for name, size in sorted(sizes.items(), key=lambda item: (item[1], item[0])):
        for total, names in list(below.items()):
            chosen = (*names, name)
            if total + size >= need:
                found = (total + size, len(chosen), chosen)
                best = found if best is None else min(best, found)
            elif len(chosen) < len(below.get(total + size, (*chosen, ""))):
                below[total + size] = chosen
    return best[2] if best else None


class Overused(NamedTuple):
    """A participant who speaks too often among the quotes of one theme.

    Attributes:
        n: Quotes in which they speak.
        of: Quotes of the theme.
        in_row: Most of these that follow each other.
    """

    person: str
    n: int
    of: int
    in_row: int


def overused(
    speakers: Sequence[Collection[str]], *, share: float, least_quotes: int, in_row: int
) -> list[Overused]:
    """List who speaks in too many quotes of a theme, or in too many in a row.

    Args:
        speakers: Who speak in each quote, in the order of printing.
        share: The part of the quotes that is not yet too much, 0 to 1.
        least_quotes: With fewer quotes than this no share is too much.
        in_row: How many in a row are not yet too many.

    >>> overused("aabaaaac", share=1, least_quotes=6, in_row=3)
    [Overused(person='a', n=6, of=8, in_row=4)]
    """
    numbers: Counter[str] = Counter()
    longest: dict[str, int] = {}
    runs: dict[str, int] = {}
    for people in speakers:
        runs = {person: runs.get(person, 0) + 1 for person in people}
        numbers.update(runs.keys())
        longest |= {person: max(longest.get(person, 0), n) for person, n in runs.items()}
    of = len(speakers)
    return [
        Overused(person, n, of, longest[person])
        for person, n in numbers.items()
        if longest[person] > in_row or (of >= least_quotes and n > share * of)
    ]


def shown_counts(whole: int, parts: Mapping[_Part, int], k: int) -> dict[_Part, int | None]:
    """Say which numbers of participants may be shown beside that of all together.

    A participant may be in several parts. What is not shown of the whole is then found by
    subtraction only where the parts that are shown leave more than one participant over; there
    the next smallest are withheld too, see `suppression.withhold_list` (W58).

    Args:
        whole: Participants in all parts together, each once.
        parts: Participants in each part.
        k: The smallest number that may be shown, from 3.

    Returns:
        The numbers; None where they are withheld.

    >>> shown_counts(20, {"a": 14, "b": 6}, 7)
    {'a': None, 'b': None}
    >>> shown_counts(20, {"a": 14, "b": 6, "c": 11}, 7)
    {'a': 14, 'b': None, 'c': 11}
    """
    small = {name for name, n in parts.items() if 0 < n < k}
    if small and whole - sum(n for name, n in parts.items() if name not in small) > 1:
        flags = withhold_list(np.array(list(parts.values()), dtype=np.int64), k)
        small = {name for name, flag in zip(parts, flags, strict=True) if flag}
    return {name: None if name in small else n for name, n in parts.items()}


def people_by_label(pairs: Iterable[tuple[str, Collection[str]]]) -> dict[str, set[str]]:
    """Join the participants of what bears the same name."""
    found: dict[str, set[str]] = {}
    for name, people in pairs:
        found.setdefault(name, set()).update(people)
    return found
