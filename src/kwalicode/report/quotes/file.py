"""What a file of quotes says, whatever its format: headings, counts, quotes and who says them.

What goes out is the words, the role label and the headings. The document, the coder and the numbers
of respondents stay inside, because quotes of one respondent put side by side can expose that
person; and under each heading the quotes stand in an order that has nothing to do with the
documents, the same under every heading (W53). A file for the team alone shows them, and says on
every page that it is not for publication.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from kwalicode.model import Language
from kwalicode.model.quotes import QuoteStyle
from kwalicode.report.quotes import words
from kwalicode.report.quotes.words import WORDS, Counted, Scale
from kwalicode.text import normalise

Grouping = Literal["theme", "category", "code"]
Attribution = Literal["after", "before", "brackets"]
"""Who says it: on a line below, as 'Ambtenaar: ...' before it, or in brackets behind it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a file of quotes looks.

    Attributes:
        language: Of headings, numbers, the date and the standing text.
        exported: Day of the export.
        has_introduction: Whether the standing text stands before the quotes.
        is_inside: Whether respondent codes, sources and comments are shown: not for publication.
    """

    language: Language
    exported: date
    attribution: Attribution = "after"
    has_introduction: bool = True
    is_inside: bool = False


class PrintedQuote(NamedTuple):
    """A quote as it goes out.

    Attributes:
        text: Its words; those of a pull quote cleaned.
        order: Decides its place under a heading, and is shown nowhere.
        respondent: Who speaks, for a file of the team.
        source: The document, for a file of the team.
        comment: Of the coder, for a file of the team.
    """

    text: str
    role_label: str
    style: QuoteStyle
    order: str
    language: Language
    respondent: str = ""
    source: str = ""
    comment: str = ""


class Part(NamedTuple):
    """A heading with what stands under it.

    Attributes:
        path: Names from the top down, one or two; a name that is empty is said in words.
        counted: Of every heading that does not stand above it already, from the top.
        claim: What a theme claims, in a sentence.
        is_against: Whether these are the counter-cases of the theme.
        has_evidence: Whether more was said that may not be cited (W61).
    """

    path: tuple[str, ...]
    counted: tuple[Counted, ...]
    quotes: tuple[PrintedQuote, ...]
    claim: str = ""
    is_against: bool = False
    has_evidence: bool = False


class QuoteFile(NamedTuple):
    """All that a file of quotes shows.

    Attributes:
        standing: What the team wrote in the place of the usual standing text; '' for that text.
    """

    grouping: Grouping
    parts: tuple[Part, ...]
    counted: Counted
    scale: Scale
    look: Look
    standing: str = ""


BlockKind = Literal[
    "title", "subtitle", "inside", "lead", "text", "heading 1", "heading 2", "count", "claim",
    "evidence", "quote", "pull",
]  # fmt: skip


class Block(NamedTuple):
    """A piece of a page.

    Attributes:
        by: Who says it, on a line of its own below a quote.
        language: Of the words of a quote.
    """

    kind: BlockKind
    text: str
    by: str = ""
    language: Language | None = None


def blocks(file: QuoteFile) -> Iterator[Block]:
    """Give all that a file shows from top to bottom, the same for every format of running text."""
    look, told = file.look, WORDS[file.look.language]
    if look.is_inside:
        yield Block("inside", told["inside"])
    yield Block("title", told["title"])
    yield Block("subtitle", subtitle(file))
    yield from introduction(file)
    for part in file.parts:
        yield from _headings(file, part)
        yield from (printed(one, look) for one in ordered(part.quotes))


def introduction(file: QuoteFile) -> Iterator[Block]:
    """Give the standing text under its heading."""
    paragraphs = standing_text(file)
    if paragraphs:
        yield Block("lead", WORDS[file.look.language]["explained"])
    yield from (Block("text", one) for one in paragraphs)


def _headings(file: QuoteFile, part: Part) -> Iterator[Block]:
    names = part_names(file, part)
    first = len(names) - len(part.counted)
    kinds: tuple[BlockKind, BlockKind] = ("heading 1", "heading 2")
    for level, (name, counted) in enumerate(
        zip(names[first:], part.counted, strict=True), start=first
    ):
        yield Block(kinds[level], name)
        if part.claim and level == 0:
            yield Block("claim", normalise(part.claim))
        if counted.n_quotes:
            yield Block("count", words.count_words(counted, file.scale, file.look.language))
    if part.has_evidence:
        yield Block("evidence", WORDS[file.look.language]["evidence"])


def part_names(file: QuoteFile, part: Part) -> tuple[str, ...]:
    """Give the names of the headings of a part, in words where they have none of their own."""
    told = WORDS[file.look.language]
    without = {"theme": "without theme", "category": "without category", "code": "without code"}
    names = [normalise(one) for one in part.path]
    if file.grouping == "code" and len(names) > 1 and not names[0]:
        names[0] = told["without category" if names[1] else "without code"]
    elif not names[0]:
        names[0] = told[without[file.grouping]]
    if part.is_against:
        names[1:] = [told["counter-cases"]]
    return tuple(one for one in names if one)


def subtitle(file: QuoteFile) -> str:
    """Say how many quotes there are, by how many participants, and of which day they are."""
    language = file.look.language
    if not file.parts:
        return WORDS[language]["no quotes"]
    counted = words.count_words(file.counted, file.scale, language)
    return f"{counted} · {words.day(file.look.exported, language)}"


def standing_text(file: QuoteFile) -> list[str]:
    """Give the paragraphs on what numbers and quotes mean; none where they are not wanted."""
    if not (file.look.has_introduction and file.parts):
        return []
    styles = frozenset(one.style for part in file.parts for one in part.quotes)
    language, is_inside = file.look.language, file.look.is_inside
    told = words.introduction(file.scale, styles, language, is_inside=is_inside, own=file.standing)
    return list(told)


def ordered(quotes: Sequence[PrintedQuote]) -> list[PrintedQuote]:
    """Order quotes by chance as far as anyone outside can tell, yet the same in every export."""
    return sorted(quotes, key=lambda one: place_of(one.order))


def place_of(order: str) -> bytes:
    """Give what quotes are ordered by, from an id that tells nothing."""
    return hashlib.sha256(order.encode()).digest()


def printed(quote: PrintedQuote, look: Look) -> Block:
    """Put who says it where it was asked for; what is not literal has no quotation marks."""
    text = spoken(quote, look).strip()
    if quote.style == "pull":
        return Block("pull", text, said_by(quote, look) if look.is_inside else "", quote.language)
    quoted = f"“{text}”" if quote.style == "running" else text
    by = said_by(quote, look)
    if not by or look.attribution == "after":
        return Block("quote", quoted, by, quote.language)
    if look.attribution == "before":
        return Block("quote", f"{by[:1].upper()}{by[1:]}: {quoted}", "", quote.language)
    # No line begins with the bracket.
    return Block("quote", f"{quoted}\u00a0({by})", "", quote.language)


def said_by(quote: PrintedQuote, look: Look) -> str:
    """Say who speaks, and mark what is not literal (W62, W63)."""
    told, parts = WORDS[look.language], [normalise(quote.role_label).strip()]
    if quote.style in ("composite", "paraphrase"):
        parts.append(told[quote.style])
    if look.is_inside:
        parts += [normalise(quote.respondent), normalise(quote.source)]
    return ", ".join(" ".join(one.split()) for one in parts if one.strip())


# Numbers follow the order of the documents and are the same in all quotes, so they tell which
# quotes belong together.
_NUMBERED = re.compile(
    r"\[(respondent|interviewer|form|subject|place|organisation|party|department|function|"
    r"plaats|organisatie|partij|afdeling|functie) (\d{1,6})\]"
)


def spoken(quote: PrintedQuote, look: Look) -> str:
    """Give the words of a quote; outside the team the marks in it are numbered within it alone."""
    text = normalise(quote.text)
    return text if look.is_inside else with_own_numbers(text)


def with_own_numbers(text: str) -> str:
    """Number the marks of a text within it alone, without a number where there is one of a kind.

    >>> with_own_numbers("[subject 12] zei het tegen [subject 7], en [place 3] zweeg.")
    '[subject 1] zei het tegen [subject 2], en [place] zweeg.'
    """
    seen: dict[str, list[str]] = {}
    for mark in _NUMBERED.finditer(text):
        numbers = seen.setdefault(mark[1], [])
        if mark[2] not in numbers:
            numbers.append(mark[2])

    def own(mark: re.Match[str]) -> str:
        numbers = seen[mark[1]]
        return f"[{mark[1]}]" if len(numbers) == 1 else f"[{mark[1]} {numbers.index(mark[2]) + 1}]"

    return _NUMBERED.sub(own, text)


# What spreadsheets calculate: OWASP, 'CSV Injection'; full-width forms for East Asian ones.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def safe_cell(value: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value
