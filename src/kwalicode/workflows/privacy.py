"""The privacy report: what was found, what was decided, and how much is probably left."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.model import IdentifierKind, Language, Reviewed
from kwalicode.report.privacy import PrivacyRow, privacy_md
from kwalicode.store import findings, sources
from kwalicode.store.approvals import approvers
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.key import Key
from kwalicode.store.study import Study, study_name
from kwalicode.workflows.written_files import write_file


@dataclass(frozen=True, slots=True)
class PrivacyReport:
    """The figures of a study.

    Attributes:
        documents: One row for each source, in order of import.
        kinds: One row for each kind that was found, over all sources.
        total: All of it.
        remaining: What is probably left in signed-off documents; see `deid.remaining`.
    """

    documents: tuple[PrivacyRow, ...]
    kinds: tuple[PrivacyRow, ...]
    total: PrivacyRow
    remaining: deid.Remaining | None


def privacy_report(study: Study, key: Key) -> PrivacyReport:
    """Count what was found and decided in every source, and estimate what is left."""
    with study.read() as db:
        signed_off = versions_signed_off(db)
    rows, every, done = [], list[Reviewed](), list[Reviewed]()
    with key.read() as db:
        for source in sources.find_sources(db):
            found = findings.find_findings(db, source.source_id)
            is_done = signed_off.get(source.source_id) == source.review_number
            names = tuple(approvers(db, source.source_id, source.review_number))
            rows.append(_row(source.title, found, is_signed_off=is_done, approvers=names))
            every += found
            done += found if is_done else []
    by_kind: dict[IdentifierKind, list[Reviewed]] = {}
    for finding in every:
        by_kind.setdefault(finding.kind, []).append(finding)
    kinds = tuple(_row(str(kind), by_kind[kind]) for kind in IdentifierKind if kind in by_kind)
    return PrivacyReport(tuple(rows), kinds, _row("", every), _remaining(done))


def _row(
    name: str,
    found: Iterable[Reviewed],
    *,
    is_signed_off: bool = False,
    approvers: tuple[str, ...] = (),
) -> PrivacyRow:
    listed = list(found)
    states = Counter(finding.state for finding in listed)
    added = [f for f in listed if f.recognizer == findings.BY_HAND]
    n_added = sum(f.state == "accepted" for f in added)
    return PrivacyRow(
        name=name,
        n_found=len(listed) - len(added),
        n_added=n_added,
        n_accepted=states["accepted"],
        n_refused=states["refused"],
        n_open=states["proposed"],
        is_signed_off=is_signed_off,
        approvers=approvers,
        remaining=_remaining(listed),
    )


def _remaining(found: Iterable[Reviewed]) -> deid.Remaining | None:
    """Estimate what is left from accepted places; flagged passages are no identifiers."""
    accepted = [f for f in found if f.state == "accepted" and f.kind != IdentifierKind.SENSITIVE]
    n_added = sum(f.recognizer == findings.BY_HAND for f in accepted)
    return deid.remaining(len(accepted) - n_added, n_added)


def privacy_report_md(study: Study, key: Key, *, language: Language) -> bytes:
    """Write the privacy report as Markdown, without a word of any participant."""
    report = privacy_report(study, key)
    total = (report.total, report.remaining)
    text = privacy_md(study_name(study), report.documents, report.kinds, total, language=language)
    return text.encode()


def save_privacy_report(study: Study, key: Key, output: Path, *, language: Language) -> None:
    """Write the privacy report to a file.

    Raises:
        InputError: The name does not end in `.md`, or the file cannot be written.
    """
    if output.suffix.lower() != ".md":
        raise InputError("The privacy report is written as .md; choose this ending.")
    write_file(output, privacy_report_md(study, key, language=language))
