"""The export of quotes: scanned and written in one of six formats, or not at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kwalicode.errors import InputError, LeakError, NotFoundError
from kwalicode.model import Quote
from kwalicode.report.quotes.file import Look, QuoteFile
from kwalicode.report.quotes.html import quotes_html
from kwalicode.report.quotes.markdown import quotes_md
from kwalicode.report.quotes.odt import quotes_odt
from kwalicode.report.quotes.tables import quotes_csv, quotes_xlsx
from kwalicode.report.quotes.words import WORDS
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.workflows.leak_words import Words, leaky_words
from kwalicode.workflows.quotes.export_files import Export, collect_export, file_of
from kwalicode.workflows.quotes.headings import Heading, Wanted
from kwalicode.workflows.quotes.known_names import KnownNames, known_names
from kwalicode.workflows.quotes.labels import LabelFindings, held, label_findings, remember_export
from kwalicode.workflows.quotes.scan import (
    LeakyQuote,
    Progress,
    has_respondent_code,
    inside_names,
    scan_export,
    with_respondent_codes,
)
from kwalicode.workflows.written_files import write_file


def _docx(file: QuoteFile) -> bytes:
    from kwalicode.report.quotes.docx import quotes_docx  # python-docx is slow to import

    return quotes_docx(file)


WRITERS: Mapping[str, Callable[[QuoteFile], bytes]] = {
    ".docx": _docx,
    ".odt": quotes_odt,
    ".html": quotes_html,
    ".md": quotes_md,
    ".csv": quotes_csv,
    ".xlsx": quotes_xlsx,
}
INSIDE_NAMES = {"nl": "niet-voor-publicatie", "en": "not-for-publication"}


class Verdict(NamedTuple):
    """What stands in the way of an export.

    Attributes:
        leaky: Quotes or headings with identifying text.
        n_open: Quotes of the register with an open hit.
        n_names: Claims of themes, titles of sources, headings without quotes and standing texts
            that hold identifying text.
        labels: What labels and numbers give away; None for a file of the team alone.
    """

    leaky: Sequence[LeakyQuote]
    n_open: int
    n_names: int
    labels: LabelFindings | None

    @property
    def may_go(self) -> bool:
        """Tell whether nothing stands in its way."""
        is_held = self.labels is not None and self.labels.blocks
        return not (self.leaky or self.n_open or self.n_names or is_held)


def judge(
    study: Study,
    key: Key,
    export: Export,
    *,
    is_inside: bool,
    progress: Progress = lambda _share: None,
) -> Verdict:
    """Scan all that a file of these quotes would show, and look for hits that are open."""
    grouped = export.printed()
    quotes = [one.quote if is_inside else replace(one.quote, comment="") for one in grouped]
    titles = sorted({one.document for one in quotes}) if is_inside else []
    known = known_names(key)
    leaky, n_open = scan_export(study, known, quotes, progress=progress)
    labels = None
    if not is_inside:
        leaky += with_respondent_codes(quotes)
        labels = label_findings(study, grouped)
    prose = [*(one.claim for one in export.headings), *export.standing.values()]
    n_names = _n_names(known, export.headings, titles, prose, is_inside=is_inside)
    return Verdict(leaky, n_open, n_names, labels)


def _n_names(
    known: KnownNames,
    headings: Sequence[Heading],
    titles: Sequence[str],
    prose: Sequence[str],
    *,
    is_inside: bool,
) -> int:
    """Count what identifies somebody beside the quotes, which are scanned with their headings."""
    bare = [name for one in headings if not one.quotes for name in one.path]
    leaky = leaky_words(known.scanner, Words([*titles, *bare], prose))
    found = {one.text for one in leaky if one.is_certain}
    for text in filter(None, (*titles, *bare, *prose)):
        if inside_names(known, text) or (not is_inside and has_respondent_code(text)):
            found.add(text)
    return len(found)


def render(file: QuoteFile, suffix: str) -> bytes:
    """Write quotes as `.docx`, `.odt`, `.html`, `.md`, `.csv` or `.xlsx`.

    Raises:
        InputError: Another ending is asked for.
    """
    return _writer(suffix)(file)


def _writer(suffix: str) -> Callable[[QuoteFile], bytes]:
    if suffix not in WRITERS:
        raise InputError(
            "Quotes are written as {endings}; choose one of these endings.",
            endings=", ".join(WRITERS),
        )
    return WRITERS[suffix]


def file_name(suffix: str, look: Look) -> str:
    """Give a file a name in its language."""
    return named(f"{WORDS[look.language]['title'].lower()}{suffix}", look)


def named(name: str, look: Look) -> str:
    """Give the name of a file; that of one for the team alone says so."""
    mark = INSIDE_NAMES[look.language]
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{mark}{dot}{ending}" if look.is_inside and mark not in name else name


class Made(NamedTuple):
    """What came of a scan, and the file where nothing stands in its way."""

    verdict: Verdict
    content: bytes


def make_file(
    study: Study,
    key: Key,
    export: Export,
    asked: tuple[Look, str],
    *,
    coder: str,
    progress: Progress = lambda _share: None,
) -> Made:
    """Scan quotes, write them in memory, and remember what they tell before anybody has the file.

    What a colleague exported meanwhile is looked at in the very transaction that remembers.

    Args:
        study: The open study.
        key: Its open key file.
        export: What goes out.
        asked: How it looks, and the ending of the file.
        coder: Who writes it.
        progress: Told the share that is done, 0 to 1.

    Raises:
        InputError: There is no such format.
        LeakError: It tells of a few beside an export that was made during the scan.
    """
    look, suffix = asked
    verdict = judge(study, key, export, is_inside=look.is_inside, progress=progress)
    if not verdict.may_go:
        return Made(verdict, b"")
    content = render(file_of(export, look), suffix)
    if not look.is_inside:
        remember_export(study, export.printed(), coder=coder)
    return Made(verdict, content)


class Written(NamedTuple):
    """What was written.

    Attributes:
        path: The file; the name of one for the team alone says that it is not for publication.
        n_warnings: Participants who speak often, and words that are told twice differently.
        n_left_out: See `Export`.
    """

    path: Path
    n_quotes: int
    n_warnings: int
    n_left_out: int


def export_quotes(
    study: Study, key: Key, output: Path, wanted: Wanted, look: Look, *, coder: str
) -> Written:
    """Write quotes to a file and remember that they went out, or do nothing if one of them leaks.

    Raises:
        NotFoundError: There is nothing to write.
        LeakError: Identifying text was found, or labels that too few share; the sentence says
            where, not what.
    """
    suffix = output.suffix.lower()
    _writer(suffix)
    export = collect_export(study, wanted)
    if not export.n_all:
        raise NotFoundError("There are no quotes to write; code a passage first.")
    if not export.quotes:
        raise NotFoundError("None of these quotes was approved by its participant yet.")
    made = make_file(study, key, export, (look, suffix), coder=coder)
    _refuse(made.verdict, len(export.quotes))
    path = output.with_name(named(output.name, look))
    write_file(path, made.content)
    return Written(path, len(export.quotes), n_warnings(made.verdict.labels), export.n_left_out)


def n_warnings(labels: LabelFindings | None) -> int:
    """Count what a person should look at, though it stands in nobody's way."""
    return len(labels.over_quoted) + len(labels.reused) if labels else 0


def _refuse(verdict: Verdict, n_quotes: int) -> None:
    if verdict.n_open:
        raise LeakError(
            "Nothing was written: quotes of the register with open hits: {n}. Settle them on the "
            "Quotes page.",
            n=verdict.n_open,
        )
    if verdict.n_names:
        raise LeakError(
            "Nothing was written: claims of themes, titles of sources or standing texts with "
            "identifying text: {n}. Change them first.",
            n=verdict.n_names,
        )
    if verdict.leaky:
        # The heading itself may hold the name: its own leaks are told by the document alone.
        leaking = {one.quote.code for one in verdict.leaky if one.field == "code"}
        places = sorted({_place(one.quote, leaking) for one in verdict.leaky})
        raise LeakError(
            "{n} of {total} quotes may hold identifying text, so nothing was written; "
            "look at them on the Quotes page: {places}.",
            n=len({one.quote.coding_id for one in verdict.leaky}),
            total=n_quotes,
            places=", ".join(places[:10]),
        )
    if verdict.labels and verdict.labels.blocks:
        raise held(verdict.labels)


def _place(quote: Quote, leaking: Collection[str]) -> str:
    if not quote.code or quote.code in leaking:
        return quote.document
    return f"{quote.document} ({quote.code})"
