"""View: what somebody is inside, and what they may be called outside (W59, W60)."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kwalicode.model import Role
from kwalicode.store.exports import get_label_rules
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.participants.parts import doing, table_key
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.participants import role_use, save_roles


def show_roles() -> None:
    """Change the roles as a table, and see how large the groups are outside."""
    st.markdown(
        _(
            "Inside, the role may be exact; outside, quotes and tables show the role label alone. "
            "Give several roles one label to merge them. Decide on this before the analysis."
        )
    )
    use = role_use(current_study())
    table = pd.DataFrame(
        [
            (
                one.role_id,
                one.name,
                one.label,
                one.is_protected,
                use.n_participants.get(one.name, 0),
            )
            for one in use.roles
        ],
        columns=["id", "name", "label", "protected", "n"],
    )
    column = st.column_config
    edited = st.data_editor(
        table,
        placeholder="",
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        column_order=["name", "label", "protected", "n"],
        disabled=["n"],
        column_config={
            "name": column.TextColumn(_("Role inside"), required=True, max_chars=80),
            "label": column.TextColumn(
                _("Role label outside"),
                max_chars=80,
                help=_("Empty: a quote shows no role at all."),
            ),
            "protected": column.CheckboxColumn(
                _("Protected small group"),
                default=False,
                help=_("It may not be told apart outside: it needs the label of a larger group."),
            ),
            "n": column.NumberColumn(_("Participants"), default=0),
        },
        key=f"{table_key('roles')}_{current_language()}",
    )
    if st.button(_("Keep these roles"), type="primary"):
        with doing(_("The roles were changed; the role labels follow.")):
            save_roles(current_study(), _roles(edited), coder=current_coder())
    _groups(use.roles, use.n_participants)


def _roles(edited: pd.DataFrame) -> Sequence[Role]:
    rows = edited.astype(object).where(edited.notna(), None).to_dict("records")
    return [
        Role(
            str(row["id"] or ""), str(row["name"]), str(row["label"] or ""), bool(row["protected"])
        )
        for row in rows
        if row["name"] and str(row["name"]).strip()
    ]


def _groups(roles: Sequence[Role], n_participants: Mapping[str, int]) -> None:
    """Say how many participants each label stands for, and which groups are small."""
    groups: Counter[str] = Counter()
    for one in roles:
        groups[one.label] += n_participants.get(one.name, 0)
    if not groups:
        return
    st.subheader(_("As seen from outside"))
    for label, n in groups.items():
        shown = f"**{plain(label)}**" if label else _("No role label")
        st.markdown(f"- {shown}: {N_('{n} participant', '{n} participants', n)}")
    with current_study().read() as db:
        least = get_label_rules(db).k
    small = [label for label, n in groups.items() if label and 0 < n < least]
    if small:
        st.warning(
            _(
                "Fewer than {least} participants share a label: {labels}. They may be "
                "recognised; merge them with a larger group.",
                least=least,
                labels=plain(", ".join(small)),
            ),
            icon=":material/warning:",
        )
