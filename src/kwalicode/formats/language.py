"""Which of two languages a text is in, by its most common words."""

import re

from kwalicode.formats.labels import words
from kwalicode.model import Language

# Common words of one language that are no words of the other: 'in', 'was', 'we' or 'of' say little.
_DUTCH = words(
    "de het een en ik je niet dat die van ook maar wel nog naar voor met zijn heb heeft deze dit "
    "bij als er aan uit om te werd worden wordt ze hij mijn jij geen kan dan wat ja nee zij hebben "
    "waar hoe waarom toen omdat"
)
_ENGLISH = words(
    "the and a to that it i you is he she they this with for have has had not are were be been my "
    "your our their what how why when because from at by or but there would could should which do "
    "did don't it's i'm about"
)
_ENOUGH = 100_000


def guess_language(text: str) -> Language:
    """Guess whether a text is Dutch or English; Dutch when its words do not say.

    >>> guess_language("Ik durfde dat niet te zeggen."), guess_language("I did not dare to say it.")
    ('nl', 'en')
    """
    found = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text[:_ENOUGH].lower())
    dutch = sum(word in _DUTCH for word in found)
    english = sum(word.replace("’", "'") in _ENGLISH for word in found)
    return "en" if english > dutch else "nl"
