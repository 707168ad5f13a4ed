"""Heads of e-mail as they stand in text, and the earlier mails that a mail quotes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.formats.dates import find_date
from kwalicode.formats.lines import Line, unwrap
from kwalicode.formats.plain import starts_turn

EARLIER = "earlier mail"
_KEYS = {
    "from": "from",
    "van": "from",
    "von": "from",
    "to": "to",
    "aan": "to",
    "cc": "cc",
    "bcc": "bcc",
    "subject": "subject",
    "onderwerp": "subject",
    "betreft": "subject",
    "date": "date",
    "datum": "date",
    "sent": "date",
    "verzonden": "date",
    "attachments": "attachments",
    "bijlage": "attachments",
    "bijlagen": "attachments",
    "importance": "importance",
    "urgentie": "importance",
    "reply-to": "reply-to",
}
_LABEL = re.compile(
    rf"[\s>*_]{{0,6}}(?P<label>{'|'.join(_KEYS)})[*_]{{0,2}}\s?(?P<colon>:?)[*_]{{0,2}}(?:\s+(?P<value>.*)|$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|^\s*[<\"]|[,;>]\s*$|^[\W_]*\[?redact|^[\W_]+$", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"\W*(?:-{2,}|_{5,}|begin\s|forwarded message|doorgestuurd bericht|original message"
    r"|oorspronkelijk[e]? (?:bericht|afspraak))[-\s]*"
    r"(?:(?:oorspronkelijk|original|forwarded|doorgestuurd|begin)[\w\s]*"
    r"(?:bericht|message|afspraak|appointment)?[\s:-]*)?",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"[\s>]*(?:op|on|le|am)\s.{4,200}\b(?:schreef|geschreven|wrote)\b.{0,120}:?\s*", re.IGNORECASE
)
_REPLY = re.compile(r"\s*(?:re|fw|fwd|antw|doorst|betr)\s?:\s*", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s?([ap]m)?", re.IGNORECASE)
_LONGEST = 90


class Head(NamedTuple):
    """The head of a mail in rows of text.

    Attributes:
        label: The word before the sender, in lower case.
        end: The row behind it.
        fields: By 'from', 'to', 'cc', 'subject', 'date' and the like.
        has_colons: Whether a colon follows the labels; a mail printed by itself has none.
    """

    label: str
    end: int
    fields: dict[str, str]
    has_colons: bool


def read_head(rows: Sequence[str], start: int) -> Head | None:
    """Read the head of a mail that starts at a row, or say that none does.

    Who wrote and at least two of receiver, subject and date have to be there; one is enough
    where a colon follows every label.
    """
    first = _LABEL.match(rows[start])
    if not first or _KEYS[first["label"].lower()] != "from":
        return None
    fields: dict[str, str] = {}
    has_colons, last, end = bool(first["colon"]), "", start
    n_blank = 0
    for place in range(start, min(len(rows), start + _LONGEST)):
        row = rows[place]
        if not row.strip():
            n_blank += 1
            if n_blank > 1 or {"from", "to", "subject", "date"} <= fields.keys():
                break
            continue
        key = _key(row, fields, has_colons=has_colons)
        if not key and not (last and _ADDRESS.search(row) and len(row) < 2000):
            break
        match = _LABEL.match(row) if key else None
        value = (match["value"] or "") if match else row
        last, n_blank, end = key or last, 0, place + 1
        fields[last] = f"{fields.get(last, '')} {value.strip(' *_')}".strip()
    n_others = len({"to", "subject", "date"} & fields.keys())
    if n_others < (1 if has_colons else 2) or not _is_mail(rows[start:end], fields):
        return None
    return Head(first["label"].lower(), end, fields, has_colons)


def _is_mail(rows: Sequence[str], fields: dict[str, str]) -> bool:
    """Tell a mail from a memo, which names a sender and a date too."""
    who = fields["from"] + fields.get("to", "")
    is_sent = any(re.match(r"\W*(?:sent|verzonden|verz)\b", row, re.IGNORECASE) for row in rows)
    return is_sent or "@" in who or "<" in who or {"to", "subject", "date"} <= fields.keys()


def _key(row: str, fields: dict[str, str], *, has_colons: bool) -> str:
    match = _LABEL.match(row)
    if not match:
        return ""
    key = _KEYS[match["label"].lower()]
    # 'Aan' of one mail program has lost its colon; a word in a sentence has none either.
    fits = bool(match["colon"]) or not has_colons or key in {"from", "to"}
    return key if fits and key not in fields else ""


def earlier_from(rows: Sequence[str], start: int = 0) -> int:
    """Give the row from which on a mail quotes earlier ones, or the number of rows."""
    for place in range(start, len(rows)):
        row = rows[place]
        if row.strip() and (announces_earlier(row) or read_head(rows, place)):
            return place
    return len(rows)


def announces_earlier(row: str) -> bool:
    """Whether a row says that an earlier mail follows, such as 'On 3 May Ana wrote:'."""
    return bool(_ORIGINAL.fullmatch(row) or _WROTE.fullmatch(row))


def quotes(mail: Head, other: Head, *, is_other_program: bool) -> bool:
    """Whether a mail below another one is quoted there: an earlier one that it answers.

    Args:
        mail: The one above.
        other: The one below.
        is_other_program: Its head was written by another program than that of whole mails.
    """
    subject = mail.fields.get("subject", "")
    if not _REPLY.match(subject) or _when(other) > _when(mail):
        return False
    return is_other_program or _base(subject) == _base(other.fields.get("subject", ""))


def _base(subject: str) -> str:
    while match := _REPLY.match(subject):
        subject = subject[match.end() :]
    return "".join(c for c in subject.casefold() if c.isalnum())


def _when(head: Head) -> tuple[str, int]:
    """Give date and minute of a mail, to tell which is the earlier one."""
    sent = head.fields.get("date", "")
    time = _TIME.search(sent)
    if not time:
        return find_date(sent), 0
    half = 12 * 60 if (time[3] or "").lower() == "pm" and time[1] != "12" else 0
    return find_date(sent), int(time[1]) * 60 + int(time[2]) + half


def mail_lines(text: str) -> list[Line]:
    """Read the words of a mail, without its own head; earlier mails keep theirs out too.

    Args:
        text: In normal form.

    Returns:
        Lines whose `part` is 'earlier mail' where the mail quotes.
    """
    rows = text.split("\n")
    quoted = earlier_from(rows)
    # Whoever answers between the quoted lines marks these with '>'.
    is_between = any(row.lstrip().startswith(">") for row in rows[quoted + 1 :])
    lines: list[Line] = []
    group: list[Line] = []
    place, part = 0, ""
    while place < len(rows):
        row = rows[place]
        head = read_head(rows, place) if row.strip() else None
        if head:
            rows_read, row = head.end - place, ""
        else:
            rows_read = 1
        marked = row.lstrip().startswith(">")
        is_earlier = marked or (place >= quoted and (not is_between or place == quoted))
        now = EARLIER if is_earlier or head else ""
        if row.strip() and now != part:
            lines += unwrap(group, starts_turn)
            group, part = [], now
        group.append(Line(re.sub(r"^(?:\s*>)+\s?", "", row), part=part))
        place += rows_read
    return lines + unwrap(group, starts_turn)


def earlier_heads(text: str) -> list[dict[str, str]]:
    """Give the heads of the earlier mails in a mail, in order."""
    rows = text.split("\n")
    heads, place = [], 0
    while place < len(rows):
        head = read_head(rows, place) if rows[place].strip() else None
        if head:
            heads.append(head.fields)
        place = head.end if head else place + 1
    return heads
