"""What the demo study holds beside its texts: participants, a survey, a member check.

The content is data: `told` is `sample_data/demo/sources.yaml`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from kwalicode.model import (
    Answer,
    Attribute,
    Candidate,
    Consent,
    InterviewPlan,
    RecruitmentState,
    RecruitmentStep,
    ReportParagraph,
    Role,
)
from kwalicode.store.candidates import add_steps, put_candidate
from kwalicode.store.key import Key
from kwalicode.store.reports import Recipient, find_recipients
from kwalicode.store.sources import find_sources
from kwalicode.store.study import Study
from kwalicode.workflows.attributes import save_attributes, study_attributes
from kwalicode.workflows.consent import record_consent, require_consent
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.demo.passes import Ids
from kwalicode.workflows.facts import edit_facts
from kwalicode.workflows.member_answers import store_answers
from kwalicode.workflows.member_check import report_paragraphs, send_report
from kwalicode.workflows.participants import Changes, change_participants, save_roles
from kwalicode.workflows.recruitment import save_plan, save_targets
from kwalicode.workflows.retention import present_day, set_day
from kwalicode.workflows.surveys.importing import guess, import_survey, read_path

STATES = get_args(RecruitmentState)


def record_consents(study: Study, key: Key, told: Any, ids: Ids, *, coder: str) -> None:
    """Ask for consent from now on, and record that of all who were interviewed.

    Args:
        study: The study, nothing signed off yet.
        key: Its key file with the interviews.
        told: What the demo holds.
        ids: Of the documents.
        coder: Who records it.
    """
    require_consent(key, is_required=True, coder=coder)
    for person in told["people"]:
        consent = Consent(told["consent_form"], _day(person["signed"]))
        who = _recipient(key, person, ids).pseudonym_id
        record_consent(study, key, [who], consent, coder=coder)


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _recipient(key: Key, place: Mapping[str, str], ids: Ids) -> Recipient:
    """Give who answers in a file; where several do, the one who is named."""
    with key.read() as db:
        found = find_recipients(db)
    here = [one for one in found if one.source_id == ids["document", place["in"]]]
    return next(one for one in here if one.label == place.get("speaker", one.label))


def add_people(study: Study, key: Key, told: Any, ids: Ids, *, coder: str) -> None:
    """Say who took part in which role, how they came in, and who was wanted.

    Args:
        study: The study with the interviews.
        key: Its key file.
        told: What the demo holds.
        ids: Of the documents; candidates are added.
        coder: Who says so.
    """
    save_attributes(study, key, [_attribute(one) for one in told["attributes"]], coder=coder)
    known = {one.name: one.attribute_id for one in study_attributes(study)}
    roles = [Role("", one["name"], one["label"], "protected" in one) for one in told["roles"]]
    save_roles(study, roles, coder=coder)
    _recruit(key, told["candidates"], ids, coder=coder)
    changes = {
        _recipient(key, person, ids).pseudonym_id: Changes(
            person["name"],
            person["contact"],
            ids["candidate", person["in"]],
            person["role"],
            {known[name]: _written(value) for name, value in person["values"].items()},
        )
        for person in told["people"]
    }
    change_participants(study, key, changes, coder=coder)
    for name, wanted in told["targets"].items():
        save_targets(study, known[name], wanted, coder=coder)
    for plan in told["plans"]:
        save_plan(study, InterviewPlan(**{"reason": "", **plan}), coder=coder)


def _attribute(row: Mapping[str, Any]) -> Attribute:
    return Attribute(
        "",
        row["name"],
        row["type"],
        tuple(row.get("choices", ())),
        is_confidential="confidential" in row,
        is_forbidden="forbidden" in row,
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _recruit(key: Key, rows: Any, ids: Ids, *, coder: str) -> None:
    with key.write(coder, "demo recruitment", undoable=False) as db:
        for row in rows:
            more = {"n_persons": row.get("persons", 1), "note": row.get("note", "")}
            candidate = Candidate("", row["name"], route=row["route"], **more)
            candidate_id = put_candidate(db, candidate)
            if "in" in row:
                ids["candidate", row["in"]] = candidate_id
            steps = [
                RecruitmentStep("", candidate_id, state, _day(row[state]))
                for state in STATES
                if state in row
            ]
            steps[-1] = replace(steps[-1], reason=row.get("reason", ""))
            add_steps(db, steps, coder=coder)


def add_survey(
    study: Study, key: Key, told: Any, folder: Path, ids: Ids, *, coder: str
) -> list[str]:
    """Import both versions of the questionnaire.

    Args:
        study: The study with its attributes.
        key: Its key file.
        told: What the demo holds.
        folder: Where the files of answers are.
        ids: The answers that are to be signed off are added, as documents by file name.
        coder: Who imports them.

    Returns:
        Names of the files, without ending.
    """
    survey = told["survey"]
    for stem, origin in survey["versions"].items():
        file = read_path(folder / f"{stem}.csv")
        mapping = guess(study, file, survey=survey["name"], origin=origin)
        columns = tuple(
            replace(one, **survey["columns"].get(one.name, {})) for one in mapping.columns
        )
        import_survey(study, key, file, replace(mapping, columns=columns), coder=coder)
        with key.read() as db:
            answers = [one for one in find_sources(db) if one.file_name == file.name]
        ids["document", stem] = next(
            one.source_id for one in answers if one.title.startswith(survey["signed_off"])
        )
    return list(survey["versions"])


def tell_facts(study: Study, key: Key, told: Any, ids: Ids, *, coder: str) -> None:
    """Say what documents are, when and how interviews were held, and that all is published today.

    Args:
        study: The study.
        key: Its key file.
        told: What the demo holds.
        ids: Of the documents.
        coder: Who says so.
    """
    for stem, facts in told["facts"].items():
        changes = {name: _day(value) for name, value in facts.items()}
        edit_facts(study, key, [ids["document", stem]], changes, coder=coder)
    for row in told["candidates"]:
        if "in" in row:
            kept = {name: _written(value) for name, value in told["interviews"][row["in"]].items()}
            held = {"dated": _day(row["held"]), **kept}
            edit_facts(study, key, [ids["document", row["in"]]], held, coder=coder)
    set_day(study, "publication", present_day(), reason="", coder=coder)


def check_with_participant(study: Study, key: Key, told: Any, ids: Ids, *, coder: str) -> None:
    """Send a report, take in what the participant answers, and sign the interview off again.

    Args:
        study: The study with codings.
        key: Its key file.
        told: What the demo holds.
        ids: Of the documents.
        coder: Who does it.
    """
    report = told["report"]
    who = _recipient(key, report, ids)
    report_id = send_report(
        study,
        key,
        (who.source_id, who.pseudonym_id),
        style="raw",
        dates=(report["sent"], report["due"]),
        coder=coder,
    )
    paragraphs = report_paragraphs(key, report_id)
    answers = [_answer(paragraphs, row) for row in report["answers"]]
    store_answers(study, key, report_id, answers, on_date=report["answered"], coder=coder)
    sign_off(study, key, who.source_id, coder=coder, look_elsewhere=False)


def _answer(paragraphs: list[ReportParagraph], row: Mapping[str, str]) -> Answer:
    number = next(one.number for one in paragraphs if row["at"] in one.text)
    return Answer(number, **{name: text for name, text in row.items() if name != "at"})
