"""Part: one participant, with consents and documents."""

from datetime import date

import streamlit as st

from kwalicode.store.documents import find_documents
from kwalicode.store.key import Key
from kwalicode.ui.language import _, day
from kwalicode.ui.pages.participants.parts import doing
from kwalicode.ui.parts import choose, plain
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.participants import (
    ParticipantRow,
    ParticipantsState,
    consents_of,
    link_documents,
    linked_documents,
    remove_participant,
)


def show_detail(key: Key, state: ParticipantsState) -> None:
    """Choose a participant; see consents, link documents, remove one who speaks nowhere."""
    rows = {row.participant.pseudonym: row for row in state.rows}
    titles = {
        name: f"{name} ({row.participant.name or ', '.join(row.participant.labels)})"
        for name, row in rows.items()
    }
    row = rows[choose(_("Participant"), titles, state_key="chosen_participant")]
    left, right = st.columns(2, gap="large")
    with left:
        _consents(key, row)
    with right:
        _documents(row)
    if row.participant.participant_id and not row.participant.labels:
        said = _("{who} was removed.", who=row.participant.pseudonym)
        if st.button(_("Remove this participant for good"), icon=":material/delete:"):
            with doing(said):
                remove_participant(
                    current_study(), key, row.participant.pseudonym_id, coder=current_coder()
                )


def _consents(key: Key, row: ParticipantRow) -> None:
    st.markdown(f"**{_('Consent')}**")
    found = consents_of(key, row.participant.participant_id)
    if not found:
        st.caption(_("None is recorded."))
    for consent, coder, at in found:
        covers = [_("analysis")] if consent.covers_analysis else []
        covers += [_("quotes")] if consent.covers_quotes else []
        line = _(
            "Form {version}, signed on {day}, covers {what}.",
            version=plain(consent.form_version),
            day=day(date.fromisoformat(consent.given_on)),
            what=", ".join(covers) or _("nothing"),
        )
        st.markdown(f"- {line}")
        st.caption(
            _("Entered by {coder}, {day}", coder=plain(coder), day=day(date.fromisoformat(at[:10])))
        )


def _documents(row: ParticipantRow) -> None:
    st.markdown(f"**{_('Documents')}**")
    case_id, study = row.participant.pseudonym, current_study()
    linked = linked_documents(study, case_id)
    spoken = [title for document_id, title in row.documents if document_id not in linked]
    if spoken:
        st.markdown(_("Speaks in {titles}.", titles=plain(", ".join(spoken))))
    with study.read() as db:
        titles = {str(one["id"]): str(one["title"]) for one in find_documents(db)}
    others = [one for one in titles if one in linked or titles[one] not in spoken]
    chosen = st.multiselect(
        _("Also belong to this participant"),
        others,
        linked,
        format_func=titles.__getitem__,
        placeholder=_("Choose"),
        key=f"linked_{case_id}_{len(linked)}",
    )
    if set(chosen) != set(linked) and st.button(_("Keep these documents")):
        with doing(_("The documents of {who} were changed.", who=case_id)):
            link_documents(study, case_id, chosen, coder=current_coder())
