"""Sentences of interviews with names put in: what no corpus of written text has."""

import random
import re
from collections.abc import Callable, Iterator

from kwalicode.model import Language
from training.examples import OTHER, PERSON, Example, Name
from training.names import Namer, lines_of

_SLOT = re.compile(r"\{(\w)\}")
_UNMARKED = {"t": "titles", "b": "brands", "k": "abbreviations"}


def write_sentences(language: Language, n_each: int, chance: random.Random) -> Iterator[Example]:
    """Fill every template of a language several times.

    Args:
        language: Of the templates.
        n_each: How often each template with persons is filled; one with other names counts
            double and one without names a third, for there are fewer and more of them in talk.
        chance: Decides which names; the same seed gives the same sentences.
    """
    namer = Namer(language, chance)
    for template in lines_of(language):
        share = 1.0 if "{" in template else 1 / 3
        share = 2.0 if re.search(r"\{[pga]\}", template) else share
        for _ in range(max(1, round(n_each * share))):
            yield fill(_opened(template, language, chance), language, namer, chance)


def _opened(template: str, language: Language, chance: random.Random) -> str:
    """Put a word that talk opens with before one sentence in four."""
    if chance.random() > 0.25:
        return template
    opener = chance.choice(lines_of(f"fillers_{language}"))
    keeps_capital = template.startswith(("{", "I ", "I'", "I:"))
    return f"{opener} {template if keeps_capital else template[0].lower() + template[1:]}"


def fill(template: str, language: Language, namer: Namer, chance: random.Random) -> Example:
    """Put names into the slots of one template.

    A genitive s that is glued to a slot belongs to the name.
    """
    text, end = "", 0
    names: list[Name] = []
    for slot in _SLOT.finditer(template):
        text += template[end : slot.start()]
        end = slot.end()
        start = len(text)
        text += _value(slot[1], language, namer, chance)
        if slot[1] not in _UNMARKED:
            names.append(Name(start, len(text), OTHER if slot[1] in "pga" else PERSON))
    text += template[end:]
    return Example(text[0].upper() + text[1:] if template[0] == "{" else text, tuple(names))


def _value(slot: str, language: Language, namer: Namer, chance: random.Random) -> str:
    if slot in _UNMARKED:
        listed = lines_of(f"titles_{language}" if slot == "t" else _UNMARKED[slot])
        return chance.choice(listed)
    draw: dict[str, Callable[[], str]] = {
        "f": namer.first,
        "w": namer.word_name,
        "d": namer.diminutive,
        "i": namer.initials,
        "p": namer.place,
        "g": namer.organisation,
        "a": namer.party,
        "n": lambda: f"{_given(namer, chance)} {namer.last(opens=False)}",
        "l": lambda: namer.last(opens=True),
    }
    return draw[slot]()


def _given(namer: Namer, chance: random.Random) -> str:
    return namer.word_name() if chance.random() < 0.08 else namer.first()
