"""Consent: recorded for one or many, and asked for before anything is signed off (W30)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from kwalicode import deid
from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Barred, Consent, Source
from kwalicode.store import consents
from kwalicode.store.barred import add_barred, find_barred, lift_all
from kwalicode.store.cases import documents_of, find_turns
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.history import undo
from kwalicode.store.key import Key
from kwalicode.store.participants import ensure_participants, respondents_of
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.study import Study
from kwalicode.workflows.attributes import read_date

MAX_VERSION = 80


def record_consent(
    study: Study, key: Key, pseudonym_ids: Sequence[int], consent: Consent, *, coder: str
) -> None:
    """Keep the same consent for some participants, as one step of the key file.

    Raises:
        InputError: See `checked_consent`.
    """
    checked = checked_consent(consent)
    with key.write(coder, "consent") as db:
        participant_ids = ensure_participants(db, pseudonym_ids).values()
        consents.add_consents(db, participant_ids, checked, coder=coder)
        names = [deid.pseudonym_name(get_pseudonym(db, one)) for one in pseudonym_ids]
    apply_limits(study, key, coder=coder, pseudonyms=names)


def record_for_sources(
    study: Study, key: Key, source_ids: Sequence[str], consent: Consent, *, coder: str
) -> int:
    """Keep the same consent for all who answer in some sources; tell how many these are.

    Raises:
        InputError: See `record_consent`.
    """
    with key.read() as db:
        pseudonym_ids = respondents_of(db, source_ids)
    record_consent(study, key, pseudonym_ids, consent, coder=coder)
    return len(pseudonym_ids)


def checked_consent(consent: Consent) -> Consent:
    """Give a consent as it is stored; who did not agree to analysis is not quoted either.

    Raises:
        InputError: The form has no version, or the day is none or lies in the future.
    """
    version = " ".join(consent.form_version.split())
    if not 0 < len(version) <= MAX_VERSION:
        raise InputError(
            "Say which version of the form was signed, in 1 to {most} characters.",
            most=MAX_VERSION,
        )
    day = read_date(consent.given_on)
    if day is None or day > datetime.now(UTC).astimezone().date() or day.year < 1990:
        raise InputError("Give the day of the consent, such as 2022-06-14; it cannot lie ahead.")
    covers_quotes = consent.covers_analysis and consent.covers_quotes
    return Consent(version, day.isoformat(), consent.covers_analysis, covers_quotes)


def refuse_without_consent(db: Database, source: Source) -> None:
    """Refuse to let a source into the study while someone in it did not consent to analysis.

    Args:
        db: Of the key file.
        source: What is to be signed off.

    Raises:
        ConflictError: The study asks for consent, and it is missing.
    """
    if not consents.is_consent_required(db):
        return
    missing = consents.without_consent(db, source.source_id)
    if missing:
        raise ConflictError(
            "'{title}' cannot be signed off: no consent to analysis is recorded of {who}; record "
            "it on the page Participants.",
            title=source.title,
            who=", ".join(missing),
        )


def apply_limits(
    study: Study, key: Key, *, coder: str, pseudonyms: Iterable[str] | None = None
) -> None:
    """Let what is barred follow from the consents as they are now; see `bar_limits`.

    Args:
        study: The open study.
        key: Its open key file.
        coder: Whose act made this follow.
        pseudonyms: Whose consent changed; all documents are looked at if left out.
    """
    with key.read() as db:
        limits = consents.find_limits(db)
    with study.write(coder, "limits of consent", undoable=False) as db:
        changed = versions_signed_off(db) if pseudonyms is None else documents_of(db, pseudonyms)
        bar_limits(db, limits, changed, coder=coder)


def bar_limits(
    db: Database,
    limits: Mapping[str, consents.Limit],
    document_ids: Iterable[str],
    *,
    coder: str,
) -> None:
    """Bar what participants said as far as their consent does not reach, and lift what it does.

    Without consent to quotes nobody is quoted; whoever takes back the consent to analysis is left
    out of it.

    Args:
        db: Inside a write on the study file.
        limits: As `store.consents.find_limits` gives them.
        document_ids: The documents to look at.
        coder: Whose act made this follow.
    """
    changed = set(document_ids)
    only = next(iter(changed)) if len(changed) == 1 else None
    held = {
        (one.document_id, one.start, one.end, one.bars)
        for one in find_barred(db, only)
        if one.reason == "consent" and one.document_id in changed
    }
    wanted = {
        (document_id, start, end, limits[case_id]): text
        for case_id, document_id, start, end, text in find_turns(db, limits, changed)
    }
    if held == wanted.keys():
        return
    lift_all(db, changed, reason="consent")
    for (document_id, start, end, bars), text in wanted.items():
        add_barred(db, Barred("", document_id, start, end, text, bars, "consent"), coder=coder)


def take_back_consent_step(study: Study, key: Key, *, coder: str) -> None:
    """Undo this coder's last step in the key file, and let the limits of consent follow."""
    undo(key, coder)
    apply_limits(study, key, coder=coder)


def is_consent_required(key: Key) -> bool:
    """Tell whether nothing may be signed off without consent."""
    with key.read() as db:
        return consents.is_consent_required(db)


def require_consent(key: Key, *, is_required: bool, coder: str) -> None:
    """Choose whether nothing may be signed off without consent."""
    with key.write(coder, "consent rule", undoable=False) as db:
        consents.require_consent(db, is_required=is_required)
