"""Which code occurs in which interview: the table that saturation is computed from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kwalicode.errors import UndefinedError

Table = NDArray[np.bool_]


@dataclass(frozen=True)
class Incidence:
    """Codes by interview, in the order the interviews are taken in.

    One code counts once in an interview, however often and by however many coders it was given.
    An interview without any code stays in; a code that occurs nowhere does not.

    Attributes:
        table: Shape (interviews, codes); True where the interview holds the code.
    """

    table: Table

    def __post_init__(self) -> None:
        if self.table.ndim != 2 or not self.table.shape[0]:
            raise UndefinedError("There is no interview to count yet; code one first.")
        object.__setattr__(self, "table", self.table[:, self.table.any(axis=0)])

    @property
    def n_interviews(self) -> int:
        """The number of interviews, T."""
        return int(self.table.shape[0])

    @property
    def n_codes(self) -> int:
        """The number of codes that occur, S."""
        return int(self.table.shape[1])

    @cached_property
    def frequencies(self) -> NDArray[np.int64]:
        """In how many interviews each code occurs, Y; from 1."""
        return np.asarray(self.table.sum(axis=0, dtype=np.int64))

    @property
    def n_incidences(self) -> int:
        """The sum of all frequencies, U."""
        return int(self.frequencies.sum())

    def n_seen(self, times: int) -> int:
        """How many codes occur in just so many interviews, Q1, Q2 and on."""
        return int((self.frequencies == times).sum())

    @cached_property
    def first_seen(self) -> NDArray[np.int64]:
        """The interview each code was first seen in, from 0."""
        return np.asarray(self.table.argmax(axis=0))

    @cached_property
    def new_codes(self) -> NDArray[np.int64]:
        """How many codes each interview brought that none before it held."""
        return np.bincount(self.first_seen, minlength=self.n_interviews)

    @property
    def cumulative(self) -> NDArray[np.int64]:
        """How many codes were seen up to and with each interview."""
        return np.cumsum(self.new_codes)
