"""View: the participants as a table that can be edited, and their consent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kwalicode.model import Attribute, Consent
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language, day
from kwalicode.ui.pages.participants.attributes import show_attributes
from kwalicode.ui.pages.participants.detail import show_detail
from kwalicode.ui.pages.participants.importing import show_import
from kwalicode.ui.pages.participants.parts import (
    consent_form,
    doing,
    state_words,
    table_key,
    value_word,
)
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.consent import record_consent, require_consent
from kwalicode.workflows.participants import (
    Changes,
    ParticipantRow,
    ParticipantsState,
    change_participants,
    participants_state,
)


def show_participants(key: Key) -> None:
    """Show who takes part; change it as a table, record consent, bring in a table."""
    state = participants_state(current_study(), key)
    if state.rows:
        st.markdown(_summary(state))
        _table(key, state)
        waits = state.is_consent_required and bool(_unsigned(state))
        with st.expander(_("Record consent"), icon=":material/approval:", expanded=waits):
            _consent(key, state)
        with st.expander(_("One participant"), icon=":material/person:"):
            show_detail(key, state)
    else:
        st.markdown(
            _(
                "Who takes part stands here, with role, attributes and consent. Participants "
                "appear when an interview is imported, or come from a table of your own."
            )
        )
    with st.expander(_("Import a table"), icon=":material/upload_file:", expanded=not state.rows):
        show_import(key)
    with st.expander(_("Attributes"), icon=":material/label:"):
        show_attributes(key)


def _summary(state: ParticipantsState) -> str:
    n = len(state.rows)
    parts = [N_("{n} participant.", "{n} participants.", n)]
    n_missing = len(_unsigned(state))
    if n_missing:
        parts.append(_("Without a recorded consent to analysis: {n}.", n=n_missing))
        if state.is_consent_required:
            parts.append(_("What they said cannot be signed off until it is."))
    return " ".join(parts)


def _unsigned(state: ParticipantsState) -> list[int]:
    """Give those of whom no consent to analysis is recorded, by pseudonym id."""
    return [
        row.participant.pseudonym_id
        for row in state.rows
        if not (row.consent and row.consent.covers_analysis)
    ]


def _table(key: Key, state: ParticipantsState) -> None:
    labels = _candidate_labels(state)
    table = pd.DataFrame([_row(row, state, labels) for row in state.rows], dtype=object)
    edited = st.data_editor(
        table,
        placeholder="",
        hide_index=True,
        width="stretch",
        height="content" if len(table) < 14 else 520,
        column_config=_columns(state, labels),
        disabled=["pseudonym", "label", "consent", "state", "documents"],
        key=f"{table_key('participants')}_{current_language()}",
    )
    changes = _changes(state, table, edited, labels)
    n = len(changes)
    label = N_("Keep {n} change", "Keep {n} changes", n) if n else _("Keep changes")
    if st.button(label, type="primary", disabled=not changes):
        said = N_("{n} participant was changed.", "{n} participants were changed.", n)
        with doing(said):
            change_participants(current_study(), key, changes, coder=current_coder())


def _candidate_labels(state: ParticipantsState) -> dict[str, str]:
    """Give the names of the candidates by id; a name that stands there before gets a number."""
    labels: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for one in state.candidates:
        seen[one.name] += 1
        n = seen[one.name]
        labels[one.candidate_id] = f"{one.name} ({n})" if n > 1 else one.name
    return labels


def _row(
    row: ParticipantRow, state: ParticipantsState, labels: Mapping[str, str]
) -> dict[str, object]:
    person = row.participant
    return {
        "pseudonym": person.pseudonym,
        "name": person.name or ", ".join(person.labels),
        "role": row.case.analytic_role or None,
        "label": row.case.role_label,
        "consent": consent_words(row.consent),
        **{
            one.attribute_id: _shown(one, row.held.get(one.attribute_id, ""))
            for one in state.attributes
        },
        "state": state_words()[row.state] if row.state else "",
        "candidate": labels.get(person.candidate_id),
        "contact": person.contact,
        "documents": ", ".join(title for _id, title in row.documents),
    }


def consent_words(consent: Consent | None) -> str:
    """Say what somebody agreed to."""
    if consent is None:
        return _("none")
    if not consent.covers_analysis:
        return _("not to analysis")
    return _("analysis and quotes") if consent.covers_quotes else _("analysis, no quotes")


def _shown(attribute: Attribute, value: str) -> object:
    if not value:
        return None
    if attribute.type == "number":
        return float(value)
    if attribute.type == "date":
        return date.fromisoformat(value)
    return value_word(value) if attribute.type == "yes/no" else value


def _stored(attribute: Attribute, value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    if attribute.type == "yes/no":
        return {value_word(one): one for one in ("yes", "no")}.get(str(value), str(value))
    if attribute.type == "number":
        return f"{float(value):.10f}".rstrip("0").rstrip(".")
    return str(value).strip()[: 10 if attribute.type == "date" else None]


def _columns(state: ParticipantsState, labels: Mapping[str, str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "pseudonym": column.TextColumn(_("Participant"), pinned=True),
        "name": column.TextColumn(_("Name"), max_chars=200),
        "role": column.SelectboxColumn(_("Role inside"), options=[r.name for r in state.roles]),
        "label": column.TextColumn(_("Role label")),
        "consent": column.TextColumn(_("Consent")),
        **{one.attribute_id: _attribute_column(one) for one in state.attributes},
        "state": column.TextColumn(_("Recruitment")),
        "candidate": column.SelectboxColumn(_("Recruited as"), options=list(labels.values())),
        "contact": column.TextColumn(_("Contact"), max_chars=200),
        "documents": column.TextColumn(_("Documents")),
    }


def _attribute_column(attribute: Attribute) -> Any:
    column = st.column_config
    help_ = _("In the key file only.") if attribute.is_confidential else None
    if attribute.type == "number":
        return column.NumberColumn(attribute.name, help=help_)
    if attribute.type == "date":
        return column.DateColumn(attribute.name, help=help_, format="localized")
    if attribute.type == "yes/no":
        options = [value_word("yes"), value_word("no")]
        return column.SelectboxColumn(attribute.name, options=options, help=help_)
    if attribute.type == "choice":
        return column.SelectboxColumn(attribute.name, options=attribute.choices, help=help_)
    return column.TextColumn(attribute.name, help=help_, max_chars=200)


def _changes(
    state: ParticipantsState, before: pd.DataFrame, after: pd.DataFrame, labels: Mapping[str, str]
) -> dict[int, Changes]:
    """Give what differs between the table as it was and as it is now, by pseudonym id."""
    candidate_ids = {name: candidate_id for candidate_id, name in labels.items()}
    changes: dict[int, Changes] = {}
    pairs = zip(before.to_dict("records"), after.to_dict("records"), strict=True)
    for row, (old, new) in zip(state.rows, pairs, strict=True):
        differing = {
            str(field): None if pd.isna(new[field]) else new[field]
            for field in new
            if not (pd.isna(old[field]) and pd.isna(new[field])) and old[field] != new[field]
        }
        if differing:
            changes[row.participant.pseudonym_id] = _change(
                differing, state.attributes, candidate_ids
            )
    return changes


def _change(
    new: Mapping[str, Any], attributes: Sequence[Attribute], candidate_ids: Mapping[str, str]
) -> Changes:
    texts = {field: str(new[field] or "") for field in ("name", "contact", "role") if field in new}
    if "candidate" in new:
        texts["candidate_id"] = candidate_ids.get(str(new["candidate"]), "")
    values = {
        one.attribute_id: _stored(one, new[one.attribute_id])
        for one in attributes
        if one.attribute_id in new
    }
    return Changes(**texts, values=values)


def _consent(key: Key, state: ParticipantsState) -> None:
    names = {
        row.participant.pseudonym_id: f"{row.participant.pseudonym} ({_called(row)})"
        for row in state.rows
    }
    chosen = st.multiselect(
        _("Participants"),
        list(names),
        _unsigned(state),
        format_func=names.__getitem__,
        placeholder=_("Choose"),
        key=table_key("consent_of"),
    )
    consent = consent_form("consent")
    said = N_(
        "Consent of {n} participant was recorded.",
        "Consent of {n} participants was recorded.",
        len(chosen),
    )
    if st.button(_("Record this consent"), type="primary", disabled=not chosen):
        with doing(said):
            record_consent(current_study(), key, chosen, consent, coder=current_coder())
    is_required = st.toggle(
        _("Ask for consent to analysis before anything is signed off"),
        state.is_consent_required,
        key=table_key("consent_required"),
    )
    if is_required != state.is_consent_required:
        with doing(_("The rule for consent was changed.")):
            require_consent(key, is_required=is_required, coder=current_coder())


def _called(row: ParticipantRow) -> str:
    called = row.participant.name or ", ".join(row.participant.labels)
    signed = row.consent.given_on if row.consent else ""
    return plain(
        ", ".join(filter(None, (called, day(date.fromisoformat(signed)) if signed else "")))
    )
