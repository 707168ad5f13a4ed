"""Facts for the methods section: what was masked, checked, quoted, agreed to and kept."""

from collections import Counter
from datetime import date
from pathlib import PurePath
from typing import get_args

from kwalicode.model import IdentifierKind, Quote
from kwalicode.model.quote_sheets import QuoteAnswer
from kwalicode.model.quotes import RegisteredQuote
from kwalicode.report.methods.care import Checked, Consented, Ethics, Kept, Masked, Quoted
from kwalicode.store import cases, consents, quote_register, reports
from kwalicode.store.barred import find_barred
from kwalicode.store.key import Key
from kwalicode.store.log import find_log
from kwalicode.store.methods import count_after_scan, count_corrected, count_signers
from kwalicode.store.participants import find_participants
from kwalicode.store.quote_sheets import find_sheets
from kwalicode.store.retention import USUAL, get_retention
from kwalicode.store.settings import get_settings
from kwalicode.store.study import Study
from kwalicode.workflows.member_answers import CORRECTED_BY
from kwalicode.workflows.privacy import privacy_report
from kwalicode.workflows.quotes.labels import label_findings
from kwalicode.workflows.quotes.labels_groups import GroupedQuote
from kwalicode.workflows.quotes.register import NOT_PUBLISHED
from kwalicode.workflows.retention import retention_state


def masked(study: Study, key: Key) -> Masked:
    """Count what was found and masked; no text of it is read."""
    report = privacy_report(study, key)
    with study.read() as db:
        n_signers = count_signers(db)
    with key.read() as db:
        settings = get_settings(db)
        n_after_scan = count_after_scan(db)
    total, left = report.total, report.remaining
    counts = (total.n_found, total.n_added, total.n_accepted, total.n_refused, total.n_open)
    return Masked(
        len(report.documents),
        sum(one.is_signed_off for one in report.documents),
        n_signers,
        settings.two_reviewers,
        *counts,
        n_after_scan,
        {IdentifierKind(one.name): one.n_accepted for one in report.kinds if one.n_accepted},
        settings.styles,
        (left.n, left.high) if left else None,
        tuple(_engine(part) for part in settings.engines.split(",") if _engine(part)),
        settings.learned,
    )


def _engine(part: str) -> str:
    """Name an engine without the folders it lies in, which may name somebody."""
    package, _, model = part.strip().partition(":")
    return "" if package == "none" else " ".join((package, PurePath(model).name)).strip()


def checked(study: Study, key: Key) -> Checked:
    """Count the reports that went to participants, the newest one of each, and the answers."""
    with key.read() as db:
        newest = {(one.source_id, one.participant_id): one for one in reports.find_reports(db)}
        n_corrected = count_corrected(db, CORRECTED_BY)
    with study.read() as db:
        barred = find_barred(db)
    return Checked(
        len(newest),
        sum(bool(one.answered_on) for one in newest.values()),
        sum(one.reason == "member check" for one in barred),
        n_corrected,
    )


def quoted(study: Study) -> Quoted:
    """Count the quotes of the register, who could bear their role labels, and what was answered."""
    with study.read() as db:
        register = quote_register.find_registered(db)
        sheets = [one for one in find_sheets(db) if not one.is_replaced]
    used = [one for one in register if one.state not in NOT_PUBLISHED]
    labels = label_findings(study, [GroupedQuote(_as_quote(one)) for one in used])
    answers = Counter(item.answer or "" for one in sheets for item in one.items)
    return Quoted(
        dict(Counter(one.state for one in register)),
        dict(Counter(one.style for one in used)),
        sum(bool(one.changes) for one in used),
        min((one.n for one in labels.labels), default=None),
        labels.k,
        len(sheets),
        {one: answers[one] for one in (*get_args(QuoteAnswer), "") if answers[one]},
    )


def _as_quote(one: RegisteredQuote) -> Quote:
    """Give a quote by its id and label alone: its words are not looked at."""
    return Quote("", one.role_label, "", "", "", "", "", one.quote_id, one.language)


def _consented(study: Study, key: Key) -> Consented:
    """Count the consents of who speaks in an interview of the study."""
    with study.read() as db:
        spoke = cases.interviewed(db)
    with key.read() as db:
        people = [one for one in find_participants(db) if one.pseudonym in spoke]
        signed = consents.find_consents(db)
        is_required = consents.is_consent_required(db)
    given = [signed[one.pseudonym_id] for one in people if one.pseudonym_id in signed]
    agreed = [one for one in given if one.covers_analysis]
    return Consented(
        len(people),
        len(agreed),
        sum(one.covers_quotes for one in agreed),
        len({one.form_version for one in agreed}),
        is_required,
    )


def ethics(study: Study, key: Key | None) -> Ethics:
    """Tell what participants agreed to, how many withdrew, and how long data are kept."""
    with study.read() as db:
        # Who was taken out for good: nobody's name is kept of it.
        n_withdrawn = sum(line.act == "withdrawal" for line in find_log(db))
    return Ethics(_consented(study, key) if key else None, n_withdrawn, _kept(study))


def _kept(study: Study) -> tuple[Kept, ...]:
    """Tell how long data are kept; empty where nobody chose it."""
    with study.read() as db:
        if get_retention(db) is USUAL:
            return ()
    return tuple(
        Kept(
            one.term.data,
            one.term.event,
            one.term.n_months,
            one.due,
            date.fromisoformat(one.term.destroyed_on) if one.term.destroyed_on else None,
        )
        for one in retention_state(study).dues
    )
