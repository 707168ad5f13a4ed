"""Every line of the head of a mail, also those that no mail program shows."""

import email
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from kwalicode.text import normalise

# Marks of servers and programs, which name no persons, and numbers that look like addresses.
_TECHNICAL = (
    *("message-id", "in-reply-to", "references"),
    *("content-", "mime-", "dkim-", "arc-", "authentication-", "x-ms-", "x-microsoft-"),
    *("x-google-", "x-spam-", "x-gm-", "received-spf"),
)


def head_lines(content: bytes) -> str:
    """Give the head of a mail as lines 'Name: value', as words.

    Args:
        content: An .eml; it is not trusted.
    """
    message = email.message_from_bytes(content)
    lines = []
    for name, value in message.items():
        if not name.lower().startswith(_TECHNICAL):
            lines.append(f"{name}: {_decoded(str(value))}")
    return "\n".join(lines)


def _decoded(value: str) -> str:
    try:
        words = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        words = value
    return " ".join(normalise(words).split())
