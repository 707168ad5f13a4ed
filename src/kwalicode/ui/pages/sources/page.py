"""Page: bring in files, and see what has been brought in."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

import pandas as pd
import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.formats import SUFFIXES
from kwalicode.formats.containers import MAX_BYTES
from kwalicode.model import Consent, Language, Speaker
from kwalicode.store.key import Key
from kwalicode.store.sources import find_sources
from kwalicode.text import count_words
from kwalicode.ui.language import LANGUAGES, N_, _, error_sentence, number
from kwalicode.ui.pages.participants.parts import consent_form
from kwalicode.ui.pages.sources.bundles import is_bundle, offer_split, show_bundle
from kwalicode.ui.pages.sources.facts import edit_facts, edit_speakers, offer_source_list, show_mail
from kwalicode.ui.pages.sources.repeats import show_repeats
from kwalicode.ui.parts import (
    go_to,
    kind_word,
    language_word,
    listed_title,
    part_word,
    plain,
    state_word,
)
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.bundles import BUNDLES
from kwalicode.workflows.consent import checked_consent, record_for_sources
from kwalicode.workflows.documents import (
    Preview,
    correct_preview,
    delete_sources,
    import_documents,
    preview_file,
)
from kwalicode.workflows.overview import document_states, fold_surveys

SHOWN_TURNS, SHOWN_FILES = 12, 3


def page() -> None:
    """Import files after a look at what was read."""
    st.title(_("Sources"))
    key = required_key()
    st.markdown(
        _(
            "Interviews, documents and answers come in here. The original files and all names "
            "stay in the key file."
        )
    )
    if n_imported := st.session_state.pop("n_imported", 0):
        st.success(N_("{n} file was imported.", "{n} files were imported.", n_imported))
    _import_box(key)
    show_repeats(current_study(), key)
    _list(key)
    offer_source_list(current_study(), key)


def _import_box(key: Key) -> None:
    box = st.session_state.setdefault("upload_box", 0)
    _word_uploader()
    uploads = st.file_uploader(
        _("Drop files here, or choose them"),
        type=[suffix.removeprefix(".") for suffix in BUNDLES],
        accept_multiple_files=True,
        key=f"upload_{box}",
    )
    if not uploads:
        return
    for upload in uploads:
        if is_bundle(upload.file_id, upload.name) and show_bundle(
            key, upload.file_id, upload.name, upload
        ):
            st.session_state.upload_box = box + (len(uploads) == 1)
            st.rerun()
    above = st.container()
    read = [
        (upload.file_id, _read(upload.file_id, upload.name, upload))
        for upload in uploads
        if not is_bundle(upload.file_id, upload.name)
    ]
    previews = [
        _corrected(file_id, preview, is_open=place < SHOWN_FILES)
        for place, (file_id, preview) in enumerate(read)
        if preview
    ]
    if not previews:
        return
    consent = _consent(previews)
    label = N_("Import {n} file", "Import {n} files", len(previews))
    if above.button(label, type="primary", icon=":material/download:"):
        with shown_errors(), st.spinner(_("Keeping the files")):
            signed = checked_consent(consent) if consent else None
            source_ids = import_documents(key, previews, coder=current_coder())
            if signed:
                record_for_sources(current_study(), key, source_ids, signed, coder=current_coder())
            st.session_state.n_imported = len(previews)
            st.session_state.upload_box = box + 1
            st.session_state.pop("previews", None)
            st.rerun()


def _consent(previews: Sequence[Preview]) -> Consent | None:
    """Let the same consent be recorded for all who answer in the files (W30)."""
    if all(speaker.is_interviewer for preview in previews for speaker in preview.speakers):
        return None
    with st.container(border=True):
        if not st.toggle(
            _("All participants in these files signed the same form"),
            help=_("Else record consent on the page Participants, before the sign-off."),
        ):
            return None
        return consent_form("import_consent")


def _word_uploader() -> None:
    """Put our words over those of Streamlit's uploader, which knows English only."""
    limit = _(
        "At most {most} MB each: {endings}", most=MAX_BYTES // 1_000_000, endings=" ".join(BUNDLES)
    )
    words = f'--kw-choose: "{_("Choose files")}"; --kw-limit: "{limit}";'
    st.html(f"<style>:root {{ {words} }}</style>")


def _read(file_id: str, name: str, file: BinaryIO) -> Preview | None:
    read: dict[str, Preview | KwalicodeError] = st.session_state.setdefault("previews", {})
    if file_id not in read:
        with st.spinner(_("Reading the file")):
            try:
                read[file_id] = preview_file(name, file.read())
            except KwalicodeError as error:
                read[file_id] = error
    found = read[file_id]
    if isinstance(found, KwalicodeError):
        st.error(f"**{plain(name)}** {error_sentence(found)}", icon=":material/error:")
        return None
    return found


