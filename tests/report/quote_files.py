"""Files of quotes to be looked at by tests."""

from datetime import date

from kwalicode.report.quotes.file import Look, Part, PrintedQuote, QuoteFile
from kwalicode.report.quotes.words import Counted, Scale

DAY = date(2022, 9, 28)
SCALE = Scale(34, 7, 20, 90)
FEW = Counted(1, None, is_small=True)


def said(text="Ik durfde niet.", *, role="ambtenaar", style="running", n=1):
    """Give a quote that a team knows more of than it prints."""
    more = ("respondent 3", "Gesprek 7", "let op")
    return PrintedQuote(text, role, style, f"coding-{n}", "nl", *more)


def part(*quotes, path=("Veiligheid", "angst"), counted=(FEW, FEW), **more):
    """Give a code with its quotes, first of its category."""
    return Part(path, counted, quotes, **more)


def file_of(*parts, grouping="code", counted=FEW, **look):
    """Give a file of some headings."""
    return QuoteFile(grouping, parts, counted, SCALE, Look(look.pop("language", "nl"), DAY, **look))
