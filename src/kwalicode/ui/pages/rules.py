"""Page: what is known beforehand, and what stands in the text instead of names?"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from kwalicode.deid import SERIES_OF, STYLES_OF, pseudonym_text
from kwalicode.model import (
    DeidSettings,
    FunctionLevel,
    IdentifierKind,
    ListedName,
    Pseudonym,
    ReplacementStyle,
)
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.parts import identifier_words
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.lists import LISTABLE
from kwalicode.workflows.rules import (
    change_settings,
    current_settings,
    import_names,
    outdated,
    renew,
    save_names,
    study_names,
)

Kind = IdentifierKind
_OWN_STYLE = (
    Kind.PERSON,
    Kind.PLACE,
    Kind.ORGANISATION,
    Kind.PARTY,
    Kind.DEPARTMENT,
    Kind.FUNCTION,
    Kind.DATE,
    Kind.AGE,
)


def page() -> None:
    """Change the study's lists and the way it de-identifies."""
    st.title(_("Lists and rules"))
    key = required_key()
    st.markdown(
        _(
            "What you know beforehand is found for certain: participants, staff, departments, "
            "functions. Public help lines can be left as they are."
        )
    )
    if said := st.session_state.pop("rules_said", ""):
        st.success(said)
    _lists(key)
    _rules(key)
    _renew(key)


def _lists(key: Key) -> None:
    st.subheader(_("Names known beforehand"))
    words = {kind: identifier_words()[kind] for kind in LISTABLE}
    levels: dict[FunctionLevel, str] = {
        "": "",
        "unique": _("one holds it"),
        "small": _("few"),
        "broad": _("many: stays"),
    }
    names = study_names(key)
    table = pd.DataFrame(
        [(n.listed_id, n.text, words[n.kind], levels[n.level], n.stays) for n in names],
        columns=["id", "text", "kind", "level", "stays"],
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        num_rows="dynamic",
        height="content" if len(names) < 12 else 460,
        column_order=["text", "kind", "level", "stays"],
        column_config={
            "text": st.column_config.TextColumn(_("Name"), required=True, max_chars=200),
            "kind": st.column_config.SelectboxColumn(
                _("Kind"), options=list(words.values()), required=True, default=words[Kind.PERSON]
            ),
            "level": st.column_config.SelectboxColumn(
                _("Who holds this function"), options=list(levels.values()), default=""
            ),
            "stays": st.column_config.CheckboxColumn(_("May stay"), default=False),
        },
        key=f"listed_{st.session_state.setdefault('list_version', 0)}",
    )
    if st.button(_("Keep this list"), type="primary"):
        _save(key, edited, words, levels)
    with st.expander(_("Add a list from a file"), icon=":material/upload_file:"):
        _upload(key, words)


def _save(
    key: Key,
    edited: pd.DataFrame,
    words: Mapping[Kind, str],
    levels: Mapping[FunctionLevel, str],
) -> None:
    kinds = {word: kind for kind, word in words.items()}
    level_of = {word: level for level, word in levels.items()}
    listed = [
        ListedName(
            int(row["id"] or 0),
            str(row["text"]).strip(),
            kinds[str(row["kind"])],
            level_of.get(str(row["level"]), ""),
            bool(row["stays"]),
        )
        for row in edited.astype(object).where(edited.notna(), None).to_dict("records")
        if row["text"] and str(row["text"]).strip()
    ]
    with shown_errors():
        save_names(current_study(), key, listed, coder=current_coder())
        st.session_state.list_version += 1
        st.session_state.rules_said = N_(
            "The list holds {n} name now.", "The list holds {n} names now.", len(listed)
        )
        st.rerun()


def _upload(key: Key, words: Mapping[Kind, str]) -> None:
    st.caption(
        _(
            "A CSV file with the heading name, kind, level, stays, or plain text with a name on "
            "each line."
        )
    )
    kind = st.selectbox(
        _("Kind, where the file does not say it"), list(words), format_func=lambda k: words[k]
    )
    file = st.file_uploader(
        _("A list of names"), type=["csv", "txt"], label_visibility="collapsed", key="name_list"
    )
    if file and st.button(_("Add these names")):
        with shown_errors():
            n = import_names(
                current_study(), key, file.getvalue(), kind=kind, coder=current_coder()
            )
            st.session_state.list_version += 1
            st.session_state.rules_said = N_("{n} name was added.", "{n} names were added.", n)
            st.rerun()


def _style_words() -> Mapping[ReplacementStyle, str]:
    return {
        "code": _("a code: {code}"),
        "described": _("its description: [that colleague]"),
        "alias": _("a made-up name"),
        "blackened": _("a black bar"),
        "shifted": _("another date, all moved alike"),
        "general": _("something general: [50-59], [May 2019]"),
    }


def _rules(key: Key) -> None:
    st.subheader(_("What stands in the text"))
    settings, words, styles = current_settings(key), identifier_words(), _style_words()
    with st.form("rules", border=False):
        chosen: dict[Kind, ReplacementStyle] = {}
        columns = st.columns(3)
        for place, kind in enumerate(_OWN_STYLE):
            with columns[place % 3]:
                chosen[kind] = _style(words[kind], kind, settings, styles)
        with columns[len(_OWN_STYLE) % 3]:
            rest = _style(_("All other kinds"), Kind.PHONE, settings, styles)
        chosen |= {kind: rest for kind in IdentifierKind if kind not in _OWN_STYLE}
        st.subheader(_("How sure"))
        two = st.toggle(_("Two persons sign off each source"), settings.two_reviewers)
        strict = st.toggle(
            _("No export as long as a word may be a name"),
            settings.strict,
            help=_("Also words that are only perhaps names stop an export then."),
        )
        learned = st.toggle(
            _("Use the learned layer"),
            settings.learned,
            help=_("A small model that finds names no list knows; without it, finding is faster."),
        )
        engines = st.text_input(
            _("Other engines on this computer"),
            settings.engines,
            placeholder="auto",
            help=_(
                "For instance spacy:nl_core_news_lg. With 'auto', spaCy models that are installed "
                "take part. Nothing is downloaded."
            ),
        )
        if st.form_submit_button(_("Keep these rules"), type="primary"):
            with shown_errors():
                change_settings(
                    key,
                    replace(
                        settings,
                        styles={k: s for k, s in chosen.items() if s != "code"},
                        two_reviewers=two,
                        strict=strict,
                        learned=learned,
                        engines=engines.strip(),
                    ),
                    coder=current_coder(),
                )
                st.session_state.rules_said = _("The rules are kept.")
                st.rerun()


def _style(
    label: str,
    kind: Kind,
    settings: DeidSettings,
    styles: Mapping[ReplacementStyle, str],
) -> ReplacementStyle:
    options = list(STYLES_OF[kind])
    now = settings.styles.get(kind, "code")
    series = SERIES_OF.get(kind)
    number = Pseudonym(0, series, 3) if series else None
    code = pseudonym_text(kind, number, current_language(), "", "")
    return st.selectbox(
        label,
        options,
        index=options.index(now),
        format_func=lambda style: styles[style].replace("{code}", code),
    )


def _renew(key: Key) -> None:
    waiting = outdated(current_study(), key)
    if not waiting:
        return
    st.warning(
        N_(
            "{n} document was signed off by other rules than these.",
            "{n} documents were signed off by other rules than these.",
            len(waiting),
        )
    )
    if st.button(_("Sign off again"), icon=":material/verified_user:"):
        bar = st.progress(0.0)
        with shown_errors():
            renew(current_study(), key, waiting, coder=current_coder(), progress=bar.progress)
            st.rerun()
