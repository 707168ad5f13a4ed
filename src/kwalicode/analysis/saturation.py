"""Rules by which qualitative researchers say that interviews bring nothing new any more."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from kwalicode.errors import InputError, UndefinedError

BASE_SIZES, RUN_LENGTHS, THRESHOLDS = (4, 5, 6), (2, 3), (0.05, 0.0)
_ROUNDING = 1e-12


class Run(NamedTuple):
    """Some interviews in a row after the base.

    Attributes:
        first: The first interview of the run, from 1.
        last: The last one.
        n_new: New codes in the run.
        ratio: Of these to the codes of the base.
    """

    first: int
    last: int
    n_new: int
    ratio: float


class NewInformation(NamedTuple):
    """The new information rate after Guest, Namey and Chen.

    Attributes:
        base_size: Interviews of the base, b.
        run_length: Interviews of a run, r.
        threshold: The share of new information up to which data are called saturated.
        n_base_codes: Codes found in the base.
        runs: All of them, overlapping, sliding by one interview.
        reached_at: After how many interviews the first run at or below the threshold begins;
            None where there is none.
        reopened_at: The interview after that run which brought new codes, the first one; None
            where none did.
    """

    base_size: int
    run_length: int
    threshold: float
    n_base_codes: int
    runs: tuple[Run, ...]
    reached_at: int | None
    reopened_at: int | None

    @property
    def notation(self) -> str:
        """How the authors write it, such as '6+2'; empty where it was not reached."""
        return f"{self.reached_at}+{self.run_length}" if self.reached_at is not None else ""


def new_information_rate(
    new_codes: Sequence[int], *, base_size: int = 4, run_length: int = 2, threshold: float = 0.05
) -> NewInformation:
    """Say when a run of interviews brings little against what the first ones brought.

    The ratio of a run is its new codes by those of the base; runs slide by one interview (Guest,
    Namey and Chen 2020, PLOS ONE 15(5): e0232076).

    Args:
        new_codes: Codes each interview brought, in order.
        base_size: How many interviews make the base; the authors use 4, 5 or 6.
        run_length: How many make a run; the authors use 2 or 3.
        threshold: From 0 to 1; the authors use 0.05 and 0.

    Raises:
        InputError: A setting lies outside its range.
        UndefinedError: There are too few interviews, or the base holds no code.

    >>> found = new_information_rate([4, 3, 2, 1, 1, 0, 0, 0])
    >>> found.notation, [run.ratio for run in found.runs]
    ('5+2', [0.1, 0.0, 0.0])
    """
    if base_size < 1 or run_length < 1 or not 0 <= threshold <= 1:
        raise InputError(
            "A base and a run have at least one interview and a threshold lies from 0 to 1; "
            "choose other settings."
        )
    missing = base_size + run_length - len(new_codes)
    if missing > 0:
        raise UndefinedError(
            "{n} more interviews are needed for a base of {base} and a run of {run}.",
            n=missing,
            base=base_size,
            run=run_length,
        )
    n_base = sum(new_codes[:base_size])
    if not n_base:
        raise UndefinedError("The first {base} interviews hold no code.", base=base_size)
    runs = tuple(
        Run(start + 1, start + run_length, n_new, n_new / n_base)
        for start in range(base_size, len(new_codes) - run_length + 1)
        for n_new in [sum(new_codes[start : start + run_length])]
    )
    reached_at = next((r.first - 1 for r in runs if r.ratio <= threshold + _ROUNDING), None)
    later = () if reached_at is None else range(reached_at + run_length, len(new_codes))
    reopened_at = next((place + 1 for place in later if new_codes[place]), None)
    return NewInformation(base_size, run_length, threshold, n_base, runs, reached_at, reopened_at)


def standard_settings() -> list[tuple[int, int, float]]:
    """List the twelve settings of the authors: base size, run length, threshold."""
    return list(product(BASE_SIZES, RUN_LENGTHS, THRESHOLDS))


class StoppingPoint(NamedTuple):
    """Whether ten interviews and three more sufficed.

    Attributes:
        reached_at: After how many interviews the last three brought nothing new; None where
            that did not happen.
        reopened_at: The first interview after it that brought new codes; None where none did.
    """

    reached_at: int | None
    reopened_at: int | None


def ten_plus_three(
    new_codes: Sequence[int], *, initial: int = 10, criterion: int = 3
) -> StoppingPoint:
    """Say after which interview the last three in a row brought nothing new, from the 13th on.

    Meant for one category at a time (Francis et al. 2010, Psychology & Health 25(10): 1229-1245).

    Args:
        new_codes: Codes each interview brought, in order.
        initial: How many interviews are analysed before any stop.
        criterion: How many in a row must bring nothing.

    Raises:
        UndefinedError: There are fewer interviews than the rule needs.

    >>> ten_plus_three([5, 3, 2, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1])
    StoppingPoint(reached_at=13, reopened_at=14)
    """
    least = initial + criterion
    if len(new_codes) < least:
        raise UndefinedError(
            "{n} more interviews are needed for the rule of {initial} and {criterion}.",
            n=least - len(new_codes),
            initial=initial,
            criterion=criterion,
        )
    ends = range(least, len(new_codes) + 1)
    reached_at = next((end for end in ends if not any(new_codes[end - criterion : end])), None)
    later = () if reached_at is None else range(reached_at, len(new_codes))
    return StoppingPoint(reached_at, next((place + 1 for place in later if new_codes[place]), None))
