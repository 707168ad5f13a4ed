"""The methods section on how interviews were held: length, manner, recording, field notes."""

from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from kwalicode.model import Manner
from kwalicode.report.methods.say import Teller


class Held(NamedTuple):
    """How interviews were held, as far as that is known.

    Attributes:
        minutes: Of each whose length is known.
        manners: Interviews by how they were held.
        recorded: Interviews that were recorded, and that were not.
        noted: Interviews of which field notes were made, and of which none were.
    """

    minutes: tuple[int, ...] = ()
    manners: Mapping[Manner, int] = {}
    recorded: tuple[int, int] = (0, 0)
    noted: tuple[int, int] = (0, 0)


def tell_held(teller: Teller, held: Held, n: int) -> None:
    """Tell it of n interviews, and of how many it is not known; what is known of none is asked.

    The keys of sentences that leave some out end in `_part`.
    """
    _tell_minutes(teller, held.minutes, n)
    n_held = sum(held.manners.values())
    if n_held:
        ways = teller.listed(teller.word(one, of) for one, of in held.manners.items())
        _tell_known(teller, "manner", n - n_held, list=ways)
    for key, answers in (("recorded", held.recorded), ("noted", held.noted)):
        _tell_answers(teller, key, answers, n)


def _tell_minutes(teller: Teller, minutes: tuple[int, ...], n: int) -> None:
    if not minutes:
        teller.ask("ask_minutes")
    elif n == 1:
        teller.tell("minutes", 1, all=teller.number(minutes[0]))
    else:
        numbers = {"all": sum(minutes), "least": min(minutes), "most": max(minutes)}
        middle = median(minutes)
        shown = {name: teller.number(value) for name, value in numbers.items()}
        shown["median"] = teller.number(middle, 0 if middle == int(middle) else 1)
        _tell_known(teller, "minutes", n - len(minutes), **shown)


def _tell_known(teller: Teller, key: str, n_without: int, **shown: str) -> None:
    if n_without:
        teller.tell(f"{key}_part", n_without, **shown)
    else:
        teller.tell(key, **shown)


def _tell_answers(teller: Teller, key: str, answers: tuple[int, int], n: int) -> None:
    n_yes, n_no = answers
    if not n_yes + n_no:
        teller.ask(f"ask_{key}")
    elif n in answers:
        teller.tell(f"{key}_all" if n_yes else f"{key}_none")
    else:
        told = {"yes": teller.number(n_yes), "no": teller.number(n_no)}
        _tell_known(teller, key, n - n_yes - n_no, **told)
