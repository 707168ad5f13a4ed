"""Facts and speakers of sources on the page Sources, and the list that may go out."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kwalicode.model import Facts, Speaker
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.key import Key
from kwalicode.store.sources import find_sources, find_speakers
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.codebook_files import MEDIA
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows import facts as workflow
from kwalicode.workflows.deidentify import update_speaker
from kwalicode.workflows.facts import MAX_WORDS, export_source_list, find_facts, find_mail


def route_words() -> Mapping[str, str]:
    """Name the ways in which a document was acquired (W82)."""
    return {
        "": _("not said"),
        "own initiative": _("on own initiative"),
        "on request": _("on request"),
        "by participants": _("by participants"),
        "public": _("public"),
    }


def visibility_words() -> Mapping[str, str]:
    """Name how a document is listed outside (W65)."""
    return {"full title": _("full title"), "type only": _("type only"), "hidden": _("hidden")}


def manner_words() -> Mapping[str, str]:
    """Name the ways in which an interview is held."""
    return {
        "": _("not said"),
        "in person": _("in person"),
        "video": _("by video"),
        "telephone": _("by telephone"),
    }


def edit_facts(study: Study, key: Key, source_ids: Sequence[str]) -> None:
    """Let the user change facts of the chosen sources; what is not touched stays as it is."""
    known = find_facts(key)
    shown = [known[source_id] for source_id in source_ids if source_id in known]
    if not shown:
        return
    title = N_("Facts of {n} source", "Facts of {n} sources", len(shown))
    with st.form(f"facts_{hash(tuple(source_ids))}"):
        st.markdown(f"**{title}**")
        if len(shown) > 1:
            st.caption(_("Where the sources differ a field is empty; what you leave stays."))
        before = {name: _common(shown, name) for name in Facts.__dataclass_fields__}
        entered = _fields(before)
        if _are_interviews(key, source_ids):
            entered |= _interview_fields(before)
        if st.form_submit_button(_("Save")):
            changes = {
                name: value for name, value in entered.items() if value not in {None, before[name]}
            }
            with shown_errors():
                workflow.edit_facts(
                    study,
                    key,
                    source_ids,
                    {name: str(value) for name, value in changes.items()},
                    coder=current_coder(),
                )
                st.toast(_("Saved."))
                # The fields show what is stored now before anybody types in them again.
                st.rerun()


def _fields(before: Mapping[str, str | None]) -> dict[str, str | None]:
    first, second, third = st.columns(3)
    fourth, fifth, _rest = st.columns(3)
    return {
        "type": first.text_input(
            _("Type"), before["type"] or "", max_chars=MAX_WORDS, placeholder=_("such as minutes")
        )
        or _if_known(before["type"]),
        "dated": second.text_input(
            _("Date"), before["dated"] or "", placeholder=_("such as 2024-03-28")
        )
        or _if_known(before["dated"]),
        "route": _choice(third, _("Acquired"), route_words(), before["route"]),
        "visibility": _choice(
            fourth,
            _("Listed outside by"),
            visibility_words(),
            before["visibility"],
            _("How the list of sources that goes out names this document."),
        ),
        "confidentiality": fifth.text_input(
            _("Class of confidentiality"), before["confidentiality"] or "", max_chars=MAX_WORDS
        )
        or _if_known(before["confidentiality"]),
    }


def _are_interviews(key: Key, source_ids: Sequence[str]) -> bool:
    with key.read() as db:
        kinds = {one.source_id: one.kind for one in find_sources(db)}
    return all(kinds.get(source_id) == "interview" for source_id in source_ids)


def _interview_fields(before: Mapping[str, str | None]) -> dict[str, str | None]:
    """Ask what the methods section tells of interviews, all of them together."""
    answers = {"": _("not said"), "yes": _("yes"), "no": _("no")}
    st.caption(_("For the methods section, which tells it of all interviews together:"))
    minutes, held, recorded, noted = st.columns(4)
    return {
        "minutes": minutes.text_input(
            _("Length in minutes"), before["minutes"] or "", placeholder=_("such as 75")
        )
        or _if_known(before["minutes"]),
        "held": _choice(held, _("Held"), manner_words(), before["held"]),
        "recorded": _choice(recorded, _("Recorded"), answers, before["recorded"]),
        "noted": _choice(noted, _("Field notes made"), answers, before["noted"]),
    }


def _choice(
    column: st.delta_generator.DeltaGenerator,
    label: str,
    words: Mapping[str, str],
    before: str | None,
    about: str | None = None,
) -> str | None:
    """Ask for one of some values by their words; nothing is chosen where sources differ."""
    return column.selectbox(
        label,
        list(words),
        index=list(words).index(before) if before is not None else None,
        format_func=words.__getitem__,
        placeholder=_("differs"),
        help=about,
    )


def _common(shown: Sequence[Facts], name: str) -> str | None:
    """Give the value that all have, None where they differ."""
    values = {str(getattr(one, name) or "") for one in shown}
    return values.pop() if len(values) == 1 else None


def _if_known(before: str | None) -> str | None:
    """Read an empty field as 'take it away' where there was something, else as 'leave it'."""
    return "" if before is not None else None


def show_mail(key: Key, source_id: str) -> None:
    """Show the head of a mail; it stands in the key file and nowhere else."""
    mail = find_mail(key, source_id)
    if not mail:
        return
    with st.expander(_("Head of the e-mail"), icon=":material/mail:"):
        st.caption(_("This stays in the key file; it is no part of the text."))
        for field, value in mail.items():
            st.markdown(f"{plain(field)}: {plain(value)}")


def offer_source_list(study: Study, key: Key) -> None:
    """Offer the list of sources as it may go out (W65)."""
    with study.read() as db:
        if not versions_signed_off(db):
            return
    with st.popover(_("List of sources"), icon=":material/list:"):
        st.markdown(
            _(
                "What is signed off, by full title, by type alone or not at all, as each document "
                "says. Titles are scanned for names first."
            )
        )
        suffix = st.segmented_control(
            _("Format"), [".docx", ".csv", ".md"], default=".docx", key="source_list_suffix"
        )
        if suffix and st.button(_("Make the list"), key="make_source_list"):
            with shown_errors():
                content = export_source_list(study, key, suffix, language=current_language())
                st.download_button(
                    _("Save"),
                    content,
                    f"{_('sources')}{suffix}",
                    MEDIA.get(suffix, "text/markdown"),
                    on_click="ignore",
                )


def edit_speakers(key: Key, source_id: str) -> None:
    """Let the user say who asks in a source, and how participants may be named outside."""
    with key.read() as db:
        speakers = find_speakers(db, source_id)
    for label, (speaker, _pseudonym) in speakers.items():
        with st.form(f"speaker_{source_id}_{label}"), st.container(horizontal=True):
            asks = st.checkbox(
                _("{label} is the interviewer", label=label), value=speaker.is_interviewer
            )
            role = st.text_input(_("Role label"), value=speaker.role_label)
            if st.form_submit_button(_("Save")):
                changed = Speaker(label, asks, role.strip())
                update_speaker(current_study(), key, source_id, changed, coder=current_coder())
                st.toast(_("Saved."))
