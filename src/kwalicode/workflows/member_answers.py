"""What becomes of a participant's answer: corrections in the source, barred passages in the study.

Everything is looked at before anything is stored. What is barred is stored first: should the rest
fail, it is barred all the same.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Answer, Barred, Bars, Source
from kwalicode.store import reports, sources
from kwalicode.store.barred import add_barred
from kwalicode.store.candidates import note_step
from kwalicode.store.documents import document_text, versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.reports import Report
from kwalicode.store.source_versions import text_at
from kwalicode.store.study import Study
from kwalicode.text import OffsetMap, Replacement, normalise, replace_spans
from kwalicode.workflows.corrections import Change, check_changes, write_correction
from kwalicode.workflows.deidentify import detect_findings
from kwalicode.workflows.edits import edits_between
from kwalicode.workflows.member_check import Shown, shown

Span = tuple[int, int]
CORRECTED_BY = "member check"


class Stored(NamedTuple):
    """What came of an answer.

    Attributes:
        n_changed: Paragraphs that were corrected or added to; the review is open again if any.
        n_barred: Passages that were barred.
    """

    n_changed: int
    n_barred: int


def store_answers(
    study: Study,
    key: Key,
    report_id: str,
    answers: Sequence[Answer],
    *,
    on_date: date,
    coder: str,
) -> Stored:
    """Store what a participant answered to a report, all of it or nothing.

    Corrections and additions make a new version of the source, whose review begins again; what is
    barred is barred in the study at once.

    Args:
        study: The open study.
        key: Its open key file.
        report_id: The report that was answered.
        answers: One for each paragraph that something is said of; none at all if all is right.
        on_date: When the answer came.
        coder: Who stores it.

    Raises:
        InputError: An answer says nothing, or speaks of a paragraph that is not there.
        ConflictError: A paragraph was changed since the report was sent.
    """
    with study.read() as db:
        version = versions_signed_off(db).get(_source_id(key, report_id), 0)
    with key.read() as db:
        report = reports.get_report(db, report_id)
        source = sources.get_source(db, report.source_id)
        seen = shown(db, report)
        _check_answers(answers, len(seen.paragraphs))
        changes = list(_changes(db, report, source, seen, answers))
        check_changes(source, changes)
        spans = _barred_spans(db, report, seen, answers, version)
    with study.write(coder, "bar passages") as db:
        text = document_text(db, report.source_id) if spans else ""
        for (start, end), bars in spans:
            passage = (report.source_id, start, end, text[start:end], bars)
            add_barred(db, Barred("", *passage, "member check"), coder=coder)
    with key.write(coder, "store answer", undoable=not changes) as db:
        if changes:
            write_correction(db, report.source_id, changes, reason=CORRECTED_BY, coder=coder)
        if not report.answered_on:
            note_step(db, report.participant_id, "checked", on_date.isoformat(), coder=coder)
        reports.mark_answered(db, report_id, on_date.isoformat())
    if changes:
        detect_findings(key, report.source_id, coder=coder)
    return Stored(len(changes), len(spans))


def _source_id(key: Key, report_id: str) -> str:
    with key.read() as db:
        return reports.get_report(db, report_id).source_id


def _check_answers(answers: Sequence[Answer], n_paragraphs: int) -> None:
    if len({answer.number for answer in answers}) < len(answers):
        raise InputError("A paragraph is answered twice; keep one answer.")
    for answer in answers:
        if not 1 <= answer.number <= n_paragraphs:
            raise InputError(
                "There is no paragraph {number} in this report; it has {most}.",
                number=answer.number,
                most=n_paragraphs,
            )
        says = (answer.correction.strip(), answer.addition.strip())
        if not any(says) and answer.no_analysis is None and answer.no_quotes is None:
            raise InputError(
                "The answer to paragraph {number} is empty; fill in what should be different.",
                number=answer.number,
            )


def _changes(
    db: Database, report: Report, source: Source, seen: Shown, answers: Sequence[Answer]
) -> Iterator[Change]:
    """Give the changes of the raw text that the answers ask for."""
    since = OffsetMap([] if seen.raw == source.text else edits_between(seen.raw, source.text))
    speaker = _speaker(db, report)
    for answer in answers:
        span = report.spans[answer.number - 1]
        words, (start, end) = seen.raw[slice(*span)], since.forward(*span)
        correction = _corrected(seen, span, answer)
        if correction == words and not answer.addition.strip():
            continue
        if source.text[start:end] != words:
            raise ConflictError(
                "Paragraph {number} was changed since this report was sent; look at it as it is "
                "now and send a new report.",
                number=answer.number,
            )
        yield Change(start, end, words, correction, answer.addition, speaker)


def _speaker(db: Database, report: Report) -> str:
    recipients = reports.find_recipients(db)
    return next(
        one.label
        for one in recipients
        if (one.source_id, one.participant_id) == (report.source_id, report.participant_id)
    )


def _corrected(seen: Shown, span: Span, answer: Answer) -> str:
    """Give the raw words of a paragraph with a correction of what was shown of it."""
    start, end = span
    words = seen.raw[start:end]
    wanted = normalise(answer.correction).strip()
    if not wanted:
        return words
    masks = [
        Replacement(one.start - start, one.end - start, one.text)
        for one in seen.masks
        if start <= one.start and one.end <= end
    ]
    masked = seen.paragraphs[answer.number - 1].text
    way = OffsetMap(masks)
    edits = edits_between(masked, wanted, whole={one.text for one in masks if one.text})
    raw = [Replacement(*way.back(edit.start, edit.end), edit.text) for edit in edits]
    return replace_spans(words, raw)


def _barred_spans(
    db: Database, report: Report, seen: Shown, answers: Sequence[Answer], version: int
) -> list[tuple[Span, Bars]]:
    """Give where the answers bar what, in the text that the study has now."""
    asked: list[tuple[Span, Bars]] = []
    for answer in answers:
        for bars, words in _asked(answer):
            asked += [(span, bars) for span in _places(seen, report, answer.number, words)]
    if not asked:
        return []
    if not version:
        raise ConflictError("This interview is not in the study, so nothing of it can be barred.")
    raw = text_at(db, report.source_id, version)
    since = OffsetMap([] if raw == seen.raw else edits_between(seen.raw, raw))
    release = OffsetMap(sources.get_release(db, report.source_id, version))
    moved = [(release.forward(*since.forward(*span)), bars) for span, bars in asked]
    return [(span, bars) for span, bars in moved if span[0] < span[1]]


def _asked(answer: Answer) -> Iterator[tuple[Bars, str]]:
    if answer.no_analysis is not None:
        yield "analysis", answer.no_analysis
    if answer.no_quotes is not None:
        yield "quotes", answer.no_quotes


def _places(seen: Shown, report: Report, number: int, words: str) -> list[Span]:
    """Give the raw places of words in a paragraph; all of it where they do not stand in it."""
    whole = report.spans[number - 1]
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return [whole]
    way = OffsetMap(seen.masks)
    start, _end = way.forward(*whole)
    masked = seen.paragraphs[number - 1].text
    found = re.finditer(r"\s+".join(parts), masked, re.IGNORECASE)
    spans = [way.back(start + one.start(), start + one.end()) for one in found]
    return [(max(first, whole[0]), min(last, whole[1])) for first, last in spans] or [whole]
