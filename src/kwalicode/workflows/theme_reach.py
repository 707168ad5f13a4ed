"""How far a theme reaches among the participants, in numbers and in words (W04, W87)."""

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from kwalicode.store.prevalence import Reach, Segment
from kwalicode.store.quantity_limits import USUAL, Limits
from kwalicode.store.voices import Voices


class Group(NamedTuple):
    """How far a theme reaches among the participants of one role, or of several small ones.

    Attributes:
        role_labels: Their role labels in the order of the alphabet; '' for those without one.
        n_participants: How many of the group speak in its segments, of `n_in_group`.
        n_documents: In how many documents they do.
        n_segments: In how many passages.
    """

    role_labels: tuple[str, ...]
    n_participants: int
    n_in_group: int
    n_documents: int
    n_segments: int


def groups_of(reach: Reach, voices: Voices, k: int) -> list[Group]:
    """Tell how far a theme reaches by role of the participant, the largest group first.

    The smallest roles are one group together, of at least k participants, so that nothing is told
    of a few who could be recognised, and nothing can be found by subtraction. Where all
    participants are fewer than that, they are one group.

    Args:
        reach: Of the theme.
        voices: Who speaks where.
        k: The smallest number that may stand apart, see `store.exports.LabelRules`.
    """
    members: dict[str, set[str]] = {}
    for case_id, label in voices.role_labels.items():
        members.setdefault(label, set()).add(case_id)
    joined = joined_roles(members, k)
    segments: dict[tuple[str, ...], set[Segment]] = {labels: set() for labels in joined}
    group_of = {case_id: labels for labels, cases in joined.items() for case_id in cases}
    for segment in reach.segments:
        for case_id in voices.speakers(*segment):
            segments[group_of[case_id]].add(segment)
    return [
        Group(
            labels,
            len(cases & reach.cases),
            len(cases),
            len({segment[0] for segment in segments[labels]}),
            len(segments[labels]),
        )
        for labels, cases in sorted(joined.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def joined_roles(
    members: Mapping[str, Collection[str]], k: int
) -> dict[tuple[str, ...], frozenset[str]]:
    """Put the smallest roles together until no group has fewer than k participants (W60)."""
    order = sorted(members, key=lambda label: (len(members[label]), label))
    together: list[str] = []
    cases: set[str] = set()
    while order and (len(members[order[0]]) < k or 0 < len(cases) < k):
        label = order.pop(0)
        together.append(label)
        cases.update(members[label])
    groups = {(label,): frozenset(members[label]) for label in order}
    return groups | ({tuple(sorted(together)): frozenset(cases)} if together else {})


Quantity = Literal["none", "one", "few", "some", "half", "most", "nearly all", "all"]


def quantity(n: int, total: int, limits: Limits = USUAL) -> Quantity:
    """Give the word for a number of participants or documents, so that all reports mean the same.

    'Few' is at most a fifth, 'most' more than half, 'nearly all' at least nine of ten, unless the
    team agreed on other limits (W87).

    >>> [quantity(n, 20) for n in (0, 1, 4, 9, 10, 11, 18, 20)]
    ['none', 'one', 'few', 'some', 'half', 'most', 'nearly all', 'all']
    """
    share = 100 * n / total if total else 0.0
    words: tuple[tuple[Quantity, bool], ...] = (
        ("none", n == 0),
        ("all", n == total),
        ("one", n == 1),
        ("few", share <= limits.few),
        ("some", share < 50),
        ("half", 2 * n == total),
        ("most", share < limits.nearly_all),
    )
    return next((word for word, holds in words if holds), "nearly all")
