"""Every line of the head of a mail, also those that no mail program shows."""

from email.errors import MessageError
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser

from kwalicode.text import normalise

# Marks of servers and programs, which name no persons, and numbers that look like addresses.
_TECHNICAL = (
    *("message-id", "in-reply-to", "references"),
    *("content-", "mime-", "dkim-", "arc-", "authentication-", "x-ms-", "x-microsoft-"),
    *("x-google-", "x-spam-", "x-gm-", "received-spf"),
)
_LONGEST = 100_000


def head_lines(content: bytes) -> str:
    """Give the head of a mail as lines 'Name: value', as words.

    Args:
        content: An .eml; it is not trusted.
    """
    message = BytesHeaderParser().parsebytes(content)
    lines = []
    for name, value in message.items():
        if not name.lower().startswith(_TECHNICAL):
            lines.append(f"{name}: {decoded(str(value))}")
    return "\n".join(lines)


def decoded(value: str) -> str:
    """Read a line of a head, with the words that were encoded in it; raw where they cannot be read.

    Nobody writes one so long that it takes minutes to decode.
    """
    words = value
    if len(value) <= _LONGEST:
        try:
            words = str(make_header(decode_header(value)))
        except (MessageError, LookupError, ValueError):
            words = value
    return " ".join(normalise(words).split())
