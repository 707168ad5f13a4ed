"""What a withdrawal does to each of the two files, by a plan."""

from dataclasses import replace

from kwalicode import deid
from kwalicode.model import Barred, Document
from kwalicode.store import codings, documents, scrubbing, sources, withdrawal, withdrawn
from kwalicode.store.barred import add_barred, move_barred
from kwalicode.store.bundles import delete_empty_bundles
from kwalicode.store.cases import find_turns
from kwalicode.store.files import Database
from kwalicode.store.history import close_steps, forget_words
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.quote_places import forget_quotes, move_segments
from kwalicode.store.quote_sheets import forget_sheets
from kwalicode.text import OffsetMap
from kwalicode.workflows.withdrawal.plan import Plan
from kwalicode.workflows.withdrawal.text import Rewriting
from kwalicode.workflows.withdrawal.traces import CUT

# What others said stays as it is; the places of the person in it are taken care of one by one.
SPARED_STUDY = dict.fromkeys(("versions", "codings", "barred", "quote_segments"), ("text",))
SPARED_KEY = {"sources": ("text", "turns"), "findings": ("surface",), "speakers": ("label",)}


def change_study(db: Database, key_db: Database, plan: Plan, coder: str) -> None:
    """Take a person out of the study file; call it before `change_key`."""
    forget_quotes(db, plan.removed, plan.person.pseudonym)
    forget_sheets(db, plan.person.pseudonym)
    for document_id in plan.removed:
        withdrawn.delete_codings(db, withdrawn.past_codings(db, document_id))
    documents.delete_documents(db, plan.removed)
    for one in plan.rewritten:
        if one.is_in_study:
            withdrawn.delete_codings(db, one.gone)
            if one.is_text_changed:
                _rewrite_document(db, _document(key_db, one), one, coder)
    if plan.policy == "delete all" or not find_turns(db, [plan.person.pseudonym]):
        withdrawn.delete_case(db, plan.person.pseudonym)
        _rename_codes(db, plan)
    else:
        _bar_quotes(db, plan.person.pseudonym, coder)
    for source_id, title in _new_titles(key_db, plan).items():
        withdrawn.rename_document(db, source_id, title)
    scrubbing.scrub(db, plan.traces.clean, spared=SPARED_STUDY)
    scrubbing.forget_removed(db)


def _document(key_db: Database, one: Rewriting) -> Document:
    source = one.source
    names = {
        label: deid.pseudonym_name(get_pseudonym(key_db, pseudonym_id))
        for label, (_, pseudonym_id) in sources.find_speakers(key_db, source.source_id).items()
    }
    turns = tuple(
        replace(turn, speaker=names.get(turn.speaker, "")) for turn in one.studied.released_turns
    )
    head = (source.source_id, source.title, source.kind, source.language)
    return Document(*head, one.studied.released, turns, version=one.version + 1)


def _rewrite_document(db: Database, document: Document, one: Rewriting, coder: str) -> None:
    """Store the new text as a sign-off does; what was done before cannot be undone any more."""
    document_id = document.document_id
    labels = withdrawn.role_labels(db)
    documents.add_version(db, document, coder=coder, role_labels=labels)
    codings.move_codings(db, document_id, document.text, one.codings)
    move_barred(db, document_id, document.text, one.barred)
    move_segments(db, document_id, document.text, one.quotes)
    withdrawn.delete_codings(db, withdrawn.past_codings(db, document_id))
    for table in ("codings", "barred"):
        close_steps(db, table, "document_id", document_id)
        forget_words(db, table, "document_id", document_id, words="text")


def _rename_codes(db: Database, plan: Plan) -> None:
    """Give another name to codes that are called by the person's own words."""
    own = [i for i, name in withdrawn.code_names(db).items() if plan.traces.are_in(name)]
    withdrawn.replace_names(db, own, CUT)
    synonyms = withdrawn.synonym_names(db).items()
    withdrawn.delete_synonyms(db, [i for i, name in synonyms if plan.traces.are_in(name)])


def _bar_quotes(db: Database, case_id: str, coder: str) -> None:
    """Let nothing new be quoted of who stays in what was analysed."""
    withdrawn.keep_bars_of_consent(db, case_id)
    for _, document_id, start, end, text in find_turns(db, [case_id]):
        barred = Barred("", document_id, start, end, text, "quotes", "restriction")
        add_barred(db, barred, coder=coder)


def _new_titles(key_db: Database, plan: Plan) -> dict[str, str]:
    """Give another title to sources whose title names the person."""
    titles = {
        one.source_id: one.title
        for one in sources.find_sources(key_db)
        if one.source_id not in plan.removed
    }
    taken, new = set(titles.values()), dict[str, str]()
    for source_id, title in titles.items():
        if plan.traces.are_in(title):
            first = plan.traces.clean(title)
            numbered = (f"{first} {number}" for number in range(2, len(taken) + 3))
            new[source_id] = next(one for one in (first, *numbered) if one not in taken)
            taken.add(new[source_id])
    return new


def change_key(db: Database, plan: Plan, coder: str) -> None:
    """Take a person out of the key file."""
    titles = _new_titles(db, plan)
    rewritten = [one.source.source_id for one in plan.rewritten]
    withdrawal.empty_bundles(db, [*plan.removed, *rewritten])
    for source_id in plan.removed:
        sources.delete_source(db, source_id)
    delete_empty_bundles(db)
    for source_id, title in titles.items():
        withdrawal.rename_source(db, source_id, title)
    for one in plan.rewritten:
        _rewrite_source(db, one)
    if plan.policy == "delete all":
        withdrawal.delete_speaker(db, plan.person.pseudonym_id)
    else:
        withdrawal.rename_speaker(db, plan.person.pseudonym_id, plan.person.pseudonym)
    withdrawal.forget_mentions(db, plan.person.pseudonym_id)
    withdrawal.delete_listed(db, plan.names)
    withdrawal.delete_records(db, plan.person, coder=coder)
    withdrawal.blank_unused(db)
    scrubbing.scrub(db, plan.traces.clean, spared=SPARED_KEY)
    scrubbing.forget_removed(db)


def _rewrite_source(db: Database, one: Rewriting) -> None:
    source_id, new, by = one.source.source_id, one.new, int(one.is_text_changed)
    withdrawal.move_reports(db, source_id, OffsetMap(new.edits).forward, by=by)
    withdrawal.rewrite_source(db, source_id, text=new.text, turns=new.turns, places=one.findings)
    base = (one.base.text, one.base.turns) if one.base else None
    withdrawal.replace_versions(db, source_id, one.version, base, by=by)
    withdrawal.renumber_release(db, source_id, one.version, one.studied.release, by=by)
