"""Quotes: every one is scanned for leaks before anything is written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kwalicode.errors import InputError, LeakError, NotFoundError
from kwalicode.model import Language, Leak, Quote
from kwalicode.model.quotes import QuoteHit, RegisteredQuote
from kwalicode.report.quotes import quotes_csv, quotes_docx, quotes_md
from kwalicode.store.codebook import find_codes
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.quote_places import quotes_of_codings
from kwalicode.store.quote_register import find_accepted, find_registered
from kwalicode.store.quotes import find_quotes
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.leak_scan import leak_scanner
from kwalicode.workflows.leak_words import leaks_in_names
from kwalicode.workflows.quote_checks import check_quotes, open_hits
from kwalicode.workflows.quote_names import known_names
from kwalicode.workflows.quote_register import NOT_PUBLISHED
from kwalicode.workflows.written_files import write_file

Progress = Callable[[float], None]

_WORDS, _NAMES = ("text", "comment"), ("role_label", "code", "category")
_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_BATCH = 400


@dataclass(frozen=True, slots=True)
class LeakyQuote:
    """A quote that may not leave the study as it is.

    Attributes:
        field: Where it leaks: `text`, `comment`, `role_label`, `code` or `category`.
    """

    quote: Quote
    field: str
    leaks: tuple[Leak, ...]


def collect_quotes(
    study: Study, *, code_name: str | None = None, coder: str | None = None
) -> list[Quote]:
    """List the coded segments of one code, or of all, as they may go out.

    One that stands in the register has the words and the role label it was given there; it is
    left out while its state is not to be published (W44, W61), and a paraphrase says so (W63).

    Raises:
        NotFoundError: There is no code of this name.
    """
    with study.read() as db:
        adapted = _adapted(db)
        if code_name is None:
            return _as_published(find_quotes(db, coder=coder), adapted)
        wanted = [c for c in find_codes(db) if folded(c.name) == folded(code_name)]
        if not wanted:
            raise NotFoundError("There is no code '{name}'; check the codebook.", name=code_name)
        found = [
            quote for code in wanted for quote in find_quotes(db, code_id=code.code_id, coder=coder)
        ]
    return _as_published(found, adapted)


def _adapted(db: Database) -> dict[str, RegisteredQuote]:
    """Give the quote of the register that stands on a coding, by coding id."""
    places = quotes_of_codings(db)
    quotes = {one.quote_id: one for one in find_registered(db)} if places else {}
    return {coding_id: quotes[one] for coding_id, one in places.items() if one in quotes}


_PARAPHRASED: Mapping[Language, str] = {"nl": "in andere woorden", "en": "in other words"}


def _as_published(quotes: Sequence[Quote], adapted: Mapping[str, RegisteredQuote]) -> list[Quote]:
    found = []
    for quote in quotes:
        registered = adapted.get(quote.coding_id)
        if registered is None:
            found.append(quote)
        elif registered.state not in NOT_PUBLISHED:
            label = registered.role_label
            if registered.style == "paraphrase":
                label = ", ".join(filter(None, (label, _PARAPHRASED[quote.language])))
            found.append(replace(quote, text=registered.adapted, role_label=label))
    return found


def find_open_hits(
    study: Study, key: Key, quotes: Sequence[Quote]
) -> list[tuple[RegisteredQuote, list[QuoteHit]]]:
    """Check those quotes that stand in the register, and give those with a hit that is open."""
    with study.read() as db:
        adapted = _adapted(db)
    wanted = {
        one.quote_id: one for quote in quotes if (one := adapted.get(quote.coding_id)) is not None
    }
    if not wanted:
        return []
    found = check_quotes(study, known_names(key), list(wanted.values()))
    return [(wanted[one], left) for one, hits in found.items() if (left := open_hits(hits))]


def scan_quotes(
    key: Key, quotes: Sequence[Quote], *, progress: Progress = lambda _share: None
) -> list[LeakyQuote]:
    """Look for names of the key and for identifying text in everything an export would show.

    Args:
        key: The open key file; without it nobody can tell that a quote is safe.
        quotes: What is to be exported; each is scanned in the language of its document.
        progress: Told the share that is done, 0 to 1.
    """
    with key.read() as db:
        scanner = leak_scanner(db)
    leaks = leaks_in_names(scanner, (getattr(one, field) for one in quotes for field in _NAMES))
    leaky: list[LeakyQuote] = []
    for start in range(0, len(quotes), _BATCH):
        batch = quotes[start : start + _BATCH]
        for language in _LANGUAGES:
            spoken = [quote for quote in batch if quote.language == language]
            texts = list({getattr(quote, field): None for quote in spoken for field in _WORDS})
            found = dict(zip(texts, scanner.scan_many(texts, language), strict=True))
            leaky += _leaky(spoken, _WORDS, found) + _leaky(spoken, _NAMES, leaks)
        progress(min(1.0, (start + _BATCH) / len(quotes)))
    return leaky


def scan_export(
    study: Study,
    key: Key,
    quotes: Sequence[Quote],
    *,
    progress: Progress = lambda _share: None,
) -> list[LeakyQuote]:
    """Scan as `scan_quotes`, but leave alone what a person accepted in the register."""
    with study.read() as db:
        adapted, accepted = _adapted(db), find_accepted(db)
    kept = {(quote_id, surface) for quote_id, _check, surface in accepted}
    leaky = []
    for item in scan_quotes(key, quotes, progress=progress):
        one = adapted.get(item.quote.coding_id)
        text = getattr(item.quote, item.field)
        is_adapted = one is not None and item.field in ("text", "role_label")
        leaks = tuple(
            leak
            for leak in item.leaks
            if not (one and is_adapted and _is_settled(one, text[leak.start : leak.end], kept))
        )
        if leaks:
            leaky.append(replace(item, leaks=leaks))
    return leaky


def _is_settled(quote: RegisteredQuote, surface: str, kept: Collection[tuple[str, str]]) -> bool:
    """Tell whether a person accepted these words, or put them there as a phrase."""
    in_phrases = any(surface in one.text for one in quote.changes if one.kind == "person")
    return (quote.quote_id, surface) in kept or in_phrases


def _leaky(
    quotes: Sequence[Quote], fields: Sequence[str], leaks: Mapping[str, Sequence[Leak]]
) -> list[LeakyQuote]:
    return [
        LeakyQuote(quote, field, tuple(found))
        for quote in quotes
        for field in fields
        if (found := leaks[getattr(quote, field)])
    ]


def render_quotes(quotes: Sequence[Quote], suffix: str, *, language: Language) -> bytes:
    """Write quotes as `.csv`, `.md` or `.docx`.

    Raises:
        InputError: Another ending is asked for.
    """
    today = datetime.now(UTC).date()
    writers: Mapping[str, Callable[[], bytes]] = {
        ".csv": lambda: quotes_csv(quotes),
        ".md": lambda: quotes_md(quotes, language=language, exported=today),
        ".docx": lambda: quotes_docx(quotes, language=language, exported=today),
    }
    if suffix not in writers:
        raise InputError("Quotes are written as .docx, .csv or .md; choose one of these endings.")
    return writers[suffix]()


def export_quotes(
    study: Study, key: Key, output: Path, *, code_name: str | None, language: Language
) -> int:
    """Write quotes to a file, or nothing at all if one of them leaks.

    Returns:
        The number of quotes written.

    Raises:
        NotFoundError: Nothing was coded yet.
        LeakError: Identifying text was found; the sentence says where, not what.
    """
    quotes = collect_quotes(study, code_name=code_name)
    content = render_quotes(quotes, output.suffix.lower(), language=language)
    if not quotes:
        raise NotFoundError("There are no quotes to write; code a passage first.")
    waiting = find_open_hits(study, key, quotes)
    if waiting:
        raise LeakError(
            "{n} quotes of the register have open hits, so nothing was written; settle them on the "
            "Quotes page.",
            n=len(waiting),
        )
    leaky = scan_export(study, key, quotes)
    if leaky:
        # The code itself may hold the name: its own leaks are told by the document alone.
        leaking = {item.quote.code for item in leaky if item.field == "code"}
        places = sorted({_place(item.quote, leaking) for item in leaky})
        raise LeakError(
            "{n} of {total} quotes may hold identifying text, so nothing was written; "
            "look at them on the Quotes page: {places}.",
            n=len({item.quote.coding_id for item in leaky}),
            total=len(quotes),
            places=", ".join(places[:10]),
        )
    write_file(output, content)
    return len(quotes)


def _place(quote: Quote, leaking: Collection[str]) -> str:
    if not quote.code or quote.code in leaking:
        return quote.document
    return f"{quote.document} ({quote.code})"
