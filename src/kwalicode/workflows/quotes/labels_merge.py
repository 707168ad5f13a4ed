"""A role label that too few share is replaced in roles, participants and quotes at once (W59)."""

from dataclasses import replace

from kwalicode.analysis.label_groups import Merge
from kwalicode.model import Role
from kwalicode.store import cases, labels, roles
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.told_labels import remember_pairs


def apply_merge(study: Study, merge: Merge, *, coder: str) -> None:
    """Let another label stand outside for some labels, as one step.

    Inside nothing is lost: who had such a label without a role gets a role of that name. Quotes
    that were sent or approved have to be shown again.

    Raises:
        InputError: A role or label is too long.
    """
    wanted = {folded(label) for label in merge.labels}
    with study.write(coder, "merge labels") as db:
        _change_roles(db, wanted, merge.into)
        own = {one for one in labels.find_quote_labels(db) if folded(one) in wanted}
        labels.relabel_quotes(db, own, merge.into)
        remember_pairs(db, ((label, merge.into) for label in (*merge.labels, *own)))


def _change_roles(db: Database, wanted: set[str], into: str) -> None:
    kept = [
        replace(one, label=into) if folded(one.label) in wanted else one
        for one in roles.find_roles(db)
    ]
    own = {case: one for case, one in labels.find_own_labels(db).items() if folded(one) in wanted}
    taken = {folded(one.name) for one in kept}
    new = {folded(one): one for one in own.values() if folded(one) not in taken}
    roles.replace_roles(db, [*kept, *(Role("", name, into) for name in new.values())])
    # A role of that name has a label of its own already: there the label alone is changed.
    labels.set_own_labels(db, (case for case, one in own.items() if folded(one) in taken), into)
    cases.set_analytic_roles(
        db, {case: new[folded(one)] for case, one in own.items() if folded(one) in new}
    )
    roles.apply_labels(db)
