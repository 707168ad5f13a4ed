"""How the head of a document in a bundle looks: titles, labels, greetings and closings."""

import re
from collections.abc import Sequence
from typing import Literal

from kwalicode.formats.dates import find_date
from kwalicode.formats.labels import words
from kwalicode.formats.redactions import without_marks

DocumentType = Literal[
    "", "agenda", "e-mail", "letter", "list", "memo", "minutes", "news", "report", "rules"
]

_MARKUP = re.compile(r"</?[a-z]{1,8}>|[*_#]{1,3}")
_DRAFT = r"(?:concept|draft|ontwerp)?[\s-]{0,2}"
_OPENINGS: tuple[tuple[DocumentType, str], ...] = (
    ("agenda", r"agenda"),
    ("minutes", r"(?:\w*verslag|notulen|besluitenlijst|minutes)"),
    ("list", r"actiepunten|actielijst|deelnemerslijst|action (?:list|points)|list of"),
    ("memo", r"\w*notitie|nota|oplegger|memo|memorandum|briefing note"),
    ("letter", r"brief|aanbiedingsbrief|letter"),
    ("news", r"persbericht|nieuwsbericht|nieuwsbrief|press release|newsletter"),
    (
        "rules",
        r"\w*(?:regeling|reglement|gedrags?code|protocol|statuut)|code of conduct|policy",
    ),
    ("report", r"\w*rapport(?:age)?|management ?samenvatting|report|executive summary"),
)
_TYPES = [
    (kind, re.compile(rf"{_DRAFT}(?:{opening})\b", re.IGNORECASE)) for kind, opening in _OPENINGS
]
_REPORT = re.compile(
    r"\b(?:\w*jaarverslag|\w*rapport(?:age)?|\w*onderzoek|\w*evaluatie|survey|report|study)\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|msg)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABELS = words(
    "vergaderdatum datum date betreft subject onderwerp titel/onderwerp titel title kenmerk "
    "reference aan to van from cc locatie location vergaderlocatie tijd tijdstip time deelnemers "
    "aanwezig aanwezigen present attendees afwezig absent genodigden versie version status auteur "
    "author bijeenkomst autorisatie verhinderd"
)
_ANY = "|".join(map(re.escape, sorted(_LABELS, reverse=True)))
_LABEL = re.compile(
    rf"[\s*_]{{0,4}}(?P<label>{_ANY})\b[\s*_]*(?P<colon>:?)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    rf"(?:^|\|)\s*(?P<label>{_ANY})\b[^:|]{{0,25}}:",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:met\s+)?(?:vriendelijke|hartelijke|beste|collegiale)?\s*groet(?:en|jes)?|hoogachtend"
    r"|(?:kind|best|warm)\s+regards|regards|yours\s+(?:sincerely|faithfully|truly)|sincerely"
    r"|gr\.?|mvg|all\s+the\s+best)\b[\s,.!]*[^\w]*(?:\w+[\s.]*)?",
    re.IGNORECASE,
)
_GREETING = re.compile(r"(?:(?:geachte|beste|dear)\b|l\.\s?s\.).{0,80}", re.IGNORECASE)
_CONTACT = re.compile(
    r"@|https?:|\bwww\.|^(?:t|e|m|i|tel|fax|postbus|p\.?o\.? box)\b\W", re.IGNORECASE
)
_PROSE, _TITLE, _NEAR, _FIRST_LABEL = 95, 110, 10, 4


def clean(row: str) -> str:
    """Give a row without marks of redaction; where its layout changes stands a bar."""
    return re.sub(r"(?:\s*\|\s*)+", " | ", _MARKUP.sub("|", without_marks(row))).strip(" |")


def is_title(row: str) -> bool:
    """Whether a cleaned row could be the title of a document."""
    return (
        0 < len(row) <= _TITLE
        and (row[0].isupper() or row[0] in "'\"‘“")
        and not row.endswith((".", ";", ",", "?"))
        and row.count("\t") < 2
    )


def type_of_title(row: str) -> DocumentType:
    """Give the type that a title begins with, or names beside a year; empty where there is none.

    >>> type_of_title("Agenda werkgroep"), type_of_title("Sociaal jaarverslag 2020")
    ('agenda', 'report')
    """
    if find_date(row) and len(row) <= _TITLE + 20 and row[:1].isupper():
        row = row.rstrip(".")
    if not is_title(row) or _FILE.search(row):
        return ""
    if _YEAR.search(row) and _REPORT.search(row):
        return "report"
    return next((kind for kind, pattern in _TYPES if pattern.match(row)), "")


def is_dated(row: str) -> bool:
    """Whether a title holds a year."""
    return bool(_YEAR.search(row))


def labels_from(rows: Sequence[str], start: int) -> set[str]:
    """Give the labels of a head, such as 'datum' and 'betreft', that begins at a row.

    Args:
        rows: Cleaned; blank ones do not count.
        start: The row where the head would begin.
    """
    found: set[str] = set()
    near = [row for row in rows[start : start + 3 * _NEAR] if row][:_NEAR]
    for place, row in enumerate(near):
        is_far = place > _FIRST_LABEL and not found
        if is_far or (is_contact(row) and not found) or (len(row) > _PROSE and not _any_label(row)):
            break
        found |= {match["label"].lower() for match in _INLINE.finditer(row[:300])}
        label = _LABEL.match(row)
        if label and len(row) <= _PROSE:
            found.add(label["label"].lower())
    return found


def _any_label(row: str) -> bool:
    return bool(_INLINE.search(row) or _LABEL.match(row))


def is_label(row: str) -> bool:
    """Whether a cleaned row begins with a label of a head."""
    return bool(_LABEL.match(row))


def is_closing(row: str) -> bool:
    """Whether a row closes a letter or mail."""
    return bool(_CLOSING.fullmatch(row))


def is_greeting(row: str) -> bool:
    """Whether a row opens a letter or mail."""
    return bool(_GREETING.fullmatch(row))


def is_contact(row: str) -> bool:
    """Whether a row tells where somebody can be reached."""
    return bool(_CONTACT.search(row))


def is_prose(row: str) -> bool:
    """Whether a row is part of running text."""
    return len(row) > _PROSE or row[:1].islower()


def is_shouted(row: str) -> bool:
    """Whether a row is all capitals and long enough to be a heading."""
    first = row.partition(" | ")[0]
    return first.isupper() and sum(map(str.isalpha, first)) >= 8 and not is_contact(first)
