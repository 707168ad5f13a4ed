"""Surveys: read a file of answers, let a person say what each column is for, keep all or nothing.

What identifies is dropped before anything is stored (W33); rows without consent are not imported
(W31); two versions of a questionnaire become one survey, each row marked with its version (W19).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import InputError, NotFoundError
from kwalicode.formats.survey_guess import Look, guess_mapping, look_at
from kwalicode.formats.surveys import read_survey
from kwalicode.formats.tables import check_size
from kwalicode.model import Attribute, Consent, SurveyMapping, SurveyQuestion, SurveyTable
from kwalicode.store import forms, surveys
from kwalicode.store.attributes import add_attribute, find_attributes
from kwalicode.store.consents import add_consents, is_consent_required
from kwalicode.store.documents import delete_documents
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.surveys.checks import check_mapping
from kwalicode.workflows.surveys.rows import Progress, Respondent, read_respondents
from kwalicode.workflows.surveys.sources import add_answers

_READ = 0.3


class SurveyFile(NamedTuple):
    """A file as read; nothing of it is stored yet.

    Attributes:
        sha256: By which the same file is known again.
        looks: What stands in each column.
    """

    name: str
    sha256: str
    table: SurveyTable
    looks: Sequence[Look]


def read_file(name: str, content: bytes) -> SurveyFile:
    """Read a file of answers; see `formats.surveys.read_survey` for what can go wrong."""
    table = read_survey(name, content)
    return SurveyFile(name, hashlib.sha256(content).hexdigest(), table, look_at(table))


def read_path(path: Path) -> SurveyFile:
    """Read a file of answers from disk; one that is too large is refused before it is read."""
    check_size(path.stat().st_size)
    return read_file(path.name, path.read_bytes())


def guess(study: Study | None, file: SurveyFile, *, survey: str, origin: str = "") -> SurveyMapping:
    """Guess what each column is for; columns are matched with a survey of this name."""
    known: list[SurveyQuestion] = []
    if study is not None:
        with study.read() as db:
            survey_id = surveys.find_survey(db, survey)
            known = surveys.find_questions(db, survey_id) if survey_id else []
    return guess_mapping(
        file.table, survey=survey, origin=origin, questions=known, looks=file.looks
    )


class Imported(NamedTuple):
    """What came of an import.

    Attributes:
        n_refused: Rows without consent, of which nothing was stored.
        n_sources: How many sources the open answers became.
    """

    n_rows: int
    n_refused: int
    n_answers: int
    n_sources: int


def import_survey(
    study: Study,
    key: Key,
    file: SurveyFile,
    mapping: SurveyMapping,
    *,
    coder: str,
    progress: Progress = lambda _share: None,
) -> Imported:
    """Keep the rows of a survey in both files, all of them or none.

    Raises:
        InputError: The mapping does not fit the file, or a row cannot be stored as it says.
        ConflictError: The file, or a code of it, is in the study already.
    """
    with key.read() as db:
        is_required = is_consent_required(db)
    check_mapping(file.table, mapping, is_consent_required=is_required)
    rows, n_refused = read_respondents(
        file.table, mapping, progress=lambda share: progress(_READ * share)
    )
    if not rows:
        raise InputError(
            "No row of this file has consent, so nothing was imported; check the column of "
            "consent and what in it says yes."
        )
    # One transaction in each file; where one fails, so does the other.
    with (
        key.write(coder, "import survey", undoable=False) as key_db,
        study.write(coder, "import survey", undoable=False) as db,
    ):
        new = forms.add_forms(key_db, [row.code for row in rows])
        pairs = sorted(zip(new, rows, strict=True), key=lambda pair: pair[0].number)
        progress(_READ + 0.1)
        _add_consents(key_db, pairs, mapping, coder=coder)
        store = _Store(db, key_db, file, mapping, coder)
        store.add_rows(pairs)
        progress(_READ + 0.3)
        n_sources = store.add_told(pairs, progress=lambda share: progress(0.6 + 0.4 * share))
    progress(1.0)
    return Imported(len(rows), n_refused, sum(len(row.told) for row in rows), n_sources)


def _add_consents(
    db: Database,
    pairs: Iterable[tuple[forms.Form, Respondent]],
    mapping: SurveyMapping,
    *,
    coder: str,
) -> None:
    asked = any(column.use == "consent" for column in mapping.columns)
    if not (asked or mapping.is_consent_implied):
        return
    by_day: dict[str, list[str]] = defaultdict(list)
    for form, row in pairs:
        by_day[row.consented_on].append(form.participant_id)
    version = ", ".join(part for part in (mapping.survey, mapping.origin) if part)
    for day, participant_ids in by_day.items():
        consent = Consent(version, day, covers_quotes=mapping.covers_quotes)
        add_consents(db, participant_ids, consent, coder=coder)


class _Store:
    """Puts rows into both files inside one import."""

    def __init__(
        self, db: Database, key_db: Database, file: SurveyFile, mapping: SurveyMapping, coder: str
    ) -> None:
        self.db, self.key_db = db, key_db
        self.file, self.mapping, self.coder = file, mapping, coder
        self.survey_id = surveys.find_survey(db, mapping.survey) or surveys.add_survey(
            db, mapping.survey, coder=coder
        )
        self.questions = self._ensure_questions()

    def _ensure_questions(self) -> Mapping[str, SurveyQuestion]:
        known = {one.name: one for one in surveys.find_questions(self.db, self.survey_id)}
        for place, column in enumerate(self.mapping.columns):
            if column.use not in {"open", "closed", "multiple", "loop"}:
                continue
            if column.question in known:
                _refuse_other_use(known[column.question], column.use)
                continue
            question = SurveyQuestion(
                str(uuid4()),
                self.survey_id,
                column.question,
                column.wording or column.label,
                column.use,
                column.is_reversed,
                self.file.table.labels[place],
            )
            surveys.add_question(self.db, question)
            known[question.name] = question
        return known

    def add_rows(self, pairs: Sequence[tuple[forms.Form, Respondent]]) -> None:
        answers = ((form.case_id, row.closed) for form, row in pairs)
        surveys.add_forms(self.db, self.survey_id, self.mapping.origin, answers)
        known = {folded(one.name): one for one in find_attributes(self.db)}
        for column in self.mapping.columns:
            if column.use == "attribute":
                own = known.get(folded(column.label)) or self._new_attribute(column.label, pairs)
                self._add_values(own, column.label, pairs)

    def _new_attribute(
        self, label: str, pairs: Sequence[tuple[forms.Form, Respondent]]
    ) -> Attribute:
        kind = next(one.kind for one in self.mapping.columns if one.label == label)
        values = {row.attributes[label] for _, row in pairs if label in row.attributes}
        choices = tuple(sorted(values)) if kind == "choice" else ()
        made = Attribute(str(uuid4()), label, kind, choices)
        add_attribute(self.db, made)
        return made

    def _add_values(
        self, own: Attribute, label: str, pairs: Sequence[tuple[forms.Form, Respondent]]
    ) -> None:
        if own.is_forbidden:
            raise InputError(
                "This study never collects the attribute '{name}' (W56); leave its column out.",
                name=own.name,
            )
        values = [(form, row.attributes[label]) for form, row in pairs if label in row.attributes]
        if own.is_confidential:
            forms.add_confidential(self.key_db, own.attribute_id, values)
        else:
            by_case = ((form.case_id, value) for form, value in values)
            surveys.add_values(self.db, own.attribute_id, by_case)

    def add_told(
        self, pairs: Sequence[tuple[forms.Form, Respondent]], *, progress: Progress
    ) -> int:
        # In the order of the questions: that of the respondents is one of chance.
        asked = dict.fromkeys(one.question for one in self.mapping.columns)
        told: dict[str, list[tuple[forms.Form, str]]] = {question: [] for question in asked}
        for form, row in pairs:
            for question, words in row.told:
                told[question].append((form, words))
        told = {question: answers for question, answers in told.items() if answers}
        labels = {one.question: one.label for one in reversed(self.mapping.columns)}
        n_sources = 0
        for place, (name, answers) in enumerate(told.items()):
            progress(place / len(told))
            n_sources += add_answers(
                self.key_db,
                answers,
                question=(self.survey_id, self.questions[name].question_id, labels[name]),
                file=(self.file.name, self.file.sha256),
                language=self.mapping.language,
                coder=self.coder,
            )
        return n_sources


def _refuse_other_use(question: SurveyQuestion, use: str) -> None:
    if question.use != use:
        raise InputError(
            "Question {question} is used in another way in this survey; choose the same use, or "
            "give the column another question.",
            question=question.name,
        )


def delete_survey(study: Study, key: Key, survey_id: str, *, coder: str) -> None:
    """Remove a survey for good: rows, attributes, answers, their codings, consent and codes."""
    with key.read() as db:
        of_surveys = forms.sources_of_surveys(db)
    source_ids = [one for one, survey in of_surveys.items() if survey == survey_id]
    with (
        key.write(coder, "remove survey", undoable=False) as key_db,
        study.write(coder, "remove survey", undoable=False) as db,
    ):
        case_ids = [case_id for case_id, _, _ in surveys.find_forms(db, survey_id)]
        if not case_ids:
            raise NotFoundError("This survey is not in the study; it was removed.")
        delete_documents(db, source_ids)
        surveys.delete_survey(db, survey_id)
        forms.delete_forms(key_db, case_ids, source_ids)
