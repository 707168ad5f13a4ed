"""Member check: a report to each participant, and what they answer (W41, W42, W43)."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, get_args

from kwalicode import deid
from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.formats.report_answers import read_report
from kwalicode.model import Answer, ReportParagraph, ReportStyle
from kwalicode.report.interview_report import interview_report
from kwalicode.store import reports, sources
from kwalicode.store.candidates import note_step
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.participants import ensure_participants
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.reports import Recipient, Report
from kwalicode.store.source_versions import text_at, turns_at
from kwalicode.store.study import Study
from kwalicode.text import OffsetMap, Replacement, replace_spans

DAYS = 14
"""How long a participant has to answer, where nothing else is chosen."""

Span = tuple[int, int]
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


class Standing(NamedTuple):
    """A participant, an interview, and how the check of its newest report stands.

    Attributes:
        report: The newest one; None where none was sent.
        is_overdue: Whether an answer is awaited since before today.
        can_send: Whether the interview is signed off in a text that no report shows yet.
    """

    recipient: Recipient
    report: Report | None
    is_overdue: bool
    can_send: bool


def standings(study: Study, key: Key, today: date) -> list[Standing]:
    """List every participant of every interview with the state of the member check."""
    with study.read() as db:
        versions = versions_signed_off(db)
    with key.read() as db:
        recipients = reports.find_recipients(db)
        newest = {(one.source_id, one.participant_id): one for one in reports.find_reports(db)}
    return [
        _standing(
            recipient,
            newest.get((recipient.source_id, recipient.participant_id)),
            versions.get(recipient.source_id, 0),
            today,
        )
        for recipient in recipients
    ]


def _standing(recipient: Recipient, report: Report | None, version: int, today: date) -> Standing:
    waits = report is not None and not report.answered_on
    is_overdue = waits and report is not None and report.due_on < today.isoformat()
    can_send = version > (report.version if report else 0)
    return Standing(recipient, report, is_overdue, can_send)


def send_report(
    study: Study,
    key: Key,
    recipient: tuple[str, int],
    *,
    style: ReportStyle,
    dates: tuple[date, date],
    coder: str,
) -> str:
    """Note as one step that a report goes to a participant, and return its code.

    The recruitment log is told in the same step.

    Args:
        study: The open study.
        key: Its open key file.
        recipient: Ids of the interview and of the pseudonym of who speaks in it.
        style: With masks, as the study has it, or word for word.
        dates: When it is sent, and when the answer is awaited.
        coder: Who sends it.

    Raises:
        ConflictError: The interview is not signed off, or this was sent before.
        NotFoundError: This participant does not speak in it.
        InputError: The answer is awaited before the report is sent.
    """
    source_id, pseudonym_id = recipient
    if dates[1] < dates[0]:
        raise InputError("The answer is awaited before the report is sent; choose a later date.")
    if style not in get_args(ReportStyle):
        raise InputError("The page sent no proper '{field}'; reload it.", field="style")
    with study.read() as db:
        version = versions_signed_off(db).get(source_id, 0)
    with key.write(coder, "send report") as db:
        if pseudonym_id not in {
            one.pseudonym_id for one in reports.find_recipients(db) if one.source_id == source_id
        }:
            raise NotFoundError("This participant does not speak in this interview.")
        if not version:
            raise ConflictError(
                "'{title}' is not signed off yet; do that before its report goes out.",
                title=sources.get_source(db, source_id).title,
            )
        participant_id = ensure_participants(db, [pseudonym_id])[pseudonym_id]
        spans = _paragraphs(db, source_id, version)
        days = tuple(day.isoformat() for day in dates)
        report = Report("", source_id, participant_id, version, style, spans, *days)
        note_step(db, participant_id, "report sent", report.sent_on, coder=coder)
        return reports.add_report(db, report)


def _paragraphs(db: Database, source_id: str, version: int) -> tuple[Span, ...]:
    """Give the lines of a text; two of them are one where a mask goes over their border."""
    text = text_at(db, source_id, version)
    spans: list[Span] = []
    masks = sources.get_release(db, source_id, version)
    for turn in turns_at(db, source_id, version):
        for found in _PARAGRAPH.finditer(text[turn.start : turn.end]):
            start, end = turn.start + found.start(), turn.start + found.end()
            is_cut = any(mask.start < start < mask.end for mask in masks)
            spans.append((spans.pop()[0], end) if is_cut and spans else (start, end))
    return tuple(spans)


class Shown(NamedTuple):
    """What a report shows, and where it comes from.

    Attributes:
        raw: Raw text of the review that it shows.
        masks: What it puts in the place of raw words.
        paragraphs: In order; `spans` of the report has the places of their raw words.
    """

    raw: str
    masks: list[Replacement]
    paragraphs: list[ReportParagraph]


def shown(db: Database, report: Report) -> Shown:
    """Give the paragraphs of a report as they were sent."""
    raw = text_at(db, report.source_id, report.version)
    masks = []
    if report.style == "pseudonymised":
        masks = sources.get_release(db, report.source_id, report.version)
    moved, text = OffsetMap(masks), replace_spans(raw, masks)
    speakers = _speakers(db, report)
    paragraphs = [
        ReportParagraph(number, speaker, text[slice(*moved.forward(*span))])
        for number, (span, speaker) in enumerate(zip(report.spans, speakers, strict=True), 1)
    ]
    return Shown(raw, masks, paragraphs)


def _speakers(db: Database, report: Report) -> list[str]:
    known = sources.find_speakers(db, report.source_id)
    names = {label: label for label in known}
    if report.style == "pseudonymised":
        names = {
            label: deid.pseudonym_name(get_pseudonym(db, pseudonym_id))
            for label, (_, pseudonym_id) in known.items()
        }
    turns = turns_at(db, report.source_id, report.version)
    starts = [turn.start for turn in turns]
    inside = (turns[bisect_right(starts, start) - 1] for start, _ in report.spans)
    return [names.get(turn.speaker, "") for turn in inside]


def report_paragraphs(key: Key, report_id: str) -> list[ReportParagraph]:
    """Give the paragraphs of a report as they were sent."""
    with key.read() as db:
        return shown(db, reports.get_report(db, report_id)).paragraphs


def report_file(key: Key, report_id: str, made: date) -> bytes:
    """Write the Word file of a report; it is the same whenever it is asked for."""
    with key.read() as db:
        report = reports.get_report(db, report_id)
        source = sources.get_source(db, report.source_id)
        paragraphs = shown(db, report).paragraphs
    return interview_report(
        paragraphs,
        code=report.report_id,
        title=source.title,
        due=date.fromisoformat(report.due_on),
        made=made,
        language=source.language,
    )


def remind(key: Key, report_id: str, on_date: date, *, coder: str) -> None:
    """Note as one step that a participant was reminded.

    Raises:
        ConflictError: The report was answered already.
    """
    with key.write(coder, "remind") as db:
        if reports.get_report(db, report_id).answered_on:
            raise ConflictError("This report was answered already; no reminder is needed.")
        reports.mark_reminded(db, report_id, on_date.isoformat())


def read_answers(key: Key, report_id: str, content: bytes) -> list[Answer]:
    """Read what a participant filled in; nothing is stored.

    A paragraph whose own text was changed counts as a correction.

    Args:
        key: The open key file.
        report_id: The report that was sent.
        content: The Word file that came back.

    Raises:
        InputError: It is no report, that of another participant or of another version, its
            paragraphs are not those that were sent, or nothing is filled in.
    """
    filled = read_report(content)
    with key.read() as db:
        report = reports.get_report(db, report_id)
        _check_code(filled.code, report, reports.find_reports(db))
        sent = shown(db, report).paragraphs
    if [number for number, _ in filled.paragraphs] != [one.number for one in sent]:
        raise InputError(
            "The paragraphs of this file are not those that were sent: some are gone, doubled or "
            "numbered anew; ask for the file as it was sent, or enter the answers by hand."
        )
    answers = {one.number: one for one in filled.answers}
    for (number, text), paragraph in zip(filled.paragraphs, sent, strict=True):
        _take_over(answers, number, text, paragraph)
    if not answers:
        raise InputError(
            "Nothing is filled in; if all is right, say that the participant has nothing to change."
        )
    return [answers[number] for number in sorted(answers)]


def _take_over(answers: dict[int, Answer], number: int, text: str, sent: ReportParagraph) -> None:
    """Take a change in the text of a paragraph itself for a correction."""
    if _plain(text) == _plain(sent.text) or not text.strip():
        return
    answer = answers.get(number, Answer(number))
    if answer.correction and _plain(answer.correction) != _plain(text):
        raise InputError(
            "Paragraph {number} was changed in its text and in its field as well; enter what is "
            "meant by hand.",
            number=number,
        )
    bars = (answer.addition, answer.no_analysis, answer.no_quotes)
    answers[number] = Answer(number, text.strip(), *bars)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _check_code(code: str, report: Report, every: Sequence[Report]) -> None:
    if code == report.report_id:
        return
    found = next((one for one in every if one.report_id == code), None)
    if found is None:
        raise InputError("This file has the code of no report of this study; choose another file.")
    if found.participant_id != report.participant_id:
        raise InputError("This is the report of another participant; choose that participant.")
    raise InputError(
        "This is the report of another version of the text, or of another interview; choose the "
        "file that belongs to this report."
    )
