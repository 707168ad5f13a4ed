"""What to ask of a theme before it is called done, after Braun and Clarke.

Questions to think about, not a score: whether a theme holds is for its authors to say. Sources:
Braun and Clarke, Using thematic analysis in psychology, Qualitative Research in Psychology 3 (2006)
77-101, table 2; the same, One size fits all?, Qualitative Research in Psychology 18 (2021) 328-352.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kwalicode.model import Theme
from kwalicode.workflows.themes import ListedTheme

State = Literal["there", "look again", "missing"]
Question = Literal["claim", "concept", "data", "boundary", "counter-case", "distinct"]
Why = Literal[
    "",
    "long claim",
    "nothing coded",
    "one participant",
    "mostly one participant",
    "searched",
    "shared codes",
]

# More than this part of its segments from one participant, or of its codes in another theme.
MOST = 0.5


class Point(NamedTuple):
    """One question of the review list.

    Attributes:
        why: What is to be looked at again, or how it was met.
        other: Name of the other theme, for shared codes.
        share: Which part, 0 to 1, of segments or codes.
    """

    question: Question
    state: State
    why: Why = ""
    other: str = ""
    share: float = 0.0


def review_list(listed: ListedTheme, others: Sequence[ListedTheme]) -> list[Point]:
    """Go through the questions for one theme.

    Args:
        listed: The theme.
        others: All themes; itself and those that were dropped do not count.
    """
    theme = listed.theme
    return [
        _claim(theme),
        Point("concept", "there" if theme.concept else "missing"),
        _data(listed),
        Point("boundary", "there" if theme.scope else "missing"),
        _counter_case(listed),
        _distinct(listed, others),
    ]


def _claim(theme: Theme) -> Point:
    if not theme.claim.strip():
        return Point("claim", "missing")
    is_long = bool(re.search(r"[.!?…]['\")’”]?\s+\S|\n", theme.claim.strip()))
    return Point("claim", "look again", "long claim") if is_long else Point("claim", "there")


def _data(listed: ListedTheme) -> Point:
    reach = listed.reach
    if not reach.segments:
        return Point("data", "missing", "nothing coded")
    if len(reach.cases) <= 1 and len(reach.documents) <= 1:
        return Point("data", "look again", "one participant")
    if listed.main_share > MOST:
        return Point("data", "look again", "mostly one participant", share=listed.main_share)
    return Point("data", "there")


def _counter_case(listed: ListedTheme) -> Point:
    if listed.theme.counter_cases:
        return Point("counter-case", "there")
    if listed.was_searched:
        return Point("counter-case", "there", "searched")
    return Point("counter-case", "missing")


def _distinct(listed: ListedTheme, others: Sequence[ListedTheme]) -> Point:
    shares = [
        (len(listed.code_ids & other.code_ids) / len(listed.code_ids), other.theme.name)
        for other in others
        if listed.code_ids
        and other.theme.theme_id != listed.theme.theme_id
        and not other.theme.is_dropped
    ]
    share, name = max(shares, default=(0.0, ""))
    if share > MOST:
        return Point("distinct", "look again", "shared codes", name, share)
    return Point("distinct", "there")


def n_open(points: Sequence[Point]) -> int:
    """Tell how many questions are still to be looked at."""
    return sum(point.state != "there" for point in points)
