"""Part: which attributes a study has, which are confidential, which are never collected (W56)."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kwalicode.model import Attribute
from kwalicode.store.key import Key
from kwalicode.ui.language import _, current_language
from kwalicode.ui.pages.participants.parts import doing, table_key, type_words
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.attributes import save_attributes, study_attributes


def show_attributes(key: Key) -> None:
    """Change the attributes as a table."""
    st.caption(
        _(
            "Confidential values stand in the key file only. A table with something that is "
            "never collected is refused; what was recorded of it is erased for good."
        )
    )
    words, known = type_words(), study_attributes(current_study())
    table = pd.DataFrame(
        [
            (one.attribute_id, one.name, words[one.type], "; ".join(one.choices), *_flags(one))
            for one in known
        ],
        columns=["id", "name", "type", "choices", "confidential", "forbidden"],
    )
    column = st.column_config
    edited = st.data_editor(
        table,
        placeholder="",
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        column_order=["name", "type", "choices", "confidential", "forbidden"],
        column_config={
            "name": column.TextColumn(_("Attribute"), required=True, max_chars=80),
            "type": column.SelectboxColumn(
                _("Type"), options=list(words.values()), required=True, default=words["text"]
            ),
            "choices": column.TextColumn(
                _("Choices"), help=_("Of a choice: its values, parted by semicolons.")
            ),
            "confidential": column.CheckboxColumn(_("Confidential"), default=False),
            "forbidden": column.CheckboxColumn(_("Never collect"), default=False),
        },
        key=f"{table_key('attributes')}_{current_language()}",
    )
    if st.button(_("Keep these attributes"), type="primary"):
        attributes = _attributes(edited)
        with doing(_("The attributes were changed.")):
            save_attributes(current_study(), key, attributes, coder=current_coder())


def _flags(attribute: Attribute) -> tuple[bool, bool]:
    return attribute.is_confidential, attribute.is_forbidden


def _attributes(edited: pd.DataFrame) -> Sequence[Attribute]:
    types = {word: kind for kind, word in type_words().items()}
    rows = edited.astype(object).where(edited.notna(), None).to_dict("records")
    return [
        Attribute(
            str(row["id"] or ""),
            str(row["name"]).strip(),
            types[str(row["type"])],
            tuple(filter(None, (one.strip() for one in str(row["choices"] or "").split(";")))),
            bool(row["confidential"]),
            bool(row["forbidden"]),
        )
        for row in rows
        if row["name"] and str(row["name"]).strip()
    ]
