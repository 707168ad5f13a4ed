"""Leaks of ways to reach someone: e-mail addresses, phone numbers, rooms and secret links."""

import re
from collections.abc import Iterator

from kwalicode.deid.contacts import find_phones
from kwalicode.deid.lists import words
from kwalicode.deid.masked_text import MASK, Hit, MaskedText
from kwalicode.deid.page import Page
from kwalicode.deid.vocabulary import is_word
from kwalicode.model.file_leaks import FileLeakKind

_ADDRESS = re.compile(
    rf"(?<![\w.{MASK}])(?P<local>(?:[<(][^\W\d_]{{1,20}}[ ](?={MASK}))?[\w.+'%{MASK}-]{{1,80}})"
    rf"@(?P<domain>[\w.-]{{0,120}})(?P<cut>[ ]?{MASK})?"
)
_WHOLE_DOMAIN = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*\.[a-zA-Z]{2,10}\.?")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp)$", re.IGNORECASE)
# What is left of an address behind a mask and a blank: '█ t@'.
_LONGEST_END = 3
_LOCAL_PART = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+")


def find_addresses(text: MaskedText) -> Iterator[Hit]:
    """Find whole personal e-mail addresses, and what masks left of others.

    Boxes of a role or a group, such as 'secretariaat@', are nobody's.
    """
    for match in _ADDRESS.finditer(text.filled):
        local, domain = match["local"], match["domain"]
        if _PICTURE.search(local) or not any(map(str.isalpha, local)):
            continue
        is_cut = bool(match["cut"]) and not _WHOLE_DOMAIN.fullmatch(domain)
        before = text.filled[max(0, match.start() - 2) : match.start()]
        is_end = len(local) <= _LONGEST_END and before.strip()[-1:] == MASK
        if MASK in local or is_cut or is_end:
            yield Hit(FileLeakKind.ADDRESS_REMNANT, match.start(), match.end("domain"))
        elif _WHOLE_DOMAIN.fullmatch(domain) and _is_personal(text, local):
            yield Hit(FileLeakKind.EMAIL, match.start(), match.end("domain"))


def _is_personal(text: MaskedText, local: str) -> bool:
    parts = [part for part in re.split(r"[._+%'-]", local) if part]
    pieces = [piece.lower() for part in parts for piece in _LOCAL_PART.findall(part)]
    roles = words("role_boxes.txt")
    if not roles.isdisjoint(pieces) or not roles.isdisjoint(map(str.lower, parts)):
        return False
    if len(parts) > 1 and len(parts[0]) > 1 and parts[0].isupper():  # 'HR-noord'
        return False
    has_initial = len(parts) > 1 and any(len(part) == 1 for part in parts)
    return has_initial or any(_may_name(text, piece) for piece in pieces)


def _may_name(text: MaskedText, piece: str) -> bool:
    return text.is_listed(piece) or (len(piece) > 3 and not is_word(piece, text.language))


_PHONE_REMNANT = re.compile(
    rf"(?<![\w.])(?:(?:\+|00)[ ]?\(?31\)?|\(?0)[\d ()./-]{{0,20}}{MASK}+"
    rf"(?:[\d -]{{0,15}}{MASK}+){{0,4}}(?:[ -]?\d{{1,4}}){{0,3}}"
)
_SURE = 0.9
_MOBILE_LEFT, _LAND_LEFT = 2, 4
"""Figures behind '06' and behind an area code; fewer are those of a network or a whole office."""
# Area codes of two figures; all others of the country have three (Numbering plan of the ACM).
_SHORT_AREAS = re.compile(r"(?:1[035]|2[0346]|3[03568]|4[03056]|5[0358]|7\d)")


def find_numbers(text: MaskedText) -> Iterator[Hit]:
    """Find whole phone numbers, and figures that masks left of others."""
    for found in find_phones(Page(text.filled, text.language)):
        surface = text.filled[found.start : found.end]
        figures = re.sub(r"\D", "", surface)
        is_sure = found.score >= _SURE and "/" not in surface  # with strokes it may be a date
        if is_sure and not re.match(r"(?:0|31|0031)?(?:800|900|88|14)", figures):
            yield Hit(FileLeakKind.PHONE, found.start, found.end)
    for match in _PHONE_REMNANT.finditer(text.filled):
        if _tells_number(match.group()):
            shown = match.group().rstrip()
            yield Hit(FileLeakKind.PHONE, match.start(), match.start() + len(shown))


