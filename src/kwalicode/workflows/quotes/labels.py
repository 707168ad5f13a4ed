"""Labels beside quotes: shared by enough participants, no one over-quoted, nothing told twice.

A label that too few share, or an export that tells of a few beside an earlier one (W60, W67), goes
out only where somebody said why it may.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kwalicode.analysis.label_groups import Merge, overused, smallest_merge
from kwalicode.errors import InputError, LeakError
from kwalicode.store import exports as ledger
from kwalicode.store.exports import LabelRules
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.exports import ToldTogether, told_together
from kwalicode.workflows.quotes.labels_groups import (
    GroupedQuote,
    Placed,
    QuoteGroup,
    cell_in_words,
    cells,
    names_of_groups,
    placed,
    shown,
)
from kwalicode.workflows.quotes.labels_reuse import Reused, fingerprints, reused
from kwalicode.workflows.told_labels import find_ledger


class ShownLabel(NamedTuple):
    """A label beside quotes, with how many participants could bear it."""

    label: str
    n: int
    n_quotes: int


@dataclass(frozen=True, slots=True)
class FailingLabel:
    """A label beside quotes that fewer than k participants could bear.

    Attributes:
        n: How many could.
        n_quotes: Beside how many quotes it stands.
        merge: The smallest change that mends it.
        accepted: Why it may stand all the same; empty while nobody said so.
    """

    label: str
    n: int
    n_quotes: int
    merge: Merge
    accepted: str = ""


class OverQuoted(NamedTuple):
    """A participant who speaks too often among the quotes of a theme.

    Attributes:
        n: In how many of its quotes, `of` all.
        in_row: How many of them follow each other in a file.
    """

    theme: str
    pseudonym: str
    n: int
    of: int
    in_row: int


@dataclass(frozen=True, slots=True)
class FoundDifference:
    """A number that this export and an earlier one give away together.

    Attributes:
        told: Which export, which cell, how many participants.
        cell: The cell with names in the place of ids.
        accepted: Why it may go out all the same; empty while nobody said so.
    """

    told: ToldTogether
    cell: str
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class LabelFindings:
    """What the labels and numbers of an export give away.

    Attributes:
        k: So many participants must share a label.
        labels: All labels beside the quotes, the rarest first; a quote without one passes.
        failing: Labels that fewer share, those that are accepted too.
        over_quoted: Warnings: who speaks too often in a theme.
        reused: Warnings: the same words told differently.
        differences: What it tells together with earlier exports, with what is accepted.
    """

    k: int
    labels: tuple[ShownLabel, ...]
    failing: tuple[FailingLabel, ...]
    over_quoted: tuple[OverQuoted, ...]
    reused: tuple[Reused, ...]
    differences: tuple[FoundDifference, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why each small label and each difference may go out; '' for what stands in the way."""
        return (
            *(one.accepted for one in self.failing),
            *(one.accepted for one in self.differences),
        )

    @property
    def n_open(self) -> int:
        """How much stands in the way: small labels and differences that nobody accepted."""
        return self.reasons.count("")

    @property
    def blocks(self) -> bool:
        """Whether the export may not be written as it is."""
        return self.n_open > 0


def label_findings(study: Study, quotes: Sequence[GroupedQuote]) -> LabelFindings:
    """Look at what the labels beside quotes and the numbers of an export give away.

    Args:
        study: The open study.
        quotes: All that goes out, in the order of printing; `coding_id` is that of the coding or,
            of a composite, of the quote in the register.
    """
    with study.read() as db:
        return _findings(db, placed(db, quotes))


def _findings(db: Database, found: Placed) -> LabelFindings:
    accepted, earlier = ledger.find_accepted(db), find_ledger(db)
    told = told_together(earlier.present, cells(found), found.rules.k, others=earlier.others)
    names = names_of_groups(db) if told else {}
    labels = _labels(found)
    return LabelFindings(
        found.rules.k,
        tuple(labels),
        tuple(_failing(one, found, accepted) for one in labels if one.n < found.rules.k),
        tuple(_over_quoted(found)),
        tuple(reused(found.quotes, ledger.find_words(db))),
        tuple(
            FoundDifference(
                one,
                cell_in_words(one.cell, names),
                accepted.get((one.export_id, one.cell, one.n), ""),
            )
            for one in told
        ),
    )


