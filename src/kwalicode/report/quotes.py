"""Quotes as files that may leave the study: `.csv`, `.md` and `.docx`.

What goes out is the words, the role label and the codebook. The document, the coder and the
numbers of respondents stay inside, because quotes of one respondent put side by side can expose
that person; and within a code the quotes stand in an order that has nothing to do with the
documents (W53).
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

from kwalicode.model import Language, Quote
from kwalicode.text import normalise

COLUMNS = ("quote", "role_label", "code", "category", "comment")

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
_WORDS = {
    "nl": {
        "title": "Citaten",
        "one": "1 citaat",
        "many": "{n} citaten",
        "none": "Er zijn geen citaten.",
        "no category": "Zonder categorie",
        "no code": "Zonder code",
    },
    "en": {
        "title": "Quotes",
        "one": "1 quote",
        "many": "{n} quotes",
        "none": "There are no quotes.",
        "no category": "Without a category",
        "no code": "Without a code",
    },
}


def quotes_csv(quotes: Sequence[Quote]) -> bytes:
    """Write quotes as a table: one row each, in the columns `COLUMNS`.

    Args:
        quotes: Grouped by category and code in the order given; highlights without a code too.

    Returns:
        UTF-8 with a byte order mark, so that spreadsheets show accents and emoji right. A cell
        that a spreadsheet would take for a formula starts with an apostrophe.
    """
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for section in _sections(quotes):
        for group in section.groups:
            writer.writerows([safe_cell(value) for value in _row(quote)] for quote in group.quotes)
    return table.getvalue().encode("utf-8-sig")


def quotes_md(quotes: Sequence[Quote], *, language: Language, exported: date) -> bytes:
    """Write quotes as Markdown: headings for categories and codes, quotes as block quotations.

    Args:
        quotes: As for `quotes_csv`; comments are for the analyst and are left out.
        language: Of headings, numbers and the date.
        exported: Day of the export.
    """
    lines = [f"# {_WORDS[language]['title']}", _summary(quotes, language, exported)]
    for section in _sections(quotes):
        lines.append(f"## {_escaped(_counted(section.name(language), section.quotes, language))}")
        for group in section.groups:
            if group.code:
                lines.append(f"### {_escaped(_counted(group.code, group.quotes, language))}")
            lines += [_block(quote) for quote in group.quotes]
    return ("\n\n".join(lines) + "\n").encode()


def quotes_docx(quotes: Sequence[Quote], *, language: Language, exported: date) -> bytes:
    """Write quotes as a Word document in the order of `quotes_md`, which see.

    Its properties name nobody and its spelling language is that of the headings.
    """
    from kwalicode.report import word  # python-docx is slow to import

    title = _WORDS[language]["title"]
    document = word.WordDocument(title=title, language=language, exported=exported)
    document.add(word.TITLE, title)
    document.add(word.SUBTITLE, _summary(quotes, language, exported))
    for section in _sections(quotes):
        name = section.name(language)
        document.add(word.HEADING_1, _counted(name, section.quotes, language))
        for group in section.groups:
            if group.code:
                document.add(word.HEADING_2, _counted(group.code, group.quotes, language))
            for quote in group.quotes:
                said_by = quote.role_label.strip()
                document.add(word.QUOTE, quote.text.strip(), keep_with_next=bool(said_by))
                if said_by:
                    document.add(word.SPEAKER, f"— {said_by}")
    return document.to_bytes()


class _Group(NamedTuple):
    """The quotes of one code; no name for highlights without a code."""

    code: str
    quotes: list[Quote]


class _Section(NamedTuple):
    """The codes of one category; those without one and uncoded highlights stand apart."""

    category: str
    groups: list[_Group]

    @property
    def quotes(self) -> list[Quote]:
        return [quote for group in self.groups for quote in group.quotes]

    def name(self, language: Language) -> str:
        without = "no category" if self.groups[0].code else "no code"
        return self.category or _WORDS[language][without]


def _sections(quotes: Sequence[Quote]) -> list[_Section]:
    """Group quotes by category and code, each in the order in which it comes first."""
    found: dict[tuple[str, bool], dict[str, list[Quote]]] = {}
    for quote in map(_outside, quotes):
        groups = found.setdefault((quote.category, bool(quote.code)), {})
        groups.setdefault(quote.code, []).append(quote)
    return [
        _Section(
            category, [_Group(code, sorted(group, key=_shuffled)) for code, group in g.items()]
        )
        for (category, _), g in found.items()
    ]


def _shuffled(quote: Quote) -> bytes:
    # By chance as far as anyone outside can tell, yet the same in every export.
    return hashlib.sha256(quote.coding_id.encode()).digest()


_RESPONDENT = re.compile(r"\[(respondent|interviewer) \d+\]")


def _outside(quote: Quote) -> Quote:
    """Take away what tells which respondent speaks, and bring all texts to normal form."""
    return replace(
        quote,
        text=_RESPONDENT.sub(r"[\1]", normalise(quote.text)),
        comment=_RESPONDENT.sub(r"[\1]", normalise(quote.comment)),
        role_label=normalise(quote.role_label),
        code=normalise(quote.code),
        category=normalise(quote.category),
    )


def _row(quote: Quote) -> Iterator[str]:
    yield from (quote.text, quote.role_label, quote.code, quote.category, quote.comment)


# What spreadsheets calculate: OWASP, 'CSV Injection'; full-width forms for East Asian ones.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def safe_cell(value: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def _summary(quotes: Sequence[Quote], language: Language, exported: date) -> str:
    day = format_date(exported, format="long", locale=_LOCALE[language])
    return f"{_count(len(quotes), language)} · {day}" if quotes else _WORDS[language]["none"]


def _counted(name: str, quotes: Sequence[Quote], language: Language) -> str:
    return f"{name} ({_count(len(quotes), language)})"


def _count(n: int, language: Language) -> str:
    words = _WORDS[language]
    number = format_decimal(n, locale=_LOCALE[language])
    return words["one"] if n == 1 else words["many"].format(n=number)


def _block(quote: Quote) -> str:
    paragraphs = [_escaped(line) for line in quote.text.split("\n") if line.strip()]
    if quote.role_label.strip():
        paragraphs.append(f"— {_escaped(quote.role_label)}")
    return "> " + "\n>\n> ".join(paragraphs)


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"[\\`*_\[\]{}|~$#^]")
_AT_START = re.compile(r"(\d*)([-+=:.)])")


def _escaped(text: str) -> str:
    r"""Write a text on one line so that Markdown and HTML show it as it is.

    >>> _escaped("1. *Zo* <b>is</b> het")
    '1\\. \\*Zo\\* &lt;b&gt;is&lt;/b&gt; het'
    """
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split())).translate(_ENTITIES)
    return _AT_START.sub(r"\1\\\2", line, count=1) if _AT_START.match(line) else line
