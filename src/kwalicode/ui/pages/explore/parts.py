"""What the views of the page Explore share: what was read, tables, segments behind a number."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any, NamedTuple, TypeVar

import numpy as np
import streamlit as st

from kwalicode.analysis.cooccurrence import Whole
from kwalicode.report.count_tables import counts_csv
from kwalicode.store.occurrences import last_write
from kwalicode.store.study import Study
from kwalicode.ui.components.theme_map import show_picture
from kwalicode.ui.language import N_, _, current_language, day
from kwalicode.ui.leaks import asked_for, is_clear, offer_file
from kwalicode.ui.parts import go_to, kind_word
from kwalicode.ui.session import (
    current_coder,
    current_key,
    current_study,
    required_key,
    shown_errors,
)
from kwalicode.workflows.explore.counting import (
    Explored,
    Unit,
    explore,
)
from kwalicode.workflows.explore.groups import KINDS
from kwalicode.workflows.explore.levels import by_category, by_theme
from kwalicode.workflows.explore.segments import MOST_SHOWN, find_segments
from kwalicode.workflows.exports import find_told, remember_counts, was_told
from kwalicode.workflows.leak_words import Words
from kwalicode.workflows.quotes.picking import quote_places

_MOST_ROWS, _WIDE, PICTURE = 14, 28, 1000
T = TypeVar("T")
WITHHELD = "✕"


def explored(study: Study, coder: str) -> Explored:
    """Give all that is counted."""
    return kept(study, "read", (coder,), lambda: explore(study, coder=coder))


def kept(study: Study, what: str, asked: object, make: Callable[[], T]) -> T:
    """Give what was made before, or make it where somebody changed the study or asks otherwise."""
    with study.read() as db:
        mark = (study.fingerprint, last_write(db), asked)
    key = f"explore_kept_{what}"
    before: tuple[object, T] | None = st.session_state.get(key)
    if before is None or before[0] != mark:
        before = st.session_state[key] = (mark, make())
    return before[1]


def begun(words: str) -> str:
    """Write words as a sentence begins."""
    return words[:1].upper() + words[1:]


def choose_rows(study: Study, found: Explored, *, with_categories: bool = True) -> Explored:
    """Let the user choose whether codes, categories or themes are counted."""
    words = {"codes": _("Codes"), "categories": _("Categories"), "themes": _("Themes")}
    if not with_categories:
        words.pop("categories")
    chosen = st.selectbox(
        _("Count"),
        list(words),
        format_func=words.__getitem__,
        key=f"explore_rows_{current_language()}",
        width=160,
    )
    levels = {"themes": by_theme, "categories": by_category}
    return levels[chosen](study, found) if chosen in levels else found


def choose_kind(first: str = "") -> str:
    """Let the user choose a kind of source; '' for all.

    Args:
        first: What stands there until something was chosen.
    """
    words = {"": _("all sources"), **{kind: kind_word(kind) for kind in KINDS}}
    return str(
        st.selectbox(
            _("Sources"),
            list(words),
            index=list(words).index(first),
            format_func=words.__getitem__,
            key=f"explore_kind_{first}_{current_language()}",
            width=180,
        )
    )


def choose_unit() -> Unit:
    """Let the user choose what is counted."""
    words = unit_words()
    return st.selectbox(
        _("Counted in"),
        list(words),
        format_func=words.__getitem__,
        key=f"explore_unit_{current_language()}",
        width=180,
    )


def unit_words() -> Mapping[Unit, str]:
    """Name what is counted."""
    return {
        "participants": _("participants"),
        "documents": _("documents"),
        "segments": _("segments"),
    }


class Shown(NamedTuple):
    """A table as it is shown and written.

    Attributes:
        key: Of the view.
        columns: Names of the columns.
        rows: Cells; None is withheld.
        notes: Unit and denominators, a line each.
        told: Numbers of participants that the ledger of exports keeps (W67); see `told_cells`.
        right: Names of the columns whose text ends where the next one begins.
        in_file: Cells as they are written, where the team may see more than a file may tell.
    """

    key: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    notes: Sequence[str]
    told: Mapping[str, int] = {}
    right: Sequence[str] = ()
    in_file: Sequence[Sequence[object]] | None = None


def show_table(shown: Shown) -> tuple[int, str] | None:
    """Show a table with its notes and offer it as a file.

    Returns:
        Row and column of the cell that the user chose, or None.
    """
    few = len(shown.rows) <= _MOST_ROWS
    # Rows that changed are another table: what was chosen in the old one is not chosen here.
    mark = hash((tuple(shown.columns), tuple(map(tuple, shown.rows))))
    event: Any = st.dataframe(
        [dict(zip(shown.columns, row, strict=True)) for row in shown.rows],
        hide_index=True,
        height="content" if few else 500,
        column_config=_columns(shown),
        on_select="rerun",
        selection_mode="single-cell",
        placeholder=WITHHELD,
        key=f"explore_table_{shown.key}_{mark}",
    )
    st.caption("  \n".join(shown.notes))
    offer(shown)
    cells = event["selection"]["cells"]
    return (int(cells[0][0]), str(cells[0][1])) if cells else None


def _columns(shown: Shown) -> dict[str, Any]:
    """Say how wide columns are, where their text stands, and how fractions are written."""
    column = st.column_config
    found: dict[str, Any] = {
        name: column.Column(width="medium") for name in shown.columns[1:] if len(name) > _WIDE
    }
    found |= {name: column.Column(alignment="right") for name in shown.right}
    for place, name in enumerate(shown.columns):
        if any(isinstance(row[place], float) for row in shown.rows):
            found[name] = column.NumberColumn(format="localized")
    return found


def offer(shown: Shown) -> None:
    """Offer a table as a file, once it was scanned for leaks."""
    with st.popover(_("Table as a file"), icon=":material/table:"):
        st.fragment(_menu)(shown)


def _menu(shown: Shown) -> None:
    st.markdown(_("The table is scanned for names before it is written."))
    clicked = st.button(_("Write the table"), key=f"explore_write_{shown.key}")
    if asked_for(shown.key if clicked else None, "explore_asked") != shown.key:
        return
    withheld = _("withheld")
    written = shown.rows if shown.in_file is None else shown.in_file
    rows = [[withheld if one is None else one for one in row] for row in written]
    texts = {one for row in rows for one in row if isinstance(one, str)}
    words = Words([*shown.columns, *sorted(texts)])
    reason = _reason(shown) if shown.told else ""
    if reason is None:
        return
    study, coder = current_study(), current_coder()

    def write() -> bytes:
        if shown.told:
            remember_counts(study, shown.told, coder=coder, reason=reason)
        return counts_csv(shown.columns, rows, shown.notes)

    offer_file(words, write, f"{_('counts')}-{shown.key}.csv", "text/csv")


def _reason(shown: Shown) -> str | None:
    """Ask why a table may go out that tells of a few beside an earlier one; None until answered."""
    found = find_told(current_study(), shown.told)
    if not found:
        return ""
    st.warning(
        N_(
            "{n} number differs by a few participants from that of an export of {day}: who has "
            "both files learns of these few.",
            "{n} numbers differ by a few participants from those of an export of {day}: who has "
            "both files learns of these few.",
            len(found),
            day=day(datetime.fromisoformat(found[0].exported_at).astimezone()),
        ),
        icon=":material/group_off:",
    )
    why: str = st.text_input(_("Why may it go out?"), key=f"explore_reason_{shown.key}")
    return why if why.strip() else None


def show_named_picture(
    study: Study,
    svg: str,
    words: Words,
    *,
    label: str,
    name: str,
    told: Mapping[str, int] | None = None,
) -> None:
    """Show a picture in which names of codes stand; it can be saved once these were scanned.

    Args:
        study: The study.
        svg: The picture.
        words: All that is written in it.
        label: What it is, for screen readers and as the name of the file.
        name: Of the picture within this study, in English.
        told: Of the table that it draws, see `Shown`: that file comes first.
    """
    is_told = not told or was_told(study, told)
    clicked = is_told and st.button(
        _("Scan for leaks to save the picture"), icon=":material/shield:", key=f"scan_{name}"
    )
    if not is_told:
        st.caption(_("Write the table as a file first; then the picture can be saved too."))
    what = asked_for(name if clicked else None, f"{name}_asked")
    may_save = bool(is_told and what and current_key() and is_clear(words))
    with st.container(width=PICTURE):
        key = f"{name}-{study.fingerprint[:12]}-{current_language()}"
        show_picture(key, svg, label=label, name=label.lower(), may_save=may_save)
    if what and not current_key():
        required_key(for_file=True)


def show_segments(study: Study, found: Explored, passages: Whole, title: str) -> None:
    """Show the words behind a number."""
    st.subheader(title, anchor=False)
    n = len(passages)
    if not n:
        st.markdown(_("There is no segment here."))
        return
    said = N_("{n} segment", "{n} segments", n)
    if n > MOST_SHOWN:
        said += " · " + _("the first {n} are shown", n=MOST_SHOWN)
    st.caption(said)
    for number, one in enumerate(find_segments(study, found, np.asarray(passages))):
        dated = day(date.fromisoformat(one.dated)) if one.dated else ""
        source = " · ".join(filter(None, (one.title, ", ".join(one.pseudonyms), dated)))
        card = st.container(gap=None)
        card.html(
            f'<blockquote class="kw-quote">{escape(one.words)}'
            f"<footer>{escape(source)}</footer></blockquote>"
        )
        with card.container(horizontal=True):
            if st.button(_("Make quote"), type="tertiary", key=f"explore_quote_{number}"):
                _make_quote(study, one.place)
            if st.button(_("Open in the reader"), type="tertiary", key=f"explore_open_{number}"):
                st.session_state.chosen_document, st.session_state.reader_goto = one.place[:2]
                go_to("coding")


def _make_quote(study: Study, place: tuple[str, int, int]) -> None:
    with shown_errors():
        quote_places(study, [place], coder=current_coder())
        st.toast(_("It stands in the register on the page Quotes now."))