def _labels(found: Placed) -> list[ShownLabel]:
    numbers = Counter(folded(one.label) for one in found.quotes if one.label)
    labels = [
        ShownLabel(found.names[label], len(found.groups[label]), n_quotes)
        for label, n_quotes in numbers.items()
    ]
    return sorted(labels, key=lambda one: (one.n, one.label))


def _failing(one: ShownLabel, found: Placed, accepted: Mapping[ledger.Passed, str]) -> FailingLabel:
    label = folded(one.label)
    merge = _named(smallest_merge(label, found.groups, found.rules.k), found.names)
    return FailingLabel(*one, merge, accepted.get((0, label, one.n), ""))


def _named(merge: Merge, names: Mapping[str, str]) -> Merge:
    labels = tuple(names[one] for one in merge.labels)
    return merge._replace(labels=labels, into=names.get(merge.into, ""))


def _over_quoted(found: Placed) -> list[OverQuoted]:
    speakers: dict[str, dict[object, Sequence[str]]] = {}
    for one in found.quotes:
        for theme in one.themes:
            # The same passage under two codes of a theme is one quote of it.
            place = one.place.segments if one.place else one.quote.coding_id
            speakers.setdefault(theme, {}).setdefault(place, one.speakers)
    rules, names = found.rules, found.voices.pseudonyms
    return [
        OverQuoted(theme, names[one.person], one.n, one.of, one.in_row)
        for theme, own in speakers.items()
        for one in overused(
            list(own.values()),
            share=rules.share,
            least_quotes=rules.least_quotes,
            in_row=rules.in_row,
        )
    ]


def counts_shown(study: Study, quotes: Sequence[GroupedQuote]) -> Mapping[QuoteGroup, int | None]:
    """Count the participants who speak in the quotes of each group.

    Returns:
        By `QuoteGroup`; None where the number is withheld, because it is smaller than k or would
        tell another number that is (W58).
    """
    with study.read() as db:
        return shown(placed(db, quotes))


def remember_export(study: Study, quotes: Sequence[GroupedQuote], *, coder: str) -> None:
    """Keep in the ledger what an export of quotes told, with why it might.

    Raises:
        LeakError: A label or a difference stands in the way that nobody accepted.
    """
    with study.write(coder, "export quotes", undoable=False) as db:
        found = placed(db, quotes)
        findings = _findings(db, found)
        if findings.blocks:
            raise held(findings)
        why = "; ".join(dict.fromkeys(findings.reasons))
        export_id = ledger.add_export(db, "quotes", cells(found), coder=coder, reason=why)
        ledger.add_words(db, export_id, fingerprints(one.quote for one in quotes))


def held(findings: LabelFindings) -> LeakError:
    """Give the error for an export that labels or numbers stand in the way of."""
    return LeakError(
        "Nothing was written: labels or numbers that would tell of fewer than {k} participants: "
        "{n}. Mend or accept them under Labels on the page Quotes.",
        n=findings.n_open,
        k=findings.k,
    )


def accept_label(study: Study, failing: FailingLabel, reason: str, *, coder: str) -> None:
    """Let a small label stand, and keep why; with another number it has to be accepted again.

    Raises:
        InputError: There is no reason.
        ConflictError: It was accepted already.
    """
    _accept(study, [(0, folded(failing.label), failing.n)], reason, coder)


def accept_differences(
    study: Study, differences: Sequence[FoundDifference], reason: str, *, coder: str
) -> None:
    """Let what an export tells beside earlier ones go out, and keep why; raises as `accept_label`.

    Those that were accepted before are passed over.
    """
    told = [one.told for one in differences if not one.accepted]
    _accept(study, [(one.export_id, one.cell, one.n) for one in told], reason, coder)


def _accept(study: Study, passed: Sequence[ledger.Passed], reason: str, coder: str) -> None:
    why = " ".join(reason.split())
    if not why:
        raise InputError("Write why this may go out; it is kept with the export.")
    with study.write(coder, "accept label") as db:
        for one in passed:
            ledger.accept(db, one, why, coder=coder)


def choose_label_rules(study: Study, rules: LabelRules, *, coder: str) -> None:
    """Store what may stand beside quotes; see `store.exports.set_label_rules`."""
    with study.write(coder, "choose label rules", undoable=False) as db:
        ledger.set_label_rules(db, rules)