def _tells_number(remnant: str) -> bool:
    left = re.sub(r"^(?:(?:\+|00)[ ]?\(?31\)?)?[ ./-]*\(?0?\)?", "", remnant)
    figures = re.sub(r"\D", "", left)
    if figures.startswith("6"):
        return len(figures) - 1 >= _MOBILE_LEFT
    return len(figures) - (2 if _SHORT_AREAS.match(figures) else 3) >= _LAND_LEFT


_ROOM_WORD = r"(?<!\w)(?:werkkamer|kamer|ruimte|werkplek|room|desk)(?:nummer|nr\.?)?[ ]?:?[ ]?"
_ROOM_REMNANT = re.compile(
    rf"{_ROOM_WORD}(?:[A-Z]?[\d.]+{MASK}+[\w.]*|{MASK}+[ ]?[\d.]*\d)", re.IGNORECASE
)
_ROOM = re.compile(rf"{_ROOM_WORD}(?-i:[A-Z]{{0,2}})[ -]?\d{{1,3}}(?:[.-]\d{{1,3}})?(?!\w)", re.I)
_CONTACT_ROW = re.compile(rf"^\s*[TME]\b[ :.]|@|{MASK}")
_NEAR_ROWS = 4


def find_rooms(text: MaskedText) -> Iterator[Hit]:
    """Find rooms of persons: beside a mask, or in the lines of a signature."""
    for match in _ROOM_REMNANT.finditer(text.filled):
        yield Hit(FileLeakKind.ROOM, *match.span())
    for place, (start, row) in enumerate(text.rows):
        for match in _ROOM.finditer(row):
            near = [other for _, other in text.rows[place + 1 : place + 1 + _NEAR_ROWS]]
            if len(row) < 100 and sum(bool(_CONTACT_ROW.search(one)) for one in near) > 0:
                yield Hit(FileLeakKind.ROOM, start + match.start(), start + match.end())


_URL = re.compile(rf"(?:https?|ftp)://[^\s<>\"“”{MASK}\])]{{1,2000}}", re.IGNORECASE)
_SECRET = re.compile(
    # a key in the query, however it is named
    r"[?&#;](?:[\w.-]{0,40}(?:token|key|sig|signature|secret|pwd|passw\w*|auth|code|session\w*|vaultid|"
    r"invite|uuid|guid|rlkey|resid|share\w*)=[\w%~.+/-]{6,})"
    # a room of a meeting
    r"|(?:meet|join|/j|/r|/room|conference|teams|zoom|webex|pexip)[\w./-]{0,80}/\d{6,}"
    r"|meetup-join/[^\s]{10,}|meet\.google\.com/[a-z]{3}-[a-z]{4}-[a-z]{3}"
    # a profile of a person
    r"|linkedin\.com/in/[\w%-]{3,}|facebook\.com/profile\.php\?id=\d+"
    # a name and a word to log in with
    r"|//[^/@\s]+:[^/@\s]+@",
    re.IGNORECASE,
)
_RANDOM = re.compile(r"(?<=[/=])(?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Za-z])[\w-]{16,200}(?=$|[/?&#~])")
_CHANGE = re.compile(r"(?<=\d)[A-Za-z]|(?<=[A-Za-z])\d")
_FEWEST_CHANGES = 4


def find_secret_links(text: MaskedText) -> Iterator[Hit]:
    """Find links that let anyone in who has them, and those to the page of one person."""
    for match in _URL.finditer(text.plain):
        url = match.group()
        tokens = (token.group() for token in _RANDOM.finditer(url))
        # A random word changes between letters and figures all the time; a title does not.
        is_random = any(len(_CHANGE.findall(token)) >= _FEWEST_CHANGES for token in tokens)
        if is_random or _SECRET.search(url):
            yield Hit(FileLeakKind.LINK, *match.span())
