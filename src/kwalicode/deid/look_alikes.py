"""Signs that look like a plain letter, figure, hyphen or blank and are another: read as plain.

Each takes the place of one character, so that offsets stay the same. Which letters of other
scripts are taken for Latin ones follows Unicode Technical Standard 39 (confusables), the letters
of one form only.
"""

import re
import unicodedata
from functools import cache

_OTHER = {
    "-": "‐‑‒−﹣",
    "'": "’‘‛ʼʹ′´`",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u2800\u3000",
    "@": "﹫",
    ".": "․。｡",
}
# A Latin letter, then the letters of Greek, Cyrillic and Armenian that look like it.
_LATIN = (
    "AΑА BΒВ CСϹ EΕЕ GԌ HΗН IΙІӀ JЈͿ KΚК MΜМ NΝ OΟОՕ PΡР QԚ SЅՏ TΤТ VѴ WԜ XΧХ YΥУҮ ZΖ ÏЇ ËЁ ÁΆ "
    "aαа cсϲ dԁ eеε gց hһհ iιі jјϳ kκк lӏ mм nηոп oοоօ pρр qԛզ rг sѕ tтτ uυսц vνѵ wԝω xхχ yуγү "
    "ëё ïїϊ áά éέ íί óό úύ"
)
_FROM_LATIN = str.maketrans({sign: row[0] for row in _LATIN.split() for sign in row[1:]})
_IS_OTHER_SCRIPT = re.compile("[\u0370-\u058f]")
_LETTERS = re.compile(r"[^\W\d_]+")
# A nought or a one that a scan read for a letter: '0udejans', 'K1aassen'; no code, no address.
_SCANNED = re.compile(
    r"(?<![\w.@/_#'’-])(?:0(?='?[A-Za-z]?[a-z]{3,}(?![\w@]))|[A-Z][a-z]{0,20}1(?=[a-z]{2,20}(?![\w@])))"
)


def plain_letters(text: str) -> str:
    """Put a plain sign for every look-alike; the length stays the same.

    Letters of Greek, Cyrillic and Armenian are read as Latin ones only in a word that has a
    Latin letter too, or whose letters all look Latin.

    >>> plain_letters("Mаrieke, ｔｅｌ. ０６‑12"), plain_letters("Анна"), plain_letters("0udejans")
    ('Marieke, tel. 06-12', 'Анна', 'Oudejans')
    """
    if not text.isascii():
        text = text.translate(_plain_signs())
        if _IS_OTHER_SCRIPT.search(text):
            text = _LETTERS.sub(_as_latin, text)
    return _SCANNED.sub(_as_letter, text)


@cache
def _plain_signs() -> dict[int, str]:
    """Collect other hyphens and blanks, figures of every script, letters in another style."""
    signs = {ord(sign): plain for plain, others in _OTHER.items() for sign in others}
    # Full width, in circles, and bold or slanted as signs of mathematics.
    for code in (*range(0xFF01, 0xFF5F), *range(0x24B6, 0x24EA), *range(0x1D400, 0x1D800)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            signs[code] = plain
    for code in range(0x660, 0x1FC00):
        if chr(code).isdecimal():
            signs[code] = str(unicodedata.decimal(chr(code)))
    return signs


def _as_latin(word: re.Match[str]) -> str:
    letters = word.group()
    plain = letters.translate(_FROM_LATIN)
    is_changed = plain != letters
    has_latin = any(c < "\u0370" for c in letters)
    return plain if is_changed and (has_latin or all(c < "\u0370" for c in plain)) else letters


def _as_letter(scanned: re.Match[str]) -> str:
    start, figure = scanned.group()[:-1], scanned.group()[-1]
    return start + ("O" if figure == "0" else "l")
