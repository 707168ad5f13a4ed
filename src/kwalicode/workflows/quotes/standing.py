"""The standing text of files of quotes: worded by the team, in each language by itself (W02)."""

from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.model import Language
from kwalicode.report.quotes.words import IN_BRACES, NUMBERS, usual_text
from kwalicode.store.standing_texts import find_standing_texts, set_standing_text
from kwalicode.store.study import Study
from kwalicode.text import normalise

MAX_TEXT = 2_000


class StandingText(NamedTuple):
    """What stands at the head of files of quotes in one language.

    Attributes:
        text: A line for each paragraph; names in braces stand for numbers.
        is_usual: Whether nobody changed it.
    """

    text: str
    is_usual: bool


def standing_text(study: Study, language: Language) -> StandingText:
    """Read the standing text of a language."""
    with study.read() as db:
        own = find_standing_texts(db).get(language, "")
    return StandingText(own or usual_text(language), not own)


def save_standing_text(study: Study, language: Language, text: str, *, coder: str) -> None:
    """Store the standing text of a language as one step; the usual one is not stored.

    Raises:
        InputError: It is empty or too long, or names a number that does not exist.
    """
    lines = (" ".join(line.split()) for line in normalise(text).split("\n"))
    words = "\n".join(filter(None, lines))
    if not 0 < len(words) <= MAX_TEXT:
        raise InputError(
            "The standing text has 1 to {most} characters; shorten it, or leave it out of the "
            "file.",
            most=MAX_TEXT,
        )
    names = list(NUMBERS[language].values())
    unknown = next((one for one in IN_BRACES.findall(words) if one not in names), None)
    if unknown:
        raise InputError(
            "There is no number {name}; choose from {names}.", name=unknown, names=", ".join(names)
        )
    own = "" if words == usual_text(language) else words
    with study.read() as db:
        if find_standing_texts(db).get(language, "") == own:
            return
    with study.write(coder, "standing text") as db:
        set_standing_text(db, language, own)
