"""Where a study stands: what was done to each document, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kwalicode.store.codebook import find_categories, find_codes
from kwalicode.store.documents import find_documents
from kwalicode.store.findings import count_by_state
from kwalicode.store.forms import sources_of_surveys
from kwalicode.store.key import Key
from kwalicode.store.sources import find_sources
from kwalicode.store.study import Study, study_name
from kwalicode.store.surveys import find_surveys, survey_of_documents
from kwalicode.text import count_words

State = Literal["raw", "in review", "de-identified", "coded"]
STATES: tuple[State, ...] = ("raw", "in review", "de-identified", "coded")


@dataclass(frozen=True, slots=True)
class DocumentState:
    """How far one document is.

    Attributes:
        n_open: Findings that wait for a decision.
        n_decided: Findings that were accepted or refused.
        is_in_study: Whether a signed-off version of it can be read and coded now.
        survey: Name of the survey whose answers it holds; empty where it holds none.
        n_lists: How many lists of answers it stands for; 0 where it is a document of its own.
    """

    document_id: str
    title: str
    kind: str
    language: str
    state: State
    n_words: int
    n_codings: int
    n_open: int = 0
    n_decided: int = 0
    is_in_study: bool = True
    survey: str = ""
    n_lists: int = 0

    @property
    def needs_review(self) -> bool:
        """Whether a person has to look at it before it can be coded as it is now."""
        return self.state in {"raw", "in review"}


def document_states(study: Study, key: Key | None) -> list[DocumentState]:
    """List all documents with their state; without the key file only those in the study."""
    with study.read() as db:
        released = {str(row["id"]): row for row in find_documents(db)}
        names = {survey.survey_id: survey.name for survey in find_surveys(db)}
        of_survey = survey_of_documents(db) if names else {}
    if key is None:
        return [_released(row, of_survey) for row in released.values()]
    with key.read() as db:
        sources, counts = find_sources(db), count_by_state(db)
        of_source = sources_of_surveys(db) if names else {}
    states = []
    for source in sources:
        row = released.get(source.source_id, {})
        number = counts.get(source.source_id, {})
        n_codings = int(row.get("n_codings", 0))
        done = row.get("version") == source.review_number
        state: State = "in review" if source.is_detected else "raw"
        if done:
            state = "coded" if n_codings else "de-identified"
        states.append(
            DocumentState(
                source.source_id,
                source.title,
                source.kind,
                source.language,
                state,
                count_words(source.text),
                n_codings,
                number.get("proposed", 0),
                number.get("accepted", 0) + number.get("refused", 0),
                bool(row),
                names.get(of_source.get(source.source_id, ""), ""),
            )
        )
    return states


def fold_surveys(states: Sequence[DocumentState]) -> list[DocumentState]:
    """Let one row stand for all lists of answers of a survey, as far as the least far of them."""
    folded: dict[str, DocumentState] = {}
    for one in states:
        key = f"survey {one.survey}" if one.survey else one.document_id
        before = folded.get(key)
        if before is None:
            own = replace(one, title=one.survey, n_lists=1) if one.survey else one
            folded[key] = own
            continue
        folded[key] = replace(
            before,
            state=min(before.state, one.state, key=STATES.index),
            n_words=before.n_words + one.n_words,
            n_codings=before.n_codings + one.n_codings,
            n_open=before.n_open + one.n_open,
            n_decided=before.n_decided + one.n_decided,
            n_lists=before.n_lists + 1,
        )
    return list(folded.values())


def _released(row: dict[str, str | int], of_survey: Mapping[str, str]) -> DocumentState:
    n_codings = int(row["n_codings"])
    state: State = "coded" if n_codings else "de-identified"
    head = (str(row["id"]), str(row["title"]), str(row["kind"]), str(row["language"]))
    survey = of_survey.get(str(row["id"]), "")
    return DocumentState(*head, state, int(row["n_words"]), n_codings, survey=survey)


def study_figures(study: Study) -> dict[str, str | int]:
    """Count what is in a study file."""
    with study.read() as db:
        documents = find_documents(db)
        n_codes, n_categories = len(find_codes(db)), len(find_categories(db))
    return {
        "name": study_name(study),
        "documents": len(documents),
        "words": sum(int(row["n_words"]) for row in documents),
        "categories": n_categories,
        "codes": n_codes,
        "codings": sum(int(row["n_codings"]) for row in documents),
    }
