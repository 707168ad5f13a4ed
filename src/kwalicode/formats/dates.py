"""The date of a document, as its head writes it."""

import re
from datetime import date
from functools import cache

_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th)?\s([^\W\d_]{3,9})\.?,?\s(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")


def find_date(text: str) -> str:
    """Give the first date of a text as ISO date, or an empty text where there is none.

    >>> find_date("maandag 6 december 2021, 10:05"), find_date("On March 3, 2022 at 9:10 AM")
    ('2021-12-06', '2022-03-03')
    """
    for pattern, order in (
        (_ISO, "ymd"),
        (_NUMBERS, "dmy"),
        (_DAY_FIRST, "dmy"),
        (_MONTH_FIRST, "mdy"),
    ):
        for found in pattern.finditer(text):
            parts = dict(zip(order, found.groups(), strict=True))
            month = _months().get(parts["m"].lower()[:3], 0) or _number(parts["m"])
            try:
                return date(int(parts["y"]), month, int(parts["d"])).isoformat()
            except ValueError:
                continue
    return ""


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


@cache
def _months() -> dict[str, int]:
    """Give the number of a month by its first three letters, in Dutch and English."""
    from babel.dates import get_month_names

    # 'mrt' is how Dutch shortens March.
    months = {"mrt": 3}
    for locale in ("nl", "en"):
        months |= {
            name[:3].lower(): n for n, name in get_month_names("wide", locale=locale).items()
        }
    return months