def _corrected(file_id: str, preview: Preview, *, is_open: bool) -> Preview:
    n_words = count_words(preview.transcript.text)
    n_turns = len(preview.transcript.turns)
    what = N_("{n} turn", "{n} turns", n_turns)
    title = f"**{plain(preview.file_name)}**  {number(n_words)} {_('words')}, {what}"
    with st.expander(title, expanded=is_open, icon=":material/description:"):
        left, right = st.columns(2, gap="medium")
        with left:
            offer_split(file_id)
            language = _language(file_id, preview)
            speakers = _speakers(file_id, preview)
        corrected = correct_preview(preview, speakers, language=language)
        with right:
            _turns(corrected)
    return corrected


def _language(file_id: str, preview: Preview) -> Language:
    chosen = st.segmented_control(
        _("Language of the text"),
        list(LANGUAGES),
        format_func=language_word,
        default=preview.transcript.language,
        key=f"language_{file_id}",
    )
    return chosen or preview.transcript.language


def _speakers(file_id: str, preview: Preview) -> Mapping[str, Speaker]:
    if not preview.speakers:
        st.caption(_("No speakers were recognised; every paragraph stands on its own."))
        return {}
    st.markdown(_("**Who speaks?** Correct the labels where they are wrong."))
    return {
        speaker.label: _speaker(f"{file_id}_{place}", speaker)
        for place, speaker in enumerate(preview.speakers)
    }


def _speaker(key: str, speaker: Speaker) -> Speaker:
    name, asks, role = st.columns([3, 2, 3], vertical_alignment="bottom")
    label = name.text_input(_("Speaker"), speaker.label, key=f"label_{key}")
    is_interviewer = asks.checkbox(_("asks"), speaker.is_interviewer, key=f"asks_{key}")
    role_label = role.text_input(
        _("Role label"),
        speaker.role_label,
        key=f"role_{key}",
        disabled=is_interviewer,
        help=_("How this participant may be named beside a quote, such as 'civil servant'."),
    )
    return Speaker(label, is_interviewer, role_label)


def _turns(preview: Preview) -> None:
    text, turns = preview.transcript.text, preview.transcript.turns
    with st.container(height=280, border=True):
        for turn in turns[:SHOWN_TURNS]:
            if turn.part:
                st.caption(part_word(turn.part))
            if turn.speaker:
                asks = f" ({_('interviewer')})" if turn.is_interviewer else ""
                st.caption(plain(turn.speaker + asks))
            st.text(text[turn.start : turn.end])
        if len(turns) > SHOWN_TURNS:
            st.caption(N_("and {n} more turn", "and {n} more turns", len(turns) - SHOWN_TURNS))


def _list(key: Key) -> None:
    states = fold_surveys(document_states(current_study(), key))
    if not states:
        st.markdown(
            _("Nothing was imported yet. kwalicode reads {endings}.", endings=" ".join(SUFFIXES))
        )
        return
    st.subheader(_("Imported"))
    with key.read() as db:
        names = {source.source_id: source.file_name for source in find_sources(db)}
    table = pd.DataFrame(
        [
            {
                _("Title"): listed_title(state.title, state.n_lists),
                _("File"): names[state.document_id],
                _("Kind"): kind_word(state.kind),
                _("Language"): language_word(state.language),
                _("State"): state_word(state.state),
                _("Words"): state.n_words,
            }
            for state in states
        ]
    )
    picked = st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height="content",
        column_config={
            _("Title"): st.column_config.TextColumn(width=260),
            _("Words"): st.column_config.NumberColumn(format="localized"),
        },
        on_select="rerun",
        selection_mode="multi-row",
        key="sources_table",
    )
    chosen = [states[row].document_id for row in picked["selection"]["rows"]]
    if not chosen:
        st.caption(_("Select sources in the table to change their speakers or to remove them."))
        if any(state.needs_review for state in states) and st.button(
            _("De-identify"), type="primary", icon=":material/visibility_off:"
        ):
            go_to("deidentify")
        return
    if any(states[row].n_lists for row in picked["selection"]["rows"]):
        st.caption(_("A survey is removed as a whole, on its own page."))
        if st.button(_("To the surveys"), icon=":material/ballot:"):
            go_to("surveys")
        return
    if len(chosen) == 1:
        edit_speakers(key, chosen[0])
        show_mail(key, chosen[0])
    edit_facts(current_study(), key, chosen)
    if st.button(
        N_("Remove {n} source", "Remove {n} sources", len(chosen)), icon=":material/delete:"
    ):
        st.dialog(_("Remove for good?"), width="small")(_confirm_removal)(key, chosen)


def _confirm_removal(key: Key, source_ids: list[str]) -> None:
    n_codings = sum(
        state.n_codings
        for state in document_states(current_study(), key)
        if state.document_id in source_ids
    )
    st.markdown(
        N_(
            "{n} source goes, with its file, findings, text and {codings} codings. "
            "This cannot be undone.",
            "{n} sources go, with their files, findings, texts and {codings} codings. "
            "This cannot be undone.",
            len(source_ids),
            codings=number(n_codings),
        )
    )
    if st.button(_("Remove for good"), type="primary"):
        delete_sources(current_study(), key, source_ids, coder=current_coder())
        st.session_state.pop("sources_table", None)
        st.rerun()
