"""Facts for the methods section: passes, codebook, agreement, saturation, suggestions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import combinations

from kwalicode.errors import UndefinedError
from kwalicode.model import MemoKind, Pass
from kwalicode.report.methods.coding import Agreed, Coding, Saturated, Stage, ToldPass
from kwalicode.store.agreement import find_compared
from kwalicode.store.agreement_choice import Choice
from kwalicode.store.files import Database
from kwalicode.store.history import revision
from kwalicode.store.memos import find_memos
from kwalicode.store.methods import count_counter_cases, count_merged
from kwalicode.store.pass_codings import find_pass_coders
from kwalicode.store.passes import Made, count_made, find_passes
from kwalicode.store.saturation import find_choices, is_tracked
from kwalicode.store.snapshots import find_snapshots, get_snapshot
from kwalicode.store.study import Study
from kwalicode.store.suggestions import count_taken, find_engines
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.workflows.agreement.agree import (
    FEW_DOCUMENTS,
    LEAST_DOCUMENTS,
    Agreement,
    agreement,
    chosen,
)
from kwalicode.workflows.agreement.numbers import Measured
from kwalicode.workflows.consensus import CONSENSUS
from kwalicode.workflows.passes import passes_state
from kwalicode.workflows.saturation.state import saturation
from kwalicode.workflows.saturation.told import told

_MEMOS: tuple[MemoKind, ...] = ("analytic", "method", "reflexive", "question")


def coding(study: Study, *, coder: str) -> Coding:
    """Tell how the material was coded, as far as a coder may see it."""
    with study.read() as db:
        book = find_codebook(db)
        made, listed = count_made(db), find_passes(db)
        kinds = Counter(placed.memo.kind for placed in find_memos(db, coder=coder))
        origins = Counter(code.origin for code in book.codes)
        return Coding(
            tuple(_pass(one, made[one.pass_id]) for one in listed if one.pass_id in made),
            tuple(_stages(db)),
            {one: origins[one] for one in ("data", "in vivo", "theory") if origins[one]},
            len(book.relations),
            sum(bool(theme.claim.strip()) for theme in book.themes),
            count_counter_cases(db),
            {kind: kinds[kind] for kind in _MEMOS if kinds[kind]},
            {kind: (one.n_taken, one.n_refused) for kind, one in count_taken(db).items()},
            tuple(find_engines(db)),
        )


def _pass(one: Pass, made: Made) -> ToldPass:
    people = tuple(name for name in made.coders if name != CONSENSUS)
    days = (_day_of(one.opened_at), _day_of(one.closed_at))
    counts = (made.n_codings, made.n_documents, made.n_codes)
    built = (made.n_categories, made.n_relations, made.n_themes)
    return ToldPass(one.kind, one.name, *days, people, one.is_blind, *counts, *built)


def _day_of(moment: str) -> date | None:
    """Give the day of a moment on this computer's calendar."""
    return datetime.fromisoformat(moment).astimezone().date() if moment else None


def _stages(db: Database) -> Iterator[Stage]:
    """Give the size of the codebook at each snapshot and now."""
    names = {one.pass_id: one.name for one in find_passes(db)}
    since = 0
    for one in find_snapshots(db):
        book = get_snapshot(db, one.snapshot_id)[0].book
        kept = {code.code_id for code in book.codes}
        n_merged = count_merged(db, kept, since, one.revision)
        sizes = (len(book.codes), len(book.categories), len(book.themes), n_merged)
        yield Stage(names[one.pass_id], _day_of(one.taken_at), *sizes)
        since = one.revision
    book = find_codebook(db)
    kept = {code.code_id for code in book.codes}
    n_merged = count_merged(db, kept, since, revision(db))
    yield Stage("", None, len(book.codes), len(book.categories), len(book.themes), n_merged)


def agreed(study: Study) -> tuple[Agreed, ...]:
    """Tell how far coders agree in each pass that does not hide their work.

    Compared is what the team chose, in the unit it chose. Without a choice it is all coders of the
    pass or, where no document was coded by all, the two who share most documents.
    """
    found = []
    for one in passes_state(study).passes:
        if one.is_blind and not one.closed_at:
            continue
        choices = chosen(study, one.pass_id)
        choice = _compared(study, choices[-1] if choices else Choice(one.pass_id, ()))
        if choice.coders:
            try:
                found.append(_agreed(one, agreement(study, choice), len(choices)))
            except UndefinedError:  # they gave no code in what both read
                continue
    return tuple(found)


def _compared(study: Study, choice: Choice) -> Choice:
    """Give a choice with the coders who are compared; nobody where no two share a document."""
    pass_id = choice.pass_id
    with study.read() as db:
        names = find_pass_coders(db, pass_id)
        people = [coder_id for coder_id, name in names.items() if name != CONSENSUS]
        if len(people) < 2:
            return Choice(pass_id, ())
        if choice.coders and find_compared(db, pass_id, choice.coders)[0]:
            return choice
        for group in (tuple(people), _closest(db, pass_id, people)):
            if find_compared(db, pass_id, group)[0]:
                return Choice(pass_id, group)
    return Choice(pass_id, ())


def _closest(db: Database, pass_id: int, people: Sequence[int]) -> tuple[int, ...]:
    pairs = list(combinations(people, 2))
    return max(pairs, key=lambda pair: len(find_compared(db, pass_id, pair)[0]))


def _agreed(one: Pass, found: Agreement, n_choices: int) -> Agreed:
    choice = found.choice
    alpha = found.total.measures["alpha"]
    kappa = found.total.measures.get("cohen")
    interval = alpha.interval if found.n_clusters >= LEAST_DOCUMENTS else None
    return Agreed(
        one.name,
        found.was_blind,
        len(found.coders),
        found.n_documents,
        len(found.codes),
        choice.unit,
        _value(alpha),
        interval if isinstance(interval, tuple) else None,
        FEW_DOCUMENTS if found.n_clusters < FEW_DOCUMENTS else 0,
        _value(kappa) if kappa else None,
        _value(found.total.measures["matched"]),
        choice.share,
        _day_of(choice.chosen_at),
        n_choices,
    )


def _value(measured: Measured) -> float | None:
    return None if isinstance(measured.value, UndefinedError) else measured.value


def saturated(study: Study, *, coder: str) -> Saturated:
    """Tell how saturation was judged, by the setting that was stored."""
    with study.read() as db:
        is_on, choices = is_tracked(db), find_choices(db)
    if not is_on or not choices:
        return Saturated(is_on, None)
    try:
        return Saturated(is_on, told(saturation(study, coder=coder)))
    except UndefinedError:  # nothing is coded
        return Saturated(is_on, None)
