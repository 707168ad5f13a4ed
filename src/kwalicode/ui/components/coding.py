"""What the reader is told while someone codes: codings, codes, memos, passes, and what changed."""

from collections.abc import Mapping
from typing import Any

from kwalicode.errors import KwalicodeError
from kwalicode.model import Code, Coding, Memo, Pass, PassKind
from kwalicode.store.study import Study
from kwalicode.ui.language import _, error_sentence
from kwalicode.workflows.coding import (
    CodebookState,
    CodingChange,
    code_counts,
    codebook_state,
    coding_changes,
    coding_state,
    document_memos,
    pass_now,
    reads_anew,
    undo_state,
)
from kwalicode.workflows.operations import number_of, text_of
from kwalicode.workflows.suggestions.codes import propose_codes
from kwalicode.workflows.suggestions.kinds import suggestion_settings


def coding_answer(
    study: Study, document_id: str, coder: str, kind: PassKind, since: int | None
) -> Mapping[str, Any]:
    """Tell what changed after a revision, or everything where that is None.

    Each mark is `[id, code, start, end, "", comment, coder, [pass, actor, target, perspective]]`.
    """
    undo, redo = undo_state(study, coder)
    common: dict[str, Any] = {"undo": undo, "redo": redo, "coder": coder}
    common |= {"pass_kind": kind, "pass_id": pass_now(study, kind)}
    common["codes_for"] = suggestion_settings(study).codes
    if since is None:
        return common | _everything(study, document_id, coder)
    return common | _changes(study, document_id, coder, since)


def proposed_answer(
    study: Study, document_id: str, coder: str, ask: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Tell which codes are proposed for the words the browser asks about, or why none can be.

    Each row is `[code, score, segment that speaks for it, title of its document, words]`.
    """
    answer: dict[str, Any] = {"id": ask.get("id"), "rows": [], "n_codes": 0, "error": ""}
    try:
        text_of(ask, "id")
        start, end = number_of(ask, "start"), number_of(ask, "end")
        found = propose_codes(study, document_id, start, end, coder=coder)
    except KwalicodeError as error:
        return {"proposed": answer | {"error": error_sentence(error)}}
    rows = [
        [one.code_id, one.score, one.example, one.title, ", ".join(one.words)]
        for one in found.proposals
    ]
    return {"proposed": answer | {"rows": rows, "n_codes": found.n_codes}}


def _everything(study: Study, document_id: str, coder: str) -> dict[str, Any]:
    state = coding_state(study, document_id, coder=coder)
    full = {
        **_tree(state.codebook),
        "marks": [_mark(coding) for coding in state.codings],
        "counts": state.codebook.counts,
        "recent": state.recent,
        "memos": _memos(state.memos),
        "groups": state.groups,
        "passes": [_pass(one) for one in state.passes],
        "coders": state.coders,
        "barred": [[one.barred_id, one.start, one.end, one.bars] for one in state.barred],
    }
    return {"revision": state.revision, "full": full, "changes": [], "counts": {}}


def _changes(study: Study, document_id: str, coder: str, since: int) -> dict[str, Any]:
    changes = coding_changes(study, document_id, since=since, coder=coder)
    if not changes:
        return {"revision": since, "full": None, "changes": [], "counts": {}}
    tables = {change.table for change in changes}
    if reads_anew(tables):
        return _everything(study, document_id, coder)
    last = changes[-1].revision
    rows = [_row(change) for change in changes if change.coding_id]
    if "memos" in tables:
        memos = document_memos(study, document_id, coder=coder)
        rows.insert(0, [last, None, "memos", _memos(memos)])
    if tables & {"codes", "categories", "synonyms", "code_categories"}:
        # The tree comes first: a coding may wear a code that is new to the reader.
        tree = _tree(codebook_state(study, coder=coder))
        rows.insert(0, [last, None, "codes", tree])
    touched = {code_id for change in changes for code_id in change.code_ids if code_id}
    counts = code_counts(study, touched, coder=coder) if touched else {}
    return {"revision": last, "full": None, "changes": rows, "counts": counts}


def _row(change: CodingChange) -> list[Any]:
    if change.coding:
        return [change.revision, change.op_id, "mark", _mark(change.coding)]
    return [change.revision, change.op_id, "unmark", change.coding_id]


def _tree(state: CodebookState) -> dict[str, Any]:
    return {
        "codes": [_code(code, state) for code in state.codes],
        "categories": [
            {"id": c.category_id, "name": c.name, "parent_id": c.parent_id, "colour": c.colour}
            for c in state.categories
        ],
    }


def _mark(coding: Coding) -> list[Any]:
    place = [coding.coding_id, coding.code_id, coding.start, coding.end]
    about = [coding.pass_id, coding.actor, coding.target, coding.perspective]
    return [*place, "", coding.comment, coding.coder, about]


def _code(code: Code, state: CodebookState) -> dict[str, Any]:
    row: dict[str, Any] = {"id": code.code_id, "name": code.name, "category_id": code.category_id}
    row |= {"colour": code.colour, "description": code.description}
    # Few codes have these, and all codes are sent with every change of the codebook.
    rare = {
        "synonyms": state.synonyms.get(code.code_id),
        "also_in": state.links.get(code.code_id),
        "retired": code.is_retired,
    }
    return row | {name: value for name, value in rare.items() if value}


def _memos(memos: list[Memo]) -> dict[str, list[list[Any]]]:
    """Give kind, words, writer, id and whether it was asked, by the id of their coding."""
    rows: dict[str, list[list[Any]]] = {}
    for memo in memos:
        row = [memo.kind, memo.text, memo.coder, memo.memo_id, memo.is_done]
        rows.setdefault(memo.target_id, []).append(row)
    return rows


def _pass(one: Pass) -> dict[str, Any]:
    """Tell of a pass; the first one of a study has no name of its own."""
    name = pass_words()[one.kind] if one.name == one.kind else one.name
    return {"id": one.pass_id, "name": name, "blind": one.is_blind and not one.closed_at}


def pass_words() -> Mapping[PassKind, str]:
    """Name the kinds of passes."""
    return {"open": _("Open pass"), "axial": _("Axial pass"), "thematic": _("Thematic pass")}
