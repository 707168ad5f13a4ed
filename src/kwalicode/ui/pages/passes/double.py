"""The work of two coders in one pass, laid side by side."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import combinations

import streamlit as st

from kwalicode.model import Coding, Pass
from kwalicode.ui.language import N_, _, number, percent
from kwalicode.ui.pages.passes.words import pass_title
from kwalicode.ui.parts import choose, go_to
from kwalicode.ui.session import current_study
from kwalicode.workflows.double_coding import (
    DocumentPairs,
    DoubleCoding,
    Pair,
    compare_coders,
    pass_coders,
)
from kwalicode.workflows.passes import PassesState, revision_now

MOST = 200
"""How many pairs of a document are shown at once."""

_WORDS = 400


def show_double_coding(state: PassesState) -> None:
    """Choose a pass and two of its coders, and see where they differ."""
    with_codings = [one for one in state.passes if one.pass_id in state.made]
    doubled = [one for one in with_codings if len(state.made[one.pass_id].coders) > 1]
    if not doubled:
        st.markdown(
            _(
                "When two coders code the same documents in one pass, their codings are laid "
                "side by side here. Make a pass blind to let them work without seeing each other."
            )
        )
        return
    found = _choose_work(doubled)
    if found is None:
        return
    pair, double = found
    if not double.documents:
        st.markdown(_("There is no document that both have coded in this pass."))
        return
    st.markdown(_total(double))
    st.dataframe(
        [_row(one, pair) for one in double.documents],
        hide_index=True,
        height="content" if len(double.documents) < 12 else 420,
    )
    show_side_by_side(double, pair)


Names = tuple[str, str]


def _choose_work(doubled: Sequence[Pass]) -> tuple[Names, DoubleCoding] | None:
    titles = {str(one.pass_id): pass_title(one) for one in reversed(doubled)}
    places = st.columns(2)
    with places[0]:
        pass_id = int(choose(_("Pass"), titles, state_key="double_pass"))
    one = next(one for one in doubled if one.pass_id == pass_id)
    if one.is_blind and not one.closed_at:
        st.markdown(
            _("This pass is blind. Its differences are laid side by side once it is closed.")
        )
        return None
    coders = pass_coders(current_study(), pass_id)
    pairs = {
        f"{a}-{b}": _("{first} and {second}", first=coders[a], second=coders[b])
        for a, b in combinations(coders, 2)
    }
    with places[1]:
        first, second = map(int, choose(_("Coders"), pairs, state_key="double_pair").split("-"))
    return (coders[first], coders[second]), compared(pass_id, (first, second))


def compared(pass_id: int, coders: tuple[int, int]) -> DoubleCoding:
    """Compare once, until something in the study changes."""
    study = current_study()
    key = (study.fingerprint, revision_now(study), pass_id, coders)
    kept = st.session_state.get("passes_compared")
    if kept is None or kept[0] != key:
        kept = key, compare_coders(study, pass_id, coders)
        st.session_state.passes_compared = kept
    double: DoubleCoding = kept[1]
    return double


def _agreement(n_agreed: int, n: int) -> str:
    share = percent(n_agreed / n) if n else "–"
    return _("{agreed} of {n} ({share})", agreed=number(n_agreed), n=number(n), share=share)


def _total(double: DoubleCoding) -> str:
    agreed = sum(one.counts["agreed"] for one in double.documents)
    n = sum(len(one.pairs) for one in double.documents)
    documents = N_("{n} document", "{n} documents", len(double.documents))
    return _(
        "Both coded {documents}. The same code on overlapping words: **{agreement}** segments.",
        documents=documents,
        agreement=_agreement(agreed, n),
    )


def _row(one: DocumentPairs, names: Names) -> dict[str, object]:
    counts = one.counts
    return {
        _("Document"): one.title,
        _("Agreed"): counts["agreed"],
        _("Other code"): counts["other code"],
        _("Only {coder}", coder=names[0]): counts["first only"],
        _("Only {coder}", coder=names[1]): counts["second only"],
        _("Agreement"): _agreement(counts["agreed"], len(one.pairs)),
    }


def show_side_by_side(double: DoubleCoding, names: Names) -> str:
    """Show the differences in one document, which the user chooses; give its id."""
    titles = {one.document_id: one.title for one in double.documents}
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width=360):
            document_id = choose(_("Document"), titles, state_key="double_document")
        with_agreed = st.toggle(_("Show what agrees too"))
        if st.button(_("Read and code"), icon=":material/edit_note:"):
            st.session_state.chosen_document = document_id
            go_to("coding")
    one = next(one for one in double.documents if one.document_id == document_id)
    pairs = [pair for pair in one.pairs if with_agreed or pair.verdict != "agreed"]
    if not pairs:
        st.markdown(_("The two agree on every segment of this document."))
        return document_id
    st.caption(_("Words that stand in only one of two segments are lighter."))
    st.html(_table(pairs[:MOST], double.codes, names))
    if len(pairs) > MOST:
        st.caption(N_("and {n} more", "and {n} more", len(pairs) - MOST))
    return document_id


def _table(pairs: Sequence[Pair], codes: Mapping[str, str], names: Names) -> str:
    heads = (_("Words"), *names, _("Outcome"))
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
    rows = "".join(_table_row(pair, codes, names) for pair in pairs)
    return f"<table class='kw-pairs'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _table_row(pair: Pair, codes: Mapping[str, str], names: Names) -> str:
    outcome = {
        "agreed": _("Agreed"),
        "other code": _("Other code"),
        "first only": _("Only {coder}", coder=names[0]),
        "second only": _("Only {coder}", coder=names[1]),
    }[pair.verdict]
    sides = "".join(f"<td>{_code(one, codes)}</td>" for one in (pair.first, pair.second))
    kind = pair.verdict.replace(" ", "-")
    words = f"<td>{_words(pair)}</td>"
    return f"<tr class='kw-{kind}'>{words}{sides}<td>{escape(outcome)}</td></tr>"


def _code(coding: Coding | None, codes: Mapping[str, str]) -> str:
    if coding is None:
        return f"<span aria-label='{escape(_('nothing'))}'>–</span>"
    if coding.code_id is None:
        return escape(_("a highlight without a code"))
    return escape(codes.get(coding.code_id, ""))


def _words(pair: Pair) -> str:
    """Give the words of both segments once, lighter where they stand in only one of the two."""
    both = sorted((one for one in (pair.first, pair.second) if one), key=lambda one: one.start)
    early, late = both[0], both[-1]
    whole = early.text + late.text[max(early.end - late.start, 0) :]
    start = late.start - early.start
    end = min(early.end, late.end) - early.start
    parts = (whole[:start], whole[start:end], whole[end:])
    before, shared, after = (escape(_cut(part)) for part in parts)
    return f"<i>{before}</i>{shared}<i>{after}</i>"


def _cut(text: str) -> str:
    return text if len(text) <= _WORDS else f"{text[:_WORDS]} …"
