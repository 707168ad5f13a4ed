"""Page: what may a participant ask of us, and how is it done (W32-W34)?"""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from kwalicode.model import Participant
from kwalicode.store.key import Key
from kwalicode.store.withdrawal import Policy
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.rights_withdrawal import show_withdrawal
from kwalicode.ui.parts import choose, go_to, series_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.restriction import lift_restriction, restrict
from kwalicode.workflows.rights import RightsRow, dossier_file, rights_rows
from kwalicode.workflows.withdrawal.withdraw import choose_policy, chosen_policy, find_by_code

_MOST_NAMES = 3


def page() -> None:
    """Show what is held on a participant, and do what the participant asks."""
    st.title(_("Rights"))
    key = required_key()
    st.markdown(
        _(
            "A participant may see what is held, have it corrected, have it kept out of the "
            "analysis, or withdraw."
        )
    )
    if said := st.session_state.pop("rights_said", ""):
        st.success(said)
    rows = rights_rows(current_study(), key)
    if rows:
        _participant(key, rows)
    else:
        st.markdown(_("Nobody takes part yet. Participants come from the sources you import."))
        if st.button(_("Import sources"), type="primary", icon=":material/upload_file:"):
            go_to("sources")
    _by_code(key)
    _policy(key)


def _participant(key: Key, rows: Sequence[RightsRow]) -> None:
    titles = {row.participant.pseudonym: _title(row) for row in rows}
    chosen = choose(_("Participant"), titles, state_key="chosen_person")
    row = next(one for one in rows if one.participant.pseudonym == chosen)
    with st.container(border=True):
        _see(key, row.participant)
        _correct()
        _restrict(row)
        _withdraw(key, row.participant)


def _title(row: RightsRow) -> str:
    person = row.participant
    series, number = person.pseudonym.rsplit(" ", 1)
    names = list(dict.fromkeys(name for name in (person.name, *person.labels) if name))
    mark = f" ● {_('restricted')}" if row.is_restricted else ""
    return f"{series_word(series)} {number}: {', '.join(names[:_MOST_NAMES])}{mark}"


def _line(heading: str, says: str) -> st.delta_generator.DeltaGenerator:
    """Draw one right: what it is on the left, and give the place for what is done."""
    text, act = st.columns([5, 2], gap="medium", vertical_alignment="center")
    text.markdown(f"**{heading}**  \n{says}")
    return act


def _see(key: Key, person: Participant) -> None:
    act = _line(
        _("See"),
        _(
            "Everything that both files hold on this person, as a page to read and a file for "
            "machines. Check who asks before you hand it over."
        ),
    )
    study, language = current_study(), current_language()
    act.download_button(
        _("Save the dossier"),
        lambda: dossier_file(study, key, person, language=language),
        file_name=f"{person.pseudonym}.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )


def _correct() -> None:
    act = _line(
        _("Correct"),
        _(
            "Name, contact and attributes are changed on the page Participants; what was said, by "
            "a member check."
        ),
    )
    pages: Mapping[str, object] = st.session_state.get("pages", {})
    if act.button(_("Participants"), icon=":material/group:", width="stretch"):
        go_to("participants")
    if "member-check" in pages and act.button(
        _("Member check"), icon=":material/fact_check:", width="stretch"
    ):
        go_to("member-check")


def _restrict(row: RightsRow) -> None:
    pseudonym, study, coder = row.participant.pseudonym, current_study(), current_coder()
    if row.is_restricted:
        act = _line(
            _("Restricted"),
            _("What this person said is kept, but takes no part in analysis and quotes."),
        )
        if act.button(_("Lift the restriction"), icon=":material/lock_open:", width="stretch"):
            _do(
                lambda: lift_restriction(study, pseudonym, coder=coder),
                _("What this person said takes part again."),
            )
        return
    turns = N_("{n} turn", "{n} turns", row.n_turns)
    act = _line(
        _("Restrict"),
        _(
            "Keeps what this person said ({turns}), but out of every count, search and export. "
            "You can lift it later.",
            turns=turns,
        ),
    )
    pressed = act.button(
        _("Keep out of the analysis"),
        icon=":material/block:",
        disabled=not row.n_turns,
        width="stretch",
    )
    if pressed:
        _do(
            lambda: restrict(study, pseudonym, coder=coder),
            _("What this person said takes no part any more."),
        )


def _do(act: Callable[[], object], said: str) -> None:
    with shown_errors():
        act()
        st.session_state.rights_said = said
        st.rerun()


def _withdraw(key: Key, person: Participant) -> None:
    act = _line(_("Withdraw"), _policy_says(chosen_policy(key)))
    if act.button(
        _("See what goes"), icon=":material/person_remove:", width="stretch", key="withdraw"
    ):
        st.dialog(_("Withdrawal"), width="medium")(show_withdrawal)(key, person)


def _by_code(key: Key) -> None:
    st.subheader(_("Survey respondents"))
    st.markdown(
        _(
            "Who filled in a survey is known to nobody. Withdrawal and restriction go by the code "
            "that the respondent was shown."
        )
    )
    with st.form("by_code", border=False, width=640):
        code = st.text_input(_("Code of the respondent"))
        with st.container(horizontal=True):
            pressed = st.form_submit_button(_("See what goes"))
            keeps_out = st.form_submit_button(_("Keep out of the analysis"))
            lifts = st.form_submit_button(_("Lift the restriction"))
    study, coder = current_study(), current_coder()
    with shown_errors():
        if pressed:
            person = find_by_code(key, code)
            st.dialog(_("Withdrawal"), width="medium")(show_withdrawal)(key, person)
    if keeps_out:
        _do(
            lambda: restrict(study, find_by_code(key, code).pseudonym, coder=coder),
            _("What this person said takes no part any more."),
        )
    if lifts:
        _do(
            lambda: lift_restriction(study, find_by_code(key, code).pseudonym, coder=coder),
            _("What this person said takes part again."),
        )


def _policy_words() -> dict[Policy, str]:
    return {
        "delete all": _("Delete everything"),
        "strip": _("Stop, and strip what identifies"),
    }


def _policy_says(policy: Policy) -> str:
    if policy == "strip":
        return _(
            "What was coded stays, de-identified. Raw text, names, contact and consent go; "
            "nothing is quoted any more. This cannot be undone."
        )
    return _(
        "Everything this person said and all that hangs on it goes from both files. "
        "This cannot be undone."
    )


def _policy(key: Key) -> None:
    st.subheader(_("What a withdrawal does"))
    st.markdown(
        _(
            "Information letters and consent forms often promise different things. Choose what "
            "yours promised; where they differ, the one that deletes more."
        )
    )
    words = _policy_words()
    policies: list[Policy] = list(words)
    now = chosen_policy(key)
    chosen = st.radio(
        _("What a withdrawal does"),
        policies,
        index=policies.index(now),
        format_func=words.__getitem__,
        captions=[_policy_says(policy) for policy in policies],
        label_visibility="collapsed",
        key=f"policy_{now}_{current_language()}",
    )
    if chosen and chosen != now:
        choose_policy(key, chosen, coder=current_coder())
        st.rerun()
