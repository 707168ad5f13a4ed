"""Leaks in letters and mails: who is addressed, who receives it, who signed it."""

import re
from collections.abc import Iterator

from kwalicode.deid.lists import PARTICLES, fold, words
from kwalicode.deid.masked_text import MASK, Hit, MaskedText
from kwalicode.deid.vocabulary import is_word
from kwalicode.model.file_leaks import FileLeakKind

_GREETING = re.compile(
    r"[\W_]*(?:beste|geachte|hallo|hoi|dag|lieve|hi|hey|dear|hello|goede(?:morgen|middag|n?avond)|"
    r"good (?:morning|afternoon|evening))\s+(?P<rest>[^\n]{2,70}?)[\s,!:.*_]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\W_]*(?:(?:met\s)?(?:(?:heel\s)?(?:vriendelijke|hartelijke|collegiale|beste|warme)\s)?"
    r"groet(?:en|jes)?|m\.?v\.?g\.?|hoogachtend|(?:kind|best|warm)\s(?:regards|wishes)|regards|"
    r"yours\s(?:sincerely|faithfully|truly)|sincerely|cheers)(?P<rest>[\s,.!*_].{0,60}|$)",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"[\s>*_]*(?:aan|t\.?a\.?v\.?|ter\sattentie\svan|attn\.?|attention|for\sthe\sattention\sof)"
    r"[ :.]+(?P<rest>\S[^\n@<>]{2,60}?)[\s,.;*_]*",
    re.IGNORECASE,
)
_TITLES = (
    r"(?:(?:de|den)\s)?(?:mevrouw|mevr|mw|meneer|mijnheer|heer|dhr|mr|mrs|ms|miss|prof|dr|drs|ir)"
)
_TITLED = re.compile(rf"{_TITLES}\b\.?[ ]*(?P<name>.*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FOLLOWING = 4
_MOST_NAME_WORDS = 5


def find_addressed(text: MaskedText) -> Iterator[Hit]:
    """Find names behind a greeting or in the address of a letter."""
    for start, row in text.rows:
        match = _GREETING.fullmatch(row) or _ADDRESSEE.fullmatch(row)
        if match:
            first = start + match.start("rest")
            for piece in re.finditer(r"(?:(?!\s(?:en|and|&)\s)[^,/])+", match["rest"]):
                span = _name_in(text, piece.group())
                if span:
                    at = first + piece.start()
                    yield Hit(FileLeakKind.ADDRESSEE, at + span[0], at + span[1])


def _name_in(text: MaskedText, piece: str) -> tuple[int, int] | None:
    """Give where a name stands in what follows a greeting: 'mevrouw De Wit', 'Roos'."""
    titled = _TITLED.match(piece.strip())
    shift = len(piece) - len(piece.lstrip())
    name, at = (titled["name"], titled.start("name")) if titled else (piece.strip(), 0)
    found = list(_WORD.finditer(name))
    if MASK in name or not found or len(found) > _MOST_NAME_WORDS:
        return None
    capitals = [word.group() for word in found if word.group()[0].isupper()]
    telling = [word for word in capitals if fold(word) not in PARTICLES]
    is_called = bool(titled) and bool(telling) and fold(telling[0]) not in words("posts.txt")
    if is_called or _is_called(text, telling):
        return shift + at + found[0].start(), shift + at + found[-1].end()
    return None


def _is_called(text: MaskedText, capitals: list[str]) -> bool:
    """Tell whether words with capitals name somebody: the first does, or all are unknown."""
    if not capitals:
        return False
    is_first = text.is_listed(capitals[0]) and not _is_plural(text, capitals[0])
    return is_first or (text.is_name(capitals[0]) and not capitals[0].endswith("en"))


def _is_plural(text: MaskedText, word: str) -> bool:
    """'Beste Leden': a listed surname that is a word for several."""
    return word.endswith(("en", "s")) and is_word(word.lower(), text.language)


def find_signed(text: MaskedText) -> Iterator[Hit]:
    """Find the name below a letter: behind the closing, or on the first line after it."""
    for place, (start, row) in enumerate(text.rows):
        closing = _CLOSING.fullmatch(row)
        if not closing:
            continue
        below = [(start + closing.start("rest"), closing["rest"])]
        if not any(char.isalpha() or char == MASK for char in closing["rest"]):
            rows = text.rows[place + 1 : place + 1 + _FOLLOWING]
            # 'Mede namens het bestuur,' goes on.
            below = [one for one in rows if one[1].strip(" ,") and one[1].rstrip()[-1] != ","][:1]
        for first, line in below:
            span = _signature(text, line)
            if span:
                yield Hit(FileLeakKind.SIGNED, first + span[0], first + span[1])


def _signature(text: MaskedText, line: str) -> tuple[int, int] | None:
    found = list(_WORD.finditer(line))
    if MASK in line or not 0 < len(found) <= _MOST_NAME_WORDS:
        return None
    low = [w.group() for w in found if w.group()[0].islower() and fold(w.group()) not in PARTICLES]
    names = [word.group() for word in found if len(word.group()) > 1]
    names = [name for name in names if fold(name) not in PARTICLES]
    is_named = bool(names) and (_is_called(text, names[:1]) or text.is_name(names[-1]))
    return (found[0].start(), found[-1].end()) if is_named and not low else None


# Some programs print no colon; then an address has to follow.
_HEAD = re.compile(
    r"[\s>*_]*(?:From|Van|To|Aan|TO|CC|Cc|BCC|Bcc)\b\.?[*_]*[ \t]*(?::|(?=.*[@<>]))"
    r"[*_]*(?P<rest>.+)"
)
_OTHER_FIELD = re.compile(
    r"[\s>*_]*(?:subject|date|onderwerp|betreft|datum|sent|verzonden|attachments|bijlagen?|tijd)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf"@|[<>;]|^\s*{MASK}")
_LONGEST_HEAD = 60
# Between the words of one recipient: 'Bakker, M. (Maria)', 'Roos van der Wit'.
_WITHIN = re.compile(
    r"[ ,.('\"]{1,3}(?:(?:[A-Z]\.?|van|de|den|der|te|ten|ter|el|al)[ .('\"]{1,3}){0,4}"
)
_SHORT_PIECE = re.compile(
    rf"(?<![^\s{MASK}\"'(<])[^\W\d_]{{1,3}}\.?(?=[ ]{MASK})|(?<={MASK}[ ])[A-Z]\.(?=[\"' ,]|$)"
)


def find_recipients(text: MaskedText) -> Iterator[Hit]:
    """Find names and pieces of names among who sent and received a mail."""
    for start, row in _head_rows(text):
        without = re.sub(
            r"\S{0,99}@\S{0,99}|(?<![\w.-])[\w-]+(?:\.[\w-]+)+", lambda m: "<" * len(m.group()), row
        )
        for first, last in _names(text, without):
            yield Hit(FileLeakKind.RECIPIENT, start + first, start + last)
        for match in _SHORT_PIECE.finditer(row):
            piece = match.group().strip(".").lower()
            if len(piece) == 1 or piece not in text.domains:
                is_name = match.group()[0].isupper() or len(piece) > 1
                if is_name and piece not in {"cc", "van", "to", "aan", "bcc"}:
                    yield Hit(FileLeakKind.REMNANT, start + match.start(), start + match.end())


def _head_rows(text: MaskedText) -> Iterator[tuple[int, str]]:
    left = 0
    for start, row in text.rows:
        head = _HEAD.fullmatch(row)
        if head:
            left = _LONGEST_HEAD
            yield start + head.start("rest"), head["rest"]
        elif row.strip() and left:
            goes_on = _GOES_ON.search(row) and not _OTHER_FIELD.match(row)
            left = left - 1 if goes_on else 0
            if goes_on:
                yield start, row


def _names(text: MaskedText, row: str) -> Iterator[tuple[int, int]]:
    """Give one span for each recipient who is named in a line."""
    span: tuple[int, int] | None = None
    for word in _WORD.finditer(row):
        if not _names_somebody(text, row, word):
            continue
        if span and _WITHIN.fullmatch(row, span[1], word.start()):
            span = span[0], word.end()
            continue
        if span:
            yield span
        span = word.span()
    if span:
        yield span


_INITIAL = re.compile(r",[ ]?[A-Z]\.")


def _names_somebody(text: MaskedText, row: str, word: re.Match[str]) -> bool:
    surface = word.group()
    if not surface[0].isupper() or len(surface) < 3:
        return False
    before = row[max(0, word.start() - 3) : word.start()]
    has_initial = bool(_INITIAL.match(row, word.end())) or bool(re.search(r"[A-Z]\.[ ]?$", before))
    return has_initial or (text.is_name(surface) and not surface[:2].isupper())
