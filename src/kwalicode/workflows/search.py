"""Search: sentences in which something was found, and codes put on many of them at once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import InputError, NotFoundError
from kwalicode.model import Coding, Language
from kwalicode.store import search
from kwalicode.store.codebook import add_named_code, get_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import document_text
from kwalicode.store.files import Database
from kwalicode.store.history import rows_touched
from kwalicode.store.pass_documents import pass_for
from kwalicode.store.search import EVERYWHERE, FoundTurn, Span, Where
from kwalicode.store.study import Study
from kwalicode.workflows.codebook import find_code
from kwalicode.workflows.sentences import sentence_spans, sentences_around

MAX_RESULTS = 1_000


class Result(NamedTuple):
    """A sentence in which something was found; places in code points of the document.

    Attributes:
        words: What was found in it.
        sentence: The sentence, or several where what was found runs on.
        turn: The turn it stands in.
        text: The words of the whole turn.
        code_ids: Codes that stand on the sentence.
    """

    document_id: str
    document: str
    language: Language
    speaker: str
    role_label: str
    is_interviewer: bool
    words: tuple[Span, ...]
    sentence: Span
    turn: Span
    text: str
    code_ids: tuple[str, ...] = ()

    @property
    def sentence_text(self) -> str:
        """The words of the sentence."""
        start = self.turn[0]
        return self.text[self.sentence[0] - start : self.sentence[1] - start]


class Found(NamedTuple):
    """What a search gave.

    Attributes:
        results: In the order of the documents, at most 1,000.
        is_cut: Whether there are more.
    """

    results: list[Result]
    is_cut: bool


def search_study(
    study: Study,
    query: str,
    where: Where = EVERYWHERE,
    *,
    is_pattern: bool = False,
    coder: str,
) -> Found:
    """Search the de-identified text of a study.

    Args:
        study: The study.
        query: Words as `store.search_query` reads them, or a regular expression.
        where: Where to search.
        is_pattern: Whether it is a regular expression.
        coder: Who asks; codings hidden from them are left out.

    Raises:
        InputError: The query cannot be understood, or a pattern takes longer than three seconds.
    """
    find = search.find_pattern if is_pattern else search.find_words
    with study.read() as db:
        turns = find(db, query, where, coder=coder)
        results = list(islice(_filtered(db, turns, where, coder), MAX_RESULTS + 1))
        order = {key: place for place, key in enumerate(search.find_choices(db).documents)}
        results.sort(key=lambda result: order[result.document_id])
        kept = results[:MAX_RESULTS]
        places = [(result.document_id, *result.sentence) for result in kept]
        codes = search.find_codes_at(db, places, coder=coder)
    coded = [result._replace(code_ids=ids) for result, ids in zip(kept, codes, strict=True)]
    return Found(coded, len(results) > MAX_RESULTS)


def _filtered(
    db: Database, turns: Iterator[FoundTurn], where: Where, coder: str
) -> Iterator[Result]:
    """Give the sentences of turns on which a code does or does not stand, as is where."""
    needed, refused = (
        search.find_code_spans(db, code_id, coder=coder) if code_id else {}
        for code_id in (where.coded_with, where.not_coded_with)
    )
    for turn in turns:
        for result in _sentences(turn):
            if where.coded_with and not _is_coded(result, needed):
                continue
            if not _is_coded(result, refused):
                yield result


def _is_coded(result: Result, spans: Mapping[str, Sequence[Span]]) -> bool:
    start, end = result.sentence
    return any(first < end and last > start for first, last in spans.get(result.document_id, ()))


def _sentences(turn: FoundTurn) -> Iterator[Result]:
    """Give the sentences of a turn that hold what was found; two that share a match are one."""
    all_spans = sentence_spans(turn.text)
    found: list[tuple[Span, list[Span]]] = []
    for start, end in turn.spans:
        around = sentences_around(all_spans, start - turn.start, end - turn.start)
        sentence = (around[0] + turn.start, around[1] + turn.start)
        if found and found[-1][0][1] > sentence[0]:
            before, words = found.pop()
            found.append(((before[0], max(before[1], sentence[1])), [*words, (start, end)]))
        else:
            found.append((sentence, [(start, end)]))
    whole = (turn.start, turn.start + len(turn.text))
    who = (turn.speaker, turn.role_label, turn.is_interviewer)
    for sentence, words in found:
        where = (turn.document_id, turn.document, turn.language)
        yield Result(*where, *who, tuple(words), sentence, whole, turn.text)


class Place(NamedTuple):
    """A segment to code."""

    document_id: str
    start: int
    end: int


def code_places(
    study: Study, places: Sequence[Place], code: str, *, coder: str, op_id: str | None = None
) -> int:
    """Put one code on many segments as one step of history, in the present pass.

    Args:
        study: The study.
        places: The segments; one that has this code by this coder already is left as it is.
        code: Name, old name or path of a code; a new code is made where there is none.
        coder: Who codes.
        op_id: Id that the browser gave the act; see `EncryptedFile.write`.

    Returns:
        How many segments were coded.

    Raises:
        InputError: Nothing was chosen, the name is empty or a segment lies outside its document.
        ConflictError: Several codes have this name.
    """
    if not places:
        raise InputError("Choose what to code first.")
    code_id = _known_code(study, code)
    with study.write(coder, "code search results", op_id=op_id) as db:
        chosen = get_code(db, code_id).code_id if code_id else add_named_code(db, code, coder=coder)
        known: dict[str, tuple[str, int]] = {}
        for place in dict.fromkeys(places):
            document_id, start, end = place
            if document_id not in known:
                known[document_id] = (
                    document_text(db, document_id),
                    pass_for(db, document_id, "open"),
                )
            text, pass_id = known[document_id]
            coding = Coding(str(uuid4()), document_id, chosen, coder, start, end, text[start:end])
            add_coding(db, coding, pass_id=pass_id)
        return len(rows_touched(db, "codings"))


def _known_code(study: Study, name: str) -> str | None:
    try:
        return find_code(study, name)
    except NotFoundError:
        return None
