"""The funnel of recruitment in sentences: from who was approached to who counts (W14)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kwalicode.model import Language


class Branch(NamedTuple):
    """What became of the candidates who came by one route; the parts add up to `n`.

    Attributes:
        n_held: With whom the interview was held.
        n_planned: Who agreed, and whose interview is not held yet.
        n_no_answer: Who did not react to repeated invitation.
        n_withdrawn: Who took their word back before the interview.
        n_waiting: Who was approached, and of whom nothing else is known yet.
    """

    n_held: int = 0
    n_planned: int = 0
    n_no_answer: int = 0
    n_declined: int = 0
    n_withdrawn: int = 0
    n_waiting: int = 0

    @property
    def n(self) -> int:
        """How many there are."""
        return sum(self)

    @property
    def n_agreed(self) -> int:
        """Who agreed and did not take it back before the interview."""
        return self.n_held + self.n_planned


class Funnel(NamedTuple):
    """The recruitment of a study in numbers.

    Attributes:
        n_persons: Who took part in all interviews that were held (W15).
        n_withdrawn: Interviews that were taken back afterwards.
        n_persons_withdrawn: Who took part in these.
    """

    selected: Branch
    self_registered: Branch
    n_persons: int
    n_withdrawn: int
    n_persons_withdrawn: int

    @property
    def n_interviews(self) -> int:
        """How many interviews were held."""
        return self.selected.n_held + self.self_registered.n_held


FunnelWords = Mapping[str, str | tuple[str, str]]
"""Sentences and labels; of two that count, the first is for one."""

_NL: FunnelWords = {
    "title": "Werving: {interviews} met {persons}",
    "interviews": ("1 interview", "{n} interviews"),
    "persons": ("1 persoon", "{n} personen"),
    "approached": ("1 persoon of groep is benaderd", "{n} personen of groepen zijn benaderd"),
    "agreed": ("1 stemde in", "{n} stemden in"),
    "no_answer": ("1 reageerde niet", "{n} reageerden niet"),
    "declined": ("1 zag ervan af", "{n} zagen ervan af"),
    "withdrew": ("1 trok zich vooraf terug", "{n} trokken zich vooraf terug"),
    "waiting": ("1 is nog niet beslist", "{n} zijn nog niet beslist"),
    "planned": ("met 1 moet het gesprek nog komen", "met {n} moet het gesprek nog komen"),
    "came": ("1 meldde zich zelf", "{n} meldden zich zelf"),
    "spoken": ("met 1 is gesproken", "met {n} is gesproken"),
    "held": (
        "Zo is er {interviews} gehouden met {persons}.",
        "Zo zijn er {interviews} gehouden met {persons}.",
    ),
    "lost": (
        "1 interview is na afloop teruggetrokken",
        "{n} interviews zijn na afloop teruggetrokken",
    ),
    "left": (
        "; daarmee blijft er {interviews} met {persons} over.",
        "; daarmee blijven er {interviews} met {persons} over.",
    ),
    "empty": "Er is nog niemand benaderd.",
    "and": "en",
    "box_approached": "Benaderd: {n}",
    "box_came": "Zelf gemeld: {n}",
    "box_agreed": "Ingestemd: {n}",
    "box_spoken": "Gesproken: {n}",
    "box_no_answer": "Geen reactie: {n}",
    "box_declined": "Afgezien: {n}",
    "box_withdrew": "Vooraf teruggetrokken: {n}",
    "box_waiting": "Nog niet beslist: {n}",
    "box_planned": "Gesprek nog niet gehouden: {n}",
    "box_held": "Gehouden",
    "box_lost": "Na afloop teruggetrokken",
    "box_left": "In het onderzoek",
}
_EN: FunnelWords = {
    "title": "Recruitment: {interviews} with {persons}",
    "interviews": ("1 interview", "{n} interviews"),
    "persons": ("1 person", "{n} persons"),
    "approached": ("1 person or group was approached", "{n} persons or groups were approached"),
    "agreed": ("1 agreed", "{n} agreed"),
    "no_answer": ("1 did not answer", "{n} did not answer"),
    "declined": ("1 declined", "{n} declined"),
    "withdrew": ("1 withdrew beforehand", "{n} withdrew beforehand"),
    "waiting": ("1 is undecided yet", "{n} are undecided yet"),
    "planned": ("1 is still to be interviewed", "{n} are still to be interviewed"),
    "came": ("1 came forward", "{n} came forward"),
    "spoken": ("1 was interviewed", "{n} were interviewed"),
    "held": (
        "So {interviews} was held with {persons}.",
        "So {interviews} were held with {persons}.",
    ),
    "lost": ("1 interview was withdrawn afterwards", "{n} interviews were withdrawn afterwards"),
    "left": ", which leaves {interviews} with {persons}.",
    "empty": "Nobody was approached yet.",
    "and": "and",
    "box_approached": "Approached: {n}",
    "box_came": "Came forward: {n}",
    "box_agreed": "Agreed: {n}",
    "box_spoken": "Interviewed: {n}",
    "box_no_answer": "No answer: {n}",
    "box_declined": "Declined: {n}",
    "box_withdrew": "Withdrew beforehand: {n}",
    "box_waiting": "Undecided yet: {n}",
    "box_planned": "Not yet interviewed: {n}",
    "box_held": "Held",
    "box_lost": "Withdrawn afterwards",
    "box_left": "In the study",
}
WORDS: Mapping[Language, FunnelWords] = {"nl": _NL, "en": _EN}


def say(words: FunnelWords, name: str, n: int) -> str:
    """Say how many there are, in the words of this name."""
    return _one_or_many(words, name, n).format(n=n)


def _one_or_many(words: FunnelWords, name: str, n: int) -> str:
    found = words[name]
    if isinstance(found, tuple):
        return found[0] if n == 1 else found[1]
    return found


def say_interviews(words: FunnelWords, name: str, n: int, n_persons: int) -> str:
    """Say interviews with persons, in the words of this name."""
    counted = {
        "interviews": say(words, "interviews", n),
        "persons": say(words, "persons", n_persons),
    }
    return _one_or_many(words, name, n).format(**counted)


def funnel_text(funnel: Funnel, *, language: Language) -> str:
    """Tell the funnel in sentences."""
    words = WORDS[language]
    if not funnel.selected.n + funnel.self_registered.n:
        return str(words["empty"])
    told = [
        _branch_text(words, branch, first, yes)
        for branch, first, yes in (
            (funnel.selected, "approached", "agreed"),
            (funnel.self_registered, "came", "spoken"),
        )
        if branch.n
    ]
    told.append(say_interviews(words, "held", funnel.n_interviews, funnel.n_persons))
    if funnel.n_withdrawn:
        left = say_interviews(words, "left", *left_over(funnel))
        told.append(f"{say(words, 'lost', funnel.n_withdrawn)}{left}")
    return " ".join(told)


def left_over(funnel: Funnel) -> tuple[int, int]:
    """Give the interviews and persons that stay after who withdrew."""
    return (
        funnel.n_interviews - funnel.n_withdrawn,
        funnel.n_persons - funnel.n_persons_withdrawn,
    )


def _branch_text(words: FunnelWords, branch: Branch, first: str, yes: str) -> str:
    n_yes = branch.n_agreed if yes == "agreed" else branch.n_held
    parts = [say(words, name, n) for name, n in ((yes, n_yes), *beside(branch)) if n]
    if branch.n_planned:
        parts.append(say(words, "planned", branch.n_planned))
    listed = f" {words['and']} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"{say(words, first, branch.n)}: {listed}."


def beside(branch: Branch) -> Sequence[tuple[str, int]]:
    """Give who left the way to an interview, or is not on it yet."""
    return (
        ("no_answer", branch.n_no_answer),
        ("declined", branch.n_declined),
        ("withdrew", branch.n_withdrawn),
        ("waiting", branch.n_waiting),
    )
